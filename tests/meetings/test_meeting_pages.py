"""Meetings in the browser: planning one, the list, and the page of one."""

import pytest
from sqlalchemy import select

from arena import db
from arena.accounts.models import Role
from arena.meetings.models import Meeting
from tests.cast import make_user, sign_in
from tests.meetings.cast import AT, make_circle, make_meeting, make_room
from tests.pages import errors, words

FORM = {
    "title_sv": "Möte om effekt",
    "day": "2026-12-08",
    "begins_at": "13:00",
    "minutes": "120",
    "other_place": "Stadshuset",
    "language": "sv",
}


@pytest.fixture
def circle(app):
    with db.transaction():
        return make_circle()


def test_a_chair_plans_a_meeting_in_a_room_and_the_room_is_then_taken(app, circle, client):
    with db.transaction():
        room = make_room()
    sign_in(client, circle.chair.user)
    asked = FORM | {"network_id": circle.network.id, "room_id": room.id}
    answer = client.post("/partner/meetings/plan", data=asked)
    assert answer.status_code == 302
    page = words(client.get(answer.location))
    assert "Möte om effekt" in page
    assert "Plats K1" in page
    again = client.post("/partner/meetings/plan", data=asked | {"title_sv": "Annat"})
    assert again.status_code == 409
    assert any("Plats K1" in each for each in errors(again))
    with db.transaction():
        assert len(db.session.scalars(select(Meeting)).all()) == 1


def test_a_double_click_plans_once(app, circle, client):
    sign_in(client, circle.alice)
    asked = FORM | {"network_id": circle.network.id}
    first = client.post("/staff/meetings/plan", data=asked)
    assert client.post("/staff/meetings/plan", data=asked).location == first.location


def test_a_stranger_to_a_closed_network_finds_nothing_of_its_meetings(app, client):
    with db.transaction():
        closed = make_circle(is_public=False)
        meeting_id = make_meeting(closed).id
        charlie = make_user("Charlie Chark", Role.PARTNER)
    sign_in(client, charlie)
    assert client.get(f"/partner/meetings/{meeting_id}").status_code == 404
    assert client.get("/partner/meetings/?network=klimatpositiva-kvarter").status_code == 404
    assert "Nätverksmöte" not in client.get("/partner/meetings/").text
    assert client.get("/partner/meetings/plan").status_code == 403
    sign_in(client, closed.members[0].user)
    assert client.get(f"/partner/meetings/{meeting_id}").status_code == 200
    assert client.get("/partner/meetings/plan").status_code == 403


def test_a_closed_network_s_meeting_cannot_be_open_to_all(app, client):
    with db.transaction():
        closed = make_circle(is_public=False)
    sign_in(client, closed.chair.user)
    asked = FORM | {"network_id": closed.network.id, "is_public": "y"}
    assert client.post("/partner/meetings/plan", data=asked).status_code == 400


def test_the_public_page_tells_of_public_meetings_alone(app, circle, client):
    with db.transaction():
        shown = make_meeting(circle, is_public=True, video_link="https://video.example/x").id
        hidden = make_meeting(circle, AT.replace(hour=16)).id
    assert "video.example" not in client.get(f"/sv/meetings/{shown}").text
    assert client.get(f"/sv/meetings/{shown}").status_code == 200
    refused = [client.get(f"/sv/meetings/{each}").location for each in (hidden, 999)]
    assert [each.partition("?")[0] for each in refused] == ["/sv/sign-in"] * 2
