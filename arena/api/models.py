"""Requests already answered, so that a repeated POST is not done twice (`Idempotency-Key`)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from arena.db import Base, UtcDateTime


class IdempotentAnswer(Base):
    """What one key led to, kept for a day: the record, from which the answer is written again.

    The answer itself is not kept: it holds the secret of the booker's link.
    """

    __tablename__ = "idempotent_answers"

    key_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    request_hash: Mapped[str] = mapped_column(String(64))
    subject_id: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
