"""What happened to a visit after somebody opened a form about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from arena.audit.models import Actor, AuditEntry
from arena.audit.queries import list_entries
from arena.audit.words import act_name, actor_names
from arena.visits.models import Visit
from arena.visits.rules.hearing import typed_with
from arena.visits.rules.ladder import Act


@dataclass(frozen=True)
class Change:
    """One act of somebody: when, what and who, in words."""

    at: datetime
    what: Any
    who: Any


def list_changes(visit: Visit, since_version: int) -> list[Change]:
    """Return what was done to a visit since it had a version, the latest first."""
    entries = [entry for entry in list_entries(visit) if _version(entry) > since_version]
    names = actor_names({entry.actor for entry in entries})
    return [Change(entry.at, act_name(entry.action), names[entry.actor]) for entry in entries]


def is_done(visit: Visit, acts: frozenset[Act], version: int, by: Actor) -> bool:
    """Tell whether a person's act is what made `version` of a visit into the next one.

    Then a form that is sent once more (a double click, a page gone back to) has been heard already.
    A form with other words, from a second tab, has not: `version` knows what was typed with it.
    """
    actions = {f"visits.{act}" for act in acts}
    return any(
        entry.actor == by.label
        and entry.action in actions
        and _version(entry) == version + 1
        and entry.detail.get("typed", "") == typed_with(version)
        for entry in list_entries(visit)
    )


def _version(entry: AuditEntry) -> int:
    version = entry.detail.get("version", 0)
    return version if isinstance(version, int) else 0
