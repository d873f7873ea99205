"""Calling a meeting, answering, moving it, and who leaves on the way: on both databases."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from arena import clock, db
from arena.audit.models import INVITED, Actor
from arena.events.models import Attendee
from arena.meetings.jobs import follow_networks, remind
from arena.meetings.models import Answer, Channel, MeetingState
from arena.meetings.queries.answers import answer_of, coming_to, is_about_earlier, lacking_seats
from arena.meetings.queries.due import list_callers
from arena.meetings.queries.inviting import list_not_invited
from arena.meetings.rules.answering import Verdict
from arena.meetings.services.answering import (
    CalledOff,
    Said,
    answer_by_calendar,
    answer_on_page,
)
from arena.meetings.services.calling import ToInvite, call_meeting, invite_more
from arena.meetings.services.changing import (
    cancel_meeting,
    cancel_rest,
    change_meeting,
    list_rest,
    state_of,
)
from arena.meetings.services.errors import ChangedMeanwhile, RoomTaken
from arena.meetings.services.planning import plan_meeting
from arena.messages.models import Message
from arena.messages.rendering import render
from arena.networks.models import OfficeName
from arena.networks.services.founding import NetworkFacts, change_network, end_network
from arena.networks.services.members import end_seat
from tests.conftest import NOW
from tests.meetings.cast import AT, make_circle, make_meeting, make_room, meeting_facts
from tests.networks.cast import give_office

HOUR = timedelta(hours=1)
YES, NO = Said(answer=Answer.ACCEPTED), Said(answer=Answer.DECLINED)
GUEST = ToInvite("Gustav Gäst", "gustav@guest.example", "en", organisation_name="Gästbolaget")


def mails(template=None):
    query = select(Message).order_by(Message.id)
    if template is not None:
        query = query.where(Message.template == f"meetings/{template}")
    found = db.session.scalars(query)
    return [each for each in found if each.due_at <= each.created_at]


def ics(message):
    return render(message).calendar.decode().replace("\r\n ", "")


def by(user):
    return Actor.user(user.id)


@pytest.fixture
def circle(app):
    with db.transaction():
        return make_circle(3)


@pytest.fixture
def meeting(circle):
    with db.transaction():
        made = make_meeting(circle, video_link="https://video.example/room")
        everybody = [each.who for each in list_not_invited(made)]
        call_meeting(made, [*everybody, GUEST], words="Välkomna!", by=by(circle.alice))
    return made


def named(meeting, name):
    return next(each for each in meeting.invitees if each.name.startswith(name))


def move(meeting, circle, starts_at, **facts):
    with db.transaction():
        change_meeting(
            meeting,
            meeting_facts(starts_at, video_link="https://video.example/room", **facts),
            is_partner=False,
            by=by(circle.alice),
        )


def test_each_is_invited_alone_with_an_entry_of_their_own(meeting):
    assert meeting.state == MeetingState.CALLED
    sent = mails("invited")
    assert len(sent) == 5
    for message in sent:
        entry = ics(message)
        assert entry.count("ATTENDEE") == 1
        assert f"mailto:{message.recipient_email}" in entry
        assert f"UID:{meeting.event.uid}" in entry
        assert "METHOD:REQUEST" in entry
        assert "video.example" in entry
        assert "/meetings/answer/" not in entry
    english = next(each for each in sent if each.recipient_email == GUEST.email)
    assert "You are invited" in render(english).text


def test_answers_change_and_come_back(meeting):
    chair = named(meeting, "Cecilia")
    with db.transaction():
        answer_on_page(chair, YES, shown=0, through=Channel.LINK, by=INVITED)
    assert coming_to(meeting).in_room == 1
    with db.transaction():
        answer_on_page(chair, NO, shown=0, through=Channel.LINK, by=INVITED)
    with db.transaction():
        remote = Said(answer=Answer.ACCEPTED, is_remote=True, words="Kommer senare")
        answer_on_page(chair, remote, shown=0, through=Channel.PAGE, by=INVITED)
    coming = coming_to(meeting)
    assert (coming.in_room, coming.by_link, coming.no) == (0, 1, 0)
    assert chair.answer_words == "Kommer senare"


def test_who_answered_before_it_was_moved_is_asked_again(meeting, circle):
    chair, other = named(meeting, "Cecilia"), named(meeting, "Member1")
    with db.transaction():
        answer_on_page(chair, YES, shown=0, through=Channel.LINK, by=INVITED)
    move(meeting, circle, AT + 24 * HOUR)
    sent = mails("moved")
    assert len(sent) == 5
    assert all(f"SEQUENCE:{meeting.event.sequence}" in ics(each) for each in sent)
    assert answer_of(chair) == Answer.NEEDS_ACTION
    assert is_about_earlier(chair)
    with db.transaction():
        late = answer_by_calendar(other, YES, sequence=0, stamped_at=NOW + HOUR, by=INVITED)
    assert late is Verdict.EARLIER_TIME
    assert answer_of(other) == Answer.NEEDS_ACTION
    assert [each.recipient_email for each in mails("asked_again")] == [other.email]
    with db.transaction():
        stale = answer_on_page(chair, NO, shown=0, through=Channel.LINK, by=INVITED)
    assert stale is Verdict.EARLIER_TIME
    now = meeting.event.sequence
    with db.transaction():
        answer_on_page(chair, YES, shown=now, through=Channel.LINK, by=INVITED)
    assert answer_of(chair) == Answer.ACCEPTED


def test_an_older_reply_is_not_heard(meeting):
    chair = named(meeting, "Cecilia")
    with db.transaction():
        answer_by_calendar(chair, YES, sequence=0, stamped_at=NOW + HOUR, by=INVITED)
    with db.transaction():
        verdict = answer_by_calendar(chair, NO, sequence=0, stamped_at=NOW, by=INVITED)
    assert verdict is Verdict.OVERTAKEN
    assert answer_of(chair) == Answer.ACCEPTED


def test_a_new_room_leaves_answers_standing(meeting, circle):
    chair = named(meeting, "Cecilia")
    with db.transaction():
        answer_on_page(chair, YES, shown=0, through=Channel.LINK, by=INVITED)
        room = make_room(capacity=2)
    move(meeting, circle, AT, room_id=room.id)
    assert answer_of(chair) == Answer.ACCEPTED
    assert len(mails("changed")) == 5
    assert mails("moved") == []


def test_a_room_that_is_too_small_is_noticed_and_links_count_apart(app, circle):
    with db.transaction():
        room = make_room(capacity=1)
        made = make_meeting(circle, room_id=room.id, video_link="https://video.example/x")
        call_meeting(made, [each.who for each in list_not_invited(made)], by=by(circle.alice))
    with db.transaction():
        for invitee in made.invitees[:3]:
            answer_on_page(invitee, YES, shown=0, through=Channel.LINK, by=INVITED)
    assert lacking_seats(made, coming_to(made)) == 2
    with db.transaction():
        by_link = Said(answer=Answer.ACCEPTED, is_remote=True)
        answer_on_page(made.invitees[0], by_link, shown=0, through=Channel.LINK, by=INVITED)
    assert lacking_seats(made, coming_to(made)) == 1


def test_who_is_added_later_is_told_alone(meeting, circle):
    late = ToInvite("Lena Sen", "lena@late.example", "sv")
    with db.transaction():
        assert invite_more(meeting, [late, GUEST], by=by(circle.alice)) == 1
    assert len(mails("invited")) == 6
    assert mails("invited")[-1].recipient_email == "lena@late.example"


def test_who_leaves_the_network_is_off_the_lists_of_what_is_to_come(meeting, circle):
    leaver = circle.members[0]
    with clock.travel(NOW + 24 * HOUR):
        with db.transaction():
            seat = next(
                s for m in circle.network.memberships for s in m.seats if s.person is leaver
            )
            seat.ends_on = date(2026, 11, 25)
        follow_networks()
        with db.transaction():
            assert leaver.id not in {each.person_id for each in meeting.invitees}
            gone = mails("uninvited")
            assert [each.recipient_email for each in gone] == [leaver.email]
            entry = ics(gone[0])
            assert "METHOD:CANCEL" in entry
            assert "STATUS:" not in entry
            rows = db.session.scalars(select(Attendee).where(Attendee.event_id == meeting.event_id))
            assert leaver.email not in {each.email for each in rows}
        follow_networks()
        assert len(mails("uninvited")) == 1


def test_somebody_else_s_leaving_makes_no_answer_old(meeting, circle):
    chair = named(meeting, "Cecilia")
    with db.transaction():
        answer_on_page(chair, YES, shown=0, through=Channel.LINK, by=INVITED)
    test_who_leaves_the_network_is_off_the_lists_of_what_is_to_come(meeting, circle)
    assert meeting.event.sequence == 1
    assert answer_of(chair) == Answer.ACCEPTED
    with db.transaction():
        verdict = answer_by_calendar(chair, NO, sequence=0, stamped_at=NOW + 48 * HOUR, by=INVITED)
    assert verdict is Verdict.HOLDS


def test_calling_off_tells_all_and_answers_are_told_kindly(meeting, circle):
    chair = named(meeting, "Cecilia")
    with db.transaction():
        cancel_meeting(meeting, words="Sjukdom.", by=by(circle.alice))
    sent = mails("cancelled")
    assert len(sent) == 5
    assert "Sjukdom." in render(sent[0]).text
    assert "METHOD:CANCEL" in ics(sent[0])
    assert "STATUS:CANCELLED" in ics(sent[0])
    with pytest.raises(CalledOff), db.transaction():
        answer_on_page(chair, YES, shown=0, through=Channel.LINK, by=INVITED)


def test_the_rest_of_a_series_goes_only_as_it_was_seen(app, circle):
    with db.transaction():
        first = make_meeting(circle)
        seen = state_of(list_rest(first))
    with db.transaction():
        change_meeting(
            first, meeting_facts(title_sv="Annat"), is_partner=False, by=by(circle.alice)
        )
    with pytest.raises(ChangedMeanwhile), db.transaction():
        cancel_rest(first, words="", seen=seen, by=by(circle.alice))


def test_two_at_once_the_second_sees_what_the_first_did(app, circle):
    with db.transaction():
        made = make_meeting(circle)
    act = {"is_partner": False, "by": by(circle.alice), "version": 1}
    with db.transaction():
        change_meeting(made, meeting_facts(AT + HOUR), **act)
    with pytest.raises(ChangedMeanwhile), db.transaction():
        change_meeting(made, meeting_facts(AT + 2 * HOUR), **act)


def test_the_database_refuses_a_room_twice(app, circle):
    with db.transaction():
        room = make_room()
        make_meeting(circle, room_id=room.id)
    with pytest.raises(RoomTaken), db.transaction():
        make_meeting(circle, AT + HOUR, room_id=room.id, title_sv="Annat")
    with db.transaction():
        assert make_meeting(circle, AT + 2 * HOUR, room_id=room.id).id


def test_twenty_six_are_invited_and_the_silent_are_asked_once_more(app):
    with db.transaction():
        large = make_circle(25)
        made = make_meeting(large)
        everybody = [each.who for each in list_not_invited(made)]
        assert call_meeting(made, everybody, by=by(large.alice)) == 26
    with db.transaction():
        answer_on_page(made.invitees[0], YES, shown=0, through=Channel.LINK, by=INVITED)
    with clock.travel(AT - 6 * 24 * HOUR):
        remind()
        remind()
        assert len(mails("answer_wanted")) == 25
    with clock.travel(AT - 25 * HOUR):
        remind()
        digests = mails("digest")
        assert {each.recipient_name for each in digests} == {"Alice Alm", "Cecilia Chair"}
        assert "Member25 Berg" in render(digests[0]).text


def test_who_planned_a_meeting_and_leads_the_network_no_more_is_not_told_who_comes(app, circle):
    with db.transaction():
        planner = circle.members[0].user
        made = plan_meeting(
            circle.network, meeting_facts(), planner, is_partner=True, by=by(planner)
        )
        assert [each.name for each, _ in list_callers(made)] == ["Cecilia Chair"]
        give_office(circle.network, circle.members[0], OfficeName.CONVENER)
        assert {each.name for each, _ in list_callers(made)} == {planner.name, "Cecilia Chair"}


def test_the_day_before_everybody_but_those_who_said_no_is_reminded(meeting):
    waiting = db.session.scalars(select(Message).where(Message.template == "meetings/soon")).all()
    assert len(waiting) == 5
    with db.transaction():
        answer_on_page(named(meeting, "Cecilia"), YES, shown=0, through=Channel.LINK, by=INVITED)
    text = render(next(each for each in waiting if each.recipient_name.startswith("Cecilia"))).text
    assert "video.example" in text


def test_ending_a_seat_takes_its_person_off_the_lists_at_once(meeting, circle):
    leaver = circle.members[0]
    with clock.travel(NOW + 24 * HOUR):
        with db.transaction():
            seats = [seat for each in circle.network.memberships for seat in each.seats]
            end_seat(next(each for each in seats if each.person is leaver), by=by(circle.alice))
        with db.transaction():
            assert leaver.id not in {each.person_id for each in meeting.invitees}
            assert [each.recipient_email for each in mails("uninvited")] == [leaver.email]


def test_a_network_that_is_closed_hides_its_open_meetings(app, circle):
    with db.transaction():
        made = make_meeting(circle, is_public=True)
        facts = NetworkFacts(name_sv="Klimatpositiva kvarter", is_public=False)
        change_network(circle.network, facts, version=1, by=by(circle.alice))
    with db.transaction():
        assert made.event.audience == "staff"


def test_a_network_that_ends_calls_its_meetings_off(meeting, circle):
    with db.transaction():
        end_network(circle.network, because="Klart", by=by(circle.alice))
    with db.transaction():
        assert meeting.event.is_cancelled
        assert len(mails("cancelled")) == 5
