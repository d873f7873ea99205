"""Private calendar subscriptions: named, revocable one by one, only the hash of the token kept."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from arena.accounts.models import User
from arena.db import Base, UtcDateTime


class FeedSubscription(Base):
    """One address that one calendar program of one person reads."""

    __tablename__ = "feed_subscriptions"
    __table_args__ = (
        CheckConstraint("scope IN ('all','mine','network','organisation')", name="scope"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(80))
    scope: Mapped[str] = mapped_column(
        String(12)
    )  # "all": the whole house; "mine": what the person takes part in; else the meetings of one
    # network, or of all networks that an organisation of theirs is in.
    network_id: Mapped[int | None] = mapped_column(
        ForeignKey("networks.id", ondelete="CASCADE"), index=True
    )
    organisation_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisations.id", ondelete="CASCADE"), index=True
    )
    with_cancelled: Mapped[bool] = mapped_column(default=True)
    language: Mapped[str] = mapped_column(String(2))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(
        UtcDateTime
    )  # When it was made, revoked, or its person's rights changed: what it answers changed then.
    last_fetched_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    last_client: Mapped[str] = mapped_column(String(80), default="")
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    user: Mapped[User] = relationship()
