"""What is known of people beside their name: languages, and where each fact comes from."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from arena.db import Base, UtcDateTime
from arena.directory.models.parties import Person


class LanguageLevel(StrEnum):
    """How well somebody speaks a language."""

    NATIVE = "native"
    FLUENT = "fluent"
    SOME = "some"


class PersonLanguage(Base):
    """A language that a person speaks; `Person.language` is the one we write to them in."""

    __tablename__ = "person_languages"
    __table_args__ = (CheckConstraint("level IN ('native','fluent','some')", name="level"),)

    person_id: Mapped[int] = mapped_column(
        ForeignKey("people.id", ondelete="CASCADE"), primary_key=True
    )
    language: Mapped[str] = mapped_column(String(8), primary_key=True)
    level: Mapped[str] = mapped_column(String(8))

    person: Mapped[Person] = relationship(back_populates="languages")


class Fact(StrEnum):
    """What is kept of a person on a ground of its own."""

    EMAIL = "email"
    PHONE = "phone"
    ADDRESS = "address"
    TITLE = "title"  # Of their roles.


COLUMNS = {Fact.EMAIL: "email", Fact.PHONE: "phone", Fact.ADDRESS: "postal_address"}


class FactSource(StrEnum):
    """Where a fact was got."""

    PERSON = "person"
    ORGANISATION = "organisation"
    WEBSITE = "website"
    BOOKING = "booking"
    IMPORT = "import"
    UNKNOWN = "unknown"


class Basis(StrEnum):
    """On what ground a fact is kept (GDPR, article 6.1): an authority has no other of use here."""

    CONSENT = "consent"
    TASK = "task"
    AGREEMENT = "agreement"


class Audience(StrEnum):
    """To whom a fact may be shown; each includes those before it."""

    STAFF = "staff"
    CIRCLE = "circle"  # Those who are in a network with the person.
    PARTNERS = "partners"
    PUBLIC = "public"


class PersonFact(Base):
    """Where one fact of a person comes from, on what ground it is kept, and who may see it.

    The fact itself stands where it always stood. A withdrawn one has been taken away from there, so
    that nobody can show it; its digest tells if somebody enters it again.
    """

    __tablename__ = "person_facts"
    __table_args__ = (
        CheckConstraint("fact IN ('email','phone','address','title')", name="fact"),
        CheckConstraint(
            "source IN ('person','organisation','website','booking','import','unknown')",
            name="source",
        ),
        CheckConstraint("basis IN ('consent','task','agreement')", name="basis"),
        CheckConstraint("audience IN ('staff','circle','partners','public')", name="audience"),
    )

    person_id: Mapped[int] = mapped_column(
        ForeignKey("people.id", ondelete="CASCADE"), primary_key=True
    )
    fact: Mapped[str] = mapped_column(String(8), primary_key=True)
    source: Mapped[str] = mapped_column(String(12))
    source_words: Mapped[str] = mapped_column(String(200), default="")
    basis: Mapped[str] = mapped_column(String(10))
    audience: Mapped[str] = mapped_column(String(8), default=Audience.STAFF)
    obtained_on: Mapped[date]
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn_digest: Mapped[str] = mapped_column(String(64), default="")

    person: Mapped[Person] = relationship(back_populates="facts")


def value_of(person: Person, fact: Fact) -> str:
    """Return what is kept of a person, "" for nothing: of titles the newest."""
    if fact is not Fact.TITLE:
        return getattr(person, COLUMNS[fact]) or ""
    titled = [role for role in person.roles if role.title]
    return max(titled, key=lambda role: role.starts_on).title if titled else ""
