"""A city unit that seeks, two companies that compete, and those who plan."""

from __future__ import annotations

from datetime import date

from arena import clock, db
from arena.accounts.models import Role, User
from arena.audit.models import COMMAND, Actor
from arena.directory.models import Organisation, OrganisationType, Person, PersonRole
from arena.directory.services import OrganisationFacts, create_organisation
from arena.needs.models import Need
from arena.needs.queries.members import standing_of
from arena.needs.services import writing
from arena.needs.services.facts import Facts
from arena.needs.services.interest import InterestFacts, show_interest
from tests.cast import make_user

MARK = "Kvarnstens hemliga lösning"


def make_organisation(
    name: str = "Trafikkontoret", type_: OrganisationType = OrganisationType.CITY_ADMINISTRATION
) -> Organisation:
    """Add an organisation."""
    return create_organisation(OrganisationFacts(name, type_), by=COMMAND)


def make_partner(name: str, organisation: Organisation, language: str = "sv") -> User:
    """Add a partner's account, with its person and a role in an organisation since January."""
    user = make_user(name, Role.PARTNER, language)
    now = clock.now()
    person = Person(
        name=name,
        email=user.email,
        language=language,
        user_id=user.id,
        created_at=now,
        updated_at=now,
    )
    person.roles = [PersonRole(organisation_id=organisation.id, starts_on=date(2026, 1, 1))]
    db.session.add(person)
    db.session.flush()
    return user


def person_of(user: User) -> Person:
    """Return who an account is in the directory."""
    return db.session.query(Person).filter_by(user_id=user.id).one()


def facts(**given: object) -> Facts:
    """Return a need that may be published."""
    values: dict[str, object] = {
        "title_sv": "Tysta leveranser på natten",
        "title_en": "Quiet deliveries at night",
        "problem_sv": "Lastning och lossning väcker boende i kvarteret.",
        "problem_en": "Loading wakes those who live here.",
        "effect_sv": "Högst 45 dB(A) vid fasad mellan 22 och 6.",
        "effect_en": "At most 45 dB(A) at the façade from 22 to 6.",
        "limits_sv": "Gatan är 6,5 meter bred.",
        "limits_en": "The street is 6.5 metres wide.",
        "topics": ("mobility",),
        "dialogue": "open",
        "questions_until": date(2026, 12, 10),
        "interest_until": date(2026, 12, 18),
    }
    return Facts(**(values | given))  # type: ignore[arg-type]


def make_need(owner: User, organisation: Organisation, **given: object) -> Need:
    """Begin a need as its owner does; with `published`, which is usual, it is published."""
    published = given.pop("published", True)
    by = Actor.user(owner.id)
    need = writing.begin_need(
        facts(**given),
        organisation_id=organisation.id,
        owner_id=person_of(owner).id,
        author=owner,
        by=by,
    )
    if published:
        writing.publish_need(need, by=by)
    return need


def interested(need: Need, user: User, words: str = MARK) -> None:
    """Show the interest of a partner's only organisation."""
    standing = standing_of(user)
    (organisation_id,) = standing.organisation_ids
    show_interest(
        need,
        InterestFacts(words=words, contact_name=user.name, contact_email=user.email),
        organisation_id=organisation_id,
        user=user,
        standing=standing,
        by=Actor.user(user.id),
    )
