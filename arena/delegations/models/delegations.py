"""Delegations: a visiting party from its enquiry to what follows; and how it was vetted."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from arena.accounts.models import User
from arena.db import Base, UtcDateTime
from arena.delegations.models.people import DelegationRole
from arena.delegations.models.programme import ProgrammeGroup, ProgrammeItem
from arena.directory.models import Organisation


class DelegationType(StrEnum):
    """What kind of party comes, which says what it wants and what it needs."""

    POLITICAL = "political"
    TECHNICAL = "technical"
    BUSINESS = "business"
    ACADEMIC = "academic"
    MEDIA = "media"
    CIVIC = "civic"
    DIGITAL = "digital"


class Level(StrEnum):
    """Who is the highest in the party, which says who should receive it."""

    EXPERTS = "experts"
    MANAGERS = "managers"
    LEADERS = "leaders"  # Mayors, ministers, heads of administrations and companies.


class Interpretation(StrEnum):
    """Whether what is said is interpreted, and how: consecutive takes its own time."""

    NONE = "none"
    CONSECUTIVE = "consecutive"
    SIMULTANEOUS = "simultaneous"


class Source(StrEnum):
    """How the enquiry came in."""

    FORM = "form"
    MAIL = "mail"
    STAFF = "staff"


class Delegation(Base):
    """A visiting party (Swedish besöksdelegation), from the moment it is asked for."""

    __tablename__ = "delegations"
    __table_args__ = (
        CheckConstraint("size > 0", name="size"),
        CheckConstraint("ends_on >= starts_on", name="period"),
        CheckConstraint("headcount IS NULL OR headcount >= 0", name="headcount"),
        CheckConstraint(
            "type IN ('political','technical','business','academic','media','civic','digital')",
            name="type",
        ),
        CheckConstraint("level IN ('experts','managers','leaders')", name="level"),
        CheckConstraint(
            "interpretation IN ('none','consecutive','simultaneous')", name="interpretation"
        ),
        Index("ix_delegations_state_starts_on", "state", "starts_on"),
        Index("ix_delegations_contact_email", "contact_email"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(String(12), unique=True)
    state: Mapped[str] = mapped_column(String(12))  # A `DelegationState`.
    state_changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(
        default=1
    )  # Rises with each change: stale forms are noticed.

    name: Mapped[str] = mapped_column(String(160))  # What staff and guests call the party.
    type: Mapped[str] = mapped_column(String(12))  # A `DelegationType`.
    level: Mapped[str] = mapped_column(String(12))  # A `Level`.
    size: Mapped[int]  # People expected.
    starts_on: Mapped[date]  # The first day, wished or planned; the arena's calendar.
    ends_on: Mapped[date]  # The last day, inclusive.
    other_dates: Mapped[str] = mapped_column(String(300), default="")  # Wishes, in own words.
    language: Mapped[str] = mapped_column(String(2))  # Spoken during the visit.
    interpretation: Mapped[str] = mapped_column(String(14), default=Interpretation.NONE)
    interpreter_language: Mapped[str] = mapped_column(String(2), default="")
    topics: Mapped[list[str]] = mapped_column(JSON, default=list)  # As `HostProfile.topics`.
    purpose: Mapped[str] = mapped_column(Text, default="")
    questions: Mapped[str] = mapped_column(Text, default="")  # What they want answered.
    earlier_contact: Mapped[str] = mapped_column(Text, default="")
    arrival: Mapped[str] = mapped_column(Text, default="")  # When, how and from where they come.
    has_media: Mapped[bool] = mapped_column(default=False)
    timezone: Mapped[str] = mapped_column(String(64))  # The guests' own, by its IANA name.
    meeting_link: Mapped[str] = mapped_column(String(300), default="")  # Of a digital visit.

    organisation_name: Mapped[str] = mapped_column(String(160))  # As the sender wrote it.
    organisation_type: Mapped[str] = mapped_column(String(30))
    country: Mapped[str] = mapped_column(String(2))  # Of the visiting organisation.
    organisation_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisations.id"), index=True
    )  # Set by staff.
    contact_name: Mapped[str] = mapped_column(String(120))
    contact_title: Mapped[str] = mapped_column(String(120), default="")
    contact_email: Mapped[str] = mapped_column(String(254))  # "" once it was erased.
    contact_phone: Mapped[str] = mapped_column(String(20), default="")
    contact_language: Mapped[str] = mapped_column(String(2))  # Of mails and of their own page.
    on_behalf_of: Mapped[str] = mapped_column(String(160), default="")  # An agent says for whom.

    source: Mapped[str] = mapped_column(String(8))  # A `Source`.
    original_text: Mapped[str] = mapped_column(Text, default="")  # The mail that it came by.
    staff_note: Mapped[str] = mapped_column(Text, default="")
    is_confidential: Mapped[bool] = mapped_column(default=False)  # Marked for secrecy review.
    coordinator_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    closing_words: Mapped[str] = mapped_column(Text, default="")  # Told when it was ended.
    referred_to: Mapped[str] = mapped_column(String(200), default="")

    headcount: Mapped[int | None]  # Who came, counted on the day.
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # The decision was sent.
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # Done, or given up.
    erased_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # Its people's data.

    organisation: Mapped[Organisation | None] = relationship()
    coordinator: Mapped[User | None] = relationship()
    vettings: Mapped[list[Vetting]] = relationship(
        back_populates="delegation", cascade="all, delete-orphan", order_by="Vetting.id"
    )
    groups: Mapped[list[ProgrammeGroup]] = relationship(
        back_populates="delegation",
        cascade="all, delete-orphan",
        order_by="ProgrammeGroup.position",
    )
    items: Mapped[list[ProgrammeItem]] = relationship(
        back_populates="delegation",
        cascade="all, delete-orphan",
        order_by="(ProgrammeItem.day, ProgrammeItem.position)",
    )
    roles: Mapped[list[DelegationRole]] = relationship(
        back_populates="delegation", cascade="all, delete-orphan", order_by="DelegationRole.id"
    )

    @property
    def is_erased(self) -> bool:
        """Whether its people were erased, since the time for keeping them was over."""
        return self.erased_at is not None


class Vetting(Base):
    """One decision on an enquiry: what was weighed, what was decided, by whom.

    It never changes; where more was asked for, the sender's answer is added once.
    """

    __tablename__ = "delegation_vettings"
    __table_args__ = (
        CheckConstraint("decision IN ('accepted','declined','asked')", name="decision"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    delegation_id: Mapped[int] = mapped_column(
        ForeignKey("delegations.id", ondelete="CASCADE"), index=True
    )
    # What each criterion ("benefit", "repeat", "notice", "level", "capacity") came to:
    # "met", "doubtful" or "not_met".
    criteria: Mapped[dict[str, str]] = mapped_column(JSON)
    decision: Mapped[str] = mapped_column(String(10))  # "asked": more was asked for.
    reason: Mapped[str] = mapped_column(Text, default="")
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    decided_at: Mapped[datetime] = mapped_column(UtcDateTime)
    answer: Mapped[str] = mapped_column(Text, default="")  # To what was asked for.
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    delegation: Mapped[Delegation] = relationship(back_populates="vettings")
    decided_by: Mapped[User | None] = relationship()
