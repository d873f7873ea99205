"""The outbox against a local mail server that takes 20 ms for each mail."""

from __future__ import annotations

from datetime import timedelta
from time import perf_counter

from arena import db
from arena.events.services import create_event
from arena.messages.delivery import deliver_due
from arena.messages.services import Recipient, queue
from tests.benchmarks import figures
from tests.cast import event_facts
from tests.conftest import NOW
from tests.messages.conftest import outbox, send_to  # noqa: F401 - fixtures
from tests.messages.smtp_server import running_apart

MAILS = 600
SECONDS_A_MAIL = 0.02
TARGET = 50  # Mails a second.


def test_the_outbox_sends_fast_enough(outbox, send_to, database):  # noqa: F811 - fixtures
    """Each mail is written from its templates, carries an invitation, and is marked durably."""
    with db.transaction():
        event = create_event(event_facts(NOW + timedelta(days=5)))
        for number in range(MAILS):
            queue(
                "tests/note",
                Recipient(f"guest{number}@example.org", f"Guest {number}", "sv"),
                subject=f"event:{event.id}",
                occasion="bench",
                event=event,
                calendar_method="REQUEST",
            )
    with running_apart(SECONDS_A_MAIL) as url:
        send_to(url)
        began = perf_counter()
        sent = deliver_due()
        rate = sent / (perf_counter() - began)
    assert sent == MAILS
    assert figures.tell_at_least(
        database, "outbox to a server that takes 20 ms a mail", rate, TARGET, "mails/s"
    )
