"""Nothing of a host's own time is kept longer than somebody plans with it."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from arena import clock, db
from arena.accounts.models import Role
from arena.accounts.services import change_role, close_account
from arena.audit.models import COMMAND, AuditEntry
from arena.events.models import Event
from arena.hosting.jobs import read_calendars
from arena.hosting.models import Absence, BusyTime, HostCalendar
from arena.hosting.network import ClosedNetwork
from arena.hosting.reading import NETWORK, try_address
from arena.hosting.services import Days, Hours, come_back, go_away, set_calendar
from arena.resources.models import Closure
from arena.resources.queries import get_timetable
from arena.resources.services import retire_resource
from arena.retention import erase_expired
from tests.cast import make_host, make_user, sign_in
from tests.conftest import NOW
from tests.hosting.servers import answer, calendar, entry, serving
from tests.pages import words
from tests.visits.bookings import DAY, STAFF, at, do

WHERE = "https://calendar.example/secret-12345.ics"
BUSY = entry("a", "20261217T080000Z", "20261217T100000Z")


@pytest.fixture
def server(app):
    """A calendar; `handle` is what it says just now."""

    class Server:
        handle = staticmethod(answer(calendar(BUSY)))
        asked = 0

        def __call__(self, connection, head):
            self.asked += 1
            self.handle(connection, head)

    server = Server()
    with serving(server) as network:
        app.extensions[NETWORK] = network
        yield server
    app.extensions[NETWORK] = ClosedNetwork()


@pytest.fixture
def host(server):
    with db.transaction():
        host = make_host("Hedda Holm")
    do(set_calendar, host, try_address(WHERE), by=STAFF)
    return host


def count(model):
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(model))


def known():
    return count(HostCalendar), count(BusyTime)


def acts():
    db.session.rollback()
    return db.session.scalars(
        select(AuditEntry.action).where(AuditEntry.action.like("hosting.%")).order_by(AuditEntry.id)
    ).all()


def test_who_leaves_takes_their_calendar_with_them(host, server):
    assert known() == (1, 1)
    do(close_account, host.host.user, by=COMMAND)
    assert known() == (0, 0)
    assert acts()[-1] == "hosting.remove_calendar"
    with clock.travel(NOW + timedelta(hours=1)):
        read_calendars()
    assert server.asked == 1


def test_who_may_no_longer_host_could_not_stop_it_so_it_stops(host):
    do(change_role, host.host.user, Role.COORDINATOR, by=STAFF)
    assert known() == (1, 1)
    do(change_role, host.host.user, Role.ANALYST, by=STAFF)
    assert known() == (0, 0)


def test_nothing_is_said_of_calendars_where_there_is_none(app):
    with db.transaction():
        alice = make_user()
    do(close_account, alice, by=COMMAND)
    assert acts() == []


@pytest.mark.parametrize("what", ["account", "resource"])
def test_only_the_calendars_of_those_who_are_planned_with_are_read(host, server, what):
    with db.transaction():
        if what == "account":  # Past the service that forgets the calendar.
            host.host.user.closed_at = NOW
        else:
            retire_resource(host, by=STAFF)
    with clock.travel(NOW + timedelta(hours=1)):
        read_calendars()
        assert server.asked == 1
        assert erase_expired()["hosting.calendars"] == 1
    assert known() == (0, 0)


def test_a_calendar_that_nobody_could_read_for_ninety_days_is_forgotten(host, server):
    server.handle = answer(status="404 Not Found")
    with clock.travel(NOW + timedelta(hours=1)):
        read_calendars()
    with clock.travel(NOW + timedelta(days=90)):
        assert erase_expired()["hosting.calendars"] == 0
    with clock.travel(NOW + timedelta(days=91)):
        assert erase_expired()["hosting.calendars"] == 1
    assert known() == (0, 0)
    assert acts()[-1] == "hosting.erase_calendars"


def test_busy_times_are_dropped_seven_days_after_they_were_read(host):
    with clock.travel(NOW + timedelta(days=7)):
        assert erase_expired()["hosting.busy_times"] == 0
    with clock.travel(NOW + timedelta(days=8)):
        assert erase_expired()["hosting.busy_times"] == 1
        assert erase_expired()["hosting.busy_times"] == 0
    assert known() == (1, 0)
    assert db.session.scalar(select(HostCalendar.read_at)) is None


def test_absences_are_forgotten_ninety_days_after_they_ended(host):
    do(go_away, host, Days(DAY, DAY + timedelta(days=1)), by=STAFF)
    do(
        go_away,
        host,
        Hours(at(DAY + timedelta(days=7), hour=8), at(DAY + timedelta(days=7), hour=9)),
        by=STAFF,
    )
    taken_back = Hours(at(DAY - timedelta(days=1), hour=8), at(DAY - timedelta(days=1), hour=9))
    do(come_back, do(go_away, host, taken_back, by=STAFF), by=STAFF)
    assert (count(Absence), count(Closure), count(Event)) == (2, 1, 2)
    with clock.travel(at(DAY + timedelta(days=92))):
        erase_expired()
    assert (count(Absence), count(Closure), count(Event)) == (1, 0, 1)
    assert get_timetable().closures == {}
    with clock.travel(at(DAY + timedelta(days=99))):
        erase_expired()
    assert (count(Absence), count(Event)) == (0, 0)


def test_who_plans_can_stop_the_reading_for_a_host(client, host):
    with db.transaction():
        alice = make_user("Alice Alm")
    sign_in(client, alice)
    address = f"/staff/hosts/{host.id}/calendar/remove"
    assert address in client.get(f"/staff/hosts/{host.id}/time").text
    asked = client.get(address)
    assert "secret-12345" not in asked.text
    assert "Hedda Holm" in words(asked)
    assert count(HostCalendar) == 1
    assert client.post(address).status_code == 302
    assert known() == (0, 0)
    assert client.get(address).status_code == 404
