"""The programme that staff work on: items, the groups they are for, who receives, what they need.

Each item is an event, which alone holds its time. What an item wants (`ItemResource`) and what it
holds (the event's reservations) may differ: the difference is what is in conflict.
"""

from __future__ import annotations

from datetime import date, datetime, time
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from arena.db import Base, UtcDateTime
from arena.events.models import Event
from arena.resources.models import Resource

if TYPE_CHECKING:
    from arena.delegations.models.delegations import Delegation

PROGRAMME_ITEM = "programme_item"  # What the events of programmes are called: `Event.kind`.


class ItemKind(StrEnum):
    """What happens during an item."""

    ARRIVAL = "arrival"
    WELCOME = "welcome"
    PRESENTATION = "presentation"
    SITE = "site"  # Something is shown where it stands.
    WALK = "walk"
    DISCUSSION = "discussion"
    MEETINGS = "meetings"  # One to one.
    BREAK = "break"
    MEAL = "meal"
    TRANSFER = "transfer"
    RECEPTION = "reception"
    GIFTS = "gifts"
    PHOTO = "photo"
    PRESS = "press"
    ONLINE = "online"
    CLOSE = "close"
    OTHER = "other"


class ResourceUse(StrEnum):
    """What an item wants a resource for."""

    PLACE = "place"
    EQUIPMENT = "equipment"  # A bus as well.


class PartyRole(StrEnum):
    """What somebody is asked to be at an item."""

    HOST = "host"
    SPEAKER = "speaker"
    FORMAL_HOST = "formal_host"
    RECEIVER = "receiver"  # Somebody of the place: a caretaker, a partner's contact.


class AskState(StrEnum):
    """How it stands with somebody who is wanted at an item."""

    PLANNED = "planned"  # Not asked yet.
    ASKED = "asked"
    YES = "yes"
    NO = "no"
    OTHER_TIME = "other_time"  # Could, at a time that they proposed.
    RELEASED = "released"  # Another said yes first, or nobody is needed any more.


class ProgrammeGroup(Base):
    """A part of the delegation that goes its own way for a while: “A”."""

    __tablename__ = "programme_groups"
    __table_args__ = (
        UniqueConstraint("delegation_id", "name"),
        CheckConstraint("size IS NULL OR size > 0", name="size"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    delegation_id: Mapped[int] = mapped_column(
        ForeignKey("delegations.id", ondelete="CASCADE"), index=True
    )
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(40))
    size: Mapped[int | None]  # None: an equal part of the delegation.

    delegation: Mapped[Delegation] = relationship(back_populates="groups")


class ProgrammeItem(Base):
    """One line of the programme: what, for whom, how long; its event says when."""

    __tablename__ = "programme_items"
    __table_args__ = (
        CheckConstraint("minutes > 0", name="minutes"),
        CheckConstraint("travel_minutes IS NULL OR travel_minutes >= 0", name="travel_minutes"),
        Index("ix_programme_items_delegation_id_day", "delegation_id", "day", "position"),
        Index("ix_programme_items_stop_key", "stop_key"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegations.id", ondelete="CASCADE"))
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"), unique=True)
    day: Mapped[date]  # By the arena's calendar.
    position: Mapped[int]  # Within the day.
    group_id: Mapped[int | None] = mapped_column(
        ForeignKey("programme_groups.id"), index=True
    )  # None: for all.
    kind: Mapped[str] = mapped_column(String(12))  # An `ItemKind`.
    minutes: Mapped[int]  # Without what an interpreter adds.
    is_interpreted: Mapped[bool] = mapped_column(default=False)  # Consecutive takes longer.
    fixed_start: Mapped[time | None]  # Begins then, whatever comes before; the arena's time.
    travel_minutes: Mapped[int | None]  # To get here; None: as the travel times say.
    travel_mode: Mapped[str] = mapped_column(String(8), default="walk")
    stop_key: Mapped[str] = mapped_column(String(60), default="")  # "stop:7", "offer:b2".
    title_sv: Mapped[str] = mapped_column(String(160))
    title_en: Mapped[str] = mapped_column(String(160))
    note_sv: Mapped[str] = mapped_column(Text, default="")  # The guests read it.
    note_en: Mapped[str] = mapped_column(Text, default="")
    place_sv: Mapped[str] = mapped_column(String(200), default="")  # Where it is no resource.
    place_en: Mapped[str] = mapped_column(String(200), default="")
    staff_note: Mapped[str] = mapped_column(Text, default="")
    reason_sv: Mapped[str] = mapped_column(String(400), default="")  # Why the draft chose it.
    reason_en: Mapped[str] = mapped_column(String(400), default="")

    delegation: Mapped[Delegation] = relationship(back_populates="items")
    event: Mapped[Event] = relationship()
    group: Mapped[ProgrammeGroup | None] = relationship()
    wants: Mapped[list[ItemResource]] = relationship(
        back_populates="item", cascade="all, delete-orphan", order_by="ItemResource.id"
    )
    parties: Mapped[list[ItemParty]] = relationship(
        back_populates="item", cascade="all, delete-orphan", order_by="ItemParty.id"
    )


class ItemResource(Base):
    """A resource that an item wants; where it is free, the item's event holds it."""

    __tablename__ = "programme_item_resources"
    __table_args__ = (
        UniqueConstraint("item_id", "resource_id"),
        CheckConstraint("use IN ('place','equipment')", name="use"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(
        ForeignKey("programme_items.id", ondelete="CASCADE"), index=True
    )
    resource_id: Mapped[int] = mapped_column(ForeignKey("resources.id"), index=True)
    use: Mapped[str] = mapped_column(String(10))  # A `ResourceUse`.

    item: Mapped[ProgrammeItem] = relationship(back_populates="wants")
    resource: Mapped[Resource] = relationship()


class ItemParty(Base):
    """Somebody who is wanted at an item: one of the arena's hosts, or a person elsewhere.

    Parties of one `slot` of an item are alternatives: the first who says yes is the one.
    """

    __tablename__ = "programme_item_parties"
    __table_args__ = (
        CheckConstraint(
            "state IN ('planned','asked','yes','no','other_time','released')", name="state"
        ),
        Index("ix_programme_item_parties_state", "state", "answer_by"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(
        ForeignKey("programme_items.id", ondelete="CASCADE"), index=True
    )
    slot: Mapped[int] = mapped_column(default=1)
    role: Mapped[str] = mapped_column(String(12))  # A `PartyRole`.
    resource_id: Mapped[int | None] = mapped_column(
        ForeignKey("resources.id"), index=True
    )  # One of the arena's hosts.
    name: Mapped[str] = mapped_column(String(120))
    title_sv: Mapped[str] = mapped_column(String(120), default="")
    title_en: Mapped[str] = mapped_column(String(120), default="")
    organisation: Mapped[str] = mapped_column(String(160), default="")
    email: Mapped[str] = mapped_column(String(254), default="")
    phone: Mapped[str] = mapped_column(String(20), default="")
    language: Mapped[str] = mapped_column(String(2), default="sv")  # Of mails: sv or en.
    state: Mapped[str] = mapped_column(String(12), default=AskState.PLANNED)
    asked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    answer_by: Mapped[datetime | None] = mapped_column(UtcDateTime)
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    escalated_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # Silence was reported.
    # What the question, and so the answer, was about: an item that has moved must be asked anew.
    asked_starts_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    asked_ends_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    asked_place: Mapped[str] = mapped_column(String(300), default="")
    round: Mapped[int] = mapped_column(default=0)  # Which time they are asked: part of the link.
    proposed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # Another time they could.
    reply: Mapped[str] = mapped_column(String(400), default="")
    question: Mapped[str] = mapped_column(String(600), default="")  # Staff's own words to them.
    # It stands in their calendar since then, until they are told that it does not any more.
    invited_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    token_hash: Mapped[str | None] = mapped_column(String(64), unique=True)  # Of the mailed link.

    item: Mapped[ProgrammeItem] = relationship(back_populates="parties")
    resource: Mapped[Resource | None] = relationship()
