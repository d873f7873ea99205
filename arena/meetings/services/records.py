"""Writing notes and minutes: begun, written item by item, sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from arena import clock, db
from arena.accounts.models import User
from arena.audit.models import Actor
from arena.audit.services import record as leave_line
from arena.meetings.models import (
    AgendaItem,
    Approval,
    Decision,
    Meeting,
    Part,
    Record,
    RecordKind,
    RecordState,
)
from arena.meetings.queries.actions import list_leaders
from arena.meetings.queries.records import acts_on, find_record, get_item, get_record
from arena.meetings.rules.record_ladder import RecordAct
from arena.meetings.rules.states import Act
from arena.meetings.services.actions import ActionFacts, add_action
from arena.meetings.services.agenda import take_down
from arena.meetings.services.attendance import hold_meeting, may_begin
from arena.meetings.services.errors import ChangedMeanwhile
from arena.meetings.services.keeping import hold
from arena.meetings.services.record_errors import NobodyApproves, NotAllowed, NotYet
from arena.meetings.services.telling_of_records import tell_of_record

COMMENT_DAYS = 7


@dataclass(frozen=True)
class DecisionFacts:
    """A decision, as it is written."""

    text: str
    registry_number: str = ""


@dataclass(frozen=True, kw_only=True)
class ItemWords:
    """What was said about an item, and what came of it; `actions` are new ones."""

    notes: str = ""
    is_carried_on: bool = False
    decisions: Sequence[DecisionFacts] = ()
    actions: Sequence[ActionFacts] = field(default=())


@dataclass(frozen=True, kw_only=True)
class FrameWords:
    """What notes or minutes say around the items."""

    opening: str = ""
    closing: str = ""
    secretary: str = ""
    registry_number: str = ""


def begin_record(meeting: Meeting, kind: RecordKind, secretary: User, *, by: Actor) -> Record:
    """Begin the notes or minutes of a meeting; begun twice they are the same.

    The chair approves minutes, unless somebody else is named. Raises `NotYet`, `NotNow`.
    """
    hold(meeting, Act.RECORD)
    found = find_record(meeting)
    if found is not None:
        return found
    if not may_begin(meeting):
        raise NotYet
    take_down(meeting)
    hold_meeting(meeting)
    begun = Record(
        meeting_id=meeting.id,
        kind=kind,
        state=RecordState.DRAFT,
        secretary=secretary.name,
        updated_at=clock.now(),
    )
    if kind == RecordKind.MINUTES:
        chairs = list_leaders(meeting.network)[:1]
        begun.approvals = [
            Approval(person_id=person.id, name=person.name, part=Part.CHAIR) for person in chairs
        ]
    db.session.add(begun)
    db.session.flush()
    leave_line("meetings.begin_record", subject=meeting, by=by, detail={"kind": str(kind)})
    return begun


def change_kind(meeting: Meeting, kind: RecordKind, *, by: Actor) -> None:
    """Let a draft be minutes instead of notes, or the other way round. Raises `NotAllowed`."""
    hold(meeting, Act.RECORD)
    held = get_record(meeting)
    if held.state != RecordState.DRAFT:
        raise NotAllowed
    if held.kind == kind:
        return
    held.kind = kind
    held.approvals = [
        Approval(person_id=person.id, name=person.name, part=Part.CHAIR)
        for person in list_leaders(meeting.network)[:1]
        if kind == RecordKind.MINUTES
    ]
    held.updated_at = clock.now()
    leave_line("meetings.change_kind", subject=meeting, by=by, detail={"kind": str(kind)})


def write_item(
    meeting: Meeting, item_id: int, words: ItemWords, *, version: int, user: User, by: Actor
) -> None:
    """Write down what was said about an item. Raises `ChangedMeanwhile`, `IsClosed`.

    The very same words once more change nothing, so that a double click does no harm.
    """
    hold(meeting, Act.RECORD)
    held = get_record(meeting)
    item = get_item(meeting, item_id)
    if _says(item, words):
        return
    if item.version != version:
        raise ChangedMeanwhile
    item.notes, item.is_carried_on = words.notes, words.is_carried_on
    item.decisions[:] = [
        Decision(text=each.text, registry_number=each.registry_number) for each in words.decisions
    ]
    item.version += 1
    item.changed_by_id = user.id
    held.updated_at = clock.now()
    db.session.flush()
    for facts in words.actions:
        add_action(meeting.network, facts, meeting=meeting, item=item, by=by)
    detail = {"item": item.id, "decisions": len(words.decisions), "actions": len(words.actions)}
    leave_line("meetings.write_item", subject=meeting, by=by, detail=detail)


def write_frame(meeting: Meeting, words: FrameWords, *, version: int, by: Actor) -> None:
    """Write what stands around the items. Raises `ChangedMeanwhile`, `IsClosed`."""
    hold(meeting, Act.RECORD)
    held = get_record(meeting)
    if frame_of(held) == words:
        return
    if held.version != version:
        raise ChangedMeanwhile
    for name, value in vars(words).items():
        setattr(held, name, value)
    held.version += 1
    held.updated_at = clock.now()
    leave_line("meetings.write_frame", subject=meeting, by=by)


def frame_of(record: Record) -> FrameWords:
    """Return what stands around the items now."""
    return FrameWords(
        opening=record.opening,
        closing=record.closing,
        secretary=record.secretary,
        registry_number=record.registry_number,
    )


def send_record(
    meeting: Meeting, *, sending: int, comments_until: date | None = None, by: Actor
) -> None:
    """Let everybody who may read it have the record, minutes for comments.

    `sending` is how often it had been sent when the button was pressed: the same press once more
    sends nothing. Raises `NotAllowed`, `NobodyApproves`.
    """
    hold(meeting, Act.RECORD)
    held = get_record(meeting)
    if held.sendings != sending:
        return
    if RecordAct.SEND not in acts_on(held):
        raise NotAllowed
    if held.kind == RecordKind.MINUTES:
        if not held.approvals:
            raise NobodyApproves
        held.comments_until = comments_until or clock.today() + timedelta(days=COMMENT_DAYS)
    held.state = RecordState.SENT
    held.sent_at = held.updated_at = clock.now()
    held.sendings += 1
    db.session.flush()
    told = tell_of_record(meeting, held)
    leave_line("meetings.send_record", subject=meeting, by=by, detail={"told": told})


def _says(item: AgendaItem, words: ItemWords) -> bool:
    """Tell whether an item says all of this already, with the actions of a form sent before."""
    known = {(each.text, each.owner_id, each.due_on) for each in item.actions}
    decisions = [(each.text, each.registry_number) for each in item.decisions]
    return (
        item.notes == words.notes
        and item.is_carried_on == words.is_carried_on
        and decisions == [(each.text, each.registry_number) for each in words.decisions]
        and all((each.text, each.owner_id, each.due_on) in known for each in words.actions)
    )
