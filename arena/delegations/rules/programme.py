"""A programme as a value: what is read, released, printed and compared, in both languages.

It is what guests may know; what only staff may is kept elsewhere. `to_record` and `from_record`
turn it into JSON and back, for the released versions, which must stay readable for years.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, tzinfo
from enum import StrEnum
from itertools import groupby
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Host:
    """Who receives the guests at an entry, as the programme names them."""

    name: str
    title_sv: str = ""
    title_en: str = ""
    organisation: str = ""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One line of a programme. `key` stays the same from version to version, and so does `uid`."""

    key: int
    uid: str
    sequence: int
    kind: str
    group: str  # "" for all.
    starts_at: datetime  # Aware, UTC.
    ends_at: datetime
    travel_minutes: int  # The way to it, of the time just before it.
    travel_mode: str
    title_sv: str
    title_en: str
    note_sv: str = ""
    note_en: str = ""
    place_sv: str = ""
    place_en: str = ""
    hosts: tuple[Host, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Programme:
    """All entries, by start, then group, then key."""

    entries: tuple[Entry, ...]

    def days(self, zone: tzinfo) -> list[tuple[date, list[Entry]]]:
        """Return the entries day by day, as days are counted in `zone`."""
        by_day = groupby(self.entries, key=lambda each: each.starts_at.astimezone(zone).date())
        return [(day, list(entries)) for day, entries in by_day]

    @property
    def starts_at(self) -> datetime | None:
        """When it begins; None where nothing is in it."""
        return self.entries[0].starts_at if self.entries else None

    @property
    def ends_at(self) -> datetime | None:
        """When the last of it ends."""
        return max((entry.ends_at for entry in self.entries), default=None)

    def to_record(self) -> dict[str, Any]:
        """Return it as JSON takes it."""
        return {"entries": [_entry_record(entry) for entry in self.entries]}

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Programme:
        """Return the programme of a record that `to_record` made."""
        return cls(entries=tuple(_entry(each) for each in record["entries"]))


class ChangeKind(StrEnum):
    """What became of an entry from one version to the next."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"  # Another time.
    PLACE = "place"
    HOSTS = "hosts"
    WORDS = "words"


@dataclass(frozen=True)
class Difference:
    """What became of one entry: as it was (None: new), as it is (None: gone), and in what."""

    before: Entry | None
    after: Entry | None
    kinds: tuple[ChangeKind, ...]

    @property
    def entry(self) -> Entry:
        """The entry as it is, or as it last was."""
        found = self.after or self.before
        if found is None:
            raise ValueError("A difference is about an entry.")
        return found


_SAME = {
    ChangeKind.MOVED: ("starts_at", "ends_at"),
    ChangeKind.PLACE: ("place_sv", "place_en"),
    ChangeKind.HOSTS: ("hosts",),
    ChangeKind.WORDS: ("title_sv", "title_en", "note_sv", "note_en", "group", "kind"),
}


def ordered(entries: Sequence[Entry]) -> Programme:
    """Return the programme of some entries, in whatever order they come."""
    by_start = sorted(entries, key=lambda each: (each.starts_at, each.group, each.key))
    return Programme(entries=tuple(by_start))


def differences(before: Programme, after: Programme) -> list[Difference]:
    """Return what differs, in the order of the newer programme, what is gone at its old time."""
    old = {entry.key: entry for entry in before.entries}
    new = {entry.key: entry for entry in after.entries}
    found = [
        Difference(old.get(key), new.get(key), kinds)
        for key in old.keys() | new.keys()
        if (kinds := _kinds(old.get(key), new.get(key)))
    ]
    return sorted(found, key=lambda each: (each.entry.starts_at, each.entry.key))


def _kinds(before: Entry | None, after: Entry | None) -> tuple[ChangeKind, ...]:
    if before is None:
        return (ChangeKind.ADDED,)
    if after is None:
        return (ChangeKind.REMOVED,)
    return tuple(
        kind
        for kind, names in _SAME.items()
        if any(getattr(before, name) != getattr(after, name) for name in names)
    )


def _entry_record(entry: Entry) -> dict[str, Any]:
    moments = {name: getattr(entry, name).isoformat() for name in ("starts_at", "ends_at")}
    return {**asdict(entry), **moments}


def _entry(record: Mapping[str, Any]) -> Entry:
    moments = {name: datetime.fromisoformat(record[name]) for name in ("starts_at", "ends_at")}
    hosts = tuple(Host(**host) for host in record["hosts"])
    return replace(Entry(**{**record, **moments}), hosts=hosts)
