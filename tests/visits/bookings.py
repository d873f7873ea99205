"""Visits in the states that tests begin with, brought there by the services that people use."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from arena import db
from arena.accounts.models import User
from arena.audit.models import BOOKER, Actor
from arena.messages.models import Message, MessageStatus
from arena.resources.models import Reservation
from arena.visits.links import confirm_key
from arena.visits.models import Visit
from arena.visits.queries.holdings import held_hosts
from arena.visits.services import (
    BookingRequest,
    SeatRequest,
    confirm_address,
    confirm_visit,
    request_visit,
)

STOCKHOLM = ZoneInfo("Europe/Stockholm")
DAY = date(2026, 12, 17)  # A Thursday in week 51, seventeen working days after NOW.
STAFF = Actor.user(1)


def at(day: date = DAY, hour: int = 10, minute: int = 0) -> datetime:
    """Return a local time as a moment."""
    return datetime.combine(day, time(hour, minute), STOCKHOLM).astimezone(UTC)


def booking(**facts: object) -> BookingRequest:
    """Return what a company of eighteen asks for."""
    values: dict[str, object] = {
        "starts_at": at(),
        "group_size": 18,
        "language": "sv",
        "organisation_name": "Norrskär Energi AB",
        "organisation_type": "utility",
        "contact_name": "Bodil Berg",
        "contact_email": "bodil@norrskar.example",
        "contact_phone": "+46701740605",
        "contact_language": "sv",
        "purpose": "Vi vill se hur ni bygger.",
    }
    return BookingRequest(**(values | facts))  # type: ignore[arg-type]


def seats(count: int = 2, **facts: object) -> SeatRequest:
    """Return what somebody asks for who wants to come along on an open walk."""
    values: dict[str, object] = {
        "group_size": count,
        "contact_name": "Vera Vik",
        "contact_email": "vera@example.org",
        "contact_language": "sv",
    }
    return SeatRequest(**(values | facts))  # type: ignore[arg-type]


def asked(offer, **facts: object) -> Visit:
    """Return a visit that has been asked for, its address not confirmed."""
    with db.transaction():
        return request_visit(offer, booking(**facts), by=BOOKER)


def called(offer, **facts: object) -> Visit:
    """Return a visit that staff entered for somebody who called and gave no address."""
    with db.transaction():
        wanted = booking(**{"contact_email": "", **facts})
        return request_visit(offer, wanted, by=STAFF, is_vouched=True)


def received(offer, **facts: object) -> Visit:
    """Return a visit that waits for staff."""
    visit = asked(offer, **facts)
    with db.transaction():
        confirm_address(visit, confirm_key(visit), by=BOOKER)
    return visit


def confirmed(offer, **facts: object) -> Visit:
    """Return a visit that is confirmed with the hosts that were held."""
    visit = received(offer, **facts)
    with db.transaction():
        confirm_visit(visit, host_ids=host_ids(visit), by=STAFF)
    return visit


def do(act, *arguments: object, **values: object):
    """Do one act in a transaction of its own."""
    with db.transaction():
        return act(*arguments, **values)


def host_ids(visit: Visit) -> list[int]:
    """Return the hosts that a visit holds."""
    return [host.id for host in held_hosts(visit.event)]


def held(visit: Visit) -> int:
    """Count what a visit holds."""
    query = select(func.count()).where(
        Reservation.event_id == visit.event_id, Reservation.released_at.is_(None)
    )
    return db.session.scalar(query) or 0


def mails(visit: Visit | None = None, to: str | None = None) -> list[str]:
    """Return the templates of the mails that are not reminders, in their order."""
    query = select(Message).order_by(Message.id)
    if visit is not None:
        query = query.where(Message.event_id == visit.event_id)
    if to is not None:
        query = query.where(Message.recipient_email == to)
    return [
        message.template.removeprefix("visits/")
        for message in db.session.scalars(query)
        if "reminder" not in message.template
    ]


def reminders(visit: Visit) -> list[tuple[str, datetime]]:
    """Return the reminders that wait and when they are due."""
    query = (
        select(Message)
        .where(
            Message.event_id == visit.event_id,
            Message.template.like("visits/reminder%"),
            Message.status == MessageStatus.WAITING,
        )
        .order_by(Message.due_at, Message.id)
    )
    return [
        (
            f"{message.template.removeprefix('visits/reminder_')} {message.params['label']}",
            message.due_at,
        )
        for message in db.session.scalars(query)
    ]


def message(template: str, to: str | None = None) -> Message:
    """Return the latest mail of a template."""
    query = (
        select(Message).where(Message.template == f"visits/{template}").order_by(Message.id.desc())
    )
    if to is not None:
        query = query.where(Message.recipient_email == to)
    found = db.session.scalars(query).first()
    assert found is not None, f"no mail visits/{template}"
    return found


def user_of(host) -> User:
    """Return the person behind a host."""
    return host.host.user
