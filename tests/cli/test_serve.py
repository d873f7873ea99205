"""`arena serve --with-worker` is up soon, does its work, and ends when it is told to."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[2]


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return taken.getsockname()[1]


@contextmanager
def serving(environment, log, *options):
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "arena.cli", "serve", *map(str, options)],
            cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT,
        )  # fmt: skip
        try:
            yield process
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(30)


def answers(address):
    try:
        return urlopen(address, timeout=5).status  # noqa: S310 - our own
    except HTTPError as error:
        return error.code
    except (URLError, OSError):
        return None


def wait_until(condition, seconds=60.0):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "It took too long."
        time.sleep(0.05)


def test_web_server_and_worker_start_work_and_stop_together(run, environment, ask, tmp_path):
    run("upgrade")
    port, log = free_port(), tmp_path / "log"
    address = f"http://127.0.0.1:{port}"
    environment = environment | {"ARENA_BASE_URL": address}
    with serving(environment, log, "--port", port, "--with-worker") as process:
        wait_until(lambda: answers(f"{address}/healthz") == 200)
        wait_until(lambda: ask("SELECT count(*) FROM heartbeats") == 1)
        first = ask("SELECT worker FROM heartbeats")
        os.kill(int(first.rpartition(":")[2]), signal.SIGKILL)
        wait_until(lambda: ask("SELECT count(*) FROM heartbeats") == 2)
        process.send_signal(signal.SIGINT)
        assert process.wait(15) == 0
    assert answers(f"{address}/healthz") is None
    said = log.read_text()
    assert address in said
    assert "coordinator@arena.example" in said
    assert "arena-demo" in said
    assert "Traceback" not in said


def test_a_port_that_is_taken_ends_it_with_an_error(run, environment, tmp_path):
    run("upgrade")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with serving(environment, tmp_path / "log", "--port", port) as process:
            assert process.wait(60) != 0


def test_a_demo_on_postgresql_has_one_secret_for_all_its_processes(environment, tmp_path):
    """Without a file beside its database each process would make up its own."""
    address = "postgresql+psycopg://nobody@127.0.0.1:1/none"
    port, log = free_port(), tmp_path / "log"
    plain = environment | {"ARENA_DATABASE_URL": address}
    with serving(plain, log, "--port", port):
        wait_until(lambda: answers(f"http://127.0.0.1:{port}/healthz") == 200)
        secrets = {
            secret
            for path in Path("/proc").glob("[0-9]*/environ")
            if (secret := secret_of(path, f"ARENA_DATABASE_URL={address}"))
        }
    assert len(secrets) == 1


def secret_of(path, mark):
    try:
        variables = path.read_bytes().decode("utf-8", "replace").split("\0")
    except OSError:
        return None
    names = [v for v in variables if v.startswith("ARENA_SECRET_KEY=")]
    return names[0] if mark in variables and names else None
