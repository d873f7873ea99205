"""Two records that are one: all that the one owns moves to the other, and can be put back."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from arena import clock, db
from arena.audit.models import COMMAND, Actor
from arena.directory.models import (
    Fact,
    OrganisationRelation,
    OrganisationType,
    Person,
    PersonFact,
    PersonRole,
)
from arena.directory.queries import find_matches, find_organisation, list_organisations
from arena.directory.services import (
    OrganisationFacts,
    PersonFacts,
    add_person,
    add_role,
    create_organisation,
    end_role,
    merging,
    update_organisation,
)
from arena.directory.services.facts import withdraw_fact
from arena.directory.services.merging import mark, merge_organisations, merge_people, undo_merge
from arena.errors import Invalid
from arena.meeting_place.models import RoomQuota
from arena.networks.models import Membership, Seat
from tests.cast import make_user
from tests.conftest import NOW
from tests.networks.cast import make_network

OWNED = ("organisations", "people")


def organisation(name, number="", domain="", kind=OrganisationType.CONSULTANT):
    facts = OrganisationFacts(name, kind, "SE", number, domain)
    return create_organisation(facts, by=COMMAND)


@pytest.fixture
def pair(app):
    with db.transaction():
        survivor = organisation("Granbacken Arkitekter AB", "402001-0080")
        merged = organisation("Granbackens arkitektkontor", "", "granbacken.example")
        add_person(
            PersonFacts("Åsa Ask", "asa@granbacken.example"),
            merged,
            title="VD",
            starts_on=date(2025, 1, 1),
            by=COMMAND,
        )
    return survivor, merged


def merge(survivor, merged, *taken, by=COMMAND):
    with db.transaction():
        return merge_organisations(
            survivor.id, merged.id, taken=taken, seen=mark(survivor, merged), by=by
        )


def contents():
    db.session.rollback()
    leave = {"audit_entries", "audit_head", "directory_merges", "directory_merge_steps"}
    return {
        table.name: [
            {k: v for k, v in row.items() if k != "updated_at"}
            for row in db.session.execute(table.select().order_by(*table.primary_key)).mappings()
        ]
        for table in db.Base.metadata.sorted_tables
        if table.name not in leave
    }


def test_all_that_one_owns_moves_and_its_address_leads_to_the_other(pair):
    survivor, merged = pair
    done = merge(survivor, merged, "email_domain")
    assert find_organisation(merged.id) is survivor
    assert (survivor.email_domain, survivor.number) == ("granbacken.example", "4020010080")
    assert [role.person.name for role in survivor.roles] == ["Åsa Ask"]
    assert done.moved == {"person_roles": 1}
    rows, total = list_organisations(limit=9)
    assert ([row.organisation for row in rows], total) == ([survivor], 1)
    assert [match.organisation for match in find_matches("Granbackens arkitektkontor")] == [
        survivor
    ]


def test_a_merge_undone_leaves_everything_as_it_was(pair):
    survivor, merged = pair
    with db.transaction():
        person = db.session.scalars(select(Person)).one()
        add_role(person, survivor, title="", starts_on=date(2024, 5, 1), by=COMMAND)
        db.session.add_all(
            [
                RoomQuota(organisation_id=survivor.id, minutes_a_month=60),
                RoomQuota(organisation_id=merged.id, minutes_a_month=90),
            ]
        )
    before = contents()
    done = merge(survivor, merged, "name", "email_domain")
    [role] = db.session.scalars(select(PersonRole))
    assert (role.title, role.starts_on, role.organisation_id) == (
        "VD",
        date(2024, 5, 1),
        survivor.id,
    )
    [quota] = db.session.scalars(select(RoomQuota))
    assert (quota.minutes_a_month, quota.organisation_id) == (90, survivor.id)
    with db.transaction():
        undone = undo_merge(done.id, by=COMMAND)
    assert undone.kept == {}
    assert contents() == before


def test_what_was_changed_since_stays_and_is_said(pair):
    survivor, merged = pair
    done = merge(survivor, merged, "email_domain")
    with db.transaction():
        facts = OrganisationFacts(
            "Granbacken", OrganisationType.DEVELOPER, email_domain="g.example"
        )
        update_organisation(survivor, facts, by=COMMAND)
        db.session.delete(db.session.scalars(select(PersonRole)).one())
    with db.transaction():
        undone = undo_merge(done.id, by=COMMAND)
    assert undone.kept == {"organisations": 1, "person_roles": 1}
    assert (survivor.name, survivor.email_domain) == ("Granbacken", "g.example")
    assert (merged.name, merged.email_domain) == (
        "Granbackens arkitektkontor",
        "granbacken.example",
    )
    assert merged.merged_into_id is None


def test_what_cannot_be_merged_is_refused_and_changes_nothing(pair):
    survivor, merged = pair
    seen = mark(survivor, merged)
    merge(survivor, merged)
    before = contents()
    for first, second, mark_, error in (
        (survivor.id, survivor.id, seen, Invalid),
        (survivor.id, merged.id, seen, merging.TakenUp),
        (merged.id, survivor.id, seen, merging.TakenUp),
    ):
        with pytest.raises(error), db.transaction():
            merge_organisations(first, second, taken=(), seen=mark_, by=COMMAND)
    assert contents() == before


def test_two_windows_merge_once(pair):
    survivor, merged = pair
    seen = mark(survivor, merged)
    with db.transaction():
        update_organisation(
            merged, OrganisationFacts("Granbackens", OrganisationType.CONSULTANT), by=COMMAND
        )
        merged.updated_at = survivor.updated_at.replace(year=2027)
    with pytest.raises(merging.SeenOtherwise), db.transaction():
        merge_organisations(survivor.id, merged.id, taken=(), seen=seen, by=COMMAND)


def test_merges_are_undone_the_last_first(pair):
    survivor, merged = pair
    with db.transaction():
        third = organisation("Granbacken Holding AB")
    first = merge(survivor, merged)
    second = merge(third, survivor, "number")
    assert find_organisation(merged.id) is third
    with pytest.raises(merging.CannotUndo), db.transaction():
        undo_merge(first.id, by=COMMAND)
    for each in (second, first):
        with db.transaction():
            undo_merge(each.id, by=COMMAND)
    assert {o.merged_into_id for o in (survivor, merged, third)} == {None}
    assert (survivor.number, third.number) == ("4020010080", None)
    with pytest.raises(merging.CannotUndo), db.transaction():
        undo_merge(first.id, by=COMMAND)


def test_visits_and_accounts_follow(pair):
    survivor, merged = pair
    with db.transaction():
        user = make_user("Åsa Ask")
        person = db.session.scalars(select(Person)).one()
        person.user_id = user.id
        other = add_person(
            PersonFacts("Åsa Ask", phone="+46701740605"),
            survivor,
            title="",
            starts_on=date(2026, 1, 1),
            by=COMMAND,
        )
    merge(survivor, merged)
    with db.transaction():
        done = merge_people(
            other.id, person.id, taken=("email",), seen=mark(other, person), by=Actor.user(user.id)
        )
    assert (other.user_id, other.email, other.phone) == (
        user.id,
        "asa@granbacken.example",
        "+46701740605",
    )
    assert (person.user_id, person.email, done.merged_by_id) == (None, None, user.id)
    [role] = other.roles
    assert (role.title, role.starts_on) == ("VD", date(2025, 1, 1))
    with db.transaction():
        undo_merge(done.id, by=COMMAND)
    assert (person.user_id, other.user_id) == (user.id, None)


def test_two_people_who_both_sign_in_are_not_merged(pair):
    survivor, _ = pair
    with db.transaction():
        people = [
            add_person(
                PersonFacts(name), survivor, title="", starts_on=date(2026, 1, 1), by=COMMAND
            )
            for name in ("Bo Ek", "Bosse Ek")
        ]
        for person in people:
            person.user_id = make_user(person.name).id
    with pytest.raises(merging.BothSignIn), db.transaction():
        merge_people(people[0].id, people[1].id, taken=(), seen=mark(*people), by=COMMAND)


def test_members_of_the_same_network_become_one_member_with_all_its_people(pair):
    survivor, merged = pair
    with db.transaction():
        network = make_network()
        days = [
            (survivor, date(2020, 1, 1), date(2022, 1, 1), "listening"),
            (survivor, date(2023, 1, 1), None, "associated"),
            (merged, date(2021, 1, 1), None, "core"),
        ]
        for each, starts_on, ends_on, circle in days:
            network.memberships.append(
                Membership(
                    organisation=each,
                    circle=circle,
                    starts_on=starts_on,
                    ends_on=ends_on,
                    created_at=NOW,
                )
            )
        person = db.session.scalars(select(Person)).one()
        for number, listed in ((1, True), (2, False)):
            network.memberships[number].seats.append(
                Seat(person=person, starts_on=date(2024, number, 1), is_listed=listed)
            )
    before = contents()
    done = merge(survivor, merged)
    db.session.expire_all()
    [member] = network.memberships
    assert (member.organisation, member.circle) == (survivor, "core")
    assert (member.starts_on, member.ends_on) == (date(2020, 1, 1), None)
    [seat] = member.seats
    assert (seat.starts_on, seat.is_listed) == (date(2024, 1, 1), False)
    with db.transaction():
        assert undo_merge(done.id, by=COMMAND).kept == {}
    assert contents() == before


def test_merged_with_its_own_parent_nothing_is_part_of_itself(pair):
    survivor, merged = pair
    with db.transaction():
        third = organisation("Norrskär Energi AB")
        for subject, other in ((merged, survivor), (survivor, third), (third, merged)):
            kind = "owns" if other is merged else "part_of"
            db.session.add(
                OrganisationRelation(
                    kind=kind,
                    subject_id=subject.id,
                    object_id=other.id,
                    starts_on=None,
                    ends_on=None,
                    created_at=NOW,
                )
            )
        db.session.add(
            OrganisationRelation(
                kind="owns",
                subject_id=survivor.id,
                object_id=third.id,
                starts_on=date(2020, 1, 1),
                ends_on=None,
                created_at=NOW,
            )
        )
    before = contents()
    done = merge(survivor, merged)
    kept = {
        (row.kind, row.subject_id, row.object_id)
        for row in db.session.scalars(select(OrganisationRelation))
    }
    # The ring that would come of it (each owns the other) stays open.
    assert kept == {("part_of", survivor.id, third.id), ("owns", survivor.id, third.id)}
    with db.transaction():
        assert undo_merge(done.id, by=COMMAND).kept == {}
    assert contents() == before


def test_a_fact_takes_along_where_it_comes_from(pair):
    survivor, _ = pair
    with db.transaction():
        person = db.session.scalars(select(Person)).one()
        other = add_person(
            PersonFacts("Åsa Ask", "asa@arkitekt.example"),
            survivor,
            title="",
            starts_on=date(2026, 1, 1),
            by=COMMAND,
        )
        for owner, source in ((person, "website"), (other, "person")):
            email = {"person_id": owner.id, "fact": "email"}
            db.session.get_one(PersonFact, email).source = source
    with db.transaction():
        merge_people(other.id, person.id, taken=("email",), seen=mark(other, person), by=COMMAND)
    fact = next(each for each in other.facts if each.fact == "email")
    assert (other.email, fact.source) == ("asa@granbacken.example", "website")


def test_what_one_of_the_two_has_withdrawn_is_kept_of_neither(pair):
    survivor, _ = pair
    with db.transaction():
        person = db.session.scalars(select(Person)).one()
        other = add_person(
            PersonFacts("Åsa Ask", "asa@granbacken.example"),
            survivor,
            title="",
            starts_on=date(2026, 1, 1),
            by=COMMAND,
        )
        withdraw_fact(other, Fact.EMAIL, by=COMMAND)
    before = contents()
    with db.transaction():
        done = merge_people(person.id, other.id, taken=(), seen=mark(person, other), by=COMMAND)
    [fact] = [each for each in person.facts if each.fact == "email"]
    assert (person.email, fact.withdrawn_at) == (None, NOW)
    with db.transaction():
        assert undo_merge(done.id, by=COMMAND).kept == {}
    assert contents() == before


def test_a_role_that_goes_on_in_the_other_is_not_held_for_told(pair):
    survivor, merged = pair
    with db.transaction():
        person = db.session.scalars(select(Person)).one()
        role = add_role(person, survivor, title="VD", starts_on=date(2025, 1, 1), by=COMMAND)
        end_role(role, last_day=date(2026, 1, 1), by=COMMAND)
    assert role.left_at is not None
    merge(survivor, merged)
    [one] = person.roles
    assert (one.ends_on, one.left_at) == (None, None)


@pytest.mark.parametrize("taken", [(), ("email",)])
def test_what_was_withdrawn_meanwhile_does_not_come_back_with_an_undone_merge(pair, taken):
    survivor, _ = pair
    with db.transaction():
        person = db.session.scalars(select(Person)).one()
        other = add_person(
            PersonFacts("Åsa Ask", "asa@granbacken.example"),
            survivor,
            title="",
            starts_on=date(2026, 1, 1),
            by=COMMAND,
        )
    with db.transaction():
        done = merge_people(other.id, person.id, taken=taken, seen=mark(other, person), by=COMMAND)
    with clock.travel(NOW + timedelta(days=1)):
        with db.transaction():
            withdraw_fact(other, Fact.EMAIL, by=COMMAND)
        with db.transaction():
            undo_merge(done.id, by=COMMAND)
    assert (person.email, other.email) == (None, None)
