"""What mails to those who answer partners' requests say."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from arena import clock, db
from arena.meeting_place.mail.booker import get_booking_of
from arena.meeting_place.mail.rows import booking_rows
from arena.meeting_place.mail.series import line_of
from arena.meeting_place.models import BookingState, RoomBooking
from arena.meeting_place.queries.quotas import read_quota
from arena.messages.kinds import N_, NoLongerTrue
from arena.messages.models import Message
from arena.web import filters
from arena.web.addresses import absolute_url


def gather_for_planner(message: Message) -> dict[str, Any]:
    """Return what is asked for; raise `NoLongerTrue` once it has an answer, or is asked anew."""
    asked = get_booking_of(message)
    waiting = _waiting(message)
    if not waiting:
        raise NoLongerTrue(N_("The request has an answer, or was withdrawn."))
    if _is_asked_anew(message):
        raise NoLongerTrue(N_("A newer e-mail says what is asked for now."))
    first = waiting[0]
    return {
        "title": first.title,
        "starts_at": first.event.starts_at,
        "times": len(waiting),
        "who": first.organisation.name if first.organisation else first.booked_by.name,
        "rows": booking_rows(first),
        "lines": [line_of(each) for each in waiting] if len(waiting) > 1 else [],
        "wishes": first.wishes,
        "quota": _quota_words(first),
        "answer_url": absolute_url(
            "meeting_place.answer_request",
            booking_id=asked.id if asked in waiting else first.id,
        ),
        "waiting_url": absolute_url("meeting_place.bookings", show="waiting"),
    }


def _waiting(message: Message) -> list[RoomBooking]:
    found = db.session.scalars(
        select(RoomBooking).where(
            RoomBooking.id.in_(message.params["booking_ids"]),
            RoomBooking.state == BookingState.REQUESTED,
        )
    ).all()
    return sorted(found, key=lambda each: each.event.starts_at)


def _is_asked_anew(message: Message) -> bool:
    newer = select(Message.id).where(
        Message.subject == message.subject,
        Message.template == message.template,
        Message.recipient_email == message.recipient_email,
        Message.id > message.id,
    )
    return db.session.scalar(newer.limit(1)) is not None


def _quota_words(booking: RoomBooking) -> str:
    """Return how much of its month an organisation holds with this; empty without a limit."""
    if booking.organisation is None:
        return ""
    quota = read_quota(booking.organisation.id, clock.date_of(booking.event.starts_at))
    if quota.limit is None:
        return ""
    used, limit = filters.duration(quota.used), filters.duration(quota.limit)
    return f"{used} / {limit}, {filters.month(quota.month)}"
