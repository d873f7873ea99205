"""Meetings of networks: a list of a hundred, a page with sixty invitees, calling and moving them.

`make bench` runs it on both databases and prints a row for each measurement.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from arena import db
from arena.audit.models import Actor
from arena.meetings.queries.inviting import list_not_invited
from arena.meetings.services.calling import call_meeting
from arena.meetings.services.changing import change_meeting
from tests.benchmarks import figures
from tests.cast import sign_in
from tests.meetings.cast import AT, make_circle, make_meeting, meeting_facts

INVITEES, MEETINGS, TIMES = 60, 100, 20
PAGE_MS, ACT_MS = 100, 1_000


def test_meetings(app, database, client):
    with db.transaction():
        circle = make_circle(INVITEES - 1)
        meeting = make_meeting(circle)
        for hour in range(MEETINGS - 1):
            make_meeting(circle, AT + timedelta(days=1 + hour // 10, hours=hour % 10))
        number, by = meeting.id, Actor.user(circle.alice.id)

    def call() -> None:
        with db.transaction():
            everybody = [each.who for each in list_not_invited(meeting)]
            assert call_meeting(meeting, everybody, by=by) == INVITEES

    def move() -> None:
        with db.transaction():
            later = meeting_facts(AT + timedelta(minutes=30))
            assert change_meeting(meeting, later, is_partner=False, by=by)

    called = figures.tell_at_most(database, "call a meeting of 60", timed(call), ACT_MS, "ms")
    moved = figures.tell_at_most(database, "move it: 60 are told", timed(move), ACT_MS, "ms")
    sign_in(client, circle.alice)
    listed = typical(client, "/staff/meetings/?page=1")
    shown = typical(client, f"/staff/meetings/{number}")
    a_list = figures.tell_at_most(database, "list of 100 meetings", listed, PAGE_MS, "ms")
    a_page = figures.tell_at_most(database, "page with 60 invitees", shown, PAGE_MS, "ms")
    assert called
    assert moved
    assert a_list
    assert a_page


def typical(client: Any, path: str) -> float:
    """Return how many milliseconds a page takes, in the middle of several times."""
    assert client.get(path).status_code == 200
    return sorted(timed(lambda: client.get(path)) for _ in range(TIMES))[TIMES // 2]


def timed(act: Callable[[], object]) -> float:
    """Return how many milliseconds an act takes."""
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000
