"""The reservations of many resources over a period, in one statement, as plain numbers.

Moments are whole seconds since 1970. The statement makes them so, because a month of a hundred
resources is thousands of rows, and to make moments of them takes longer than to read them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    CompoundSelect,
    Integer,
    Select,
    and_,
    bindparam,
    select,
    union_all,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from arena import db
from arena.resources.models import Reservation, ResourceUnit

_reservations = Reservation.__table__
_units = ResourceUnit.__table__
_resource_ids = bindparam("resource_ids", expanding=True, type_=Integer())
_starts_at = bindparam("starts_at", type_=db.UtcDateTime())
_ends_at = bindparam("ends_at", type_=db.UtcDateTime())


class Epoch(FunctionElement[int]):
    """A stored moment as whole seconds since 1970."""

    type = BigInteger()
    inherit_cache = True
    name = "epoch"


@compiles(Epoch, "sqlite")
def _epoch_sqlite(element: Any, compiler: Any, **options: Any) -> str:
    # By the Julian day: `strftime` writes each moment as text first, which takes longer.
    moment = compiler.process(element.clauses, **options)
    return f"CAST(ROUND((julianday({moment}) - 2440587.5) * 86400) AS INTEGER)"


@compiles(Epoch, "postgresql")
def _epoch_postgresql(element: Any, compiler: Any, **options: Any) -> str:
    return f"CAST(EXTRACT(EPOCH FROM {compiler.process(element.clauses, **options)}) AS BIGINT)"


def seconds(moment: datetime) -> int:
    """Return an aware moment as whole seconds since 1970."""
    return int(moment.timestamp())


def read_taken(
    resource_ids: Collection[int],
    starts_at: datetime,
    ends_at: datetime,
    ignore_events: Collection[int] = (),
) -> Mapping[tuple[int, int], list[tuple[int, int]]]:
    """Return what is held within `[starts_at, ends_at)`, by resource and unit, in order.

    What the events `ignore_events` hold is left out.
    """
    values: dict[str, Any] = {
        "resource_ids": list(resource_ids),
        "starts_at": starts_at,
        "ends_at": ends_at,
    }
    if ignore_events:
        values["ignored"] = list(ignore_events)
    statement = _statement(is_ignoring=bool(ignore_events))
    taken: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    since = seconds(starts_at)
    for resource_id, unit, start, end in db.session.connection().execute(statement, values).all():
        # Nothing at all, where the unit has not been used before the period.
        if start is not None and end is not None and end > since:
            taken[resource_id, unit].append((start, end))
    for held in taken.values():
        held.sort()
    return taken


class Hold(NamedTuple):
    """What an event has of a resource, with set-up and clear-up."""

    resource_id: int
    starts_at: datetime
    ends_at: datetime
    event_id: int


def list_holds(
    resource_ids: Collection[int],
    starts_at: datetime,
    ends_at: datetime,
    ignore_events: Collection[int] = (),
) -> list[Hold]:
    """Return who holds some resources within `[starts_at, ends_at)`, as `read_taken` tells when."""
    last = (
        select(Reservation.id)
        .where(*_of_unit(), Reservation.starts_at < starts_at)
        .where(Reservation.event_id.not_in(ignore_events))
        .order_by(Reservation.starts_at.desc())
        .limit(1)
        .correlate(ResourceUnit)
        .scalar_subquery()
    )
    before = select(last).where(ResourceUnit.resource_id.in_(resource_ids))
    within = (
        select(Reservation.id)
        .join(ResourceUnit, and_(*_of_unit()))
        .where(
            ResourceUnit.resource_id.in_(resource_ids),
            Reservation.event_id.not_in(ignore_events),
            Reservation.starts_at >= starts_at,
            Reservation.starts_at < ends_at,
        )
    )
    rows = db.session.execute(
        select(
            Reservation.resource_id,
            Reservation.starts_at,
            Reservation.ends_at,
            Reservation.event_id,
        )
        .where(Reservation.id.in_(union_all(before, within)), Reservation.ends_at > starts_at)
        .order_by(Reservation.starts_at, Reservation.id)
    )
    return [Hold(*row) for row in rows]


def _of_unit() -> tuple[ColumnElement[bool], ...]:
    return (
        Reservation.resource_id == ResourceUnit.resource_id,
        Reservation.unit == ResourceUnit.number,
        Reservation.released_at.is_(None),
    )


@cache
def _statement(*, is_ignoring: bool) -> CompoundSelect[int, int, int | None, int | None]:
    """Select what begins within the period, and for each unit the last that began before it."""
    is_held: ColumnElement[bool] = and_(
        _reservations.c.resource_id == _units.c.resource_id,
        _reservations.c.unit == _units.c.number,
        _reservations.c.released_at.is_(None),
    )
    if is_ignoring:
        ignored = bindparam("ignored", expanding=True, type_=Integer())
        is_held = and_(is_held, _reservations.c.event_id.not_in(ignored))
    return union_all(_last_before(is_held), _beginning_within(is_held))


def _last_before(is_held: ColumnElement[bool]) -> Select[int, int, int | None, int | None]:
    """Look up the last reservation of each unit that began before the period.

    The reservations of a unit never overlap, so no other can last into the period: one look in the
    index for each unit finds it, however long the history is. It is looked up and not joined, for a
    join is planned by how many units there are thought to be, and may read all of history instead.
    """
    last = (
        select()
        .where(is_held, _reservations.c.starts_at < _starts_at)
        .order_by(_reservations.c.starts_at.desc())
        .limit(1)
        .correlate(_units)
    )
    return select(
        _units.c.resource_id,
        _units.c.number,
        last.add_columns(Epoch(_reservations.c.starts_at)).scalar_subquery(),
        last.add_columns(Epoch(_reservations.c.ends_at)).scalar_subquery(),
    ).where(_units.c.resource_id.in_(_resource_ids))


def _beginning_within(is_held: ColumnElement[bool]) -> Select[int, int, int, int]:
    return (
        select(
            _reservations.c.resource_id,
            _reservations.c.unit,
            Epoch(_reservations.c.starts_at),
            Epoch(_reservations.c.ends_at),
        )
        .select_from(_units.join(_reservations, is_held))
        .where(
            _units.c.resource_id.in_(_resource_ids),
            _reservations.c.starts_at >= _starts_at,
            _reservations.c.starts_at < _ends_at,
        )
    )
