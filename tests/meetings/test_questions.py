"""Pages of meetings ask the database no more for many than for few."""

from datetime import timedelta

import pytest
from sqlalchemy import event as engine_events

from arena import db
from arena.audit.models import Actor
from arena.meetings.queries.inviting import list_not_invited
from arena.meetings.services.calling import call_meeting
from tests.cast import sign_in
from tests.meetings.cast import AT, make_circle, make_meeting, make_room
from tests.networks.cast import join, make_organisation, make_partner


@pytest.fixture
def count(app, client):
    """A function that opens a page and tells how many questions it asked."""
    asked = []

    def hear(connection, cursor, statement, *rest):
        asked.append(statement)

    with app.app_context():
        engine = db.engine()
    engine_events.listen(engine, "before_cursor_execute", hear)

    def opened(path):
        asked.clear()
        assert client.get(path).status_code == 200
        return len(asked)

    yield opened
    engine_events.remove(engine, "before_cursor_execute", hear)


def test_a_list_of_many_meetings_asks_as_much_as_one_of_few(app, count, client):
    with db.transaction():
        circle = make_circle()
        rooms = [make_room(f"K{number}") for number in range(3)]
        for day in range(3):
            make_meeting(circle, AT + timedelta(days=day), room_id=rooms[day].id)
    sign_in(client, circle.alice)
    few = count("/staff/meetings/")
    with db.transaction():
        for hour in range(47):  # Two hours each: one after the other, in turn in each room.
            starts_at = AT + timedelta(days=3 + hour // 12, hours=2 * (hour % 4) - 4)
            make_meeting(circle, starts_at, room_id=rooms[hour % 12 // 4].id)
    assert count("/staff/meetings/") <= few
    assert few <= 12


@pytest.mark.parametrize("side", ["staff", "partner"])
def test_a_page_with_sixty_invitees_asks_as_much_as_one_with_three(app, count, client, side):
    with db.transaction():
        circle = make_circle()
        small = make_meeting(circle, room_id=make_room().id)
        everybody = [each.who for each in list_not_invited(small)]
        call_meeting(small, everybody, by=Actor.user(circle.alice.id))
        for number in range(57):
            person = make_partner(make_organisation(f"Nytt bolag {number}"), f"Ny{number} Person")
            join(circle.network, person)
        large = make_meeting(circle, AT + timedelta(days=1), room_id=small.room_id)
        everybody = [each.who for each in list_not_invited(large)]
        assert call_meeting(large, everybody, by=Actor.user(circle.alice.id)) == 60
        numbers = small.id, large.id
    sign_in(client, circle.alice if side == "staff" else circle.members[0].user)
    few, many = [count(f"/{side}/meetings/{number}") for number in numbers]
    assert many <= few
