"""Two who book the same room at one moment: one has it, and the other is told."""

from arena import db
from arena.accounts.models import User
from arena.audit.models import Actor
from arena.meeting_place.services.booking import book_room
from arena.meeting_place.services.errors import RoomTaken
from arena.meeting_place.services.facts import Booker
from arena.resources.models import Resource
from tests.cast import make_user
from tests.meeting_place.model import bookings
from tests.meeting_place.rooms import build_house, facts
from tests.resources.test_dividing_at_once import try_both


def books(room, who):
    """Return the act of somebody who books a room at ten."""

    def act(ids):
        user = db.session.get_one(User, ids[who])
        wanted = facts(db.session.get_one(Resource, ids[room]), title=who)
        book_room(wanted, Booker(user), by=Actor.user(user.id))

    return act


def test_of_two_at_once_one_has_the_room_and_the_other_is_told(app):
    with db.transaction():
        house = build_house()
        ids = {"alice": make_user().id, "bob": make_user("Bob Berg").id}
        ids |= {"hall": house.hall.id, "east": house.east.id}
    outcomes = try_both(app, ids, books("hall", "alice"), books("east", "bob"))
    assert outcomes == (None, RoomTaken)
    assert [(each.title, each.room.code) for each in bookings()] == [("alice", "HALL")]
