"""How it stands with a question, for one of the hosts who were asked."""

from __future__ import annotations

from enum import StrEnum

from arena.resources.models import Resource
from arena.visits.models import Answer, AskState, HostAsk, HostAsked
from arena.visits.queries.holdings import held_hosts
from arena.visits.queries.tours import Tour


class Standing(StrEnum):
    """How a question stands for one who was asked."""

    OPEN = "open"
    YOURS = "yours"
    OTHERS = "others"  # They said yes, and somebody else leads it since.
    TAKEN = "taken"  # Enough of the others said yes.
    ANSWERED = "answered"  # Everybody has answered, and too few said yes.
    LATE = "late"
    OFF = "off"


def standing_of(asked: HostAsked, tour: Tour) -> Standing:
    """Return how a question about `tour` stands for one of those who were asked."""
    ask = asked.ask
    if asked.answer == Answer.YES and asked.host in held_hosts(tour.event):
        return Standing.YOURS
    if not tour.may_have_hosts or not may_lead(asked.host, tour.language):
        return Standing.OFF
    if asked.answer == Answer.YES:
        return Standing.OTHERS
    if ask.state == AskState.FAILED:
        return Standing.LATE if _ran_out(ask) else Standing.ANSWERED
    return _STANDINGS[AskState(ask.state)]


def may_lead(host: Resource, language: str) -> bool:
    """Tell whether a resource is a host who still works here and speaks `language`."""
    return (
        host.host is not None
        and host.closed_at is None
        and host.host.user.is_open
        and language in host.host.languages
    )


def still_waits(asked: HostAsked, language: str) -> bool:
    """Tell whether an answer may come: not from who has given it, nor from who has left."""
    return asked.answer == Answer.WAITING and may_lead(asked.host, language)


_STANDINGS = {
    AskState.OPEN: Standing.OPEN,
    AskState.TAKEN: Standing.TAKEN,
    AskState.DROPPED: Standing.OFF,
}


def _ran_out(ask: HostAsk) -> bool:
    return ask.settled_at is not None and ask.settled_at >= ask.answer_by
