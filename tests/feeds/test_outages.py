"""When the database is away, when somebody guesses, and when a program asks far too often."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from arena import clock, db
from arena.audit.models import Actor
from arena.feeds.models import FeedSubscription
from arena.feeds.services import revoke_subscription
from arena.feeds.views import outlet
from arena.web import recent
from tests.cast import make_user
from tests.conftest import NOW
from tests.feeds.conftest import PUBLIC, make_event, uids

MINUTE = timedelta(minutes=1)


@pytest.fixture(params=[OperationalError, InterfaceError, PoolTimeout])
def fail(request, monkeypatch):
    """Take the database away, in each way that it can be."""
    errors = {PoolTimeout: PoolTimeout("no connection")}
    error = errors.get(request.param) or request.param("SELECT", {}, Exception("gone"))

    def away(*arguments):
        raise error

    def begin():
        monkeypatch.setattr(outlet, "read_version", away)
        monkeypatch.setattr(outlet, "find_subscriber", away)
        monkeypatch.setattr(outlet, "get_public_event", away)
        monkeypatch.setattr(recent.Recent, "get", away)

    return begin


@pytest.fixture
def alice(app):
    with db.transaction():
        return make_user()


def test_while_the_database_is_away_the_last_good_calendar_answers(alice, fetch, subscribe, fail):
    event, private = make_event(), subscribe(alice)
    before = {path: fetch(path) for path in (PUBLIC, private)}
    fail()
    for path, good in before.items():
        answer = fetch(path)
        assert uids(answer) == [event.uid]
        assert answer.data == good.data
        assert fetch(path, if_none_match=good.headers["ETag"]).status_code == 304


def test_what_nobody_has_asked_for_yet_is_asked_for_later(alice, fetch, subscribe, fail):
    event, private = make_event(), subscribe(alice)
    fail()
    for path in (PUBLIC, private, "/feeds/guess.ics", f"/feeds/event/{event.uid}.ics"):
        answer = fetch(path)
        assert (answer.status_code, answer.mimetype) == (503, "text/plain")
        assert answer.data == b"Service Unavailable\n"
        assert int(answer.headers["Retry-After"]) > 0


def test_a_private_calendar_is_trusted_for_an_hour_only(alice, fetch, subscribe, fail):
    private = subscribe(alice)
    fetch(private)
    fail()
    with clock.travel(NOW + 60 * MINUTE):
        assert fetch(private).status_code == 200
    with clock.travel(NOW + 61 * MINUTE):
        assert fetch(private).status_code == 503


def test_what_was_revoked_is_not_remembered(alice, fetch, subscribe, fail):
    private = subscribe(alice)
    fetch(private)
    with db.transaction():
        revoke_subscription(db.session.get_one(FeedSubscription, 1), by=Actor.user(alice.id))
    assert fetch(private).status_code == 200
    fail()
    assert fetch(private).status_code == 503


def test_a_fault_of_ours_is_no_page_either(alice, fetch, monkeypatch):
    def broken(*arguments):
        raise ZeroDivisionError

    monkeypatch.setattr(outlet, "current_feed", broken)
    answer = fetch()
    assert (answer.status_code, answer.mimetype) == (500, "text/plain")


def test_who_guesses_tokens_is_told_to_wait_and_who_knows_one_is_not(
    alice, limited_fetch, subscribe
):
    private = subscribe(alice)
    guesses = [limited_fetch(f"/feeds/guess-{number}.ics") for number in range(32)]
    assert [answer.status_code for answer in guesses] == [404] * 30 + [429] * 2
    assert guesses[-1].headers["Retry-After"] == "60"
    assert guesses[-1].mimetype == "text/plain"
    assert limited_fetch(private).status_code == 200


def test_a_program_in_a_hurry_is_answered_from_memory_and_looked_up_once_a_minute(
    alice, limited_fetch, subscribe, monkeypatch
):
    private, looked_up = subscribe(alice), []
    find = outlet.find_subscriber
    monkeypatch.setattr(
        outlet, "find_subscriber", lambda digest: looked_up.append(digest) or find(digest)
    )
    for _ in range(30):
        assert limited_fetch(private).status_code == 200
    assert len(looked_up) == 10
    for minute in range(1, 4):
        with clock.travel(NOW + minute * MINUTE):
            for _ in range(5):
                assert limited_fetch(private).status_code == 200
    assert len(looked_up) == 13


def test_a_revoked_feed_is_emptied_within_a_minute_even_for_a_program_in_a_hurry(
    alice, limited_fetch, subscribe
):
    event, private = make_event(), subscribe(alice)
    for _ in range(12):
        limited_fetch(private)
    with db.transaction():
        revoke_subscription(db.session.get_one(FeedSubscription, 1), by=Actor.user(alice.id))
    with clock.travel(NOW + MINUTE):
        assert event.uid not in uids(limited_fetch(private))


def test_the_front_asks_anew_after_a_second_or_once_this_process_has_written(
    app, fetch, monkeypatch
):
    asked, clockwork = [], [0.0]
    peek = db.peek
    monkeypatch.setattr(db, "peek", lambda *question: asked.append(1) or peek(*question))
    monkeypatch.setattr(recent, "monotonic", lambda: clockwork[0])
    make_event()
    fetch()
    for _ in range(5):
        fetch()
    assert len(asked) == 1
    clockwork[0] = 1.0
    fetch()
    assert len(asked) == 2
    make_event()
    fetch()
    fetch()
    assert len(asked) == 3
