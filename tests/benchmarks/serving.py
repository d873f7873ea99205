"""Real servers, and clients that ask them as fast as they answer.

A server and what it is compared with run in one run and are asked in turns by the same clients over
kept connections; so what else the machine does slows both alike.
"""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ARENA, BARE = "arena.cli.web:create_app", "tests.benchmarks.bare:create_app"
AS_INSTALLED = Path(__file__).parent / "as_installed"
SECRET = "the-same-for-all-processes-of-a-measurement"
CONNECTIONS = 4
ROUNDS, SECONDS = 9, 0.3
_WHOLE = 1 << 20
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)


@dataclass(frozen=True)
class Server:
    """A server that runs."""

    port: int
    process: subprocess.Popen[bytes]


@dataclass(frozen=True)
class Work:
    """One request, ready to send, and the status that its answer must have."""

    server: Server
    request: bytes
    status: str = "200"


@dataclass(frozen=True)
class Answer:
    """What came back; the body lies in the room that was given, until the next answer."""

    head: bytes
    body: memoryview

    @property
    def status(self) -> str:
        """The three digits."""
        return self.head[9:12].decode()

    @property
    def words(self) -> str:
        """Its status and as much of the body as a fault is told with."""
        return f"{self.status}: {bytes(self.body[:1500]).decode(errors='replace')}"

    def header(self, name: str) -> str:
        """Return what a header says, or nothing."""
        found = re.search(rf"\r\n{name}: *([^\r]*)".encode(), self.head, re.IGNORECASE)
        return found[1].decode() if found else ""


def environment(database_url: str) -> dict[str, str]:
    """Return the environment of an arena that counts nobody's requests."""
    return {
        **os.environ,
        "ARENA_DEMO": "1",
        "ARENA_RATE_LIMITS": "off",
        "ARENA_SECRET_KEY": SECRET,
        "ARENA_DATABASE_URL": database_url,
        "PYTHONPATH": os.pathsep.join([str(AS_INSTALLED), *filter(None, sys.path)]),
    }


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def served(
    target: str, variables: dict[str, str], folder: Path, *, workers: int = 1
) -> Iterator[Server]:
    """Run `target` on granian, as `arena serve` does, until the block ends."""
    port = free_port()
    command = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--factory", "--no-ws"),
        *("--host", "127.0.0.1", "--port", str(port), "--workers", str(workers)),
        *("--blocking-threads", "4", "--log-level", "warning", target),
    ]
    with running(command, variables, folder) as process:
        wait_for(port, process)
        yield Server(port, process)


@contextmanager
def running(
    command: Sequence[str], variables: dict[str, str], folder: Path
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a command until the block ends; what it says is kept in a file."""
    with (folder / "log").open("ab") as log:
        process = subprocess.Popen(command, env=variables, stdout=log, stderr=log)
        try:
            yield process
        finally:
            process.terminate()
            process.wait(20)


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    """Wait until somebody answers, on every process of the server."""
    in_a_row = 0
    for _ in range(600):
        assert process.poll() is None, "the server ended"
        try:
            with connected(port) as connection:
                connection.sendall(get("/healthz"))
                take_answer(connection, bytearray(_WHOLE))
            in_a_row += 1
        except OSError:
            in_a_row = 0
        if in_a_row >= 20:
            return
        time.sleep(0.02)
    raise AssertionError("the server does not answer")


def connected(port: int) -> socket.socket:
    """Return a connection to a server of this machine."""
    connection = socket.create_connection(("127.0.0.1", port), timeout=30)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection


def get(path: str, **headers: str) -> bytes:
    """Return a GET request; `if_none_match="…"` becomes a header."""
    more = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{more}\r\n".encode()


def take_answer(connection: socket.socket, room: bytearray) -> Answer:
    """Read one answer into a room that is large enough for it."""
    view = memoryview(room)
    got = 0
    while True:
        received = connection.recv_into(view[got:])
        if not received:
            raise ConnectionResetError("the server hung up")
        got += received
        end = room.find(b"\r\n\r\n", 0, got)
        if end >= 0:
            break
    head = bytes(view[:end])
    told = _LENGTH.search(head)
    length = end + 4 + (int(told[1]) if told else 0)
    while got < length:
        got += connection.recv_into(view[got:])
    return Answer(head, view[end + 4 : length])


def compare(one: Work, other: Work) -> tuple[float, float]:
    """Ask in turns; return the middle rate of each, the first round left out."""
    rates: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS + 1):
        for work, found in zip((one, other), rates, strict=True):
            found.append(_rate(work))
    return median(rates[0][1:]), median(rates[1][1:])


def at_once(count: int, do: Callable[[int], None]) -> None:
    """Let `count` clients work side by side; the first fault is raised."""
    with ThreadPoolExecutor(count) as clients:
        for done in [clients.submit(do, number) for number in range(count)]:
            done.result()


def _rate(work: Work) -> float:
    counts = [0] * CONNECTIONS
    until = time.perf_counter() + SECONDS

    def ask(number: int) -> None:
        room = bytearray(_WHOLE)
        with connected(work.server.port) as connection:
            while time.perf_counter() < until:
                connection.sendall(work.request)
                answer = take_answer(connection, room)
                assert answer.status == work.status, answer.words
                counts[number] += 1

    at_once(CONNECTIONS, ask)
    return sum(counts) / SECONDS
