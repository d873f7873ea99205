"""Whatever is added, changed, moved, fixed and taken out: nobody is in two places but where a start
was fixed so, and what is held is wanted, once."""

from datetime import datetime, time, timedelta
from itertools import combinations

from hypothesis import HealthCheck, settings
from hypothesis import strategies as some
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from arena import clock, db
from arena.audit.models import WORKER
from arena.delegations.models import Delegation, ItemParty, ProgrammeItem, TravelTime
from arena.delegations.queries.conflicts import list_conflicts
from arena.delegations.queries.programmes import list_items, wanted_resources
from arena.delegations.rules.conflicts import ConflictKind
from arena.delegations.services.building import (
    add_item,
    change_item,
    fix_start,
    move_item,
    remove_item,
)
from arena.delegations.services.errors.building import PastMidnight
from arena.delegations.services.grouping import add_group
from arena.delegations.services.settling import settle
from arena.resources.models import Reservation, Resource
from arena.resources.services import Use
from arena.resources.services.reserving import list_held
from arena.scheduling.services import schedule
from tests.cast import event_facts, make_host, make_resource
from tests.conftest import _empty
from tests.delegations.cast import DAY, item_facts, make_delegation

WHO = some.integers(0, 5)
DAYS = some.integers(0, 1)
GROUPS = some.sampled_from([None, 0, 1])
PLACES = some.sampled_from([None, 0, 1])
STARTS = some.none() | some.sampled_from([time(9), time(9, 40), time(12)])
FACTS = some.fixed_dictionaries(
    {
        "day": DAYS,
        "group": GROUPS,
        "place": PLACES,
        "minutes": some.sampled_from([10, 30, 90]),
        "fixed_start": STARTS,
    }
)


class Building(RuleBasedStateMachine):
    """A delegation in two groups for two days, two places, a host, and somebody else's booking."""

    @initialize()
    def build(self):
        with db.transaction():
            room = make_resource("R", setup_minutes=10, clearup_minutes=5)
            site = make_resource("S", "site")
            self.places = [room.id, site.id]
            self.host_id = make_host().id
            low, high = sorted(self.places)
            db.session.add(TravelTime(from_id=low, to_id=high, mode="walk", minutes=7))
            start = datetime.combine(DAY, time(10), clock.zone())
            use = Use(resource_id=room.id, starts_at=start, ends_at=start + timedelta(hours=1))
            schedule(
                event_facts(starts_at=use.starts_at, ends_at=use.ends_at), uses=[use], by=WORKER
            )
            delegation = make_delegation(ends_on=DAY + timedelta(days=1))
            self.groups = [add_group(delegation, name, None, by=WORKER).id for name in "AB"]
            self.number = delegation.id

    @property
    def delegation(self):
        return db.session.get_one(Delegation, self.number)

    def facts(self, said):
        return item_facts(
            day=DAY + timedelta(days=said["day"]),
            group_id=None if said["group"] is None else self.groups[said["group"]],
            place_id=None if said["place"] is None else self.places[said["place"]],
            minutes=said["minutes"],
            fixed_start=said["fixed_start"],
        )

    def one(self, number):
        items = list_items(self.delegation)
        return db.session.get_one(ProgrammeItem, items[number % len(items)].id)

    def has_items(self):
        return bool(list_items(self.delegation))

    @rule(said=FACTS)
    def add(self, said):
        with db.transaction():
            add_item(self.delegation, self.facts(said), by=WORKER)

    @precondition(has_items)
    @rule(who=WHO, said=FACTS)
    def change(self, who, said):
        try:
            with db.transaction():
                change_item(self.one(who), self.facts(said), by=WORKER)
        except PastMidnight:
            db.session.rollback()

    @precondition(has_items)
    @rule(who=WHO, day=DAYS, position=some.integers(0, 6), group=GROUPS)
    def move(self, who, day, position, group):
        group_id = None if group is None else self.groups[group]
        day = DAY + timedelta(days=day)
        with db.transaction():
            move_item(self.one(who), day=day, position=position, group_id=group_id, by=WORKER)

    @precondition(has_items)
    @rule(who=WHO, start=STARTS)
    def fix(self, who, start):
        with db.transaction():
            fix_start(self.one(who), start, by=WORKER)

    @precondition(has_items)
    @rule(who=WHO)
    def let_the_host_come(self, who):
        with db.transaction():
            item = self.one(who)
            host = db.session.get_one(Resource, self.host_id)
            item.parties.append(
                ItemParty(role="host", resource_id=host.id, name="Hedda", state="yes")
            )
            settle(item.delegation)

    @precondition(has_items)
    @rule(who=WHO)
    def remove(self, who):
        with db.transaction():
            remove_item(self.one(who), by=WORKER)

    def teardown(self):
        if not hasattr(self, "number"):
            return
        with db.transaction():
            for item in list(list_items(self.delegation)):
                remove_item(db.session.get_one(ProgrammeItem, item.id), by=WORKER)
        left = db.session.query(Reservation).filter(Reservation.released_at.is_(None)).all()
        assert len(left) == 1  # Somebody else's.
        db.session.rollback()
        _empty()

    @invariant()
    def nobody_is_in_two_places_but_where_a_start_was_fixed_so(self):
        if not hasattr(self, "number"):
            return
        db.session.rollback()
        db.session.expire_all()
        items = list_items(self.delegation)
        conflicts = list_conflicts(self.delegation, items)
        told = {each.key for each in conflicts if each.kind is ConflictKind.OVERLAP}
        for before, after in combinations(items, 2):
            if before.day != after.day:
                continue
            if None not in (before.group_id, after.group_id) and before.group_id != after.group_id:
                continue
            if overlap(before.event, after.event):
                assert after.fixed_start is not None
                assert after.id in told

    @invariant()
    def what_is_held_is_wanted_and_held_once(self):
        if not hasattr(self, "number"):
            return
        items = list_items(self.delegation)
        wanted = {
            (each.id, item.event.starts_at, item.event.ends_at)
            for item in items
            for each in wanted_resources(item)
        }
        uses = [held.use for held in list_held([item.event for item in items])]
        for use in uses:
            within = [
                (start, end)
                for resource_id, start, end in wanted
                if resource_id == use.resource_id and use.starts_at <= start and end <= use.ends_at
            ]
            assert min(start for start, _ in within) == use.starts_at
            assert max(end for _, end in within) == use.ends_at
        for one, other in combinations(uses, 2):
            assert one.resource_id != other.resource_id or not overlap(one, other)


def overlap(one, other):
    return one.starts_at < other.ends_at and other.starts_at < one.ends_at


def test_no_sequence_of_acts_puts_people_in_two_places_or_holds_what_nobody_wants(app):
    run_state_machine_as_test(
        Building,
        settings=settings(
            max_examples=5,
            stateful_step_count=10,
            deadline=None,
            suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
        ),
    )
