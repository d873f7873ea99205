"""Looking for doubles among 50,000 organisations and 200,000 people, as the worker does it."""

from __future__ import annotations

import time

from arena import db
from arena.directory.jobs import do_work
from arena.directory.models import DirectoryWork, WorkKind, WorkState
from arena.directory.services.working import Working, ask_for
from tests.benchmarks import crowd, figures
from tests.benchmarks.conftest import application

ORGANISATIONS, PEOPLE, DOUBLES = 50_000, 200_000, 500
TARGET_SECONDS = 60


def test_doubles_among_fifty_thousand_are_found_within_a_minute(
    database, new_database, monkeypatch
):
    with application(new_database("doubles")).app_context():
        crowd.fill(ORGANISATIONS, PEOPLE, DOUBLES)
        told: list[float] = []
        tell = Working.tell
        monkeypatch.setattr(
            Working, "tell", lambda *a: (told.append(time.perf_counter()), tell(*a))[1]
        )
        with db.transaction():
            ask_for(WorkKind.DOUBLES, user_id=None)
        began = time.perf_counter()
        do_work()
        took = time.perf_counter() - began
        db.session.rollback()
        [work] = db.session.query(DirectoryWork)
        assert work.state == WorkState.DONE
        assert work.result["organisations"]["open"] >= DOUBLES
        silent = max(b - a for a, b in zip([began, *told], [*told, began + took], strict=True))
        db.session.rollback()
        db.engine().dispose()
    figures.tell(database, "longest silence of the progress of a search", f"{silent:.1f} s")
    work_words = "doubles among 50,000 organisations and 200,000 people"
    assert figures.tell_at_most(database, work_words, took, TARGET_SECONDS, "s")
