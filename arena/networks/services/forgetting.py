"""Forgetting who applied and was invited, once that is long answered."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete

from arena import db
from arena.audit.models import Actor
from arena.audit.services import record
from arena.networks.models import Admission
from arena.networks.queries.admissions import is_past


def erase_admissions(admission_ids: Sequence[int], by: Actor) -> int:
    """Erase applications and invitations that are past their period; memberships stay."""
    erased = db.session.scalars(
        delete(Admission)
        .where(Admission.id.in_(admission_ids), is_past())
        .returning(Admission.id)
        .execution_options(synchronize_session=False)
    ).all()
    if erased:
        detail = {"admissions": len(erased)}
        record("networks.erase_admissions", subject=None, by=by, detail=detail)
    return len(erased)
