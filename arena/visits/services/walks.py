"""Open walks: staff schedule them, people join seat by seat, and the database counts the seats."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import select, update

from arena import clock, db
from arena.audit.models import Actor
from arena.audit.services import record
from arena.events.models import Audience, Event, EventStatus
from arena.events.services import EventFacts, Guest, lock_calendar, set_attendees
from arena.messages.services import plan_reminders
from arena.resources.models import Resource
from arena.scheduling.services import Notice, cancel, schedule, send
from arena.visits.models import WALK, Offer, OpenWalk, Visit, VisitState
from arena.visits.queries.walks import find_closures, find_twin
from arena.visits.rules.groups import MOST_SEATS
from arena.visits.rules.ladder import OPEN, Act
from arena.visits.rules.times import AHEAD_DAYS, Hindrance
from arena.visits.services import notices
from arena.visits.services.acting import doing, require_before, require_key
from arena.visits.services.errors import (
    AlreadyJoined,
    NotAWalk,
    NotOffered,
    NoWords,
    TooEarly,
    TooManySeats,
    WalkFull,
    WrongLanguage,
)
from arena.visits.services.holding import (
    chosen_hosts,
    ends_at,
    fitting_hosts,
    hold_free,
    named_uses,
    require_open,
)
from arena.visits.services.limiting import require_quiet_address
from arena.visits.services.making import SeatRequest, find_repeated, lock_address, make_visit
from arena.visits.services.releasing import drop_asks, drop_swaps
from arena.visits.services.wording import event_words
from arena.web import languages


def schedule_walk(
    offer: Offer,
    *,
    starts_at: datetime,
    language: str,
    seats: int,
    host_ids: Sequence[int] | None = None,
    by: Actor,
) -> OpenWalk:
    """Put a walk that people may join into the public calendar, at any hour.

    Without `host_ids` the hosts with the least to do are taken.
    Raises `NotAWalk`, `NotOffered`, `WrongLanguage`, `TimeTaken`, and what `confirm_visit` raises.
    """
    _check_offer(offer, language)
    check_day(starts_at)

    def make(hosts: Sequence[Resource]) -> Event:
        return _make_event(offer, starts_at, hosts, seats, by)

    if host_ids:
        lock_calendar()
        event = make(fitting_hosts(offer, host_ids, group_size=seats, language=language))
    else:
        event = hold_free(
            offer,
            starts_at,
            lambda choice: make(chosen_hosts(choice)),
            group_size=seats,
            language=language,
            any_hours=True,
        )
    walk = OpenWalk(event=event, offer=offer, language=language, seats=seats, seats_taken=0)
    db.session.add(walk)
    db.session.flush()
    send(
        event,
        notices.to_walk_hosts(walk, event.hosts, "assigned", calendar_method="REQUEST"),
    )
    record("visits.schedule_walk", subject=walk, by=by, detail={"seats": seats})
    return walk


def join_walk(walk: OpenWalk, request: SeatRequest, *, by: Actor) -> Visit:
    """Take seats on a walk, and ask the address to confirm them; unconfirmed seats are given back.

    The same request within a quarter of an hour is the same visit. An address that has joined
    already is answered as any other, for whoever types it may be a stranger: its mail alone says
    so, and its seats are kept once (`take_seats`).
    Raises `WalkFull`, `TooManyMails`, or `NotOffered` when the walk has begun, is called off, or
    stands on a day that was closed.
    """
    lock_address(request.contact_email)
    event = walk.event
    repeated = find_repeated(walk.offer, request, event.starts_at, walk.language)
    if repeated is not None:
        return repeated
    _lock(walk)
    if event.is_cancelled or event.starts_at <= clock.now():
        raise NotOffered(Hindrance.PAST)
    require_not_closed(walk)
    require_quiet_address(request.contact_email)
    _take(walk, request.group_size)
    visit = make_visit(walk.offer, event, request, language=walk.language)
    send(event, notices.to_booker(visit, "verify"))
    record("visits.join_walk", subject=visit, by=by, detail={"seats": visit.group_size})
    return visit


def take_seats(visit: Visit, key: str, *, by: Actor) -> None:
    """Confirm seats whose address has answered: they are in the calendar, and remind.

    `key` is the one that only the latest mail has; `DeadLink` for another. Raises `AlreadyJoined`
    where the address has confirmed others: these are given back by themselves.
    """
    lock_address(visit.contact_email)
    with doing(visit, Act.TAKE_SEATS, by=by):
        require_key(visit, key)
        if find_twin(visit) is not None:
            raise AlreadyJoined
        visit.email_confirmed_at = clock.now()
        lock_calendar()
        others = [notices.guest_from(attendee) for attendee in visit.event.guests]
        _set_guests(visit.event, [*others, *notices.booker_of(visit)])
        send(visit.event, notices.to_booker(visit, "walk_joined", calendar_method="REQUEST"))


def change_seats(visit: Visit, seats: int, *, is_vouched: bool = False) -> None:
    """Take more seats, or give some back, inside an act on the visit.

    `is_vouched`: staff may give a party more seats than it may take by itself. Raises `WalkFull`,
    `TooManySeats`, or `NotOffered` for more seats on a day that was closed.
    """
    walk = walk_of(visit)
    if seats > visit.group_size:
        if seats > MOST_SEATS and not is_vouched:
            raise TooManySeats(MOST_SEATS)
        require_not_closed(walk)
    _take(walk, seats - visit.group_size)
    visit.group_size = seats


def give_back_seats(visit: Visit) -> None:
    """Give the seats of a visit back, inside an act that ends it; nobody is reminded of it."""
    _take(walk_of(visit), -visit.group_size)
    if not notices.is_guest(visit):
        return
    lock_calendar()
    others = [
        notices.guest_from(attendee)
        for attendee in visit.event.guests
        if attendee.email != visit.contact_email
    ]
    _set_guests(visit.event, others)


def call_off_walk(walk: OpenWalk, *, words: str, by: Actor) -> None:
    """Call a walk off, and tell everybody who has joined why. Raises `NoWords`, `TooLate`."""
    if not words.strip():
        raise NoWords("words")
    require_before(walk.event.ends_at)
    told: list[Notice] = []
    for visit in lock_joined(walk, OPEN):
        with doing(visit, Act.CALL_OFF_WALK, by=by):
            visit.closing_words = words.strip()
            method = "CANCEL" if notices.is_guest(visit) else None
            told += notices.to_booker(visit, "called_off", calendar_method=method)
    told += notices.to_walk_hosts(walk, walk.event.hosts, "unassigned", calendar_method="CANCEL")
    drop_asks(walk.event)
    drop_swaps(walk.event)
    lock_calendar()
    cancel(walk.event, notices=told, by=by)
    record("visits.call_off_walk", subject=walk, by=by, detail={"visits": len(told)})


def report_walk(
    walk: OpenWalk,
    *,
    actual_headcount: int,
    promised_answers: str = "",
    incident: str = "",
    by: Actor,
) -> None:
    """Report how many came in all; everybody whose seats were confirmed has then been.

    Raises `TooEarly`.
    """
    if clock.now() < walk.event.starts_at:
        raise TooEarly
    for visit in lock_joined(walk, {VisitState.CONFIRMED}):
        with doing(visit, Act.REPORT, by=by):
            visit.reported_at = clock.now()
    walk.actual_headcount = actual_headcount
    walk.promised_answers = promised_answers.strip()
    walk.incident = incident.strip()
    walk.reported_at = clock.now()
    record("visits.report_walk", subject=walk, by=by, detail={"headcount": actual_headcount})


def require_not_closed(walk: OpenWalk) -> None:
    """Raise `NotOffered` for a walk that a closure keeps from taking place as it stands."""
    closure = find_closures([walk]).get(walk.event_id)
    if closure is not None:
        closed_for = closure.reason(languages.current())
        raise NotOffered(Hindrance.CLOSED_DAY, closed_for=closed_for)


def walk_of(visit: Visit) -> OpenWalk:
    """Return the walk whose seats these are."""
    return db.session.get_one(OpenWalk, visit.event_id)


def check_day(starts_at: datetime) -> None:
    """Raise `NotOffered` for a walk that would begin before now, or too far ahead."""
    if starts_at <= clock.now():
        raise NotOffered(Hindrance.PAST)
    if (starts_at - clock.now()).days >= AHEAD_DAYS:
        raise NotOffered(Hindrance.TOO_FAR)


def _take(walk: OpenWalk, seats: int) -> None:
    """Change the number of seats taken in one statement; the table's CHECK stands behind it."""
    db.session.flush()
    taken = db.session.execute(
        update(OpenWalk)
        .where(OpenWalk.event_id == walk.event_id, OpenWalk.seats_taken + seats <= OpenWalk.seats)
        .values(seats_taken=OpenWalk.seats_taken + seats)
        .execution_options(synchronize_session=False)
    )
    db.session.refresh(walk)
    if taken.rowcount == 0:  # type: ignore[attr-defined]  # An UPDATE's result has it.
        raise WalkFull(walk.seats_left)


def _check_offer(offer: Offer, language: str) -> None:
    if not offer.is_open_walk:
        raise NotAWalk
    if language not in offer.languages:
        raise WrongLanguage


def _make_event(
    offer: Offer, starts_at: datetime, hosts: Sequence[Resource], seats: int, by: Actor
) -> Event:
    ids = [host.id for host in hosts]
    uses = named_uses(offer, starts_at, group_size=seats, host_ids=ids)
    require_open(uses)
    facts = EventFacts(
        kind=WALK,
        status=EventStatus.CONFIRMED,
        audience=Audience.PUBLIC,
        starts_at=starts_at,
        ends_at=ends_at(offer, starts_at),
        **event_words(offer),
    )
    return schedule(facts, uses=uses, guests=[notices.guest_of(host) for host in hosts], by=by)


def lock_joined(walk: OpenWalk, states: Collection[VisitState]) -> Sequence[Visit]:
    """Return the visits of a walk that are in one of the states, and let nobody join or leave.

    All are locked before the first act, which locks the trail; then the walk, and who joined just
    before that is found by looking again.
    """
    joined = (
        select(Visit)
        .where(Visit.event_id == walk.event_id, Visit.state.in_(states))
        .order_by(Visit.id)
        .with_for_update(of=Visit)
    )
    db.session.scalars(joined).all()
    _lock(walk)
    return db.session.scalars(joined).all()


def _lock(walk: OpenWalk) -> None:
    """Let nobody join a walk or call it off until the transaction ends, and see what now holds."""
    db.session.refresh(walk, with_for_update={"of": OpenWalk})
    db.session.refresh(walk.event)


def _set_guests(event: Event, guests: Sequence[Guest]) -> None:
    set_attendees(event, "guest", list(guests))
    plan_reminders(event)
