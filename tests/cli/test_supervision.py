"""Children start together, end together, and one that dies by itself is started again."""

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from arena.cli import supervision
from arena.cli.supervision import Child, Supervisor

ROOT = Path(__file__).resolve().parents[2]


def wait_until(condition, seconds=30.0):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "It took too long."
        time.sleep(0.02)


@pytest.fixture
def script(tmp_path):
    """A function that makes a command which notes its starts, then does as told."""

    def make(name, body):
        path = tmp_path / f"{name}.py"
        started = tmp_path / f"{name}.started"
        note = f"open({str(started)!r}, 'a').write(f'{{os.getpid()}}\\n')\n"
        path.write_text(f"import os, signal, sys, time\n{note}{body}")

        def pids():
            return list(map(int, started.read_text().split())) if started.exists() else []

        return [sys.executable, str(path)], pids

    return make


@pytest.fixture
def supervise(monkeypatch):
    """A function that runs a supervisor in a thread; signals reach it by its handler."""
    monkeypatch.setattr(supervision.signal, "signal", lambda number, handler: None)
    running = []

    def start(*children):
        supervisor = Supervisor(children, os.environ)
        status = []
        thread = threading.Thread(target=lambda: status.append(supervisor.run()))
        running.append((supervisor, thread))
        thread.start()
        return supervisor, status

    yield start
    for supervisor, thread in running:
        supervisor.told_to_stop = True
        thread.join(20)
        assert not thread.is_alive()


def is_alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"
    except FileNotFoundError:
        return False


SLEEP = "time.sleep(60)"
STUBBORN = "signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)"


def test_a_child_that_dies_is_started_again_after_longer_and_longer_pauses(script, supervise):
    dying, starts = script("dying", "sys.exit(3)")
    child = Child("worker", dying, is_essential=False, pause=0.1)
    supervise(child)
    wait_until(lambda: len(starts()) >= 3)
    assert child.pause >= 0.4


def test_a_pause_never_grows_beyond_its_longest(script):
    dying, _ = script("dying", "sys.exit(3)")
    child = Child("worker", dying, is_essential=False, pause=25)
    child.start(os.environ)
    child.process.wait()
    assert child.look() == 3
    assert child.pause == supervision.LONGEST_PAUSE


def test_all_ends_with_an_essential_child(script, supervise):
    web, _ = script("web", "time.sleep(0.3); sys.exit(7)")
    worker, pids = script("worker", SLEEP)
    _, status = supervise(
        Child("web server", web, is_essential=True), Child("worker", worker, is_essential=False)
    )
    wait_until(lambda: status == [7])
    assert not is_alive(pids()[0])


def test_a_signal_ends_all_and_the_status_is_0(script, supervise):
    web, web_pids = script("web", SLEEP)
    worker, worker_pids = script("worker", SLEEP)
    supervisor, status = supervise(
        Child("web server", web, is_essential=True), Child("worker", worker, is_essential=False)
    )
    wait_until(lambda: web_pids() and worker_pids())
    supervisor.told_to_stop = True
    wait_until(lambda: status == [0])
    assert not any(map(is_alive, web_pids() + worker_pids()))


def test_a_child_that_will_not_end_is_killed(script, supervise, monkeypatch):
    monkeypatch.setattr(supervision, "PATIENCE", 0.3)
    stubborn, pids = script("stubborn", STUBBORN)
    supervisor, status = supervise(Child("worker", stubborn, is_essential=False))
    wait_until(pids)
    time.sleep(0.3)
    supervisor.told_to_stop = True
    wait_until(lambda: status == [0])
    assert not is_alive(pids()[0])


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells children of it")
def test_children_do_not_outlive_a_parent_that_is_killed(script):
    child, pids = script("child", SLEEP)
    program = (
        "import os; from arena.cli.supervision import Child, Supervisor; "
        f"Supervisor([Child('worker', {child!r}, False)], os.environ).run()"
    )
    parent = subprocess.Popen([sys.executable, "-c", program], cwd=ROOT)
    wait_until(pids, 60)
    parent.kill()
    parent.wait()
    wait_until(lambda: not is_alive(pids()[0]))
