"""Building a programme: what follows of each act, in times and in what is held."""

from datetime import UTC, datetime, time, timedelta

import pytest

from arena import clock, db
from arena.delegations.models import TravelTime
from arena.delegations.queries.programmes import list_items, read_programme
from arena.delegations.rules.programme import ChangeKind, Programme, differences
from arena.delegations.services.building import (
    change_item,
    fix_start,
    move_item,
    remove_item,
)
from arena.delegations.services.errors.building import OutsideItsDays, PastMidnight
from arena.delegations.services.errors.standing import ChangedMeanwhile
from arena.resources.services import Use
from arena.resources.services.reserving import list_held
from arena.scheduling.services import schedule
from tests.cast import event_facts, make_resource
from tests.conftest import NOW
from tests.delegations.cast import DAY, item_facts, make_delegation, make_item, somebody


@pytest.fixture(autouse=True)
def _now():
    with clock.travel(NOW):
        yield


def local(moment):
    return moment.astimezone(clock.zone()).time()


def starts(delegation):
    return [local(item.event.starts_at) for item in list_items(delegation)]


def held(delegation):
    found = list_held([item.event for item in list_items(delegation)])
    return [
        (each.use.resource_id, local(each.use.starts_at), local(each.use.ends_at)) for each in found
    ]


def test_items_follow_each_other_and_hold_their_places(app):
    with db.transaction():
        first, second = make_resource(code="PK"), make_resource(code="N2")
        low, high = sorted((first.id, second.id))
        db.session.add(TravelTime(from_id=low, to_id=high, mode="walk", minutes=15))
        delegation = make_delegation()
        by = somebody()
        make_item(delegation, by, place_id=first.id)
        make_item(delegation, by, place_id=first.id, minutes=20)
        make_item(delegation, by, place_id=second.id, minutes=60)
    assert starts(delegation) == [time(9), time(9, 30), time(10, 5)]
    assert held(delegation) == [
        (first.id, time(9), time(9, 50)),
        (second.id, time(10, 5), time(11, 5)),
    ]
    assert [entry.travel_minutes for entry in read_programme(delegation).entries] == [0, 0, 15]


def test_a_change_moves_what_follows_and_what_it_holds(app):
    with db.transaction():
        room = make_resource(code="PK")
        delegation, by = make_delegation(), somebody()
        first = make_item(delegation, by)
        make_item(delegation, by, place_id=room.id)
    before = read_programme(delegation)
    with db.transaction():
        settled = change_item(first, item_facts(minutes=50), by=by)
    assert len(settled.moved) == 2
    assert held(delegation) == [(room.id, time(9, 50), time(10, 20))]
    found = differences(before, read_programme(delegation))
    assert [each.kinds for each in found] == [(ChangeKind.MOVED,), (ChangeKind.MOVED,)]


def test_what_somebody_else_has_is_not_held_and_stays_wanted(app):
    with db.transaction():
        room = make_resource(code="PK")
        start = datetime(2026, 12, 10, 8, 0, tzinfo=UTC)  # 9.00 in Stockholm.
        end = start + timedelta(hours=1)
        by = somebody()
        schedule(
            event_facts(starts_at=start, ends_at=end),
            uses=[Use(resource_id=room.id, starts_at=start, ends_at=end)],
            by=by,
        )
        delegation = make_delegation()
        item = make_item(delegation, by, place_id=room.id)
    assert held(delegation) == []
    with db.transaction():
        settled = fix_start(item, time(10), by=by)
    assert settled.refused == []
    assert held(delegation) == [(room.id, time(10), time(10, 30))]


def test_order_group_and_removal(app):
    with db.transaction():
        delegation, by = make_delegation(), somebody()
        first = make_item(delegation, by, minutes=30)
        second = make_item(delegation, by, minutes=60)
        third = make_item(delegation, by, minutes=10)
    with db.transaction():
        move_item(third, day=DAY, position=0, group_id=None, by=by)
    assert [item.id for item in list_items(delegation)] == [third.id, first.id, second.id]
    assert starts(delegation) == [time(9), time(9, 10), time(9, 40)]
    with db.transaction():
        remove_item(first, by=by)
    assert starts(delegation) == [time(9), time(9, 10)]


def test_what_cannot_be_is_refused_whole(app):
    with db.transaction():
        delegation, by = make_delegation(), somebody()
        item = make_item(delegation, by)
    version = delegation.version
    with pytest.raises(OutsideItsDays), db.transaction():
        make_item(delegation, by, day=DAY + timedelta(days=1))
    with pytest.raises(PastMidnight), db.transaction():
        change_item(item, item_facts(fixed_start=time(23, 45)), by=by)
    with pytest.raises(ChangedMeanwhile), db.transaction():
        change_item(item, item_facts(minutes=10), by=by, version=version - 1)
    db.session.refresh(delegation)
    assert (delegation.version, starts(delegation)) == (version, [time(9)])


def test_a_programme_is_the_same_after_it_was_kept(app):
    with db.transaction():
        delegation = make_delegation()
        make_item(delegation, somebody(), note_sv="Ta på hjälm.")
    programme = read_programme(delegation)
    assert Programme.from_record(programme.to_record()) == programme
