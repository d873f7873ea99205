"""Opening and ending sessions; the database knows them by the hash of their secret only."""

from __future__ import annotations

from typing import Literal

from flask_babel import lazy_gettext as _l
from sqlalchemy import update

from arena import clock, db, tokens
from arena.accounts.models import User, UserSession
from arena.accounts.rules import SESSION_LIFE
from arena.audit.models import Actor
from arena.audit.services import record
from arena.errors import Forbidden


class SignInRefused(Forbidden):
    """The account was closed, or its password changed, while its person was signing in."""

    def __init__(self) -> None:
        super().__init__(_l("This account is closed. Ask an administrator to open it again."))


def open_session(
    user: User,
    *,
    device: str,
    opened_with: Literal["password", "link"],
    password_hash: str | None = None,
    renewed_hash: str | None = None,
) -> str:
    """Sign a person in and return the new session's secret.

    `password_hash` is the one that was found right, before this transaction; `renewed_hash`
    replaces it. Raise `SignInRefused`.
    """
    if not user.is_open or (opened_with == "password" and user.password_hash != password_hash):
        raise SignInRefused
    now = clock.now()
    token = tokens.new()
    session = UserSession(
        user_id=user.id,
        token_hash=tokens.digest(token),
        device=device[:120],
        opened_with=opened_with,
        created_at=now,
        last_seen_at=now,
        expires_at=now + SESSION_LIFE,
    )
    db.session.add(session)
    if renewed_hash:
        user.password_hash = renewed_hash
    by = Actor.user(user.id)
    record("accounts.sign_in", subject=user, by=by, detail={"with": opened_with})
    return token


def end_session(session: UserSession, *, by: Actor) -> None:
    """End one session; one that has ended stays as it is."""
    if session.ended_at is not None:
        return
    session.ended_at = clock.now()
    record("accounts.sign_out", subject=session.user, by=by, detail={"session": session.id})


def end_other_sessions(user: User, *, keep: UserSession | None, by: Actor) -> int:
    """End every session of a person but one, and return how many that were."""
    ended = end_sessions_of(user, keep=keep)
    record("accounts.sign_out_elsewhere", subject=user, by=by, detail={"sessions": ended})
    return ended


def touch_session(session_id: int) -> None:
    """Note that a session's person is there.

    No audit line: it changes nothing but how long the session may lie idle.
    """
    db.session.execute(
        update(UserSession)
        .where(UserSession.id == session_id, UserSession.ended_at.is_(None))
        .values(last_seen_at=clock.now())
    )


def end_sessions_of(user: User, *, keep: UserSession | None = None) -> int:
    """End a person's sessions as part of another act, which writes the line; return how many."""
    ended = db.session.scalars(
        update(UserSession)
        .where(
            UserSession.user_id == user.id,
            UserSession.ended_at.is_(None),
            UserSession.id != (keep.id if keep else None),
        )
        .values(ended_at=clock.now())
        .returning(UserSession.id)
        .execution_options(synchronize_session="fetch")
    )
    return len(ended.all())
