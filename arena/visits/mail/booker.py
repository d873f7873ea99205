"""What mails to bookers say."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from arena import clock, config, db
from arena.messages.kinds import N_, NoLongerTrue
from arena.messages.models import Message
from arena.visits.links import confirm_url, manage_url
from arena.visits.mail.rows import booker_rows, price, programme
from arena.visits.meanings import REASONS
from arena.visits.models import DeclineReason, Visit, VisitState
from arena.visits.queries.deadlines import get_deadlines
from arena.visits.queries.walks import find_twin
from arena.visits.rules.fees import cancellation_fee
from arena.visits.rules.ladder import OPEN
from arena.visits.terms import step_words
from arena.web.languages import localized

_S = VisitState
# What each mail takes for granted: in another state it is not sent any more.
_TRUE_IN: dict[str, frozenset[VisitState]] = {
    "visits/verify": frozenset({_S.UNVERIFIED}),
    "visits/received": frozenset({_S.RECEIVED, _S.IN_REVIEW}),
    "visits/asked": frozenset({_S.INCOMPLETE}),
    "visits/proposed": frozenset({_S.OFFERED}),
    "visits/confirmed": frozenset({_S.CONFIRMED}),
    "visits/walk_joined": frozenset({_S.CONFIRMED}),
    "visits/changed": OPEN,
    "visits/moved": OPEN,
    "visits/walk_moved": OPEN,
    "visits/declined": frozenset({_S.DECLINED}),
    "visits/withdrawn": frozenset({_S.WITHDRAWN}),
    "visits/cancelled": frozenset({_S.CANCELLED}),
    "visits/called_off": frozenset({_S.CALLED_OFF}),
    "visits/lapsed": frozenset({_S.LAPSED}),
    "visits/reminder_guest": frozenset({_S.CONFIRMED}),
    "visits/followed_up": frozenset({_S.FOLLOWED_UP, _S.ARCHIVED}),
}
# What seats that nobody has confirmed are told: where the address has others, they are enough.
_OF_UNCONFIRMED = frozenset({"visits/verify", "visits/lapsed"})


def gather_for_booker(message: Message) -> dict[str, Any]:
    """Return what a mail to a booker may say; raise `NoLongerTrue` when the visit has gone on."""
    visit = db.session.get(Visit, message.params["visit_id"])
    return _facts(message, visit)


def gather_reminder(message: Message) -> dict[str, Any]:
    """Return what a reminder says; of an open walk's many visits it is that of the receiver."""
    visit = db.session.scalar(
        select(Visit).where(
            Visit.event_id == message.event_id,
            Visit.contact_email == message.recipient_email,
            Visit.state == VisitState.CONFIRMED,
        )
    )
    return _facts(message, visit) | {"is_tomorrow": message.params["label"] == "1d"}


def _facts(message: Message, visit: Visit | None) -> dict[str, Any]:
    if visit is None:
        raise NoLongerTrue(N_("The visit is no longer confirmed, or no longer kept."))
    if message.recipient_email != visit.contact_email:
        # The mail carries the key to the booker's page, and the old address may be a stranger's.
        raise NoLongerTrue(N_("The booker has another address now."))
    if visit.state not in _TRUE_IN[message.template]:
        raise NoLongerTrue(N_("The visit has gone on to another state."))
    twin = find_twin(visit) if message.template in _OF_UNCONFIRMED else None
    if twin is not None and message.template != "visits/verify":
        raise NoLongerTrue(N_("The address has confirmed other seats on the walk."))
    offer, event = visit.offer, visit.event
    deadlines = get_deadlines(visit)
    base = f"{config.current().base_url}/{message.language}/visits/"
    return {
        "visit": visit,
        "twin": twin,
        "twin_url": manage_url(twin, message.language) if twin else "",
        "title": localized(offer, "title"),
        "starts_at": event.starts_at,
        "rows": booker_rows(twin or visit),
        "programme": programme(event, offer),
        "directions": localized(offer, "directions"),
        "advice": localized(offer, "advice"),
        "manage_url": manage_url(visit, message.language),
        "confirm_url": confirm_url(visit, message.language),
        "offers_url": base,
        "offer_url": f"{base}{offer.slug}",
        "deadlines": deadlines,
        "may_change_headcount": clock.now() <= deadlines.change_headcount,
        "may_move": clock.now() <= deadlines.move and not visit.is_walk,
        "cancelling": step_words(deadlines.cancellation, visit.fee_sek),
        "price": price(visit),
        "question": visit.questions_asked[-1].question if visit.questions_asked else "",
        "reason": REASONS[DeclineReason(visit.decline_reason)] if visit.decline_reason else "",
        "percent": visit.cancellation_percent or 0,
        "due": cancellation_fee(visit.fee_sek, visit.cancellation_percent or 0),
        "ended_on": clock.date_of(visit.state_changed_at),
        "words": message.params.get("words", ""),
        "was_offered": message.params.get("was") == VisitState.OFFERED,
    }
