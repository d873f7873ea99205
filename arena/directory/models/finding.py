"""What things are found by: tags, topics, saved searches, and the words of names."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from arena.accounts.models import User
from arena.db import Base, UtcDateTime

# Sorted by the codes of its characters, so that the index finds all words that begin alike.
_WORD = String(60).with_variant(String(60, collation="C"), "postgresql")


class Tag(Base):
    """A word of our own that organisations and people are marked with."""

    __tablename__ = "tags"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(40))
    key: Mapped[str] = mapped_column(String(40), unique=True)  # By `rules.tag_key`.
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class OrganisationTag(Base):
    """A tag on an organisation."""

    __tablename__ = "organisation_tags"

    tag_id: Mapped[int] = mapped_column(ForeignKey("tags.id", ondelete="CASCADE"), primary_key=True)
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisations.id", ondelete="CASCADE"), primary_key=True, index=True
    )

    tag: Mapped[Tag] = relationship()


class PersonTag(Base):
    """A tag on a person."""

    __tablename__ = "person_tags"

    tag_id: Mapped[int] = mapped_column(ForeignKey("tags.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[int] = mapped_column(
        ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, index=True
    )

    tag: Mapped[Tag] = relationship()


class OrganisationTopic(Base):
    """Something that an organisation knows of or works with."""

    __tablename__ = "organisation_topics"

    topic: Mapped[str] = mapped_column(String(40), primary_key=True)
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisations.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class OrganisationWord(Base):
    """A word that an organisation is found by: of its name, number and mail domain, folded."""

    __tablename__ = "organisation_words"
    __table_args__ = (
        Index("ix_organisation_words_organisation_id_word", "organisation_id", "word"),
        {"sqlite_with_rowid": False},
    )

    word: Mapped[str] = mapped_column(_WORD, primary_key=True)
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisations.id", ondelete="CASCADE"), primary_key=True
    )


class PersonWord(Base):
    """A word that a person is found by; one of their address only for who may read addresses."""

    __tablename__ = "person_words"
    __table_args__ = (
        Index("ix_person_words_person_id_word", "person_id", "word"),
        {"sqlite_with_rowid": False},
    )

    word: Mapped[str] = mapped_column(_WORD, primary_key=True)
    person_id: Mapped[int] = mapped_column(
        ForeignKey("people.id", ondelete="CASCADE"), primary_key=True
    )
    is_contact: Mapped[bool] = mapped_column(primary_key=True, default=False)


class SearchSubject(StrEnum):
    """What a search is for."""

    ORGANISATIONS = "organisations"
    PEOPLE = "people"


class SavedSearch(Base):
    """A search that was given a name: what it finds is looked up anew each time."""

    __tablename__ = "saved_searches"
    __table_args__ = (
        CheckConstraint("subject IN ('organisations','people')", name="subject"),
        UniqueConstraint("owner_id", "name"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    subject: Mapped[str] = mapped_column(String(13))
    criteria: Mapped[dict[str, Any]] = mapped_column(JSON)  # As in the address of the list.
    owner_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    is_shared: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)

    owner: Mapped[User] = relationship()
