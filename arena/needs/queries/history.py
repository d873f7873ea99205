"""What was done to a need, as the trail has it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from arena.audit.queries import list_entries
from arena.audit.words import act_name, actor_names
from arena.needs.models import Need

_MOST = 20
_OWNERS = frozenset({"needs.export_interest"})  # Of no concern to those who plan.


@dataclass(frozen=True)
class Done:
    """One act of somebody: when, what and who, in words."""

    at: datetime
    what: Any
    who: Any


def list_history(need: Need) -> list[Done]:
    """Return what was done to a need, the latest first: what has to do with interest left out."""
    entries = [each for each in list_entries(need) if each.action not in _OWNERS][:_MOST]
    names = actor_names([entry.actor for entry in entries])
    return [Done(entry.at, act_name(entry.action), names[entry.actor]) for entry in entries]
