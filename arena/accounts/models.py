"""People who sign in, their sessions, and the one-time links that let them in."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from arena.db import Base, UtcDateTime


class Role(StrEnum):
    """What a person who signs in may do, in one word."""

    ADMIN = "admin"
    COORDINATOR = "coordinator"
    HOST = "host"
    ANALYST = "analyst"
    PARTNER = "partner"

    @property
    def is_staff(self) -> bool:
        """Whether the role belongs to the arena's own people."""
        return self is not Role.PARTNER


class User(Base):
    """A person who can sign in."""

    __tablename__ = "users"
    __table_args__ = (
        CheckConstraint("role IN ('admin','coordinator','host','analyst','partner')", name="role"),
        CheckConstraint("language IN ('sv','en')", name="language"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)  # In lower case.
    name: Mapped[str] = mapped_column(String(120))
    phone: Mapped[str | None] = mapped_column(String(20))
    role: Mapped[str] = mapped_column(String(20))
    language: Mapped[str] = mapped_column(String(2), default="sv")
    password_hash: Mapped[str | None] = mapped_column(String(200))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    sessions: Mapped[list[UserSession]] = relationship(
        back_populates="user", cascade="all, delete-orphan"
    )

    session_token = ""  # The secret of the session that this request came with; nowhere stored.
    is_authenticated = True
    is_anonymous = False

    @property
    def is_staff(self) -> bool:
        """Whether this is one of the arena's own people."""
        return Role(self.role).is_staff

    @property
    def is_open(self) -> bool:
        """Whether this person may sign in at all."""
        return self.closed_at is None

    @property
    def is_active(self) -> bool:
        """Whether Flask-Login lets this person in."""
        return self.is_open

    def get_id(self) -> str:
        """Return what Flask-Login keeps in the cookie: the session's secret, not the person."""
        return self.session_token


class UserSession(Base):
    """One browser that is signed in; ended on the server when its person signs out."""

    __tablename__ = "user_sessions"
    __table_args__ = (
        CheckConstraint("opened_with IN ('password','link')", name="opened_with"),
        Index("ix_user_sessions_user_id", "user_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    device: Mapped[str] = mapped_column(String(120), default="")
    opened_with: Mapped[str] = mapped_column(String(10))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    user: Mapped[User] = relationship(back_populates="sessions")


class SignInLink(Base):
    """A mailed link that signs its person in once; only the hash of its token is kept."""

    __tablename__ = "sign_in_links"
    __table_args__ = (CheckConstraint("purpose IN ('sign_in','invitation')", name="purpose"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    purpose: Mapped[str] = mapped_column(String(20))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    user: Mapped[User] = relationship()
