"""Closing days, and moving what is booked on them in the same act."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from arena import db
from arena.audit.models import BOOKER, Actor
from arena.errors import Invalid
from arena.events.models import Event
from arena.events.recurrence import Frequency, Rule
from arena.meeting_place.models import RoomBooking
from arena.meeting_place.services.facts import Booker
from arena.meeting_place.services.series import book_series
from arena.messages.models import Message
from arena.resources.models import Closure, Reservation
from arena.resources.services.reserving import list_uses
from arena.scheduling.closing import (
    CannotMove,
    Closing,
    Move,
    close,
    list_met,
    look_ahead,
    mark_of,
)
from arena.scheduling.planning import ChangedSince
from arena.visits.links import confirm_key
from arena.visits.queries.holdings import held_hosts
from arena.visits.services import confirm_address, join_walk, note, schedule_walk
from tests.cast import make_host, make_offer, make_resource, make_user
from tests.meeting_place.rooms import DAY, booked, build_house, facts, make_partner
from tests.visits.bookings import STAFF, asked, at, confirmed, do, mails, received, seats

BY = Actor.user(1)
FAR = date(2026, 12, 17)


@pytest.fixture
def alice(app):
    with db.transaction():
        return make_user("Alice Alm")


@pytest.fixture
def house(alice):
    with db.transaction():
        return build_house()


@pytest.fixture
def offer(alice):
    with db.transaction():
        make_host("Hedda Holm")
        make_host("Henrik Hed")
        return make_offer()


def closing(resource=None, day=DAY, days=1, **more):
    values = {"reason_sv": "Golvet slipas", "reason_en": "The floor is sanded"}
    return Closing(
        resource_id=None if resource is None else resource.id,
        starts_on=day,
        ends_on=day + timedelta(days=days),
        **values | more,
    )


def moves(hits):
    return [Move(hit.event.id, hit.version, hit.change) for hit in hits if hit.change is not None]


def seen(wanted):
    return mark_of(list_met(wanted))


def do_close(wanted, chosen, mark=None):
    do(close, wanted, chosen, seen=mark or seen(wanted), by=BY)


def closures():
    db.session.rollback()
    return db.session.scalars(select(Closure)).all()


def held(event):
    return {use.resource_id for use in list_uses(event)}


def test_a_booking_is_offered_another_room_at_the_same_time_and_moved_as_the_room_closes(
    house, alice
):
    booking = booked(house.office, alice, 10)
    (hit,) = look_ahead(closing(house.office))
    assert closures() == []
    assert (hit.planned.title, hit.planned.people) == ("Ledningsgrupp", 12)
    assert hit.planned.party == "Alice Alm"
    assert hit.change.starts_at == booking.event.starts_at
    assert hit.place in (house.east, house.west)
    assert hit.is_sure
    assert any("Alice Alm" in words for words in hit.foresight.told)
    do_close(closing(house.office), moves([hit]))
    assert held(booking.event) == {hit.place.id}
    assert [each.resource_id for each in closures()] == [house.office.id]
    assert list_met(closing(house.office)) == []


def test_two_bookings_are_not_offered_the_same_room(house, alice):
    first, second = booked(house.office, alice, 10), booked(house.east, alice, 10)
    hits = look_ahead(closing(None))
    assert {hit.event.id for hit in hits} == {first.event_id, second.event_id}
    assert len({(hit.place or hit.event, hit.change.starts_at) for hit in hits}) == 2
    do_close(closing(None), moves(hits))
    assert list_met(closing(None)) == []


def test_where_the_whole_arena_closes_the_nearest_day_is_offered_and_agreed_on_first(house, alice):
    booking = booked(house.office, alice, 10)
    (hit,) = look_ahead(closing(None))
    assert abs((hit.change.starts_at - booking.event.starts_at).days) == 1
    assert not hit.is_sure
    do_close(closing(None), moves([hit]))
    db.session.refresh(booking.event)
    assert booking.event.starts_at == hit.change.starts_at


def test_one_occurrence_of_a_series_becomes_an_exception_and_the_others_stay(house, alice):
    daily = Rule(frequency=Frequency.DAILY, count=3)
    do(book_series, facts(house.office, 10), daily, {}, Booker(alice), by=BY)
    (hit,) = look_ahead(closing(house.office, day=DAY + timedelta(days=1)))
    do_close(closing(house.office, day=DAY + timedelta(days=1)), moves([hit]))
    bookings = db.session.scalars(select(RoomBooking).order_by(RoomBooking.occurs_on)).all()
    assert [each.is_exception for each in bookings] == [False, True, False]
    assert [each.room_id == house.office.id for each in bookings] == [True, False, True]


def test_a_partners_booking_moves_only_to_a_room_that_partners_may_have(house):
    with db.transaction():
        partner = make_partner()
    booked(house.office, partner, 10)
    (hit,) = look_ahead(closing(house.office))
    assert hit.change.takes == house.office.id
    assert hit.change.starts_at != at(DAY, 10)


def test_a_request_is_proposed_its_own_wish_and_waits_for_the_bookers_answer(offer):
    wish = at(FAR + timedelta(days=4), 10)
    visit = received(offer, alternatives=(wish,))
    (hit,) = look_ahead(closing(None, day=FAR))
    assert (hit.change.starts_at, hit.is_sure) == (wish, True)
    assert hit.planned.party == "Norrskär Energi AB"
    do_close(closing(None, day=FAR), moves([hit]))
    assert (visit.state, visit.event.starts_at) == ("offered", wish)
    assert mails(to="bodil@norrskar.example")[-1] == "proposed"


def test_a_confirmed_visit_goes_to_another_place_that_fits_at_the_same_time(offer):
    with db.transaction():
        other = make_resource("TORG", "site", capacity=40)
    visit = confirmed(offer)
    own = offer.stops[0].resource
    (hit,) = look_ahead(closing(own, day=FAR))
    assert (hit.change.starts_at, hit.place, hit.is_sure) == (visit.event.starts_at, other, True)
    do_close(closing(own, day=FAR), moves([hit]))
    assert other.id in held(visit.event)
    assert own.id not in held(visit.event)
    assert visit.state == "confirmed"


def test_a_confirmed_visit_without_another_place_has_the_nearest_time_to_agree_on(offer):
    visit = confirmed(offer)
    (hit,) = look_ahead(closing(offer.stops[0].resource, day=FAR))
    assert hit.change.starts_at.date() in (FAR - timedelta(days=1), FAR + timedelta(days=1))
    assert not hit.is_sure
    do_close(closing(offer.stops[0].resource, day=FAR), [])
    assert visit.event.starts_at == at()
    assert list_met(closing(offer.stops[0].resource, day=FAR)) == [visit.event]


def test_groups_of_one_meeting_point_are_spread_over_the_nearest_days(offer):
    day = timedelta(days=1)
    here = [confirmed(offer), confirmed(offer, contact_email="other@example.org")]
    there = confirmed(offer, starts_at=at(FAR - day), contact_email="third@example.org")
    hits = look_ahead(closing(None, day=FAR))
    assert [hit.event for hit in hits] == [visit.event for visit in here]
    found = [hit.change.starts_at for hit in hits]
    assert {each.date() for each in found} <= {FAR - day, FAR + day}
    assert len({*found, there.event.starts_at}) == 3
    assert found[0] == at(FAR + day)  # The time of day stays where it can.


def test_a_host_who_is_closed_is_replaced_and_a_request_says_that_it_can_wait(offer):
    visit = confirmed(offer)
    (host,) = held_hosts(visit.event)
    (hit,) = look_ahead(closing(host, day=FAR))
    assert hit.is_sure
    do_close(closing(host, day=FAR), moves([hit]))
    assert host not in held_hosts(visit.event)
    waiting = received(offer, starts_at=at(FAR, 13), contact_email="b@b.example")
    (other,) = held_hosts(waiting.event)
    found = {hit.event.id: hit for hit in look_ahead(closing(other, day=FAR))}
    assert found[waiting.event_id].change is None
    assert "förfrågan" in str(found[waiting.event_id].advice)


def test_what_cannot_be_moved_says_why_and_what_to_do(offer):
    asked(offer)
    (hit,) = look_ahead(closing(None, day=FAR))
    assert hit.change is None
    assert "inte bekräftad" in str(hit.advice)
    do_close(closing(None, day=FAR), [])
    assert len(closures()) == 1


def test_an_open_walk_is_offered_a_time_and_everybody_is_told(offer):
    with db.transaction():
        walks = make_offer("walk", is_open_walk=True, group_min=1, fee_sek=0)
    walk = do(schedule_walk, walks, starts_at=at(), language="sv", seats=20, by=STAFF)
    for number in range(5):
        wanted = seats(1, contact_email=f"{number}@a.example", contact_name=f"Vera {number}")
        visit = do(join_walk, walk, wanted, by=BOOKER)
        do(confirm_address, visit, confirm_key(visit), by=BOOKER)
    (hit,) = look_ahead(closing(None, day=FAR))
    assert hit.planned.people == 5
    told = [words for words in hit.foresight.told if "behåller sina platser" in words]
    assert [words.endswith("Vera 0, Vera 1, Vera 2 och 2 till.") for words in told] == [True]
    do_close(closing(None, day=FAR), moves([hit]))
    assert walk.event.starts_at == hit.change.starts_at
    assert mails().count("walk_moved") == 5


def test_what_somebody_else_changes_in_between_is_refused_and_nothing_is_kept(offer):
    visit = received(offer)
    (hit,) = look_ahead(closing(None, day=FAR))
    mark = seen(closing(None, day=FAR))
    do(note, visit, "Ring dem.", by=STAFF)
    for chosen in (moves([hit]), []):
        with pytest.raises(ChangedSince):
            do_close(closing(None, day=FAR), chosen, mark)
    assert closures() == []
    assert visit.event.starts_at == at()
    received(offer, starts_at=at(FAR, 13), contact_email="b@b.example")
    with pytest.raises(ChangedSince):
        do_close(closing(None, day=FAR), [], mark)


def test_when_one_of_the_rooms_has_just_been_taken_nothing_is_done_at_all(house, alice):
    first, second = booked(house.office, alice, 10), booked(house.office, alice, 13)
    hits = look_ahead(closing(house.office))
    booked(hits[1].place, alice, 13)
    with pytest.raises(CannotMove) as refused:
        do_close(closing(house.office), moves(hits))
    assert "Ledningsgrupp" in str(refused.value.message)
    assert closures() == []
    assert held(first.event) == held(second.event) == {house.office.id}


def test_nothing_that_is_looked_at_is_kept(house, alice):
    booked(house.office, alice, 10)
    counts = [select(Message), select(Reservation), select(Event)]
    before = [len(db.session.scalars(query).all()) for query in counts]
    look_ahead(closing(None))
    db.session.rollback()
    assert [len(db.session.scalars(query).all()) for query in counts] == before


def test_days_that_have_been_are_not_closed(house):
    with pytest.raises(Invalid):
        do_close(closing(None, day=date(2026, 11, 20)), [], mark_of(()))


def test_what_is_left_can_be_moved_after_the_days_are_closed(house, alice):
    booking = booked(house.office, alice, 10)
    do_close(closing(house.office), [])
    (closure,) = closures()
    later = Closing.of(closure)
    (hit,) = look_ahead(later)
    do_close(later, moves([hit]))
    assert held(booking.event) == {hit.place.id}
    assert len(closures()) == 1
