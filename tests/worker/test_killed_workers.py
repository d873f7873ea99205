"""A worker that is killed at random loses no mail; each comes out under one Message-ID."""

import random
import time
from collections import Counter

import pytest
from sqlalchemy import func, select

from arena import clock, db
from arena.messages.delivery import CONNECTIONS
from arena.messages.models import Heartbeat, Message, MessageStatus
from arena.messages.services import Recipient, queue
from tests.messages.smtp_server import running
from tests.processes import CONTEXT
from tests.worker.worker_process import run

MAILS = 240
KILLS = 4


@pytest.fixture
def real_time(app, monkeypatch):
    """The clock of the wall: the workers are other processes."""
    monkeypatch.setattr(clock, "_source", clock._system)


def fill(count):
    with db.transaction():
        for number in range(count):
            queue(
                "tests/note",
                Recipient(f"guest{number}@example.org", "", "sv"),
                subject=f"visit:{number}",
                occasion="killed",
            )


def start(database_url, server):
    worker = CONTEXT.Process(target=run, args=(database_url, server.url))
    worker.start()
    return worker


def count_open():
    db.session.rollback()
    waiting = Message.status.in_((MessageStatus.WAITING, MessageStatus.SENDING))
    return db.session.scalar(select(func.count(Message.id)).where(waiting))


def wait_until(condition, seconds):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "It took too long."
        time.sleep(0.05)


def at_work(workers):
    """Those of the workers that have given a sign of life."""
    db.session.rollback()
    beating = {name.rpartition(":")[2] for name in db.session.scalars(select(Heartbeat.worker))}
    return [worker for worker in workers if str(worker.pid) in beating]


def stop(workers):
    for worker in workers:
        worker.terminate()
    for worker in workers:
        worker.join(20)
    return [worker.exitcode for worker in workers]


def test_no_mail_is_lost_when_workers_are_killed_at_random(real_time, database_url):
    chance = random.Random(48)
    with running(seconds_a_mail=0.1) as server:
        workers = [start(database_url, server) for _ in range(KILLS + 1)]
        try:
            wait_until(lambda: len(at_work(workers)) == len(workers), 120)
            fill(MAILS)
            for kill in range(1, KILLS + 1):
                wait_until(lambda: len(server.received) >= kill * MAILS / 8, 60)  # noqa: B023
                time.sleep(chance.random() * 0.1)
                worker = workers.pop(chance.randrange(len(workers)))
                worker.kill()
                worker.join()
            wait_until(lambda: count_open() == 0, 60)
        finally:
            stop(workers)
    sent = dict(db.session.execute(select(Message.message_id, Message.status)).all())
    times = Counter(server.ids)
    assert set(sent.values()) == {MessageStatus.SENT}
    assert set(times) == set(sent), "Every mail has come, under the Message-ID of its row."
    assert sum(times.values()) - MAILS <= KILLS * CONNECTIONS, "Only what was in hand comes again."


def test_three_workers_at_once_send_each_mail_once(real_time, database_url):
    with running(seconds_a_mail=0.02) as server:
        workers = [start(database_url, server) for _ in range(3)]
        try:
            wait_until(lambda: len(at_work(workers)) == 3, 120)
            fill(MAILS)
            wait_until(lambda: count_open() == 0, 60)
        finally:
            assert stop(workers) == [0, 0, 0]
    assert Counter(server.ids).most_common(1)[0][1] == 1
    assert len(server.ids) == MAILS


def test_a_worker_stops_at_once_in_the_midst_of_a_mail(real_time, database_url):
    """A second is what it takes by itself; the machine that tests may have more to do."""
    with running(seconds_a_mail=50) as server:
        worker = start(database_url, server)
        wait_until(lambda: at_work([worker]), 120)
        fill(10)
        wait_until(lambda: server.connections, 60)
        began = time.monotonic()
        assert stop([worker]) == [0]
        assert time.monotonic() - began < 10
        db.session.rollback()
        in_hand = db.session.scalar(select(func.count(Message.claim)))
        assert in_hand == 0, "What it had in hand can be taken up by another at once."
