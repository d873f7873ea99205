"""The directory's long work, done by the worker."""

from __future__ import annotations

from collections.abc import Callable

import structlog
from flask import current_app
from sqlalchemy.exc import DBAPIError

from arena import db, jobs
from arena.audit.models import WORKER
from arena.audit.services import record
from arena.directory.import_jobs import compare_import, fall_back, save_import, undo_import
from arena.directory.models import WorkKind, WorkState
from arena.directory.queries.doubles import (
    count_organisations,
    count_people,
    find_double_organisations,
    find_double_people,
)
from arena.directory.services.doubles import keep_pairs
from arena.directory.services.working import Stopped, Working, claim

EVERY_SECONDS = 2
log = structlog.get_logger("arena.directory")


def do_work() -> None:
    """Do what waits, one after the other, until nothing does or the process is to end."""
    stopping = jobs.stopping(current_app._get_current_object())  # type: ignore[attr-defined]
    while not stopping.is_set() and (taken := claim(stopping)) is not None:
        kind, import_id, working = taken
        try:
            _ACTS[kind](working, import_id)
        except Stopped:
            working.give_back()
            return
        except Exception as error:  # It is told on the page, and whatever waits goes on.
            if isinstance(error, DBAPIError) and db.is_retryable(error):
                working.give_back()
                return
            log.exception("directory_work_failed", kind=str(kind), work=working.work_id)
            with db.transaction():
                working.end(WorkState.FAILED)
                fall_back(kind, import_id)


def look_for_doubles(working: Working, import_id: int | None = None) -> None:
    """Look for doubles among all organisations and people, and keep what is found."""
    bodies = count_organisations()
    total = bodies + count_people()
    working.tell(0, total)
    organisations = find_double_organisations(working.tell)
    people = find_double_people(lambda done: working.tell(bodies + done))
    working.tell(total)
    with db.transaction():
        found = {
            "organisations": keep_pairs(organisations, of_people=False),
            "people": keep_pairs(people, of_people=True),
        }
        working.end(WorkState.DONE, **found)
        detail = {f"{kind}_found": counts["new"] for kind, counts in found.items()}
        record("directory.look_for_doubles", subject=None, by=WORKER, detail=detail)


_ACTS: dict[WorkKind, Callable[[Working, int | None], None]] = {
    WorkKind.DOUBLES: look_for_doubles,
    WorkKind.COMPARE: compare_import,
    WorkKind.SAVE: save_import,
    WorkKind.UNDO: undo_import,
}
