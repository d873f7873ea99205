"""Merges, and what two records own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Table, func, literal, select, union_all
from sqlalchemy.orm import joinedload

from arena import db
from arena.directory.clashes import moving
from arena.directory.models import Merge
from arena.errors import NotFound


def count_owned(table: Table, *numbers: int) -> list[Mapping[str, int]]:
    """Return how many rows of which tables name each of some rows of `table`, in one question."""
    counted = [
        select(
            literal(number).label("owner"),
            literal(owned.name).label("name"),
            func.count().label("rows"),
        )
        .select_from(owned)
        .where(column == number)
        for owned, column in moving(table)
        if owned is not table
        for number in numbers
    ]
    found: dict[int, dict[str, int]] = {number: {} for number in numbers}
    for owner, name, rows in db.session.execute(union_all(*counted)):
        if rows:
            found[owner][name] = found[owner].get(name, 0) + rows
    return [found[number] for number in numbers]


def get_merge(merge_id: int) -> Merge:
    """Return a merge; raise `NotFound`."""
    merge = db.session.get(Merge, merge_id)
    if merge is None:
        raise NotFound
    return merge


def list_merges(*, limit: int, offset: int = 0) -> tuple[Sequence[Merge], int]:
    """Return some of the merges, the newest first, and how many there are."""
    total = db.session.scalar(select(func.count(Merge.id))) or 0
    sides: tuple[Any, ...] = (
        Merge.survivor_organisation,
        Merge.merged_organisation,
        Merge.survivor_person,
        Merge.merged_person,
        Merge.merged_by,
    )
    page = select(Merge).options(*map(joinedload, sides)).order_by(Merge.id.desc())
    return db.session.scalars(page.limit(limit).offset(offset)).all(), total
