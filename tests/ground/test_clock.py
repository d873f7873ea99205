"""There is one clock, and tests hold it."""

import threading
from datetime import UTC, datetime, timedelta

import pytest

from arena import clock
from tests.conftest import NOW


def test_the_clock_is_held_in_every_thread_and_let_go_after():
    seen = []
    with clock.travel(NOW) as set_clock:
        set_clock(NOW + timedelta(hours=1))
        thread = threading.Thread(target=lambda: seen.append(clock.now()))
        thread.start()
        thread.join()
    assert seen == [NOW + timedelta(hours=1)]
    assert clock.now() != NOW + timedelta(hours=1)


def test_the_clock_takes_no_naive_moment():
    naive = datetime(2026, 11, 24)  # noqa: DTZ001 - the point
    with pytest.raises(ValueError, match="aware"), clock.travel(naive):
        pass


def test_today_is_the_date_in_the_arenas_zone(app):
    with clock.travel(datetime(2026, 11, 24, 23, 30, tzinfo=UTC)):
        assert clock.today().isoformat() == "2026-11-25"
