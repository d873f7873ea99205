"""What a process remembers: feeds within bounds, known tokens, fetches not yet written."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from arena import clock, db
from arena.audit.models import AuditEntry
from arena.feeds import fetches as fetches_module
from arena.feeds import serving
from arena.feeds.bodies import Body, Feed, Shelf
from arena.feeds.fetches import EVERY, SOON, Fetch
from arena.feeds.known import Holder, KnownTokens
from arena.feeds.models import FeedSubscription
from arena.feeds.selection import Reach, Selection
from tests.cast import make_user
from tests.conftest import NOW
from tests.feeds.conftest import make_event

IPHONE = "iOS/18.1 (22B83) dataaccessd/1.0"


def of(user_id: int) -> Selection:
    return Selection(Reach.MINE, "sv", user_id=user_id)


def feed(size: int) -> Feed:
    return Feed(Body(b"x" * size), NOW, 1, date(2026, 11, 24))


def test_the_shelf_gives_up_what_was_not_asked_for_the_longest():
    shelf = Shelf(most_bytes=25_000)
    for number in (1, 2):
        shelf.keep(of(number), feed(9_000))
    assert shelf.find(of(1))
    shelf.keep(of(3), feed(9_000))
    assert [bool(shelf.find(of(number))) for number in (1, 2, 3)] == [True, False, True]


def test_the_shelf_holds_no_more_than_a_number_of_feeds():
    shelf = Shelf(most_feeds=2)
    for number in (1, 2, 3):
        shelf.keep(of(number), feed(1))
    assert [bool(shelf.find(of(number))) for number in (1, 2, 3)] == [False, True, True]


def test_a_newer_feed_takes_the_older_ones_place():
    shelf = Shelf(most_bytes=25_000)
    for _ in range(50):
        shelf.keep(of(1), feed(9_000))
    shelf.keep(of(2), feed(9_000))
    assert shelf.find(of(1))
    assert shelf.find(of(2))


def test_a_feed_too_large_to_keep_is_not_kept():
    shelf = Shelf(most_bytes=1_000)
    shelf.keep(of(1), feed(9_000))
    assert shelf.find(of(1)) is None


def test_the_packed_calendar_is_always_the_same_bytes():
    assert Body(b"x" * 5_000).packed.data == Body(b"x" * 5_000).packed.data


def test_known_tokens_are_forgotten_one_by_one():
    known = KnownTokens(most=2)
    for name in "abc":
        known.remember(name, Holder(1, of(1), NOW, NOW))
    assert known.find_trusted("a", NOW) is None
    assert known.find_trusted("c", NOW)
    known.forget("c")
    assert known.find_trusted("c", NOW) is None


def test_a_clock_that_is_set_back_lets_nobody_ask_more_often():
    known = KnownTokens()
    for minutes in range(20, 0, -2):
        known.remember("a", Holder(1, of(1), NOW, NOW + timedelta(minutes=minutes)))
    assert known.find_hasty("a", NOW)


@pytest.fixture
def counted(app, fetch, subscribe):
    """A subscription that an iPhone has read, not yet written down."""
    with db.transaction():
        user = make_user()
    path = subscribe(user)
    fetch(path, user_agent=IPHONE)
    return path


def kept():
    db.session.rollback()  # What other sessions have written shows in a new transaction.
    db.session.expire_all()
    return db.session.scalars(select(FeedSubscription)).one()


def test_a_fetch_writes_nothing(counted):
    assert kept().last_fetched_at is None


def test_what_was_counted_is_written_with_the_programs_name_and_no_line_in_the_trail(counted):
    lines = len(db.session.scalars(select(AuditEntry)).all())
    serving.state().fetches.write()
    assert (kept().last_fetched_at, kept().last_client) == (NOW, "iPhone, iPad")
    assert len(db.session.scalars(select(AuditEntry)).all()) == lines


def test_an_older_fetch_of_another_process_does_not_undo_a_newer_one(counted):
    serving.state().fetches.write()
    serving.state().fetches.note(kept().id, Fetch(NOW - timedelta(hours=1), "Mac"))
    serving.state().fetches.write()
    assert kept().last_fetched_at == NOW


def test_a_fetch_of_an_emptied_feed_counts_too(counted, fetch):
    with db.transaction():
        kept().revoked_at = NOW
    with clock.travel(NOW + timedelta(days=1)):
        fetch(counted, user_agent="Google-Calendar-Importer")
    serving.state().fetches.write()
    assert kept().last_client == "Google Calendar"


def test_what_cannot_be_written_is_written_the_next_time(counted, monkeypatch):
    def away(waiting):
        raise OperationalError("UPDATE", {}, Exception("gone"))

    monkeypatch.setattr(fetches_module, "note_fetches", away)
    serving.state().fetches.write()
    monkeypatch.undo()
    serving.state().fetches.write()
    assert kept().last_fetched_at == NOW


def test_one_timer_at_a_time_soon_at_first_and_then_once_a_minute(app, monkeypatch):
    waits = []
    fetches = fetches_module.Fetches(app, start=lambda seconds, act: waits.append(seconds))
    monkeypatch.setattr(fetches_module, "monotonic", lambda: 1000.0)
    for _ in range(3):
        fetches.note(1, Fetch(NOW, ""))
    assert waits == [SOON]
    fetches.write()
    monkeypatch.setattr(fetches_module, "monotonic", lambda: 1010.0)
    fetches.note(1, Fetch(NOW, ""))
    assert waits == [SOON, EVERY - 10]


def test_the_timer_writes_by_itself(app, counted):
    done = threading.Event()

    def start(seconds, act):
        fetches_module.start_timer(0, lambda: (act(), done.set()))

    serving.state().fetches.write()
    serving.state().fetches.start = start
    later = NOW + timedelta(minutes=5)
    serving.state().fetches.note(kept().id, Fetch(later, "Mac"))
    assert done.wait(10)
    assert kept().last_fetched_at == later


def test_many_threads_lose_no_fetch(app):
    started = []
    fetches = fetches_module.Fetches(app, start=lambda *timed: started.append(timed))

    def note(first):
        for number in range(first, first + 200):
            fetches.note(number, Fetch(datetime(2026, 1, 1, tzinfo=UTC), ""))

    threads = [threading.Thread(target=note, args=(1000 * number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(fetches._waiting) == 1600
    assert len(started) == 1


def test_a_feed_is_made_once_for_all_who_may_see_the_same(app, fetch, subscribe, monkeypatch):
    make_event()
    with db.transaction():
        people = [make_user(name, role="coordinator") for name in ("Alice A", "Bob B", "Carin C")]
    paths, made = [subscribe(user) for user in people], []
    write = serving._write
    monkeypatch.setattr(serving, "_write", lambda *parts: made.append(1) or write(*parts))
    for path in paths * 3:
        fetch(path)
    assert len(made) == 1
