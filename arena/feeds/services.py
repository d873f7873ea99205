"""Acts on subscriptions: making one, revoking one, noting that it was read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import or_, update

from arena import clock, db, tokens
from arena.accounts.models import User
from arena.audit.models import Actor
from arena.audit.services import record
from arena.errors import Conflict, Invalid
from arena.feeds.models import FeedSubscription
from arena.feeds.queries.subscriptions import count_live, is_name_taken

MOST_LIVE = 20


class TooManySubscriptions(Conflict):
    """The person has as many subscriptions as one can keep an eye on."""

    def __init__(self) -> None:
        super().__init__(
            _l(
                "You have %(most)d subscriptions. Revoke one that you no longer use first.",
                most=MOST_LIVE,
            )
        )


class NameTaken(Invalid):
    """The person has a live subscription of that name: its address was shown once, and no more."""

    def __init__(self) -> None:
        super().__init__(
            _l(
                "You have a subscription with this name, and its address is not shown again. "
                "Choose another name, or revoke that one first."
            ),
            "name",
        )


def create_subscription(
    user: User,
    *,
    name: str,
    scope: str,
    language: str,
    with_cancelled: bool,
    by: Actor,
    network_id: int | None = None,
    organisation_id: int | None = None,
) -> tuple[FeedSubscription, str]:
    """Make a subscription, and return it with its token, which is nowhere kept.

    `scope` is "all" or "mine", or "network" or "organisation" with the number of it. `name` is what
    the person calls the program that will read it: one that no other of theirs has, so that each
    can be told apart, and a page that is loaded again makes no second. Raise `NameTaken` or
    `TooManySubscriptions`.
    """
    if is_name_taken(user.id, name):
        raise NameTaken
    if count_live(user.id) >= MOST_LIVE:
        raise TooManySubscriptions
    token, now = tokens.new(), clock.now()
    subscription = FeedSubscription(
        user_id=user.id,
        name=name,
        scope=scope,
        network_id=network_id,
        organisation_id=organisation_id,
        language=language,
        with_cancelled=with_cancelled,
        token_hash=tokens.keyed_digest(token),
        created_at=now,
        changed_at=now,
    )
    db.session.add(subscription)
    detail = {"scope": scope, "language": language, "with_cancelled": with_cancelled}
    record("feeds.create_subscription", subject=subscription, by=by, detail=detail)
    return subscription, token


def revoke_subscription(subscription: FeedSubscription, *, by: Actor) -> None:
    """Revoke a subscription: what reads it gets an emptied calendar, and after 90 days nothing."""
    if subscription.revoked_at is not None:
        return
    subscription.revoked_at = subscription.changed_at = clock.now()
    detail = {"user": subscription.user_id}
    record("feeds.revoke_subscription", subject=subscription, by=by, detail=detail)


def note_rights_changed(user: User, *, by: Actor) -> None:
    """Let a person's feeds count as changed, as part of an act on their account."""
    db.session.execute(
        update(FeedSubscription)
        .where(FeedSubscription.user_id == user.id, FeedSubscription.revoked_at.is_(None))
        .values(changed_at=clock.now())
        .execution_options(synchronize_session=False)
    )


def note_fetches(fetches: Mapping[int, tuple[datetime, str]]) -> None:
    """Note when each of some subscriptions was last read, and by what program.

    No audit line: it changes nothing but what a person is told of their own subscription.
    """
    for number, (at, client) in sorted(fetches.items()):
        earlier = or_(
            FeedSubscription.last_fetched_at.is_(None), FeedSubscription.last_fetched_at < at
        )
        db.session.execute(
            update(FeedSubscription)
            .where(FeedSubscription.id == number, earlier)
            .values(last_fetched_at=at, last_client=client)
            .execution_options(synchronize_session=False)
        )
