"""Mailed links that sign their person in once."""

from __future__ import annotations

from datetime import timedelta

from blinker import Signal
from flask_babel import lazy_gettext as _l
from sqlalchemy import update

from arena import clock, db, tokens
from arena.accounts.models import SignInLink, User, UserSession
from arena.accounts.queries import count_recent_links, find_live_link, find_user_by_email
from arena.accounts.rules import LINK_LIFE, LINKS_AN_HOUR
from arena.accounts.services.sessions import end_session, open_session
from arena.audit.models import STRANGER, Actor
from arena.audit.services import record
from arena.errors import Conflict

# Sent with the link, and `next_path`: where its person wanted to go, or None. Mail is a floor
# above; it listens, and queues what it sends in the transaction of the act.
link_issued = Signal("A link was issued and must reach its person.")


class LinkSpent(Conflict):
    """The link was used, is too old, or never was."""

    def __init__(self) -> None:
        super().__init__(_l("This link has been used or is too old. Ask for a new one."))


def request_link(email: str, *, next_path: str | None = None) -> None:
    """Mail a sign-in link to an address, if it belongs to an open account.

    Nothing tells the asker whether it does. After three links in an hour no more are sent: a
    stranger must not fill somebody's mailbox.
    """
    user = find_user_by_email(email)
    if user is None or not user.is_open:
        record("accounts.request_link", subject=None, by=STRANGER, detail={"known": False})
    elif count_recent_links(user, timedelta(hours=1)) >= LINKS_AN_HOUR:
        record("accounts.request_link", subject=user, by=STRANGER, detail={"mailed": False})
    else:
        issue_link(user, "sign_in", by=STRANGER, next_path=next_path)


def issue_link(
    user: User, purpose: str, *, by: Actor, next_path: str | None = None, announce: bool = True
) -> SignInLink:
    """Make a link of `purpose` (“sign_in”, “invitation”) and announce it, so that it is mailed.

    Its secret can be derived again from its number, and is nowhere stored.
    """
    now = clock.now()
    link = SignInLink(
        user_id=user.id,
        token_hash=tokens.digest(tokens.new()),
        purpose=purpose,
        created_at=now,
        expires_at=now + LINK_LIFE[purpose],
    )
    db.session.add(link)
    db.session.flush()
    link.token_hash = tokens.digest(link_token(link))
    if announce:
        link_issued.send(link, next_path=next_path)
    record(f"accounts.issue_{purpose}_link", subject=user, by=by, detail={"link": link.id})
    return link


def link_token(link: SignInLink) -> str:
    """Return the secret of a link."""
    return tokens.derived("sign-in", link.id)


def use_link(token: str, *, device: str, replaces: UserSession | None = None) -> tuple[User, str]:
    """Use a link up; return its person and the secret of the session that it opened.

    The session that the browser had, `replaces`, ends. The database lets one of two that come at
    once through. Raise `LinkSpent` for any other.
    """
    link = find_live_link(token)
    if link is None:
        raise LinkSpent
    used = db.session.execute(
        update(SignInLink)
        .where(SignInLink.id == link.id, SignInLink.used_at.is_(None))
        .values(used_at=clock.now())
        .returning(SignInLink.id)
    )
    if used.one_or_none() is None:
        raise LinkSpent
    revoke_links_of(link.user)
    if replaces is not None:
        end_session(replaces, by=Actor.user(replaces.user_id))
    return link.user, open_session(link.user, device=device, opened_with="link")


def revoke_links_of(user: User) -> None:
    """Let no link that is still under way sign a person in."""
    now = clock.now()
    db.session.execute(
        update(SignInLink)
        .where(
            SignInLink.user_id == user.id,
            SignInLink.used_at.is_(None),
            SignInLink.expires_at > now,
        )
        .values(expires_at=now)
    )
