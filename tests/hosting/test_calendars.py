"""Busy times from a host's own calendar: read by the worker, kept bare, dropped when old."""

from datetime import timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import OperationalError
from structlog.testing import capture_logs

from arena import clock, db
from arena.hosting import reading, services
from arena.hosting.jobs import read_calendars
from arena.hosting.models import BusyTime, HostCalendar
from arena.hosting.network import ClosedNetwork, fetch
from arena.hosting.reading import NETWORK, try_address
from arena.hosting.rules.troubles import Trouble
from arena.hosting.services import keep_reading, remove_calendar, set_calendar
from arena.retention import erase_expired
from arena.visits.queries.free_times import is_free_time, rank_hosts
from arena.visits.services import confirm_visit
from tests.cast import make_host, make_offer
from tests.conftest import NOW
from tests.hosting.servers import answer, calendar, entry, serving
from tests.visits.bookings import STAFF, at, confirmed, do, received

WHERE = "https://calendar.example/secret-12345.ics"
BUSY = entry("a", "20261217T080000Z", "20261217T100000Z", "SUMMARY:Tandläkaren")


@pytest.fixture
def host(app):
    with db.transaction():
        return make_host("Hedda Holm")


@pytest.fixture
def offer(host):
    with db.transaction():
        return make_offer()


class Server:
    """What the host's calendar says just now."""

    def __init__(self):
        self.handle = answer(calendar(BUSY), ETag='"1"')
        self.heads = []

    def __call__(self, connection, head):
        self.heads.append(head)
        self.handle(connection, head)


@pytest.fixture
def server(app):
    server = Server()
    with serving(server) as network:
        app.extensions[NETWORK] = network
        yield server
    app.extensions[NETWORK] = ClosedNetwork()


def connect(host):
    do(set_calendar, host, try_address(WHERE), by=STAFF)


def fresh(host):
    db.session.rollback()
    db.session.expire_all()
    return db.session.get(HostCalendar, host.id)


def spans():
    db.session.rollback()
    return db.session.scalars(select(BusyTime.starts_at).order_by(BusyTime.starts_at)).all()


def is_free(offer, hour):
    return is_free_time(offer, at(hour=hour), group_size=10, language="sv")


def test_busy_times_block_free_times(server, offer, host):
    assert is_free(offer, 10)
    connect(host)
    assert not is_free(offer, 10)
    assert is_free(offer, 13)


def test_nothing_but_the_time_is_kept(server, host):
    connect(host)
    db.session.rollback()
    row = db.session.execute(text("SELECT * FROM busy_times")).mappings().one()
    assert set(row) == {"id", "resource_id", "starts_at", "ends_at"}


def test_staff_see_that_a_host_is_busy_and_may_assign_them_all_the_same(server, offer, host):
    visit = received(offer)
    connect(host)
    (rank,) = rank_hosts(offer, at(), at(hour=11), language="sv", ignore_event=visit.event_id)
    assert (rank.is_busy, rank.is_free, rank.fits) == (True, False, False)
    do(confirm_visit, visit, host_ids=[host.id], by=STAFF)
    assert visit.event.hosts[0].name == "Hedda Holm"


def test_our_own_visits_in_their_calendar_are_left_out(server, offer, host):
    visit = confirmed(offer)
    server.handle = answer(calendar(entry(visit.event.uid, "20261217T090000Z", "20261217T103000Z")))
    connect(host)
    assert spans() == []


def test_the_worker_reads_what_is_due_and_no_more(server, host):
    connect(host)
    read_calendars()
    assert len(server.heads) == 1
    with clock.travel(NOW + timedelta(minutes=21)):
        server.handle = answer(calendar())
        read_calendars()
        read_calendars()
    assert len(server.heads) == 2
    assert 'If-None-Match: "1"' in server.heads[1]
    assert spans() == []


def test_what_has_not_changed_stays(server, host):
    connect(host)
    server.handle = answer(status="304 Not Modified")
    with clock.travel(NOW + timedelta(minutes=21)):
        read_calendars()
    assert fresh(host).read_at == NOW + timedelta(minutes=21)
    assert len(spans()) == 1


def test_a_week_s_first_reading_is_a_whole_one(server, host):
    """What is looked at moves with the days, so what has not changed does not hold for ever."""
    connect(host)
    for days, is_whole in ((1, False), (6, True), (7, False), (13, True)):
        with clock.travel(NOW + timedelta(days=days)):
            read_calendars()
        assert ("If-None-Match" not in server.heads[-1]) == is_whole
    assert len(server.heads) == 5


def test_a_whole_reading_that_fails_is_made_up_for(server, host):
    connect(host)
    good, server.handle = server.handle, answer(status="500 Oops")
    with clock.travel(NOW + timedelta(days=6)):
        read_calendars()
    server.handle = good
    with clock.travel(NOW + timedelta(days=6, hours=1)):
        read_calendars()
    assert "If-None-Match" not in server.heads[-1]


def test_what_nobody_thought_of_is_a_trouble_and_stops_nobody_else_s_turn(
    server, host, monkeypatch
):
    connect(host)
    with db.transaction():
        other = make_host("Henrik Hed")
        db.session.get_one(HostCalendar, host.id).address = "https://broken.example/a.ics"
    do(set_calendar, other, try_address(WHERE), by=STAFF)

    def fetch_or_break(address, *arguments, **options):
        if "broken" in address:
            raise RuntimeError("https://broken.example/secret-12345.ics")
        return fetch(address, *arguments, **options)

    monkeypatch.setattr(reading, "fetch", fetch_or_break)
    with clock.travel(NOW + timedelta(hours=1)), capture_logs() as lines:
        read_calendars()
    assert fresh(host).trouble == Trouble.UNEXPECTED
    assert fresh(other).read_at == NOW + timedelta(hours=1)
    assert "RuntimeError" in f"{lines}"
    assert "secret-12345" not in f"{lines}"


def test_what_cannot_be_kept_stops_nobody_else_s_turn(server, host, monkeypatch):
    connect(host)
    with db.transaction():
        other = make_host("Henrik Hed")
    do(set_calendar, other, try_address(WHERE), by=STAFF)

    def keep_or_break(calendar, reading):
        if calendar.resource_id == host.id:
            raise OperationalError("", {}, Exception())
        keep_reading(calendar, reading)

    monkeypatch.setattr(services, "keep_reading", keep_or_break)
    with clock.travel(NOW + timedelta(hours=1)):
        read_calendars()
    assert fresh(other).read_at == NOW + timedelta(hours=1)


def test_a_failing_calendar_says_since_when_and_keeps_what_it_had_for_seven_days(server, host):
    connect(host)
    server.handle = answer(status="404 Not Found")
    first = NOW + timedelta(hours=1)
    with clock.travel(first):
        read_calendars()
    with clock.travel(NOW + timedelta(days=6)):
        read_calendars()
    kept = fresh(host)
    assert (kept.trouble, kept.failing_since) == (Trouble.GONE, first)
    assert len(spans()) == 1
    with clock.travel(NOW + timedelta(days=8)):
        erase_expired()
    assert spans() == []
    server.handle = answer(calendar(BUSY))
    with clock.travel(NOW + timedelta(days=8, hours=1)):
        read_calendars()
    assert (fresh(host).trouble, fresh(host).failing_since) == ("", None)
    assert len(spans()) == 1


@pytest.mark.parametrize(
    ("body", "trouble"),
    [
        (b"<html>", Trouble.NO_CALENDAR),
        (
            calendar(entry("a", "20261201T090000Z", "20261201T090001Z", "RRULE:FREQ=SECONDLY")),
            Trouble.TOO_MUCH,
        ),
        (b"x" * 2_000_001, Trouble.TOO_LARGE),
    ],
)
def test_a_hostile_calendar_changes_nothing_and_the_next_one_is_read(server, host, body, trouble):
    connect(host)
    with db.transaction():
        other = make_host("Henrik Hed")
    do(set_calendar, other, try_address(WHERE), by=STAFF)
    bad = answer(body)
    good = answer(calendar())

    def first_bad(connection, head):
        (bad if len(server.heads) == 3 else good)(connection, head)

    server.handle = first_bad
    with clock.travel(NOW + timedelta(hours=1)):
        read_calendars()
    assert fresh(host).trouble == trouble
    assert fresh(other).trouble == ""
    assert len(spans()) == 1


def test_a_calendar_that_was_changed_meanwhile_keeps_nothing_of_the_old_one(server, host):
    connect(host)
    old = try_address(WHERE)
    do(remove_calendar, host, by=STAFF)
    assert spans() == []
    server.handle = answer(calendar())
    do(set_calendar, host, try_address(WHERE + "?other"), by=STAFF)
    with db.transaction():
        keep_reading(db.session.get(HostCalendar, host.id), old)
    assert spans() == []


def test_the_address_is_in_no_log_and_in_no_trail(server, host):
    connect(host)
    server.handle = answer(status="500 Oops")
    with clock.travel(NOW + timedelta(hours=1)), capture_logs() as lines:
        read_calendars()
    assert "calendar_not_read" in f"{lines}"
    assert "secret-12345" not in f"{lines}"
    assert not db.session.scalar(
        text("SELECT count(*) FROM audit_entries WHERE CAST(detail AS TEXT) LIKE '%secret-12345%'")
    )


def test_the_demo_reads_no_calendars(app):
    assert try_address(WHERE).trouble == Trouble.CLOSED
