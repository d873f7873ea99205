"""Reading who may sign in, and who has."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal, cast

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from arena import clock, db, tokens
from arena.accounts.models import Role, SignInLink, User, UserSession
from arena.accounts.policy import PLANNERS
from arena.accounts.rules import SESSION_IDLE, SessionTimes, is_link_alive, is_session_alive
from arena.errors import NotFound

UserState = Literal["open", "invited", "closed"]


@dataclass(frozen=True)
class UserRow:
    """One line of the list of users."""

    user: User
    last_seen_at: datetime | None

    @property
    def state(self) -> UserState:
        """Where the account stands: who has neither signed in nor a password is invited."""
        if not self.user.is_open:
            return "closed"
        is_new = self.last_seen_at is None and self.user.password_hash is None
        return "invited" if is_new else "open"


def get_user(user_id: int) -> User:
    """Return a user, closed ones too; raise `NotFound`."""
    user = db.session.get(User, user_id)
    if user is None:
        raise NotFound
    return user


def find_user_by_email(email: str) -> User | None:
    """Return the user with an address, whatever its case; closed ones too."""
    return db.session.scalar(select(User).where(User.email == email.lower()))


def name_users(numbers: Collection[int]) -> Mapping[int, str]:
    """Return the names of users by their numbers; who is no longer known is left out."""
    rows = db.session.execute(select(User.id, User.name).where(User.id.in_(numbers)))
    return {row.id: row.name for row in rows}


def list_users_by_role(*roles: Role) -> Sequence[User]:
    """Return the open accounts with any of the roles, by name."""
    return db.session.scalars(
        select(User).where(User.role.in_(roles), User.closed_at.is_(None)).order_by(User.name)
    ).all()


def list_planners() -> Sequence[User]:
    """Return who is told of what needs planning: coordinators, else whoever may plan."""
    return list_users_by_role(Role.COORDINATOR) or list_users_by_role(*PLANNERS)


def get_user_row(user_id: int) -> UserRow:
    """Return one user as the list shows them; raise `NotFound`."""
    row = db.session.execute(_user_rows().where(User.id == user_id)).one_or_none()
    if row is None:
        raise NotFound
    user, last_seen_at = row
    return UserRow(user, last_seen_at)


def list_users(
    text: str = "",
    role: str | None = None,
    state: str | None = None,
    *,
    limit: int,
    offset: int = 0,
) -> tuple[list[UserRow], int]:
    """Return one page of users by name, and how many there are in all.

    `text` is looked for in names and addresses; `state` is open, invited or closed.
    """
    query = _user_rows()
    for word in text.split():
        query = query.where(
            or_(
                User.name.icontains(word, autoescape=True),
                User.email.icontains(word, autoescape=True),
            )
        )
    if role:
        query = query.where(User.role == role)
    if state == "closed":
        query = query.where(User.closed_at.is_not(None))
    elif state:
        seen = select(UserSession.id).where(UserSession.user_id == User.id).exists()
        is_known = or_(seen, User.password_hash.is_not(None))
        query = query.where(User.closed_at.is_(None), is_known if state == "open" else ~is_known)
    total = db.session.scalar(select(func.count()).select_from(query.subquery())) or 0
    page = query.order_by(User.name, User.id).limit(limit).offset(offset)
    return [UserRow(user, seen_at) for user, seen_at in db.session.execute(page)], total


def find_live_session(token: str) -> UserSession | None:
    """Return the session that a token opens, with its user, if both still hold."""
    session = db.session.scalar(
        select(UserSession)
        .join(UserSession.user)
        .where(UserSession.token_hash == tokens.digest(token), User.closed_at.is_(None))
        .options(contains_eager(UserSession.user))
    )
    if session is None or not is_session_alive(times_of(session), clock.now()):
        return None
    return session


def list_live_sessions(user: User) -> Sequence[UserSession]:
    """Return where a person is signed in, the last seen first."""
    now = clock.now()
    return db.session.scalars(
        select(UserSession)
        .where(
            UserSession.user_id == user.id,
            UserSession.ended_at.is_(None),
            UserSession.expires_at > now,
            UserSession.last_seen_at > now - SESSION_IDLE,
        )
        .order_by(UserSession.last_seen_at.desc(), UserSession.id.desc())
    ).all()


def get_own_session(user: User, session_id: int) -> UserSession:
    """Return one of a person's own sessions; raise `NotFound` for anybody else's."""
    session = db.session.get(UserSession, session_id)
    if session is None or session.user_id != user.id:
        raise NotFound
    return session


def find_live_link(token: str) -> SignInLink | None:
    """Return the link that a token opens, with its user, if it may still be used."""
    link = db.session.scalar(
        select(SignInLink)
        .where(SignInLink.token_hash == tokens.digest(token))
        .options(joinedload(SignInLink.user))
    )
    if link is None or not link.user.is_open:
        return None
    return link if is_link_alive(link.expires_at, link.used_at, clock.now()) else None


def find_link(link_id: int) -> SignInLink | None:
    """Return a link by its number, used or not."""
    return db.session.get(SignInLink, link_id, options=[joinedload(SignInLink.user)])


def count_recent_links(user: User, within: timedelta) -> int:
    """Return how many links were asked for lately by or for a person's address."""
    return (
        db.session.scalar(
            select(func.count()).where(
                SignInLink.user_id == user.id,
                SignInLink.purpose == "sign_in",
                SignInLink.created_at > clock.now() - within,
            )
        )
        or 0
    )


def times_of(session: UserSession) -> SessionTimes:
    """Return what decides whether a session holds."""
    return SessionTimes(session.last_seen_at, session.expires_at, session.ended_at)


def _user_rows() -> Select[Any]:
    seen = (
        select(func.max(UserSession.last_seen_at))
        .where(UserSession.user_id == User.id)
        .correlate(User)
        .scalar_subquery()
    )
    return cast(Select[Any], select(User, seen))
