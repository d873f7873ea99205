"""What mails say when hosts are asked to lead a visit, answer, or swap."""

from __future__ import annotations

from datetime import datetime
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
)
from arena.visits.queries.asking import count_missing, tour_of
from arena.visits.queries.holdings import held_hosts
from arena.visits.queries.standing import may_lead
from arena.visits.queries.tours import Tour
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
    if not may_lead(asked.host, tour_of(ask).language):
        raise NoLongerTrue(N_("The host has left."))
    return {
        **_tour(ask),
        "words": ask.words,
        "answer_by": ask.answer_by,
        "others": len(ask.asked) - 1,
        "wanted": ask.wanted,
        "ask_url": ask_url(asked, message.language),
    }


def gather_released(message: Message) -> dict[str, Any]:
    """Return what a host is told who need not answer any more."""
    ask = _ask(message, AskState.TAKEN, AskState.DROPPED)
    asked_about = datetime.fromisoformat(message.params["starts_at"])
    return {"title": localized(tour_of(ask).offer, "title"), "starts_at": asked_about}


def gather_found(message: Message) -> dict[str, Any]:
    """Return who said yes, for who asked."""
    ask = _ask(message, AskState.TAKEN)
    names = [_name(asked.host) for asked in ask.asked if asked.answer == Answer.YES]
    return {
        **_tour(ask),
        "name": filters.listing(names),
        "count": len(names),
        "released": sum(asked.answer == Answer.WAITING for asked in ask.asked),
        "visit_url": staff_url(tour_of(ask)),
    }


def gather_silence(message: Message) -> dict[str, Any]:
    """Return who said no and who said nothing, for who asked."""
    ask = _ask(message, AskState.FAILED)
    tour = tour_of(ask)
    agreed = sum(asked.answer == Answer.YES for asked in ask.asked)
    leading = held_hosts(tour.event) if tour.is_settled else []
    return {
        **_tour(ask),
        "answers": [f"{_name(asked.host)}: {_answer(asked, tour.language)}" for asked in ask.asked],
        "missing": count_missing(tour) if tour.is_settled else ask.wanted - agreed,
        "has_some": agreed > 0,
        "count": len(leading),
        "leading": filters.listing([_name(host) for host in leading]),
        "ask_url": ask_again_url(tour),
    }


def _answer(asked: HostAsked, language: str) -> str:
    if asked.answer == Answer.WAITING:
        return str(_("has not answered") if may_lead(asked.host, language) else _("has left"))
    return str(_("said yes") if asked.answer == Answer.YES else _("said no"))


def gather_swap_offered(message: Message) -> dict[str, Any]:
    """Return what another host would rather give away."""
    swap = _swap(message, SwapState.OPEN)
    return {
        **_tour(swap),
        "name": _name(swap.giver),
        "swap_url": absolute_url("visits_host.take", swap_id=swap.id),
    }


def gather_swapped(message: Message) -> dict[str, Any]:
    """Return who leads a visit now, and who did."""
    swap = _swap(message, SwapState.TAKEN)
    return {
        **_tour(swap),
        "name": _name(swap.taken_by),
        "before": _name(swap.giver),
        "visit_url": staff_url(tour_of(swap)),
    }


def staff_url(tour: Tour) -> str:
    """Return the address of a tour's page for staff."""
    if tour.visit is not None:
        return absolute_url("visits_staff.show", reference=tour.visit.reference)
    return absolute_url("visits_staff.walk", slug=tour.offer.slug, event_id=tour.event.id)


def ask_again_url(tour: Tour) -> str:
    """Return the address at which staff ask hosts to lead a tour."""
    if tour.visit is not None:
        return absolute_url("visits_staff.ask_hosts", reference=tour.visit.reference)
    return absolute_url("visits_staff.ask_walk_hosts", slug=tour.offer.slug, event_id=tour.event.id)


def _tour(about: HostAsk | HostSwap) -> dict[str, Any]:
    tour = tour_of(about)
    return {
        "title": localized(tour.offer, "title"),
        "starts_at": tour.event.starts_at,
        "rows": _rows(tour),
    }


def _rows(tour: Tour) -> list[Row]:
    people = tour.people if tour.walk is None else tour.walk.seats_taken
    return [
        *tour_rows(tour.event, tour.visit),
        (_("Number of people"), filters.number(people)),
        (_("Language"), filters.language_name(tour.language)),
    ]


def _ask(message: Message, *states: AskState) -> HostAsk:
    ask = db.session.get(HostAsk, int(message.params["ask_id"]))
    if ask is None or ask.state not in states:
        raise NoLongerTrue(_OVER)
    return ask


def _swap(message: Message, state: SwapState) -> HostSwap:
    swap = db.session.get(HostSwap, int(message.params["swap_id"]))
    if swap is None or swap.state != state:
        raise NoLongerTrue(N_("It is not on offer any more."))
    return swap


def _name(host: Resource | None) -> str:
    return host.host.user.name if host is not None and host.host is not None else ""
