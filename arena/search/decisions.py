"""Decisions of meetings that a search finds: those in drafts only for who reads drafts."""

from __future__ import annotations

from collections.abc import Iterator

from flask import url_for

from arena.accounts.models import User
from arena.meetings.policy import may_lead_all, may_read_meetings
from arena.meetings.queries.records import list_decisions
from arena.meetings.record_words import meeting_label

_LONGEST = 120


def decisions_for(text: str, person: User, limit: int) -> Iterator[tuple[str, str, str]]:
    """Give what each decision says, at which meeting it was made, and where it stands."""
    if not may_read_meetings(person):
        return
    drafts = None if may_lead_all(person) else ()
    for decision in list_decisions(None, words=text, drafts_of=drafts, limit=limit)[0]:
        meeting = decision.item.meeting
        anchor = f"said-{decision.item_id}"
        href = url_for("meetings.show", meeting_id=meeting.id, _anchor=anchor)
        yield decision.text[:_LONGEST], meeting_label(meeting), href
