"""The public feed of 1,000 events against a bare Flask route that has the same bytes at hand.

Both run on granian as `arena serve` starts it, in one run, asked in turns by the same client over
four kept connections; so what else the machine does slows both alike. `make bench` runs it on both
databases and prints a row for each kind of answer.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from urllib.request import urlopen

import pytest
from flask import Flask, Response, request

from arena import clock, db
from arena.events.services import EventFacts, create_event
from tests.cast import event_facts

EVENTS = 1000
CONNECTIONS = 4
ROUNDS, SECONDS = 15, 0.4
FULL_TARGET, UNCHANGED_TARGET = 0.5, 0.6
FEED = "/feeds/public.ics"
TAG = '"bare"'


def bare() -> Flask:
    """Make an application with one route and nothing around it."""
    app = Flask("bare")
    body = Path(os.environ["BARE_BODY"]).read_bytes()

    @app.get(FEED)
    def feed() -> Response:
        headers = {"ETag": TAG, "Content-Type": "text/calendar; charset=utf-8"}
        if request.headers.get("If-None-Match") == TAG:
            return Response(status=304, headers=headers)
        return Response(body, headers=headers)

    return app


@dataclass
class Server:
    """A server that runs, and how fast it answered in each round."""

    port: int
    etag: str = ""
    rates: list[float] = field(default_factory=list)


@pytest.fixture
def feed_of_a_thousand(app: Flask) -> None:
    """Public events of next month, which every machine's own clock finds in the window."""
    first = datetime.now(UTC).replace(minute=0, second=0, microsecond=0) + timedelta(days=30)
    with clock.travel(first - timedelta(days=40)), db.transaction():
        for number in range(EVENTS):
            create_event(_walk(first + timedelta(minutes=30 * number), number))


def _walk(starts_at: datetime, number: int) -> EventFacts:
    return event_facts(
        starts_at,
        audience="public",
        title_sv=f"Öppen vandring nr {number}",
        description_sv="Vi går från Gasverket till Husarviken och talar om återbruk. " * 3,
        place_sv="Bobergstorget, vid den röda klockan",
        path="visits/open-walk",
    )


@pytest.mark.usefixtures("feed_of_a_thousand")
def test_a_feed_is_answered_fast_enough(database: str, database_url: str, tmp_path: Path) -> None:
    """Whole, and with the tag of what the asker has already."""
    with ExitStack() as running:
        ours = running.enter_context(_served("arena:create_app", tmp_path, database_url))
        body = urlopen(f"http://127.0.0.1:{ours.port}{FEED}")
        ours.etag = body.headers["ETag"]
        Path(tmp_path / "body").write_bytes(content := body.read())
        assert content.count(b"BEGIN:VEVENT") == EVENTS
        theirs = running.enter_context(_served(f"{__name__}:bare", tmp_path, database_url))
        theirs.etag = TAG
        full = _compare(ours, theirs, is_conditional=False)
        unchanged = _compare(ours, theirs, is_conditional=True)
    _print(database, f"feed of {EVENTS} events, {len(content) // 1000} kB", full, FULL_TARGET)
    _print(database, "the same, unchanged (304)", unchanged, UNCHANGED_TARGET)
    assert full[0] / full[1] >= FULL_TARGET
    assert unchanged[0] / unchanged[1] >= UNCHANGED_TARGET


@contextmanager
def _served(target: str, folder: Path, database_url: str) -> Iterator[Server]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--factory", "--no-ws"),
        *("--host", "127.0.0.1", "--port", str(port), "--workers", "1"),
        *("--blocking-threads", "4", "--log-level", "warning", target),
    ]
    environment = {
        **os.environ,
        "ARENA_DEMO": "1",
        "ARENA_DATABASE_URL": database_url,
        "BARE_BODY": str(folder / "body"),
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        try:
            _wait_for(port, process)
            yield Server(port)
        finally:
            process.terminate()
            process.wait(10)


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(200):
        assert process.poll() is None, "the server ended"
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the server does not listen")


def _compare(ours: Server, theirs: Server, *, is_conditional: bool) -> tuple[float, float]:
    """Ask both in turns; return the middle rate of each, the first round left out."""
    for server in (ours, theirs):
        server.rates.clear()
    for _ in range(ROUNDS + 1):
        for server in (ours, theirs):
            server.rates.append(_rate(server, is_conditional))
    return median(ours.rates[1:]), median(theirs.rates[1:])


def _rate(server: Server, is_conditional: bool) -> float:
    condition = f"If-None-Match: {server.etag}\r\n" if is_conditional else ""
    asked = f"GET {FEED} HTTP/1.1\r\nHost: 127.0.0.1\r\n{condition}\r\n".encode()
    status = b" 304 " if is_conditional else b" 200 "
    until = time.perf_counter() + SECONDS
    with ThreadPoolExecutor(CONNECTIONS) as askers:
        counts = [
            askers.submit(_ask_until, until, server.port, asked, status) for _ in range(CONNECTIONS)
        ]
        return sum(count.result() for count in counts) / SECONDS


def _ask_until(until: float, port: int, asked: bytes, status: bytes) -> int:
    """Ask again as soon as the answer is there; return how often that was."""
    count, room = 0, memoryview(bytearray(1 << 20))
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        while time.perf_counter() < until:
            connection.sendall(asked)
            _take_answer(connection, room, status)
            count += 1
    return count


def _take_answer(connection: socket.socket, room: memoryview, status: bytes) -> None:
    got = length = 0
    while not length:
        got += connection.recv_into(room[got:])
        head, blank, _ = bytes(room[: min(got, 4096)]).partition(b"\r\n\r\n")
        if blank:
            assert status in head[:20], head[:20]
            _, told, rest = head.lower().partition(b"content-length:")
            length = len(head) + 4 + (int(rest.split(b"\r\n")[0]) if told else 0)
    while got < length:
        got += connection.recv_into(room)


def _print(database: str, what: str, rates: tuple[float, float], target: float) -> None:
    ours, theirs = rates
    ratio = f"{ours / theirs:.2f} of a bare route ({target} wanted)"
    print(f"  {database:<11} {what}: {ours:.0f} a second, {ratio}")
