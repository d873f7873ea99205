"""Who has something to see to for delegations that is soon due: tasks and promised answers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import func, select

from arena import db
from arena.accounts.models import User
from arena.delegations.models import Delegation, Promise, Task
from arena.delegations.queries.promises import list_open_promises
from arena.delegations.queries.tasks import list_open_tasks, open_tasks
from arena.delegations.rules.ladder import OPEN, TOOK_PLACE
from arena.delegations.rules.reminding import remind_until


class Due(NamedTuple):
    """What somebody is reminded of."""

    tasks: Sequence[Task]
    promises: Sequence[Promise]

    def __bool__(self) -> bool:
        """Tell whether there is anything."""
        return bool(self.tasks or self.promises)


def list_due(user: User, today: date) -> Due:
    """Return what somebody is to see to by the last day that today's reminder is about."""
    until = remind_until(today)
    return Due(list_open_tasks(user, until=until), list_open_promises(user, until=until))


def list_people_to_remind(today: date) -> Sequence[User]:
    """Return whose tasks or promised answers are soon due, by name; closed accounts are nobody."""
    until = remind_until(today)
    owner = func.coalesce(Task.owner_id, Delegation.coordinator_id)
    tasks = open_tasks().with_only_columns(owner).where(Task.due_on <= until)
    answerer = func.coalesce(Promise.owner_id, Delegation.coordinator_id)
    promises = (
        select(answerer)
        .join(Delegation, Delegation.id == Promise.delegation_id)
        .where(
            Promise.answered_at.is_(None),
            Promise.due_on <= until,
            Delegation.state.in_(OPEN | TOOK_PLACE),
        )
    )
    return db.session.scalars(
        select(User)
        .where(User.closed_at.is_(None), User.id.in_(tasks.union(promises)))
        .order_by(User.name, User.id)
    ).all()
