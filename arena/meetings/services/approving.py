"""Minutes on their way to being approved, and what may be added once they are."""

from __future__ import annotations

from collections.abc import Sequence

from arena import clock, db
from arena.accounts.models import User
from arena.audit.models import Actor
from arena.audit.services import record as leave_line
from arena.directory.models import Person
from arena.errors import NotFound
from arena.meetings.models import (
    Approval,
    Correction,
    Meeting,
    Part,
    Record,
    RecordComment,
    RecordState,
)
from arena.meetings.queries.records import acts_on, approvals_of, get_record, protocol_of
from arena.meetings.rules.record_ladder import RecordAct, is_finished
from arena.meetings.services.record_errors import NobodyApproves, NotAllowed, OtherThanRead
from arena.meetings.services.telling_of_records import (
    tell_of_approval,
    tell_of_correction,
    tell_of_taking_back,
)


def name_approvers(
    meeting: Meeting, chair: Person | None, adjusters: Sequence[Person], *, by: Actor
) -> None:
    """Say who approves minutes: who chaired the meeting, and who adjusts. Raises `NotAllowed`."""
    held = _hold(meeting, RecordAct.NAME)
    wanted = {person.id: (person, Part.ADJUSTER) for person in adjusters}
    if chair is not None:
        wanted[chair.id] = (chair, Part.CHAIR)
    if not wanted:
        raise NobodyApproves
    known = {each.person_id: each for each in held.approvals}
    if {(number, each.part) for number, each in known.items()} == {
        (number, str(part)) for number, (_person, part) in wanted.items()
    }:
        return
    for number, approval in known.items():
        if number not in wanted:
            held.approvals.remove(approval)
    for number, (person, part) in wanted.items():
        if number in known:
            known[number].part = part
        else:
            held.approvals.append(Approval(person_id=number, name=person.name, part=part))
    held.updated_at = clock.now()
    leave_line("meetings.name_approvers", subject=meeting, by=by, detail={"people": len(wanted)})


def approve(
    meeting: Meeting, approval_id: int, *, mark: str, user: User, words: str = "", by: Actor
) -> bool:
    """Let somebody approve minutes as they have read them; return whether that was the last.

    `mark` is that of what they have read. `words` say how it came about where somebody else notes
    it. The last to approve freezes the minutes. Raises `OtherThanRead`, `NotAllowed`.
    """
    held = _hold(meeting)
    approval = next((each for each in held.approvals if each.id == approval_id), None)
    if approval is None:
        raise NotFound
    if approval.approved_at is not None:
        return held.state == RecordState.APPROVED
    if RecordAct.APPROVE not in acts_on(held):
        raise NotAllowed
    protocol = protocol_of(meeting, held)
    if protocol.mark != mark:
        raise OtherThanRead
    approval.approved_at, approval.noted_by_id, approval.words = clock.now(), user.id, words
    held.updated_at = clock.now()
    is_last = is_finished([each.approved_at is not None for each in held.approvals])
    if is_last:
        held.state = RecordState.APPROVED
        held.approved_at = clock.now()
        held.frozen = {
            "protocol": protocol.record(),
            "approvals": [each.record() for each in approvals_of(held)],
        }
    db.session.flush()
    if is_last:
        tell_of_approval(meeting, held)
    detail = {"part": approval.part, "is_last": is_last}
    leave_line("meetings.approve", subject=meeting, by=by, detail=detail)
    return is_last


def take_back(meeting: Meeting, words: str, *, by: Actor) -> None:
    """Let minutes be changed that some have approved: they are told why, and approve anew.

    What all have approved cannot be taken back. Raises `NotAllowed`.
    """
    held = _hold(meeting, RecordAct.TAKE_BACK)
    approved = [each for each in held.approvals if each.approved_at is not None]
    tell_of_taking_back(meeting, held, approved, words)
    for approval in approved:
        approval.approved_at, approval.noted_by_id, approval.words = None, None, ""
    held.state = RecordState.DRAFT
    held.updated_at = clock.now()
    leave_line("meetings.take_back", subject=meeting, by=by, detail={"people": len(approved)})


def comment(meeting: Meeting, text: str, user: User, *, by: Actor) -> None:
    """Say something about minutes before they are approved; the same twice is one."""
    held = _hold(meeting, RecordAct.COMMENT)
    if any(each.author_id == user.id and each.text == text for each in held.comments):
        return
    held.comments.append(RecordComment(author_id=user.id, text=text, created_at=clock.now()))
    leave_line("meetings.comment", subject=meeting, by=by)


def correct(meeting: Meeting, text: str, user: User, *, by: Actor) -> None:
    """Add a note to approved minutes, with the day and who wrote it; the same twice is one."""
    held = _hold(meeting, RecordAct.CORRECT)
    if any(each.author_id == user.id and each.text == text for each in held.corrections):
        return
    held.corrections.append(Correction(author_id=user.id, text=text, created_at=clock.now()))
    db.session.flush()
    tell_of_correction(meeting, held)
    leave_line("meetings.correct", subject=meeting, by=by)


def _hold(meeting: Meeting, act: RecordAct | None = None) -> Record:
    """Lock a meeting with its record, and read all of it anew. Raises `NotAllowed`."""
    db.session.flush()
    db.session.refresh(meeting, with_for_update={"of": Meeting})
    db.session.expire_all()
    held = get_record(meeting)
    if act is not None and act not in acts_on(held):
        raise NotAllowed
    return held
