"""Commands say what they did, what is wrong and what to do, and end with the right status."""

import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.mailbox import imap_server
from tests.messages.smtp_server import running

ROOT = Path(__file__).resolve().parents[2]


def call(environment, *arguments):
    """Run `arena …` as a person does, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "arena.cli", *arguments],
        check=False,
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_every_faulty_setting_is_named_and_the_status_is_2(environment):
    faulty = environment | {"ARENA_TIMEZONE": "Europe/Norrtull", "ARENA_SMTP_URL": "mail.example"}
    done = call(faulty, "check")
    assert done.returncode == 2
    assert "ARENA_TIMEZONE:" in done.stderr
    assert "ARENA_SMTP_URL:" in done.stderr
    assert "Example: ARENA_TIMEZONE=Europe/Stockholm" in done.stderr
    assert "Traceback" not in done.stderr


def test_serve_names_faulty_settings_too(environment):
    done = call(environment | {"ARENA_DEMO": ""}, "serve")
    assert done.returncode == 2
    assert "ARENA_SECRET_KEY:" in done.stderr


def test_flask_has_the_same_commands(environment):
    done = subprocess.run(
        [sys.executable, "-m", "flask", "--app", "wsgi", "--help"],
        check=True, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    for command in ["backup", "check", "demo", "restore", "serve", "upgrade", "user", "worker"]:
        assert re.search(rf"^  {command} ", done.stdout, re.MULTILINE), command


def test_upgrade_makes_the_database_for_our_own_eyes(run, database_file):
    assert "to revision" in run("upgrade").output
    assert "is at the newest revision" in run("upgrade").output
    assert stat.S_IMODE(database_file.stat().st_mode) == 0o600


def test_user_add_prints_a_link_that_signs_in_once(run, ask):
    run("upgrade")
    done = run("user", "add", "Åsa.Berg@arena.example", "--role", "admin", "--language", "en")
    assert done.exit_code == 2, "An address with Å is no address that mail goes to."
    done = run("user", "add", "asa.berg@arena.example", "--role", "admin", "--language", "en")
    assert re.fullmatch(r"http://127.0.0.1:8000/en/sign-in/link/[\w-]{32}\n", done.output)
    assert ask("SELECT name FROM users") == "Asa Berg"
    assert ask("SELECT count(*) FROM messages") == 0, "The link is printed, not mailed."


def test_user_add_refuses_who_is_there_already_and_roles_that_are_none(run):
    run("upgrade")
    run("user", "add", "asa@arena.example", "--role", "host")
    again = run("user", "add", "asa@arena.example", "--role", "host")
    assert again.exit_code == 1
    assert "already" in again.output
    assert run("user", "add", "bo@arena.example", "--role", "partner").exit_code == 2
    assert run("user", "add", "bo", "--role", "host").exit_code == 2


def test_the_demo_with_its_known_passwords_is_for_demo_arenas_only(run):
    done = run("demo", ARENA_DEMO="", ARENA_SECRET_KEY="s" * 32)
    assert done.exit_code == 2
    assert "ARENA_DEMO=1" in done.output


def test_the_demo_is_loaded_into_an_empty_database_only(run):
    run("upgrade")
    run("user", "add", "asa@arena.example", "--role", "host")
    assert run("demo").exit_code == 1
    quiet = run("demo", "--if-empty")
    assert (quiet.exit_code, quiet.output) == (0, "")


def test_check_is_content_only_when_all_is_well(run):
    run("upgrade")
    done = run("check")
    assert done.exit_code == 1
    assert re.search(r"^FAIL  worker", done.output, re.MULTILINE)
    assert re.search(r"^ok    migrations", done.output, re.MULTILINE)


def test_check_notices_a_database_without_tables(run, database_file):
    database_file.parent.mkdir()
    done = run("check")
    assert done.exit_code == 1
    assert re.search(r"^FAIL  migrations", done.output, re.MULTILINE)


@pytest.mark.parametrize("is_up", [True, False])
def test_check_asks_the_mail_server(run, is_up):
    run("upgrade")
    with running() as server:
        url = server.url if is_up else "smtp://127.0.0.1:1"
        output = run("check", ARENA_SMTP_URL=url).output
    assert re.search(rf"^{'ok  ' if is_up else 'FAIL'}  mail server", output, re.MULTILINE)
    assert server.received == []


def test_check_does_not_print_the_mail_password(run):
    run("upgrade")
    output = run("check", ARENA_SMTP_URL="smtp://me:hemligt@127.0.0.1:1").output
    assert "hemligt" not in output


def test_help_needs_no_settings():
    done = call({"PATH": os.environ["PATH"]}, "--help")
    assert done.returncode == 0
    assert "upgrade" in done.stdout


def test_erasing_can_be_counted_first(run, ask):
    assert run("upgrade").exit_code == 0
    counted = run("erase-expired", "--dry-run")
    assert counted.exit_code == 0
    assert re.search(r"^visits\.contacts +0$", counted.output, re.MULTILINE)
    assert counted.output.endswith("Due. Nothing was erased.\n")
    assert run("erase-expired").output.endswith("Erased.\n")
    assert ask("SELECT count(*) FROM audit_entries WHERE action LIKE '%.erase_%'") == 0


def test_check_opens_the_mailbox_and_tells_no_password(run):
    run("upgrade")
    with imap_server.running() as server:
        url = server.new_user().url
        assert "opens INBOX; handled mail goes to Arena" in run("check", ARENA_IMAP_URL=url).output
        wrong = run("check", ARENA_IMAP_URL=url.replace("hemligt", "hemligast"))
        missing = run("check", ARENA_IMAP_URL=url.replace("INBOX", "Nowhere"))
    assert "FAIL  mailbox" in wrong.output
    assert "hemligast" not in wrong.output
    assert "FAIL  mailbox" in missing.output
    assert "FAIL  mailbox" in run("check", ARENA_IMAP_URL=url).output
