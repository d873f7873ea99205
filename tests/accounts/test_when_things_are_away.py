"""When the database or the shared counters are away, pages say so and nobody gets in unseen."""

import pytest
from sqlalchemy.exc import OperationalError

from arena import config, create_app, db
from arena.accounts import sessions
from arena.web.limits import limiter
from tests.cast import make_user, sign_in
from tests.conftest import Browser


@pytest.fixture
def alice(app):
    with db.transaction():
        return make_user()


def test_a_page_says_that_the_database_is_away_though_it_cannot_ask_who_reads_it(
    client, alice, monkeypatch
):
    sign_in(client, alice)

    def away(token):
        raise OperationalError("SELECT", {}, Exception("gone"))

    monkeypatch.setattr(sessions, "find_live_session", away)
    answer = client.get("/me", headers={"Accept-Language": "en"})
    assert answer.status_code == 503
    assert "<h1" in answer.text
    assert "SELECT" not in answer.text


def test_a_session_that_cannot_be_touched_does_not_fail_the_page(client, alice, monkeypatch):
    sign_in(client, alice)

    def locked(session_id):
        raise OperationalError("UPDATE", {}, Exception("database is locked"))

    monkeypatch.setattr(sessions, "is_touch_due", lambda seen, now: True)
    monkeypatch.setattr(sessions, "touch_session", locked)
    assert client.get("/me").status_code == 200


def test_without_counters_signing_in_closes_and_browsing_stays_open(app, alice, database_url):
    settings = {"ARENA_DEMO": "1", "ARENA_DATABASE_URL": database_url}
    counting = create_app(config.load(settings | {"ARENA_REDIS_URL": "redis://127.0.0.1:1/0"}))
    counting.config.update(WTF_CSRF_ENABLED=False)
    counting.test_client_class = Browser
    client = counting.test_client()
    try:
        assert client.get("/sv/sign-in").status_code == 200
        refused = client.post("/sv/sign-in", data={"email": alice.email, "password": "x" * 12})
        assert refused.status_code >= 500
        assert client.get("/sv/sign-in/link/guess").status_code >= 500
    finally:
        limiter.enabled = False
        with counting.app_context():
            db.engine().dispose()
