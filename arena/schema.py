"""Bringing the database to the newest migration, with Alembic: for commands, not for web pages."""

from __future__ import annotations

from alembic import command
from alembic.config import Config

from arena.revisions import current_revision, folder, newest_revision

__all__ = ["configuration", "current_revision", "downgrade", "newest_revision", "upgrade"]


def configuration() -> Config:
    """Return Alembic's configuration."""
    config = Config()
    config.set_main_option("script_location", str(folder()).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def upgrade(revision: str = "head") -> None:
    """Bring the database up to `revision`."""
    command.upgrade(configuration(), revision)


def downgrade(revision: str) -> None:
    """Take the database down to `revision` ("base" for none)."""
    command.downgrade(configuration(), revision)
