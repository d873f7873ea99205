"""What mails say of notes, minutes and actions."""

from __future__ import annotations

from typing import Any

from flask import Flask
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from arena import clock, db
from arena.accounts.policy import is_partner
from arena.directory.models import Person
from arena.meetings.action_links import action_url
from arena.meetings.models import Action, ActionState, Meeting, Record, RecordState
from arena.meetings.papers import draw_record, paper_name, print_paper
from arena.meetings.queries.actions import get_action, list_nobodys
from arena.meetings.queries.readers import find_reader, list_approvers
from arena.meetings.queries.records import find_record, protocol_of
from arena.messages.kinds import N_, Attachment, Kind, NoLongerTrue, register
from arena.messages.models import Message
from arena.web import filters
from arena.web.addresses import absolute_url
from arena.web.languages import localized, speak

_GONE = N_("The notes or minutes stand elsewhere now.")
_CLOSED = N_("The action is closed.")
_NOT_THEIRS = N_("They may not read it any more.")


def init_app(app: Flask) -> None:
    """Make the mails known."""
    register(
        app,
        Kind("meetings/record_sent", _l("Notes or minutes"), gather_sent, attach=attach_record),
        Kind(
            "meetings/approval_asked", _l("Minutes to approve"), gather_asked, attach=attach_record
        ),
        Kind(
            "meetings/record_approved",
            _l("Approved minutes"),
            gather_approved,
            attach=attach_record,
        ),
        Kind("meetings/record_taken_back", _l("Minutes taken back"), gather_taken_back),
        Kind("meetings/record_corrected", _l("Correction of minutes"), gather_corrected),
        Kind("meetings/action_due", _l("Reminder of an action"), gather_due, about=about_action),
        Kind(
            "meetings/action_nobodys",
            _l("Action that nobody sees to"),
            gather_nobodys,
            about=about_action,
        ),
    )


def gather_sent(message: Message) -> dict[str, Any]:
    """Return what somebody is told who is sent notes, or minutes for comments."""
    meeting, record = _record(message, RecordState.SENT)
    if record.sendings != message.params["sending"]:
        raise NoLongerTrue(_GONE)
    return {**_about(message, meeting, record), "comments_until": record.comments_until}


def gather_asked(message: Message) -> dict[str, Any]:
    """Return what somebody is told who is to approve minutes."""
    meeting, record = _record(message, RecordState.SENT, is_approver=True)
    if record.sendings != message.params["sending"]:
        raise NoLongerTrue(_GONE)
    return {**_about(message, meeting, record), "comments_until": record.comments_until}


def gather_approved(message: Message) -> dict[str, Any]:
    """Return what everybody is told once minutes are approved."""
    meeting, record = _record(message, RecordState.APPROVED)
    names = [approval.name for approval in record.approvals]
    return {**_about(message, meeting, record), "names": filters.listing(names)}


def gather_taken_back(message: Message) -> dict[str, Any]:
    """Return what somebody is told who had approved minutes that are changed now."""
    meeting, record = _record(message, is_approver=True)
    return {**_about(message, meeting, record), "words": message.params["words"]}


def gather_corrected(message: Message) -> dict[str, Any]:
    """Return what was added to approved minutes."""
    meeting, record = _record(message, RecordState.APPROVED)
    wanted = message.params["correction_id"]
    correction = next((each for each in record.corrections if each.id == wanted), None)
    if correction is None:
        raise NoLongerTrue(_GONE)
    words = {"words": correction.text, "name": correction.author.name}
    return {**_about(message, meeting, record), **words}


def attach_record(message: Message) -> Attachment | None:
    """Return the notes or minutes as PDF: who has no account reads them there."""
    meeting = db.session.get_one(Meeting, message.params["meeting_id"])
    record = find_record(meeting)
    if record is None:
        return None
    with speak(meeting.language):
        drawn = draw_record(protocol_of(meeting, record), record)
    return Attachment(f"{paper_name(drawn, meeting)}.pdf", pdf=print_paper(drawn))


def gather_due(message: Message) -> dict[str, Any]:
    """Return what the owner of an action is reminded of, with the page that closes it."""
    action = _action(message)
    if action.owner_id != message.params["owner_id"] or action.id in list_nobodys():
        raise NoLongerTrue(_NOT_THEIRS)
    return {
        **_about_action(action),
        "is_late": action.due_on < clock.today(),
        "is_today": action.due_on == clock.today(),
        "action_url": action_url(action, message.language),
    }


def gather_nobodys(message: Message) -> dict[str, Any]:
    """Return which action needs somebody else, for who leads the network."""
    action = _action(message)
    leader = db.session.get(Person, message.params["leader_id"])
    if leader is None or action.id not in list_nobodys():
        raise NoLongerTrue(N_("Somebody sees to it."))
    side = "meetings" if leader.user and not is_partner(leader.user) else "meetings_partner"
    return {
        **_about_action(action),
        "owner": action.owner.name if action.owner else "",
        "page_url": absolute_url(f"{side}.action", action_id=action.id),
    }


def about_action(message: Message) -> str:
    """Return the words of the action that a mail is about."""
    action = db.session.get(Action, message.params["action_id"])
    return action.text if action else ""


def _about_action(action: Action) -> dict[str, Any]:
    return {
        "text": action.text,
        "network": localized(action.network, "name"),
        "due_on": action.due_on,
        "rows": [
            (_("Due by"), filters.day(action.due_on)),
            (_("Network"), localized(action.network, "name")),
            (_("Promised at"), _meeting_words(action)),
        ],
    }


def _meeting_words(action: Action) -> str:
    if action.meeting is None:
        return ""
    event = action.meeting.event
    return f"{localized(event, 'title')}, {filters.day(event.starts_at)}"


def _action(message: Message) -> Action:
    action = get_action(message.params["action_id"])
    if action.state != ActionState.OPEN:
        raise NoLongerTrue(_CLOSED)
    return action


def _record(
    message: Message, state: RecordState | None = None, *, is_approver: bool = False
) -> tuple[Meeting, Record]:
    """Return the meeting and its record, if they still stand so and the receiver may read them."""
    meeting = db.session.get(Meeting, message.params["meeting_id"])
    record = find_record(meeting) if meeting else None
    if meeting is None or record is None or (state and record.state != state):
        raise NoLongerTrue(_GONE)
    approvers = {reader.recipient.email for _each, reader in list_approvers(record)}
    may_read = find_reader(meeting, message.recipient_email) is not None
    if not may_read and not (is_approver and message.recipient_email in approvers):
        raise NoLongerTrue(_NOT_THEIRS)
    return meeting, record


def _about(message: Message, meeting: Meeting, record: Record) -> dict[str, Any]:
    reader = find_reader(meeting, message.recipient_email)
    url = absolute_url("meetings_entry.open_to_all", meeting_id=meeting.id)
    return {
        "is_minutes": record.kind == "minutes",
        "title": localized(meeting.event, "title"),
        "network": localized(meeting.network, "name"),
        "starts_at": meeting.event.starts_at,
        "page_url": f"{url}#record" if reader is None or reader.has_account else "",
    }
