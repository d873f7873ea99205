"""`arena backup` and `arena restore`: consistent copies of a running SQLite database, and back."""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

import click
from flask.cli import with_appcontext
from sqlalchemy.engine import URL

from arena import clock, config, create_app, db, schema
from arena.audit.models import COMMAND
from arena.messages.reasons import Reason, told
from arena.messages.services import stop_sending


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@with_appcontext
def backup(file: Path) -> None:
    """Copy the database to FILE while everything runs."""
    _demand_sqlite("pg_dump --format=custom --file", file)
    if file.exists():
        raise click.ClickException(f"{file} exists already: name another file.")
    draft = file.with_name(f".{file.name}.draft")
    draft.unlink(missing_ok=True)
    try:
        _copy(_live_file(), draft)
        _demand_sound(draft)
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)
    click.echo(f"{file} holds a whole copy ({file.stat().st_size:,} bytes). It has personal data.")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--only-stop-mail", is_flag=True, help="After pg_restore: see `arena restore FILE`.")
@with_appcontext
def restore(file: Path, only_stop_mail: bool) -> None:
    """Put the copy FILE in the place of the database; no mail goes out until staff say so."""
    if not only_stop_mail:
        _demand_sqlite("pg_restore --clean --if-exists", file)
        _demand_sound(file)
        _restore(file)
        click.echo(f"The database is that of {file}.")
    else:
        _stop_mail()
    click.echo("No mail goes out until staff start it again, under Messages.")


def _restore(file: Path) -> None:
    """Make the copy ready aside, then bring it in at one stroke: a running worker sends nothing."""
    live = _live_file()
    live.parent.mkdir(parents=True, exist_ok=True)
    if live.exists():
        kept = live.with_name(f"{live.name}.before-restore-{clock.now():%Y%m%d-%H%M%S}")
        _copy(live, kept)
        click.echo(f"The database as it was is kept as {kept}.")
    with tempfile.TemporaryDirectory(dir=live.parent) as folder:
        ready = Path(folder) / "ready.db"
        _copy(file, ready)
        aside = config.current().model_copy(update={"database_url": f"sqlite:///{ready}"})
        with create_app(aside).app_context():
            schema.upgrade()
            _stop_mail()
            db.session.close()
            db.engine().dispose()
        _copy(ready, live)


def _stop_mail() -> None:
    with db.transaction():
        stop_sending(told(Reason.RESTORED), by=COMMAND)


def _copy(source: Path, target: Path) -> None:
    """Copy by SQLite's own backup: what others write meanwhile is either in the copy or not."""
    is_new = not target.exists()
    try:
        if is_new:
            target.touch(mode=0o600, exist_ok=False)
        with closing(sqlite3.connect(source)) as origin, closing(sqlite3.connect(target)) as copy:
            copy.execute("PRAGMA synchronous=FULL")
            origin.backup(copy)
            if is_new:
                copy.execute("PRAGMA journal_mode=DELETE")  # The copy is this one file.
    except (sqlite3.Error, OSError) as error:
        raise click.ClickException(f"{source} could not be copied to {target}: {error}") from error


def _demand_sound(file: Path) -> None:
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as copy:
            verdict = copy.execute("PRAGMA integrity_check").fetchone()[0]
            copy.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.DatabaseError as error:
        raise click.ClickException(f"{file} is no copy of an arena: {error}.") from error
    if verdict != "ok":
        raise click.ClickException(f"{file} is damaged: {verdict}.")


def _live_file() -> Path:
    return Path(str(db.engine().url.database))


def _demand_sqlite(command: str, file: Path) -> None:
    """Name PostgreSQL's own command where that is the database, and fail: nothing was done."""
    if db.dialect() == "sqlite":
        return
    lines = [
        "PostgreSQL makes and restores its own copies. Run:",
        f"  {command} {file} {_connection_options(db.engine().url)}",
    ]
    if command.startswith("pg_restore"):
        lines += [
            "and then, before a worker starts, so that no mail is sent twice:",
            f"  arena restore {file} --only-stop-mail",
        ]
    raise click.ClickException("\n".join(lines))


def _connection_options(url: URL) -> str:
    given = {"--host": url.host, "--port": url.port, "--username": url.username}
    options = [f"{name} {value}" for name, value in given.items() if value]
    return " ".join([*options, f"--dbname {url.database}"])
