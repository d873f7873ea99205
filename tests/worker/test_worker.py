"""The worker does what is registered, again and again, whatever fails and however clocks jump."""

import threading
import time
from datetime import datetime, timedelta

import apscheduler.schedulers.base
import pytest
from flask import Flask, has_app_context
from sqlalchemy import select

from arena import clock, db, jobs
from arena.messages.models import Heartbeat
from arena.worker import Worker


@pytest.fixture
def real_time(app, monkeypatch):
    """The clock of the wall, on which APScheduler goes."""
    monkeypatch.setattr(clock, "_source", clock._system)


@pytest.fixture
def work(app, real_time, monkeypatch):
    """A function that registers jobs, and one that runs a worker for a while."""
    monkeypatch.setitem(app.extensions, "arena.jobs", {})
    monkeypatch.setitem(app.extensions, "arena.jobs.stopping", threading.Event())
    started = []

    def start(**acts):
        for name, act in acts.items():
            jobs.register(app, f"tests.{name}", 1, act)
        worker = Worker(app)
        ended = []
        thread = threading.Thread(target=lambda: ended.append(worker.run()))
        started.append((worker, thread))
        thread.start()
        return worker, ended

    yield start
    for worker, thread in started:
        worker.stopping.set()
        thread.join(20)
        assert not thread.is_alive()


def wait_until(condition, seconds=20.0):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "It took too long."
        time.sleep(0.02)


def test_every_job_runs_at_once_and_again_inside_the_application(work):
    ran = []
    work(one=lambda: ran.append(has_app_context()))
    wait_until(lambda: ran)
    wait_until(lambda: len(ran) >= 3)
    assert all(ran)


def test_a_job_that_fails_stops_neither_itself_nor_the_others(work):
    failed, ran = [], []

    def fail():
        failed.append(1)
        raise RuntimeError

    work(fail=fail, fine=lambda: ran.append(1))
    wait_until(lambda: len(failed) >= 2 and len(ran) >= 2)


def test_a_job_that_takes_long_neither_doubles_nor_holds_up_the_others(work):
    at_once, most, ran = [0], [0], []

    def slow():
        at_once[0] += 1
        most[0] = max(most[0], at_once[0])
        time.sleep(1.6)
        at_once[0] -= 1

    work(slow=slow, quick=lambda: ran.append(1))
    wait_until(lambda: len(ran) >= 3)
    assert most == [1]


def test_a_clock_that_is_set_back_an_hour_stalls_nothing(work, monkeypatch):
    ran, back = [], [timedelta()]

    class Wall(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.now(tz) - back[0]

    monkeypatch.setattr(apscheduler.schedulers.base, "datetime", Wall)
    monkeypatch.setattr(clock, "_source", lambda: clock._system() - back[0])
    work(one=lambda: ran.append(1))
    wait_until(lambda: ran)
    back[0] = timedelta(hours=1)
    before = len(ran)
    wait_until(lambda: len(ran) >= before + 2)


def test_a_clock_that_jumps_a_year_ahead_makes_up_for_nothing(work, monkeypatch):
    ran, ahead = [], [timedelta()]

    class Wall(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.now(tz) + ahead[0]

    monkeypatch.setattr(apscheduler.schedulers.base, "datetime", Wall)
    monkeypatch.setattr(clock, "_source", lambda: clock._system() + ahead[0])
    work(one=lambda: ran.append(1))
    wait_until(lambda: ran)
    ahead[0] = timedelta(days=400)
    time.sleep(1.5)
    assert len(ran) <= 5


def test_a_worker_gives_a_sign_of_life_and_says_goodbye(app, work):
    def hearts():
        db.session.rollback()
        return db.session.scalars(select(Heartbeat.worker)).all()

    worker, ended = work()
    wait_until(lambda: worker.name in hearts())
    worker.stopping.set()
    wait_until(lambda: ended == [True])
    assert hearts() == []


def test_a_job_that_does_not_end_is_left_behind(work):
    let_go = threading.Event()
    worker, ended = work(stuck=lambda: let_go.wait(30))
    time.sleep(0.3)
    worker.stopping.set()
    wait_until(lambda: ended == [False], 8)
    let_go.set()


def test_jobs_of_the_same_name_are_one():
    app = Flask("test")
    jobs.register(app, "package.act", 10, lambda: 1)
    jobs.register(app, "package.act", 20, lambda: 2)
    assert [job.every_seconds for job in jobs.list_jobs(app)] == [20]


def test_what_must_be_done_is_registered(app):
    assert {job.name for job in jobs.list_jobs(app)} >= {"messages.deliver", "visits.expire_holds"}
