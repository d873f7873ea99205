"""Handling one mail that came in, as one act: what it changes, and that it has been handled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select, update

from arena import clock, db
from arena.audit.models import WORKER
from arena.mailbox.answering import settle
from arena.mailbox.returned import Report
from arena.mailbox.sorting import Sorted
from arena.messages.kinds import find_kind, is_sealed
from arena.messages.models import Message, Outcome, Received, ReceivedMail
from arena.messages.rules import weigh_return
from arena.messages.services.returns import note_return

# What is moved out of the mailbox once it is handled: what people may want to read stays there.
_FILED = {Received.REPLY, Received.RETURN, Received.AUTOMATIC}


@dataclass(frozen=True)
class Place:
    """Where a mail lies in the mailbox."""

    uid_validity: int = 0
    uid: int = 0


@dataclass(frozen=True)
class _Handled:
    outcome: Outcome
    message: Message | None = None
    event_id: int | None = None


def receive(mail: Sorted, place: Place) -> int | None:
    """Handle a mail; return the number of its row, or None for one that was handled before.

    The row comes first: of two workers that hold the same mail, the second waits for the first and
    finds it there.
    """
    number = db.add_if_absent(
        ReceivedMail,
        key=mail.key,
        uid_validity=place.uid_validity,
        uid=place.uid,
        is_to_file=False,
        received_at=clock.now(),
        kind=mail.kind,
        outcome=mail.outcome or Outcome.FAULT,
        is_open=False,
        sender_email="",
        sender_name="",
        title="",
        text="",
    )
    if number is None:
        return None
    _complete(db.session.get_one(ReceivedMail, number), mail, _handle(mail))
    return number


def keep_as_fault(mail: Sorted, place: Place) -> int | None:
    """Keep a mail that could not be handled by a fault of ours, so that a person sees to it."""
    return receive(
        Sorted(kind=mail.kind, key=mail.key, letter=mail.letter, outcome=Outcome.FAULT), place
    )


def _complete(row: ReceivedMail, mail: Sorted, handled: _Handled) -> None:
    """Say what came of a mail; of what a machine says about a sealed one, neither who nor what."""
    row.outcome = handled.outcome
    row.is_open = handled.outcome.needs_a_person
    row.is_to_file = mail.kind in _FILED and not row.is_open and row.uid > 0
    row.message_id = handled.message.id if handled.message else None
    row.event_id = handled.event_id or (handled.message.event_id if handled.message else None)
    tells_sealed = (
        mail.kind in _FILED and handled.message is not None and is_sealed(handled.message)
    )
    if mail.letter is not None and mail.kind is not Received.CIRCULAR and not tells_sealed:
        row.sender_email, row.sender_name = mail.letter.sender_email, mail.letter.sender_name
        row.title = mail.letter.title
        if row.is_open:
            row.text = mail.letter.text
    db.session.flush()


def _handle(mail: Sorted) -> _Handled:
    letter = mail.letter
    if mail.outcome is not None or letter is None:
        about = find_ours(letter.answered_ids) if letter else None
        return _Handled(mail.outcome or Outcome.BROKEN, about)
    if mail.report is not None:
        return _handle_report(mail.report)
    if mail.answer is not None:
        settled = settle(letter, mail.answer)
        return _Handled(settled.outcome, event_id=settled.event_id)
    return _Handled(Outcome.BROKEN)


def _handle_report(report: Report) -> _Handled:
    message = find_ours(report.ids)
    if not report.is_trouble:
        return _Handled(Outcome.DELIVERED, message)
    verdict = weigh_return(report.action, report.status, report.words)
    if message is None:
        return _Handled(Outcome.DELAYED if verdict == "delayed" else Outcome.UNMATCHED)
    is_news = note_return(message, verdict, report.said, by=WORKER)
    if verdict == "delayed":
        return _Handled(Outcome.DELAYED, message)
    kind = find_kind(message.template)
    is_one_of_many = kind is not None and kind.is_mailing
    needs_nobody = is_one_of_many or not is_news
    return _Handled(Outcome.MAILING_RETURNED if needs_nobody else Outcome.RETURNED, message)


def find_ours(ids: Sequence[str]) -> Message | None:
    """Return the mail of ours that has the first of some Message-IDs that any of ours has."""
    if not ids:
        return None
    found = db.session.scalars(select(Message).where(Message.message_id.in_(ids))).all()
    return min(found, key=lambda message: ids.index(message.message_id), default=None)


def is_copy_to_file(key: str) -> bool:
    """Tell whether a mail that was handled before is one of those that are moved away."""
    found = db.session.scalar(select(ReceivedMail).where(ReceivedMail.key == key))
    return found is not None and found.kind in _FILED and not found.is_open


def list_to_file(uid_validity: int, limit: int) -> Sequence[ReceivedMail]:
    """Return handled mails that still lie where they came in."""
    return db.session.scalars(
        select(ReceivedMail)
        .where(ReceivedMail.is_to_file, ReceivedMail.uid_validity == uid_validity)
        .order_by(ReceivedMail.id)
        .limit(limit)
    ).all()


def mark_filed(numbers: Sequence[int]) -> None:
    """Write down that mails have been moved away, or that they cannot be."""
    db.session.execute(
        update(ReceivedMail)
        .where(ReceivedMail.id.in_(numbers))
        .values(is_to_file=False)
        .execution_options(synchronize_session=False)
    )
