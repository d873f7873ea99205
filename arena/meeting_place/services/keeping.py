"""Keeping who sees to services, and how long partners may hold rooms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from arena import db
from arena.accounts.models import User
from arena.audit.models import Actor
from arena.audit.services import record
from arena.errors import Conflict, Invalid
from arena.meeting_place.models import RoomQuota, ServiceDesk, ServiceKind


class QuotaSetMeanwhile(Conflict):
    """Somebody else set the same quota at the same moment."""

    def __init__(self) -> None:
        super().__init__(_l("Somebody else has just set this quota. Look at it, then go on."))


class NotStaff(Invalid):
    """Only somebody who works here can see to a service."""

    def __init__(self, field: str) -> None:
        super().__init__(_l("Choose somebody who works here."), field)


@dataclass(frozen=True, kw_only=True)
class Desk:
    """Who sees to a service, and how many working days ahead it must be asked for."""

    kind: ServiceKind
    responsible_id: int | None
    lead_working_days: int


def set_desks(desks: Sequence[Desk], *, by: Actor) -> None:
    """Say who sees to services. What was asked before stays with who was asked."""
    for desk in desks:
        if desk.responsible_id is not None:
            _require_staff(desk)
        row = db.session.get(ServiceDesk, desk.kind)
        if row is None:
            row = ServiceDesk(kind=desk.kind)
            db.session.add(row)
        row.responsible_id = desk.responsible_id
        row.lead_working_days = desk.lead_working_days
    db.session.flush()
    detail = {str(desk.kind): [desk.responsible_id, desk.lead_working_days] for desk in desks}
    record("meeting_place.set_desks", subject=None, by=by, detail=detail)


def set_quota(organisation_id: int | None, minutes_a_month: int, *, by: Actor) -> RoomQuota:
    """Say how long an organisation, or any partner (None), may hold rooms in a month.

    Raises `QuotaSetMeanwhile` where somebody else says it for the first time at the same moment.
    """
    quota = _find(organisation_id)
    if quota is None:
        values = {"organisation_id": organisation_id, "minutes_a_month": minutes_a_month}
        number = db.add_if_absent(RoomQuota, **values)
        if number is None:
            raise QuotaSetMeanwhile
        quota = db.session.get_one(RoomQuota, number)
    quota.minutes_a_month = minutes_a_month
    db.session.flush()
    detail = {"organisation": organisation_id, "minutes": minutes_a_month}
    record("meeting_place.set_quota", subject=quota, by=by, detail=detail)
    return quota


def remove_quota(quota: RoomQuota, *, by: Actor) -> None:
    """Let the general rule, or none, hold for whom a quota was for."""
    detail = {"organisation": quota.organisation_id}
    record("meeting_place.remove_quota", subject=quota, by=by, detail=detail)
    db.session.delete(quota)


def _find(organisation_id: int | None) -> RoomQuota | None:
    same = (
        RoomQuota.organisation_id.is_(None)
        if organisation_id is None
        else RoomQuota.organisation_id == organisation_id
    )
    return db.session.scalar(select(RoomQuota).where(same).with_for_update())


def _require_staff(desk: Desk) -> None:
    user = db.session.get(User, desk.responsible_id)
    if user is None or not user.is_staff or not user.is_open:
        raise NotStaff(f"{desk.kind}_person")
