"""Forgetting mails: who got them or wrote them, and what they said."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, delete, func, or_, select

from arena import clock, db, retention
from arena.audit.models import Actor
from arena.audit.services import record
from arena.events.models import Event
from arena.messages.models import (
    CalendarAnswer,
    MailReader,
    MailRefusal,
    Message,
    MessageStatus,
    ReceivedMail,
    UndeliverableAddress,
)

_OVER = (MessageStatus.SENT, MessageStatus.FAILED, MessageStatus.DROPPED)


def list_expired_mails() -> Sequence[int]:
    """Return the mails that are past their period; what may still go out is none of them.

    A mail that could not go out, since the server was away or mail is kept here, is past it too
    once it has been of no use for as long.
    """
    return db.session.scalars(select(Message.id).where(_is_past()).order_by(Message.id)).all()


def erase_mails(message_ids: Sequence[int], by: Actor) -> int:
    """Erase mails that are past their period, unless staff had one sent again meanwhile."""
    erased = db.session.scalars(
        delete(Message)
        .where(Message.id.in_(message_ids), _is_past())
        .returning(Message.id)
        .execution_options(synchronize_session=False)
    ).all()
    if erased:
        record("messages.erase_mails", subject=None, by=by, detail={"mails": len(erased)})
    return len(erased)


def forget_mails(event: Event, address: str | None, **about: int) -> None:
    """Erase the mails that name a person, as part of an act that erases the person.

    Those are all mails about an event to the person's address, and all with these parameters,
    whoever got them: another address that the person had, or a host who was told who comes. What
    came from the address, or came back from it, goes too, and what its calendar answered.
    """
    _forget_received(event, address)
    tells = and_(*(Message.params[name].as_integer() == number for name, number in about.items()))
    db.session.execute(
        delete(Message)
        .where(Message.event_id == event.id, or_(tells, Message.recipient_email == address))
        .execution_options(synchronize_session=False)
    )


def list_expired_received() -> Sequence[int]:
    """Return the received mails that are past their period."""
    wanted = select(ReceivedMail.id).where(_is_past_received()).order_by(ReceivedMail.id)
    return db.session.scalars(wanted).all()


def erase_received(numbers: Sequence[int], by: Actor) -> int:
    """Erase received mails that are past their period."""
    erased = db.session.scalars(
        delete(ReceivedMail)
        .where(ReceivedMail.id.in_(numbers), _is_past_received())
        .returning(ReceivedMail.id)
        .execution_options(synchronize_session=False)
    ).all()
    if erased:
        record("messages.erase_received", subject=None, by=by, detail={"mails": len(erased)})
    return len(erased)


def list_answered_by_calendars() -> Sequence[int]:
    """Return the events so long over that what calendars answered about them is forgotten."""
    return db.session.scalars(
        select(CalendarAnswer.event_id).where(_is_past_answer()).distinct()
    ).all()


def erase_calendar_answers(event_ids: Sequence[int], by: Actor) -> int:
    """Erase which addresses answered about such events by their calendar."""
    erased = db.session.scalars(
        delete(CalendarAnswer)
        .where(CalendarAnswer.event_id.in_(event_ids), _is_past_answer())
        .returning(CalendarAnswer.event_id)
        .execution_options(synchronize_session=False)
    ).all()
    if erased:
        detail = {"addresses": len(erased)}
        record("messages.erase_calendar_answers", subject=None, by=by, detail=detail)
    return len(erased)


def list_expired_addresses() -> Sequence[int]:
    """Return the addresses that no mail reached so long ago that it may be tried again."""
    before = retention.cutoff(retention.MAIL)
    wanted = select(UndeliverableAddress.id).where(UndeliverableAddress.since < before)
    return db.session.scalars(wanted.order_by(UndeliverableAddress.id)).all()


def erase_addresses(numbers: Sequence[int], by: Actor) -> int:
    """Erase what is known of such addresses."""
    before = retention.cutoff(retention.MAIL)
    erased = db.session.scalars(
        delete(UndeliverableAddress)
        .where(UndeliverableAddress.id.in_(numbers), UndeliverableAddress.since < before)
        .returning(UndeliverableAddress.id)
        .execution_options(synchronize_session=False)
    ).all()
    if erased:
        record("messages.erase_addresses", subject=None, by=by, detail={"addresses": len(erased)})
    return len(erased)


def list_expired_readers() -> Sequence[int]:
    """Return the readers of mailings who refused none, and to whom none has gone for long."""
    return db.session.scalars(select(MailReader.id).where(_is_past_reader())).all()


def erase_readers(numbers: Sequence[int], by: Actor) -> int:
    """Erase such readers. Who refused something is kept: else it would be sent again."""
    erased = db.session.scalars(
        delete(MailReader)
        .where(MailReader.id.in_(numbers), _is_past_reader())
        .returning(MailReader.id)
        .execution_options(synchronize_session=False)
    ).all()
    if erased:
        record("messages.erase_readers", subject=None, by=by, detail={"addresses": len(erased)})
    return len(erased)


def _is_past_reader() -> ColumnElement[bool]:
    refused = select(MailRefusal.id).where(MailRefusal.reader_id == MailReader.id).exists()
    mailed = select(Message.id).where(func.lower(Message.recipient_email) == MailReader.email)
    return and_(
        MailReader.created_at < retention.cutoff(retention.MAIL), ~refused, ~mailed.exists()
    )


def _forget_received(event: Event, address: str | None) -> None:
    """Erase what came from a person about an event, or about nothing that is known."""
    if not address:
        return
    folded = address.lower()
    sent_to = select(Message.id).where(
        Message.event_id == event.id, Message.recipient_email == address
    )
    for erased in (
        delete(ReceivedMail).where(
            or_(
                ReceivedMail.message_id.in_(sent_to),
                and_(
                    ReceivedMail.sender_email == folded,
                    or_(ReceivedMail.event_id == event.id, ReceivedMail.event_id.is_(None)),
                ),
            )
        ),
        delete(CalendarAnswer).where(
            CalendarAnswer.event_id == event.id, CalendarAnswer.address == folded
        ),
        delete(UndeliverableAddress).where(UndeliverableAddress.address == folded),
    ):
        db.session.execute(erased.execution_options(synchronize_session=False))


def _is_past_answer() -> ColumnElement[bool]:
    over = select(Event.id).where(Event.ends_at < retention.cutoff(retention.MAIL))
    return CalendarAnswer.event_id.in_(over)


def _is_past_received() -> ColumnElement[bool]:
    return ReceivedMail.received_at < retention.cutoff(retention.MAIL)


def _is_past() -> ColumnElement[bool]:
    before = retention.cutoff(retention.MAIL)
    is_claimed = Message.claimed_until > clock.now()
    return and_(
        Message.created_at < before,
        Message.due_at < before,
        or_(
            Message.status.in_(_OVER),
            and_(Message.useless_after < before, is_claimed.is_not(True)),
        ),
    )
