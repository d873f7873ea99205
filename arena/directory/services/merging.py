"""Letting one organisation, or person, be taken up by another, and undoing it."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from typing import Any, TypeVar, cast

from flask_babel import lazy_gettext as _l
from sqlalchemy import Table, delete, select, update

from arena import clock, db, retention
from arena.audit.models import Actor
from arena.audit.services import record
from arena.directory.models import (
    COLUMNS,
    Fact,
    Merge,
    MergeStep,
    Organisation,
    Person,
    PersonFact,
)
from arena.directory.numbers import read_number
from arena.directory.rules import name_key
from arena.directory.services.facts import is_withdrawn, withdraw_fact
from arena.directory.services.indexing import keep_organisation, keep_person
from arena.directory.services.taking_up import TakingUp
from arena.directory.services.undoing import TakingBack
from arena.errors import Conflict, Invalid, NotFound

Party = TypeVar("Party", Organisation, Person)

# What may be taken from the one that does not stay, field by field.
ORGANISATION_FIELDS = (
    "name",
    "type",
    "country",
    "number",
    "email_domain",
    "website",
    "postal_address",
    "description_sv",
    "description_en",
)
PERSON_FIELDS = ("name", "email", "phone", "postal_address", "language")
# Where a fact of a person comes from goes with the fact.
_FACTS = {"email": Fact.EMAIL, "phone": Fact.PHONE, "postal_address": Fact.ADDRESS}
# What one that was taken up no longer has, so that nothing finds it but its old address.
_NO_ORGANISATION: dict[str, Any] = {"name_key": "", "number": None, "email_domain": None}
_NO_PERSON: dict[str, Any] = {"email": None, "phone": None, "user_id": None}


class TakenUp(Conflict):
    """One of the two has been taken up already, or who took it up has been since."""


class SeenOtherwise(Conflict):
    """One of the two has changed since they were compared."""

    def __init__(self) -> None:
        super().__init__(
            _l("One of the two has changed since you compared them. Look at them once more.")
        )


class BothSignIn(Conflict):
    """Both people have an account."""

    def __init__(self) -> None:
        super().__init__(
            _l("Both have an account to sign in with. Close one of the accounts first.")
        )


class CannotUndo(Conflict):
    """The merge cannot be undone, or not yet."""


def mark(first: Organisation | Person, second: Organisation | Person) -> str:
    """Return a mark of what two records say now, by which it shows whether either changed."""
    said = "|".join(f"{each.id} {each.updated_at.isoformat()}" for each in (first, second))
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def merge_organisations(
    survivor_id: int, merged_id: int, *, taken: Collection[str], seen: str, by: Actor
) -> Merge:
    """Let one organisation be taken up by another with all that it owns.

    `taken` are the fields whose values come from the one that is taken up; `seen` is the `mark` of
    the two as they were compared. Raise `Invalid`, `TakenUp` or `SeenOtherwise`.
    """
    survivor, merged = _locked(Organisation, survivor_id, merged_id, seen)
    wanted = _wanted(survivor, merged, ORGANISATION_FIELDS, taken)
    wanted["name_key"] = name_key(wanted["name"])
    wanted["number"] = read_number(wanted["number"] or "", wanted["country"])
    merge = _begun(Merge(survivor_organisation_id=survivor.id, merged_organisation_id=merged.id))
    _take_up(merge, survivor, merged, wanted, _NO_ORGANISATION, taken)
    return _ended(merge, survivor, "directory.merge_organisations", {"organisation": merged_id}, by)


def merge_people(
    survivor_id: int, merged_id: int, *, taken: Collection[str], seen: str, by: Actor
) -> Merge:
    """Let one person be taken up by another, with roles, account and all; as for organisations.

    Raise `BothSignIn` as well.
    """
    survivor, merged = _locked(Person, survivor_id, merged_id, seen)
    if survivor.user_id is not None and merged.user_id is not None:
        raise BothSignIn
    wanted = _wanted(survivor, merged, PERSON_FIELDS, taken)
    wanted["user_id"] = survivor.user_id if merged.user_id is None else merged.user_id
    merge = _begun(Merge(survivor_person_id=survivor.id, merged_person_id=merged.id))
    _take_up(merge, survivor, merged, wanted, _NO_PERSON, taken)
    return _ended(merge, survivor, "directory.merge_people", {"person": merged_id}, by)


def undo_merge(merge_id: int, *, by: Actor) -> Merge:
    """Let the two be two again, each with what was its own; return what had to stay, in `kept`.

    What somebody has changed since stays as it is, and what the person has withdrawn since comes
    back for neither. Raise `CannotUndo` for one that is undone or
    too old, or where the one that took up the other has been taken up itself.
    """
    merge = db.session.get(Merge, merge_id, with_for_update=True)
    if merge is None:
        raise NotFound
    if merge.undone_at is not None:
        raise CannotUndo(_l("This merge has been undone already."))
    if merge.erased_at is not None:
        raise CannotUndo(_l("This merge is too old to be undone: how it went is erased."))
    if merge.survivor.merged_into_id is not None:
        raise CannotUndo(
            _l("%(name)s has been merged with another since. Undo that first.",
               name=merge.survivor.name)
        )  # fmt: skip
    if merge.merged.merged_into_id != merge.survivor.id:
        raise CannotUndo(_l("A later merge stands in the way. Undo that first."))
    back = TakingBack()
    back.take_back(merge.steps)
    merge.undone_at, merge.kept = clock.now(), back.kept
    _touch(merge.survivor, merge.merged)
    db.session.flush()
    db.session.expire_all()
    if isinstance(merge.survivor, Person):
        _let_go_of_withdrawn(merge, by=by)
    detail = {"kept": sum(back.kept.values())}
    record("directory.undo_merge", subject=merge.survivor, by=by, detail=detail)
    return merge


def list_expired_merges() -> Sequence[int]:
    """Return the merges whose steps have been kept long enough."""
    return db.session.scalars(
        select(Merge.id)
        .where(Merge.erased_at.is_(None), Merge.merged_at < retention.cutoff(retention.UNDO))
        .order_by(Merge.id)
    ).all()


def erase_merges(merge_ids: Sequence[int], by: Actor) -> int:
    """Erase how some merges went; that they took place stays."""
    due = sorted(set(merge_ids) & set(list_expired_merges()))
    db.session.execute(delete(MergeStep).where(MergeStep.merge_id.in_(due)))
    db.session.execute(update(Merge).where(Merge.id.in_(due)).values(erased_at=clock.now()))
    if due:
        record("directory.erase_merges", subject=None, by=by, detail={"merges": len(due)})
    return len(due)


def _locked(model: type[Party], survivor_id: int, merged_id: int, seen: str) -> tuple[Party, Party]:
    """Return both as they are now, held until the transaction ends; the lower number first."""
    if survivor_id == merged_id:
        raise Invalid(_l("It cannot be merged with itself. Choose another."))
    query = select(model).where(model.id.in_((survivor_id, merged_id))).order_by(model.id)
    found = {each.id: each for each in db.session.scalars(query.with_for_update())}
    if len(found) < 2:
        raise NotFound
    survivor, merged = found[survivor_id], found[merged_id]
    for each in (survivor, merged):
        if each.merged_into_id is not None:
            raise TakenUp(_l("%(name)s has been merged already.", name=each.name))
    if seen != mark(survivor, merged):
        raise SeenOtherwise
    return survivor, merged


def _wanted(
    survivor: Any, merged: Any, fields: Sequence[str], taken: Collection[str]
) -> dict[str, Any]:
    return {name: getattr(merged if name in taken else survivor, name) for name in fields}


def _begun(merge: Merge) -> Merge:
    merge.merged_at, merge.moved, merge.kept = clock.now(), {}, {}
    db.session.add(merge)
    db.session.flush()
    return merge


def _take_up(
    merge: Merge,
    survivor: Any,
    merged: Any,
    wanted: dict[str, Any],
    nothing: dict[str, Any],
    taken: Collection[str],
) -> None:
    """Move everything, then let the one lose what the other may want, then give it."""
    table = cast(Table, type(survivor).__table__)
    wanted["created_at"] = min(survivor.created_at, merged.created_at)
    emptied = {**nothing, "merged_into_id": survivor.id}
    taking = TakingUp(merge.id)
    for name, fact in _FACTS.items() if isinstance(survivor, Person) else ():
        staying, losing = (merged, survivor) if name in taken else (survivor, merged)
        if is_withdrawn(losing.id, fact, getattr(staying, name)):
            # One of the two has said that exactly this is not to be kept: that holds for both.
            wanted[name] = "" if fact is Fact.ADDRESS else None
            staying, losing = losing, staying
        taking.take_away(cast(Table, PersonFact.__table__), [losing.id, fact.value])
    taking.move_all(table, merged.id, survivor.id)
    taking.change(table, [merged.id], {name: getattr(merged, name) for name in emptied}, emptied)
    changes = {name: value for name, value in wanted.items() if getattr(survivor, name) != value}
    if changes:
        before = {name: getattr(survivor, name) for name in changes}
        taking.change(table, [survivor.id], before, changes)
    merge.moved = taking.moved
    db.session.flush()
    db.session.expire_all()
    _touch(survivor, merged)


def _ended(
    merge: Merge, survivor: Organisation | Person, act: str, detail: dict[str, Any], by: Actor
) -> Merge:
    label, _, number = by.label.partition(":")
    merge.merged_by_id = int(number) if label == "user" else None
    record(act, subject=survivor, by=by, detail={**detail, "moved": sum(merge.moved.values())})
    return merge


def _let_go_of_withdrawn(merge: Merge, *, by: Actor) -> None:
    """Take from both people what was withdrawn while they were one: it was the same person's."""
    both = (merge.survivor, merge.merged)
    since = db.session.scalars(
        select(PersonFact).where(
            PersonFact.person_id.in_([each.id for each in both]),
            PersonFact.withdrawn_at > merge.merged_at,
        )
    ).all()
    for row in since:
        column = COLUMNS.get(Fact(row.fact))
        for each in both if column else ():
            if is_withdrawn(row.person_id, Fact(row.fact), getattr(each, str(column))):
                withdraw_fact(each, Fact(row.fact), by=by)


def _touch(*parties: Organisation | Person) -> None:
    """Note that they changed: whoever compared them before does not know what they say now.

    What they are found by is written anew: who was taken up has no words any more.
    """
    for each in parties:
        each.updated_at = clock.now()
        keep = keep_organisation if isinstance(each, Organisation) else keep_person
        keep(each.id)
