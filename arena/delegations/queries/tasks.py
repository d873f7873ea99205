"""What has to be done, for one delegation or for one person, and the checklists of each type."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from arena import db
from arena.accounts.models import Role, User
from arena.accounts.queries import list_users_by_role
from arena.delegations.models import ChecklistEntry, Delegation, Task
from arena.delegations.rules.checklists import Entry, built_in
from arena.delegations.rules.ladder import OPEN, DelegationState
from arena.errors import NotFound


def list_tasks(delegation: Delegation) -> Sequence[Task]:
    """Return the tasks of a delegation, by when they are due."""
    return db.session.scalars(
        select(Task)
        .where(Task.delegation_id == delegation.id)
        .options(joinedload(Task.owner), joinedload(Task.done_by))
        .order_by(Task.due_on, Task.id)
    ).all()


def get_task(delegation: Delegation, task_id: int) -> Task:
    """Return a task of a delegation; raise `NotFound`."""
    task = db.session.get(Task, task_id)
    if task is None or task.delegation_id != delegation.id:
        raise NotFound
    return task


def list_open_tasks(user: User | None = None, *, until: date | None = None) -> Sequence[Task]:
    """Return what is not done, by when it is due: all, or what `user` is to see to.

    What has no owner is for whoever coordinates the delegation.
    """
    query = open_tasks().options(contains_eager(Task.delegation), joinedload(Task.owner))
    if user is not None:
        query = query.where(_is_for(user))
    if until is not None:
        query = query.where(Task.due_on <= until)
    return db.session.scalars(query.order_by(Task.due_on, Task.id)).all()


def count_overdue(user: User, today: date) -> int:
    """Return how much of what `user` is to see to should have been done before today."""
    query = open_tasks().where(_is_for(user), Task.due_on < today)
    return db.session.scalar(select(func.count()).select_from(query.subquery())) or 0


def list_people() -> list[tuple[int, str]]:
    """Return who may be given a task or a question to answer: number and name, by name."""
    people = list_users_by_role(Role.COORDINATOR, Role.ADMIN)
    return [(person.id, person.name) for person in people]


def list_checklist(delegation_type: str) -> list[Entry]:
    """Return the checklist of a type, by when things are due: the arena's own, or the built-in."""
    rows = db.session.scalars(
        select(ChecklistEntry)
        .where(ChecklistEntry.type == delegation_type)
        .order_by(ChecklistEntry.offset_days, ChecklistEntry.id)
    ).all()
    if not rows:
        return built_in(delegation_type)
    return [Entry(row.offset_days, row.title_sv, row.title_en, row.role) for row in rows]


def has_own_checklist(delegation_type: str) -> bool:
    """Tell whether staff have changed the checklist of a type."""
    query = select(ChecklistEntry.id).where(ChecklistEntry.type == delegation_type).limit(1)
    return db.session.scalar(query) is not None


def open_tasks() -> Select[Task]:
    """Return the query for what there is still to do.

    Once the guests have been here that is only what was due after their last day, and nothing once
    they are followed up: what was left undone before the visit helps nobody any more.
    """
    comes = Delegation.state.in_(OPEN)
    was_here = and_(Delegation.state == DelegationState.DONE, Task.due_on > Delegation.ends_on)
    return (
        select(Task)
        .join(Delegation, Delegation.id == Task.delegation_id)
        .where(Task.done_at.is_(None), or_(comes, was_here))
    )


def _is_for(user: User) -> ColumnElement[bool]:
    return or_(
        Task.owner_id == user.id,
        Task.owner_id.is_(None) & (Delegation.coordinator_id == user.id),
    )
