"""What has to be done for a delegation: from its type's checklist, and whatever else comes up.

Tasks are nobody's programme: changing them leaves the delegation's version as it is, so that a
colleague at work on the programme is not disturbed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from arena import clock, db
from arena.audit.models import Actor
from arena.audit.services import record
from arena.delegations.models import Delegation, Task
from arena.delegations.queries.tasks import list_checklist, list_tasks
from arena.delegations.rules.checklists import due_on
from arena.delegations.services.acting import keep


@dataclass(frozen=True, kw_only=True)
class TaskFacts:
    """What a task is, as staff say it; without an owner it is whoever coordinates."""

    title_sv: str
    title_en: str
    due_on: date
    owner_id: int | None = None


def add_checklist(delegation: Delegation, *, by: Actor) -> int:
    """Add what the checklist of its type has and the delegation has not; return how many."""
    keep(delegation)
    known = {task.title_en for task in list_tasks(delegation)}
    missing = [each for each in list_checklist(delegation.type) if each.title_en not in known]
    for entry in missing:
        db.session.add(
            Task(
                delegation=delegation,
                title_sv=entry.title_sv,
                title_en=entry.title_en,
                role=entry.role,
                offset_days=entry.offset_days,
                due_on=due_on(
                    entry.offset_days,
                    first_day=delegation.starts_on,
                    last_day=delegation.ends_on,
                ),
            )
        )
    db.session.flush()
    if missing:
        record(
            "delegations.add_checklist", subject=delegation, by=by, detail={"tasks": len(missing)}
        )
    return len(missing)


def add_task(delegation: Delegation, facts: TaskFacts, *, by: Actor) -> Task:
    """Add a task; the same one twice, as a double click adds it, is one."""
    keep(delegation)
    for task in list_tasks(delegation):
        same = (task.title_sv, task.title_en, task.due_on, task.owner_id)
        if same == (facts.title_sv, facts.title_en, facts.due_on, facts.owner_id):
            return task
    task = Task(delegation=delegation, offset_days=None)
    _write(task, facts)
    db.session.add(task)
    db.session.flush()
    record("delegations.add_task", subject=delegation, by=by, detail={"task": task.id})
    return task


def change_task(task: Task, facts: TaskFacts, *, by: Actor) -> None:
    """Make a task what `facts` say; with a day of its own it no longer follows the visit's days."""
    if task.due_on != facts.due_on:
        task.offset_days = None
    _write(task, facts)
    record("delegations.change_task", subject=task.delegation, by=by, detail={"task": task.id})


def finish_task(task: Task, *, is_done: bool, user_id: int, by: Actor) -> None:
    """Tick a task off, or take that back; doing it once more changes nothing."""
    if is_done == (task.done_at is not None):
        return
    task.done_at = clock.now() if is_done else None
    task.done_by_id = user_id if is_done else None
    act = "finish_task" if is_done else "reopen_task"
    record(f"delegations.{act}", subject=task.delegation, by=by, detail={"task": task.id})


def remove_task(task: Task, *, by: Actor) -> None:
    """Forget a task."""
    record("delegations.remove_task", subject=task.delegation, by=by, detail={"task": task.id})
    db.session.delete(task)


def follow_days(delegation: Delegation) -> None:
    """Let what is not done yet be due by the delegation's days as they are now."""
    for task in list_tasks(delegation):
        if task.offset_days is not None and task.done_at is None:
            task.due_on = due_on(
                task.offset_days, first_day=delegation.starts_on, last_day=delegation.ends_on
            )


def _write(task: Task, facts: TaskFacts) -> None:
    task.title_sv, task.title_en = facts.title_sv, facts.title_en
    task.due_on, task.owner_id = facts.due_on, facts.owner_id
