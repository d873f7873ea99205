"""Giving the guests their own links: each person one, for as long as the visit lasts and a month.

The leader's also lets them fill in what we need; everybody else's only shows the programme.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import delete

from arena import clock, db, tokens
from arena.audit.models import Actor
from arena.audit.services import record
from arena.delegations.guest_links import guest_token
from arena.delegations.models import Delegation, DelegationLink, ReleaseReceipt
from arena.delegations.queries.ending import list_followers
from arena.delegations.queries.links import (
    LIST_CODE,
    LinkStanding,
    count_codes,
    expiry,
    list_expired_links,
    list_links,
    list_unlinked,
    may_link,
    standing_of,
)
from arena.delegations.services.errors.releasing import HasLink, LinkHasEnded, TooManyCodes
from arena.delegations.services.errors.standing import NotNow
from arena.messages.services import Recipient, queue

CODE_LASTS = timedelta(minutes=20)
_CODES_COUNTED = timedelta(hours=1)
_MOST_CODES = 5


def add_link(
    delegation: Delegation,
    *,
    name: str,
    email: str,
    language: str,
    is_leader: bool = False,
    by: Actor,
) -> DelegationLink:
    """Give somebody a link of their own, and mail it to them. Raises `HasLink`, `NotNow`."""
    links = _locked(delegation)
    _require_accepted(delegation)
    if any(link.email == email for link in links):
        raise HasLink
    link = make_link(delegation, name=name, email=email, language=language, is_leader=is_leader)
    mail_link(link, occasion="given")
    record("delegations.add_link", subject=delegation, by=by, detail={"link": link.id})
    return link


def send_link(link: DelegationLink, *, by: Actor) -> None:
    """Mail somebody the link that they have, once more. Raises `LinkHasEnded`."""
    _locked(link.delegation)
    if standing_of(link) is not LinkStanding.LIVE:
        raise LinkHasEnded
    mail_link(link, occasion=f"again{clock.now():%Y%m%dT%H%M}")
    record("delegations.send_link", subject=link.delegation, by=by, detail={"link": link.id})


def renew_link(link: DelegationLink, *, by: Actor) -> None:
    """Give somebody another link in place of theirs, which opens nothing from then on.

    It lasts a month from the last day of the visit, or from now if that is later.
    """
    _locked(link.delegation)
    link.token_version += 1
    link.token_hash = tokens.digest(guest_token(link))
    link.revoked_at = None
    link.expires_at = max(expiry(link.delegation.ends_on), expiry(clock.today()))
    mail_link(link, occasion=f"renewed{link.token_version}")
    record("delegations.renew_link", subject=link.delegation, by=by, detail={"link": link.id})


def revoke_link(link: DelegationLink, *, by: Actor) -> None:
    """Close somebody's link at once; their calendar empties itself."""
    _locked(link.delegation)
    if link.revoked_at is None:
        link.revoked_at = clock.now()
        record("delegations.revoke_link", subject=link.delegation, by=by, detail={"link": link.id})


def give_links(delegation: Delegation) -> list[DelegationLink]:
    """See that whoever must have the programme has a link (`list_unlinked`), as part of an act.

    Returns the links that are new. Nobody is mailed yet.
    """
    made = [
        make_link(
            delegation,
            name=person.name,
            email=person.email,
            language=person.language,
            is_leader=person.is_leader,
        )
        for person in list_unlinked(delegation)
    ]
    for link in list_links(delegation):  # The visit may have other days by now.
        link.expires_at = max(link.expires_at, expiry(delegation.ends_on))
    return made


def make_link(
    delegation: Delegation, *, name: str, email: str, language: str, is_leader: bool
) -> DelegationLink:
    """Make a link, as part of an act that has the delegation locked."""
    link = DelegationLink(
        delegation=delegation,
        name=name,
        email=email,
        language=language,
        is_leader=is_leader,
        token_hash=tokens.digest(tokens.new()),  # Until its number is known.
        token_version=1,
        expires_at=expiry(delegation.ends_on),
    )
    db.session.add(link)
    db.session.flush()
    link.token_hash = tokens.digest(guest_token(link))
    return link


def mail_link(link: DelegationLink, *, occasion: str) -> None:
    """Queue the mail with somebody's link."""
    queue(
        "delegations/link",
        recipient_of(link),
        subject=f"delegation:{link.delegation_id}",
        occasion=occasion,
        params={"link_id": link.id},
    )


def send_code(link: DelegationLink, number: int, *, by: Actor) -> None:
    """Mail the leader the code that opens the list in the browser that keeps `number`.

    Raises `TooManyCodes` past five an hour: each is a mail to somebody who may not have asked.
    """
    _locked(link.delegation)
    if count_codes(link, since=clock.now() - _CODES_COUNTED) >= _MOST_CODES:
        raise TooManyCodes
    queue(
        LIST_CODE,
        recipient_of(link),
        subject=f"delegation:{link.delegation_id}",
        occasion=f"code{number}",
        params={"link_id": link.id, "number": number},
        useless_after=clock.now() + CODE_LASTS,
    )
    record("delegations.send_code", subject=link.delegation, by=by, detail={"link": link.id})


def recipient_of(link: DelegationLink) -> Recipient:
    """Return whom mails about a link go to."""
    return Recipient(link.email, link.name, link.language)


def tell_that_it_ended(delegation: Delegation, **_: Any) -> None:
    """Mail those who follow the visit or have a part in it that it does not take place.

    Connected to `ending.ended`; the contact person is told there, with more to say.
    """
    for each in list_followers(delegation):
        if each.email:
            queue(
                "delegations/guests_off",
                Recipient(each.email, each.name, each.language),
                subject=f"delegation:{delegation.id}",
                occasion="ended",
                params={"delegation_id": delegation.id},
            )


def ask_leader(delegation: Delegation, *, by: Actor) -> DelegationLink:
    """Give the contact person the leader's link, or mail it once more; return it.

    Raises `NotNow`.
    """
    links = _locked(delegation)
    _require_accepted(delegation)
    link = next((each for each in links if each.email == delegation.contact_email), None)
    if link is None or standing_of(link) is LinkStanding.LIVE:
        if link is None:
            link = make_link(
                delegation,
                name=delegation.contact_name,
                email=delegation.contact_email,
                language=delegation.contact_language,
                is_leader=True,
            )
        mail_link(link, occasion=f"asked{clock.now():%Y%m%dT%H%M}")
        record("delegations.send_link", subject=delegation, by=by, detail={"link": link.id})
        return link
    renew_link(link, by=by)
    return link


def erase_links(link_ids: Sequence[int], by: Actor) -> int:
    """Forget links that ended long ago, and with them who had them."""
    due = set(link_ids) & set(list_expired_links())
    db.session.execute(delete(ReleaseReceipt).where(ReleaseReceipt.link_id.in_(due)))
    gone = db.session.execute(
        delete(DelegationLink).where(DelegationLink.id.in_(due)).returning(DelegationLink.id)
    ).all()
    if gone:
        record("delegations.erase_links", subject=None, by=by, detail={"links": len(gone)})
    return len(gone)


def _locked(delegation: Delegation) -> Sequence[DelegationLink]:
    db.session.refresh(delegation, with_for_update={"of": Delegation})
    return list_links(delegation)


def _require_accepted(delegation: Delegation) -> None:
    if not may_link(delegation):
        raise NotNow(delegation.state)
