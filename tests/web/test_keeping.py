"""Pages for everybody are drawn once while nothing changes, and never for somebody else."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import OperationalError

from arena import clock, config, create_app, db
from arena.visits.queries import get_offer
from arena.visits.services.offers import unpublish_offer
from arena.visits.views import public as views
from arena.web.keeping import ROOM, KeptPages, Page
from arena.web.recent import Recent
from arena.web.requests import on_answer
from tests.cast import make_host, make_offer, make_user, sign_in
from tests.conftest import NOW
from tests.visits.bookings import STAFF, asked


@pytest.fixture
def keeping(app, database_url):
    """An application that keeps pages, as in the street."""
    other = create_app(config.load({"ARENA_DEMO": "1", "ARENA_DATABASE_URL": database_url}))
    other.config.update(WTF_CSRF_ENABLED=False)
    other.test_client_class = app.test_client_class
    yield other
    with other.app_context():
        db.engine().dispose()


@pytest.fixture
def another(keeping, database_url):
    """The application as another process runs it."""
    other = create_app(config.load({"ARENA_DEMO": "1", "ARENA_DATABASE_URL": database_url}))
    yield other
    with other.app_context():
        db.engine().dispose()


@pytest.fixture
def later(monkeypatch):
    """Let a second pass for whoever remembers what was read."""
    return lambda: monkeypatch.setattr(Recent, "SECONDS", 0)


@pytest.fixture
def offer(app):
    with db.transaction():
        make_host()
        return make_offer()


@pytest.fixture
def drawn(monkeypatch):
    """How often the list of offers has been drawn."""
    times: list[int] = []
    original = views.render_template
    monkeypatch.setattr(
        views, "render_template", lambda *a, **k: times.append(1) or original(*a, **k)
    )
    return times


def test_a_page_is_drawn_once_for_everybody(keeping, offer, drawn):
    first = keeping.test_client().get("/sv/visits/")
    second = keeping.test_client().get("/sv/visits/")
    assert first.data == second.data
    assert len(drawn) == 1
    keeping.test_client().get("/en/visits/")
    keeping.test_client().get("/sv/visits/?group_size=20")
    assert len(drawn) == 3


def test_what_this_process_writes_is_seen_at_once(keeping, offer, drawn):
    page = keeping.test_client().get("/sv/visits/introduction").text
    with keeping.app_context():
        asked(get_offer(offer.slug))
    taken = keeping.test_client().get("/sv/visits/introduction").text
    assert taken != page
    with keeping.app_context(), clock.travel(NOW + timedelta(milliseconds=1)), db.transaction():
        unpublish_offer(get_offer(offer.slug), by=STAFF)
    assert keeping.test_client().get("/sv/visits/introduction").status_code == 404


def test_what_another_process_writes_is_seen_a_second_later(keeping, another, offer, drawn, later):
    page = keeping.test_client().get("/sv/visits/introduction").text
    with another.app_context():
        asked(get_offer(offer.slug))
    later()
    assert keeping.test_client().get("/sv/visits/introduction").text != page


@pytest.mark.parametrize("path", ["/sv/", "/en/visits/", "/sv/visits/introduction?group_size=20"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_kept_page_is_answered_as_it_was_drawn(keeping, offer, path, method):
    drawn = keeping.test_client().open(path, method=method)
    keeping.test_client().get(path)
    kept = keeping.test_client().open(path, method=method)
    assert (kept.status, kept.data) == (drawn.status, drawn.data)
    assert sorted(kept.headers) == sorted(drawn.headers)
    assert "Set-Cookie" not in kept.headers


def test_a_kept_page_is_logged_and_counted_as_others(keeping, offer):
    heard = []
    on_answer(keeping, heard.append)
    for _ in range(2):
        keeping.test_client().get("/sv/visits/introduction")
    assert [(answer.endpoint, answer.status) for answer in heard] == [("visits.show", 200)] * 2


@pytest.mark.parametrize("cookie", ["arena", "another"])
def test_who_has_any_cookie_gets_a_page_of_their_own(keeping, offer, drawn, cookie):
    client = keeping.test_client()
    client.set_cookie(cookie, "x")
    for _ in range(2):
        client.get("/sv/visits/")
    assert len(drawn) == 2


def test_over_tls_and_without_are_two_pages(keeping, offer):
    plain = keeping.test_client().get("/sv/visits/")
    over_tls = keeping.test_client().get("/sv/visits/", base_url="https://arena.example")
    assert "Strict-Transport-Security" not in plain.headers
    assert "Strict-Transport-Security" in over_tls.headers


def test_while_the_database_is_away_the_view_says_so(keeping, offer, monkeypatch):
    keeping.test_client().get("/sv/visits/")

    def away(*arguments):
        raise OperationalError("SELECT", {}, Exception("gone"))

    monkeypatch.setattr(Recent, "get", away)
    monkeypatch.setattr(views, "list_offers", away)
    assert keeping.test_client().get("/sv/visits/").status_code == 503


def test_nothing_is_kept_for_long(keeping, offer, drawn):
    keeping.test_client().get("/sv/visits/")
    with clock.travel(NOW + timedelta(seconds=30)):
        keeping.test_client().get("/sv/visits/")
    assert len(drawn) == 2


def test_a_page_of_somebody_signed_in_is_theirs_alone(keeping, offer, drawn):
    with db.transaction():
        alice = make_user()
    keeping.test_client().get("/sv/visits/")
    hers = sign_in(keeping.test_client(), alice).get("/sv/visits/")
    strangers = keeping.test_client().get("/sv/visits/")
    assert "/staff/" in hers.text
    assert "/staff/" not in strangers.text


def test_a_refused_page_and_a_long_address_are_not_kept(keeping, offer, drawn):
    for _ in range(2):
        keeping.test_client().get("/sv/visits/?group_size=x")
        keeping.test_client().get("/sv/visits/?x=" + "y" * 300)
    assert len(drawn) == 4


def page(size: int) -> Page:
    return Page("site.index", [], b"x" * size)


def test_pages_are_kept_as_long_as_there_is_room():
    pages = KeptPages()
    pages.keep("now", "large", page(ROOM - 10))
    pages.keep("now", "small", page(10))
    assert pages.find("now", "large") is not None
    pages.keep("now", "another", page(1))
    assert pages.find("now", "small") is None
    assert pages.find("now", "large") is not None
    pages.keep("now", "large", page(ROOM))
    assert pages.find("now", "another") is None


def test_pages_of_the_past_make_room():
    pages = KeptPages()
    pages.keep("then", "one", page(1))
    assert pages.find("now", "one") is None
    pages.keep("now", "two", page(1))
    assert pages.find("then", "one") is None
