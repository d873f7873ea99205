"""Two who change what rooms divide into at one moment: the second sees what the first has done."""

import threading
import time

import pytest

from arena import db
from arena.audit.models import WORKER
from arena.errors import ArenaError
from arena.resources.models import Resource
from arena.resources.services import ResourceFacts, RoomTerms, set_room_terms, update_resource
from arena.resources.services.errors import OneGroupOnly, PartsOfParts
from tests.cast import make_resource


@pytest.fixture
def rooms(app):
    with db.transaction():
        return {code: make_resource(code).id for code in "ABC"}


def divides(whole, part):
    """Return the act that divides a room into another one."""

    def act(rooms):
        room = db.session.get_one(Resource, rooms[whole])
        assert room.parts == []  # Read before the lock, as a page that shows the room does.
        set_room_terms(room, RoomTerms(part_ids=[rooms[part]]), by=WORKER)

    return act


def doubles(code):
    """Return the act that lets a room take two groups."""

    def act(rooms):
        room = db.session.get_one(Resource, rooms[code])
        assert len(room.open_units) == 1
        facts = ResourceFacts(code=code, name_sv=code, name_en=code, units=2)
        update_resource(room, facts, by=WORKER)

    return act


def try_both(app, rooms, first, second):
    """Do the second act while the first one is not yet committed; return what each came to."""
    is_done, outcomes = threading.Event(), {}

    def run(name, act, before, after):
        with app.app_context():
            before()
            try:
                with db.transaction():
                    act(rooms)
                    after()
                outcomes[name] = None
            except ArenaError as error:
                outcomes[name] = type(error)
            finally:
                is_done.set()

    def linger():
        is_done.set()
        time.sleep(0.5)

    threads = [
        threading.Thread(target=run, args=("first", first, lambda: None, linger)),
        threading.Thread(target=run, args=("second", second, is_done.wait, lambda: None)),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes["first"], outcomes["second"]


ACTS = {
    "A into B": divides("A", "B"),
    "B into C": divides("B", "C"),
    "two in A": doubles("A"),
    "two in B": doubles("B"),
}


@pytest.mark.parametrize(
    ("first", "second", "refused"),
    [
        ("A into B", "B into C", PartsOfParts),
        ("B into C", "A into B", PartsOfParts),
        ("A into B", "two in A", OneGroupOnly),
        ("A into B", "two in B", OneGroupOnly),
        ("two in A", "A into B", PartsOfParts),
        ("two in B", "A into B", PartsOfParts),
    ],
)
def test_the_second_is_refused_what_the_first_has_made_impossible(
    app, rooms, first, second, refused
):
    assert try_both(app, rooms, ACTS[first], ACTS[second]) == (None, refused)
