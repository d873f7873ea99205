"""Staff read and keep the directory in the browser, in both languages."""

from datetime import date

import pytest
from sqlalchemy import func, select

from arena import db
from arena.accounts.models import Role
from arena.audit.models import COMMAND
from arena.directory import sections
from arena.directory.models import Organisation, OrganisationType, Person
from arena.directory.services import (
    OrganisationFacts,
    PersonFacts,
    add_person,
    create_organisation,
)
from tests.cast import make_user, sign_in

HOSTILE = "<script>alert(1)</script> & {{7*7}} \"'"
FORM = {
    "name": "Fjällnäs Fastigheter AB",
    "type": "developer",
    "country": "SE",
    "number": "402001-0015",
    "email_domain": "fjallnas.example",
}
PERSON = {
    "name": "Bo Ek",
    "email": "bo@norrskar.example",
    "phone": "070-174 06 10",
    "language": "sv",
    "title": "VD",
    "starts_on": "2026-01-01",
}


@pytest.fixture
def energy(app):
    with db.transaction():
        organisation = create_organisation(
            OrganisationFacts(
                "Norrskär Energi AB",
                OrganisationType.UTILITY,
                "SE",
                "402001-0007",
                "norrskar.example",
            ),
            by=COMMAND,
        )
        facts = PersonFacts("Åsa Ask", "asa@norrskar.example", "+46701740605")
        add_person(facts, organisation, title="Chef", starts_on=date(2025, 3, 1), by=COMMAND)
    return organisation


@pytest.fixture
def alice(client):
    with db.transaction():
        user = make_user()
    return sign_in(client, user)


def count(table):
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(table))


def newest(table):
    db.session.rollback()
    return db.session.scalars(select(table).order_by(table.id.desc())).first()


def create(client, **changes):
    return client.post("/staff/directory/new", data=FORM | changes)


@pytest.mark.parametrize(
    ("language", "words"),
    [("sv", ("Register", "Energi-, VA- eller avfallsaktör", "Sverige")),
     ("en", ("Directory", "Energy, water or waste utility", "Sweden"))],
)  # fmt: skip
def test_every_page_shows_in_both_languages(client, energy, language, words):
    with db.transaction():
        user = make_user(language=language)
    sign_in(client, user)
    index = client.get("/staff/directory/").text
    assert all(word in index for word in (*words, "Norrskär Energi AB", "402001-0007"))
    for path in ("1", "new", "1/edit", "1/people/new", "1/people/1/role", "people/1",
                 "people/1/edit", "roles/1/end"):  # fmt: skip
        page = client.get(f"/staff/directory/{path}")
        assert page.status_code == 200, path
        assert f'<html lang="{language}"' in page.text


def test_an_empty_directory_says_how_to_begin(alice):
    assert "/staff/directory/new" in alice.get("/staff/directory/").text


def test_a_search_without_a_find_leads_back(alice, energy):
    page = alice.get("/staff/directory/?q=finns+inte")
    assert page.status_code == 200
    assert "Ingen sådan organisation" in page.text


@pytest.mark.parametrize("query", ["?q=ask", "?type=utility&country=SE", "?page=1&q=0007"])
def test_filters_find_what_they_say(alice, energy, query):
    assert "Norrskär Energi AB" in alice.get(f"/staff/directory/{query}").text


def test_an_organisation_is_added(alice, energy):
    answer = create(alice)
    added = newest(Organisation)
    assert answer.location == f"/staff/directory/{added.id}"
    assert (added.name, added.number) == (FORM["name"], "4020010015")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 161}, "name"),
        ({"name": "x" * 10_000}, "name"),
        ({"type": "castle"}, "type"),
        ({"type": ""}, "type"),
        ({"country": "ZZ"}, "country"),
        ({"number": "402001-0016"}, "number"),
        ({"number": "19640823-3234"}, "number"),
        ({"email_domain": "gmail.com"}, "email_domain"),
        ({"email_domain": "not a domain"}, "email_domain"),
    ],
)
def test_a_wrong_organisation_is_explained_by_its_field_and_not_kept(alice, changes, field):
    answer = create(alice, **changes)
    assert answer.status_code == 400
    assert f'href="#{field}"' in answer.text
    assert count(Organisation) == 0


def test_a_number_that_is_taken_leads_to_its_organisation(alice, energy):
    answer = create(alice, number="402001-0007")
    assert answer.status_code == 400
    assert f'href="/staff/directory/{energy.id}"' in answer.text
    assert FORM["name"] in answer.text  # What was typed is still there.
    assert count(Organisation) == 1


def test_a_taken_number_is_refused_when_changing_too(alice, energy):
    create(alice)
    other = newest(Organisation)
    answer = alice.post(f"/staff/directory/{other.id}/edit", data=FORM | {"number": "402001-0007"})
    assert answer.status_code == 400
    assert f'href="/staff/directory/{energy.id}"' in answer.text


def test_what_looks_like_the_same_is_shown_before_it_is_added(alice, energy):
    double = {"name": "NORRSKÄR ENERGI", "number": "", "email_domain": ""}
    answer = create(alice, **double)
    assert answer.status_code == 409
    assert f'href="/staff/directory/{energy.id}"' in answer.text
    assert count(Organisation) == 1
    seen = answer.text.partition('name="seen"')[2].partition('value="')[2].partition('"')[0]
    assert create(alice, **double, seen=seen).status_code == 302
    assert count(Organisation) == 2


def test_a_change_is_kept(alice, energy):
    page = alice.get(f"/staff/directory/{energy.id}/edit").text
    assert 'value="402001-0007"' in page
    alice.post(f"/staff/directory/{energy.id}/edit", data=FORM | {"name": "Norrskär Kraft AB"})
    db.session.refresh(energy)
    assert (energy.name, energy.type) == ("Norrskär Kraft AB", "developer")


def test_a_person_is_added_and_shown(alice, energy):
    answer = alice.post("/staff/directory/1/people/new", data=PERSON)
    assert answer.location == "/staff/directory/1"
    page = alice.get("/staff/directory/1").text
    assert all(word in page for word in ("Bo Ek", "VD", "bo@norrskar.example", "070-174 06 10"))


def test_a_known_address_is_proposed_not_added_again(alice, energy):
    create(alice)
    answer = alice.post(
        "/staff/directory/2/people/new", data=PERSON | {"email": "ASA@norrskar.example"}
    )
    assert answer.status_code == 400
    assert count(Person) == 1
    assert "/staff/directory/2/people/1/role" in answer.text
    data = {"title": "Ordförande", "starts_on": "2026-11-24"}
    assert alice.post("/staff/directory/2/people/1/role", data=data).status_code == 302
    assert alice.post("/staff/directory/2/people/1/role", data=data).status_code == 400
    page = alice.get("/staff/directory/people/1").text
    assert "Norrskär Energi AB" in page
    assert FORM["name"] in page


@pytest.mark.parametrize(
    "changes",
    [{"name": ""}, {"email": "bo"}, {"phone": "12"}, {"language": "de"}, {"starts_on": "i går"},
     {"starts_on": ""}, {"title": "x" * 121}],
)  # fmt: skip
def test_a_wrong_person_is_explained_and_not_kept(alice, energy, changes):
    answer = alice.post("/staff/directory/1/people/new", data=PERSON | changes)
    assert answer.status_code == 400
    assert "error-summary" in answer.text
    assert count(Person) == 1


def test_a_person_is_changed(alice, energy):
    changed = {"name": "Åsa Alm", "email": "", "phone": "", "language": "en"}
    assert alice.post("/staff/directory/people/1/edit", data=changed).status_code == 302
    asa = newest(Person)
    assert (asa.name, asa.email, asa.phone, asa.language) == ("Åsa Alm", None, None, "en")


def test_a_role_is_ended_with_its_last_day(alice, energy):
    refused = alice.post("/staff/directory/roles/1/end", data={"last_day": "2024-01-01"})
    assert refused.status_code == 400
    answer = alice.post("/staff/directory/roles/1/end", data={"last_day": "2026-11-23"})
    assert answer.location == "/staff/directory/1"
    page = alice.get("/staff/directory/1").text
    assert "1 person tidigare" in page
    assert "mån 23 november 2026" in page


@pytest.mark.parametrize("path", ["9", "9/edit", "9/people/new", "9/people/1/role",
                                  "1/people/9/role", "people/9", "people/9/edit", "roles/9/end",
                                  "99999999999999999999"])  # fmt: skip
def test_what_does_not_exist_answers_404(alice, energy, path):
    assert alice.get(f"/staff/directory/{path}").status_code == 404


def test_hostile_names_are_shown_as_text(alice, energy):
    create(alice, name=HOSTILE, number="")
    alice.post("/staff/directory/2/people/new", data=PERSON | {"name": HOSTILE, "title": HOSTILE})
    for path in ("", "2", "2/edit", "2/people/new", "people/2", "people/2/edit", "roles/2/end"):
        page = alice.get(f"/staff/directory/{path}")
        assert page.status_code == 200
        assert "<script>alert" not in page.text
        assert "{{7*7}}" in page.text.replace("&#123;", "{") or path == "2/people/new"


def test_other_packages_add_sections(app, alice, energy, monkeypatch):
    def visits_of(organisation):
        lines = [sections.Line("V-0001", "/staff/visits/1", "3 december", ("Bekräftat", "good"))]
        return sections.Section("Besök", "Inga besök än.", lines, ("Alla besök", "/staff/visits/"))

    def nothing_of(organisation):
        return sections.Section("Nätverk", "Inga nätverk än.")

    monkeypatch.setitem(app.extensions, "arena.directory.sections", [visits_of, nothing_of])
    page = alice.get("/staff/directory/1").text
    for word in ("Besök", "V-0001", "Bekräftat", "Alla besök", "Nätverk", "Inga nätverk än."):
        assert word in page


def test_hosts_read_but_see_no_way_to_change(client, energy):
    with db.transaction():
        host = make_user("Hedda Holm", Role.HOST)
    sign_in(client, host)
    pages = [client.get(f"/staff/directory/{path}").text for path in ("", "1", "people/1")]
    assert not any("/new" in page or "/edit" in page or "/end" in page for page in pages)
