"""Erasing who was invited once the time for it is over: guests' names, and what people wrote.

Members of the network stay as long as the directory knows them: whom it has forgotten by its own
rule is forgotten here, too.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, or_, select

from arena import db, retention
from arena.audit.models import Actor
from arena.audit.services import record
from arena.events.models import Event
from arena.events.services import forget_outsiders
from arena.meetings.models import Invitee, Meeting


def list_expired() -> Sequence[int]:
    """Return the meetings whose guests and answers in words are to be erased."""
    return db.session.scalars(
        select(Meeting.id)
        .join(Meeting.event)
        .where(
            Event.ends_at < retention.cutoff(retention.INVITEES),
            Meeting.id.in_(select(Invitee.meeting_id).where(_is_kept())),
        )
        .order_by(Meeting.id)
    ).all()


def erase_invitees(meeting_ids: Sequence[int], by: Actor) -> int:
    """Erase guests, what invitees wrote and their links; that a member was there stays.

    Their name does while the directory has it.
    """
    due = set(list_expired())
    meetings = db.session.scalars(
        select(Meeting)
        .where(Meeting.id.in_(due & set(meeting_ids)))
        .order_by(Meeting.id)
        .with_for_update(of=Meeting)
    ).all()
    for meeting in meetings:
        forget_outsiders(meeting.event)
        for invitee in meeting.invitees:
            invitee.answer_words = ""
            invitee.token_hash = None
            if invitee.is_guest or invitee.person_id is None:
                invitee.name, invitee.email = "", f"erased-{invitee.id}"
                invitee.organisation_name = ""
    if meetings:
        detail = {"meetings": len(meetings)}
        record("meetings.erase_invitees", subject=None, by=by, detail=detail)
    return len(meetings)


def _is_kept() -> ColumnElement[bool]:
    return or_(
        Invitee.token_hash.is_not(None),
        Invitee.answer_words != "",
        (Invitee.is_guest | Invitee.person_id.is_(None)) & (Invitee.name != ""),
    )
