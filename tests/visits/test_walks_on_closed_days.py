"""Open walks on days that were closed: nobody joins, and staff move them or call them off."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from arena import clock, db
from arena.audit.models import BOOKER
from arena.resources.models import Reservation
from arena.resources.services import add_closure
from arena.scheduling.services import AlreadyCancelled
from arena.visits.links import confirm_key
from arena.visits.queries import get_walk, held_hosts
from arena.visits.queries.walks import find_closures, list_closed_walks
from arena.visits.services import (
    call_off_walk,
    change_headcount,
    confirm_address,
    join_walk,
    move_walk,
    schedule_walk,
)
from arena.visits.services.errors import (
    ChangedMeanwhile,
    NotOffered,
    SameTime,
    TimeTaken,
    TooLate,
)
from tests.cast import make_host, make_offer, make_user, sign_in
from tests.visits.bookings import STAFF, at, do, mails, message, reminders, seats

SUNDAY = date(2026, 12, 6)
AT_TWO = at(SUNDAY, 14)
NEXT_SUNDAY = AT_TWO + timedelta(days=7)


@pytest.fixture
def hosts(app):
    with db.transaction():
        return [make_host("Hedda Holm"), make_host("Henrik Hed")]


@pytest.fixture
def staff(client, app):
    with db.transaction():
        alice = make_user("Alice Alm")
    return sign_in(client, alice)


@pytest.fixture
def walk(hosts):
    with db.transaction():
        offer = make_offer(
            "walk",
            is_open_walk=True,
            group_min=1,
            fee_sek=0,
            exemptions=[],
            cancellation_ladder=[],
            change_working_days=0,
        )
    return do(schedule_walk, offer, starts_at=AT_TWO, language="sv", seats=5, by=STAFF)


@pytest.fixture
def square(walk):
    return walk.offer.stops[0].resource


def close(resource=None, day=SUNDAY):
    return do(
        add_closure,
        resource,
        starts_on=day,
        ends_on=day + timedelta(days=1),
        reason_sv="Julstängt",
        reason_en="Closed for Christmas",
        by=STAFF,
    )


def joined(walk, count=2, **facts):
    visit = do(join_walk, walk, seats(count, **facts), by=BOOKER)
    do(confirm_address, visit, confirm_key(visit), by=BOOKER)
    return visit


def active(walk):
    held = select(Reservation.starts_at).where(
        Reservation.event_id == walk.event_id, Reservation.released_at.is_(None)
    )
    return set(db.session.scalars(held))


def test_nobody_joins_a_walk_on_a_day_that_was_closed(walk):
    visit = joined(walk)
    close()
    with pytest.raises(NotOffered) as refused, db.transaction():
        join_walk(walk, seats(1, contact_email="karl@example.org"), by=BOOKER)
    assert refused.value.closed_for == "Julstängt"
    with pytest.raises(NotOffered), db.transaction():
        change_headcount(visit, 3, by=BOOKER)
    do(change_headcount, visit, 1, by=BOOKER)  # Seats may always be given back.


def test_a_closed_place_of_the_walk_closes_it_and_a_host_who_is_away_does_not(walk, square, hosts):
    for host in hosts:
        close(host)
    assert list_closed_walks() == []
    closure = close(square)
    (found,) = list_closed_walks()
    assert (found.walk, found.closure.id) == (walk, closure.id)
    assert find_closures([walk])[walk.event_id].reason("en") == "Closed for Christmas"


def test_the_public_pages_say_warmly_that_it_is_not_open(walk, client):
    close()
    listed = client.get("/sv/visits/walk").get_data(as_text=True)
    assert "Inte öppet den dagen: Julstängt" in listed
    assert "Följ med<" not in listed
    page = client.get(f"/en/visits/walk/walks/{walk.event_id}").get_data(as_text=True)
    assert "We are not open that day" in page
    assert "Closed for Christmas" in page
    assert 'name="contact_email"' not in page


def test_a_moved_walk_keeps_its_seats_and_tells_everybody(walk):
    visit = joined(walk)
    waiting = do(join_walk, walk, seats(1, contact_email="karl@example.org"), by=BOOKER)
    do(move_walk, walk, starts_at=NEXT_SUNDAY, words="Vi har stängt.", by=STAFF)
    assert (walk.event.starts_at, walk.seats_taken) == (NEXT_SUNDAY, 3)
    assert (visit.state, waiting.state) == ("confirmed", "unverified")
    assert active(walk) == {NEXT_SUNDAY}
    assert mails(to="vera@example.org")[-1] == "walk_moved"
    assert mails(to="karl@example.org")[-1] == "walk_moved"
    assert message("walk_moved", to="vera@example.org").calendar_method == "REQUEST"
    assert message("walk_moved", to="karl@example.org").calendar_method is None
    assert mails()[-1] == "host_changed"
    assert all(due > AT_TWO for _, due in reminders(visit))


def test_a_walk_moves_with_others_to_lead_it_when_its_host_is_not_free(walk, hosts):
    (present,) = held_hosts(walk.event)
    (other,) = [host for host in hosts if host != present]
    close(present, day=NEXT_SUNDAY.date())
    do(move_walk, walk, starts_at=NEXT_SUNDAY, by=STAFF)
    assert held_hosts(walk.event) == [other]
    assert {"assigned", "unassigned"} <= set(mails())


def test_a_walk_is_not_moved_into_what_is_closed_or_taken(walk, square):
    close(square, day=NEXT_SUNDAY.date())
    with pytest.raises(TimeTaken), db.transaction():
        move_walk(walk, starts_at=NEXT_SUNDAY, by=STAFF)
    assert get_walk(walk.event_id).event.starts_at == AT_TWO


def test_what_cannot_be_moved_says_why(walk):
    for starts_at, error in (
        (AT_TWO, SameTime),
        (clock.now() - timedelta(days=1), NotOffered),
        (clock.now() + timedelta(days=500), NotOffered),
    ):
        with pytest.raises(error), db.transaction():
            move_walk(walk, starts_at=starts_at, by=STAFF)
    with pytest.raises(ChangedMeanwhile), db.transaction():
        move_walk(walk, starts_at=NEXT_SUNDAY, sequence=walk.event.sequence + 1, by=STAFF)
    with clock.travel(AT_TWO + timedelta(minutes=1)), pytest.raises(TooLate), db.transaction():
        move_walk(walk, starts_at=NEXT_SUNDAY, by=STAFF)
    do(call_off_walk, walk, words="Halka.", by=STAFF)
    with pytest.raises(AlreadyCancelled), db.transaction():
        move_walk(walk, starts_at=NEXT_SUNDAY, by=STAFF)


def test_staff_are_warned_and_move_the_walk_on_its_own_page(walk, staff):
    joined(walk)
    close()
    assert "Vandringar på stängda dagar" in staff.get("/staff/").get_data(as_text=True)
    address = f"/staff/offers/walk/walks/{walk.event_id}"
    assert "Julstängt" in staff.get(address).get_data(as_text=True)
    page = staff.get(f"{address}/move").get_data(as_text=True)
    seen = page.split('name="seen"')[1].split('value="')[1].split('"')[0]
    wanted = {"other_day": "2026-12-13", "other_time": "14:00", "words": "Vi har stängt."}
    told = staff.post(f"{address}/move", data=wanted | {"seen": seen})
    assert told.status_code == 200
    assert "vera@example.org" in told.get_data(as_text=True)
    assert get_walk(walk.event_id).event.starts_at == AT_TWO
    stale = staff.post(f"{address}/move", data=wanted | {"seen": "99", "step": "do"})
    assert stale.status_code == 409
    done = staff.post(f"{address}/move", data=wanted | {"seen": seen, "step": "do"})
    assert done.status_code == 302
    db.session.rollback()
    assert get_walk(walk.event_id).event.starts_at == NEXT_SUNDAY
    again = staff.post(f"{address}/move", data=wanted | {"seen": "1", "step": "do"})
    assert again.status_code in (400, 409)
