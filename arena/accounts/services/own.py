"""What a person changes about themselves."""

from __future__ import annotations

from arena.accounts.models import User, UserSession
from arena.accounts.services.links import revoke_links_of
from arena.accounts.services.sessions import end_sessions_of
from arena.audit.models import Actor
from arena.audit.services import record


def update_profile(user: User, *, name: str, phone: str | None, language: str, by: Actor) -> None:
    """Change how a person is called, phoned and spoken to (“sv” or “en”)."""
    wanted = {"name": name, "phone": phone or None, "language": language}
    changed = sorted(key for key, value in wanted.items() if getattr(user, key) != value)
    for key in changed:
        setattr(user, key, wanted[key])
    record("accounts.update_profile", subject=user, by=by, detail={"changed": changed})


def change_password(user: User, password_hash: str, *, keep: UserSession | None, by: Actor) -> int:
    """Set a password; end every session but `keep`, and return how many ended.

    Whoever knew the old password, or waits with an unused link, is shut out with it.
    """
    is_first = user.password_hash is None
    user.password_hash = password_hash
    ended = end_sessions_of(user, keep=keep)
    revoke_links_of(user)
    detail = {"first": is_first, "sessions_ended": ended}
    record("accounts.change_password", subject=user, by=by, detail=detail)
    return ended
