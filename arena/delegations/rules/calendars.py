"""What the calendar of a delegation's guests holds, made of the released versions alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from arena.delegations.rules.programme import Entry, Programme


@dataclass(frozen=True)
class Listed:
    """An entry as the guests' calendar has it.

    `sequence` never falls; `changed_at` is when the version came that last changed it.
    """

    entry: Entry
    sequence: int
    created_at: datetime
    changed_at: datetime
    is_cancelled: bool = False


def listed(
    versions: Sequence[tuple[datetime, Programme]], *, ended_at: datetime | None = None
) -> list[Listed]:
    """Return what the calendar holds after some versions, oldest first, by start, then UID.

    What a version no longer has stays as cancelled; `ended_at`: when the whole visit was given up.
    """
    known: dict[str, Listed] = {}
    for released_at, programme in versions:
        present = {entry.uid: entry for entry in programme.entries}
        for uid, entry in present.items():
            known[uid] = _revised(known.get(uid), entry, released_at)
        for uid in known.keys() - present.keys():
            known[uid] = _cancelled(known[uid], released_at)
    if ended_at is not None:
        known = {uid: _cancelled(each, ended_at) for uid, each in known.items()}
    return sorted(known.values(), key=lambda each: (each.entry.starts_at, each.entry.uid))


def _revised(before: Listed | None, entry: Entry, at: datetime) -> Listed:
    if before is None:
        return Listed(entry, entry.sequence, at, at)
    if before.entry == entry and not before.is_cancelled:
        return before
    sequence = max(entry.sequence, before.sequence + before.is_cancelled)
    return Listed(entry, sequence, before.created_at, at)


def _cancelled(before: Listed, at: datetime) -> Listed:
    if before.is_cancelled:
        return before
    return Listed(before.entry, before.sequence + 1, before.created_at, at, is_cancelled=True)
