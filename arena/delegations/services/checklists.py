"""The checklists of the arena: what each type of delegation always needs doing."""

from __future__ import annotations

from sqlalchemy import delete

from arena import db
from arena.audit.models import Actor
from arena.audit.services import record
from arena.delegations.models import ChecklistEntry
from arena.delegations.queries.tasks import has_own_checklist
from arena.delegations.rules.checklists import Entry, built_in


def add_entry(delegation_type: str, entry: Entry, *, by: Actor) -> None:
    """Add one thing to the checklist of a type."""
    _make_own(delegation_type)
    db.session.add(_row(delegation_type, entry))
    record("delegations.change_checklist", subject=None, by=by, detail={"type": delegation_type})


def remove_entry(delegation_type: str, title_en: str, *, by: Actor) -> None:
    """Take one thing off the checklist of a type, by its English title."""
    _make_own(delegation_type)
    db.session.execute(
        delete(ChecklistEntry).where(
            ChecklistEntry.type == delegation_type, ChecklistEntry.title_en == title_en
        )
    )
    record("delegations.change_checklist", subject=None, by=by, detail={"type": delegation_type})


def _make_own(delegation_type: str) -> None:
    """Write down the list that an arena begins with, before it is changed for the first time."""
    if not has_own_checklist(delegation_type):
        db.session.add_all(_row(delegation_type, entry) for entry in built_in(delegation_type))
        db.session.flush()


def _row(delegation_type: str, entry: Entry) -> ChecklistEntry:
    return ChecklistEntry(type=delegation_type, **entry._asdict())
