"""What the booker changes and answers, until when, and whom it reaches."""

from datetime import date, timedelta

import pytest

from arena import clock, db
from arena.audit.models import BOOKER
from arena.visits.queries.deadlines import get_deadlines
from arena.visits.queries.holdings import chosen_place
from arena.visits.services import (
    accept_proposal,
    add_details,
    answer_question,
    ask_for_more,
    cancel_visit,
    change_headcount,
    confirm_visit,
    decline_proposal,
    move_visit,
    propose_time,
    reassign_hosts,
)
from arena.visits.services.errors import (
    NoHosts,
    NoRoom,
    NotNow,
    NotOffered,
    NoWords,
    SameTime,
    TimeTaken,
    TooLate,
    WrongGroupSize,
)
from tests.cast import make_host, make_offer, make_resource
from tests.conftest import NOW
from tests.visits.bookings import (
    DAY,
    STAFF,
    asked,
    at,
    confirmed,
    do,
    held,
    host_ids,
    mails,
    message,
    received,
    reminders,
    user_of,
)

MINUTE = timedelta(minutes=1)


@pytest.fixture
def hosts(app):
    with db.transaction():
        return [make_host("Hedda Holm"), make_host("Henrik Hed")]


@pytest.fixture
def offer(hosts):
    with db.transaction():
        return make_offer()


@pytest.fixture
def school(hosts):
    with db.transaction():
        return make_offer("school", group_min=10, group_max=60, fee_sek=0, exemptions=[])


def proposed(offer):
    visit = received(offer)
    do(propose_time, visit, starts_at=at(DAY, 13), by=STAFF)
    return visit


def make_hall():
    with db.transaction():
        return make_resource("SAL", "room", capacity=30)


def test_an_answer_starts_the_clock_again(offer):
    visit = received(offer)
    do(ask_for_more, visit, "Vilka är ni?", by=STAFF)
    with clock.travel(NOW + timedelta(days=7)):
        do(answer_question, visit, "Elnätsfolk.", by=BOOKER)
    assert (visit.state, visit.questions_asked[0].answer) == ("in_review", "Elnätsfolk.")
    assert visit.answer_by == at(date(2026, 12, 4), 17)


def test_an_empty_answer_is_refused(offer):
    visit = received(offer)
    do(ask_for_more, visit, "Vilka är ni?", by=STAFF)
    with pytest.raises(NoWords) as caught, db.transaction():
        answer_question(visit, " ", by=BOOKER)
    assert caught.value.field == "answer"


def test_saying_yes_confirms_the_proposed_time_with_what_was_held(offer):
    visit = proposed(offer)
    hosts = host_ids(visit)
    do(accept_proposal, visit, by=BOOKER)
    assert (visit.state, visit.event.status, visit.hold_until) == ("confirmed", "confirmed", None)
    assert host_ids(visit) == hosts
    assert mails(visit)[-2:] == ["confirmed", "assigned"]
    assert len(reminders(visit)) == 4


def test_saying_yes_replaces_a_host_who_has_left_meanwhile(offer, hosts):
    visit = proposed(offer)
    leaving = next(host for host in hosts if host.id in host_ids(visit))
    with db.transaction():
        user_of(leaving).closed_at = NOW
    do(accept_proposal, visit, by=BOOKER)
    assert host_ids(visit) == [host.id for host in hosts if host is not leaving]


def test_saying_yes_after_the_hold_has_ended_is_too_late(offer):
    visit = proposed(offer)
    with clock.travel(visit.hold_until + MINUTE), pytest.raises(TooLate), db.transaction():
        accept_proposal(visit, by=BOOKER)


def test_saying_no_gives_the_time_back_and_goes_to_staff_again(offer):
    visit = proposed(offer)
    do(decline_proposal, visit, words="Vi kan bara före lunch.", by=BOOKER)
    assert (visit.state, held(visit)) == ("in_review", 0)
    assert visit.answer_by == at(date(2026, 11, 27), 17)
    said = visit.questions_asked[-1]
    assert "kl.\xa013.00" in said.question
    assert said.answer == "Vi kan bara före lunch."


def test_a_refused_time_can_be_confirmed_all_the_same_while_it_is_free(offer, hosts):
    """Staff may have rung the booker."""
    visit = proposed(offer)
    do(decline_proposal, visit, by=BOOKER)
    do(confirm_visit, visit, host_ids=[hosts[0].id], by=STAFF)
    assert visit.state == "confirmed"


def test_the_head_count_changes_until_its_deadline(offer):
    visit = confirmed(offer)
    deadline = get_deadlines(visit).change_headcount
    assert deadline == at(date(2026, 12, 15), 23, 59)
    with clock.travel(deadline):
        do(change_headcount, visit, 20, by=BOOKER)
    assert visit.group_size == 20
    with clock.travel(deadline + MINUTE), pytest.raises(TooLate), db.transaction():
        change_headcount(visit, 21, by=BOOKER)
    assert visit.group_size == 20


def test_the_booker_and_the_hosts_hear_of_a_new_head_count(offer):
    visit = confirmed(offer)
    do(change_headcount, visit, 20, by=BOOKER)
    assert mails(visit)[-2:] == ["changed", "host_changed"]
    assert "20" in visit.event.staff_note


def test_before_it_is_confirmed_no_host_hears_of_it(offer):
    visit = received(offer)
    do(change_headcount, visit, 20, by=BOOKER)
    assert mails(visit) == ["verify", "received", "changed"]


def test_a_head_count_beyond_the_offer_is_refused(offer):
    visit = confirmed(offer)
    for size in (7, 26):
        with pytest.raises(WrongGroupSize), db.transaction():
            change_headcount(visit, size, by=BOOKER)


def test_more_people_than_one_host_leads_get_another_one(school):
    visit = confirmed(school, group_size=25)
    assert len(host_ids(visit)) == 1
    do(change_headcount, visit, 26, by=BOOKER)
    assert len(host_ids(visit)) == 2
    assert mails(visit)[-3:] == ["changed", "assigned", "host_changed"]


def test_fewer_people_keep_the_hosts_they_were_promised(school):
    visit = confirmed(school, group_size=30)
    do(change_headcount, visit, 20, by=BOOKER)
    assert len(host_ids(visit)) == 2


def test_fewer_people_hold_fewer_hosts_before_it_is_confirmed(school):
    visit = received(school, group_size=30)
    do(change_headcount, visit, 20, by=BOOKER)
    assert len(host_ids(visit)) == 1


def test_without_another_free_host_more_people_are_refused_with_how_many_can_come(school):
    visit = confirmed(school, group_size=25)
    confirmed(school, group_size=25, contact_email="other@example.org")
    with pytest.raises(NoHosts) as caught, db.transaction():
        change_headcount(visit, 26, by=BOOKER)
    assert caught.value.most == 25
    assert visit.group_size == 25


def test_without_room_on_the_way_more_people_are_refused(school):
    with db.transaction():
        school.stops[0].resource.capacity = 25
    visit = confirmed(school, group_size=25)
    other = confirmed(school, group_size=25, contact_email="other@example.org")
    with db.transaction():
        make_host("Hilma Hult")
    with pytest.raises(NoRoom), db.transaction():
        change_headcount(visit, 26, by=BOOKER)
    do(cancel_visit, other, by=BOOKER)
    do(change_headcount, visit, 26, by=BOOKER)
    assert held(visit) == 4  # Two hosts, and both units of the site.


def test_a_confirmed_visit_stays_so_when_its_host_is_free_then_too(offer):
    visit = confirmed(offer)
    uid, hosts, sequence = visit.event.uid, host_ids(visit), visit.event.sequence
    do(move_visit, visit, starts_at=at(DAY, 13), by=BOOKER)
    assert (visit.state, visit.event.starts_at, host_ids(visit)) == (
        "confirmed",
        at(DAY, 13),
        hosts,
    )
    assert (visit.event.uid, visit.event.sequence) == (uid, sequence + 1)
    assert mails(visit)[-2:] == ["moved", "host_changed"]
    assert message("moved").calendar_method == "REQUEST"


def test_a_moved_visit_moves_its_reminders(offer):
    visit = confirmed(offer)
    do(move_visit, visit, starts_at=at(date(2026, 12, 21), 9), by=BOOKER)
    assert reminders(visit) == [
        ("guest 7d", at(date(2026, 12, 14), 9)),
        ("guest 1d", at(date(2026, 12, 20), 9)),
        ("host 1d", at(date(2026, 12, 20), 15)),
        ("host morning", at(date(2026, 12, 21), 7)),
    ]


def test_when_its_host_is_busy_then_a_moved_visit_is_confirmed_anew(offer, hosts):
    visit = confirmed(offer)
    other = received(offer, starts_at=at(DAY, 13), contact_email="other@example.org")
    do(confirm_visit, other, host_ids=host_ids(visit), by=STAFF)
    do(move_visit, visit, starts_at=at(DAY, 13), by=BOOKER)
    assert (visit.state, visit.event.status) == ("received", "tentative")
    assert visit.answer_by == at(date(2026, 11, 27), 17)
    assert mails(visit)[-2:] == ["moved", "unassigned"]
    assert message("moved").calendar_method == "REQUEST"  # It is in the booker's calendar.
    assert reminders(visit) == []


def test_a_request_moves_and_stays_where_it_is_on_the_ladder(offer):
    visit = received(offer)
    promised = visit.answer_by
    do(move_visit, visit, starts_at=at(DAY, 13), by=BOOKER)
    assert (visit.state, visit.event.starts_at, visit.answer_by) == (
        "received",
        at(DAY, 13),
        promised,
    )
    assert message("moved").calendar_method is None


def test_a_visit_moves_into_free_times_only(offer):
    visit = confirmed(offer)
    for email in ("a@example.org", "b@example.org"):
        asked(offer, starts_at=at(DAY, 14), contact_email=email)
    with pytest.raises(TimeTaken), db.transaction():
        move_visit(visit, starts_at=at(DAY, 14), by=BOOKER)
    assert (visit.state, visit.event.starts_at) == ("confirmed", at())


def test_a_visit_moves_by_half_its_length_although_it_stands_in_its_own_way(offer):
    visit = confirmed(offer)
    do(move_visit, visit, starts_at=at(DAY, 11), by=BOOKER)
    assert (visit.state, visit.event.starts_at) == ("confirmed", at(DAY, 11))


@pytest.mark.parametrize("starts_at", [at(date(2026, 12, 1)), at(date(2026, 12, 24)), at(DAY, 8)])
def test_a_visit_does_not_move_to_where_nobody_may_ask(offer, starts_at):
    visit = confirmed(offer)
    with pytest.raises(NotOffered), db.transaction():
        move_visit(visit, starts_at=starts_at, by=BOOKER)


def test_moving_to_the_same_time_is_no_move(offer):
    visit = confirmed(offer)
    with pytest.raises(SameTime), db.transaction():
        move_visit(visit, starts_at=at(), by=BOOKER)


def test_a_visit_is_moved_only_while_cancelling_is_free(offer):
    visit = confirmed(offer)
    deadline = get_deadlines(visit).move
    assert deadline == at(date(2026, 12, 3), 23, 59)
    with clock.travel(deadline + MINUTE), pytest.raises(TooLate), db.transaction():
        move_visit(visit, starts_at=at(date(2027, 1, 28)), by=BOOKER)
    with clock.travel(deadline):
        do(move_visit, visit, starts_at=at(date(2027, 1, 28)), by=BOOKER)
    assert visit.event.starts_at == at(date(2027, 1, 28))


def test_a_free_visit_is_moved_as_long_as_its_head_count_may_change(offer):
    visit = confirmed(offer, exemption_ground="city")
    assert get_deadlines(visit).move == get_deadlines(visit).change_headcount


def test_a_place_chosen_for_the_group_moves_along(offer):
    visit, hall = confirmed(offer), make_hall()
    do(reassign_hosts, visit, host_ids=host_ids(visit), place_id=hall.id, by=STAFF)
    do(move_visit, visit, starts_at=at(DAY, 13), by=BOOKER)
    assert (visit.state, chosen_place(visit)) == ("confirmed", hall)


def test_when_that_place_is_taken_then_the_visit_is_confirmed_anew(offer):
    visit, hall = confirmed(offer), make_hall()
    do(reassign_hosts, visit, host_ids=host_ids(visit), place_id=hall.id, by=STAFF)
    other = confirmed(offer, starts_at=at(DAY, 13), contact_email="other@example.org")
    do(reassign_hosts, other, host_ids=host_ids(other), place_id=hall.id, by=STAFF)
    do(move_visit, visit, starts_at=at(DAY, 13), by=BOOKER)
    assert (visit.state, chosen_place(visit)) == ("received", None)


def test_added_details_reach_the_hosts(offer):
    visit = confirmed(offer)
    do(
        add_details,
        visit,
        questions="Hur värms husen?",
        access_needs="1 rullstol",
        contact_phone="",
        by=BOOKER,
    )
    assert (visit.questions, visit.access_needs) == ("Hur värms husen?", "1 rullstol")
    assert visit.contact_phone == "+46701740605"
    assert "1 rullstol" in visit.event.staff_note
    assert mails(visit)[-1] == "host_changed"


@pytest.mark.parametrize(
    ("act", "values"),
    [
        (change_headcount, {"group_size": 20}),
        (move_visit, {"starts_at": at(DAY, 13)}),
        (add_details, {"questions": "?"}),
        (accept_proposal, {}),
        (decline_proposal, {}),
        (answer_question, {"answer": "!"}),
        (cancel_visit, {}),
    ],
)
def test_what_has_ended_cannot_be_changed(offer, act, values):
    visit = received(offer)
    do(cancel_visit, visit, by=BOOKER)
    with pytest.raises(NotNow), db.transaction():
        act(visit, **values, by=BOOKER)
