"""An offer of a partner: what it has that may meet somebody's need, and for how long that holds."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    String,
    Table,
    Text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from arena.accounts.models import User
from arena.db import Base, UtcDateTime
from arena.directory.models import Organisation, Person
from arena.needs.rules.offering import OfferAudience, OfferState
from arena.networks.models import Network

offer_networks = Table(
    "partner_offer_networks",
    Base.metadata,
    Column("offer_id", ForeignKey("partner_offers.id", ondelete="CASCADE"), primary_key=True),
    Column("network_id", ForeignKey("networks.id", ondelete="CASCADE"), primary_key=True),
)


class PartnerOffer(Base):
    """What an organisation offers; its texts may stand in one language alone."""

    __tablename__ = "partner_offers"
    __table_args__ = (
        CheckConstraint("state IN ('open','expired','withdrawn')", name="state"),
        CheckConstraint("kind IN ('solution','competence','site','money','research')", name="kind"),
        CheckConstraint("audience IN ('public','partners','networks','staff')", name="audience"),
        Index("ix_partner_offers_state_expires_on", "state", "expires_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    # An organisation with offers is not deleted; a merge moves them.
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    # Whom those ask who take an interest; nobody once they are erased or have left.
    contact_id: Mapped[int | None] = mapped_column(
        ForeignKey("people.id", ondelete="SET NULL"), index=True
    )
    kind: Mapped[str] = mapped_column(String(12))
    state: Mapped[str] = mapped_column(String(10), default=OfferState.OPEN)
    audience: Mapped[str] = mapped_column(String(10), default=OfferAudience.PARTNERS)
    title_sv: Mapped[str] = mapped_column(String(160), default="")
    title_en: Mapped[str] = mapped_column(String(160), default="")
    words_sv: Mapped[str] = mapped_column(Text, default="")
    words_en: Mapped[str] = mapped_column(Text, default="")
    takes_sv: Mapped[str] = mapped_column(Text, default="")  # What it takes of the other side.
    takes_en: Mapped[str] = mapped_column(Text, default="")
    limits_sv: Mapped[str] = mapped_column(Text, default="")  # Where, and how much.
    limits_en: Mapped[str] = mapped_column(Text, default="")
    valid_until: Mapped[date | None]  # The last day, where the offer has one of its own.
    topics: Mapped[list[str]] = mapped_column(JSON, default=list)
    links: Mapped[list[dict[str, str]]] = mapped_column(JSON, default=list)  # Evidence: url, text.
    expires_on: Mapped[date]  # The day from which nobody has said that it still holds.
    asked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # Whether it still holds.
    token_hash: Mapped[str | None] = mapped_column(String(64), unique=True)  # Of that mail's link.
    terms_edition: Mapped[int] = mapped_column(default=0)  # By which edition it was understood.
    matched_version: Mapped[int] = mapped_column(default=0)  # For which needs were looked for.
    version: Mapped[int] = mapped_column(default=1)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)
    confirmed_at: Mapped[datetime] = mapped_column(UtcDateTime)  # When it last was said to hold.
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    organisation: Mapped[Organisation] = relationship()
    contact: Mapped[Person | None] = relationship()
    created_by: Mapped[User | None] = relationship()
    networks: Mapped[list[Network]] = relationship(
        secondary=offer_networks, order_by="Network.name_sv"
    )

    @property
    def is_open(self) -> bool:
        """Whether it stands."""
        return self.state == OfferState.OPEN
