"""A meeting, the series that it is one of, and who is invited to it.

When and where it takes place, and which room it holds, its event says.
"""

from __future__ import annotations

from datetime import datetime, time
from enum import StrEnum

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from arena.accounts.models import User
from arena.db import Base, UtcDateTime
from arena.directory.models import Organisation, Person
from arena.events.models import Event
from arena.networks.models import Network
from arena.resources.models import Resource

MEETING = "network_meeting"  # The kind of its event.


class MeetingState(StrEnum):
    """Where a meeting stands; that it was called off, its event says."""

    PLANNED = "planned"  # Its room is held; nobody has been invited yet.
    CALLED = "called"  # Invitations are out.
    HELD = "held"
    CANCELLED = "cancelled"


class Answer(StrEnum):
    """What an invitee says; RFC 5545's PARTSTAT."""

    NEEDS_ACTION = "needs_action"
    ACCEPTED = "accepted"
    TENTATIVE = "tentative"
    DECLINED = "declined"


class Channel(StrEnum):
    """How an answer came."""

    PAGE = "page"  # Signed in.
    LINK = "link"  # By the button of a mail.
    CALENDAR = "calendar"  # By the reply of a calendar program.
    STAFF = "staff"  # Somebody else wrote it down.


class Attendance(StrEnum):
    """Whether somebody was there; None until it is known."""

    PRESENT = "present"
    REMOTE = "remote"
    ABSENT = "absent"


class MeetingSeries(Base):
    """Meetings that were planned together: “v. 6, 20, 37, 47, tisdagar kl. 13”.

    Each of its meetings stands for itself: it is moved, called and minuted alone.
    """

    __tablename__ = "meeting_series"
    __table_args__ = (
        CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),
        CheckConstraint("minutes > 0", name="minutes"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    network_id: Mapped[int] = mapped_column(ForeignKey("networks.id"), index=True)
    year: Mapped[int]  # The ISO year of its weeks.
    weeks: Mapped[list[int]] = mapped_column(JSON)  # ISO weeks.
    weekday: Mapped[int]  # 0 is Monday.
    starts_at_time: Mapped[time]  # By the arena's clock.
    minutes: Mapped[int]
    created_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    network: Mapped[Network] = relationship()
    meetings: Mapped[list[Meeting]] = relationship(back_populates="series", order_by="Meeting.id")


class Meeting(Base):
    """One meeting of a network or a working group."""

    __tablename__ = "meetings"
    __table_args__ = (
        CheckConstraint("state IN ('planned','called','held','cancelled')", name="state"),
        Index("ix_meetings_network_id_state", "network_id", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    network_id: Mapped[int] = mapped_column(ForeignKey("networks.id"))
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"), unique=True)
    series_id: Mapped[int | None] = mapped_column(ForeignKey("meeting_series.id"), index=True)
    state: Mapped[str] = mapped_column(String(12))  # A `MeetingState`.
    purpose: Mapped[str] = mapped_column(Text, default="")  # In the language of the meeting.
    language: Mapped[str] = mapped_column(String(2), default="sv")  # Spoken and written in it.
    room_id: Mapped[int | None] = mapped_column(ForeignKey("resources.id"), index=True)
    other_place: Mapped[str] = mapped_column(String(300), default="")  # Where no room of ours.
    video_link: Mapped[str] = mapped_column(String(300), default="")  # Seen by invitees alone.
    calls: Mapped[int] = mapped_column(default=0)  # How often invitations went out to all.
    # The event's SEQUENCE since which the time is what it is: an answer to an older one is about
    # another time.
    time_sequence: Mapped[int] = mapped_column(default=0)
    called_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    held_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    cancel_words: Mapped[str] = mapped_column(Text, default="")
    organiser_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    version: Mapped[int] = mapped_column(default=1)  # Of its facts and its agenda.
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)

    network: Mapped[Network] = relationship()
    event: Mapped[Event] = relationship()
    series: Mapped[MeetingSeries | None] = relationship(back_populates="meetings")
    room: Mapped[Resource | None] = relationship()
    organiser: Mapped[User] = relationship()
    invitees: Mapped[list[Invitee]] = relationship(
        back_populates="meeting", cascade="all, delete-orphan", order_by="Invitee.id"
    )


class Invitee(Base):
    """Somebody who is asked to a meeting, what they answer, and whether they were there."""

    __tablename__ = "meeting_invitees"
    __table_args__ = (
        CheckConstraint(
            "answer IN ('needs_action','accepted','tentative','declined')", name="answer"
        ),
        CheckConstraint("attendance IN ('present','remote','absent')", name="attendance"),
        UniqueConstraint("meeting_id", "person_id"),
        UniqueConstraint("meeting_id", "email"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"))
    person_id: Mapped[int | None] = mapped_column(
        ForeignKey("people.id", ondelete="SET NULL"), index=True
    )  # None for a guest who is not in the directory, and once erased.
    organisation_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisations.id", ondelete="SET NULL"), index=True
    )  # Whom they stand for at this meeting.
    organisation_name: Mapped[str] = mapped_column(String(160), default="")  # As typed of a guest.
    name: Mapped[str] = mapped_column(String(120))
    email: Mapped[str] = mapped_column(String(254))
    language: Mapped[str] = mapped_column(String(2))
    is_guest: Mapped[bool] = mapped_column(default=False)  # Invited beside the members.
    answer: Mapped[str] = mapped_column(String(12), default=Answer.NEEDS_ACTION)
    is_remote: Mapped[bool] = mapped_column(default=False)  # Means to take part by link.
    answer_words: Mapped[str] = mapped_column(String(500), default="")
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    answered_through: Mapped[str] = mapped_column(String(10), default="")  # A `Channel`.
    answered_sequence: Mapped[int | None]  # The event's SEQUENCE that they answered.
    asked_sequence: Mapped[int | None]  # Of the last invitation; None while not yet invited.
    replied_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # DTSTAMP of the last reply.
    token_hash: Mapped[str | None] = mapped_column(String(64), unique=True)  # Of the mail's link.
    attendance: Mapped[str | None] = mapped_column(String(10))  # An `Attendance`.

    meeting: Mapped[Meeting] = relationship(back_populates="invitees")
    person: Mapped[Person | None] = relationship()
    organisation: Mapped[Organisation | None] = relationship()
