"""The catalogue of stops, and the ways between places."""

import pytest
from sqlalchemy import func, select

from arena import db
from arena.audit.models import COMMAND
from arena.delegations.models import TravelTime
from arena.delegations.queries.programmes import travel_between
from arena.delegations.services.catalogue import (
    StopFacts,
    close_stop,
    create_stop,
    reopen_stop,
    set_ways,
    update_stop,
)
from arena.delegations.services.errors.catalogue import (
    SamePlace,
    ShorterThanItsShortest,
    StopCodeTaken,
)
from tests.cast import make_resource


def facts(place, **more):
    values = {
        "code": "N2-ENERGI",
        "title_sv": "Uppmätt energi",
        "title_en": "Measured energy",
        "resource_id": place.id,
        "kind": "site",
        "minutes": 45,
        "minutes_min": 30,
        **more,
    }
    return StopFacts(**values)


def test_a_stop_is_kept_changed_closed_and_offered_again(app):
    with db.transaction():
        place = make_resource("N2", "site")
        stop = create_stop(facts(place, topics=("energy",)), by=COMMAND)
        create_stop(facts(place, code="N2-HYRA"), by=COMMAND)
    with db.transaction():
        update_stop(stop, facts(place, minutes=50, levels=("leaders",)), by=COMMAND)
        close_stop(stop, by=COMMAND)
    assert (stop.minutes, stop.levels, stop.topics) == (50, ["leaders"], [])
    assert stop.closed_at is not None
    with db.transaction():
        reopen_stop(stop, by=COMMAND)
    assert stop.closed_at is None
    with pytest.raises(StopCodeTaken), db.transaction():
        update_stop(stop, facts(place, code="N2-HYRA"), by=COMMAND)
    with pytest.raises(ShorterThanItsShortest), db.transaction():
        update_stop(stop, facts(place, minutes=20), by=COMMAND)


def test_a_way_is_as_long_back_as_there_and_may_be_forgotten(app):
    with db.transaction():
        first, second, third = (make_resource(code, "site") for code in ("GV", "HV", "LD"))
        there = {(second.id, "walk"): 14, (third.id, "bus"): 16, (third.id, "walk"): None}
        set_ways(first, there, by=COMMAND)
        set_ways(third, {(first.id, "bus"): 18}, by=COMMAND)
    travel = travel_between([first.id, second.id, third.id])
    assert travel(first.id, second.id, "walk") == travel(second.id, first.id, "walk") == 14
    assert travel(first.id, third.id, "bus") == 18
    with db.transaction():
        set_ways(second, {(first.id, "walk"): None}, by=COMMAND)
    assert db.session.scalar(select(func.count()).select_from(TravelTime)) == 1
    with pytest.raises(SamePlace), db.transaction():
        set_ways(first, {(first.id, "walk"): 5}, by=COMMAND)
