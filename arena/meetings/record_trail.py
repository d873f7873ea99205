"""What the audit trail's words mean for agendas, records and actions."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from sqlalchemy import select

from arena import db
from arena.audit.words import Details, Record, Reference, day_words, unsaid
from arena.directory.models import Person
from arena.meetings.models import Action
from arena.meetings.record_words import PARTS
from arena.meetings.record_words import RECORDS as KINDS


def _actions(numbers: Collection[int]) -> Mapping[int, str]:
    rows = db.session.execute(select(Action.id, Action.text).where(Action.id.in_(numbers)))
    return dict(rows)


def _people(numbers: Collection[int]) -> Mapping[int, str]:
    rows = db.session.execute(select(Person.id, Person.name).where(Person.id.in_(numbers)))
    return dict(rows)


RECORDS = {
    "actions": Record(_l("Action from a meeting"), "meetings.action", "action_id", _actions),
}
ACTS = {
    "meetings.add_item": _l("Added to the agenda"),
    "meetings.change_item": _l("Changed the agenda"),
    "meetings.move_item": _l("Changed the order of the agenda"),
    "meetings.leave_out_item": _l("Left something out of the agenda"),
    "meetings.remove_item": _l("Took something off the agenda"),
    "meetings.put_back_item": _l("Put something back on the agenda"),
    "meetings.keep_standing": _l("Changed the standing items"),
    "meetings.remove_standing": _l("Took away a standing item"),
    "meetings.note_attendance": _l("Noted who was there"),
    "meetings.begin_record": _l("Began the record of the meeting"),
    "meetings.change_kind": _l("Made notes minutes, or minutes notes"),
    "meetings.write_item": _l("Wrote down what was said"),
    "meetings.write_frame": _l("Wrote in the record of the meeting"),
    "meetings.send_record": _l("Sent notes or minutes"),
    "meetings.name_approvers": _l("Said who approves the minutes"),
    "meetings.approve": _l("Approved the minutes"),
    "meetings.take_back": _l("Took minutes back that some had approved"),
    "meetings.comment": _l("Commented on the minutes"),
    "meetings.correct": _l("Added a correction to approved minutes"),
    "meetings.add_action": _l("Kept an action"),
    "meetings.change_action": _l("Changed an action"),
    "meetings.close_action": _l("Closed an action"),
    "meetings.drop_action": _l("Dropped an action"),
    "meetings.reopen_action": _l("Opened an action again"),
    "meetings.erase_walk_ins": _l("Erased who had come to meetings uninvited"),
    "meetings.erase_comments": _l("Erased comments on minutes"),
}
DETAILS: Details = {
    "meetings.item": unsaid,
    "meetings.standing": unsaid,
    "meetings.is_last": unsaid,
    "meetings.kind": lambda value, detail: KINDS[value],
    "meetings.part": lambda value, detail: PARTS[value],
    "meetings.people": lambda value, detail: ngettext("%(num)d person", "%(num)d people", value),
    "meetings.erased": lambda value, detail: ngettext("%(num)d erased", "%(num)d erased", value),
    "meetings.there": lambda value, detail: ngettext("%(num)d there", "%(num)d there", value),
    "meetings.decisions": lambda value, detail: (
        ngettext("%(num)d decision", "%(num)d decisions", value) if value else None
    ),
    "meetings.actions": lambda value, detail: (
        ngettext("%(num)d action", "%(num)d actions", value) if value else None
    ),
    "meetings.told": lambda value, detail: ngettext(
        "to %(num)d person", "to %(num)d people", value
    ),
    "meetings.owner": Reference(_people, _l("nobody yet")),
    "meetings.due_on": lambda value, detail: _("by %(day)s", day=day_words(value)),
}
