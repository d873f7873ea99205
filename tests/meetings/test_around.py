"""Meetings beside everything else: the board, closed days, today, search, screens, forgetting."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from arena import clock, db
from arena.audit.models import INVITED, WORKER, Actor
from arena.meetings.models import Answer, Channel, Invitee
from arena.meetings.queries.inviting import list_not_invited
from arena.meetings.services.answering import Said, answer_on_page
from arena.meetings.services.calling import ToInvite, call_meeting
from arena.meetings.services.forgetting import erase_invitees, list_expired
from arena.messages.models import Message
from arena.on_the_day.queries.plan import read_plan
from arena.on_the_day.queries.programme import list_foyer, read_door
from arena.scheduling.closing import Closing, look_ahead
from arena.scheduling.foresight import foresee
from arena.scheduling.planning import Change, carry_out, describe
from tests.cast import sign_in
from tests.meetings.cast import AT, make_circle, make_meeting, make_room
from tests.pages import words


@pytest.fixture
def circle(app):
    with db.transaction():
        return make_circle()


@pytest.fixture
def met(circle):
    with db.transaction():
        rooms = [make_room("K1"), make_room("K2")]
        meeting = make_meeting(circle, room_id=rooms[0].id)
        everybody = [each.who for each in list_not_invited(meeting)]
        guest = ToInvite("Gustav Gäst", "gustav@guest.example", "sv")
        call_meeting(meeting, [*everybody, guest], by=Actor.user(circle.alice.id))
    return meeting, rooms


def test_the_board_tells_who_is_told_before_it_moves(app, circle, met):
    meeting, rooms = met
    planned = describe([(meeting.event_id, meeting.event.kind)])[meeting.event_id]
    assert (planned.title, planned.people) == ("Nätverksmöte", 4)
    later = AT + timedelta(hours=1)
    change = Change(
        starts_at=later, ends_at=later + timedelta(hours=2), drops=rooms[0].id, takes=rooms[1].id
    )
    event_id, version = meeting.event_id, planned.version
    db.session.rollback()
    outcome = foresee(event_id, change, version=version)
    assert outcome.refusal is None
    assert len(outcome.told) == 1 or len(outcome.told) == 4
    with db.transaction():
        carry_out(meeting.event, change, version=version, by=Actor.user(circle.alice.id))
    assert meeting.room_id == rooms[1].id
    assert meeting.time_sequence == meeting.event.sequence
    told = select(Message).where(Message.template == "meetings/moved")
    assert len(db.session.scalars(told).all()) == 4


def test_a_closed_room_gives_way_to_another_at_the_same_time(app, circle, met):
    _meeting, rooms = met
    room_ids = [room.id for room in rooms]
    db.session.rollback()
    day = AT.date()
    closing = Closing(
        resource_id=room_ids[0],
        starts_on=day,
        ends_on=day + timedelta(days=1),
        reason_sv="Målning",
        reason_en="Painting",
    )
    (hit,) = look_ahead(closing)
    assert hit.change is not None
    assert hit.change.takes == room_ids[1]
    assert hit.is_sure


def test_today_says_which_meetings_wait(app, circle, met, client):
    with db.transaction():
        make_meeting(circle, AT + timedelta(days=2), title_sv="Oplanerat prat")
    with clock.travel(AT - timedelta(days=5)):
        sign_in(client, circle.alice)
        page = words(client.get("/staff/"))
    assert "Oplanerat prat" in page
    with clock.travel(AT + timedelta(days=1)):
        sign_in(client, circle.alice)
        page = words(client.get("/staff/"))
    assert "Nätverksmöte" in page


def test_staff_find_meetings_by_name_and_network(app, circle, met, client):
    sign_in(client, circle.alice)
    assert "Nätverksmöte" in words(client.get("/staff/search/?q=klimatpositiva"))


def test_screens_and_plan_b_name_open_networks_alone(app, circle, met):
    meeting, rooms = met
    with clock.travel(AT - timedelta(hours=1)):
        with db.transaction():
            assert [each.title_sv for each in list_foyer()] == ["Nätverksmöte"]
            assert read_plan(AT.date())[0].items[0].meeting is meeting
        with db.transaction():
            circle.network.is_public = False
        with db.transaction():
            assert list_foyer() == []
            door = read_door(rooms[0])
            assert [held.what.title_sv for held in door.following] == [""]


def test_guests_and_words_are_forgotten_in_time(app, circle, met):
    meeting, _rooms = met
    with db.transaction():
        said = Said(answer=Answer.ACCEPTED, words="Jag är allergisk mot nötter")
        answer_on_page(meeting.invitees[0], said, shown=0, through=Channel.LINK, by=INVITED)
    with clock.travel(AT + timedelta(days=800)):
        with db.transaction():
            assert erase_invitees(list_expired(), WORKER) == 1
        with db.transaction():
            rows = db.session.scalars(select(Invitee)).all()
            assert {row.answer_words for row in rows} == {""}
            assert "Gustav Gäst" not in {row.name for row in rows}
            assert list_expired() == []
            forgotten = rows[0].person or rows[1].person
            db.session.delete(forgotten)
            db.session.flush()
            assert list_expired() == [meeting.id]
            db.session.expire_all()
            assert erase_invitees([meeting.id], WORKER) == 1
            assert forgotten.name not in {row.name for row in rows}


def test_the_directory_s_history_knows_who_took_part(app, circle, met, client):
    meeting, _rooms = met
    chair, other = circle.chair, circle.members[0]
    with db.transaction():
        named = {each.person_id: each for each in meeting.invitees}
        said = Said(answer=Answer.ACCEPTED)
        answer_on_page(named[chair.id], said, shown=0, through=Channel.LINK, by=INVITED)
    sign_in(client, circle.alice)
    assert "Nätverksmöte" in client.get(f"/staff/directory/people/{chair.id}").text
    assert "Nätverksmöte" not in client.get(f"/staff/directory/people/{other.id}").text


def test_a_network_s_pages_list_its_meetings_for_each_side(app, circle, met, client):
    with db.transaction():
        make_meeting(circle, AT + timedelta(days=7), title_sv="Öppet möte", is_public=True)
    slug = circle.network.slug
    public = words(client.get(f"/sv/networks/{slug}"))
    assert "Öppet möte" in public
    assert "Nätverksmöte" not in public
    sign_in(client, circle.members[0].user)
    assert "Nätverksmöte" in words(client.get(f"/partner/networks/{slug}"))
    sign_in(client, circle.alice)
    assert "Nätverksmöte" in words(client.get(f"/staff/networks/{slug}"))
