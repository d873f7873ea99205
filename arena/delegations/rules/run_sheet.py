"""What lies between the entries of a programme: time to spare, or too little of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta, tzinfo

from arena.delegations.rules.programme import Entry, Programme


def buffers(programme: Programme, zone: tzinfo) -> Mapping[int, int]:
    """Return, by the keys of entries, how many minutes are to spare before the way to each.

    Negative where it begins before people can be there. The first of a day has none: nobody
    comes from anywhere. Who is in a group comes from what was for the group, or for all.
    """
    found: dict[int, int] = {}
    for _, entries in programme.days(zone):
        before: list[Entry] = []
        for entry in entries:
            ends = [each.ends_at for each in before if _same_people(each, entry)]
            if ends:
                leaves_at = entry.starts_at - timedelta(minutes=entry.travel_minutes)
                found[entry.key] = int((leaves_at - max(ends)).total_seconds() // 60)
            before.append(entry)
    return found


def _same_people(one: Entry, other: Entry) -> bool:
    return not one.group or not other.group or one.group == other.group
