"""A host is away: free times know at once, the database guards it, and those who plan are told."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from arena import clock, db
from arena.accounts.models import Role
from arena.audit.models import WORKER, AuditEntry
from arena.events.models import EventStatus
from arena.hosting.jobs import hold_absences
from arena.hosting.models import Absence
from arena.hosting.queries.absences import list_absences
from arena.hosting.services import Days, Hours, change_absence, come_back, go_away
from arena.hosting.services.errors import AbsenceIsOver, AwayAlready, BeganAlready, OverAlready
from arena.messages.models import Message
from arena.messages.rendering import render
from arena.resources.models import Reservation
from arena.resources.services import ResourceTaken, Use, remove_closure
from arena.scheduling.services import schedule
from arena.visits.queries.free_times import is_free_time, list_free_times, rank_hosts
from arena.visits.services import confirm_visit, reassign_hosts
from arena.visits.services.errors import ClosedThen
from tests.cast import event_facts, make_host, make_offer, make_user
from tests.conftest import NOW
from tests.visits.bookings import DAY, STAFF, at, confirmed, do, received

MORNING = Hours(at(hour=8), at(hour=12))
WHOLE = Days(DAY, DAY + timedelta(days=1))


@pytest.fixture
def host(app):
    with db.transaction():
        return make_host("Hedda Holm")


@pytest.fixture
def offer(host):
    with db.transaction():
        return make_offer()


def is_free(offer, hour):
    return is_free_time(offer, at(hour=hour), group_size=10, language="sv")


def reserved(absence):
    rows = db.session.execute(
        select(Reservation.starts_at, Reservation.ends_at)
        .where(Reservation.event_id == absence.event_id, Reservation.released_at.is_(None))
        .order_by(Reservation.starts_at)
    )
    return [tuple(row) for row in rows]


def told():
    return db.session.scalars(select(Message).where(Message.template == "hosting/away")).all()


@pytest.mark.parametrize("when", [MORNING, WHOLE])
def test_free_times_know_of_an_absence_at_once(offer, host, when):
    assert is_free(offer, 10)
    absence = do(go_away, host, when, by=STAFF)
    assert not is_free(offer, 10)
    assert is_free(offer, 13) == (when is MORNING)
    do(come_back, absence, by=STAFF)
    assert is_free(offer, 10)


def test_a_part_of_a_day_is_guarded_by_the_database(offer, host):
    do(go_away, host, MORNING, by=STAFF)
    use = Use(resource_id=host.id, starts_at=at(hour=10), ends_at=at(hour=11))
    with pytest.raises(ResourceTaken):
        do(schedule, event_facts(at(hour=10)), uses=[use], by=STAFF)


def test_an_absence_is_no_tour_of_the_day_the_week_or_the_month(offer, host):
    do(go_away, host, MORNING, by=STAFF)
    (rank,) = rank_hosts(offer, at(hour=14), at(hour=15), language="sv")
    assert (rank.tours_that_day, rank.tours_that_week, rank.load) == (0, 0, 0)
    assert rank.fits


def test_what_others_read_is_that_the_host_is_busy(host):
    absence = do(go_away, host, MORNING, by=STAFF)
    event = absence.event
    assert (event.title_sv, event.title_en, event.audience) == ("Upptagen", "Busy", "staff")
    whole = do(go_away, host, Days(DAY + timedelta(days=7), DAY + timedelta(days=8)), by=STAFF)
    assert (whole.closure.reason_sv, whole.closure.reason_en) == ("Upptagen", "Busy")


def test_a_visit_that_was_there_first_stays_and_the_rest_is_held(offer, host):
    visit = confirmed(offer)
    absence = do(go_away, host, MORNING, by=STAFF)
    assert visit.event.hosts[0].name == "Hedda Holm"
    assert reserved(absence) == [(at(hour=8), at(hour=10)), (at(hour=11, minute=30), at(hour=12))]


def test_what_the_visit_gives_back_is_held_as_well(offer, host):
    visit = confirmed(offer)
    absence = do(go_away, host, MORNING, by=STAFF)
    with db.transaction():
        other = make_host("Henrik Hed")
    do(reassign_hosts, visit, host_ids=[other.id], by=STAFF)
    hold_absences()
    held = reserved(absence)
    assert (held[0][0], held[-1][1]) == (at(hour=8), at(hour=12))
    assert sum((end - start for start, end in held), timedelta()) == timedelta(hours=4)


@pytest.mark.parametrize("when", [MORNING, WHOLE])
def test_nobody_is_assigned_who_is_away(offer, host, when):
    visit = received(offer)
    with db.transaction():
        other = make_host("Henrik Hed")
    do(go_away, other, when, by=STAFF)
    with pytest.raises((ClosedThen, ResourceTaken)):
        do(confirm_visit, visit, host_ids=[other.id], by=STAFF)


def test_those_who_plan_are_mailed_what_needs_another_host(offer, host):
    with db.transaction():
        make_user("Alice Alm")
        make_user("Bengt Bo", Role.ANALYST)
    confirmed(offer)
    do(go_away, host, MORNING, by=STAFF)
    (message,) = told()
    assert message.recipient_email == "alice@arena.example"
    rendered = render(message)
    assert rendered.subject == "Hedda Holm är borta: 1 besök behöver en annan värd"
    assert "10.00–11.30" in rendered.text


def test_administrators_are_mailed_where_nobody_coordinates(offer, host):
    with db.transaction():
        make_user("Dana Dahl", Role.ADMIN)
        make_user("Alice Alm").closed_at = NOW
    confirmed(offer)
    do(go_away, host, MORNING, by=WORKER)
    assert [message.recipient_email for message in told()] == ["dana@arena.example"]


def test_nobody_is_mailed_when_nothing_needs_another_host(offer, host):
    with db.transaction():
        make_user("Alice Alm")
    do(go_away, host, MORNING, by=STAFF)
    assert told() == []


def test_a_change_tells_only_of_what_it_newly_meets(offer, host):
    with db.transaction():
        make_user("Alice Alm")
    confirmed(offer)
    absence = do(go_away, host, MORNING, by=STAFF)
    absence = do(change_absence, absence, Hours(at(hour=9), at(hour=12)), by=STAFF)
    assert len(told()) == 1
    received(offer, starts_at=at(hour=14), contact_email="other@example.org")
    do(change_absence, absence, Hours(at(hour=9), at(hour=16)), by=STAFF)
    assert len(told()) == 2


def test_a_change_makes_of_hours_days_and_of_days_hours(offer, host):
    absence = do(go_away, host, MORNING, by=STAFF)
    event = absence.event
    absence = do(change_absence, absence, WHOLE, by=STAFF)
    assert absence.is_whole_days
    assert event.status == EventStatus.CANCELLED
    assert not is_free(offer, 14)
    do(change_absence, absence, MORNING, by=STAFF)
    assert is_free(offer, 14)
    assert db.session.scalar(select(func.count()).select_from(Absence)) == 1


def test_what_has_passed_and_what_is_told_already_is_refused(host):
    with pytest.raises(OverAlready):
        do(go_away, host, Hours(NOW - timedelta(hours=3), NOW), by=STAFF)
    do(go_away, host, WHOLE, by=STAFF)
    with pytest.raises(AwayAlready):
        do(go_away, host, MORNING, by=STAFF)


def test_an_absence_that_is_over_stays_for_the_record(host):
    absence = do(go_away, host, MORNING, by=STAFF)
    with clock.travel(at(hour=13)), pytest.raises(AbsenceIsOver):
        do(come_back, absence, by=STAFF)


@pytest.fixture
def begun(host):
    """An absence of three days, on whose second day it is."""
    absence = do(go_away, host, Days(DAY, DAY + timedelta(days=3)), by=STAFF)
    with clock.travel(at(DAY + timedelta(days=1), hour=9)):
        yield absence


@pytest.mark.parametrize("days", [2, 5])
def test_days_that_have_begun_become_more_or_fewer(offer, host, begun, days):
    changed = do(change_absence, begun, Days(DAY, DAY + timedelta(days=days)), by=STAFF)
    assert (changed.id, changed.closure.starts_on) == (begun.id, DAY)
    assert changed.closure.ends_on == DAY + timedelta(days=days)
    assert changed.ends_at == at(DAY + timedelta(days=days), hour=0)


def test_what_has_been_of_an_absence_stays_when_it_is_taken_back(host, begun):
    do(come_back, begun, by=STAFF)
    kept = db.session.scalars(select(Absence)).one()
    assert kept.ends_at == at(DAY + timedelta(days=1), hour=0)
    assert kept.closure.ends_on == DAY + timedelta(days=1)
    with pytest.raises(AbsenceIsOver):
        do(come_back, kept, by=STAFF)


def test_days_whose_closure_was_opened_again_end_with_it(host, begun):
    do(remove_closure, begun.closure, by=STAFF)
    assert begun.ends_at > clock.now()
    hold_absences()
    assert begun.ends_at == at(DAY + timedelta(days=1), hour=0)
    assert list_absences(host) == []


def test_what_has_been_stays_when_the_rest_comes_later_or_becomes_hours(host, begun):
    later = DAY + timedelta(days=2)
    do(change_absence, begun, Hours(at(later, hour=8), at(later, hour=12)), by=STAFF)
    first, rest = db.session.scalars(select(Absence).order_by(Absence.starts_at))
    assert (first.is_whole_days, rest.is_whole_days) == (True, False)
    assert first.ends_at == at(DAY + timedelta(days=1), hour=0)


def test_an_absence_does_not_begin_before_today_unless_it_did(host, begun):
    for first in (DAY - timedelta(days=1), DAY):
        with pytest.raises(BeganAlready) as refused:
            do(go_away, host, Days(first, DAY + timedelta(days=9)), by=STAFF)
        assert refused.value.field == "starts_on"
    earlier = Days(DAY - timedelta(days=1), DAY + timedelta(days=9))
    with pytest.raises(BeganAlready):
        do(change_absence, begun, earlier, by=STAFF)
    with pytest.raises(OverAlready):
        do(change_absence, begun, Days(DAY, DAY + timedelta(days=1)), by=STAFF)
    assert db.session.scalar(select(Absence.ends_at)) == at(DAY + timedelta(days=3), hour=0)


def test_days_to_come_are_moved_and_may_overlap_what_they_were(offer, host):
    absence = do(go_away, host, WHOLE, by=STAFF)
    changed = do(change_absence, absence, Days(DAY, DAY + timedelta(days=2)), by=STAFF)
    assert changed.id == absence.id
    do(change_absence, changed, Days(DAY + timedelta(days=1), DAY + timedelta(days=2)), by=STAFF)
    assert is_free(offer, 10)


def test_every_act_leaves_a_line_without_a_reason(host):
    absence = do(go_away, host, MORNING, by=STAFF)
    absence = do(change_absence, absence, WHOLE, by=STAFF)
    do(come_back, absence, by=STAFF)
    query = select(AuditEntry.action).where(AuditEntry.action.like("hosting.%"))
    assert list(db.session.scalars(query.order_by(AuditEntry.id))) == [
        "hosting.go_away",
        "hosting.change_absence",
        "hosting.come_back",
    ]


def test_the_limit_of_a_week_is_kept(offer, host):
    with db.transaction():
        host.host.max_per_week = 2
    for day in (17, 18):
        received(offer, starts_at=at(date(2026, 12, day)), contact_email=f"{day}@example.org")
    assert not is_free(offer, 14)
    monday = date(2026, 12, 21)
    assert is_free_time(offer, at(monday), group_size=10, language="sv")
    (rank,) = rank_hosts(offer, at(hour=14), at(hour=15), language="sv")
    assert (rank.has_full_week, rank.has_full_day, rank.fits) == (True, False, False)


def test_who_does_not_know_the_site_does_not_lead_there(offer, host):
    with db.transaction():
        host.host.site_ids = [offer.stops[0].resource_id]
    assert is_free(offer, 10)
    with db.transaction():
        elsewhere = make_offer("elsewhere")
    assert not list_free_times(
        elsewhere, starts_on=DAY, ends_on=DAY + timedelta(days=1), group_size=10, language="sv"
    )
    (rank,) = rank_hosts(elsewhere, at(), at(hour=11), language="sv")
    assert (rank.knows_sites, rank.fits) == (False, False)
    visit = received(offer)
    do(confirm_visit, visit, host_ids=[host.id], by=STAFF)
