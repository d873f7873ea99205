"""Meetings by weeks: every date is shown first, and then all that were chosen are planned."""

from datetime import UTC, date, datetime, time

import pytest
from sqlalchemy import select

from arena import clock, db
from arena.audit.models import COMMAND
from arena.meetings.models import Meeting, MeetingSeries
from arena.resources.services import add_closure
from tests.cast import sign_in
from tests.meetings.cast import make_circle, make_meeting, make_room
from tests.pages import errors, parsed, values, words

FORM = {
    "title_sv": "Nätverksmöte",
    "weeks": "v. 50, 51, 6",
    "year": "2026",
    "weekday": "1",
    "begins_at": "13:00",
    "minutes": "120",
    "other_place": "Stadshuset",
    "language": "sv",
}
PAGE = "/staff/meetings/plan-weeks"


@pytest.fixture
def circle(app):
    with db.transaction():
        return make_circle()


def planned():
    with db.transaction():
        rows = db.session.scalars(select(Meeting).order_by(Meeting.id)).all()
        return [clock.date_of(each.event.starts_at) for each in rows]


def test_the_dates_are_shown_and_then_planned_once(app, circle, client):
    sign_in(client, circle.alice)
    asked = FORM | {"network_id": circle.network.id}
    shown = client.post(PAGE, data=asked)
    assert planned() == []
    assert "tis 9 februari 2027" in words(shown)
    kept = dict(values(shown).items())
    assert client.post(PAGE, data=kept | {"step": "save"}).status_code == 302
    assert client.post(PAGE, data=kept | {"step": "save"}).status_code == 302
    assert planned() == [date(2026, 12, 8), date(2026, 12, 15), date(2027, 2, 9)]


def test_a_taken_room_is_told_and_nothing_is_planned_by_halves(app, circle, client):
    with db.transaction():
        room = make_room()
        make_meeting(circle, datetime(2026, 12, 15, 12, tzinfo=UTC), room_id=room.id)
        add_closure(
            None,
            starts_on=date(2027, 2, 9),
            ends_on=date(2027, 2, 10),
            reason_sv="Utbildningsdag",
            reason_en="Training",
            by=COMMAND,
        )
    sign_in(client, circle.alice)
    asked = FORM | {"network_id": circle.network.id, "room_id": room.id, "other_place": ""}
    shown = client.post(PAGE, data=asked)
    text = words(shown)
    assert "2 datum" in text
    assert "Utbildningsdag" in text
    free = dict(values(shown).items()) | {
        "step": "save",
        "on-2026-12-15": "",
        "on-2027-02-09": "skip",
    }
    refused = client.post(PAGE, data=free)
    assert refused.status_code == 409
    assert len(planned()) == 1
    choice = next(
        option.get("value")
        for option in parsed(shown).iter("option")
        if (option.get("value") or "").startswith(f"{room.id} ")
    )
    done = free | {"on-2026-12-15": choice}
    assert client.post(PAGE, data=done).status_code == 302
    assert len(planned()) == 3


def test_a_week_that_is_none_is_explained(app, circle, client):
    sign_in(client, circle.alice)
    asked = FORM | {"network_id": circle.network.id, "weeks": "v. 6, 53", "year": "2027"}
    answer = client.post(PAGE, data=asked)
    assert answer.status_code == 400
    assert any("2027" in each for each in errors(answer))


def test_hours_stay_on_the_wall_in_the_week_of_the_clock_change(app, circle, client):
    sign_in(client, circle.alice)
    asked = FORM | {
        "network_id": circle.network.id,
        "weeks": "12, 13",
        "year": "2027",
        "weekday": "6",
        "begins_at": "02:30",
    }
    shown = client.post(PAGE, data=asked)
    kept = dict(values(shown).items()) | {"step": "save", "on-2027-03-28": "skip"}
    assert client.post(PAGE, data=kept).status_code == 302
    assert planned() == [date(2027, 4, 4)]
    with db.transaction():
        series = db.session.scalars(select(MeetingSeries)).one()
        assert series.starts_at_time == time(2, 30)
