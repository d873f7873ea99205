"""A web process looks for garbage between requests, never in them (ADR 8)."""

import gc
import subprocess
import sys
import weakref
from pathlib import Path

import pytest

from arena.cli.web import FULL_EVERY, NEW_OBJECTS, Tidy

ROOT = Path(__file__).resolve().parents[2]


class Knot:
    """Something that only a look for garbage frees."""

    def __init__(self):
        self.self = self


@pytest.fixture
def untidy():
    """Nobody looks for garbage by itself, and there is none."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()
    gc.collect()


def answer(environ, start_response):
    return [b"done"]


def test_a_few_new_objects_are_no_reason_to_look(untidy):
    knot = weakref.ref(Knot())
    assert list(Tidy(answer)({}, None)) == [b"done"]
    assert knot() is not None


def test_garbage_goes_before_the_next_request(untidy):
    knot = weakref.ref(Knot())
    kept = [[] for _ in range(NEW_OBJECTS)]
    Tidy(answer)({}, None)
    assert knot() is None
    assert kept


def test_what_has_grown_old_goes_as_well(untidy):
    knot = Knot()
    gone = weakref.ref(knot)
    for _ in range(2 * FULL_EVERY + 2):
        gc.collect(1)
    del knot
    for _ in range(2):
        kept = [[] for _ in range(NEW_OBJECTS)]
        Tidy(answer)({}, None)
    assert gone() is None
    assert kept


def test_a_web_process_looks_only_then(tmp_path):
    code = "import gc; from arena.cli.web import create_app; create_app(); print(gc.isenabled())"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={"ARENA_DEMO": "1", "ARENA_DATABASE_URL": f"sqlite:///{tmp_path / 'arena.db'}"},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    assert done.stdout.strip() == "False"
