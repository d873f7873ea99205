"""Sending a mailing: planned for a time, its receivers fixed, and put into the outbox by and by.

The receivers are those of the moment at which it goes out. They are put into the outbox some at a
time, each lot in a transaction of its own, so that thousands neither hold others up nor get two.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, insert, select, update

from arena import clock, db
from arena.audit.models import Actor
from arena.audit.services import record
from arena.messages.models import Message, MessageStatus
from arena.messages.services import Recipient, queue
from arena.newsletters.models import Mailing, MailingReceiver, MailingState
from arena.newsletters.queries.audience import Reached, audience_of
from arena.newsletters.services.errors import ChangedMeanwhile, NobodyThere, NotWhole
from arena.newsletters.services.writing import lock, must_wait, touch

TEMPLATE = "newsletters/mailing"
A_LOT = 100


def plan_sending(mailing: Mailing, send_at: datetime, *, version: int, by: Actor) -> None:
    """Have a mailing go out at `send_at`, or at once where that has passed.

    Raises `NotWhole` naming the field that lacks something, `NobodyThere` when it would reach
    nobody as things are, `ChangedMeanwhile`, and `AlreadyOut`.
    """
    lock(mailing)
    must_wait(mailing)
    if version != mailing.version:
        raise ChangedMeanwhile
    _must_be_whole(mailing)
    if not audience_of(mailing).reached:
        raise NobodyThere
    mailing.state, mailing.send_at = MailingState.PLANNED, send_at
    touch(mailing)
    record(
        "newsletters.plan",
        subject=mailing,
        by=by,
        detail={"send_at": send_at.isoformat(timespec="minutes"), "version": mailing.version},
    )


def unplan(mailing: Mailing, *, by: Actor) -> None:
    """Let a planned mailing be a draft again."""
    lock(mailing)
    must_wait(mailing)
    if mailing.state == MailingState.PLANNED:
        mailing.state, mailing.send_at = MailingState.DRAFT, None
        touch(mailing)
        record("newsletters.unplan", subject=mailing, by=by)


def send_test(mailing: Mailing, recipient: Recipient) -> None:
    """Mail one copy to somebody who wants to see how it looks; also of an unfinished one."""
    queue(
        "newsletters/test",
        recipient,
        subject=f"mailing:{mailing.id}",
        occasion=f"test {clock.now():%Y-%m-%dT%H:%M:%S.%fZ}",
        params={"mailing_id": mailing.id},
    )


def carry_on(mailing: Mailing, *, by: Actor) -> bool:
    """Fix the receivers of a mailing that is due, or put the next lot of them into the outbox.

    Tells whether there is more to do. Called in one transaction each time; what another worker has
    done meanwhile, or somebody stopped, is not done again.
    """
    lock(mailing)
    if mailing.state == MailingState.PLANNED and _is_due(mailing):
        _fix_receivers(mailing, by=by)
        return True
    if mailing.state != MailingState.SENDING:
        return False
    lot = db.session.scalars(
        select(MailingReceiver)
        .where(MailingReceiver.mailing_id == mailing.id, ~MailingReceiver.is_queued)
        .order_by(MailingReceiver.id)
        .limit(A_LOT)
    ).all()
    for receiver in lot:
        _queue_for(mailing, receiver)
    if len(lot) == A_LOT:
        return True
    mailing.state, mailing.sent_at = MailingState.SENT, clock.now()
    touch(mailing)
    record("newsletters.sent", subject=mailing, by=by)
    return False


def stop_sending_mailing(mailing: Mailing, *, by: Actor) -> int:
    """Stop a mailing; return how many mails had not left yet and now never will.

    Those that have left cannot be called back. A planned one is a draft again.
    """
    lock(mailing)
    if mailing.state == MailingState.PLANNED:
        unplan(mailing, by=by)
        return 0
    if mailing.state not in (MailingState.SENDING, MailingState.SENT):
        return 0
    ours = select(MailingReceiver.message_id).where(MailingReceiver.mailing_id == mailing.id)
    dropped = db.session.execute(
        update(Message)
        .where(Message.id.in_(ours), Message.status == MessageStatus.WAITING)
        .values(status=MessageStatus.DROPPED)
        .returning(Message.id)
        .execution_options(synchronize_session=False)
    ).all()
    unqueued = db.session.execute(
        delete(MailingReceiver)
        .where(MailingReceiver.mailing_id == mailing.id, ~MailingReceiver.is_queued)
        .returning(MailingReceiver.id)
        .execution_options(synchronize_session=False)
    ).all()
    count = len(dropped) + len(unqueued)
    if count:
        mailing.state = MailingState.STOPPED
        mailing.sent_at = mailing.sent_at or clock.now()
        touch(mailing)
        record("newsletters.stop", subject=mailing, by=by, detail={"mails": count})
    return count


def _is_due(mailing: Mailing) -> bool:
    return mailing.send_at is not None and mailing.send_at <= clock.now()


def _fix_receivers(mailing: Mailing, *, by: Actor) -> None:
    audience = audience_of(mailing)
    rows = [
        *_rows(mailing, audience.reached),
        *_rows(mailing, audience.refusing, "refused"),
        *_rows(mailing, audience.undeliverable, "undeliverable"),
    ]
    if rows:
        db.session.execute(insert(MailingReceiver), rows)
    mailing.state = MailingState.SENDING
    touch(mailing)
    record(
        "newsletters.begin",
        subject=mailing,
        by=by,
        detail={"mails": len(audience.reached), "left_out": len(rows) - len(audience.reached)},
    )


def _rows(
    mailing: Mailing, people: Sequence[Reached], left_out: str = ""
) -> list[dict[str, object]]:
    return [
        {
            "mailing_id": mailing.id,
            "person_id": person.person_id,
            "name": person.name,
            "email": person.email,
            "language": person.language,
            "is_queued": bool(left_out),
            "left_out": left_out,
        }
        for person in people
    ]


def _queue_for(mailing: Mailing, receiver: MailingReceiver) -> None:
    receiver.is_queued = True
    receiver.message_id = queue(
        TEMPLATE,
        Recipient(receiver.email, receiver.name, receiver.language),
        subject=f"mailing:{mailing.id}",
        occasion="once",
        params={"mailing_id": mailing.id, "network_id": mailing.network_id},
    )
    if receiver.message_id is None:
        receiver.left_out = "refused"  # Between the moment at which receivers were fixed and now.


def _must_be_whole(mailing: Mailing) -> None:
    if mailing.network_id is None and mailing.saved_search_id is None:
        raise NotWhole(_l("Choose to whom it goes."), "audience")
    for language in ("sv", "en"):
        subject = getattr(mailing, f"subject_{language}")
        body = getattr(mailing, f"body_{language}")
        if body and not subject:
            raise NotWhole(_l("Enter a subject for this text."), f"subject_{language}")
        if subject and not body:
            raise NotWhole(_l("Write the text for this subject."), f"body_{language}")
    if not mailing.subject_sv and not mailing.subject_en:
        raise NotWhole(_l("Write it in Swedish, in English, or both."), "subject_sv")
