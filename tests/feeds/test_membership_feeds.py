"""Feeds of networks and organisations hold what their person may see that day, and no links."""

from datetime import date, timedelta

import pytest

from arena import clock, db
from arena.accounts.models import Role
from arena.audit.models import Actor
from arena.feeds.services import create_subscription
from arena.meetings.queries.inviting import list_not_invited
from arena.meetings.services.calling import call_meeting
from tests.cast import make_user, sign_in
from tests.conftest import NOW
from tests.meetings.cast import AT, make_circle, make_meeting

LINK = "https://video.example/room"


@pytest.fixture
def circle(app):
    with db.transaction():
        made = make_circle(2, is_public=False)
        meeting = make_meeting(made, video_link=LINK)
        everybody = [each.who for each in list_not_invited(meeting)]
        call_meeting(meeting, everybody, by=Actor.user(made.alice.id))
    return made


def subscribed(user, scope, **subject):
    with db.transaction():
        _, token = create_subscription(
            user,
            name=scope,
            scope=scope,
            language="sv",
            with_cancelled=True,
            by=Actor.user(user.id),
            **subject,
        )
    return f"/feeds/{token}.ics"


def test_a_member_has_the_network_s_meetings_without_the_link(circle, client):
    feed = subscribed(circle.members[0].user, "network", network_id=circle.network.id)
    answer = client.get(feed)
    assert "SUMMARY:Nätverksmöte" in answer.text
    assert "video.example" not in answer.text
    assert "Last-Modified" not in answer.headers
    assert client.get(feed, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304


def test_one_s_own_feed_has_the_link(circle, client):
    answer = client.get(subscribed(circle.members[0].user, "mine"))
    assert "video.example" in answer.text.replace("\r\n ", "")


def test_leaving_empties_the_network_s_feed_at_once(circle, client):
    leaver = circle.members[0]
    feed = subscribed(leaver.user, "network", network_id=circle.network.id)
    tag = client.get(feed).headers["ETag"]
    with clock.travel(NOW + timedelta(days=1)):
        with db.transaction():
            leaver.roles[0].ends_on = date(2026, 11, 25)
        answer = client.get(feed, headers={"If-None-Match": tag})
        assert answer.status_code == 200
        assert "Nätverksmöte" not in answer.text
        assert "Klimatpositiva" not in answer.text


def test_a_colleague_without_a_seat_learns_nothing_of_a_closed_network(circle, client):
    member = circle.members[0]
    organisation = member.roles[0].organisation
    with db.transaction():
        colleague = make_user("Kajsa Kollega", Role.PARTNER)
        person = type(member)(name="Kajsa Kollega", user=colleague, created_at=NOW, updated_at=NOW)
        person.roles = [
            type(member.roles[0])(organisation=organisation, starts_on=date(2020, 1, 1))
        ]
        db.session.add(person)
    theirs = subscribed(colleague, "organisation", organisation_id=organisation.id)
    assert "Nätverksmöte" not in client.get(theirs).text
    own = subscribed(member.user, "organisation", organisation_id=organisation.id)
    assert "Nätverksmöte" in client.get(own).text
    assert "video.example" not in client.get(own).text


def test_a_stranger_s_subscription_to_a_network_is_empty(circle, client):
    with db.transaction():
        charlie = make_user("Charlie Chark", Role.PARTNER)
    feed = subscribed(charlie, "network", network_id=circle.network.id)
    assert "Nätverksmöte" not in client.get(feed).text
    assert client.get("/feeds/network/klimatpositiva-kvarter.ics").status_code == 404


def test_the_public_feed_of_a_network_has_its_open_meetings_alone(app, client):
    with db.transaction():
        made = make_circle()
        make_meeting(made, is_public=True, title_sv="Öppet möte", video_link=LINK)
        make_meeting(made, AT + timedelta(days=1), title_sv="Eget möte")
    text = client.get("/feeds/network/klimatpositiva-kvarter.ics").text
    assert "Öppet möte" in text
    assert "Eget möte" not in text
    assert "video.example" not in text
    assert "Öppet möte" in client.get("/feeds/public.ics").text
    assert client.get("/feeds/network/no-such.ics").status_code == 404


def test_only_what_one_may_see_is_offered(circle, client):
    sign_in(client, circle.members[0].user)
    page = client.get(f"/me/feeds/new?scope=network:{circle.network.id}").text
    assert "Klimatpositiva kvarter" in page
    assert "Bolag 1 AB" in page
    asked = {"name": "Telefon", "scope": f"network:{circle.network.id}", "language": "sv"}
    assert client.post("/me/feeds/new", data=asked).status_code == 201
    with db.transaction():
        charlie = make_user("Charlie Chark", Role.PARTNER)
    sign_in(client, charlie)
    assert "Klimatpositiva" not in client.get("/me/feeds/new").text
    assert client.post("/me/feeds/new", data=asked).status_code == 400
