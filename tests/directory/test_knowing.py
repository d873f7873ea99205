"""Relations, facts and their sources, tags, saved searches, and people who leave."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, insert, select
from sqlalchemy.exc import IntegrityError

from arena import clock, db
from arena.accounts.models import Role, UserSession
from arena.audit.models import COMMAND
from arena.directory import services
from arena.directory.models import (
    Audience,
    Basis,
    Fact,
    FactSource,
    Organisation,
    OrganisationRelation,
    OrganisationTag,
    OrganisationType,
    Person,
    PersonRole,
    RelationKind,
    SearchSubject,
    Tag,
)
from arena.directory.queries import (
    find_people,
    list_audience,
    list_facts,
    list_related,
    shown_facts,
    tags_of,
)
from arena.directory.services import Origin, RelationFacts, left
from arena.directory.services.leaving import tell_who_left
from tests.cast import make_user, sign_in
from tests.conftest import NOW

TODAY = NOW.date()
OWN_WORD = Origin(FactSource.PERSON, basis=Basis.CONSENT)


def body(name, **facts):
    with db.transaction():
        known = {"type": OrganisationType.SMALL_COMPANY, **facts}
        return services.create_organisation(services.OrganisationFacts(name, **known), by=COMMAND)


def somebody(organisation, name="Åsa Ask", email="asa@norrskar.example", **more):
    with db.transaction():
        facts = services.PersonFacts(name, email, more.pop("phone", ""))
        since = more.pop("starts_on", TODAY - timedelta(days=100))
        return services.add_person(
            facts, organisation, title=more.pop("title", ""), starts_on=since, by=COMMAND, **more
        )


def related(subject, other, kind=RelationKind.PART_OF, **facts):
    with db.transaction():
        return services.relate(subject, other, RelationFacts(kind, **facts), by=COMMAND)


def test_each_end_of_a_relation_says_it_in_its_own_words(app):
    owner, owned = body("Storbolaget"), body("Dottern")
    related(owner, owned, RelationKind.OWNS)
    (seen,), (turned,) = list_related(owner), list_related(owned)
    assert (seen.reading, seen.other.name) == ("owns", "Dottern")
    assert (turned.reading, turned.other.name) == ("owns:object", "Storbolaget")


@pytest.mark.parametrize("kind", [RelationKind.PART_OF, RelationKind.OWNS])
def test_nothing_is_its_own_parent_round_whatever_corners(app, kind):
    a, b, c = body("A bolag"), body("B bolag"), body("C bolag")
    related(a, b, kind)
    related(b, c, kind)
    for subject, other in ((a, a), (b, a), (c, a)):
        with pytest.raises(services.OwnParent):
            related(subject, other, kind)
    related(c, a, RelationKind.SUPPLIES)  # No hierarchy.


def test_the_database_refuses_a_ring_by_itself(app):
    a, b = body("A bolag"), body("B bolag")
    related(a, b)
    row = {"kind": "part_of", "note": "", "created_at": NOW}
    for ends in ({"subject_id": b.id, "object_id": a.id}, {"subject_id": a.id, "object_id": a.id}):
        with pytest.raises(IntegrityError), db.transaction():
            db.session.execute(insert(OrganisationRelation), [row | ends])


def test_who_owned_before_may_be_owned_afterwards(app):
    a, b = body("A bolag"), body("B bolag")
    related(a, b, RelationKind.OWNS, last_day=date(2020, 12, 31))
    later = related(b, a, RelationKind.OWNS, starts_on=date(2021, 1, 1))
    assert later.id
    with pytest.raises(services.RelationKnown):
        related(b, a, RelationKind.OWNS, starts_on=date(2022, 1, 1))


def test_a_withdrawn_fact_is_gone_everywhere_and_not_entered_again_by_mistake(app):
    person = somebody(body("Norrskär Energi AB"), phone="+46701740605", title="Chef")
    with db.transaction():
        services.withdraw_fact(person, Fact.EMAIL, by=COMMAND)
        services.withdraw_fact(person, Fact.TITLE, by=COMMAND)
    assert person.email is None
    assert [role.title for role in person.roles] == [""]
    assert not find_people("norrskar.example", by_address=True, limit=5).hits
    facts = services.PersonFacts(person.name, "Asa@norrskar.example", "+46701740605")
    with pytest.raises(services.Withdrawn), db.transaction():
        services.update_person(person, facts, by=COMMAND)
    with db.transaction():
        services.update_person(person, facts, origin=OWN_WORD, by=COMMAND)
    assert person.email == "asa@norrskar.example"


def test_others_are_shown_what_they_may_and_nothing_that_nobody_said(app):
    person = somebody(body("Norrskär Energi AB"), phone="+46701740605", title="Chef")
    row = {each.fact: each.row for each in list_facts(person)}[Fact.PHONE]
    with db.transaction():
        services.change_origin(row, Origin(audience=Audience.PARTNERS), by=COMMAND)
    shown = {each: shown_facts([person], each)[person.id] for each in Audience}
    assert set(shown[Audience.STAFF]) == {Fact.EMAIL, Fact.PHONE, Fact.TITLE}
    assert shown[Audience.CIRCLE] == shown[Audience.PARTNERS] == {Fact.PHONE: "+46701740605"}
    assert shown[Audience.PUBLIC] == {}


def test_merged_tags_lose_nobody(app):
    first, second = body("Ett"), body("Två")
    with db.transaction():
        one, other = (services.add_tag(name, by=COMMAND) for name in ("Energi", "energy"))
        assert services.add_tag("  ENERGI ", by=COMMAND).id == one.id
        services.tag_organisation(first, [one.id, other.id], by=COMMAND)
        services.tag_organisation(second, [other.id], by=COMMAND)
        with pytest.raises(services.TagKnown):
            services.rename_tag(other, "ENERGI", by=COMMAND)
    with db.transaction():
        services.merge_tags(db.session.get(Tag, other.id), one, by=COMMAND)
    assert [tag.name for tag in tags_of(second)] == ["Energi"]
    assert db.session.scalar(select(func.count()).select_from(OrganisationTag)) == 2


def test_a_saved_search_reaches_those_with_an_address_once(app):
    with db.transaction():
        alice = make_user()
    energy = body("Norrskär Energi AB", type=OrganisationType.UTILITY)
    somebody(energy)
    somebody(energy, "Bo Ek", email="")
    somebody(energy, "Åsa Ask-Berg", email="asa@norrskar.example")
    somebody(body("Annat AB"), "Cia", email="cia@annat.example")
    gone = somebody(energy, "Dag", email="dag@norrskar.example")
    with db.transaction():
        services.end_role(gone.roles[0], last_day=TODAY - timedelta(days=1), by=COMMAND)
    for subject, criteria in (
        (SearchSubject.ORGANISATIONS, {"type": "utility"}),
        (SearchSubject.PEOPLE, {"type": "utility", "q": "norrsk"}),
    ):
        with db.transaction():
            search = services.save_search(
                f"{subject}", subject, criteria, owner=alice, is_shared=True, by=COMMAND
            )
        assert [each.email for each in list_audience(search)] == ["asa@norrskar.example"]


@pytest.fixture
def partner(app, client):
    """A partner who stands for an organisation and is signed in, and what was told of leaving."""
    energy = body("Norrskär Energi AB")
    person = somebody(energy)
    with db.transaction():
        user = make_user("Paula Partner", Role.PARTNER)
        db.session.get(Person, person.id).user_id = user.id
    sign_in(client, user)
    told = []

    def hear(person, organisation, by):
        told.append((person.id, organisation.id))

    with left.connected_to(hear):
        yield person, energy, user, told


def open_sessions():
    db.session.rollback()
    return db.session.scalar(select(func.count()).where(UserSession.ended_at.is_(None)))


def test_leaving_closes_everything_in_the_same_moment(partner):
    person, energy, user, told = partner
    with db.transaction():
        services.leave_now(person.roles[0], by=COMMAND)
    assert told == [(person.id, energy.id)]
    assert open_sessions() == 0
    assert not user.is_open


def test_who_stands_for_another_keeps_the_account_and_signs_in_anew(partner):
    person, _energy, user, told = partner
    other = body("Annat AB")
    with db.transaction():
        services.add_role(person, other, title="", starts_on=TODAY, by=COMMAND)
        services.leave_now(
            next(role for role in person.roles if role.organisation_id != other.id), by=COMMAND
        )
    assert len(told) == 1
    assert user.is_open
    assert open_sessions() == 0


def test_a_role_that_ends_by_the_calendar_is_told_of_once_when_its_day_is_over(partner):
    person, energy, user, told = partner
    with db.transaction():
        services.end_role(person.roles[0], last_day=TODAY, by=COMMAND)
    assert tell_who_left() == 0
    assert told == []
    with clock.travel(NOW + timedelta(days=1)):
        assert tell_who_left() == 1
        assert tell_who_left() == 0
    assert told == [(person.id, energy.id)]
    assert not user.is_open


def test_a_role_that_goes_on_after_all_is_told_of_when_it_ends(partner):
    person, energy, _user, told = partner
    role = person.roles[0]
    with db.transaction():
        services.end_role(role, last_day=TODAY - timedelta(days=1), by=COMMAND)
    with db.transaction():
        services.end_role(role, last_day=TODAY + timedelta(days=1), by=COMMAND)
    with clock.travel(NOW + timedelta(days=2)):
        assert tell_who_left() == 1
    assert told == [(person.id, energy.id)] * 2


def test_a_role_that_began_today_is_as_if_it_never_was(partner):
    person, _energy, _user, told = partner
    with db.transaction():
        role = services.add_role(
            person, body_within("Annat AB"), title="", starts_on=TODAY, by=COMMAND
        )
        services.leave_now(role, by=COMMAND)
    assert len(told) == 1
    assert db.session.scalar(select(func.count()).select_from(PersonRole)) == 1


def body_within(name):
    facts = services.OrganisationFacts(name, OrganisationType.SCHOOL)
    return services.create_organisation(facts, by=COMMAND)


def test_what_came_in_otherwise_is_found_once_the_worker_has_been(app):
    with db.transaction():
        db.session.execute(
            insert(Organisation),
            [{"name": "Åkerö Bad", "name_key": "åkerö bad", "type": "school", "created_at": NOW,
              "updated_at": NOW}],
        )  # fmt: skip
    assert services.index_what_is_not() == 1
    assert services.index_what_is_not() == 0
