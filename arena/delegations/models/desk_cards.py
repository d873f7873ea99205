"""What the coordinator writes on a delegation's desk card, beside what the house knows itself."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from arena.db import Base
from arena.delegations.models.delegations import Delegation


class DeskCard(Base):
    """The words of a desk card; printed in both languages as they were written."""

    __tablename__ = "delegation_desk_cards"

    delegation_id: Mapped[int] = mapped_column(
        ForeignKey("delegations.id", ondelete="CASCADE"), primary_key=True
    )
    forms_of_address: Mapped[str] = mapped_column(Text, default="")
    customs: Mapped[str] = mapped_column(Text, default="")  # Holidays of theirs, what to avoid.

    delegation: Mapped[Delegation] = relationship()
