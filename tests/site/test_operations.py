"""What machines ask: liveness, readiness, figures; and who may not."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from structlog.testing import capture_logs

from arena import config, create_app, db
from arena.messages.models import Heartbeat
from arena.messages.services import Recipient, queue
from arena.site import queries
from tests.conftest import NOW

TOKEN = "a-secret-for-the-figures-of-32-chars"


@pytest.fixture
def with_token(app, database_url):
    """The same application with a token for its figures and a mail server."""
    other = create_app(
        config.load(
            {
                "ARENA_DEMO": "1",
                "ARENA_DATABASE_URL": database_url,
                "ARENA_RATE_LIMITS": "off",
                "ARENA_METRICS_TOKEN": TOKEN,
                "ARENA_SMTP_URL": "smtp://127.0.0.1:9",
            }
        )
    )
    yield other
    with other.app_context():
        db.engine().dispose()


def test_healthz_answers_without_a_database(client, monkeypatch):
    monkeypatch.setattr(db, "engine", None)
    answer = client.get("/healthz")
    assert (answer.status_code, answer.text) == (200, "ok\n")
    assert "Set-Cookie" not in answer.headers


def test_readyz_names_what_it_looked_at(client):
    with db.transaction():
        db.session.add(Heartbeat(worker="w1", at=NOW - timedelta(seconds=20)))
    answer = client.get("/readyz")
    checks = answer.json["checks"]
    assert answer.status_code == 200
    assert answer.json["status"] == "ready"
    assert {"database", "settings", "migrations", "worker", "mail"} <= checks.keys()
    assert checks["worker"] == {"ok": True, "detail": "heard of 20 s ago"}
    assert all(check["ok"] for check in checks.values())


def test_a_stranger_reads_only_whether_it_is_ready(client, monkeypatch):
    for far in ({"X-Forwarded-For": "203.0.113.9"}, {"Forwarded": "for=203.0.113.9"}):
        answer = client.get("/readyz", headers=far)
        assert (answer.status_code, answer.json) == (200, {"status": "ready"})
    answer = client.get("/readyz", environ_base={"REMOTE_ADDR": "203.0.113.9"})
    assert answer.json == {"status": "ready"}
    monkeypatch.setattr(queries, "_newest_revision", lambda: "9999")
    with capture_logs() as said:
        answer = client.get("/readyz", environ_base={"REMOTE_ADDR": "203.0.113.9"})
    assert (answer.status_code, answer.json) == (503, {"status": "not ready"})
    assert any("the newest is 9999" in str(line.get("detail")) for line in said)


def test_whoever_has_the_token_reads_what_was_looked_at(with_token):
    answer = with_token.test_client().get(
        "/readyz",
        headers={"Authorization": f"Bearer {TOKEN}"},
        environ_base={"REMOTE_ADDR": "203.0.113.9"},
    )
    assert "database" in answer.json["checks"]


def test_a_silent_worker_is_told_but_takes_no_page_away(client):
    with db.transaction():
        db.session.add(Heartbeat(worker="w1", at=NOW - timedelta(minutes=3)))
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json["status"]) == (200, "ready, with warnings")
    assert answer.json["checks"]["worker"]["ok"] is False


def test_late_mail_is_told_in_figures(with_token):
    recipient = Recipient("bodil@norrskar.example", "Bodil Berg", "sv")
    with db.transaction():
        queue(
            "visits/verify",
            recipient,
            subject="visit:1",
            occasion="1",
            due_at=NOW - timedelta(minutes=11),
        )
        queue(
            "visits/verify",
            recipient,
            subject="visit:1",
            occasion="2",
            due_at=NOW + timedelta(days=1),
        )
    answer = with_token.test_client().get("/readyz")
    assert answer.json["checks"]["mail"] == {"ok": False, "detail": "1 due, the oldest for 660 s"}
    assert "bodil" not in answer.text


def test_readyz_is_503_when_the_database_is_away_and_tells_no_secret(client, monkeypatch):
    class Away:
        def connect(self):
            raise OperationalError("connect", {}, Exception("password=hunter2 host=10.0.0.7"))

    monkeypatch.setattr(queries.db, "engine", Away)
    monkeypatch.setattr(queries, "_check_disk", list)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json["checks"]["database"] == {"ok": False, "detail": "OperationalError"}
    assert "hunter2" not in answer.text
    assert "10.0.0.7" not in answer.text


def test_readyz_is_503_when_the_database_is_older_than_the_code(client, monkeypatch):
    monkeypatch.setattr(queries.revisions, "current_revision", lambda: "0001")
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json["checks"]["migrations"]["ok"] is False


def set_on_the_connection(statement):
    """Change a setting of the pooled connection, outside a transaction."""
    with db.engine().connect() as connection:
        driver = connection.connection.driver_connection
        driver.execute(statement)
        if db.dialect() == "postgresql":
            driver.commit()


def test_readyz_is_503_when_the_database_has_settings_that_lose_data(client, database):
    wrong = {
        "sqlite": ("synchronous", "PRAGMA synchronous=OFF"),
        "postgresql": ("lock_timeout", "SET lock_timeout=0"),
    }
    name, statement = wrong[database]
    db.session.rollback()
    db.engine().dispose()
    set_on_the_connection(statement)
    answer = client.get("/readyz")
    db.engine().dispose()
    assert answer.status_code == 503
    assert answer.json["checks"]["settings"] == {"ok": False, "detail": name}


def test_the_figures_are_for_this_machine(client):
    client.get("/sv/about")
    answer = client.get("/metrics", environ_base={"REMOTE_ADDR": "127.0.0.1"})
    assert answer.status_code == 200
    assert 'arena_requests_total{endpoint="site.about",method="GET",status="200"}' in answer.text
    assert "arena_database_up 1.0" in answer.text
    assert "arena_mail_due 0.0" in answer.text


@pytest.mark.parametrize(
    ("address", "headers"),
    [
        ("203.0.113.7", {}),
        ("127.0.0.1", {"X-Forwarded-For": "203.0.113.7"}),
        ("127.0.0.1", {"Forwarded": "for=203.0.113.7"}),
        ("203.0.113.7", {"Authorization": "Bearer "}),
        ("203.0.113.7", {"Authorization": "Bearer None"}),
        ("", {}),
    ],
)
def test_nobody_else_learns_that_there_are_figures(client, address, headers):
    answer = client.get("/metrics", environ_base={"REMOTE_ADDR": address}, headers=headers)
    assert answer.status_code == 404


def test_the_token_opens_the_figures_from_afar_and_a_wrong_one_does_not(with_token):
    client = with_token.test_client()
    afar = {"environ_base": {"REMOTE_ADDR": "203.0.113.7"}}
    right = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"}, **afar)
    assert right.status_code == 200
    for given in (f"Bearer {TOKEN}x", f"Basic {TOKEN}", TOKEN, "Bearer å"):
        answer = client.get("/metrics", headers={"Authorization": given}, **afar)
        assert answer.status_code == 404


def test_figures_hold_no_addresses_of_pages(client):
    client.get("/sv/manage/a-secret-token-in-an-address")
    answer = client.get("/metrics", environ_base={"REMOTE_ADDR": "127.0.0.1"})
    assert "a-secret-token" not in answer.text


def test_a_database_that_is_away_is_a_figure_too(client, monkeypatch):
    class Away:
        def connect(self):
            raise OperationalError("connect", {}, Exception())

    monkeypatch.setattr("arena.site.metrics.db.engine", Away)
    answer = client.get("/metrics", environ_base={"REMOTE_ADDR": "127.0.0.1"})
    assert "arena_database_up 0.0" in answer.text


def test_robots_may_read_feeds_and_public_pages_but_not_the_workplace(client):
    answer = client.get("/robots.txt")
    assert answer.status_code == 200
    assert "Disallow: /staff/" in answer.text
    assert "feeds" not in answer.text
    assert "Disallow: /sv/" not in answer.text


def test_the_guessed_address_of_the_icon_leads_to_it(client):
    answer = client.get("/favicon.ico", follow_redirects=True)
    assert (answer.status_code, answer.mimetype) == (200, "image/svg+xml")
    answer.close()


def test_readiness_writes_nothing(client):
    before = db.session.scalar(text("SELECT count(*) FROM audit_entries"))
    client.get("/readyz")
    assert db.session.scalar(text("SELECT count(*) FROM audit_entries")) == before
