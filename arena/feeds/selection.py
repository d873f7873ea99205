"""Selection: which events a feed holds, in which language, with how much detail."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal

from arena.feeds.policy import Notes, may_have_everything, notes_shown

Language = Literal["sv", "en"]


class Reach(StrEnum):
    """How far a feed reaches."""

    PUBLIC = "public"  # What everybody may know of, and what the person takes part in.
    MINE = "mine"  # What the person takes part in.
    ALL = "all"  # Everything that takes place.
    NETWORK = "network"  # The meetings of one network.
    ORGANISATION = "organisation"  # The meetings of an organisation's networks, and its bookings.


@dataclass(frozen=True)
class Selection:
    """What a feed holds; two feeds with equal selections have the same entries."""

    reach: Reach
    language: Language
    with_cancelled: bool = True
    notes: Notes = "none"
    user_id: int | None = None  # Whose own events matter; None where nobody's do.
    # Whose meetings: those networks that the person may see today; none once they have left.
    network_ids: frozenset[int] = frozenset()
    organisation_id: int | None = None  # Whose bookings.
    name: str = ""  # What the network, or the organisation, is called.


@dataclass(frozen=True)
class Reached:
    """What somebody may see today of a network, or of an organisation; nothing who has left."""

    network_ids: frozenset[int] = frozenset()
    organisation_id: int | None = None
    name: str = ""


def public_selection(language: Language, *, with_cancelled: bool) -> Selection:
    """Return what the public feed holds."""
    return Selection(Reach.PUBLIC, language, with_cancelled)


def network_selection(
    language: Language, reached: Reached, *, with_cancelled: bool, is_public: bool = False
) -> Selection:
    """Return what a feed of a network's meetings holds; with `is_public` only the open ones."""
    return Selection(
        Reach.PUBLIC if is_public else Reach.NETWORK,
        language,
        with_cancelled,
        network_ids=reached.network_ids,
        name=reached.name,
    )


def organisation_selection(
    language: Language, reached: Reached, *, with_cancelled: bool
) -> Selection:
    """Return what a feed of an organisation holds."""
    return Selection(
        Reach.ORGANISATION,
        language,
        with_cancelled,
        network_ids=reached.network_ids,
        organisation_id=reached.organisation_id,
        name=reached.name,
    )


def private_selection(
    person: Any, scope: str, language: Language, *, with_cancelled: bool
) -> Selection:
    """Return what a subscription of `scope` ("all" or "mine") holds for the person of today.

    `person` has an `id` and a `role`.
    """
    if scope == "mine":
        reach = Reach.MINE
    else:
        reach = Reach.ALL if may_have_everything(person) else Reach.PUBLIC
    notes = notes_shown(person)
    is_for_all = reach is Reach.ALL and notes != "own"
    return Selection(reach, language, with_cancelled, notes, None if is_for_all else person.id)
