"""A hundred clients at once want the one free time, through the API of two real processes.

That a race finds what goes wrong is proven in tests/visits/test_race.py: without the guard it
overbooks.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from threading import Barrier

from sqlalchemy import func, select

from arena import clock, db
from arena.directory.models import OrganisationType
from arena.visits.models import Visit
from arena.visits.queries.free_times import list_free_times
from tests.benchmarks import figures
from tests.benchmarks.conftest import application
from tests.benchmarks.serving import (
    ARENA,
    Answer,
    at_once,
    connected,
    environment,
    served,
    take_answer,
)
from tests.cast import make_host, make_offer

CLIENTS, PROCESSES = 100, 2
TARGET_SECONDS = 10
PATH = "/api/v1/offers/introduction/visits"


def test_one_of_a_hundred_gets_the_time(
    database: str, new_database: Callable[[str], str], tmp_path: Path
) -> None:
    """Each of the others is told clearly that it has gone, and soon."""
    url = new_database("race")
    starts_at = _make_house(url)
    answers: list[Answer] = []
    answered_at: list[float] = []
    start = Barrier(CLIENTS)

    with served(ARENA, environment(url), tmp_path, workers=PROCESSES) as server:

        def ask(number: int) -> None:
            asked = _request(number, starts_at)
            with connected(server.port) as connection:
                start.wait()
                connection.sendall(asked)
                answers.append(take_answer(connection, bytearray(1 << 16)))
                answered_at.append(time.perf_counter())

        began = time.perf_counter()
        at_once(CLIENTS, ask)

    seconds = max(answered_at) - began
    unexpected = [answer.words for answer in answers if answer.status not in ("201", "409")]
    assert not unexpected, f"{len(unexpected)} other answers, such as {unexpected[0]}"
    counts = Counter(answer.status for answer in answers)
    is_soon = figures.tell_at_most(
        database,
        f"{CLIENTS} clients at once on one time, {PROCESSES} processes: the last answer",
        seconds,
        TARGET_SECONDS,
        "s",
    )
    works = f"{CLIENTS} clients at once on one time: bookings and refusals"
    figures.tell(database, works, f"{counts['201']} and {counts['409']}")
    assert counts == {"201": 1, "409": CLIENTS - 1}
    assert _count_visits(url) == 1
    assert is_soon


def _make_house(url: str) -> str:
    """Add an offer with one host and one place for one group; return its first free time."""
    with application(url).app_context():
        with db.transaction():
            make_host()
            offer = make_offer()
            offer.stops[0].resource.units = offer.stops[0].resource.units[:1]
        today = clock.today()
        free = list_free_times(
            offer,
            starts_on=today,
            ends_on=today.replace(year=today.year + 1),
            group_size=20,
            language="sv",
        )
        db.session.rollback()
        db.engine().dispose()
        return free[0].starts_at.isoformat()


def _count_visits(url: str) -> int:
    with application(url).app_context():
        count = db.session.scalar(select(func.count()).select_from(Visit))
        db.session.rollback()
        db.engine().dispose()
        return count or 0


def _request(number: int, starts_at: str) -> bytes:
    body = json.dumps(
        {
            "starts_at": starts_at,
            "group_size": 20,
            "language": "sv",
            "organisation": f"Förening nr {number}",
            "organisation_type": OrganisationType.CIVIL_SOCIETY,
            "contact_name": "Karin Karlsson",
            "contact_email": f"nr{number}@example.org",
        }
    ).encode()
    head = (
        f"POST {PATH} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body
