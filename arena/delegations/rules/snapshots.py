"""What a released version holds beside its programme, and what differs from the one before.

A record stays readable for years: it has all words in both languages, and needs no other table.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from arena.delegations.rules.programme import (
    ChangeKind,
    Difference,
    Entry,
    Programme,
    differences,
)

URGENT_BEFORE = timedelta(hours=36)


@dataclass(frozen=True, kw_only=True)
class DayLead:
    """Whom the guests call on the day; `day` None: on all days."""

    name: str
    phone: str = ""
    day: date | None = None


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """Everything that the guests are given with one version."""

    programme: Programme
    name: str
    reference: str
    starts_on: date
    ends_on: date
    timezone: str  # The guests' own, by its IANA name.
    meeting_link: str = ""
    day_leads: tuple[DayLead, ...] = ()

    def to_record(self) -> dict[str, Any]:
        """Return it as JSON takes it; `Programme.from_record` reads the programme from it."""
        leads = [
            {**asdict(lead), "day": lead.day.isoformat() if lead.day else None}
            for lead in self.day_leads
        ]
        return {
            **self.programme.to_record(),
            "name": self.name,
            "reference": self.reference,
            "starts_on": self.starts_on.isoformat(),
            "ends_on": self.ends_on.isoformat(),
            "timezone": self.timezone,
            "meeting_link": self.meeting_link,
            "day_leads": leads,
        }

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Snapshot:
        """Return the snapshot of a record that `to_record` made."""
        return cls(
            programme=Programme.from_record(record),
            name=record["name"],
            reference=record["reference"],
            starts_on=date.fromisoformat(record["starts_on"]),
            ends_on=date.fromisoformat(record["ends_on"]),
            timezone=record["timezone"],
            meeting_link=record["meeting_link"],
            day_leads=tuple(_lead(each) for each in record["day_leads"]),
        )

    def without_people(self) -> Snapshot:
        """Return it as it is kept once people are forgotten: what, when and where."""
        entries = tuple(_without_hosts(entry) for entry in self.programme.entries)
        return replace(self, programme=Programme(entries=entries), meeting_link="", day_leads=())


class FactChange(StrEnum):
    """What beside the entries may differ from version to version."""

    DAYS = "days"
    DAY_LEADS = "day_leads"
    MEETING_LINK = "meeting_link"


@dataclass(frozen=True)
class Changes:
    """What differs from the version before; false where nothing does."""

    entries: tuple[Difference, ...] = ()
    facts: tuple[FactChange, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.entries or self.facts)

    def to_records(self) -> list[dict[str, Any]]:
        """Return them as JSON takes them."""
        facts: list[dict[str, Any]] = [{"fact": fact} for fact in self.facts]
        return facts + [
            {
                "before": _entry_record(each.before),
                "after": _entry_record(each.after),
                "kinds": list(each.kinds),
            }
            for each in self.entries
        ]

    def without_people(self) -> Changes:
        """Return them as they are kept once people are forgotten."""
        return replace(
            self,
            entries=tuple(
                Difference(
                    each.before and _without_hosts(each.before),
                    each.after and _without_hosts(each.after),
                    each.kinds,
                )
                for each in self.entries
            ),
        )

    @classmethod
    def from_records(cls, records: Sequence[Mapping[str, Any]]) -> Changes:
        """Return the changes of records that `to_records` made."""
        return cls(
            facts=tuple(FactChange(each["fact"]) for each in records if "fact" in each),
            entries=tuple(
                Difference(
                    _entry(each["before"]),
                    _entry(each["after"]),
                    tuple(ChangeKind(kind) for kind in each["kinds"]),
                )
                for each in records
                if "kinds" in each
            ),
        )


def changes_between(before: Snapshot, after: Snapshot) -> Changes:
    """Return what the guests see otherwise in `after`."""
    same = {
        FactChange.DAYS: ("starts_on", "ends_on"),
        FactChange.DAY_LEADS: ("day_leads",),
        FactChange.MEETING_LINK: ("meeting_link",),
    }
    return Changes(
        entries=tuple(differences(before.programme, after.programme)),
        facts=tuple(
            fact
            for fact, names in same.items()
            if any(getattr(before, name) != getattr(after, name) for name in names)
        ),
    )


def concerns(changes: Changes, language: str) -> bool:
    """Tell whether somebody who reads `language` ("sv", "en") sees anything of the changes.

    A word mended in the other language is nothing to mail them about.
    """
    return bool(changes.facts) or any(_is_seen(each, language) for each in changes.entries)


def is_urgent(
    now: datetime, before: Programme, after: Programme, *, ahead: timedelta = URGENT_BEFORE
) -> bool:
    """Tell whether a change comes so late that guests must hear of it at once: the visit is under
    way, or begins within `ahead` by the programme they have or by the one they get.
    """
    starts = [each.starts_at for each in (before, after) if each.starts_at is not None]
    ends = [each.ends_at for each in (before, after) if each.ends_at is not None]
    return bool(starts) and min(starts) - ahead <= now < max(ends)


def _is_seen(difference: Difference, language: str) -> bool:
    before, after = difference.before, difference.after
    if before is None or after is None or set(difference.kinds) - _OF_WORDS:
        return True
    names = ("kind", "group", f"title_{language}", f"note_{language}", f"place_{language}")
    return any(getattr(before, name) != getattr(after, name) for name in names)


_OF_WORDS = {ChangeKind.WORDS, ChangeKind.PLACE}


def _without_hosts(entry: Entry) -> Entry:
    return replace(entry, hosts=())


def _lead(record: Mapping[str, Any]) -> DayLead:
    day = date.fromisoformat(record["day"]) if record["day"] else None
    return DayLead(name=record["name"], phone=record["phone"], day=day)


def _entry_record(entry: Entry | None) -> dict[str, Any] | None:
    if entry is None:
        return None
    record: dict[str, Any] = Programme(entries=(entry,)).to_record()["entries"][0]
    return record


def _entry(record: Mapping[str, Any] | None) -> Entry | None:
    return Programme.from_record({"entries": [record]}).entries[0] if record else None
