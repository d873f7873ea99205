"""Organisations, people, and the roles people have in organisations."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from arena.accounts.models import User
from arena.db import Base, UtcDateTime

if TYPE_CHECKING:
    from arena.directory.models.facts import PersonFact, PersonLanguage

# Sorts by the codes of its characters, so that the index finds all keys that begin alike.
_KEY = String(160).with_variant(String(160, collation="C"), "postgresql")
_UNTOLD = text("left_at IS NULL")


class OrganisationType(StrEnum):
    """What kind of body an organisation is; statistics and fees rest on it."""

    CITY_ADMINISTRATION = "city_administration"
    CITY_COMPANY = "city_company"
    MUNICIPALITY = "municipality"
    FOREIGN_CITY = "foreign_city"
    AGENCY = "agency"
    EMBASSY = "embassy"
    LARGE_COMPANY = "large_company"
    SMALL_COMPANY = "small_company"
    DEVELOPER = "developer"
    UTILITY = "utility"
    CONSULTANT = "consultant"
    UNIVERSITY = "university"
    INSTITUTE = "institute"
    SCHOOL = "school"
    TRADE_BODY = "trade_body"
    CIVIL_SOCIETY = "civil_society"
    MEDIA = "media"
    FUNDER = "funder"


class Organisation(Base):
    """A body that visits, hosts or takes part."""

    __tablename__ = "organisations"
    __table_args__ = (
        Index("ix_organisations_name_key", "name_key"),
        Index("ix_organisations_email_domain", "email_domain"),
        Index("ix_organisations_search_key", "search_key"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(160))
    name_key: Mapped[str] = mapped_column(_KEY)  # Folded for comparing, by `rules.name_key`.
    # Folded for finding, by `rules.search_key`; "" until the worker has seen to it.
    search_key: Mapped[str] = mapped_column(_KEY, default="")
    type: Mapped[str] = mapped_column(String(30))
    country: Mapped[str] = mapped_column(String(2), default="SE")
    number: Mapped[str | None] = mapped_column(
        String(20), unique=True
    )  # Ten digits for a Swedish body.
    email_domain: Mapped[str | None] = mapped_column(String(120))
    description_sv: Mapped[str] = mapped_column(Text, default="")
    description_en: Mapped[str] = mapped_column(Text, default="")
    website: Mapped[str] = mapped_column(String(300), default="")
    postal_address: Mapped[str] = mapped_column(String(300), default="")
    # Who has taken it up: it is kept for old addresses alone, and has neither key nor number.
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)

    roles: Mapped[list[PersonRole]] = relationship(
        back_populates="organisation", cascade="all, delete-orphan"
    )


class Person(Base):
    """Somebody the arena knows; may or may not sign in."""

    __tablename__ = "people"
    __table_args__ = (
        Index("ix_people_email", "email"),
        Index("ix_people_search_key", "search_key"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    search_key: Mapped[str] = mapped_column(_KEY, default="")  # As that of an organisation.
    email: Mapped[str | None] = mapped_column(String(254))
    phone: Mapped[str | None] = mapped_column(String(20))
    postal_address: Mapped[str] = mapped_column(String(300), default="")
    language: Mapped[str] = mapped_column(String(2), default="sv")
    user_id: Mapped[int | None] = mapped_column(
        ForeignKey("users.id", ondelete="SET NULL"), unique=True
    )
    merged_into_id: Mapped[int | None] = mapped_column(
        ForeignKey("people.id"), index=True
    )  # As an organisation's: kept for old addresses alone, without address, number or account.
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)

    user: Mapped[User | None] = relationship()
    roles: Mapped[list[PersonRole]] = relationship(
        back_populates="person", cascade="all, delete-orphan"
    )
    languages: Mapped[list[PersonLanguage]] = relationship(
        back_populates="person", cascade="all, delete-orphan", order_by="PersonLanguage.language"
    )
    facts: Mapped[list[PersonFact]] = relationship(
        back_populates="person", cascade="all, delete-orphan", order_by="PersonFact.fact"
    )


class PersonRole(Base):
    """What a person is in an organisation, from one day to (not including) another."""

    __tablename__ = "person_roles"
    __table_args__ = (
        CheckConstraint("ends_on IS NULL OR ends_on > starts_on", name="period"),
        Index(
            "ix_person_roles_ends_on_untold",
            "ends_on",
            sqlite_where=_UNTOLD,
            postgresql_where=_UNTOLD,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisations.id", ondelete="CASCADE"), index=True
    )
    title: Mapped[str] = mapped_column(String(120), default="")
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    left_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # When its end was told.
    # Sees to the organisation's people, at its own pages; `queries.managers` says who does.
    is_manager: Mapped[bool] = mapped_column(default=False)

    person: Mapped[Person] = relationship(back_populates="roles")
    organisation: Mapped[Organisation] = relationship(back_populates="roles")
