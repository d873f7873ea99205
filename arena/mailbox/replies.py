"""Answers of calendar programs, and who takes them: each domain for the events that it owns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from flask import Flask, current_app

from arena.events.models import Event

_TAKERS = "arena.mailbox.replies"
_HEARING = "arena.mailbox.replies.outdated"


class Partstat(StrEnum):
    """What somebody answered (RFC 5545, 3.2.12), or suggested instead of an answer."""

    ACCEPTED = "ACCEPTED"
    DECLINED = "DECLINED"
    TENTATIVE = "TENTATIVE"
    DELEGATED = "DELEGATED"  # A note: somebody else shall come. A person sees to it.
    COUNTER = "COUNTER"  # A note: suggests another time (RFC 5546, 3.2.7). A person sees to it.

    @property
    def is_note(self) -> bool:
        """Whether it answers nothing yet."""
        return self in (Partstat.DELEGATED, Partstat.COUNTER)


@dataclass(frozen=True, kw_only=True)
class Reply:
    """One answer to one invitation, checked: whoever sent it was invited at that address.

    `sequence` is that of the invitation that was answered: of the newest one to the address, or for
    who hears outdated answers perhaps of an earlier one. `stamped_at` is when it was answered,
    never below that of an earlier reply from the address. Where people can answer in another way
    too, the newer of the two counts: compare the moments. The times in a reply are not here: they
    are nobody's to change.
    """

    uid: str
    address: str  # In small letters.
    partstat: Partstat
    sequence: int
    stamped_at: datetime
    comment: str = ""  # Several lines perhaps, as somebody wrote it.


# Called in the worker's transaction; returns whether it could be settled or noted. What could not
# (the event is over, the person was never asked) goes to a person.
Take = Callable[[Event, Reply], bool]


def register(app: Flask, kind: str, take: Take, *, hears_outdated: bool = False) -> None:
    """Let `take` settle what replies about events of a kind mean.

    `hears_outdated`: also those about an earlier invitation than the newest, which go to a person
    otherwise; `take` tells by their SEQUENCE what they are about, and asks anew where it must.
    """
    app.extensions.setdefault(_TAKERS, {})[kind] = take
    if hears_outdated:
        app.extensions.setdefault(_HEARING, set()).add(kind)


def hears_outdated(kind: str) -> bool:
    """Tell whether who settles replies about events of a kind wants those that are outdated."""
    return kind in current_app.extensions.get(_HEARING, set())


def find_taker(kind: str) -> Take | None:
    """Return what settles replies about events of a kind."""
    takers: dict[str, Take] = current_app.extensions.get(_TAKERS, {})
    return takers.get(kind)
