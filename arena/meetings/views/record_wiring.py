"""What the rest of the house learns of agendas, records, decisions, actions and documents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Flask, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from arena import clock, db, jobs
from arena.accounts import leaving
from arena.accounts.models import User
from arena.accounts.policy import is_partner, may_plan
from arena.audit.words import register_words
from arena.documents import folders
from arena.meetings import policy, record_trail, record_words, reminding
from arena.meetings.mail import records as record_mails
from arena.meetings.models import Action, Correction, Meeting, RecordComment
from arena.meetings.queries.actions import (
    Wanted,
    Which,
    count_actions,
    list_actions,
    own_actions,
)
from arena.meetings.queries.expired_words import list_expired_comments, list_expired_walk_ins
from arena.meetings.queries.meetings import is_invited
from arena.meetings.queries.records import find_record, list_waiting_minutes
from arena.meetings.services.forgetting_words import erase_comments, erase_walk_ins
from arena.meetings.views import (  # noqa: F401 - most add their views to the blueprints
    action_entry,
    actions,
    agenda,
    approving,
    attendance,
    decisions,
    in_networks,
    parts,
    recording,
    standing_items,
)
from arena.networks import sections
from arena.networks.queries.standing import networks_of, offices_in
from arena.retention import Eraser
from arena.retention import register as register_erasers
from arena.web import filters, today
from arena.web.languages import localized
from arena.web.numbers import read_whole

_SHOWN = 5
_EVERY_SECONDS = 60


def init_app(app: Flask) -> None:
    """Register the parts, mails, jobs and folders."""
    parts.init_app(app)
    record_mails.init_app(app)
    for function in record_words.FILTERS:
        app.add_template_filter(function)
    app.jinja_env.globals.update(
        record_talk=record_talk, action_history=action_history, reading_rows=reading_rows
    )
    folders.register(
        app,
        parts.FOLDER,
        folders.FolderKind(
            find=_find_meeting,
            may_see=_may_see,
            may_change=_may_change,
            name=record_words.meeting_label,
            address=_address,
            is_sealed=_is_sealed,
        ),
    )
    register_words(
        app, records=record_trail.RECORDS, acts=record_trail.ACTS, details=record_trail.DETAILS
    )
    sections.register(app, in_networks.actions_in, in_networks.decisions_in)
    today.register(app, actions_today, minutes_today)
    leaving.register(app, actions_to_hand_over)
    jobs.register(app, "meetings.tell_of_actions", _EVERY_SECONDS, reminding.tell_of_actions)
    register_erasers(
        app,
        Eraser("meetings.walk_ins", list_expired_walk_ins, erase_walk_ins),
        Eraser("meetings.comments", list_expired_comments, erase_comments),
    )


def record_talk(said: Sequence[RecordComment | Correction]) -> list[dict[str, Any]]:
    """Return comments or corrections as a timeline shows them."""
    return [
        {"at": each.created_at, "text": each.text, "who": each.author.name, "detail": None}
        | {"kind": None}
        for each in said
    ]


def action_history(action: Action) -> list[dict[str, Any]]:
    """Return what an action was before, the latest change first."""
    return [
        {
            "at": change.at,
            "text": _change_words(change),
            "who": change.by.name if change.by else None,
            "detail": change.words or None,
            "kind": None,
        }
        for change in reversed(action.changes)
    ]


def reading_rows(paper: dict[str, Any]) -> list[tuple[str, str]]:
    """Return the facts of a paper as a list of terms."""
    return [(fact["label"], fact["value"]) for fact in paper["facts"]]


def actions_today(person: Any) -> today.Section | None:
    """Return what is late, for those who plan; for others of the house what they promised."""
    if may_plan(person):
        wanted = Wanted(which=Which.LATE)
        shown = list_actions(wanted, limit=_SHOWN)
        total = count_actions(wanted) if len(shown) == _SHOWN else len(shown)
        heading = ngettext("%(num)d action is late", "%(num)d actions are late", total)
        more = (_("All late actions"), url_for("meetings.actions", show="late"))
    else:
        own = [each for each in own_actions(person) if each.due_on <= clock.today()]
        shown, heading = own[:_SHOWN], _("What you promised at meetings")
        more = (_("All of your actions"), url_for("meetings.actions", whose="mine"))
    lines = [
        today.Line(
            text=action.text,
            href=url_for("meetings.action", action_id=action.id),
            detail=", ".join(
                filter(
                    None,
                    (
                        localized(action.network, "name"),
                        action.owner.name if action.owner else "",
                        filters.day_short(action.due_on),
                    ),
                )
            ),
            status=record_words.action_state(action),
        )
        for action in shown
    ]
    return today.Section("actions-late", heading, lines, more)


def minutes_today(person: Any) -> today.Section | None:
    """Return the minutes that wait for approval, for those who plan."""
    if not may_plan(person):
        return None
    records = list_waiting_minutes()
    lines = [
        today.Line(
            text=record_words.meeting_label(record.meeting),
            href=url_for("meetings.show", meeting_id=record.meeting_id, _anchor="record"),
            detail=localized(record.meeting.network, "name"),
            status=record_words.record_state(record),
        )
        for record in records[:_SHOWN]
    ]
    heading = ngettext(
        "Minutes of %(num)d meeting wait for approval",
        "Minutes of %(num)d meetings wait for approval",
        len(records),
    )
    return today.Section("minutes-waiting", heading, lines)


def actions_to_hand_over(user: User) -> leaving.Duties | None:
    """Return what somebody has promised, for the page that closes their account."""
    promised = own_actions(user)
    if not promised:
        return None
    return leaving.Duties(
        heading=ngettext(
            "%(num)d action from a meeting", "%(num)d actions from meetings", len(promised)
        ),
        advice=_("Give them to somebody else. Until then those who lead the network are told."),
        lines=[
            leaving.Duty(
                action.text,
                url_for("meetings.action", action_id=action.id),
                filters.day_short(action.due_on),
            )
            for action in promised
        ],
    )


def _change_words(change: Any) -> str:
    said = []
    if change.was_owner_id != change.owner_id:
        was = change.was_owner.name if change.was_owner else _("nobody")
        now = change.owner.name if change.owner else _("nobody")
        said.append(_("From %(was)s to %(now)s", was=was, now=now))
    if change.was_due_on != change.due_on:
        said.append(
            _(
                "From %(was)s to %(now)s",
                was=filters.day_short(change.was_due_on),
                now=filters.day_short(change.due_on),
            )
        )
    return "; ".join(said)


def _find_meeting(key: str) -> Meeting | None:
    number = read_whole(key)
    return None if number is None else db.session.get(Meeting, number)


def _may_see(person: Any, meeting: Meeting) -> bool:
    seats = networks_of(person, clock.today())
    return policy.may_see(person, meeting, seats, is_invited=is_invited(meeting, person))


def _may_change(person: Any, meeting: Meeting) -> bool:
    offices = offices_in(meeting.network, person, clock.today())
    return policy.rights_of(person, offices).may_write


def _address(meeting: Meeting, person: Any) -> str:
    side = "meetings_partner" if is_partner(person) else "meetings"
    return url_for(f"{side}.show", meeting_id=meeting.id, _anchor="documents")


def _is_sealed(meeting: Meeting) -> bool:
    record = find_record(meeting)
    return record is not None and record.state == "approved"
