"""Which revision the database has, and which the code expects.

Read without Alembic: a web process only looks, and what the library brings along takes longer to
load, and more memory, than most of the pages.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import inspect, text

from arena import db


def folder() -> Path:
    """Return where the migrations are: in a checkout beside the package, once installed inside."""
    package = Path(__file__).resolve().parent
    beside, inside = package.parent / "migrations", package / "migrations"
    return beside if beside.is_dir() else inside


def newest_revision() -> str | None:
    """Return the revision that the code expects: of each script, its name begins with it."""
    scripts = sorted((folder() / "versions").glob("[0-9]*_*.py"))
    return scripts[-1].name.partition("_")[0] if scripts else None


def current_revision() -> str | None:
    """Return the revision that the database has, or None for an empty one."""
    with db.engine().connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
        return found
