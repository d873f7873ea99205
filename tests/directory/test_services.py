"""Organisations and people are added, changed and ended, each with a line in the trail."""

from datetime import date

import pytest
from sqlalchemy import func, select

from arena import clock, db
from arena.audit.models import COMMAND, AuditEntry
from arena.audit.queries import find_break
from arena.directory import services
from arena.directory.models import Organisation, OrganisationType, Person
from arena.directory.queries import list_organisations, list_roles
from arena.errors import Invalid
from tests.conftest import NOW

ENERGY = services.OrganisationFacts(
    "Norrskär Energi AB", OrganisationType.UTILITY, "SE", "402001-0007", "www.Norrskar.example"
)
ASA = services.PersonFacts("Åsa O'Brien", "Asa@Norrskar.example", "+46701740605", "sv")
TODAY = date(2026, 11, 24)


def add(facts=ENERGY, **changes):
    values = {**vars(facts), **changes}
    with db.transaction():
        return services.create_organisation(services.OrganisationFacts(**values), by=COMMAND)


def actions():
    db.session.rollback()
    return list(db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)))


def test_an_organisation_is_kept_folded_and_checked(app):
    energy = add()
    assert (energy.name_key, energy.number) == ("norrskär energi", "4020010007")
    assert energy.email_domain == "norrskar.example"
    assert energy.created_at == NOW
    assert actions() == ["directory.create_organisation"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"number": "402001-0008"}, "number"),
        ({"number": "123"}, "number"),
        ({"number": "640823-3234"}, "number"),  # A person's own number.
        ({"number": "X" * 21, "country": "GB"}, "number"),
        ({"email_domain": "gmail.com"}, "email_domain"),
        ({"email_domain": "norrskar"}, "email_domain"),
        ({"email_domain": "norr skar.example"}, "email_domain"),
        ({"email_domain": "a" * 150 + ".example"}, "email_domain"),
    ],
)
def test_what_is_wrong_is_named_by_its_field_and_nothing_is_kept(app, changes, field):
    with pytest.raises(Invalid) as caught:
        add(**changes)
    assert caught.value.field == field
    assert db.session.scalar(select(func.count()).select_from(Organisation)) == 0


@pytest.mark.parametrize("last_digits", ["0015", "0023", "0031", "0049", "0056", "0098"])
def test_numbers_made_up_for_a_demonstration_pass(app, last_digits):
    assert add(number=f"402001-{last_digits}").number == f"402001{last_digits}"


def test_a_number_belongs_to_one_organisation(app):
    add()
    with pytest.raises(services.NumberTaken):
        add(name="Another AB")
    other = add(name="Another AB", number="")
    with pytest.raises(services.NumberTaken), db.transaction():
        services.update_organisation(other, ENERGY, by=COMMAND)
    assert find_break() is None


def test_many_may_have_no_number(app):
    add(number="")
    add(number="")
    assert list_organisations(limit=10)[1] == 2


def test_a_change_says_which_facts_changed_and_not_how(app):
    energy = add()
    with db.transaction(), clock.travel(NOW.replace(hour=9)):
        facts = services.OrganisationFacts(**{**vars(ENERGY), "name": "Norrskär Kraft AB"})
        services.update_organisation(energy, facts, by=COMMAND)
    db.session.rollback()
    line = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert line.detail == {"changed": ["name"]}
    assert energy.updated_at > energy.created_at


def test_a_change_to_the_same_writes_nothing(app):
    energy = add()
    with db.transaction():
        services.update_organisation(energy, ENERGY, by=COMMAND)
    assert len(actions()) == 1


def stand_for(organisation, facts=ASA, **changes):
    values = {"title": "Chef", "starts_on": date(2025, 3, 1)} | changes
    with db.transaction():
        return services.add_person(facts, organisation, by=COMMAND, **values)


def test_a_person_stands_for_an_organisation_from_a_day_on(app):
    energy = add()
    asa = stand_for(energy)
    assert asa.email == "asa@norrskar.example"
    current, former = list_roles(energy)
    assert [(role.person.name, role.title) for role in current] == [("Åsa O'Brien", "Chef")]
    assert former == []
    assert actions()[1:] == ["directory.add_person", "directory.add_role"]


def test_a_role_ends_after_its_last_day(app):
    energy = add()
    role = stand_for(energy).roles[0]
    with db.transaction():
        services.end_role(role, last_day=TODAY, by=COMMAND)
    assert role.ends_on == date(2026, 11, 25)
    assert list_roles(energy)[0] == [role]
    with clock.travel(NOW.replace(day=25)):
        assert list_roles(energy) == ([], [role])
    assert list_organisations(limit=1)[0][0].people == 1


def test_a_role_may_last_one_day_and_not_less(app):
    role = stand_for(add()).roles[0]
    with pytest.raises(Invalid), db.transaction():
        services.end_role(role, last_day=date(2025, 2, 28), by=COMMAND)
    with db.transaction():
        services.end_role(role, last_day=date(2025, 3, 1), by=COMMAND)
    assert role.ends_on == date(2025, 3, 2)


def test_a_role_is_not_held_twice_at_once_but_may_be_taken_up_again(app):
    energy = add()
    asa = stand_for(energy)
    again = {"title": "VD", "by": COMMAND}
    with pytest.raises(services.RoleHeld), db.transaction():
        services.add_role(asa, energy, starts_on=TODAY, **again)
    with db.transaction():
        services.end_role(asa.roles[0], last_day=date(2026, 1, 31), by=COMMAND)
        services.add_role(asa, energy, starts_on=TODAY, **again)
    assert len(asa.roles) == 2


def test_a_person_may_stand_for_several_organisations(app):
    energy, water = add(), add(name="Norrskär Vatten AB", number="")
    asa = stand_for(energy)
    with db.transaction():
        services.add_role(asa, water, title="", starts_on=TODAY, by=COMMAND)
    assert {role.organisation.name for role in asa.roles} == {energy.name, water.name}


def test_a_changed_person_leaves_no_personal_data_in_the_trail(app):
    asa = stand_for(add())
    with db.transaction():
        services.update_person(asa, services.PersonFacts("Åsa Ask", language="en"), by=COMMAND)
    assert (asa.name, asa.email, asa.phone, asa.language) == ("Åsa Ask", None, None, "en")
    db.session.rollback()
    details = str([line.detail for line in db.session.scalars(select(AuditEntry))])
    assert not any(word in details for word in ("Åsa", "norrskar", "0701740605"))


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        ({}, ["Fjällnäs Fastigheter AB", "Norrskär Energi AB", "Örby stad"]),
        ({"text": "norr"}, ["Norrskär Energi AB"]),
        ({"text": "NORRSKÄR energi"}, ["Norrskär Energi AB"]),
        ({"text": "örby"}, ["Örby stad"]),
        ({"text": "402001-0007"}, ["Norrskär Energi AB"]),
        ({"text": "0007"}, ["Norrskär Energi AB"]),
        ({"text": "norrskar.example"}, ["Norrskär Energi AB"]),
        ({"text": "O'Brien"}, ["Norrskär Energi AB"]),
        ({"text": "%"}, []),
        ({"text": "_"}, []),
        ({"type_": "utility"}, ["Norrskär Energi AB"]),
        ({"country": "NO"}, ["Örby stad"]),
        ({"country": "NO", "text": "norr"}, []),
    ],
)
def test_organisations_are_found_by_what_they_and_their_people_are_called(app, filters, names):
    stand_for(add())
    add(name="Fjällnäs Fastigheter AB", type=OrganisationType.DEVELOPER, number="", email_domain="")
    facts = {"type": OrganisationType.FOREIGN_CITY, "country": "NO", "number": ""}
    add(name="Örby stad", email_domain="", **facts)
    rows, total = list_organisations(**filters, limit=10)
    assert [row.organisation.name for row in rows] == names
    assert total == len(names)


def test_an_organisation_takes_its_roles_along_when_it_is_deleted(app):
    energy = add()
    stand_for(energy)
    with db.transaction():
        db.session.delete(db.session.get(Organisation, energy.id))
    assert db.session.scalar(select(func.count()).select_from(Person)) == 1
