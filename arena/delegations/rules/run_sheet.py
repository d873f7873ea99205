"""What lies between the entries of a programme: time to spare, or too little of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import tzinfo
from typing import Any

from arena.delegations.rules.programme import Entry, Programme


def buffers(
    shown: Programme, draft: Programme, slack: Mapping[int, int], zone: tzinfo
) -> Mapping[int, int]:
    """Return, by the keys of entries, how many minutes are to spare before the way to each.

    `slack` is that of the draft, as timing reckons it. It holds for those days of the programme
    shown which are as they are in the draft; of other days nothing is said.
    """
    as_planned = {day: _times(entries) for day, entries in draft.days(zone)}
    return {
        entry.key: slack[entry.key]
        for day, entries in shown.days(zone)
        if as_planned.get(day) == _times(entries)
        for entry in entries
    }


def _times(entries: list[Entry]) -> list[tuple[Any, ...]]:
    return [
        (each.key, each.group, each.starts_at, each.ends_at, each.travel_minutes)
        for each in entries
    ]
