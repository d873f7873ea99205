"""Released versions of a programme, the private links to them, and who has opened which."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from arena.accounts.models import User
from arena.db import Base, UtcDateTime
from arena.delegations.models.delegations import Delegation


class Release(Base):
    """One version of the programme as it was given out; it never changes."""

    __tablename__ = "delegation_releases"
    __table_args__ = (
        UniqueConstraint("delegation_id", "number"),
        CheckConstraint("number > 0", name="number"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    delegation_id: Mapped[int] = mapped_column(
        ForeignKey("delegations.id", ondelete="CASCADE"), index=True
    )
    number: Mapped[int]  # 1, 2, 3, … of each delegation.
    released_at: Mapped[datetime] = mapped_column(UtcDateTime)
    released_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    # The programme, with all its words in both languages (`rules.snapshots`).
    programme: Mapped[dict[str, Any]] = mapped_column(JSON)
    # What differs from the version before, item by item.
    changes: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    words: Mapped[str] = mapped_column(String(600), default="")  # Staff's own, to the guests.
    is_urgent: Mapped[bool] = mapped_column(default=False)  # Within 36 hours of the start.
    had_unconfirmed: Mapped[bool] = mapped_column(default=False)  # Released so, knowingly.

    delegation: Mapped[Delegation] = relationship()
    released_by: Mapped[User | None] = relationship()
    receipts: Mapped[list[ReleaseReceipt]] = relationship(
        back_populates="release", cascade="all, delete-orphan", order_by="ReleaseReceipt.id"
    )


class DelegationLink(Base):
    """Somebody's own link to the released programme; the leader's also lets them fill in."""

    __tablename__ = "delegation_links"
    __table_args__ = (UniqueConstraint("delegation_id", "email"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    delegation_id: Mapped[int] = mapped_column(
        ForeignKey("delegations.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[str] = mapped_column(String(120))
    email: Mapped[str] = mapped_column(String(254))
    language: Mapped[str] = mapped_column(String(2))  # Of mails and of the page: sv or en.
    is_leader: Mapped[bool] = mapped_column(default=False)  # May fill in and change.
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    token_version: Mapped[int] = mapped_column(default=1)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    delegation: Mapped[Delegation] = relationship()


class ReleaseReceipt(Base):
    """That a release was told to somebody, and when they first opened it."""

    __tablename__ = "delegation_release_receipts"
    __table_args__ = (UniqueConstraint("release_id", "link_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    release_id: Mapped[int] = mapped_column(
        ForeignKey("delegation_releases.id", ondelete="CASCADE"), index=True
    )
    link_id: Mapped[int] = mapped_column(ForeignKey("delegation_links.id", ondelete="CASCADE"))
    opened_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    release: Mapped[Release] = relationship(back_populates="receipts")
    link: Mapped[DelegationLink] = relationship()
