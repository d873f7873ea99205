"""What happened to a delegation after somebody opened a form about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from arena import db
from arena.audit.queries import list_entries
from arena.audit.words import act_name, actor_names
from arena.delegations.models import Delegation, ProgrammeItem
from arena.web.languages import localized


@dataclass(frozen=True)
class Change:
    """One act of somebody, in words; `item` is what it was about, where that is still there."""

    at: datetime
    what: Any
    who: Any
    item: str = ""
    item_id: int | None = None


def list_changes(delegation: Delegation, since_version: int) -> Sequence[Change]:
    """Return what was done to a delegation since it had a version, the latest first."""
    entries = [
        entry
        for entry in list_entries(delegation)
        if int(entry.detail.get("version", 0)) > since_version
    ]
    numbers = {entry.detail["item"] for entry in entries if "item" in entry.detail}
    items = db.session.scalars(select(ProgrammeItem).where(ProgrammeItem.id.in_(numbers)))
    titles = {item.id: localized(item, "title") for item in items}
    names = actor_names({entry.actor for entry in entries})
    return [
        Change(
            at=entry.at,
            what=act_name(entry.action),
            who=names[entry.actor],
            item=titles.get(int(entry.detail.get("item", 0)), ""),
            item_id=entry.detail.get("item"),
        )
        for entry in entries
    ]
