"""What the staff's page of today says of meetings: to call, without answers, to minute."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import or_, select
from sqlalchemy.orm import contains_eager

from arena import clock, db
from arena.events.models import Event
from arena.meetings import policy
from arena.meetings.models import Meeting, MeetingState, Record
from arena.meetings.queries.answers import count_coming
from arena.web import filters
from arena.web.languages import localized
from arena.web.today import Line, Section

CALL_WITHIN = timedelta(days=21)
ANSWER_WITHIN = timedelta(days=7)
MINUTE_WITHIN = timedelta(days=60)
SHOWN = 20


def meetings_today(person: Any) -> Section | None:
    """Return the meetings that wait for somebody, for those who plan."""
    if not policy.may_lead_all(person):
        return None
    lines = list(_waiting())
    return Section("meetings-today", _("Meetings"), lines, (_("All meetings"), _page("index")))


def _waiting() -> Iterator[Line]:
    """Go through what is to be called, who has not answered, and what is to be minuted."""
    now, meetings = clock.now(), _list()
    called = [each for each in meetings if each.state == MeetingState.CALLED]
    soon = [each for each in called if now < each.event.starts_at <= now + ANSWER_WITHIN]
    counts = count_coming([each.id for each in soon]) if soon else {}
    for meeting in meetings:
        if meeting.state == MeetingState.PLANNED and meeting.event.starts_at > now:
            yield _line(meeting, "", (_("To be called"), "waiting"))
    for meeting in soon:
        if silent := counts[meeting.id].silent if meeting.id in counts else 0:
            words = ngettext("%(num)d has not answered", "%(num)d have not answered", silent)
            yield _line(meeting, words, (_("No answer"), "late"))
    for meeting in meetings:
        if meeting.event.ends_at <= now:
            yield _line(meeting, "", (_("To be minuted"), "waiting"))


def _list() -> list[Meeting]:
    """Return the meetings of the next weeks, and those of the last months without a record."""
    now = clock.now()
    is_recorded = select(Record.id).where(Record.meeting_id == Meeting.id).exists()
    rows = db.session.scalars(
        select(Meeting)
        .join(Meeting.event)
        .where(
            Meeting.state != MeetingState.CANCELLED,
            or_(Event.ends_at > now, ~is_recorded),
            Event.starts_at <= now + CALL_WITHIN,
            Event.ends_at > now - MINUTE_WITHIN,
        )
        .options(contains_eager(Meeting.event))
        .order_by(Event.starts_at, Meeting.id)
        .limit(SHOWN)
    )
    return list(rows)


def _line(meeting: Meeting, words: str, status: tuple[Any, str]) -> Line:
    day = filters.day_short(meeting.event.starts_at)
    return Line(
        localized(meeting.event, "title"),
        url_for("meetings.show", meeting_id=meeting.id),
        ", ".join(filter(None, (day, words))),
        status,
    )


def _page(name: str) -> str:
    return url_for(f"meetings.{name}")
