"""The database's shape: bringing it to the newest migration, and telling whether it is there."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from arena import db


def configuration() -> Config:
    """Return Alembic's configuration: the scripts of a checkout, or of the installed package."""
    package = Path(__file__).resolve().parent
    beside, inside = package.parent / "migrations", package / "migrations"
    folder = beside if beside.is_dir() else inside
    config = Config()
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def upgrade(revision: str = "head") -> None:
    """Bring the database up to `revision`."""
    command.upgrade(configuration(), revision)


def downgrade(revision: str) -> None:
    """Take the database down to `revision` ("base" for none)."""
    command.downgrade(configuration(), revision)


def newest_revision() -> str | None:
    """Return the revision that the code expects."""
    return ScriptDirectory.from_config(configuration()).get_current_head()


def current_revision() -> str | None:
    """Return the revision that the database has, or None for an empty one."""
    with db.engine().connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()
