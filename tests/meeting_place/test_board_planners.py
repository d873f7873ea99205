"""What may be done to an entry of the board, what would follow, and that it is then done."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from arena import db
from arena.audit.models import Actor, AuditEntry
from arena.events.models import Event
from arena.meeting_place.models import ServiceKind
from arena.meeting_place.services.keeping import Desk, set_desks
from arena.messages.models import Message
from arena.resources.models import Resource
from arena.resources.services.reserving import list_uses
from arena.resources.words import resource_name
from arena.scheduling.foresight import foresee
from arena.scheduling.planning import (
    Change,
    ChangedSince,
    NothingChanged,
    NotPlannable,
    carry_out,
    describe,
)
from arena.visits.models import OfferStop, VisitState
from arena.visits.queries.holdings import held_hosts, placed_programme
from arena.visits.services import confirm_visit, note, reassign_hosts, schedule_walk
from tests.cast import make_host, make_offer, make_resource, make_user
from tests.meeting_place.board_rooms import book_room, make_room
from tests.visits.bookings import STAFF, at, confirmed, do, host_ids, mails, received

HOUR = timedelta(hours=1)
ALICE = Actor.user(1)


@pytest.fixture
def offer(app):
    with db.transaction():
        make_host("Hedda Holm")
        make_host("Hugo Hed")
        return make_offer()


def planned(event):
    return describe([(event.id, event.kind)])[event.id]


def moved(event, by=HOUR, longer=timedelta(0), **exchange):
    return Change(starts_at=event.starts_at + by, ends_at=event.ends_at + by + longer, **exchange)


def other_host(visit):
    held = host_ids(visit)
    hosts = [host for host in _hosts() if host not in held]
    return held[0], hosts[0]


def _hosts():
    return db.session.scalars(select(Resource.id).where(Resource.kind == "host")).all()


def test_many_events_are_described_by_one_question_to_each_domain(offer):
    visit = confirmed(offer)
    with db.transaction():
        room = make_room("R1")
    booking = book_room(room, at(hour=13))
    event = visit.event
    found = describe([(event.id, event.kind), (booking.event_id, "room_booking"), (99, "unknown")])
    assert found.keys() == {event.id, booking.event_id}
    assert found[event.id].title == "Introduktion och vandring"
    assert (found[event.id].people, found[event.id].standing.may_move) == (18, True)
    assert found[event.id].standing.may_stretch is False
    assert found[booking.event_id].standing.may_stretch is True


def test_what_would_follow_is_told_and_nothing_is_kept(offer):
    visit = received(offer)
    event = visit.event
    before = (db.session.scalar(select(func.count(Message.id))), event.starts_at)
    seen = foresee(event.id, moved(event), version=visit.version)
    assert seen.refusal is None
    assert seen.told == ["Bodil Berg, som bokade, tillfrågas om den nya tiden passar."]
    after = (
        db.session.scalar(select(func.count(Message.id))),
        db.session.get_one(Event, event.id).starts_at,
    )
    assert before == after


def test_another_time_of_a_request_is_proposed_to_the_booker(offer):
    visit = received(offer)
    do(carry_out, visit.event, moved(visit.event), version=visit.version, by=ALICE)
    assert (visit.state, visit.event.starts_at) == (VisitState.OFFERED, at(hour=11))
    assert mails(visit)[-1] == "proposed"


def test_a_confirmed_visit_moves_with_its_hosts_when_they_are_free(offer):
    visit = confirmed(offer)
    hosts = host_ids(visit)
    do(carry_out, visit.event, moved(visit.event), version=visit.version, by=ALICE)
    assert (visit.state, visit.event.starts_at) == (VisitState.CONFIRMED, at(hour=11))
    assert host_ids(visit) == hosts


SOON = date(2026, 11, 27)  # Within the offer's lead time.


def test_staff_move_a_confirmed_visit_within_the_lead_time_of_bookers(offer):
    visit = confirmed(offer)
    hosts = host_ids(visit)
    change = moved(visit.event, at(SOON) - visit.event.starts_at)
    seen = foresee(visit.event_id, change, version=visit.version)
    assert (seen.refusal, seen.warnings) == (None, [])
    do(carry_out, visit.event, change, version=visit.version, by=ALICE)
    assert (visit.state, visit.event.starts_at) == (VisitState.CONFIRMED, at(SOON))
    assert host_ids(visit) == hosts
    assert mails(visit)[-2:] == ["moved", "host_changed"]


def test_who_leaves_and_who_is_held_instead_is_said_before_a_visit_is_moved(offer):
    visit = confirmed(offer)
    leaving, other = (
        resource_name(db.session.get_one(Resource, each)) for each in other_host(visit)
    )
    busy = received(offer, starts_at=at(hour=14), contact_email="other@example.org")
    do(confirm_visit, busy, host_ids=host_ids(visit), by=STAFF)
    change = moved(visit.event, 4 * HOUR)
    seen = foresee(visit.event_id, change, version=visit.version)
    assert seen.warnings == [
        "Då är det bara preliminärt och måste bekräftas på nytt.",
        f"{leaving} har något annat då.",
        f"Tills besöket är bekräftat hålls tiden för {other}.",
    ]
    do(carry_out, visit.event, change, version=visit.version, by=ALICE)
    assert visit.state == VisitState.RECEIVED
    assert [resource_name(host) for host in held_hosts(visit.event)] == [other]


def test_the_host_who_is_free_stays_when_the_place_that_was_chosen_is_not(offer):
    visit = confirmed(offer)
    hosts = host_ids(visit)
    with db.transaction():
        hall = make_resource("S9", "site")
    do(reassign_hosts, visit, host_ids=hosts, place_id=hall.id, by=STAFF)
    other = confirmed(offer, starts_at=at(hour=14), contact_email="other@example.org")
    do(reassign_hosts, other, host_ids=host_ids(other), place_id=hall.id, by=STAFF)
    change = moved(visit.event, 4 * HOUR)
    (warning,) = foresee(visit.event_id, change, version=visit.version).warnings
    assert warning == "Plats S9 är inte ledig då. Besöket är på sin vanliga plats."
    do(carry_out, visit.event, change, version=visit.version, by=ALICE)
    assert (visit.state, host_ids(visit)) == (VisitState.CONFIRMED, hosts)


def test_a_visit_cannot_be_stretched(offer):
    visit = confirmed(offer)
    longer = moved(visit.event, by=timedelta(0), longer=HOUR)
    assert "sin egen längd" in foresee(visit.event_id, longer, version=visit.version).refusal
    with pytest.raises(NotPlannable):
        do(carry_out, visit.event, longer, version=visit.version, by=ALICE)


def test_a_host_is_exchanged_and_everybody_hears_of_it(offer):
    visit = confirmed(offer)
    old, new = other_host(visit)
    change = moved(visit.event, by=timedelta(0), drops=old, takes=new)
    told = foresee(visit.event_id, change, version=visit.version).told
    names = {each: resource_name(db.session.get_one(Resource, each)) for each in (old, new)}
    assert sorted(told) == sorted(
        [
            "Bodil Berg, som bokade, får veta vem som tar emot gruppen.",
            f"{names[new]} får besked om att hålla i visningen.",
            f"{names[old]} får besked om att inte längre hålla i visningen.",
        ]
    )
    do(carry_out, visit.event, change, version=visit.version, by=ALICE)
    assert host_ids(visit) == [new]


def test_a_host_comes_along_and_is_taken_away_again(offer):
    visit = confirmed(offer)
    old, new = other_host(visit)
    starts_at, ends_at = visit.event.starts_at, visit.event.ends_at
    change = Change(starts_at=starts_at, ends_at=ends_at, takes=new)
    do(carry_out, visit.event, change, version=visit.version, by=ALICE)
    assert set(host_ids(visit)) == {old, new}
    back = change.undoing(starts_at, ends_at)
    do(carry_out, visit.event, back, version=visit.version, by=ALICE)
    assert host_ids(visit) == [old]


def test_a_site_is_exchanged_for_another(offer):
    visit = confirmed(offer)
    with db.transaction():
        other = make_resource("S9", "site")
    own = offer.stops[0].resource_id
    change = moved(visit.event, by=timedelta(0), drops=own, takes=other.id)
    told = foresee(visit.event_id, change, version=visit.version).told
    assert "Bodil Berg, som bokade, får veta var gruppen tas emot." in told
    do(carry_out, visit.event, change, version=visit.version, by=ALICE)
    assert {use.resource_id for use in list_uses(visit.event)} == {other.id, *host_ids(visit)}
    back = change.undoing(visit.event.starts_at, visit.event.ends_at)
    do(carry_out, visit.event, back, version=visit.version, by=ALICE)
    assert own in {use.resource_id for use in list_uses(visit.event)}


@pytest.fixture
def walked(offer):
    """A visit that goes from one site to a second after an hour, and both sites."""
    with db.transaction():
        second = make_resource("S2", "site")
        offer.stops[0].minutes = 60
        offer.stops.append(
            OfferStop(position=2, minutes=30, title_sv="Utsikt", title_en="View", resource=second)
        )
    return confirmed(offer), offer.stops[0].resource_id, second.id


def exchange(visit, drops, takes):
    change = moved(visit.event, by=timedelta(0), drops=drops, takes=takes)
    do(carry_out, visit.event, change, version=visit.version, by=ALICE)
    return change


def places(visit):
    return [
        (part.place.id, part.is_elsewhere) for part in placed_programme(visit.event, visit.offer)
    ]


def test_each_place_of_a_visit_is_exchanged_on_its_own_and_back(walked):
    visit, first, second = walked
    with db.transaction():
        third, fourth = make_resource("S3", "site").id, make_resource("S4", "site").id
    change = exchange(visit, second, third)
    assert places(visit) == [(first, False), (third, True)]
    assert {(use.resource_id, use.starts_at) for use in list_uses(visit.event)} >= {
        (first, at()),
        (third, at(hour=11)),
    }
    assert visit.event.place_sv == visit.offer.meeting_point_sv
    exchange(visit, first, fourth)
    assert places(visit) == [(fourth, True), (third, True)]
    assert "S4" in visit.event.place_sv
    do(carry_out, visit.event, moved(visit.event), version=visit.version, by=ALICE)
    assert places(visit) == [(fourth, True), (third, True)]
    exchange(visit, fourth, first)
    back = change.undoing(visit.event.starts_at, visit.event.ends_at)
    do(carry_out, visit.event, back, version=visit.version, by=ALICE)
    assert places(visit) == [(first, False), (second, False)]


def test_a_place_of_another_part_stands_in_for_nothing(walked):
    visit, first, second = walked
    with db.transaction():
        third = make_resource("S3", "site").id
    exchange(visit, second, third)
    there = moved(visit.event, by=timedelta(0), drops=first, takes=second)
    assert "annan del" in foresee(visit.event_id, there, version=visit.version).refusal


def test_time_and_host_of_a_visit_change_one_at_a_time(offer):
    visit = confirmed(offer)
    old, new = other_host(visit)
    change = moved(visit.event, drops=old, takes=new)
    assert "en sak i taget" in foresee(visit.event_id, change, version=visit.version).refusal


def test_a_host_is_no_room(offer):
    visit = confirmed(offer)
    with db.transaction():
        room = make_room("R1")
    old, _ = other_host(visit)
    change = moved(visit.event, by=timedelta(0), drops=old, takes=room.id)
    assert "samma slag" in foresee(visit.event_id, change, version=visit.version).refusal


def test_a_host_who_is_not_free_is_named(offer):
    visit = confirmed(offer)
    old, new = other_host(visit)
    other = received(offer, contact_email="other@example.org")
    assert host_ids(other) == [new]
    change = moved(visit.event, by=timedelta(0), drops=old, takes=new)
    refusal = foresee(visit.event_id, change, version=visit.version).refusal
    assert "inte ledig" in refusal


def test_a_change_of_an_older_version_is_refused(offer):
    visit = confirmed(offer)
    seen = visit.version
    do(note, visit, "Ring före.", by=STAFF)
    with pytest.raises(ChangedSince):
        do(carry_out, visit.event, moved(visit.event), version=seen, by=ALICE)
    with pytest.raises(ChangedSince):
        foresee(visit.event_id, moved(visit.event), version=seen)


def test_what_is_so_already_is_no_change(offer):
    visit = confirmed(offer)
    with pytest.raises(NothingChanged):
        do(
            carry_out,
            visit.event,
            moved(visit.event, timedelta(0)),
            version=visit.version,
            by=ALICE,
        )


def test_a_walk_changes_its_time_or_its_hosts(offer):
    with db.transaction():
        walks = make_offer("vandring", is_open_walk=True, group_min=1, fee_sek=0)
    first, second = _hosts()
    walk = do(
        schedule_walk, walks, starts_at=at(), language="sv", seats=20, host_ids=[first], by=STAFF
    )
    event = walk.event
    assert "får veta" in foresee(event.id, moved(event), version=event.sequence).told[0]
    do(carry_out, event, moved(event), version=event.sequence, by=ALICE)
    change = moved(event, by=timedelta(0), drops=first, takes=second)
    seen = event.sequence
    do(carry_out, event, change, version=seen, by=ALICE)
    assert second in {use.resource_id for use in list_uses(event)}
    with pytest.raises(ChangedSince):
        do(carry_out, event, change, version=seen, by=ALICE)


def test_a_room_booking_moves_stretches_and_changes_rooms_in_one(app):
    with db.transaction():
        small, large = make_room("R1"), make_room("R2", setup_minutes=15)
    booking = book_room(small, at(hour=13))
    event = booking.event
    change = moved(event, longer=HOUR, drops=small.id, takes=large.id)
    do(carry_out, event, change, version=booking.version, by=ALICE)
    assert (event.starts_at, event.ends_at) == (at(hour=14), at(hour=16))
    assert [use.resource_id for use in list_uses(event)] == [large.id]
    assert booking.room_id == large.id
    assert db.session.scalars(select(AuditEntry.actor).order_by(AuditEntry.id.desc())).first() == (
        "user:1"
    )


@pytest.mark.parametrize(
    ("is_longer", "is_elsewhere", "booked", "sees_to_it"),
    [
        (True, False, "den nya tiden", "den nya tiden"),
        (False, True, "det nya rummet", "det nya rummet"),
        (True, True, "den nya tiden och det nya rummet", "den nya tiden och det nya rummet"),
    ],
)
def test_only_what_is_new_is_said_to_be_told(app, is_longer, is_elsewhere, booked, sees_to_it):
    with db.transaction():
        one, other = make_room("R1"), make_room("R2")
        make_user()
        kim = make_user("Kim Kock").id
        desk = Desk(kind=ServiceKind.CATERING, responsible_id=kim, lead_working_days=1)
        set_desks([desk], by=ALICE)
    booking = book_room(one, at(hour=13), orders={"catering": "Kaffe"})
    change = moved(
        booking.event,
        by=timedelta(0),
        longer=HOUR * is_longer,
        drops=one.id,
        takes=other.id if is_elsewhere else one.id,
    )
    assert foresee(booking.event_id, change, version=booking.version).told == [
        f"Kim Kock, som ordnar det, får veta {sees_to_it}.",
        f"Alice Alm, som bokade, får veta {booked}.",
    ]


def test_a_room_that_is_taken_or_too_small_is_refused_in_words(app):
    with db.transaction():
        one, small, other = make_room("R1"), make_room("R2", capacity=4), make_room("R3")
    booking = book_room(one, at(hour=13), head_count=9)
    to_small = moved(booking.event, by=timedelta(0), drops=one.id, takes=small.id)
    assert "R2" in foresee(booking.event_id, to_small, version=booking.version).refusal
    change = moved(booking.event, by=timedelta(0), drops=one.id, takes=other.id)
    seen = foresee(booking.event_id, change, version=booking.version)
    assert seen.refusal is None
    assert [told.partition(",")[0] for told in seen.told] == ["Alice Alm"]
    book_room(other, at(hour=13))
    assert "R3" in foresee(booking.event_id, change, version=booking.version).refusal
