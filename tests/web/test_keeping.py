"""Pages for everybody are drawn once while nothing changes, and never for somebody else."""

from datetime import timedelta

import pytest

from arena import clock, config, create_app, db
from arena.visits.services.offers import unpublish_offer
from arena.visits.views import public as views
from arena.web.keeping import ROOM, KeptPages
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


def test_a_booking_and_a_changed_offer_are_seen_at_once(keeping, offer, drawn):
    page = keeping.test_client().get("/sv/visits/introduction").text
    asked(offer)
    taken = keeping.test_client().get("/sv/visits/introduction").text
    assert taken != page
    with clock.travel(NOW + timedelta(seconds=1)):
        with db.transaction():
            unpublish_offer(offer, by=STAFF)
        assert keeping.test_client().get("/sv/visits/introduction").status_code == 404


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


def test_pages_are_kept_as_long_as_there_is_room():
    pages = KeptPages()
    pages.keep("large", b"x" * (ROOM - 10))
    pages.keep("small", b"y" * 10)
    assert pages.find("large") is not None
    pages.keep("another", b"z")
    assert pages.find("small") is None
    assert pages.find("large") is not None
    pages.keep("large", b"x" * ROOM)
    assert pages.find("another") is None
