"""Lists of organisations and people that are read into the directory, row by row."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from arena.accounts.models import User
from arena.db import Base, UtcDateTime


class ImportState(StrEnum):
    """How far an import has come."""

    MAPPING = "mapping"  # Somebody says what its columns hold.
    COMPARING = "comparing"  # The worker compares its rows with the directory.
    PREVIEW = "preview"  # Somebody looks at what it would do.
    SAVING = "saving"
    SAVED = "saved"
    UNDOING = "undoing"
    UNDONE = "undone"


class RowKind(StrEnum):
    """What a row is, compared with the directory and with the rows above it."""

    NEW = "new"
    CHANGE = "change"
    SAME = "same"
    DOUBLE = "double"  # Likely the same as something in the directory: somebody decides.
    REPEATED = "repeated"  # Says what a row above says.
    FAULTY = "faulty"


class Choice(StrEnum):
    """What is to be done with a row."""

    TAKE = "take"  # Add or change what it says, as it was found.
    SAME = "same"  # A likely double is the same: complete what is there.
    NEW = "new"  # A likely double is another: add it.
    SKIP = "skip"


class Outcome(StrEnum):
    """What became of a row when the import was saved, and when it was undone."""

    ADDED = "added"
    CHANGED = "changed"
    UNTOUCHED = "untouched"
    LATE = "late"  # The directory had changed since the preview: nothing was done.
    UNDONE = "undone"
    KEPT = "kept"  # Undone as far as nobody had changed it since.


class DirectoryImport(Base):
    """One list: its columns, what they hold, and what it did."""

    __tablename__ = "directory_imports"

    id: Mapped[int] = mapped_column(primary_key=True)
    filename: Mapped[str] = mapped_column(String(160))
    headings: Mapped[list[str]] = mapped_column(JSON)
    headings_key: Mapped[str] = mapped_column(String(64), index=True)  # Of the same headings.
    mapping: Mapped[list[str]] = mapped_column(JSON)  # What each column holds; "" is left out.
    settings: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    state: Mapped[str] = mapped_column(String(12), default=ImportState.MAPPING)
    version: Mapped[int] = mapped_column(default=1)
    row_count: Mapped[int] = mapped_column(default=0)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    saved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    undone_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    # Since when its rows are gone: it can be neither looked through nor undone any more.
    erased_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    counts: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)  # Rows by their outcome.

    created_by: Mapped[User | None] = relationship()


class ImportRow(Base):
    """One row of a list: its cells, what was found of it, and what it did."""

    __tablename__ = "directory_import_rows"
    __table_args__ = (
        Index("ix_directory_import_rows_import_id_number", "import_id", "number", unique=True),
        Index("ix_directory_import_rows_organisation_id", "organisation_id"),
        Index("ix_directory_import_rows_person_id", "person_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    import_id: Mapped[int] = mapped_column(ForeignKey("directory_imports.id", ondelete="CASCADE"))
    number: Mapped[int]  # As the file's reader counts.
    cells: Mapped[list[str]] = mapped_column(JSON)
    kind: Mapped[str] = mapped_column(String(10), default="")
    found: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    choice: Mapped[str] = mapped_column(String(10), default="")
    outcome: Mapped[str] = mapped_column(String(10), default="")
    # What it came to, and what undoing it needs.
    organisation_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisations.id", ondelete="SET NULL")
    )
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))
    did: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
