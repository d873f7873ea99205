"""What the demo's directory knows beside names: relations, tags, languages, consents, searches."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from sqlalchemy import select

from arena import clock, db
from arena.accounts.models import User
from arena.audit.models import Actor
from arena.demo.data.circle import (
    ABROAD,
    LANGUAGES,
    PRESENTED,
    RELATED,
    SPEAKERS,
    TAGGED,
    Abroad,
    Speaker,
)
from arena.directory import services
from arena.directory.models import (
    Audience,
    Basis,
    Fact,
    FactSource,
    LanguageLevel,
    Organisation,
    OrganisationType,
    Person,
    RelationKind,
    SearchSubject,
)
from arena.directory.queries import list_facts, list_tags
from arena.directory.services import Origin
from arena.visits.models import Visit
from arena.visits.services.review import link_organisation

SINCE = timedelta(days=400)
_TOLD = Origin(FactSource.PERSON, "Partnerdagen", Basis.CONSENT, Audience.CIRCLE)


def show_directory(owner: User, by: Actor) -> None:
    """Fill in what staff have come to know of the organisations, over the past year."""
    with clock.travel(clock.now() - SINCE), db.transaction():
        for abroad in ABROAD:
            _add_abroad(abroad, by)
        known = {each.name: each for each in db.session.scalars(select(Organisation))}
        for name, facts in PRESENTED.items():
            services.present_organisation(known[name], services.Presentation(**facts), by=by)
        _relate(known, by)
        _tag(known, by)
        for speaker in SPEAKERS:
            _add_speaker(known[speaker.organisation], speaker, by)
    with clock.travel(clock.now() - timedelta(days=20)), db.transaction():
        _withdraw(by)
        _save_searches(owner, by)
    with db.transaction():
        _link_visits(by)


def _add_abroad(abroad: Abroad, by: Actor) -> None:
    facts = services.OrganisationFacts(
        abroad.name, OrganisationType(abroad.type), abroad.country, email_domain=abroad.domain
    )
    organisation = services.create_organisation(facts, by=by)
    person = services.PersonFacts(abroad.person, f"office@{abroad.domain}", language="en")
    services.add_person(
        person,
        organisation,
        title=abroad.title,
        starts_on=clock.today(),
        origin=Origin(FactSource.ORGANISATION),
        by=by,
    )


def _relate(known: Mapping[str, Organisation], by: Actor) -> None:
    for kind, subject, object_, note in RELATED:
        facts = services.RelationFacts(RelationKind(kind), clock.today(), note=note)
        services.relate(known[subject], known[object_], facts, by=by)


def _tag(known: Mapping[str, Organisation], by: Actor) -> None:
    tags = {name: services.add_tag(name, by=by).id for name in TAGGED}
    for organisation in known.values():
        carried = [tags[name] for name, bodies in TAGGED.items() if organisation.name in bodies]
        if carried:
            services.tag_organisation(organisation, carried, by=by)


def _add_speaker(organisation: Organisation, speaker: Speaker, by: Actor) -> None:
    person = services.add_person(
        services.PersonFacts(
            speaker.name,
            f"{speaker.mailbox}@{organisation.email_domain}",
            speaker.phone,
            speaker.writes_in,
        ),
        organisation,
        title=speaker.title,
        starts_on=clock.today(),
        origin=_TOLD,
        by=by,
    )
    levels = {code: LanguageLevel(level) for code, level in LANGUAGES[speaker.name].items()}
    services.set_languages(person, levels, by=by)
    if speaker.is_public:
        for known in list_facts(person):
            if known.row is not None and known.fact is Fact.TITLE:
                shown = Origin(FactSource.PERSON, "Partnerdagen", Basis.CONSENT, Audience.PUBLIC)
                services.change_origin(known.row, shown, by=by)


def _withdraw(by: Actor) -> None:
    """Let the one who changed her mind have her number taken away."""
    name = next(speaker.name for speaker in SPEAKERS if speaker.has_withdrawn)
    person = db.session.scalars(select(Person).where(Person.name == name)).one()
    services.withdraw_fact(person, Fact.PHONE, by=by)


def _link_visits(by: Actor) -> None:
    """Link the visits of those that the directory knows by name."""
    known = {each.name: each for each in db.session.scalars(select(Organisation))}
    visits = select(Visit).where(
        Visit.organisation_name.in_(known), Visit.organisation_id.is_(None)
    )
    for visit in db.session.scalars(visits.order_by(Visit.id)).all():
        link_organisation(visit, known[visit.organisation_name], by=by)


def _save_searches(owner: User, by: Actor) -> None:
    tags = {tag.name: str(tag.id) for tag in list_tags()}
    for name, subject, criteria in (
        ("Värdar för studiebesök", SearchSubject.ORGANISATIONS, {"tag": tags["Tar emot besök"]}),
        ("Svenska kommuner och regioner", SearchSubject.PEOPLE, {"type": "municipality"}),
    ):
        services.save_search(name, subject, criteria, owner=owner, is_shared=True, by=by)
