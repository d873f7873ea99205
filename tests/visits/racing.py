"""Fifty clients at one moment: what each process of the race runs."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Mapping
from multiprocessing.synchronize import Barrier
from typing import Any

from sqlalchemy.exc import DBAPIError

from arena import clock, config, create_app, db
from arena.audit.models import BOOKER
from arena.errors import ArenaError
from arena.resources.models import Reservation
from arena.resources.services import reserving
from arena.visits.models import HostAsk, Offer, OpenWalk
from arena.visits.queries.free_times.planning import Plan
from arena.visits.services import join_walk, request_visit
from arena.visits.services.asking import say_yes as agree
from tests.conftest import NOW
from tests.processes import CONTEXT
from tests.visits.bookings import booking, seats

PROCESSES, THREADS = 2, 25
TRIES = 3  # As `arena.web.requests` tries when the database asks for it.

Attempt = Callable[[int, int], object]


def race(
    database_url: str, attempt: str, record_id: int, *, is_guarded: bool = True
) -> Counter[str]:
    """Let fifty clients do `attempt` at once; return how often what came of it."""
    start = CONTEXT.Barrier(PROCESSES * THREADS)
    answers: Any = CONTEXT.Queue()
    racers = [
        CONTEXT.Process(
            target=_run, args=(database_url, attempt, record_id, is_guarded, number, start, answers)
        )
        for number in range(PROCESSES)
    ]
    for racer in racers:
        racer.start()
    outcomes = Counter(answers.get(timeout=120) for _ in range(PROCESSES * THREADS))
    for racer in racers:
        racer.join(timeout=60)
    return outcomes


def ask(offer_id: int, number: int) -> None:
    """Ask for the one time that all want."""
    offer = db.session.get_one(Offer, offer_id)
    request_visit(offer, booking(contact_email=f"nr{number}@example.org"), by=BOOKER)


def join(event_id: int, number: int) -> None:
    """Take one of the few seats that all want."""
    walk = db.session.get_one(OpenWalk, event_id)
    join_walk(walk, seats(1, contact_email=f"nr{number}@example.org"), by=BOOKER)


def say_yes(ask_id: int, number: int) -> None:
    """Say yes as one of the hosts who are asked."""
    asked = db.session.get_one(HostAsk, ask_id).asked
    agree(asked[number % len(asked)], by=BOOKER)


def _run(
    database_url: str,
    attempt: str,
    record_id: int,
    is_guarded: bool,
    process: int,
    start: Barrier,
    answers: Any,
) -> None:
    settings = config.load(
        {"ARENA_DEMO": "1", "ARENA_DATABASE_URL": database_url, "ARENA_RATE_LIMITS": "off"}
    )
    app = create_app(settings)
    if not is_guarded:
        take_the_checks_away()

    def client(number: int) -> None:
        with app.app_context():
            start.wait()
            answers.put(
                _outcome({"ask": ask, "join": join, "say_yes": say_yes}[attempt], record_id, number)
            )
            db.session.close()

    with clock.travel(NOW):
        threads = [
            threading.Thread(target=client, args=(process * THREADS + number,))
            for number in range(THREADS)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()


def _outcome(attempt: Attempt, record_id: int, number: int) -> str:
    for _ in range(TRIES):
        try:
            with db.transaction():
                attempt(record_id, number)
        except ArenaError as error:
            return type(error).__name__
        except DBAPIError as error:
            if not db.is_retryable(error):
                return f"{type(error).__name__}: {error.orig}"
        else:
            return "won"
    return "tried in vain"


def take_the_checks_away() -> None:
    """Look at nothing and insert all the same: what a program without a guard does."""

    def fits(*arguments: Any, **options: Any) -> bool:
        return True

    def free_hosts(plan: Plan, *arguments: Any, **options: Any) -> Any:
        return iter(plan.hosts)

    def take(values: Mapping[str, Any]) -> bool:
        db.session.add(Reservation(**values))
        return True

    Plan.places_fit = fits  # type: ignore[method-assign]  # For the control only.
    Plan.free_hosts = free_hosts  # type: ignore[method-assign]
    reserving._take = take
