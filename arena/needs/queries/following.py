"""Who follows a need, and who is told of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from arena import clock, db, tokens
from arena.accounts.models import User
from arena.messages.models import Message
from arena.messages.services import Recipient
from arena.needs import policy
from arena.needs.models import (
    InterestState,
    Need,
    NeedFollower,
    NeedInterest,
    NeedQuestion,
    QuestionState,
)
from arena.needs.queries.members import standing_of
from arena.networks.models import Membership
from arena.networks.queries.standing import holds_on


def find_follower(token: str) -> NeedFollower | None:
    """Return the follower of a link's secret, with the need."""
    return db.session.scalar(
        select(NeedFollower)
        .where(NeedFollower.token_hash == tokens.digest(token))
        .options(joinedload(NeedFollower.need))
    )


def find_by_address(need: Need, email: str) -> NeedFollower | None:
    """Return who follows a need with an address, confirmed or not."""
    return db.session.scalar(
        select(NeedFollower).where(
            NeedFollower.need_id == need.id, NeedFollower.email == email.lower()
        )
    )


def find_of_user(need: Need, user: User) -> NeedFollower | None:
    """Return how an account follows a need."""
    return db.session.scalar(
        select(NeedFollower).where(
            NeedFollower.need_id == need.id,
            NeedFollower.user_id == user.id,
            NeedFollower.confirmed_at.is_not(None),
        )
    )


def has_unconfirmed(follower: NeedFollower) -> bool:
    """Tell whether an address has written a question that waits for its confirmation."""
    waiting = select(NeedQuestion.id).where(
        NeedQuestion.follower_id == follower.id,
        NeedQuestion.state == QuestionState.UNCONFIRMED,
    )
    return db.session.scalar(waiting.limit(1)) is not None


def list_followed(user: User) -> Sequence[Need]:
    """Return the needs that an account follows, the newest first."""
    return db.session.scalars(
        select(Need)
        .join(NeedFollower, NeedFollower.need_id == Need.id)
        .where(NeedFollower.user_id == user.id, NeedFollower.confirmed_at.is_not(None))
        .order_by(Need.published_at.desc(), Need.id.desc())
    ).all()


def list_recipients(need: Need, *, interested: bool) -> list[tuple[Recipient, int | None]]:
    """Return whom news of a need reaches, each address once, with the follower's number.

    An account follows only while it is open and may see the need, and an organisation that has
    left the networks which a need is for hears no more of it.
    """
    found: dict[str, tuple[Recipient, int | None]] = {}
    for follower in db.session.scalars(
        select(NeedFollower)
        .where(NeedFollower.need_id == need.id, NeedFollower.confirmed_at.is_not(None))
        .options(joinedload(NeedFollower.user))
        .order_by(NeedFollower.id)
    ):
        recipient = _recipient(need, follower)
        if recipient is not None:
            found[recipient.email] = (recipient, follower.id)
    if interested:
        for interest in _list_still_told(need):
            told = Recipient(
                interest.contact_email, interest.contact_name, interest.contact_language
            )
            if told.email:
                found.setdefault(told.email, (told, None))
    return list(found.values())


def list_standing_interests(need: Need) -> Sequence[NeedInterest]:
    """Return the interest that has not been withdrawn."""
    return db.session.scalars(
        select(NeedInterest)
        .where(NeedInterest.need_id == need.id, NeedInterest.state != InterestState.WITHDRAWN)
        .order_by(NeedInterest.id)
    ).all()


def _list_still_told(need: Need) -> Sequence[NeedInterest]:
    """Return the interest of organisations that may still know of a need."""
    interests = list_standing_interests(need)
    if need.is_public or not interests:
        return interests
    members = set(
        db.session.scalars(
            select(Membership.organisation_id).where(
                Membership.network_id.in_([circle.network_id for circle in need.circles]),
                holds_on(Membership, clock.today()),
            )
        )
    )
    return [each for each in interests if each.organisation_id in members]


def list_asked_to_confirm(email: str, since: datetime) -> Sequence[datetime]:
    """Return when an address was asked to confirm itself since a moment, in order."""
    return db.session.scalars(
        select(Message.created_at)
        .where(
            Message.template == "needs/confirm",
            Message.recipient_email == email,
            Message.created_at > since,
        )
        .order_by(Message.created_at)
    ).all()


def _recipient(need: Need, follower: NeedFollower) -> Recipient | None:
    user = follower.user
    if user is None:
        is_told = need.is_public
        return Recipient(follower.email, "", follower.language) if is_told else None
    if not user.is_open or not policy.may_see(user, need, standing_of(user)):
        return None
    return Recipient(user.email, user.name, user.language)
