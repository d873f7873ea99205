"""The register in the browser: who may read it, who may change it, and what bad input gets."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from arena import db
from arena.accounts.models import Role
from arena.audit.models import WORKER
from arena.events.pages import register_pages
from arena.resources.models import Resource
from arena.resources.services import Use
from arena.resources.topics import list_topics, register_topics
from arena.scheduling.services import schedule
from tests.cast import event_facts, make_host, make_resource, make_user, sign_in
from tests.conftest import NOW

HOUR = timedelta(hours=1)
ROOM = {
    "kind": "room",
    "name_sv": "Visningsrummet",
    "name_en": "The showroom",
    "code": "vr",
    "capacity": "40",
    "units": "1",
    "setup_minutes": "15",
    "clearup_minutes": "15",
}
HOST = {"languages": ["sv", "de"], "max_per_day": "2", "pause_minutes": "30"}


@pytest.fixture
def alice(client):
    with db.transaction():
        user = make_user("Alice Alm", language="en")
    return sign_in(client, user)


@pytest.fixture
def room(app):
    with db.transaction():
        return make_resource("PK", capacity=25)


@pytest.fixture
def host(app):
    with db.transaction():
        return make_host("Hedda Holm")


def found(code):
    db.session.rollback()  # The browser's requests have sessions of their own.
    db.session.expire_all()
    return db.session.scalar(select(Resource).where(Resource.code == code))


def test_strangers_are_asked_to_sign_in_and_partners_are_refused(client, room):
    address = f"/staff/resources/{room.id}"
    assert "/sign-in" in client.get(address).location
    with db.transaction():
        partner = make_user("Petra Pål", Role.PARTNER)
    assert sign_in(client, partner).get(address).status_code == 403


@pytest.mark.parametrize("role", [Role.ANALYST, Role.HOST])
def test_other_staff_read_and_change_nothing(client, room, host, role):
    with db.transaction():
        reader = make_user("Bob Berg", role, "en")
    sign_in(client, reader)
    page = client.get(f"/staff/resources/{room.id}")
    assert page.status_code == 200
    assert "/edit" not in page.text
    assert client.get("/staff/resources/?kind=host").status_code == 200
    for address in (
        "/staff/resources/new",
        "/staff/resources/new-host",
        f"/staff/resources/{room.id}/edit",
        f"/staff/resources/{host.id}/edit-host",
        f"/staff/resources/{room.id}/retire",
    ):
        assert client.get(address).status_code == 403
        assert client.post(address).status_code == 403


def test_only_those_who_meet_people_see_how_to_reach_a_host(client, alice, host):
    assert "hedda@arena.example" in client.get(f"/staff/resources/{host.id}").text
    with db.transaction():
        analyst = make_user("Arvid Ås", Role.ANALYST)
    page = sign_in(client, analyst).get(f"/staff/resources/{host.id}").text
    assert "Hedda Holm" in page
    assert "hedda@arena.example" not in page


def test_a_room_is_added_with_its_code_in_capitals(alice):
    answer = alice.post("/staff/resources/new", data=ROOM)
    assert answer.status_code == 302
    room = found("VR")
    assert (room.kind, room.capacity, room.setup_minutes, len(room.units)) == ("room", 40, 15, 1)
    assert "The showroom" in alice.get(answer.location).text


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"code": "PK"}, "Another resource has this code"),
        ({"code": ""}, "Enter a short code"),
        ({"name_sv": " "}, "Enter its name"),
        ({"kind": "host"}, "Choose one of the alternatives shown"),
        ({"capacity": "0"}, "from 1 to 10000"),
        ({"capacity": "many"}, "whole number"),
        ({"units": "51"}, "from 1 to 50"),
        ({"setup_minutes": "-5"}, "from 0 to 480"),
        ({"note_sv": "x" * 10_000}, "400"),
    ],
)
def test_a_faulty_form_comes_back_with_what_to_do_and_saves_nothing(alice, room, wrong, words):
    answer = alice.post("/staff/resources/new", data=ROOM | wrong)
    assert answer.status_code == 400
    assert words in answer.text
    assert found("VR") is None


def test_a_changed_room_keeps_its_kind(alice, room):
    address = f"/staff/resources/{room.id}/edit"
    assert 'value="25"' in alice.get(address).text
    answer = alice.post(address, data=ROOM | {"kind": "site", "units": "2"})
    assert answer.status_code == 302
    assert (found("VR").kind, len(found("VR").open_units)) == ("room", 2)


def test_a_room_that_is_booked_twice_cannot_be_made_one(alice):
    with db.transaction():
        site = make_resource("GV", "site", units=2)
        for _ in range(2):
            use = Use(resource_id=site.id, starts_at=NOW + HOUR, ends_at=NOW + 2 * HOUR)
            schedule(event_facts(NOW + HOUR), uses=[use], by=WORKER)
    answer = alice.post(f"/staff/resources/{site.id}/edit", data=ROOM | {"code": "GV"})
    assert answer.status_code == 400
    assert "needs 2 units" in answer.text


def test_a_resource_shows_what_it_is_booked_for_and_when_it_is_kept_free(alice, room):
    with db.transaction():
        room.clearup_minutes = 30
        use = Use(resource_id=room.id, starts_at=NOW + HOUR, ends_at=NOW + 2 * HOUR)
        schedule(event_facts(NOW + HOUR), uses=[use], by=WORKER)
    page = alice.get(f"/staff/resources/{room.id}").text
    assert "Study visit" in page
    assert "kept free 10:00–11:30" in page


def test_what_a_resource_is_booked_for_leads_to_its_own_page(app, alice, room):
    register_pages(app, "fair", lambda ids: {number: f"/fairs/{number}" for number in ids})
    with db.transaction():
        use = Use(resource_id=room.id, starts_at=NOW + HOUR, ends_at=NOW + 2 * HOUR)
        event = schedule(event_facts(NOW + HOUR, kind="fair"), uses=[use], by=WORKER)
        schedule(event_facts(NOW + HOUR, kind="nobody's"), uses=[], by=WORKER)
    assert f'href="/fairs/{event.id}"' in alice.get(f"/staff/resources/{room.id}").text
    assert f'href="/fairs/{event.id}"' in alice.get(f"/staff/resources/{room.id}/retire").text


def test_retiring_asks_once_and_can_be_undone(alice, room):
    address = f"/staff/resources/{room.id}"
    assert "Plan no longer with Place PK?" in alice.get(f"{address}/retire").text
    assert not found("PK").is_retired
    shown = alice.post(f"{address}/retire", follow_redirects=True).text
    assert "Place PK is no longer planned with" in shown
    assert found("PK").is_retired
    assert "Place PK" not in alice.get("/staff/resources/").text
    assert "Place PK" in alice.get("/staff/resources/?retired=on").text
    alice.post(f"{address}/reopen")
    assert not found("PK").is_retired


def test_a_host_is_made_of_a_person_with_an_account(alice):
    with db.transaction():
        user = make_user("Hugo Hed", Role.HOST)
    answer = alice.post(
        "/staff/resources/new-host", data=HOST | {"user_id": user.id, "new_topics": "Energy, water"}
    )
    assert answer.status_code == 302
    host = found(f"V{user.id}")
    assert (host.host.languages, host.host.topics) == (["sv", "de"], ["energy", "water"])
    again = alice.post("/staff/resources/new-host", data=HOST | {"user_id": user.id})
    assert again.status_code == 400


def test_a_host_needs_a_language_and_a_person(alice):
    answer = alice.post("/staff/resources/new-host", data=HOST | {"languages": []})
    assert answer.status_code == 400
    assert "Choose who it is" in answer.text
    assert "Choose at least one language" in answer.text


def test_a_host_learns_a_topic(alice, host):
    assert alice.get(f"/staff/resources/{host.id}/edit").location.endswith("/edit-host")
    data = HOST | {"topics": ["introduction"], "new_topics": "energy"}
    alice.post(f"/staff/resources/{host.id}/edit-host", data=data)
    assert found(host.code).host.topics == ["introduction", "energy"]


def test_a_room_has_no_form_of_a_host(alice, room):
    assert alice.get(f"/staff/resources/{room.id}/edit-host").status_code == 404


def test_topics_that_others_ask_for_can_be_chosen(app, host):
    register_topics(app, lambda: ["water"])
    try:
        assert list_topics() >= ["introduction"]
        assert "water" in list_topics()
    finally:
        app.extensions["arena.resources.topics"].pop()


def test_what_is_not_there_is_not_found(alice):
    for path in ("99", "99/edit", "99/retire", "99/edit-host"):
        assert alice.get(f"/staff/resources/{path}").status_code == 404


@pytest.mark.parametrize(
    "query",
    ["?q=PK", "?q=%25", "?kind=nonsense", "?sort=-next", "?sort=nonsense", "?q=" + "x" * 3000],
)
def test_the_list_can_be_searched_and_sorted_with_anything(alice, room, host, query):
    page = alice.get(f"/staff/resources/{query}")
    assert page.status_code == 200
    assert ("Place PK" in page.text) == ("%25" not in query and "xx" not in query)


def test_hostile_names_stay_text(alice, room):
    with db.transaction():
        room.name_en = room.note_en = "<script>alert(1)</script>"
    for path in ("", f"{room.id}", f"{room.id}/edit", f"{room.id}/retire"):
        page = alice.get(f"/staff/resources/{path}").text
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert" in page
