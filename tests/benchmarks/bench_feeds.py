"""The public feed of 1,000 events against a bare Flask route that has the same bytes at hand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.request import urlopen

import pytest
from flask import Flask

from arena import clock, db
from arena.events.services import EventFacts, create_event
from tests.benchmarks import figures
from tests.benchmarks.bare import FEED, TAG
from tests.benchmarks.serving import ARENA, BARE, Work, compare, environment, get, served
from tests.cast import event_facts

EVENTS = 1000
FULL_TARGET, UNCHANGED_TARGET = 0.5, 0.6


@pytest.fixture
def feed_of_a_thousand(app: Flask) -> None:
    """Public events of next month, which every machine's own clock finds in the window."""
    first = datetime.now(UTC).replace(minute=0, second=0, microsecond=0) + timedelta(days=30)
    with clock.travel(first - timedelta(days=40)), db.transaction():
        for number in range(EVENTS):
            create_event(_walk(first + timedelta(minutes=30 * number), number))


@pytest.mark.usefixtures("feed_of_a_thousand")
def test_a_feed_is_answered_fast_enough(database: str, database_url: str, tmp_path: Path) -> None:
    """Whole, and with the tag of what the asker has already."""
    variables = environment(database_url) | {"BARE_BODY": str(tmp_path / "body")}
    with served(ARENA, variables, tmp_path) as ours:
        with urlopen(f"http://127.0.0.1:{ours.port}{FEED}") as answer:
            etag, content = answer.headers["ETag"], answer.read()
        assert content.count(b"BEGIN:VEVENT") == EVENTS
        (tmp_path / "body").write_bytes(content)
        with served(BARE, variables, tmp_path) as theirs:
            full = compare(Work(ours, get(FEED)), Work(theirs, get(FEED)))
            unchanged = compare(
                Work(ours, get(FEED, if_none_match=etag), "304"),
                Work(theirs, get(FEED, if_none_match=TAG), "304"),
            )
    work = f"feed of {EVENTS:,} events, full answer"
    is_full = figures.tell_at_least(database, work, full[0] / full[1], FULL_TARGET, "× bare route")
    is_unchanged = figures.tell_at_least(
        database,
        f"feed of {EVENTS:,} events, unchanged (304)",
        unchanged[0] / unchanged[1],
        UNCHANGED_TARGET,
        "× bare 304",
    )
    rates = f"{full[0]:.0f} of {full[1]:.0f} /s, {unchanged[0]:.0f} of {unchanged[1]:.0f} /s"
    figures.tell(database, f"feed of {EVENTS:,} events: rates, {len(content) // 1000} kB", rates)
    assert is_full
    assert is_unchanged


def _walk(starts_at: datetime, number: int) -> EventFacts:
    return event_facts(
        starts_at,
        audience="public",
        title_sv=f"Öppen vandring nr {number}",
        description_sv="Vi går från Gasverket till Husarviken och talar om återbruk. " * 3,
        place_sv="Bobergstorget, vid den röda klockan",
        path="visits/open-walk",
    )
