"""Forgetting subscriptions that were revoked long ago, and the programs that read them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, select

from arena import db, retention
from arena.audit.models import Actor
from arena.audit.services import record
from arena.feeds.models import FeedSubscription


def list_expired_subscriptions() -> Sequence[int]:
    """Return the subscriptions that were revoked longer ago than they are kept."""
    is_over = FeedSubscription.revoked_at < retention.cutoff(retention.SUBSCRIPTION)
    return db.session.scalars(
        select(FeedSubscription.id).where(is_over).order_by(FeedSubscription.id)
    ).all()


def erase_subscriptions(subscription_ids: Sequence[int], by: Actor) -> int:
    """Erase subscriptions that are past their period; their addresses then lead nowhere."""
    erased = db.session.scalars(
        delete(FeedSubscription)
        .where(FeedSubscription.id.in_(subscription_ids))
        .returning(FeedSubscription.id)
        .execution_options(synchronize_session=False)
    ).all()
    if erased:
        detail = {"subscriptions": len(erased)}
        record("feeds.erase_subscriptions", subject=None, by=by, detail=detail)
    return len(erased)
