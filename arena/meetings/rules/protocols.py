"""What notes or minutes say, as plain values: page, PDF and what is frozen hold these."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True)
class Who:
    """Somebody who was there, or was not, and whom they stood for."""

    name: str
    organisation: str


@dataclass(frozen=True)
class Decided:
    """A decision, and its registry number where it has one."""

    text: str
    registry_number: str


@dataclass(frozen=True)
class Promised:
    """An action: what, who and until when."""

    text: str
    owner: str
    due_on: date


@dataclass(frozen=True)
class Said:
    """One item: what it was about, what was said, decided and promised."""

    title: str
    kind: str
    presenter: str
    notes: str
    is_carried_on: bool
    decisions: tuple[Decided, ...]
    actions: tuple[Promised, ...]


@dataclass(frozen=True)
class Approved:
    """Who approves minutes, in what part; when and how they did, or None."""

    name: str
    part: str
    approved_at: datetime | None
    words: str

    def record(self) -> dict[str, Any]:
        """Return it as JSON keeps it."""
        at = self.approved_at.isoformat() if self.approved_at else None
        return {**asdict(self), "approved_at": at}

    @classmethod
    def from_record(cls, kept: Mapping[str, Any]) -> Approved:
        """Return what `record` kept."""
        at = kept["approved_at"]
        return cls(**{**kept, "approved_at": datetime.fromisoformat(at) if at else None})


@dataclass(frozen=True)
class Protocol:
    """The whole of notes or minutes, in the language of the meeting."""

    kind: str
    language: str
    network: str
    title: str
    starts_at: datetime
    ends_at: datetime
    place: str
    present: tuple[Who, ...]
    remote: tuple[Who, ...]
    absent: tuple[Who, ...]
    opening: str
    items: tuple[Said, ...]
    closing: str
    secretary: str
    registry_number: str

    @property
    def mark(self) -> str:
        """What tells two versions apart: who approves sends along the one that they have read."""
        said = json.dumps(self.record(), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:32]

    def record(self) -> dict[str, Any]:
        """Return all of it as JSON keeps it."""
        return {
            **asdict(self),
            "starts_at": self.starts_at.isoformat(),
            "ends_at": self.ends_at.isoformat(),
            "items": [_item_record(item) for item in self.items],
        }

    @classmethod
    def from_record(cls, kept: Mapping[str, Any]) -> Protocol:
        """Return what `record` kept."""
        people = {
            name: tuple(Who(**who) for who in kept[name])
            for name in ("present", "remote", "absent")
        }
        return cls(
            **{
                **kept,
                **people,
                "starts_at": datetime.fromisoformat(kept["starts_at"]),
                "ends_at": datetime.fromisoformat(kept["ends_at"]),
                "items": tuple(_item(each) for each in kept["items"]),
            }
        )


def _item_record(item: Said) -> dict[str, Any]:
    actions = [{**asdict(each), "due_on": each.due_on.isoformat()} for each in item.actions]
    return {**asdict(item), "actions": actions}


def _item(kept: Mapping[str, Any]) -> Said:
    actions = [
        Promised(**{**each, "due_on": date.fromisoformat(each["due_on"])})
        for each in kept["actions"]
    ]
    decisions = [Decided(**each) for each in kept["decisions"]]
    return Said(**{**kept, "actions": tuple(actions), "decisions": tuple(decisions)})
