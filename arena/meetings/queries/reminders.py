"""Which actions somebody is to be told of today, and has not been yet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import func, select

from arena import clock, db
from arena.meetings.models import Action, ActionChange, ActionState
from arena.meetings.queries.actions import list_nobodys, list_to_remind
from arena.meetings.rules.reminding import latest_reminder
from arena.messages.models import Message

DUE, NOBODYS = "meetings/action_due", "meetings/action_nobodys"


def list_reminders() -> Mapping[int, str]:
    """Return the reminders that are to be sent by now, by the numbers of their actions."""
    today = clock.today()
    numbers = set(list_to_remind(today)) - list_nobodys()
    told = _told(DUE)
    changed = _changed_on(numbers)
    wanted = {}
    for action in db.session.scalars(select(Action).where(Action.id.in_(numbers))):
        since = changed.get(action.id, clock.date_of(action.created_at))
        reminder = latest_reminder(today, action.due_on, since)
        if reminder and (action.id, occasion(reminder, action)) not in told:
            wanted[action.id] = reminder
    return wanted


def list_untold_nobodys() -> list[int]:
    """Return the open actions whose owner has gone, of which nobody has been told yet."""
    told = _told(NOBODYS)
    rows = db.session.execute(
        select(Action.id, Action.owner_id).where(
            Action.state == ActionState.OPEN, Action.id.in_(list_nobodys())
        )
    )
    return [number for number, owner in rows if (number, gone_occasion(owner)) not in told]


def occasion(reminder: str, action: Action) -> str:
    """Return the reason of a reminder: once for each day that the action was due."""
    return f"{reminder}@{action.due_on.isoformat()}"


def gone_occasion(owner_id: int | None) -> str:
    """Return the reason for telling that an action has lost its owner: once for each owner."""
    return f"gone{owner_id or 0}"


def _told(template: str) -> set[tuple[int, str]]:
    rows = db.session.execute(
        select(Message.subject, Message.occasion).where(Message.template == template)
    )
    return {(int(subject.partition(":")[2]), said) for subject, said in rows}


def _changed_on(numbers: set[int]) -> Mapping[int, date]:
    rows = db.session.execute(
        select(ActionChange.action_id, func.max(ActionChange.at))
        .where(ActionChange.action_id.in_(numbers))
        .group_by(ActionChange.action_id)
    )
    return {number: clock.date_of(at) for number, at in rows}
