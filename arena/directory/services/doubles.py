"""Keeping what was found of doubles, and what people said of it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete, insert, select, update

from arena import clock, db
from arena.audit.models import Actor
from arena.audit.services import record
from arena.directory.models import DoublePair
from arena.directory.queries.doubles import Pairs


def keep_pairs(found: Pairs, *, of_people: bool) -> dict[str, int]:
    """Keep the pairs that were found now; return how many are new, and how many there are to see.

    Who was said not to be the same stays so, until what the grounds rest on is another. What is
    not found any more is forgotten.
    """
    side = "person" if of_people else "organisation"
    first: Any = getattr(DoublePair, f"first_{side}_id")
    second: Any = getattr(DoublePair, f"second_{side}_id")
    known = {
        (row[0], row[1]): row
        for row in db.session.execute(
            select(first, second, DoublePair.id, DoublePair.fingerprint, DoublePair.parted_at)
            .where(first.is_not(None))
            .with_for_update()
        )
    }
    now = clock.now()
    added, changed, again = [], [], []
    for key, pair in found.items():
        values = {"grounds": pair.grounds, "score": pair.score, "fingerprint": pair.fingerprint}
        if key not in known:
            places = {f"first_{side}_id": key[0], f"second_{side}_id": key[1]}
            added.append({**values, **places, "found_at": now, "parted_by": ""})
        elif known[key].fingerprint != pair.fingerprint:
            changed.append({**values, "id": known[key].id})
            if known[key].parted_at is not None:
                again.append(known[key].id)
    gone = [row.id for key, row in known.items() if key not in found and row.parted_at is None]
    _save(added, changed, again, gone)
    parted = sum(row.parted_at is not None and row.id not in again for row in known.values())
    return {"new": len(added) + len(again), "open": len(known) + len(added) - len(gone) - parted}


def part(pair: DoublePair, *, by: Actor) -> None:
    """Note that two are not the same."""
    if pair.parted_at is None:
        pair.parted_at, pair.parted_by = clock.now(), by.label
        record("directory.part_doubles", subject=None, by=by, detail=_sides(pair))


def join_again(pair: DoublePair, *, by: Actor) -> None:
    """Take back that two are not the same."""
    if pair.parted_at is not None:
        pair.parted_at, pair.parted_by = None, ""
        record("directory.join_doubles", subject=None, by=by, detail=_sides(pair))


def _save(
    added: list[dict[str, Any]],
    changed: list[dict[str, Any]],
    again: list[int],
    gone: list[int],
) -> None:
    if added:
        db.session.execute(insert(DoublePair), added)
    if changed:
        db.session.execute(update(DoublePair), changed)
    for numbers, act in (
        (again, update(DoublePair).values(parted_at=None, parted_by="", found_at=clock.now())),
        (gone, delete(DoublePair)),
    ):
        for start in range(0, len(numbers), 500):
            some = numbers[start : start + 500]
            db.session.execute(
                act.where(DoublePair.id.in_(some)),
                execution_options={"synchronize_session": False},
            )
    db.session.expire_all()


def _sides(pair: DoublePair) -> dict[str, int]:
    if pair.first_person_id is not None and pair.second_person_id is not None:
        return {"person": pair.first_person_id, "other_person": pair.second_person_id}
    return {
        "organisation": pair.first_organisation_id or 0,
        "other_organisation": pair.second_organisation_id or 0,
    }
