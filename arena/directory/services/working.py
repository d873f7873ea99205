"""Long work: asked for by a person, claimed by one worker at a time, told of as it goes on."""

from __future__ import annotations

import secrets
import threading
from datetime import timedelta
from typing import Any

from sqlalchemy import or_, select, update

from arena import clock, db
from arena.directory.models import DirectoryWork, WorkKind, WorkState

LEASE = timedelta(seconds=60)  # A worker that has said nothing for so long has lost its work.


class Stopped(Exception):
    """The process is to end, or another has the work now: leave it as it is."""


class Working:
    """One piece of work in the hands of this process."""

    def __init__(self, work_id: int, token: str, stopping: threading.Event) -> None:
        self.work_id = work_id
        self.stopping = stopping
        self._token = token

    def tell(self, done: int, total: int | None = None) -> None:
        """Note how far it has come, in a transaction of its own; raise `Stopped`."""
        values: dict[str, Any] = {"done": done, "beat_at": clock.now()}
        if total is not None:
            values["total"] = total
        with db.transaction():
            self.hold(**values)

    def hold(self, **values: Any) -> None:
        """Change the work within a transaction, while it is this process's; raise `Stopped`."""
        if self.stopping.is_set():
            raise Stopped
        mine = (
            DirectoryWork.id == self.work_id,
            DirectoryWork.worker == self._token,
            DirectoryWork.state == WorkState.RUNNING,
        )
        changed = db.session.execute(
            update(DirectoryWork).where(*mine).values(**values).returning(DirectoryWork.id)
        ).first()
        if changed is None:
            raise Stopped

    def end(self, state: WorkState, **result: Any) -> None:
        """End the work within a transaction, with what came of it; raise `Stopped`."""
        self.hold(state=state, ended_at=clock.now(), result=result)

    def give_back(self) -> None:
        """Let another worker take it up at once."""
        with db.transaction():
            db.session.execute(
                update(DirectoryWork)
                .where(DirectoryWork.id == self.work_id, DirectoryWork.worker == self._token)
                .where(DirectoryWork.state == WorkState.RUNNING)
                .values(state=WorkState.WAITING, worker="", done=0)
            )


def ask_for(kind: WorkKind, *, user_id: int | None, import_id: int | None = None) -> None:
    """Have the worker do something; what is asked for twice is done once."""
    db.add_if_absent(
        DirectoryWork,
        kind=str(kind),
        import_id=import_id,
        state=str(WorkState.WAITING),
        done=0,
        total=0,
        asked_by_id=user_id,
        asked_at=clock.now(),
        worker="",
        result={},
    )


def claim(stopping: threading.Event) -> tuple[WorkKind, int | None, Working] | None:
    """Take the oldest work that waits, or whose worker has fallen silent; None where none does."""
    is_due = or_(
        DirectoryWork.state == WorkState.WAITING,
        (DirectoryWork.state == WorkState.RUNNING) & (DirectoryWork.beat_at < clock.now() - LEASE),
    )
    oldest = select(DirectoryWork).where(is_due).order_by(DirectoryWork.id).limit(1)
    if db.session.scalars(oldest).first() is None:
        return None
    with db.transaction():
        work = db.session.scalars(oldest.with_for_update(skip_locked=True)).first()
        if work is None:
            return None
        work.state, work.worker = WorkState.RUNNING, secrets.token_hex(16)
        work.beat_at, work.done = clock.now(), 0
        return WorkKind(work.kind), work.import_id, Working(work.id, work.worker, stopping)
