"""What mails say when hosts are asked to lead a visit, answer, or swap."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from arena import db
from arena.messages.kinds import N_, NoLongerTrue
from arena.messages.models import Message
from arena.resources.models import Resource
from arena.visits.links import ask_url
from arena.visits.mail.rows import Row, tour_rows
from arena.visits.models import (
    Answer,
    AskState,
    HostAsk,
    HostAsked,
    HostSwap,
    SwapState,
    Visit,
)
from arena.web import filters
from arena.web.addresses import absolute_url
from arena.web.languages import localized

_OVER = N_("Somebody has answered meanwhile.")


def gather_asked(message: Message) -> dict[str, Any]:
    """Return what a host is asked, with the link to the page that takes the answer."""
    asked = db.session.get(HostAsked, int(message.params["asked_id"]))
    if asked is None or asked.ask.state != AskState.OPEN or asked.answer != Answer.WAITING:
        raise NoLongerTrue(_OVER)
    ask = asked.ask
    return {
        **_visit(ask.visit),
        "words": ask.words,
        "answer_by": ask.answer_by,
        "others": len(ask.asked) - 1,
        "ask_url": ask_url(asked, message.language),
    }


def gather_released(message: Message) -> dict[str, Any]:
    """Return what a host is told who need not answer any more."""
    return _visit(_ask(message, AskState.TAKEN, AskState.DROPPED).visit)


def gather_found(message: Message) -> dict[str, Any]:
    """Return who said yes, for who asked."""
    ask = _ask(message, AskState.TAKEN)
    names = [_name(asked.host) for asked in ask.asked if asked.answer == Answer.YES]
    return {**_visit(ask.visit), "name": filters.listing(names), "visit_url": _staff_url(ask.visit)}


def gather_silence(message: Message) -> dict[str, Any]:
    """Return who said no and who said nothing, for who asked."""
    ask = _ask(message, AskState.FAILED)
    answers = {Answer.NO: _("said no"), Answer.WAITING: _("has not answered")}
    return {
        **_visit(ask.visit),
        "answers": [
            f"{_name(asked.host)}: {answers[Answer(asked.answer)]}"
            for asked in ask.asked
            if asked.answer in answers
        ],
        "ask_url": absolute_url("visits_staff.ask_hosts", reference=ask.visit.reference),
    }


def gather_swap_offered(message: Message) -> dict[str, Any]:
    """Return what another host would rather give away."""
    swap = _swap(message, SwapState.OPEN)
    return {
        **_visit(swap.visit),
        "name": _name(swap.giver),
        "swap_url": absolute_url("visits_host.take", swap_id=swap.id),
    }


def gather_swapped(message: Message) -> dict[str, Any]:
    """Return who leads a visit now, and who did."""
    swap = _swap(message, SwapState.TAKEN)
    return {
        **_visit(swap.visit),
        "name": _name(swap.taken_by),
        "before": _name(swap.giver),
        "visit_url": _staff_url(swap.visit),
    }


def _visit(visit: Visit) -> dict[str, Any]:
    return {
        "title": localized(visit.offer, "title"),
        "starts_at": visit.event.starts_at,
        "rows": _rows(visit),
    }


def _rows(visit: Visit) -> list[Row]:
    return [
        *tour_rows(visit.event, visit),
        (_("Number of people"), filters.number(visit.group_size)),
        (_("Language"), filters.language_name(visit.language)),
    ]


def _ask(message: Message, *states: AskState) -> HostAsk:
    ask = db.session.get(HostAsk, int(message.params["ask_id"]))
    if ask is None or ask.state not in states:
        raise NoLongerTrue(_OVER)
    return ask


def _swap(message: Message, state: SwapState) -> HostSwap:
    swap = db.session.get(HostSwap, int(message.params["swap_id"]))
    if swap is None or swap.state != state:
        raise NoLongerTrue(N_("The visit is not on offer any more."))
    return swap


def _name(host: Resource | None) -> str:
    return host.host.user.name if host is not None and host.host is not None else ""


def _staff_url(visit: Visit) -> str:
    return absolute_url("visits_staff.show", reference=visit.reference)
