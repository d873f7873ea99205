"""A web process as `arena serve` runs it: how soon it answers, and what it weighs after much work.

Both on the demo arena. The first answer counts from the start of the command that `make run` ends
with, so the worker starts beside it.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from subprocess import Popen

from tests.benchmarks import figures
from tests.benchmarks.serving import (
    at_once,
    connected,
    environment,
    free_port,
    get,
    running,
    take_answer,
)
from tests.benchmarks.visitors import Crowd

STARTS, TARGET_SECONDS = 3, 2
REQUESTS, CLIENTS, TARGET_MB = 10_000, 4, 120
PAGE = "/sv/"


def test_the_first_answer_comes_soon(database: str, demo_url: str, tmp_path: Path) -> None:
    """Each time the start page, whole."""
    seconds = []
    for _ in range(STARTS):
        began = time.perf_counter()
        with _arena(demo_url, tmp_path, "--with-worker") as (process, port):
            _wait_for_page(process, port)
            seconds.append(time.perf_counter() - began)
    work = f"start to first answer, worker beside it, worst of {STARTS}"
    assert figures.tell_at_most(database, work, max(seconds), TARGET_SECONDS, "s")


def test_a_web_process_stays_light(database: str, demo_url: str, tmp_path: Path) -> None:
    """After pages, forms, calendars, API calls and staff pages of four connections at once."""
    with _arena(demo_url, tmp_path) as (process, port), ExitStack() as visitors:
        _wait_for_page(process, port)
        fresh, _ = _weigh(process)
        crowds = [visitors.enter_context(closing(Crowd(port, seed))) for seed in range(CLIENTS)]

        def ask(number: int) -> None:
            for _ in range(REQUESTS // CLIENTS):
                crowds[number].ask()

        began = time.perf_counter()
        at_once(CLIENTS, ask)
        rate = REQUESTS / (time.perf_counter() - began)
        after, peak = _weigh(process)
    work = f"web process after {REQUESTS:,} mixed requests"
    is_light = figures.tell_at_most(database, work, after, TARGET_MB, "MB")
    figures.tell(
        database,
        f"{work}: at the start, at most, requests",
        f"{fresh:.0f} MB, {peak:.0f} MB, {rate:.0f} /s",
    )
    assert is_light


@contextmanager
def _arena(url: str, folder: Path, *options: str) -> Iterator[tuple[Popen[bytes], int]]:
    port = free_port()
    command = [sys.executable, "-m", "arena.cli", "serve", "--port", str(port), *options]
    with running(command, environment(url), folder) as process:
        yield process, port


def _wait_for_page(process: Popen[bytes], port: int) -> None:
    room = bytearray(1 << 20)
    while True:
        assert process.poll() is None, "the server ended"
        try:
            with connected(port) as connection:
                connection.sendall(get(PAGE))
                answer = take_answer(connection, room)
        except OSError:
            time.sleep(0.005)
        else:
            assert answer.status == "200", answer.words
            return


def _weigh(process: Popen[bytes]) -> tuple[float, float]:
    """Return what the heaviest process below this one takes now, and took at most, in MB."""
    return max(_memory(pid) for pid in _below(process.pid))


def _below(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [found for child in children for found in (int(child), *_below(int(child)))]


def _memory(pid: int) -> tuple[float, float]:
    status = Path(f"/proc/{pid}/status").read_text()
    now, most = (re.search(rf"{name}:\s+(\d+) kB", status) for name in ("VmRSS", "VmHWM"))
    assert now
    assert most
    return int(now[1]) / 1024, int(most[1]) / 1024
