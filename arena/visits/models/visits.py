"""Visits: one group's way from request to follow-up."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from arena.db import Base, UtcDateTime
from arena.directory.models import Organisation
from arena.events.models import Event
from arena.visits.models.offers import WALK, Offer


class DeclineReason(StrEnum):
    """Why a request is declined; own words are added."""

    FULL = "full"
    NO_HOST = "no_host"
    GROUP_SIZE = "group_size"
    TOO_SOON = "too_soon"
    REPEAT = "repeat"
    OTHER_HOST = "other_host"  # Better received elsewhere: referred.
    OUT_OF_SCOPE = "out_of_scope"
    INCOMPLETE = "incomplete"


class Visit(Base):
    """One group's visit, from the moment it is asked for."""

    __tablename__ = "visits"
    __table_args__ = (
        CheckConstraint("group_size > 0", name="group_size"),
        CheckConstraint("actual_headcount IS NULL OR actual_headcount >= 0", name="headcount"),
        CheckConstraint(
            "cancellation_percent IS NULL OR cancellation_percent BETWEEN 0 AND 100",
            name="cancellation_percent",
        ),
        CheckConstraint("contact_email IS NOT NULL OR contact_phone IS NOT NULL", name="reachable"),
        Index("ix_visits_state_answer_by", "state", "answer_by"),
        Index("ix_visits_contact_email", "contact_email"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(String(12), unique=True)
    offer_id: Mapped[int] = mapped_column(ForeignKey("offers.id"), index=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"), index=True)
    state: Mapped[str] = mapped_column(String(12))  # A `VisitState`.
    state_changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(
        default=1
    )  # Rises with each change: stale forms are noticed.

    language: Mapped[str] = mapped_column(String(2))  # Of the visit.
    group_size: Mapped[int]
    purpose: Mapped[str] = mapped_column(Text, default="")
    questions: Mapped[str] = mapped_column(Text, default="")
    access_needs: Mapped[str] = mapped_column(
        String(400), default=""
    )  # Measures and counts, no diagnoses.
    has_interpreter: Mapped[bool] = mapped_column(default=False)

    organisation_name: Mapped[str] = mapped_column(String(160))  # As the booker wrote it.
    organisation_type: Mapped[str] = mapped_column(String(30))
    organisation_number: Mapped[str | None] = mapped_column(String(20))
    country: Mapped[str] = mapped_column(String(2), default="SE")
    organisation_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisations.id"), index=True
    )  # Set by staff.
    contact_name: Mapped[str] = mapped_column(String(120))
    contact_email: Mapped[str | None] = mapped_column(
        String(254)
    )  # None: entered by staff for somebody who called, and is called.
    contact_phone: Mapped[str | None] = mapped_column(String(20))
    contact_language: Mapped[str] = mapped_column(String(2))  # Of mails and of the booker's page.

    fee_sek: Mapped[int] = mapped_column(default=0)
    exemption_ground: Mapped[str | None] = mapped_column(String(20))
    invoice_reference: Mapped[str] = mapped_column(String(60), default="")

    email_confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    hold_until: Mapped[datetime | None] = mapped_column(
        UtcDateTime
    )  # Unverified or offered: lapses then.
    answer_by: Mapped[datetime | None] = mapped_column(
        UtcDateTime
    )  # When the booker was promised an answer.
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)  # Of the booker's own link.
    token_version: Mapped[int] = mapped_column(default=1)

    handled_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    decline_reason: Mapped[str | None] = mapped_column(String(20))
    referred_to: Mapped[str] = mapped_column(
        String(200), default=""
    )  # Who may receive a declined group instead.
    closing_words: Mapped[str] = mapped_column(
        Text, default=""
    )  # Own words with a decline, a calling off or a cancellation.
    reply_words: Mapped[str] = mapped_column(
        Text, default=""
    )  # Own words with the latest proposal, confirmation or thanks.
    cancellation_percent: Mapped[int | None]  # Of the fee, due when the guest cancelled.
    staff_note: Mapped[str] = mapped_column(Text, default="")
    actual_headcount: Mapped[int | None]
    promised_answers: Mapped[str] = mapped_column(Text, default="")
    incident: Mapped[str] = mapped_column(Text, default="")
    reported_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)

    offer: Mapped[Offer] = relationship()
    event: Mapped[Event] = relationship()
    organisation: Mapped[Organisation | None] = relationship()
    alternatives: Mapped[list[VisitAlternative]] = relationship(
        back_populates="visit", cascade="all, delete-orphan", order_by="VisitAlternative.rank"
    )
    questions_asked: Mapped[list[VisitQuestion]] = relationship(
        back_populates="visit", cascade="all, delete-orphan", order_by="VisitQuestion.id"
    )

    @property
    def is_erased(self) -> bool:
        """Whether its contact person was erased, since the time for keeping it was over."""
        return self.contact_email == ""

    @property
    def is_walk(self) -> bool:
        """Whether these are seats on an open walk, whose event others share."""
        return self.event.kind == WALK


class VisitAlternative(Base):
    """A time that would do as well; rank 2 is the second choice."""

    __tablename__ = "visit_alternatives"

    visit_id: Mapped[int] = mapped_column(
        ForeignKey("visits.id", ondelete="CASCADE"), primary_key=True
    )
    rank: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime)

    visit: Mapped[Visit] = relationship(back_populates="alternatives")


class VisitQuestion(Base):
    """What staff asked the booker to add, and the answer."""

    __tablename__ = "visit_questions"

    id: Mapped[int] = mapped_column(primary_key=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visits.id", ondelete="CASCADE"), index=True)
    question: Mapped[str] = mapped_column(Text)
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    answer: Mapped[str] = mapped_column(Text, default="")
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    visit: Mapped[Visit] = relationship(back_populates="questions_asked")
