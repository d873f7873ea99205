"""What the worker does for offers, matches and introductions; each in a transaction of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TypeVar

import structlog
from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from arena import clock, db, jobs
from arena.accounts.models import User
from arena.errors import ArenaError
from arena.needs.models import Introduction, Need, PartnerOffer
from arena.needs.queries.introductions import list_open_numbers, list_to_follow_up
from arena.needs.queries.noticing import (
    list_needs_to_read,
    list_offers_to_match,
    list_to_tell,
)
from arena.needs.queries.offers import list_run_out, list_to_ask
from arena.needs.services.introduced import follow_up, look_after
from arena.needs.services.matching import LOOK_EVERY, match_need, match_offer, tell_of_news
from arena.needs.services.offering import ask_whether_it_holds, run_out

Record = TypeVar("Record")
log = structlog.get_logger("arena.needs")


def init_app(app: Flask) -> None:
    """Have the worker do it."""
    jobs.register(app, "needs.match", 60, match)
    jobs.register(app, "needs.tell_of_matches", 900, tell_of_matches)
    jobs.register(app, "needs.look_after_offers", 1800, look_after_offers)
    jobs.register(app, "needs.look_after_introductions", 300, look_after_introductions)


def match() -> None:
    """Read needs and offers that have changed, and note what fits."""
    _each(list_needs_to_read(), Need, match_need)
    _each(list_offers_to_match(), PartnerOffer, match_offer)


def tell_of_matches() -> None:
    """Mail what is new to those who want to know."""
    _each(list_to_tell(clock.now() - LOOK_EVERY), User, tell_of_news)


def look_after_offers() -> None:
    """Ask whether offers still hold, and let those rest of which nobody says so."""
    today: date = clock.today()
    _each(list_to_ask(today), PartnerOffer, ask_whether_it_holds)
    _each(list_run_out(today), PartnerOffer, run_out)


def look_after_introductions() -> None:
    """End what can no longer come about, and ask what came of the others."""
    _each(list_open_numbers(), Introduction, look_after)
    _each(list_to_follow_up(clock.now()), Introduction, follow_up)


def _each(numbers: Iterable[int], kind: type[Record], act: Callable[[Record], object]) -> None:
    """Do `act` to each record that is still there; one that fails keeps no other."""
    for number in numbers:
        try:
            with db.transaction():
                found = db.session.get(kind, number)
                if found is not None:
                    act(found)
        except (ArenaError, SQLAlchemyError) as error:
            log.warning("not_done", record=number, act=act.__name__, reason=type(error).__name__)
