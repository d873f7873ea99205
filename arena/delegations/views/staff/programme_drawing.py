"""The programme as its page draws it: days, items with the way to each, and conflicts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from flask_babel import gettext as _

from arena import clock
from arena.delegations.meanings import ASK_SHAPES, ASK_STATES, KINDS, PARTY_ROLES
from arena.delegations.models import (
    AskState,
    Delegation,
    ItemKind,
    ItemParty,
    PartyRole,
    ProgrammeGroup,
    ProgrammeItem,
    ResourceUse,
)
from arena.delegations.queries.conflicts import list_conflicts
from arena.delegations.queries.programmes import (
    factor_of,
    is_asked_about_another,
    list_items,
    place_items,
)
from arena.delegations.rules.conflicts import group_sizes
from arena.delegations.rules.order import Block, blocks, step
from arena.delegations.rules.strips import Stretch, Strip, draw
from arena.delegations.rules.timing import Placed, length
from arena.delegations.views.staff.programme_words import Trouble, Wanted, Writer
from arena.web.languages import localized

_ONE_DAY = timedelta(days=1)


class Mark(NamedTuple):
    """Somebody who is wanted at an item, and how it stands with them."""

    name: str
    role: Any
    state: Any
    shape: str
    again: bool  # What they were asked about is no longer so.


@dataclass(frozen=True, kw_only=True)
class Row:
    """An item as it is drawn."""

    item: ProgrammeItem
    kind: Any
    placed: Placed
    place: str
    plain_minutes: int
    marks: Sequence[Mark]
    wants: Sequence[Wanted]
    troubles: Sequence[Trouble]
    may_go_earlier: bool
    may_go_later: bool

    @property
    def group_id(self) -> int | None:
        """The number of the group that it is for."""
        return self.item.group_id

    @property
    def minutes(self) -> int:
        """How long it takes, with what an interpreter adds."""
        return int((self.placed.ends_at - self.placed.starts_at).total_seconds() // 60)

    @property
    def has_own_place(self) -> bool:
        """Whether it is at a place of the arena's, which stands among what it wants."""
        return any(want.use == ResourceUse.PLACE for want in self.item.wants)

    @property
    def is_hard(self) -> bool:
        """Whether it cannot take place like that."""
        return any(not trouble.is_advice for trouble in self.troubles)


@dataclass(frozen=True, kw_only=True)
class Day:
    """A day of the programme."""

    day: date
    rows: Sequence[Row]
    blocks: Sequence[Block[Row]]
    troubles: Sequence[Trouble]
    strip: Strip | None

    @property
    def starts_at(self) -> datetime:
        """When the first of it begins."""
        return min(row.placed.starts_at for row in self.rows)

    @property
    def ends_at(self) -> datetime:
        """When the last of it ends."""
        return max(row.placed.ends_at for row in self.rows)

    def position(self, row: Row) -> int:
        """Return how many items of the day stand before one."""
        return self.rows.index(row)

    def row(self, key: int) -> Row:
        """Return the row of an item by its number."""
        return next(row for row in self.rows if row.item.id == key)


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """A whole programme."""

    days: Sequence[Day]
    groups: Mapping[int, ProgrammeGroup]
    sizes: Mapping[int, int]

    @property
    def rows(self) -> list[Row]:
        """All items, in order."""
        return [row for day in self.days for row in day.rows]

    @property
    def troubles(self) -> list[tuple[Day, Row | None, Trouble]]:
        """All that is wrong, in order; what is of a day without an item."""
        return [
            *((day, None, trouble) for day in self.days for trouble in day.troubles),
            *((day, row, each) for day in self.days for row in day.rows for each in row.troubles),
        ]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is in it yet."""
        return not self.rows

    @property
    def may_hold(self) -> bool:
        """Whether something that it wants and does not have is wanted at all."""
        return any(not want.is_held for row in self.rows for want in row.wants)


def draw_programme(delegation: Delegation, *, with_people: bool) -> Drawing:
    """Read a programme and all that speaks against it; without people, nobody is named."""
    items = list_items(delegation)
    conflicts = list_conflicts(delegation, items)
    placed = {each.key: each for each in place_items(delegation, items)}
    writer = Writer(items, conflicts, with_people=with_people)
    days = [
        _draw_day(day, [item for item in items if item.day == day], writer, placed, delegation)
        for day in _days(delegation, items)
    ]
    return Drawing(
        days=days,
        groups={group.id: group for group in delegation.groups},
        sizes=group_sizes(delegation.size, [(each.id, each.size) for each in delegation.groups]),
    )


def _days(delegation: Delegation, items: Iterable[ProgrammeItem]) -> list[date]:
    """Return the days of the visit, and those outside of it that something is on."""
    count = (delegation.ends_on - delegation.starts_on).days + 1
    own = {delegation.starts_on + number * _ONE_DAY for number in range(count)}
    return sorted(own | {item.day for item in items})


def _draw_day(
    day: date,
    items: Sequence[ProgrammeItem],
    writer: Writer,
    placed: Mapping[int, Placed],
    delegation: Delegation,
) -> Day:
    factor = factor_of(delegation)
    rows = [
        Row(
            item=item,
            kind=KINDS[ItemKind(item.kind)],
            placed=placed[item.id],
            place=localized(item.event, "place"),
            plain_minutes=item.minutes
            if length(item.minutes, is_interpreted=item.is_interpreted, factor=factor)
            != item.minutes
            else 0,
            marks=[_mark(party) for party in item.parties if party.state != AskState.RELEASED],
            wants=writer.wants(item),
            troubles=writer.troubles(day, item.id),
            may_go_earlier=step(items, item, -1) is not None,
            may_go_later=step(items, item, 1) is not None,
        )
        for item in items
    ]
    group_ids = [group.id for group in delegation.groups]
    return Day(
        day=day,
        rows=rows,
        blocks=list(blocks(rows, group_ids)),
        troubles=writer.troubles(day, None),
        strip=_strip(rows, group_ids),
    )


def _strip(rows: Sequence[Row], group_ids: Sequence[int]) -> Strip | None:
    used = [number for number in group_ids if any(row.group_id == number for row in rows)]
    zone = clock.zone()
    return draw(
        [
            Stretch(
                key=row.item.id,
                starts_at=row.placed.starts_at.astimezone(zone),
                ends_at=row.placed.ends_at.astimezone(zone),
                travel=row.placed.travel,
                lane=None if row.group_id is None else used.index(row.group_id),
            )
            for row in rows
        ],
        max(len(used), 1),
    )


def _mark(party: ItemParty) -> Mark:
    is_silent = (
        party.state == AskState.ASKED
        and party.answer_by is not None
        and party.answer_by <= clock.now()
    )
    return Mark(
        name=party.name,
        role=PARTY_ROLES[PartyRole(party.role)],
        state=_("Has not answered in time") if is_silent else ASK_STATES[AskState(party.state)],
        shape="late" if is_silent else ASK_SHAPES[AskState(party.state)],
        again=is_asked_about_another(party),
    )
