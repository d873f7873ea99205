"""The guests' own links: whose, to what, and for how long."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from sqlalchemy import func, or_, select

from arena import clock, db, retention, tokens
from arena.delegations.models import Delegation, DelegationLink, RoleName
from arena.delegations.rules.ladder import Act, may_do
from arena.errors import NotFound
from arena.messages.models import Message

OPEN_FOR = timedelta(days=30)  # After the last day of the visit.
LIST_CODE = "delegations/list_code"  # The mail with the code that opens the list.
_A_MOMENT = timedelta(microseconds=1)
# Of the guests' own people, those who must have the programme in their hands.
NEED_PROGRAMME = frozenset({RoleName.HEAD, RoleName.PROTOCOL, RoleName.INTERPRETER})


@dataclass(frozen=True)
class Unlinked:
    """Somebody who must have the programme and has no link yet."""

    name: str
    email: str
    language: str
    is_leader: bool


class LinkStanding(StrEnum):
    """Whether a link still opens anything."""

    LIVE = "live"
    EXPIRED = "expired"
    REVOKED = "revoked"


def may_link(delegation: Delegation) -> bool:
    """Tell whether guests may be given links: the visit was accepted, and not given up."""
    return may_do(delegation.state, Act.REPORT)


def find_link(token: str) -> DelegationLink | None:
    """Return the link that a secret opens, also one that has ended."""
    return db.session.scalar(
        select(DelegationLink).where(DelegationLink.token_hash == tokens.digest(token))
    )


def get_link(delegation: Delegation, link_id: int) -> DelegationLink:
    """Return one of a delegation's links; raise `NotFound`."""
    found = db.session.get(DelegationLink, link_id)
    if found is None or found.delegation_id != delegation.id:
        raise NotFound
    return found


def list_links(delegation: Delegation) -> Sequence[DelegationLink]:
    """Return the links of a delegation, the leader's first."""
    return db.session.scalars(
        select(DelegationLink)
        .where(DelegationLink.delegation_id == delegation.id)
        .order_by(DelegationLink.is_leader.desc(), DelegationLink.id)
    ).all()


def list_live_links(delegation: Delegation) -> list[DelegationLink]:
    """Return the links that open their page now."""
    return [link for link in list_links(delegation) if standing_of(link) is LinkStanding.LIVE]


def list_unlinked(delegation: Delegation) -> list[Unlinked]:
    """Return who gets a link with the next version.

    That is the contact person, who leads, and of the roles the head of the delegation, the
    protocol officer and the interpreter, as far as they have an address.
    """
    known = {link.email for link in list_links(delegation)}
    found: dict[str, Unlinked] = {}
    people = [
        Unlinked(
            delegation.contact_name, delegation.contact_email, delegation.contact_language, True
        )
    ]
    people += [
        Unlinked(role.name, role.email, role.language, False)
        for role in delegation.roles
        if role.role in NEED_PROGRAMME and role.user_id is None
    ]
    for person in people:
        if person.email and person.email not in known:
            found.setdefault(person.email, person)
    return list(found.values())


def standing_of(link: DelegationLink) -> LinkStanding:
    """Tell whether a link opens its page now."""
    if link.revoked_at is not None:
        return LinkStanding.REVOKED
    return LinkStanding.LIVE if clock.now() < link.expires_at else LinkStanding.EXPIRED


def ended_at(link: DelegationLink) -> datetime | None:
    """Return when a link ended; None while it opens its page."""
    if standing_of(link) is LinkStanding.LIVE:
        return None
    return min(link.revoked_at or link.expires_at, link.expires_at)


def expiry(last_day: date) -> datetime:
    """Return when links end by themselves: at the midnight that closes the 30th day after."""
    return datetime.combine(last_day + OPEN_FOR + timedelta(days=1), time.min, tzinfo=clock.zone())


def last_day_of(link: DelegationLink) -> date:
    """Return the last day on which a link opens its page, by the arena's calendar."""
    return clock.date_of(link.expires_at - _A_MOMENT)


def phone_of(link: DelegationLink) -> str:
    """Return the number of a link's owner, as the delegation's people have it; "" for none."""
    delegation = link.delegation
    if link.email == delegation.contact_email and delegation.contact_phone:
        return delegation.contact_phone
    numbers = (role.phone for role in delegation.roles if role.email.lower() == link.email.lower())
    return next((number for number in numbers if number), "")


def count_codes(link: DelegationLink, *, since: datetime) -> int:
    """Return how many codes were mailed to a link's owner since a moment."""
    return (
        db.session.scalar(
            select(func.count())
            .select_from(Message)
            .where(
                Message.template == LIST_CODE,
                Message.recipient_email == link.email,
                Message.created_at > since,
            )
        )
        or 0
    )


def list_expired_links() -> Sequence[int]:
    """Return the links that ended so long ago that who had them is to be erased."""
    before = retention.cutoff(retention.GUEST_LINK)
    return db.session.scalars(
        select(DelegationLink.id)
        .where(or_(DelegationLink.expires_at < before, DelegationLink.revoked_at < before))
        .order_by(DelegationLink.id)
    ).all()
