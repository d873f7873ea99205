"""An absence is no booking: nothing that lists or counts what is booked names one."""

from datetime import timedelta

import pytest

from arena import db
from arena.hosting.services import Hours, go_away
from arena.resources.queries import working_days
from arena.resources.queries.openness import list_events_within, list_special_days
from arena.resources.queries.register import count_next_holdings, list_next_holdings, next_uses
from arena.scheduling.services import schedule
from tests.cast import event_facts, make_host
from tests.visits.bookings import STAFF, at, do

EVE = at().date().replace(day=24)  # Christmas Eve.
AFTER = EVE + timedelta(days=1)


@pytest.fixture
def host(app):
    with db.transaction():
        host = make_host("Hedda Holm")
    do(go_away, host, Hours(at(EVE, hour=8), at(EVE, hour=12)), by=STAFF)
    return host


def test_what_a_closure_would_meet_leaves_absences_out(host):
    assert list_events_within(host, EVE, AFTER) == []
    assert list_events_within(None, EVE, AFTER) == []
    do(schedule, event_facts(at(EVE, hour=9)), uses=[], by=STAFF)
    assert [event.kind for event in list_events_within(None, EVE, AFTER)] == ["visit"]


def test_what_is_booked_on_a_special_day_leaves_absences_out(host):
    (eve,) = list_special_days(working_days(), EVE, AFTER, "sv")
    assert eve.booked == 0


def test_what_a_host_has_next_leaves_absences_out(host):
    assert list_next_holdings(host) == []
    assert count_next_holdings(host) == 0
    assert next_uses([host.id]) == {}
