"""The parts of a meeting's page that prepare it and keep what was said there."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import Flask

from arena import clock
from arena.accounts.policy import is_partner
from arena.accounts.sessions import signed_in_user
from arena.documents.folders import open_folder
from arena.documents.queries import list_documents
from arena.errors import NotFound
from arena.meetings import sections
from arena.meetings.forms.records import SendForm
from arena.meetings.models import Meeting, MeetingState
from arena.meetings.policy import Rights
from arena.meetings.queries.actions import Wanted, Which, list_actions, list_nobodys, own_people
from arena.meetings.queries.agenda import list_items, read_agenda
from arena.meetings.queries.records import acts_on, count_there, find_record
from arena.meetings.rules.states import Act, may_do
from arena.meetings.services.attendance import may_begin
from arena.meetings.services.records import COMMENT_DAYS
from arena.meetings.views.reading import may_read_record

FOLDER = "meeting"


def init_app(app: Flask) -> None:
    """Add the parts to the page of every meeting."""
    sections.register(
        app,
        sections.Section("agenda", 30, "meetings/_agenda.html", gather_agenda),
        sections.Section("record", 50, "meetings/_record.html", gather_record),
        sections.Section("actions", 60, "meetings/_actions.html", gather_actions),
        sections.Section("documents", 70, "meetings/_documents.html", gather_documents),
    )


def gather_agenda(meeting: Meeting, rights: Rights) -> dict[str, Any] | None:
    """Return the agenda, and what may be done to it."""
    record = find_record(meeting)
    is_closed = record is not None and "write" not in acts_on(record)
    return {
        "agenda": read_agenda(meeting),
        "may_prepare": rights.may_write and may_do(Act.PREPARE, meeting.state) and not is_closed,
        "has_record": record is not None,
    }


def gather_record(meeting: Meeting, rights: Rights) -> dict[str, Any] | None:
    """Return who was there and what was said, as far as the reader may know it."""
    record = find_record(meeting)
    if meeting.state == MeetingState.CANCELLED:
        return None
    if record is None and not (rights.may_write and may_begin(meeting)):
        return None
    if record is not None and not may_read_record(meeting, record, rights):
        return None
    form = SendForm()
    if record is not None:
        form.sending.data = str(record.sendings)
        form.comments_until.data = clock.today() + timedelta(days=COMMENT_DAYS)
    return {
        "record": record,
        "acts": acts_on(record) if record else frozenset(),
        "items": [item for item in list_items(meeting) if not item.is_left_out] if record else [],
        "there": count_there(meeting),
        "own_people": own_people(signed_in_user()),
        "form": form,
    }


def gather_actions(meeting: Meeting, rights: Rights) -> dict[str, Any] | None:
    """Return what was promised at a meeting."""
    record = find_record(meeting)
    if record is None or not may_read_record(meeting, record, rights):
        return None
    actions = list_actions(Wanted(which=Which.ALL, meeting_id=meeting.id))
    return {"actions": actions, "nobodys": list_nobodys()} if actions else None


def gather_documents(meeting: Meeting, rights: Rights) -> dict[str, Any] | None:
    """Return the documents of a meeting."""
    try:
        folder = open_folder(FOLDER, str(meeting.id), signed_in_user())
    except NotFound:
        return None
    documents = list_documents(FOLDER, str(meeting.id))
    return {"folder": folder, "documents": documents} if documents or folder.may_change else None


def side_of(person: Any) -> str:
    """Return the blueprint of somebody's pages of meetings."""
    return "meetings_partner" if is_partner(person) else "meetings"
