"""What speaks against a programme: of itself, and of everything else in the house."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arena import db
from arena.audit.models import WORKER
from arena.delegations.models import DelegationRole, ItemParty, TravelTime
from arena.delegations.queries.conflicts import list_conflicts
from arena.delegations.rules.conflicts import (
    ConflictKind,
    Period,
    group_sizes,
    of_times,
    of_wishes,
)
from arena.delegations.rules.order import blocks, step
from arena.delegations.rules.stays import Wish
from arena.delegations.rules.timing import Piece, place
from arena.delegations.services.grouping import add_group
from arena.delegations.services.parties import add_hosts
from arena.delegations.services.settling import settle
from arena.resources.services import Hours, Use, add_closure, set_opening_hours
from arena.resources.services import Period as Hold
from arena.scheduling.services import schedule
from tests.cast import event_facts, make_host, make_resource
from tests.delegations.cast import DAY, make_delegation, make_item
from tests.visits.bookings import do

STOCKHOLM = ZoneInfo("Europe/Stockholm")
K = ConflictKind


def lay(*pieces):
    placed = place(pieces, zone=STOCKHOLM, factor=1, travel=lambda *way: 10)
    period = Period(first=DAY, last=DAY, zone=STOCKHOLM)
    return [(each.key, each.kind, each.number) for each in of_times(pieces, placed, period)]


def test_too_late_overlapping_at_odd_hours_and_outside_the_days():
    first = Piece(key=1, day=DAY, minutes=60, place=1)
    assert lay(first, Piece(key=2, day=DAY, minutes=30, place=2, fixed_start=time(10, 5))) == [
        (2, K.LATE, 5)
    ]
    assert lay(first, Piece(key=2, day=DAY, minutes=30, fixed_start=time(9, 30))) == [
        (2, K.OVERLAP, 0)
    ]
    other = {"day": DAY, "minutes": 60, "fixed_start": time(9)}
    assert lay(Piece(key=1, group=1, **other), Piece(key=2, group=2, **other)) == []
    assert lay(Piece(key=1, day=DAY + timedelta(days=1), minutes=30, fixed_start=time(6))) == [
        (1, K.OUTSIDE_DAYS, 0),
        (1, K.ODD_HOURS, 0),
    ]


def test_who_is_wanted_in_two_places_at_once_is_told_of_both():
    at = datetime(2026, 12, 10, 9, tzinfo=UTC)
    hour = timedelta(hours=1)
    wishes = [Wish(7, at, at + hour, 1), Wish(7, at + hour / 2, at + hour, 2)]
    assert of_wishes([*wishes, Wish(7, at + hour, at + 2 * hour, 3)]) == {
        (1, 7): (2,),
        (2, 7): (1,),
    }


@given(st.integers(1, 60), st.lists(st.none() | st.integers(1, 20), min_size=1, max_size=5))
def test_groups_without_a_size_share_the_rest_evenly(size, sizes):
    groups = list(enumerate(sizes))
    said = sum(each or 0 for each in sizes)
    shares = group_sizes(size, groups)
    rest = [shares[number] for number, each in groups if each is None]
    assert all(shares[number] == each for number, each in groups if each is not None)
    assert not rest or (max(rest) - min(rest) <= 1 and min(rest) >= 1)
    if rest and size - said >= len(rest):
        assert sum(shares.values()) == size


class Item:
    def __init__(self, group_id):
        self.group_id = group_id


@given(st.lists(st.sampled_from([None, 1, 2]).map(Item), min_size=1, max_size=9), st.data())
def test_a_step_passes_one_item_of_the_same_people_and_leads_back(items, data):
    item = data.draw(st.sampled_from(items))
    position = step(items, item, -1)
    if position is None:
        return
    moved = [each for each in items if each is not item]
    moved.insert(position, item)
    mine = [
        each
        for each in items
        if None in (each.group_id, item.group_id) or each.group_id == item.group_id
    ]
    after = [each for each in moved if each in mine]
    at = mine.index(item)
    assert after == [*mine[: at - 1], item, mine[at - 1], *mine[at + 1 :]]
    drawn = [
        each for block in blocks(moved, [1, 2]) for column in block.columns for each in column.items
    ]
    assert sorted(map(id, drawn)) == sorted(map(id, items))


@pytest.fixture
def by(app):
    return WORKER


def found(delegation):
    db.session.rollback()
    db.session.expire_all()
    conflicts = list_conflicts(delegation)
    return [(each.key, each.kind) for each in conflicts if each.kind is not K.NO_HOST]


def local(hour, minute=0):
    return datetime.combine(DAY, time(hour, minute), STOCKHOLM).astimezone(UTC)


def test_it_is_said_where_nobody_or_too_few_receive_the_guests(by):
    with db.transaction():
        delegation = make_delegation(size=26)
        item = make_item(delegation, by, kind="site")
        make_item(delegation, by, kind="meal")
        hosts = [make_host(name).id for name in ("Hedda Holm", "Henrik Hed")]
    said = []
    for host in (*hosts, None):
        said += list_conflicts(delegation)
        if host is not None:
            do(add_hosts, item, [host], role="host", by=by)
    assert [(each.key, each.kind, each.most) for each in said] == [
        (item.id, K.NO_HOST, 2),
        (item.id, K.FEW_HOSTS, 2),
    ]
    assert all(each.is_advice for each in said)


def test_what_the_house_has_against_it(by):
    with db.transaction():
        room, site, bus = (
            make_resource("PK", capacity=5),
            make_resource("BF", "site"),
            make_resource("BUS", "equipment"),
        )
        site.quarter_limit = 1
        uses = [
            Use(resource_id=each.id, starts_at=local(9), ends_at=local(10)) for each in (room, bus)
        ]
        taken = schedule(event_facts(starts_at=local(9), ends_at=local(10)), uses=uses, by=by)
        earlier = datetime(2026, 11, 2, 9, tzinfo=UTC)
        use = Use(resource_id=site.id, starts_at=earlier, ends_at=earlier + timedelta(hours=1))
        schedule(event_facts(starts_at=earlier), uses=[use], by=by)
        set_opening_hours(None, Hold(date(2026, 1, 1)), [Hours(3, time(8), time(12))], by=by)
        delegation = make_delegation(interpretation="simultaneous")
        first = make_item(delegation, by, place_id=room.id, equipment_ids=(bus.id,)).id
        second = make_item(delegation, by, place_id=site.id, fixed_start=time(11, 45)).id
    assert found(delegation) == [
        (None, K.NO_INTERPRETER),
        (first, K.TOO_SMALL),
        (first, K.TAKEN),
        (first, K.TAKEN),
        (second, K.NO_WAY),
        (second, K.OUTSIDE_HOURS),
        (second, K.QUARTER_FULL),
    ]
    conflict = next(each for each in list_conflicts(delegation) if each.kind is K.TAKEN)
    assert conflict.event_ids == (taken.id,)
    with db.transaction():
        low, high = sorted((room.id, site.id))
        db.session.add(TravelTime(from_id=low, to_id=high, mode="walk", minutes=15))
        db.session.add(
            DelegationRole(delegation_id=delegation.id, role="interpreter", name="Tove Tolk")
        )
        add_group(delegation, "A", 5, by=by)
        db.session.flush()
        for item in delegation.items:
            item.group_id = delegation.groups[0].id
        add_closure(
            site,
            starts_on=DAY,
            ends_on=DAY + timedelta(days=1),
            reason_sv="Bygge",
            reason_en="Works",
            by=by,
        )
        settle(delegation)
    assert found(delegation) == [
        (first, K.TAKEN),
        (first, K.TAKEN),
        (second, K.CLOSED),
        (second, K.QUARTER_FULL),
    ]


def test_what_hosts_have_against_it(by):
    with db.transaction():
        german = make_host("Gerd Gast", languages=("de",))
        busy = make_host("Bo Berg", max_per_day=1)
        away = make_host("Ada Ask")
        other = datetime.combine(DAY, time(15), STOCKHOLM).astimezone(UTC)
        use = Use(resource_id=busy.id, starts_at=other, ends_at=other + timedelta(hours=1))
        schedule(event_facts(starts_at=other), uses=[use], by=by)
        add_closure(
            away,
            starts_on=DAY,
            ends_on=DAY + timedelta(days=1),
            reason_sv="Ledig",
            reason_en="Away",
            by=by,
        )
        delegation = make_delegation()
        groups = [add_group(delegation, name, None, by=by) for name in "AB"]
        one, two = (make_item(delegation, by, group_id=group.id) for group in groups)
        for item, host in ((one, german), (two, german), (one, busy), (two, away)):
            item.parties.append(
                ItemParty(
                    slot=host.id, role="host", resource_id=host.id, name=host.code, state="yes"
                )
            )
        refused = make_item(delegation, by)
        refused.parties.append(ItemParty(role="host", name="Nils Nej", state="no"))
        settle(delegation)
        keys = one.id, two.id, refused.id
    assert found(delegation) == [
        (keys[0], K.LANGUAGE),
        (keys[0], K.DAY_FULL),
        (keys[1], K.LANGUAGE),
        (keys[1], K.TWICE),
        (keys[1], K.AWAY),
        (keys[2], K.REFUSED),
    ]
