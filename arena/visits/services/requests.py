"""Asking for a visit: the first choice is held from that moment on."""

from __future__ import annotations

from datetime import datetime

from arena import clock
from arena.audit.models import Actor
from arena.audit.services import record
from arena.events.models import Audience, Event, EventStatus
from arena.events.services import EventFacts, change_event
from arena.resources.queries.working_days import working_days
from arena.scheduling.services import schedule, send
from arena.visits.models import VISIT, Offer, Visit, VisitAlternative, VisitState
from arena.visits.queries.deadlines import get_earliest_day, offer_hours
from arena.visits.queries.free_times import Choice
from arena.visits.queries.offers import list_fitting
from arena.visits.rules.groups import Limits, misfit
from arena.visits.rules.ladder import Act
from arena.visits.rules.times import Hindrance, hindrance
from arena.visits.services import notices
from arena.visits.services.acting import doing, go_to, promise_answer, require_key
from arena.visits.services.errors import (
    NotOffered,
    OnlyWalks,
    WrongGround,
    WrongGroupSize,
    WrongLanguage,
)
from arena.visits.services.holding import ends_at, hold_free
from arena.visits.services.limiting import require_quiet_address
from arena.visits.services.making import BookingRequest, find_repeated, lock_address, make_visit
from arena.visits.services.walks import take_seats
from arena.visits.services.wording import event_words, staff_note
from arena.web.languages import current

MOST_ALTERNATIVES = 2


def request_visit(
    offer: Offer, request: BookingRequest, *, by: Actor, is_vouched: bool = False
) -> Visit:
    """Make a visit of a request, hold its time, and ask its address to confirm.

    `is_vouched` is for staff who enter what they were told: at any hour, without lead time, and the
    address is not asked. The same request within a quarter of an hour is the same visit.
    Raises `TimeTaken`, `NotOffered`, `TooManyMails`, and what `check_request` raises.
    """
    lock_address(request.contact_email)
    alternatives = _alternatives(request)
    repeated = find_repeated(offer, request, request.starts_at, request.language, alternatives)
    if repeated is not None:
        return repeated
    _check(offer, request, is_vouched)
    event = hold_free(
        offer,
        request.starts_at,
        lambda choice: _hold(offer, request.starts_at, choice, by),
        group_size=request.group_size,
        language=request.language,
        any_hours=is_vouched,
    )
    visit = make_visit(offer, event, request, language=request.language)
    visit.alternatives = [
        VisitAlternative(rank=rank, starts_at=starts_at)
        for rank, starts_at in enumerate(alternatives, start=2)
    ]
    change_event(event, staff_note=staff_note(visit))
    if is_vouched:
        go_to(visit, VisitState.RECEIVED)
        promise_answer(visit, starts_at=visit.event.starts_at)
    send(event, notices.to_booker(visit, "received" if is_vouched else "verify"))
    record(
        "visits.request_visit",
        subject=visit,
        by=by,
        detail={"to": visit.state, "offer": offer.code, "group_size": visit.group_size},
    )
    return visit


def _check(offer: Offer, request: BookingRequest, is_vouched: bool) -> None:
    check_request(offer, request)
    check_time(offer, request.starts_at, is_vouched=is_vouched)
    for starts_at in request.alternatives:
        check_time(offer, starts_at, field="alternatives", is_vouched=is_vouched)
    if not is_vouched:
        require_quiet_address(request.contact_email)


def confirm_address(visit: Visit, key: str, *, by: Actor) -> None:
    """Take it that the address is the booker's own; staff then have the request before them.

    `key` is the one that only the latest mail has; `DeadLink` for another. Seats on an open walk
    need no answer of staff: they are confirmed at once.
    """
    if visit.is_walk:
        take_seats(visit, key, by=by)
        return
    with doing(visit, Act.CONFIRM_ADDRESS, by=by):
        require_key(visit, key)
        visit.email_confirmed_at = clock.now()
        promise_answer(visit, starts_at=visit.event.starts_at)
        send(visit.event, notices.to_booker(visit, "received"))


def check_request(offer: Offer, request: BookingRequest) -> None:
    """Raise what is wrong with a request besides its time."""
    if offer.is_open_walk:
        raise OnlyWalks
    check_group(offer, request.group_size)
    if request.language not in offer.languages:
        raise WrongLanguage
    if request.exemption_ground and request.exemption_ground not in offer.exemptions:
        raise WrongGround


def check_group(offer: Offer, group_size: int) -> None:
    """Raise `WrongGroupSize` unless the offer takes such a group."""
    found = misfit(group_size, Limits(offer.slug, offer.group_min, offer.group_max))
    if found is not None:
        raise WrongGroupSize(offer, found, list_fitting(group_size))


def check_time(
    offer: Offer, starts_at: datetime, *, field: str = "starts_at", is_vouched: bool = False
) -> None:
    """Raise `NotOffered` unless one may ask for that time, free or not."""
    calendar = working_days()
    found = hindrance(
        starts_at, offer_hours(offer), now=clock.now(), zone=clock.zone(), working_days=calendar
    )
    if found is None or (is_vouched and found not in (Hindrance.PAST, Hindrance.TOO_FAR)):
        return
    closed_for = None
    if found is Hindrance.CLOSED_DAY:
        closed_for = calendar.closed_reason(clock.date_of(starts_at), current())
    raise NotOffered(
        found, field=field, earliest=get_earliest_day(offer), closed_for=closed_for or ""
    )


def _hold(offer: Offer, starts_at: datetime, choice: Choice, by: Actor) -> Event:
    facts = EventFacts(
        kind=VISIT,
        status=EventStatus.TENTATIVE,
        audience=Audience.STAFF,
        starts_at=starts_at,
        ends_at=ends_at(offer, starts_at),
        **event_words(offer),
    )
    return schedule(facts, uses=choice.uses, by=by)


def _alternatives(request: BookingRequest) -> list[datetime]:
    """Return the other times that would do, each once, the best first."""
    others = dict.fromkeys(at for at in request.alternatives if at != request.starts_at)
    return list(others)[:MOST_ALTERNATIVES]
