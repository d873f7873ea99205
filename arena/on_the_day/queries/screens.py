"""Screens: whose address a token is, and which there are."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from arena import db, tokens
from arena.errors import NotFound
from arena.on_the_day.models import Screen
from arena.resources.models import Resource, ResourceKind


def find_screen(token: str) -> Screen | None:
    """Return the screen that an address is for, revoked or not."""
    return db.session.scalar(select(Screen).where(Screen.token_hash == tokens.keyed_digest(token)))


def get_screen(screen_id: int) -> Screen:
    """Return a screen; raise `NotFound`."""
    screen = db.session.get(Screen, screen_id)
    if screen is None:
        raise NotFound
    return screen


def list_screens() -> Sequence[Screen]:
    """Return all screens, those in use first, by name."""
    return db.session.scalars(
        select(Screen)
        .options(joinedload(Screen.room).joinedload(Resource.host))
        .order_by(Screen.revoked_at.is_not(None), Screen.name, Screen.id)
    ).all()


def list_rooms() -> Sequence[Resource]:
    """Return the rooms that a screen may stand at, by code."""
    return db.session.scalars(
        select(Resource)
        .where(Resource.kind == ResourceKind.ROOM, Resource.closed_at.is_(None))
        .order_by(Resource.code)
    ).all()
