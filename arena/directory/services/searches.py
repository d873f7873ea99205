"""Searches that are given a name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from arena import clock, db
from arena.accounts.models import User
from arena.audit.models import Actor
from arena.audit.services import record
from arena.directory.models import SavedSearch, SearchSubject
from arena.errors import Conflict


class SearchKnown(Conflict):
    """The person has a search of that name."""

    def __init__(self) -> None:
        super().__init__(_l("You have a search of that name already. Choose another."))


def save_search(
    name: str,
    subject: SearchSubject,
    criteria: Mapping[str, str],
    *,
    owner: User,
    is_shared: bool,
    by: Actor,
) -> SavedSearch:
    """Keep a search under a name; raise `SearchKnown`."""
    now = clock.now()
    search = SavedSearch(
        name=name,
        subject=subject,
        criteria=dict(criteria),
        owner_id=owner.id,
        is_shared=is_shared,
        created_at=now,
        updated_at=now,
    )
    try:
        with db.session.begin_nested():
            db.session.add(search)
    except IntegrityError as error:
        raise SearchKnown from error
    record("directory.save_search", subject=search, by=by)
    return search


def change_search(search: SavedSearch, *, name: str, is_shared: bool, by: Actor) -> None:
    """Give a search another name, or show it to others or not; raise `SearchKnown`."""
    try:
        with db.session.begin_nested():
            search.name, search.is_shared, search.updated_at = name, is_shared, clock.now()
    except IntegrityError as error:
        raise SearchKnown from error
    record("directory.change_search", subject=search, by=by)


def remove_search(search: SavedSearch, *, by: Actor) -> None:
    """Forget a search."""
    record("directory.remove_search", subject=search, by=by)
    db.session.delete(search)


def list_orphaned_searches() -> Sequence[int]:
    """Return the searches that only somebody whose account is closed could see."""
    return db.session.scalars(
        select(SavedSearch.id)
        .join(SavedSearch.owner)
        .where(User.closed_at.is_not(None), SavedSearch.is_shared.is_(False))
        .order_by(SavedSearch.id)
    ).all()


def erase_searches(search_ids: Sequence[int], by: Actor) -> int:
    """Erase searches that nobody can see any more."""
    due = sorted(set(search_ids) & set(list_orphaned_searches()))
    for search in db.session.scalars(select(SavedSearch).where(SavedSearch.id.in_(due))):
        db.session.delete(search)
    if due:
        record("directory.erase_searches", subject=None, by=by, detail={"searches": len(due)})
    return len(due)
