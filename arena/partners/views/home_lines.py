"""What stands on a partner's first page, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from arena import clock
from arena.accounts.models import User
from arena.directory.models import Organisation
from arena.meeting_place.models import RoomBooking
from arena.meetings.models import Answer, Invitee
from arena.meetings.queries.actions import own_actions
from arena.meetings.queries.answers import answer_of
from arena.meetings.words import meeting_place
from arena.needs.offering_words import offer_title
from arena.needs.words import need_title
from arena.partners.queries import visiting, waiting
from arena.partners.queries.own import Own
from arena.partners.visit_words import coming_title, coming_what
from arena.resources.words import resource_name
from arena.web import filters
from arena.web.languages import localized

SHOWN = 10


@dataclass(frozen=True)
class Line:
    """A link, a quiet detail, for which organisation where there are several, and a status."""

    text: str
    href: str
    detail: str = ""
    organisation: str = ""
    status: tuple[Any, str] | None = None
    at: datetime | date | None = None


def waiting_lines(own: Own) -> list[Line]:
    """Return what waits for somebody: first what only they can do."""
    user = own.user
    asked, _booked = waiting.list_bookings(own.organisation_ids)
    return [
        *(_to_answer(each, own) for each in waiting.list_meetings_to_answer(user)),
        *_actions(user),
        *_questions(user, own),
        *_introductions(user),
        *_visits_that_wait(own),
        *(_booking(each, own, (_("Waits for staff"), "waiting")) for each in asked),
    ]


def coming_lines(own: Own) -> list[Line]:
    """Return what comes next, whatever it is, by when it begins."""
    _asked, booked = waiting.list_bookings(own.organisation_ids)
    lines = [_meeting(each, own) for each in waiting.list_meetings_to_come(own.user)]
    lines += [_booking(each, own) for each in booked[:SHOWN]]
    for organisation in own.organisations:
        lines += [
            _visit(each, organisation, own) for each in visiting.list_coming(organisation)[:SHOWN]
        ]
    return sorted(lines, key=_begins)[:SHOWN]


def news_lines(user: User) -> list[Line]:
    """Return what is new in somebody's networks, the newest first."""
    return sorted(_news(user), key=_day, reverse=True)[:SHOWN]


def _begins(line: Line) -> datetime:
    return line.at if isinstance(line.at, datetime) else clock.now()


def _day(line: Line) -> date:
    at = line.at
    return clock.date_of(at) if isinstance(at, datetime) else at or clock.today()


def _of(own: Own, organisation: Organisation | None) -> str:
    """Name an organisation to somebody who has several."""
    if organisation is None or len(own.organisations) < 2:
        return ""
    return organisation.name


def _to_answer(invitee: Invitee, own: Own) -> Line:
    meeting = invitee.meeting
    return Line(
        localized(meeting.event, "title"),
        url_for("meetings_partner.show", meeting_id=meeting.id),
        ", ".join((filters.moment(meeting.event.starts_at), localized(meeting.network, "name"))),
        _of(own, invitee.organisation),
        (_("Waits for your answer"), "waiting"),
    )


def _actions(user: User) -> Iterator[Line]:
    for action in own_actions(user):
        is_late = action.due_on < clock.today()
        yield Line(
            action.text,
            url_for("meetings_partner.action", action_id=action.id),
            _("by %(day)s", day=filters.day(action.due_on)),
            status=(_("Overdue"), "late") if is_late else (_("You promised this"), "open"),
        )


def _questions(user: User, own: Own) -> Iterator[Line]:
    for need, count in waiting.list_questions(user):
        yield Line(
            need_title(need),
            url_for("needs_partner.show", reference=need.reference, _anchor="questions"),
            ngettext("%(num)d question to answer", "%(num)d questions to answer", count),
            _of(own, need.organisation),
            (_("Waits for your answer"), "waiting"),
        )


def _introductions(user: User) -> Iterator[Line]:
    for each in waiting.list_introductions(user):
        yield Line(
            need_title(each.need),
            url_for("needs_introductions_partner.show", introduction_id=each.id),
            _("introduction about: %(offer)s", offer=offer_title(each.offer)),
            status=(_("Waits for your answer"), "waiting"),
        )


def _visits_that_wait(own: Own) -> Iterator[Line]:
    for organisation in own.organisations:
        for each in visiting.list_coming(organisation):
            if each.waits:
                yield _visit(each, organisation, own, (_("Answer by the mail's link"), "waiting"))


def _booking(booking: RoomBooking, own: Own, status: tuple[Any, str] | None = None) -> Line:
    event = booking.event
    return Line(
        booking.title,
        url_for("meeting_place_partner.show", booking_id=booking.id),
        ", ".join((filters.span(event.starts_at, event.ends_at), resource_name(booking.room))),
        _of(own, booking.organisation),
        status,
        event.starts_at,
    )


def _meeting(invitee: Invitee, own: Own) -> Line:
    meeting = invitee.meeting
    event = meeting.event
    says = answer_of(invitee)
    status = (_("You come"), "good") if says == Answer.ACCEPTED else None
    if says == Answer.NEEDS_ACTION:
        status = (_("Not answered"), "waiting")
    place = meeting_place(meeting)
    return Line(
        localized(event, "title"),
        url_for("meetings_partner.show", meeting_id=meeting.id),
        ", ".join(filter(None, (filters.span(event.starts_at, event.ends_at), place))),
        _of(own, invitee.organisation),
        status,
        event.starts_at,
    )


def _visit(
    coming: visiting.Coming,
    organisation: Organisation,
    own: Own,
    status: tuple[Any, str] | None = None,
) -> Line:
    event = coming.event
    return Line(
        coming_title(coming),
        url_for("partners.visits", organisation_id=organisation.id),
        ", ".join((filters.span(event.starts_at, event.ends_at), coming_what(coming))),
        _of(own, organisation),
        status or (_("Visit to you"), "open"),
        event.starts_at,
    )


def _news(user: User) -> Iterator[Line]:
    for meeting in waiting.list_new_meetings(user):
        yield Line(
            _("Meeting called: %(title)s", title=localized(meeting.event, "title")),
            url_for("meetings_partner.show", meeting_id=meeting.id),
            ", ".join((localized(meeting.network, "name"), filters.day(meeting.event.starts_at))),
            at=meeting.called_at,
        )
    for member in waiting.list_new_members(user):
        yield Line(
            _("New member: %(name)s", name=member.organisation.name),
            url_for("networks_partner.show", slug=member.network.slug),
            ", ".join((localized(member.network, "name"), filters.day(member.starts_on))),
            at=member.starts_on,
        )
    for charter in waiting.list_new_charters(user):
        yield Line(
            _("New charter"),
            url_for("networks_partner.charter", slug=charter.network.slug),
            localized(charter.network, "name"),
            at=charter.adopted_on,
        )
