"""Mails that go out when hosts are asked, answer, or swap: one for each question and person."""

from __future__ import annotations

from typing import Any

from arena.accounts.models import User
from arena.accounts.queries import list_planners
from arena.events.models import Event
from arena.messages.services import Recipient, queue
from arena.resources.models import Resource
from arena.visits.models import HostAsk, HostSwap


def tell_host(host: Resource, template: str, ask: HostAsk, **params: Any) -> None:
    """Mail one of the hosts who are asked."""
    if host.host is not None:
        _mail(host.host.user, template, ask.event, f"ask {ask.id}", {"ask_id": ask.id, **params})


def tell_asker(ask: HostAsk, template: str) -> None:
    """Mail whoever asked; everybody who plans, when that person has left or is not known."""
    asker = ask.asked_by
    people = [asker] if asker is not None and asker.is_open else list_planners()
    for person in people:
        _mail(person, template, ask.event, f"ask {ask.id}", {"ask_id": ask.id})


def offer_to(host: Resource, swap: HostSwap) -> None:
    """Mail a host what another would rather give away."""
    if host.host is not None:
        _mail(host.host.user, "swap_offered", swap.event, f"swap {swap.id}", {"swap_id": swap.id})


def tell_of_swap(swap: HostSwap) -> None:
    """Mail those who plan that hosts have swapped."""
    for person in list_planners():
        _mail(person, "swapped", swap.event, f"swap {swap.id}", {"swap_id": swap.id})


def _mail(person: User, template: str, event: Event, occasion: str, params: dict[str, Any]) -> None:
    queue(
        f"visits/{template}",
        Recipient(person.email, person.name, person.language),
        subject=f"event:{event.id}",
        occasion=occasion,
        event=event,
        params=params,
        useless_after=event.starts_at,
    )
