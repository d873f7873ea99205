"""Meetings in the browser: planning one, the list, and the page of one."""

import pytest
from sqlalchemy import select

from arena import db
from arena.accounts.models import Role
from arena.audit.models import Actor
from arena.meetings.links import invitee_token
from arena.meetings.models import Answer, Invitee, Meeting
from arena.meetings.queries.inviting import list_not_invited
from arena.meetings.services.calling import call_meeting
from tests.cast import make_user, sign_in
from tests.meetings.cast import AT, make_circle, make_meeting, make_room
from tests.pages import errors, links, values, words

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


def test_actions_and_decisions_are_reached_from_the_list_of_meetings(app, circle, client):
    for user, side in ((circle.alice, "staff"), (circle.members[0].user, "partner")):
        sign_in(client, user)
        home = f"/{side}/meetings/"
        lists = [f"{home}actions/", f"{home}decisions/"]
        for page in (home, *lists):
            assert set(lists) <= set(links(client.get(page)))
        of_one = links(client.get(f"{lists[0]}?network={circle.network.slug}"))
        assert f"{lists[1]}?network={circle.network.slug}" in of_one


def test_without_an_english_title_the_swedish_one_is_read_also_after_it_is_changed(
    app, circle, client
):
    sign_in(client, circle.alice)
    plan = f"/staff/meetings/plan?network={circle.network.slug}"
    shown = values(client.get(plan))
    assert shown["title_sv"]
    assert not shown["title_en"]
    home = client.post(plan, data={**shown, **FORM}).location
    edit = f"{home}/change"
    shown = values(client.get(edit))
    assert not shown["title_en"]
    client.post(edit, data={**shown, "title_sv": "Möte om värme"})
    with db.transaction():
        event = db.session.scalars(select(Meeting)).one().event
        assert (event.title_sv, event.title_en) == ("Möte om värme", "Möte om värme")


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


def test_a_mailed_link_answers_only_by_its_button(app, circle, client):
    with db.transaction():
        meeting = make_meeting(circle)
        everybody = [each.who for each in list_not_invited(meeting)]
        call_meeting(meeting, everybody, by=Actor.user(circle.alice.id))
        invitee_id, token = meeting.invitees[0].id, invitee_token(meeting.invitees[0])

    def said():
        with db.transaction():
            return db.session.get_one(Invitee, invitee_id).answer

    page = f"/sv/meetings/answer/{token}"
    assert client.get(f"{page}?say=declined").status_code == 200
    client.head(page)
    assert said() == Answer.NEEDS_ACTION
    assert client.post(page, data={"answer": "accepted", "shown": "0"}).status_code == 303
    assert said() == Answer.ACCEPTED
    answer = client.post(page, data={"answer": "declined", "shown": "0", "words": "Tyvärr"})
    assert answer.status_code == 303
    assert said() == Answer.DECLINED
    assert client.get("/sv/meetings/answer/guess").status_code == 404


def test_the_chair_calls_and_members_see_listed_names_alone(app, circle, client):
    with db.transaction():
        meeting_id = make_meeting(circle).id
        hidden = circle.network.memberships[1].seats[0]
        hidden.is_listed = False
        name = hidden.person.name
    sign_in(client, circle.chair.user)
    page = f"/partner/meetings/{meeting_id}/call"
    asked = values(client.get(page))
    asked["guests"] = "Gustav Gäst <gustav@guest.example>, Gästbolaget\nLena; lena@late.example"
    sent = client.post(page, data=asked)
    assert sent.status_code == 302
    assert client.post(page, data=asked).status_code == 302  # A double click.
    shown = words(client.get(f"/partner/meetings/{meeting_id}"))
    assert "Gästbolaget" in shown
    assert name in shown
    sign_in(client, circle.members[1].user)
    shown = words(client.get(f"/partner/meetings/{meeting_id}"))
    assert "Member2 Berg" in shown
    assert name not in shown
    for act in ("call", "change", "cancel"):
        assert client.get(f"/partner/meetings/{meeting_id}/{act}").status_code == 403


def test_a_stale_form_shows_what_holds_and_keeps_what_was_typed(app, circle, client):
    with db.transaction():
        meeting_id = make_meeting(circle).id
    sign_in(client, circle.alice)
    page = f"/staff/meetings/{meeting_id}/change"
    asked = values(client.get(page))
    assert client.post(page, data={**asked, "begins_at": "14:00"}).status_code == 302
    second = client.post(page, data={**asked, "title_sv": "Mitt namn"})
    assert second.status_code == 409
    assert "14.00" in words(second)
    again = values(second)
    assert again["title_sv"] == "Mitt namn"
    assert client.post(page, data=again).status_code == 302


def test_calling_off_and_taking_somebody_off_the_list(app, circle, client):
    with db.transaction():
        meeting = make_meeting(circle)
        everybody = [each.who for each in list_not_invited(meeting)]
        call_meeting(meeting, everybody, by=Actor.user(circle.alice.id))
        number, invitee_id = meeting.id, meeting.invitees[0].id
    sign_in(client, circle.alice)
    page = f"/staff/meetings/{number}/invitees/{invitee_id}"
    assert (
        client.post(page, data={**values(client.get(page)), "say": "accepted"}).status_code == 302
    )
    asked = values(client.get(f"{page}/uninvite"))
    assert client.post(f"{page}/uninvite", data=asked).status_code == 302
    assert client.get(page).status_code == 404
    cancel = f"/staff/meetings/{number}/cancel"
    asked = values(client.get(cancel))
    assert client.post(cancel, data={**asked, "words": "Sjukdom"}).status_code == 302
    assert "Sjukdom" in words(client.get(f"/staff/meetings/{number}"))
    assert client.post(cancel, data=asked).status_code == 302


def test_somebody_of_another_network_sees_what_everybody_sees(app, circle, client):
    with db.transaction():
        shown = make_meeting(circle, is_public=True).id
        hidden = make_meeting(circle, AT.replace(hour=16)).id
        charlie = make_user("Charlie Chark", Role.PARTNER)
    sign_in(client, charlie)
    assert "Nätverksmöte" in words(client.get(f"/sv/meetings/{shown}"))
    assert client.get(f"/sv/meetings/{hidden}").status_code == 404
    sign_in(client, circle.members[0].user)
    assert client.get(f"/sv/meetings/{hidden}").location == f"/partner/meetings/{hidden}"
