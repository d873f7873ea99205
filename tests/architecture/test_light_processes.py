"""A process loads what it works with, and no more: memory and a quick start (ADR 7)."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOR_COMMANDS_AND_TESTS = {"alembic", "apscheduler", "holidays", "mako", "pytest", "typst"}
FOR_THE_APPLICATION = {"arena.application", "icalendar", "sqlalchemy", "wtforms"}


def loaded(code, tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys; print(*sys.modules)"],
        cwd=ROOT,
        env={"ARENA_DEMO": "1", "ARENA_DATABASE_URL": f"sqlite:///{tmp_path / 'arena.db'}"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


@pytest.mark.parametrize(
    ("code", "not_needed"),
    [
        ("from arena.cli.web import create_app; create_app()", FOR_COMMANDS_AND_TESTS),
        ("import arena.cli.serving", FOR_COMMANDS_AND_TESTS | FOR_THE_APPLICATION),
    ],
    ids=["web process", "arena serve"],
)
def test_what_a_process_does_not_need_is_not_loaded(code, not_needed, tmp_path):
    there = loaded(code, tmp_path) & not_needed
    assert not there, f"Import these where they are used, in a module of their own: {there}"
