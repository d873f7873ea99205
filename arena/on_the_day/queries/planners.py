"""Who gets plan B in the morning, and how they want it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import exists, select

from arena import db
from arena.accounts.models import Role, User
from arena.accounts.policy import PLANNERS
from arena.messages.models import Message
from arena.on_the_day.models import PLAN_MAIL, ComesAs, PlanWish


def wish_of(user: User) -> ComesAs:
    """Return how somebody wants the plan."""
    return _wish(user, db.session.get(PlanWish, user.id))


def list_waiting(day: date) -> Sequence[tuple[User, ComesAs]]:
    """Return who wants the plan of a day by mail and has not been sent one, by number."""
    is_told = exists().where(
        Message.recipient_email == User.email,
        Message.template == PLAN_MAIL,
        Message.occasion == day.isoformat(),
    )
    rows = db.session.execute(
        select(User, PlanWish)
        .outerjoin(PlanWish, PlanWish.user_id == User.id)
        .where(User.role.in_(PLANNERS), User.closed_at.is_(None), ~is_told)
        .order_by(User.id)
    )
    wishes = [(user, _wish(user, wish)) for user, wish in rows]
    return [(user, wish) for user, wish in wishes if wish != ComesAs.NONE]


def _wish(user: User, wish: PlanWish | None) -> ComesAs:
    """Return what somebody said; coordinators get it who said nothing, administrators do not."""
    if wish is not None:
        return ComesAs(wish.comes_as)
    return ComesAs.FILE if user.role == Role.COORDINATOR else ComesAs.NONE
