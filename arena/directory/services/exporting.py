"""Noting that a list was taken out of the house."""

from __future__ import annotations

from arena.audit.models import Actor
from arena.audit.services import record
from arena.directory.models import Audience, SearchSubject


def note_export(
    subject: SearchSubject, *, rows: int, kind: str, audience: Audience, by: Actor
) -> None:
    """Note who has taken along how much of the directory, and for whom."""
    detail = {"subject": str(subject), "rows": rows, "file": kind, "audience": str(audience)}
    record("directory.export", subject=None, by=by, detail=detail)
