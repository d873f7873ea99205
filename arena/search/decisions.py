"""Decisions of meetings that a search finds: those in drafts only for who reads drafts."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext as _

from arena.accounts.models import User
from arena.meetings.policy import may_lead_all, may_read_meetings
from arena.meetings.queries.records import list_decisions
from arena.meetings.record_words import meeting_label
from arena.search.hits import SHOWN, Found, Hit

_LONGEST = 120


def find_decisions(text: str, person: User) -> Found | None:
    """Return what meetings have decided, each with the meeting and where it stands."""
    if not may_read_meetings(person):
        return None
    drafts = None if may_lead_all(person) else ()
    found, _has_more = list_decisions(None, words=text, drafts_of=drafts, limit=SHOWN)
    hits = [
        Hit(
            decision.text[:_LONGEST],
            meeting_label(decision.item.meeting),
            url_for(
                "meetings.show",
                meeting_id=decision.item.meeting_id,
                _anchor=f"said-{decision.item_id}",
            ),
        )
        for decision in found
    ]
    return Found(_("Decisions made"), hits, len(hits), url_for("meetings.decisions", q=text))
