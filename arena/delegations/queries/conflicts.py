"""What speaks against a programme: of itself, and of everything else in the house.

However much the house has booked, it is asked a fixed number of times for the whole programme; who
is in the way is looked up only where something is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property

from sqlalchemy import select

from arena import clock, db
from arena.delegations.models import (
    AskState,
    Delegation,
    DelegationRole,
    Interpretation,
    ItemKind,
    ItemParty,
    ProgrammeItem,
    RoleName,
)
from arena.delegations.queries.programmes import lay_out, list_items
from arena.delegations.queries.wants import Want, read_held, wants_of
from arena.delegations.rules.conflicts import (
    Conflict,
    ConflictKind,
    Period,
    group_sizes,
    of_times,
    of_wishes,
)
from arena.delegations.rules.stays import covered
from arena.delegations.rules.vetting import hosts_needed
from arena.hosting.queries import Duties, get_duties
from arena.resources.models import ResourceKind
from arena.resources.queries import (
    Availability,
    HostFacts,
    count_uses_in_quarter,
    get_availability,
    list_host_facts,
    working_days,
)
from arena.resources.queries.occupancy import Hold, list_holds

_ONE_DAY = timedelta(days=1)
_LED = frozenset({ItemKind.PRESENTATION, ItemKind.SITE, ItemKind.WALK})
_RECEIVED = frozenset({ItemKind.WELCOME, ItemKind.DISCUSSION})  # One is enough.


def list_conflicts(
    delegation: Delegation, items: Sequence[ProgrammeItem] | None = None
) -> list[Conflict]:
    """Return all that speaks against a programme, in its order; what is of a day before its items.

    `items` are those that were read already.
    """
    items = list_items(delegation) if items is None else items
    if not items:
        return []
    pieces, placed = lay_out(delegation, items)
    period = Period(first=delegation.starts_on, last=delegation.ends_on, zone=clock.zone())
    found = [*of_times(pieces, placed, period), *_of_days(delegation, items), *_of_asked(items)]
    wants = [want for item in items for want in wants_of(item)]
    sizes = group_sizes(delegation.size, [(each.id, each.size) for each in delegation.groups])
    for item in items:
        found += _of_hosts(item, sizes.get(item.group_id or 0, delegation.size))
    if wants:
        house = _House(delegation, items, wants)
        for want in wants:
            people = sizes.get(want.item.group_id or 0, delegation.size)
            found += house.against(want, people)
    order = {item.id: number for number, item in enumerate(items, start=1)}
    return sorted(found, key=lambda each: (each.day, order.get(each.key or 0, 0)))


class _House:
    """What the house says to a programme; each question is asked once, and only if need be."""

    def __init__(
        self, delegation: Delegation, items: Sequence[ProgrammeItem], wants: Sequence[Want]
    ) -> None:
        self.delegation, self.wants = delegation, wants
        self.own = [item.event_id for item in items]
        self.days = sorted({item.day for item in items})
        self.free: Availability = get_availability(
            {want.resource.id for want in wants},
            starts_on=self.days[0],
            ends_on=self.days[-1] + _ONE_DAY,
            ignore_events=self.own,
        )
        chosen = [want.wish for want in wants if not want.is_asked]
        self.held = covered(chosen, read_held(items))
        self.twice = of_wishes(chosen)

    def against(self, want: Want, people: int) -> Iterator[Conflict]:
        """Give what speaks against one want of an item for so many people."""
        if want.resource.is_retired:
            yield want.conflict(ConflictKind.RETIRED)
            return
        closed = self.free.timetable.closure_on(want.item.day, want.resource.id)
        if want.resource.kind == ResourceKind.HOST:
            yield from self._of_host(want, is_away=closed is not None)
        else:
            yield from self._of_place(want, people, is_closed=closed is not None)
        yield from self._of_use(want)

    def _of_use(self, want: Want) -> Iterator[Conflict]:
        """Say who has it, where this programme does not."""
        start, end = want.span
        if self._is_held(want):
            return
        if not self.free.is_free(want.resource.id, start, end):
            yield want.conflict(ConflictKind.TAKEN, event_ids=self._in_the_way(want))
        elif others := self.twice.get((want.item.id, want.resource.id)):
            yield want.conflict(ConflictKind.TWICE, others=others)
        elif not want.is_asked:
            yield want.conflict(ConflictKind.NOT_HELD)

    def _of_place(self, want: Want, people: int, *, is_closed: bool) -> Iterator[Conflict]:
        resource, (start, end) = want.resource, want.span
        if is_closed:
            yield want.conflict(ConflictKind.CLOSED)
        elif not self.free.is_open(resource.id, start, end) and self._is_open_day(want.item.day):
            yield want.conflict(ConflictKind.OUTSIDE_HOURS)
        if resource.kind == ResourceKind.EQUIPMENT:
            return
        if resource.capacity is not None and resource.capacity < people:
            yield want.conflict(ConflictKind.TOO_SMALL, number=people, most=resource.capacity)
        if resource.quarter_limit:
            number = self._quarters(want.item.day).get(resource.id, 0) + 1
            if number > resource.quarter_limit:
                yield want.conflict(
                    ConflictKind.QUARTER_FULL, number=number, most=resource.quarter_limit
                )

    def _of_host(self, want: Want, *, is_away: bool) -> Iterator[Conflict]:
        host, day, (start, end) = want.resource, want.item.day, want.span
        if is_away or self.duties.is_away(host.id, start, end):
            yield want.conflict(ConflictKind.AWAY)
        elif host.id in self.free.timetable.hours and not self.free.is_open(host.id, start, end):
            yield want.conflict(ConflictKind.OUTSIDE_HOURS)
        elif self.duties.is_busy(host.id, start, end):
            yield want.conflict(ConflictKind.BUSY)
        facts = self.hosts.get(host.id)
        if facts is None:
            yield want.conflict(ConflictKind.RETIRED)
            return
        if not facts.languages & self._spoken(want.item):
            yield want.conflict(ConflictKind.LANGUAGE)
        # All that one leads for a delegation on a day is one thing.
        if self.duties.count_on(host.id, day) >= facts.max_per_day:
            yield want.conflict(ConflictKind.DAY_FULL, most=facts.max_per_day)
        elif (
            facts.max_per_week is not None
            and self.duties.count_in_week(host.id, day) >= facts.max_per_week
        ):
            yield want.conflict(ConflictKind.WEEK_FULL, most=facts.max_per_week)

    def _spoken(self, item: ProgrammeItem) -> set[str]:
        spoken = {self.delegation.language}
        if item.is_interpreted and self.delegation.interpreter_language:
            spoken.add(self.delegation.interpreter_language)
        return spoken

    def _is_held(self, want: Want) -> bool:
        return want.wish in self.held

    def _is_open_day(self, day: date) -> bool:
        return working_days().is_open(day)

    def _quarters(self, day: date) -> Mapping[int, int]:
        quarter = day.replace(month=day.month - (day.month - 1) % 3, day=1)
        if quarter not in self._counted:
            limited = {each.resource.id for each in self.wants if each.resource.quarter_limit}
            self._counted[quarter] = count_uses_in_quarter(limited, quarter, ignore_events=self.own)
        return self._counted[quarter]

    @cached_property
    def _counted(self) -> dict[date, Mapping[int, int]]:
        return {}

    @cached_property
    def duties(self) -> Duties:
        """What the hosts who are wanted have to do beside this programme."""
        hosts = {each.resource.id for each in self.wants if each.resource.kind == ResourceKind.HOST}
        return get_duties(
            hosts,
            starts_on=self.days[0],
            ends_on=self.days[-1] + _ONE_DAY,
            ignore_events=self.own,
        )

    @cached_property
    def hosts(self) -> Mapping[int, HostFacts]:
        """The hosts who can be planned with."""
        return {host.id: host for host in list_host_facts()}

    def _in_the_way(self, want: Want) -> tuple[int, ...]:
        facts = self.free.facts[want.resource.id]
        event = want.item.event
        starts_at = event.starts_at - timedelta(seconds=facts.setup)
        ends_at = event.ends_at + timedelta(seconds=facts.clearup)
        found = [
            hold.event_id
            for hold in self._holds
            if hold.resource_id in (facts.id, *facts.parts)
            and hold.starts_at < ends_at
            and starts_at < hold.ends_at
        ]
        return tuple(dict.fromkeys(found))

    @cached_property
    def _holds(self) -> list[Hold]:
        """Who holds what is wanted and not free, all in one question."""
        taken = [
            want
            for want in self.wants
            if not want.resource.is_retired
            and not self._is_held(want)
            and not self.free.is_free(want.resource.id, *want.span)
        ]
        ids = {
            each
            for want in taken
            for each in (want.resource.id, *self.free.facts[want.resource.id].parts)
        }
        margin = timedelta(
            seconds=max(
                max(self.free.facts[each].setup, self.free.facts[each].clearup) for each in ids
            )
        )
        return list_holds(
            ids,
            min(want.item.event.starts_at for want in taken) - margin,
            max(want.item.event.ends_at for want in taken) + margin,
            self.own,
        )


def _of_days(delegation: Delegation, items: Sequence[ProgrammeItem]) -> Iterator[Conflict]:
    calendar = working_days()
    days = sorted({item.day for item in items})
    for day in days:
        if not calendar.is_open(day):
            yield Conflict(kind=ConflictKind.ARENA_CLOSED, day=day)
    if delegation.interpretation == Interpretation.NONE:
        return
    booked = db.session.scalars(
        select(DelegationRole.day).where(
            DelegationRole.delegation_id == delegation.id,
            DelegationRole.role == RoleName.INTERPRETER,
        )
    ).all()
    for day in days:
        if None not in booked and day not in booked:
            yield Conflict(kind=ConflictKind.NO_INTERPRETER, day=day)


def _of_asked(items: Sequence[ProgrammeItem]) -> Iterator[Conflict]:
    """Say where nobody who was asked will come."""
    for item in items:
        slots: dict[int, list[ItemParty]] = {}
        for party in item.parties:
            if party.state != AskState.RELEASED:
                slots.setdefault(party.slot, []).append(party)
        for parties in slots.values():
            if all(party.state == AskState.NO for party in parties):
                yield Conflict(
                    kind=ConflictKind.REFUSED, day=item.day, key=item.id, number=parties[0].id
                )


def _of_hosts(item: ProgrammeItem, people: int) -> Iterator[Conflict]:
    """Say where nobody, or too few, are wanted who receive so many guests."""
    needed = hosts_needed(people) if item.kind in _LED else int(item.kind in _RECEIVED)
    wanted = len({party.slot for party in item.parties if party.state != AskState.RELEASED})
    if wanted < needed:
        kind = ConflictKind.FEW_HOSTS if wanted else ConflictKind.NO_HOST
        yield Conflict(kind=kind, day=item.day, key=item.id, number=people, most=needed)
