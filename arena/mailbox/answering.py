"""Settling what a calendar program answered: who may, about what, and whether it is the newest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, func, or_, select

from arena import clock, db
from arena.events.models import Attendee, Event
from arena.mailbox.calendars import Answer, Answerer
from arena.mailbox.letters import Letter
from arena.mailbox.replies import Partstat, Reply, find_taker, hears_outdated
from arena.messages.models import CalendarAnswer, Message, MessageStatus, Outcome

_NOTES = {Partstat.COUNTER: Outcome.ANOTHER_TIME, Partstat.DELEGATED: Outcome.DELEGATED}
_WENT_OUT = (MessageStatus.SENT, MessageStatus.SENDING)


@dataclass(frozen=True)
class Settled:
    """What came of an answer, and which event it is about where that is known."""

    outcome: Outcome
    event_id: int | None = None


def settle(letter: Letter, answer: Answer) -> Settled:
    """Hand an answer to whoever owns the event, if it may be believed and is the newest."""
    event = db.session.scalar(select(Event).where(Event.uid == answer.uid)) if answer.uid else None
    if event is None or answer.is_of_series:
        return Settled(Outcome.UNKNOWN_EVENT)
    answerer, doubt = _answerer(letter, answer, event)
    if answerer is None:
        return Settled(doubt, event.id)
    known = _known_sequence(event, answerer.address)
    reply = _reply(letter, answer, answerer, highest=max(known, event.sequence))
    if reply is None:
        return Settled(Outcome.UNDECIDED, event.id)
    is_outdated = reply.sequence < known
    if is_outdated and not hears_outdated(event.kind):
        return Settled(Outcome.OUTDATED, event.id)
    if not _is_newest(event, reply):
        return Settled(Outcome.OLDER, event.id)
    take = find_taker(event.kind)
    if take is None or not take(event, reply):
        return Settled(Outcome.OUTDATED if is_outdated else Outcome.NOT_TAKEN, event.id)
    return Settled(_NOTES.get(reply.partstat, Outcome.SETTLED), event.id)


def _answerer(letter: Letter, answer: Answer, event: Event) -> tuple[Answerer | None, Outcome]:
    """Return who answers, or why nobody does: the sender must be who was invited.

    Who has several addresses may answer under another one than was invited, as long as the mail
    itself comes from the invited one.
    """
    sender = letter.sender_email
    if _is_doubted(letter):
        return None, Outcome.UNPROVEN
    own = next((each for each in answer.answerers if each.address == sender), None)
    if own is not None:
        return (
            (own, Outcome.SETTLED) if _was_invited(event, sender) else (None, Outcome.NOT_INVITED)
        )
    if len(answer.answerers) != 1 or not sender:
        return None, Outcome.NOT_THEIRS
    other = answer.answerers[0]
    if _was_invited(event, other.address) or not _was_invited(event, sender):
        return None, Outcome.NOT_THEIRS
    return Answerer(address=sender, partstat=other.partstat, comment=other.comment), Outcome.SETTLED


def _is_doubted(letter: Letter) -> bool:
    """Tell whether the receiving server found the sender's address to be forged (RFC 8601)."""
    return "dmarc=fail" in letter.raw_header("Authentication-Results").lower().replace(" ", "")


def _was_invited(event: Event, address: str) -> bool:
    """Tell whether an invitation went to an address, or its person takes part anyhow."""
    invited = exists().where(
        Message.event_id == event.id,
        func.lower(Message.recipient_email) == address,
        Message.calendar_method == "REQUEST",
        Message.status.in_(_WENT_OUT),
    )
    takes_part = exists().where(
        Attendee.event_id == event.id, func.lower(Attendee.email) == address
    )
    return bool(address) and bool(db.session.scalar(select(or_(invited, takes_part))))


def _known_sequence(event: Event, address: str) -> int:
    """Return the SEQUENCE of the newest invitation to an address, sent or about to be.

    The event's own may be higher without a mail to this person: it rises when another leaves.
    """
    invitations = db.session.execute(
        select(Message.status, Message.calendar_sequence).where(
            Message.event_id == event.id,
            func.lower(Message.recipient_email) == address,
            Message.calendar_method == "REQUEST",
            Message.status.in_((MessageStatus.WAITING, *_WENT_OUT)),
        )
    ).all()
    if any(status != MessageStatus.SENT for status, _ in invitations):
        return event.sequence
    return max((sequence or 0 for _, sequence in invitations), default=0)


def _reply(letter: Letter, answer: Answer, answerer: Answerer, *, highest: int) -> Reply | None:
    """Return what is answered, about no later revision than there is.

    A program that counts for itself would else have answered about times that are yet to be set.
    """
    if answer.method == "COUNTER":
        partstat = Partstat.COUNTER
    elif answerer.partstat in set(Partstat) - {Partstat.COUNTER}:
        partstat = Partstat(answerer.partstat)
    else:
        return None
    return Reply(
        uid=answer.uid,
        address=answerer.address,
        partstat=partstat,
        sequence=min(answer.sequence, highest),
        stamped_at=_stamp(letter, answer),
        comment=answerer.comment or answer.comment or _own_words(letter, answer),
    )


def _stamp(letter: Letter, answer: Answer) -> datetime:
    """Return when it was answered, and never later than now: a wrong clock would silence others."""
    return min(answer.stamped_at or letter.sent_at or clock.now(), clock.now())


def _own_words(letter: Letter, answer: Answer) -> str:
    """Return the mail's own text where a person wrote it: other programs than Outlook fill it."""
    return letter.text[:500] if "microsoft" in answer.program.lower() else ""


def _is_newest(event: Event, reply: Reply) -> bool:
    """Tell whether no newer answer is known, and write down that this one is (RFC 5546, 2.1.5)."""
    db.add_if_absent(
        CalendarAnswer,
        event_id=event.id,
        address=reply.address,
        sequence=reply.sequence,
        stamped_at=reply.stamped_at,
    )
    known = db.session.get_one(
        CalendarAnswer, (event.id, reply.address), with_for_update=True, populate_existing=True
    )
    if (reply.sequence, reply.stamped_at) < (known.sequence, known.stamped_at):
        return False
    known.sequence, known.stamped_at = reply.sequence, reply.stamped_at
    return True
