"""The mailbox as a worker reads it: one at a time, how far, and what went wrong."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import or_, select, update

from arena import clock, db
from arena.audit.models import Actor
from arena.audit.services import record
from arena.messages.models import Mailbox
from arena.messages.rules import next_reading

LEASE = timedelta(minutes=5)
_ROOM = 400  # Characters for the trouble, by the table.


def claim_mailbox(claim: str) -> Mailbox | None:
    """Take the mailbox in hand under the name `claim`; None while another worker reads it.

    None, too, while it is not yet time to try again.
    """
    box = the_mailbox()
    now = clock.now()
    if box.claimed_until is not None and box.claimed_until > now:
        return None
    if box.retry_at is not None and box.retry_at > now:
        return None
    box.claim, box.claimed_until = claim, now + LEASE
    return box


def hold_mailbox(claim: str) -> Mailbox | None:
    """Return the mailbox, locked and held for longer; None when it is no longer ours."""
    box = the_mailbox()
    if box.claim != claim:
        return None
    box.claimed_until = clock.now() + LEASE
    return box


def give_mailbox_back(claim: str) -> None:
    """Let go of the mailbox."""
    db.session.execute(
        update(Mailbox).where(Mailbox.claim == claim).values(claim=None, claimed_until=None)
    )


def note_reading(claim: str) -> None:
    """Write down that the mailbox was read, and forget what ailed it."""
    box = hold_mailbox(claim)
    if box is not None:
        box.read_at = clock.now()
        box.trouble, box.trouble_since, box.retry_at, box.failures = "", None, None, 0


def note_mailbox_trouble(claim: str, trouble: str) -> None:
    """Write down what ails the mailbox, and since when, and when it is tried again."""
    box = hold_mailbox(claim)
    if box is not None:
        box.failures += 1
        box.trouble = trouble[:_ROOM]
        box.trouble_since = box.trouble_since or clock.now()
        box.retry_at = next_reading(box.failures, clock.now())


def read_mailbox_soon(*, by: Actor) -> None:
    """Have the mailbox tried again with the worker's next round: within a minute."""
    box = the_mailbox()
    box.retry_at = None
    record("messages.read_mailbox_soon", subject=box, by=by)


def is_mailbox_due() -> bool:
    """Tell whether the mailbox may be read now, without a lock: most rounds go no further."""
    now = clock.now()
    waits = select(Mailbox.id).where(or_(Mailbox.claimed_until > now, Mailbox.retry_at > now))
    return db.session.scalar(waits) is None


def the_mailbox() -> Mailbox:
    """Return the one row, made where it is missing, and locked."""
    db.add_if_absent(Mailbox, id=1, uid_validity=0, last_uid=0, trouble="", failures=0)
    return db.session.get_one(Mailbox, 1, with_for_update=True, populate_existing=True)
