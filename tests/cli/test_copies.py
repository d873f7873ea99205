"""Copies are whole while others write, and a restored arena sends no mail until told to."""

import sqlite3
import stat
import threading
from contextlib import closing

import pytest

from arena import cli, config, create_app, db, schema
from tests.messages.smtp_server import running


@pytest.fixture
def arena_with_people(run, tmp_path):
    run("upgrade")
    run("user", "add", "asa@arena.example", "--role", "admin")
    return tmp_path / "copy.db"


def test_a_copy_is_one_whole_file_for_our_own_eyes(arena_with_people, run, ask):
    copy = arena_with_people
    done = run("backup", copy)
    assert done.exit_code == 0
    assert ask("SELECT email FROM users", copy) == "asa@arena.example"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert [path.name for path in copy.parent.iterdir() if "copy" in path.name] == ["copy.db"]


def test_a_copy_never_takes_the_place_of_another_file(arena_with_people, run):
    arena_with_people.write_text("mine")
    assert run("backup", arena_with_people).exit_code == 1
    assert arena_with_people.read_text() == "mine"


def test_a_copy_where_none_can_be_made_says_so(arena_with_people, run, tmp_path):
    done = run("backup", tmp_path / "nowhere" / "copy.db")
    assert done.exit_code == 1
    assert "could not be copied" in done.output


def test_copies_are_whole_while_others_write(arena_with_people, run, ask, database_file, tmp_path):
    over = threading.Event()

    def write():
        with closing(sqlite3.connect(database_file, timeout=20)) as connection:
            connection.execute("CREATE TABLE pairs (a INTEGER, b INTEGER)")
            while not over.is_set():
                with connection:
                    connection.execute("INSERT INTO pairs VALUES (1, 0)")
                    connection.execute("UPDATE pairs SET b = 1 WHERE b = 0")

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(5):
            copy = tmp_path / f"copy{number}.db"
            assert run("backup", copy).exit_code == 0
            assert ask("PRAGMA integrity_check", copy) == "ok"
            assert not ask("SELECT count(*) FROM pairs WHERE b = 0", copy)
    finally:
        over.set()
        writer.join()


def test_what_is_restored_is_what_was_copied(arena_with_people, run, ask, database_file):
    run("backup", arena_with_people)
    run("user", "add", "bo@arena.example", "--role", "host")
    assert ask("SELECT count(*) FROM users") == 2
    assert run("restore", arena_with_people).exit_code == 0
    assert ask("SELECT count(*) FROM users") == 1
    kept = next(database_file.parent.glob("*.before-restore-*"))
    assert ask("SELECT count(*) FROM users", kept) == 2
    assert ask("SELECT action FROM audit_entries ORDER BY id DESC") == "messages.stop_sending"


def test_a_restored_arena_sends_no_mail_until_told_to(arena_with_people, run, ask, environment):
    run("backup", arena_with_people)
    run("restore", arena_with_people)
    assert ask("SELECT is_stopped FROM mail_server") == 1
    assert ask("SELECT trouble FROM mail_server") == "restored"
    with running() as server:
        output = run("check", ARENA_SMTP_URL=server.url).output
    assert "FAIL  mail " in output


def test_a_copy_of_an_older_revision_is_brought_up_to_date(
    arena_with_people, run, ask, environment
):
    newest = ask("SELECT version_num FROM alembic_version")
    with create_app(config.load(environment)).app_context():
        schema.downgrade("0001")
        db.engine().dispose()
    run("backup", arena_with_people)
    run("upgrade")
    assert run("restore", arena_with_people).exit_code == 0
    assert ask("SELECT version_num FROM alembic_version") == newest


@pytest.mark.parametrize("damage", ["not a database", "another database"])
def test_what_is_no_copy_of_an_arena_changes_nothing(arena_with_people, run, ask, damage):
    if damage == "another database":
        with closing(sqlite3.connect(arena_with_people)) as other:
            other.execute("CREATE TABLE notes (text)")
    else:
        arena_with_people.write_text("Dear diary")
    assert run("restore", arena_with_people).exit_code == 1
    assert ask("SELECT count(*) FROM users") == 1


def test_on_postgresql_its_own_commands_are_named(monkeypatch, run, postgresql):
    run("upgrade", ARENA_DATABASE_URL=postgresql)
    for command, named in (("backup", "pg_dump"), ("restore", "pg_restore")):
        done = run(command, cli.__file__, ARENA_DATABASE_URL=postgresql)
        assert done.exit_code == 1, "Nothing was copied, and a script must notice."
        assert named in done.output
    done = run("restore", cli.__file__, "--only-stop-mail", ARENA_DATABASE_URL=postgresql)
    assert done.exit_code == 0
