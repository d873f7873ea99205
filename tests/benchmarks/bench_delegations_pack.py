"""The pack of a delegation of 60, all papers in one PDF: within two seconds.

`make bench` runs it on both databases and prints a row for each measurement.
"""

from __future__ import annotations

import resource
import time

from arena import clock, db
from arena.delegations.models import Delegation
from arena.delegations.pack.kinds import Paper
from arena.delegations.queries.pack import read_pack
from arena.delegations.services.printing import render
from tests.benchmarks import figures
from tests.conftest import NOW
from tests.delegations.pack_cast import make_pack

TARGET_S = 2
PEOPLE, ROUNDS = 60, 5


def test_the_pack_of_sixty_is_quick(app, database):
    with clock.travel(NOW):
        with db.transaction():
            delegation = make_pack(people=PEOPLE)
        work = f"pack of {PEOPLE} participants, 7 papers, 24 pages"
        took = {language: timed(delegation, language) for language in ("sv", "en")}
    highest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    figures.tell(database, f"{work}: memory of the typesetter", f"{highest:.0f} MB")
    told = [
        figures.tell_at_most(database, f"{work}, {language}", seconds, TARGET_S, "s")
        for language, seconds in took.items()
    ]
    assert all(told)


def timed(delegation: Delegation, language: str) -> float:
    """Return how long reading and printing take by the clock: the median, in seconds."""
    found = []
    for _ in range(ROUNDS):
        db.session.rollback()
        began = time.perf_counter()
        render(read_pack(delegation), list(Paper), language)
        found.append(time.perf_counter() - began)
    return sorted(found)[ROUNDS // 2]
