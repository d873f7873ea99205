"""What needs and offers speak of, which fit, and who has been told of them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from arena.db import Base, UtcDateTime


class OfferTerm(Base):
    """One thing that an offer speaks of: found by the term, of which few have most."""

    __tablename__ = "partner_offer_terms"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - as SQLAlchemy reads it

    term: Mapped[str] = mapped_column(String(60), primary_key=True)
    offer_id: Mapped[int] = mapped_column(
        ForeignKey("partner_offers.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    weight: Mapped[float]
    languages: Mapped[int]
    word: Mapped[str] = mapped_column(String(80))  # As it stood in the text.


class NeedTerm(Base):
    """One thing that a need speaks of."""

    __tablename__ = "need_terms"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - as SQLAlchemy reads it

    term: Mapped[str] = mapped_column(String(60), primary_key=True)
    need_id: Mapped[int] = mapped_column(
        ForeignKey("needs.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    weight: Mapped[float]
    languages: Mapped[int]
    word: Mapped[str] = mapped_column(String(80))


class NeedReading(Base):
    """Which version of a need was understood and matched, by which edition of the words we know."""

    __tablename__ = "need_readings"

    need_id: Mapped[int] = mapped_column(
        ForeignKey("needs.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    version: Mapped[int]
    edition: Mapped[int]


class MatchFound(Base):
    """A need and an offer that fit, as the worker last found them; pages look anew for reasons."""

    __tablename__ = "match_found"

    need_id: Mapped[int] = mapped_column(
        ForeignKey("needs.id", ondelete="CASCADE"), primary_key=True
    )
    offer_id: Mapped[int] = mapped_column(
        ForeignKey("partner_offers.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    score: Mapped[float]
    found_at: Mapped[datetime] = mapped_column(UtcDateTime)


class MatchDismissal(Base):
    """One side of a match has said that it is not relevant; the other never learns of it."""

    __tablename__ = "match_dismissals"
    __table_args__ = (CheckConstraint("side IN ('need','offer')", name="side"),)

    need_id: Mapped[int] = mapped_column(
        ForeignKey("needs.id", ondelete="CASCADE"), primary_key=True
    )
    offer_id: Mapped[int] = mapped_column(
        ForeignKey("partner_offers.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    side: Mapped[str] = mapped_column(String(5), primary_key=True)
    dismissed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    dismissed_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))


class MatchLook(Base):
    """When it was last looked whether somebody has new matches, and when they had a mail."""

    __tablename__ = "match_looks"

    user_id: Mapped[int] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    looked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    mailed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class MatchTold(Base):
    """A match that somebody has been mailed about: nobody is told twice."""

    __tablename__ = "match_told"

    user_id: Mapped[int] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), primary_key=True
    )
    need_id: Mapped[int] = mapped_column(
        ForeignKey("needs.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    offer_id: Mapped[int] = mapped_column(
        ForeignKey("partner_offers.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    told_at: Mapped[datetime] = mapped_column(UtcDateTime)
