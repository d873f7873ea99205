"""What administrators do with users."""

from __future__ import annotations

from blinker import Signal
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from arena import clock, db
from arena.accounts.models import Role, SignInLink, User
from arena.accounts.services.links import issue_link, revoke_links_of
from arena.accounts.services.sessions import end_sessions_of
from arena.audit.models import Actor
from arena.audit.services import record
from arena.errors import Conflict

# Sent with the person, and `by` whom, in the transaction of the act: floors above keep things by
# what somebody may see, such as a calendar's Last-Modified.
rights_changed = Signal("What a person may do was changed.")


class AddressTaken(Conflict):
    """Somebody has an account with this address already."""

    def __init__(self) -> None:
        super().__init__(_l("There is an account with this address already."))


class LastAdministrator(Conflict):
    """The act would leave nobody who can administer the arena."""

    def __init__(self) -> None:
        super().__init__(
            _l("This is the only administrator. Make somebody else administrator first.")
        )


class NotYourself(Conflict):
    """Administrators cannot take their own key away by mistake."""

    def __init__(self) -> None:
        super().__init__(_l("You cannot close your own account. Ask another administrator."))


def add_user(
    *,
    email: str,
    name: str,
    role: Role,
    language: str,
    by: Actor,
    phone: str | None = None,
    password_hash: str | None = None,
) -> User:
    """Add a user who can sign in, without a word to them; raise `AddressTaken`."""
    user = User(
        email=email.lower(),
        name=name,
        phone=phone or None,
        role=role,
        language=language,
        password_hash=password_hash,
        created_at=clock.now(),
    )
    try:
        with db.session.begin_nested():
            db.session.add(user)
    except IntegrityError as error:
        raise AddressTaken from error
    record("accounts.add_user", subject=user, by=by, detail={"role": str(role)})
    return user


def invite_user(*, email: str, name: str, role: Role, language: str, by: Actor) -> User:
    """Add a user and mail them a link that lets them in; raise `AddressTaken`."""
    user = add_user(email=email, name=name, role=role, language=language, by=by)
    issue_link(user, "invitation", by=by)
    return user


def resend_invitation(user: User, *, by: Actor) -> SignInLink:
    """Mail a new invitation; the ones before no longer let anybody in."""
    if not user.is_open:
        raise Conflict(_l("This account is closed. Open it again first."))
    revoke_links_of(user)
    return issue_link(user, "invitation", by=by)


def change_role(user: User, role: Role, *, by: Actor) -> None:
    """Change what a person may do, from their next click on; raise `LastAdministrator`."""
    before = user.role
    if before == role:
        return
    if before == Role.ADMIN:
        _require_another_administrator(user)
    user.role = role
    rights_changed.send(user, by=by)
    record("accounts.change_role", subject=user, by=by, detail={"from": before, "to": str(role)})


def close_account(user: User, *, by: Actor) -> None:
    """Close an account: every session and link of its person ends at once.

    The row stays, since what the person did stays. Raise `NotYourself` or `LastAdministrator`.
    """
    if not user.is_open:
        return
    if by == Actor.user(user.id):
        raise NotYourself
    if user.role == Role.ADMIN:
        _require_another_administrator(user)
    user.closed_at = clock.now()
    ended = end_sessions_of(user)
    revoke_links_of(user)
    rights_changed.send(user, by=by)
    record("accounts.close_account", subject=user, by=by, detail={"sessions_ended": ended})


def reopen_account(user: User, *, by: Actor) -> None:
    """Let a person sign in again; the sessions that ended stay ended."""
    if user.is_open:
        return
    user.closed_at = None
    rights_changed.send(user, by=by)
    record("accounts.reopen_account", subject=user, by=by)


def _require_another_administrator(user: User) -> None:
    """Raise `LastAdministrator`; the rows are locked, so that two cannot let each other go."""
    administrators = db.session.scalars(
        select(User.id)
        .where(User.role == Role.ADMIN, User.closed_at.is_(None))
        .order_by(User.id)
        .with_for_update()
    ).all()
    if not set(administrators) - {user.id}:
        raise LastAdministrator
