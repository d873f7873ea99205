"""How a visit ends: cancelled, called off, lapsed, or held, reported and followed up."""

from datetime import date, timedelta

import pytest

from arena import clock, db
from arena.audit.models import BOOKER, WORKER
from arena.audit.queries import list_entries
from arena.visits.jobs import expire_holds, tell_of_late
from arena.visits.services import (
    archive,
    call_off,
    cancel_visit,
    follow_up,
    lapse_visit,
    propose_time,
    report_visit,
)
from arena.visits.services.errors import NotNow, NoWords, TooEarly, TooLate
from tests.cast import make_host, make_offer, make_user
from tests.conftest import NOW
from tests.visits.bookings import (
    DAY,
    STAFF,
    asked,
    at,
    confirmed,
    do,
    held,
    mails,
    message,
    received,
    reminders,
)

AFTER = at(DAY, 12)


@pytest.fixture
def offer(app):
    with db.transaction():
        make_host("Hedda Holm")
        make_host("Henrik Hed")
        return make_offer()


def test_a_request_is_taken_back_for_nothing(offer):
    visit = received(offer)
    do(cancel_visit, visit, by=BOOKER)
    assert (visit.state, visit.cancellation_percent, held(visit)) == ("withdrawn", None, 0)
    assert mails(visit)[-1] == "withdrawn"
    assert message("withdrawn").calendar_method is None


@pytest.mark.parametrize(
    ("day", "percent"),
    [
        (date(2026, 12, 3), 0),
        (date(2026, 12, 4), 50),
        (date(2026, 12, 14), 50),
        (date(2026, 12, 15), 100),
    ],
)
def test_cancelling_costs_what_the_ladder_says_that_day(offer, day, percent):
    visit = confirmed(offer)
    with clock.travel(at(day, 12)):
        do(cancel_visit, visit, words="Vi hinner inte.", by=BOOKER)
    assert (visit.state, visit.cancellation_percent) == ("cancelled", percent)
    assert list_entries(visit)[0].detail["percent"] == percent


def test_a_cancelled_visit_holds_nothing_reminds_nobody_and_leaves_the_calendars(offer):
    visit = confirmed(offer)
    do(cancel_visit, visit, by=BOOKER)
    assert (held(visit), reminders(visit), visit.event.status) == (0, [], "cancelled")
    assert mails(visit)[-2:] == ["cancelled", "unassigned"]
    assert message("cancelled").calendar_method == "CANCEL"
    assert message("unassigned").calendar_method == "CANCEL"


def test_a_visit_that_has_begun_is_not_cancelled(offer):
    visit = confirmed(offer)
    with clock.travel(at(DAY, 10, 1)), pytest.raises(TooLate), db.transaction():
        cancel_visit(visit, by=BOOKER)


def test_calling_off_never_costs_and_says_why(offer):
    visit = confirmed(offer)
    with clock.travel(at(DAY, 9)):
        do(call_off, visit, words="Det stormar.", by=STAFF)
    assert (visit.state, visit.cancellation_percent) == ("called_off", None)
    assert visit.closing_words == "Det stormar."
    assert mails(visit)[-2:] == ["called_off", "unassigned"]


def test_calling_off_without_a_word_is_refused(offer):
    visit = confirmed(offer)
    with pytest.raises(NoWords), db.transaction():
        call_off(visit, words=" ", by=STAFF)


def test_the_host_reports_how_many_came(offer):
    visit = confirmed(offer)
    with clock.travel(AFTER):
        do(report_visit, visit, actual_headcount=16, promised_answers="Priset?", by=STAFF)
    assert (visit.state, visit.actual_headcount, visit.reported_at) == ("completed", 16, AFTER)


def test_nobody_is_a_no_show_and_a_report_can_be_corrected(offer):
    visit = confirmed(offer)
    with clock.travel(AFTER):
        do(report_visit, visit, actual_headcount=0, by=STAFF)
        assert visit.state == "no_show"
        do(report_visit, visit, actual_headcount=3, by=STAFF)
    assert visit.state == "completed"


def test_a_visit_is_not_reported_before_it_begins(offer):
    visit = confirmed(offer)
    with pytest.raises(TooEarly), db.transaction():
        report_visit(visit, actual_headcount=18, by=STAFF)


def test_a_reported_visit_is_followed_up_and_archived(offer):
    visit = confirmed(offer)
    with clock.travel(AFTER):
        do(report_visit, visit, actual_headcount=16, by=STAFF)
        do(follow_up, visit, words="Priset är 12 öre.", by=STAFF)
        assert mails(visit)[-1] == "followed_up"
        do(archive, visit, by=STAFF)
    assert visit.state == "archived"


def test_an_unconfirmed_address_loses_its_time_after_a_day(offer):
    visit = asked(offer)
    with clock.travel(NOW + timedelta(hours=24, minutes=-1)):
        expire_holds()
        assert visit.state == "unverified"
    with clock.travel(NOW + timedelta(hours=24)):
        expire_holds()
        expire_holds()
    assert (visit.state, held(visit)) == ("lapsed", 0)
    assert mails(visit) == ["verify", "lapsed"]


def test_a_proposed_time_that_nobody_answers_lapses(offer):
    visit = received(offer)
    do(propose_time, visit, starts_at=at(DAY, 13), by=STAFF)
    with clock.travel(visit.hold_until):
        expire_holds()
    assert visit.state == "lapsed"
    assert message("lapsed").params["was"] == "offered"


def test_what_waits_for_staff_never_lapses(offer):
    visit = received(offer)
    with clock.travel(NOW + timedelta(days=20)):
        expire_holds()
    assert visit.state == "received"


def test_a_hold_that_was_answered_in_the_same_moment_is_kept(offer):
    visit = received(offer)
    with pytest.raises(NotNow), db.transaction():
        lapse_visit(visit, by=WORKER)


def test_one_hold_that_cannot_lapse_keeps_no_other(offer, monkeypatch):
    first, second = asked(offer), asked(offer, starts_at=at(DAY, 13))
    monkeypatch.setattr(
        "arena.visits.jobs.list_expired_holds", lambda now: [4711, first.id, second.id]
    )
    with clock.travel(NOW + timedelta(hours=25)):
        expire_holds()
    assert (first.state, second.state) == ("lapsed", "lapsed")


def test_coordinators_hear_of_late_answers_once_a_working_day(offer):
    with db.transaction():
        make_user("Alice Alm")
        make_user("Bob Berg", language="en")
    received(offer)
    tell_of_late()
    assert mails(to="alice@arena.example") == []
    monday = at(date(2026, 11, 30), 9)
    for moment in (at(date(2026, 11, 28), 9), at(date(2026, 11, 30), 7, 59), monday, monday):
        with clock.travel(moment):
            tell_of_late()
    assert mails(to="alice@arena.example") == ["late"]
    assert mails(to="bob@arena.example") == ["late"]
    with clock.travel(at(date(2026, 12, 1), 8)):
        tell_of_late()
    assert mails(to="alice@arena.example") == ["late", "late"]


def test_a_visit_that_nobody_has_reported_is_late(offer):
    with db.transaction():
        make_user("Alice Alm")
    visit = confirmed(offer)
    with clock.travel(at(date(2026, 12, 18), 9)):
        tell_of_late()
        assert mails(to="alice@arena.example") == ["late"]
        do(report_visit, visit, actual_headcount=18, by=STAFF)
    with clock.travel(at(date(2026, 12, 21), 9)):
        tell_of_late()
    assert mails(to="alice@arena.example") == ["late"]
