"""One field for all that staff look for, and nobody finds what they may not open."""

import pytest

from arena import clock, db
from arena.accounts.models import Role
from arena.directory.models import OrganisationType
from arena.directory.services import (
    OrganisationFacts,
    PersonFacts,
    add_person,
    create_organisation,
)
from tests.cast import make_host, make_offer, make_resource, make_user, sign_in
from tests.pages import errors, links, parsed, words
from tests.visits.bookings import STAFF, confirmed, user_of

PATH = "/staff/search/"


@pytest.fixture
def hosts(app):
    with db.transaction():
        return [make_host("Hedda Holm"), make_host("Henrik Hed")]


@pytest.fixture
def visit(hosts):
    with db.transaction():
        offer = make_offer()
        make_resource("KAJ")
    return confirmed(offer)


def known(name, email):
    """An organisation, and somebody who stands for it."""
    with db.transaction():
        facts = OrganisationFacts(name, OrganisationType.CONSULTANT)
        organisation = create_organisation(facts, by=STAFF)
        asa = add_person(
            PersonFacts("Åsa Ask", email),
            organisation,
            title="",
            starts_on=clock.today(),
            by=STAFF,
        )
    return organisation, asa


def person(role, language="sv"):
    with db.transaction():
        return make_user("Alice Alm", role, language)


def found(client, text):
    answer = client.get(PATH, query_string={"q": text})
    assert answer.status_code == 200
    main = parsed(answer).find(".//main")
    return [link.get("href") for link in main.iter("a")]


def test_before_anything_is_typed_the_pages_stand_there(client, visit):
    sign_in(client, person(Role.COORDINATOR))
    assert {"/staff/", "/staff/calendar", "/me"} <= set(found(client, ""))


@pytest.mark.parametrize("text", ["norrskär", "Norrskär Energi", "bodil", "  NORRSKÄR  "])
def test_a_visit_is_found_by_who_comes(client, visit, text):
    sign_in(client, person(Role.COORDINATOR))
    assert f"/staff/visits/{visit.reference}" in found(client, text)


def test_a_visit_is_found_by_its_reference_however_it_is_typed(client, visit):
    sign_in(client, person(Role.COORDINATOR))
    for text in (visit.reference, visit.reference.lower(), visit.reference.replace("-", "")):
        assert found(client, text) == [f"/staff/visits/{visit.reference}"]


def test_rooms_hosts_and_pages_are_found(client, visit):
    sign_in(client, person(Role.COORDINATOR))
    assert any("/staff/resources/" in href for href in found(client, "kaj"))
    assert any("/staff/resources/" in href for href in found(client, "Hedda"))
    assert found(client, "kalend") == ["/staff/calendar"]


def test_organisations_and_people_are_found(client):
    organisation, asa = known("Granbacken Arkitekter AB", "asa@granbacken.example")
    sign_in(client, person(Role.COORDINATOR))
    assert f"/staff/directory/{organisation.id}" in found(client, "granbacken")
    assert f"/staff/directory/people/{asa.id}" in found(client, "åsa")
    assert f"/staff/directory/people/{asa.id}" in found(client, "asa@granbacken")


def test_a_host_finds_the_own_visits_alone(client, visit, hosts):
    leads = {user.user_id for user in visit.event.hosts}
    for host in hosts:
        user = user_of(host)
        sign_in(client, user)
        expected = {f"/host/visits/{visit.reference}"} if user.id in leads else set()
        assert {href for href in found(client, "norrskär") if "/visits/" in href} == expected


def test_only_administrators_find_users(client, visit):
    sign_in(client, person(Role.COORDINATOR))
    assert not any("/staff/users/" in href for href in found(client, "alice"))
    with db.transaction():
        dana = make_user("Dana Dal", Role.ADMIN)
    sign_in(client, dana)
    assert any("/staff/users/" in href for href in found(client, "alice"))


def test_an_analyst_does_not_find_people_by_their_address(client):
    known("Granbacken", "hemlig@granbacken.example")
    sign_in(client, person(Role.ANALYST))
    assert not any("/people/" in href for href in found(client, "hemlig"))
    assert any("/people/" in href for href in found(client, "Ask"))


def test_an_analyst_does_not_find_visits_by_who_booked_them(client, visit):
    sign_in(client, person(Role.ANALYST))
    address = f"/staff/visits/{visit.reference}"
    for text in ("bodil", "bodil@norrskar.example"):
        assert address not in found(client, text)
        assert address not in links(client.get(f"/staff/visits?stage=all&q={text}"))
    assert address in found(client, "norrskär")


def test_a_partner_does_not_search(client):
    sign_in(client, person(Role.PARTNER))
    assert client.get(PATH).status_code == 403
    assert PATH not in links(client.get("/partner/"))


def test_what_makes_no_sense_finds_nothing_and_breaks_nothing(client, visit):
    sign_in(client, person(Role.COORDINATOR, "en"))
    for text in ("%", "_", "'; --", "<b>", "\x00", "🌱", "zzz zzz"):
        answer = client.get(PATH, query_string={"q": text})
        assert answer.status_code == 200
    assert "Nothing like that is here" in words(client.get(PATH, query_string={"q": "zzz zzz"}))
    assert "<b>" not in client.get(PATH, query_string={"q": "<b>"}).text.partition("hits for")[2]
    too_long = client.get(PATH, query_string={"q": "x" * 10_000})
    assert too_long.status_code == 400
    assert errors(too_long)


def test_the_way_to_the_search_stands_on_every_staff_page(client, visit):
    sign_in(client, person(Role.COORDINATOR))
    for path in ("/staff/", "/me", "/staff/nothing"):
        assert PATH in links(client.get(path))
