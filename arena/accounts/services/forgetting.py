"""Forgetting sessions and sign-in links that ended long ago."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, or_, select

from arena import db, retention
from arena.accounts.models import SignInLink, UserSession
from arena.audit.models import Actor
from arena.audit.services import record


def list_expired_sessions() -> Sequence[int]:
    """Return the sessions that ended, or ran out, longer ago than they are kept."""
    before = retention.cutoff(retention.SIGN_IN)
    is_over = or_(UserSession.expires_at < before, UserSession.ended_at < before)
    return db.session.scalars(select(UserSession.id).where(is_over).order_by(UserSession.id)).all()


def list_expired_links() -> Sequence[int]:
    """Return the sign-in links that ran out longer ago than they are kept."""
    is_over = SignInLink.expires_at < retention.cutoff(retention.SIGN_IN)
    return db.session.scalars(select(SignInLink.id).where(is_over).order_by(SignInLink.id)).all()


def erase_sessions(session_ids: Sequence[int], by: Actor) -> int:
    """Erase sessions that are past their period, with the devices that they name."""
    if erased := _erase(UserSession, session_ids):
        record("accounts.erase_sessions", subject=None, by=by, detail={"sessions": erased})
    return erased


def erase_links(link_ids: Sequence[int], by: Actor) -> int:
    """Erase sign-in links that are past their period."""
    if erased := _erase(SignInLink, link_ids):
        record("accounts.erase_links", subject=None, by=by, detail={"links": erased})
    return erased


def _erase(table: type[UserSession] | type[SignInLink], numbers: Sequence[int]) -> int:
    erased = db.session.scalars(
        delete(table)
        .where(table.id.in_(numbers))
        .returning(table.id)
        .execution_options(synchronize_session=False)
    )
    return len(erased.all())
