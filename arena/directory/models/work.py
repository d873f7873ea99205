"""Long work on the directory that the worker does, while somebody looks on or goes away."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from arena.accounts.models import User
from arena.db import Base, UtcDateTime
from arena.directory.models.imports import DirectoryImport


class WorkKind(StrEnum):
    """What is done."""

    COMPARE = "compare"  # An import's rows with the directory.
    SAVE = "save"  # An import.
    UNDO = "undo"  # Of an import.
    DOUBLES = "doubles"  # Look for doubles.


class WorkState(StrEnum):
    """How far it has come."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


_OPEN = text("state IN ('waiting', 'running')")


class DirectoryWork(Base):
    """One piece of long work; a worker that has fallen silent loses it to another."""

    __tablename__ = "directory_work"
    __table_args__ = (
        # Of each kind one at a time for the same import; looking for doubles, one in all.
        Index(
            "uq_directory_work_open",
            "kind",
            text("coalesce(import_id, 0)"),
            unique=True,
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(12))
    import_id: Mapped[int | None] = mapped_column(
        ForeignKey("directory_imports.id", ondelete="CASCADE"), index=True
    )
    state: Mapped[str] = mapped_column(String(10), default=WorkState.WAITING)
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    worker: Mapped[str] = mapped_column(String(40), default="")  # Whose it is while it runs.
    beat_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    result: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)  # Counts.

    asked_by: Mapped[User | None] = relationship()
    directory_import: Mapped[DirectoryImport | None] = relationship()

    @property
    def is_open(self) -> bool:
        """Whether it waits or is under way."""
        return self.state in (WorkState.WAITING, WorkState.RUNNING)
