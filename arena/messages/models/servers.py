"""How the mail server and the mailbox fare, and whether a worker is alive."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from arena.db import Base, UtcDateTime


class MailServer(Base):
    """How the mail server fares: one row, read by staff and by the worker before it sends."""

    __tablename__ = "mail_server"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    trouble: Mapped[str] = mapped_column(String(400), default="")  # Empty: all is well.
    trouble_since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    is_stopped: Mapped[bool] = mapped_column(
        default=False
    )  # The sender was refused: staff must look.
    retry_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Heartbeat(Base):
    """The last sign of life of each worker."""

    __tablename__ = "heartbeats"

    worker: Mapped[str] = mapped_column(String(80), primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class Mailbox(Base):
    """How far the mailbox has been read, and how reading fares: one row, made by the worker.

    Numbers of mails hold as long as the server keeps to its UIDVALIDITY (RFC 3501, 2.3.1.1).
    """

    __tablename__ = "mailbox"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    uid_validity: Mapped[int] = mapped_column(BigInteger, default=0)  # 0: never read.
    last_uid: Mapped[int] = mapped_column(BigInteger, default=0)  # All up to it have been taken.
    read_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # When that last went well.
    claim: Mapped[str | None] = mapped_column(String(40))
    claimed_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    trouble: Mapped[str] = mapped_column(String(400), default="")  # Empty: all is well.
    trouble_since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    failures: Mapped[int] = mapped_column(default=0)  # In a row.
    retry_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
