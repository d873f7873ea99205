"""The reservations of many resources over a period, in one statement, as plain numbers.

Moments are whole seconds since 1970. The statement makes them so, because a month of a hundred
resources is thousands of rows, and to make moments of them takes longer than to read them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import BigInteger, CompoundSelect, and_, bindparam, select, union_all
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from arena import db
from arena.resources.models import Reservation, ResourceUnit

_reservations = Reservation.__table__
_units = ResourceUnit.__table__
_earlier = Reservation.__table__.alias("earlier")


class _Epoch(FunctionElement[int]):
    """A stored moment as whole seconds since 1970."""

    type = BigInteger()
    inherit_cache = True
    name = "epoch"


@compiles(_Epoch, "sqlite")
def _epoch_sqlite(element: Any, compiler: Any, **options: Any) -> str:
    return f"CAST(strftime('%s', {compiler.process(element.clauses, **options)}) AS INTEGER)"


@compiles(_Epoch, "postgresql")
def _epoch_postgresql(element: Any, compiler: Any, **options: Any) -> str:
    return f"CAST(EXTRACT(EPOCH FROM {compiler.process(element.clauses, **options)}) AS BIGINT)"


def seconds(moment: datetime) -> int:
    """Return an aware moment as whole seconds since 1970."""
    return int(moment.timestamp())


def read_taken(
    resource_ids: Collection[int],
    starts_at: datetime,
    ends_at: datetime,
    ignore_event: int | None = None,
) -> Mapping[tuple[int, int], list[tuple[int, int]]]:
    """Return what is held within `[starts_at, ends_at)`, by resource and unit, in order.

    What the event `ignore_event` holds is left out.
    """
    values: dict[str, Any] = {
        "resource_ids": list(resource_ids),
        "starts_at": starts_at,
        "ends_at": ends_at,
    }
    if ignore_event is not None:
        values["ignored"] = ignore_event
    statement = _statement(is_ignoring=ignore_event is not None)
    taken: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for resource_id, unit, start, end in db.session.connection().execute(statement, values).all():
        taken[resource_id, unit].append((start, end))
    for held in taken.values():
        held.sort()
    return taken


@cache
def _statement(*, is_ignoring: bool) -> CompoundSelect[int, int, int, int]:
    """Select what begins within the period, and what lasts into it.

    The reservations of a unit never overlap, so only the last one that began before the period
    can last into it: two look-ups in the index for each unit, however long the history is.
    """
    starts_at = bindparam("starts_at", type_=db.UtcDateTime())
    ends_at = bindparam("ends_at", type_=db.UtcDateTime())
    last_before = (
        select(_earlier.c.id)
        .where(
            _earlier.c.resource_id == _units.c.resource_id,
            _earlier.c.unit == _units.c.number,
            _earlier.c.released_at.is_(None),
            _earlier.c.starts_at < starts_at,
        )
        .order_by(_earlier.c.starts_at.desc())
        .limit(1)
        .correlate(_units)
        .scalar_subquery()
    )
    is_of_unit = and_(
        _reservations.c.resource_id == _units.c.resource_id,
        _reservations.c.unit == _units.c.number,
        _reservations.c.released_at.is_(None),
    )
    held = select(
        _reservations.c.resource_id,
        _reservations.c.unit,
        _Epoch(_reservations.c.starts_at),
        _Epoch(_reservations.c.ends_at),
    ).where(_units.c.resource_id.in_(bindparam("resource_ids", expanding=True)))
    if is_ignoring:
        held = held.where(_reservations.c.event_id != bindparam("ignored"))
    begins_within = held.select_from(_units.join(_reservations, is_of_unit)).where(
        _reservations.c.starts_at >= starts_at, _reservations.c.starts_at < ends_at
    )
    lasts_into = held.select_from(
        _units.join(_reservations, _reservations.c.id == last_before)
    ).where(_reservations.c.ends_at > starts_at)
    return union_all(lasts_into, begins_within)
