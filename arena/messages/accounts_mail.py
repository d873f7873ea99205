"""Mails of accounts: a sign-in link, an invitation. Accounts announces them; here they are queued.

The link's secret is derived from its number when the mail is written, and is in no table.
"""

from __future__ import annotations

from typing import Any

from flask import Flask
from flask_babel import lazy_gettext as _l

from arena import clock
from arena.accounts.models import SignInLink
from arena.accounts.queries import find_link
from arena.accounts.rules import is_link_alive
from arena.accounts.services import link_issued, link_token
from arena.accounts.words import role_name
from arena.messages.kinds import N_, Kind, NoLongerTrue, register
from arena.messages.models import Message
from arena.messages.services import Recipient, queue
from arena.web.addresses import absolute_url


def init_app(app: Flask) -> None:
    """Make the mails known, and listen for links that must reach their person."""
    register(
        app,
        Kind("accounts/sign_in", _l("Link to sign in"), gather),
        Kind("accounts/invitation", _l("Invitation to sign in"), gather),
    )
    link_issued.connect(queue_link)


def queue_link(link: SignInLink, *, next_path: str | None = None, **_: Any) -> None:
    """Put a link's mail into the outbox, in the transaction that made the link."""
    user = link.user
    queue(
        f"accounts/{link.purpose}",
        Recipient(user.email, user.name, user.language),
        subject=f"user:{user.id}",
        occasion=f"link{link.id}",
        params={"link": link.id, "next": next_path},
        useless_after=link.expires_at,
    )


def gather(message: Message) -> dict[str, Any]:
    """Return what a link's mail says; a link that was used or revoked meanwhile is not sent."""
    link = find_link(message.params["link"])
    if link is None or not link.user.is_open:
        raise NoLongerTrue(N_("The account is closed."))
    if not is_link_alive(link.expires_at, link.used_at, clock.now()):
        raise NoLongerTrue(N_("The link has been used, replaced, or is too old."))
    address = absolute_url(
        "accounts.open_link", token=link_token(link), next=message.params.get("next")
    )
    return {
        "link_url": address,
        "expires_at": link.expires_at,
        "role": role_name(link.user.role),
        "request_url": absolute_url("accounts.request_link"),
    }
