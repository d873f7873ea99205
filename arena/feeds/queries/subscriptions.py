"""Reading subscriptions: whom a token belongs to, and what people have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlalchemy import ColumnElement, bindparam, func, or_, select
from sqlalchemy.orm import joinedload

from arena import clock, db
from arena.accounts.models import User
from arena.errors import NotFound
from arena.events.models import CalendarVersion
from arena.feeds.models import FeedSubscription
from arena.feeds.queries.reaching import reach_network, reach_organisation
from arena.feeds.rules import KEPT_AFTER_END, ended_at
from arena.feeds.selection import (
    Language,
    Selection,
    network_selection,
    organisation_selection,
    private_selection,
)

_OF_TOKEN = (
    select(
        FeedSubscription.id,
        FeedSubscription.scope,
        FeedSubscription.network_id,
        FeedSubscription.organisation_id,
        FeedSubscription.language,
        FeedSubscription.with_cancelled,
        FeedSubscription.token_hash,
        FeedSubscription.changed_at,
        FeedSubscription.revoked_at,
        User.id.label("user_id"),
        User.role,
        User.closed_at,
        select(CalendarVersion.version).scalar_subquery().label("version"),
    )
    .join(User, User.id == FeedSubscription.user_id)
    .where(FeedSubscription.token_hash == bindparam("token_hash"))
)


@dataclass(frozen=True)
class Person:
    """As much of a person as decides what they may see."""

    id: int
    role: str


@dataclass(frozen=True, kw_only=True)
class Subscriber:
    """A subscription and its person of today, with the version of all events at that moment."""

    id: int
    person: Person
    scope: str
    network_id: int | None
    organisation_id: int | None
    language: Language
    with_cancelled: bool
    token_hash: str
    changed_at: datetime
    ended_at: datetime | None
    version: int

    @property
    def goes_by_membership(self) -> bool:
        """Whether it holds what the person may see as a member: asked anew at each fetch."""
        return self.network_id is not None or self.organisation_id is not None

    @property
    def selection(self) -> Selection:
        """What the subscription holds today."""
        if self.network_id is not None:
            reached = reach_network(self.person, self.network_id, self.language)
            return network_selection(self.language, reached, with_cancelled=self.with_cancelled)
        if self.organisation_id is not None:
            reached = reach_organisation(self.person, self.organisation_id)
            return organisation_selection(
                self.language, reached, with_cancelled=self.with_cancelled
            )
        return private_selection(
            self.person, self.scope, self.language, with_cancelled=self.with_cancelled
        )


def find_subscriber(token_hash: str) -> Subscriber | None:
    """Return whom the hash of a token belongs to, revoked and closed ones too."""
    with db.engine().connect() as connection:
        row = connection.execute(_OF_TOKEN, {"token_hash": token_hash}).one_or_none()
    if row is None:
        return None
    return Subscriber(
        id=row.id,
        person=Person(row.user_id, row.role),
        scope=row.scope,
        network_id=row.network_id,
        organisation_id=row.organisation_id,
        language=cast(Language, row.language),
        with_cancelled=row.with_cancelled,
        token_hash=row.token_hash,
        changed_at=row.changed_at,
        ended_at=ended_at(row.revoked_at, row.closed_at),
        version=row.version or 0,
    )


def get_subscription(subscription_id: int) -> FeedSubscription:
    """Return a subscription with its person; raise `NotFound`."""
    found = db.session.get(
        FeedSubscription, subscription_id, options=[joinedload(FeedSubscription.user)]
    )
    if found is None:
        raise NotFound
    return found


def list_subscriptions(user: User) -> Sequence[FeedSubscription]:
    """Return a person's subscriptions, live ones first, the ended ones as long as they answer."""
    return db.session.scalars(
        select(FeedSubscription)
        .where(FeedSubscription.user_id == user.id, _still_answers())
        .order_by(FeedSubscription.revoked_at.is_not(None), FeedSubscription.id.desc())
    ).all()


def list_all_subscriptions(
    *, limit: int, offset: int = 0
) -> tuple[Sequence[FeedSubscription], int]:
    """Return one page of everybody's live subscriptions by person, and how many there are."""
    live = select(FeedSubscription).where(FeedSubscription.revoked_at.is_(None))
    total = db.session.scalar(select(func.count()).select_from(live.subquery())) or 0
    page = (
        live.join(FeedSubscription.user)
        .options(joinedload(FeedSubscription.user))
        .order_by(User.name, FeedSubscription.id)
        .limit(limit)
        .offset(offset)
    )
    return db.session.scalars(page).all(), total


def count_live(user_id: int) -> int:
    """Return how many subscriptions of a person answer."""
    return (
        db.session.scalar(
            select(func.count()).where(
                FeedSubscription.user_id == user_id, FeedSubscription.revoked_at.is_(None)
            )
        )
        or 0
    )


def is_name_taken(user_id: int, name: str) -> bool:
    """Tell whether a person's live subscription is called that, capitals aside."""
    names = db.session.scalars(
        select(FeedSubscription.name).where(
            FeedSubscription.user_id == user_id, FeedSubscription.revoked_at.is_(None)
        )
    )
    return name.casefold() in {each.casefold() for each in names}


def _still_answers() -> ColumnElement[bool]:
    return or_(
        FeedSubscription.revoked_at.is_(None),
        FeedSubscription.revoked_at > clock.now() - KEPT_AFTER_END,
    )
