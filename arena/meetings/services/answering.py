"""Answers to an invitation, in whatever way they come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask_babel import lazy_gettext as _l

from arena import clock, db
from arena.audit.models import Actor
from arena.audit.services import record
from arena.errors import Conflict
from arena.meetings.models import Answer, Channel, Invitee, Meeting, MeetingState
from arena.meetings.rules.answering import Given, Verdict, page_sequence, weigh
from arena.meetings.services.acting import lock
from arena.meetings.services.telling import tell

LONGEST_WORDS = 500


class CalledOff(Conflict):
    """The meeting does not take place."""

    def __init__(self) -> None:
        super().__init__(_l("The meeting is called off, so you need not answer."))


class HasBeen(Conflict):
    """The meeting has ended."""

    def __init__(self) -> None:
        super().__init__(_l("The meeting has been, so it is too late to answer."))


class NotAsked(Conflict):
    """They are not invited any more."""

    def __init__(self) -> None:
        super().__init__(_l("You are not on the list for this meeting any more."))


@dataclass(frozen=True, kw_only=True)
class Said:
    """An answer; `is_remote` for who takes part by link, None where that was not asked."""

    answer: Answer
    is_remote: bool | None = None
    words: str = ""


def answer_on_page(
    invitee: Invitee, said: Said, *, shown: int, through: Channel, by: Actor
) -> Verdict:
    """Take down an answer from a page; `shown` is the event's SEQUENCE when the page was drawn.

    Raises `CalledOff`, `HasBeen` or `NotAsked`.
    """
    meeting = _open(invitee)
    about = page_sequence(
        shown, invitee.asked_sequence, invitee.answered_sequence, meeting.time_sequence
    )
    verdict = weigh(Given(about, clock.now()), _known(invitee), meeting.time_sequence)
    if verdict is not Verdict.OVERTAKEN:
        _write(invitee, said, about, through)
        _record(meeting, said, through, verdict, by)
    return verdict


def answer_by_calendar(
    invitee: Invitee, said: Said, *, sequence: int, stamped_at: datetime, by: Actor
) -> Verdict:
    """Take down what a calendar program answered about a revision.

    Who answered about an earlier time is asked about the one that holds. Raises what
    `answer_on_page` raises.
    """
    meeting = _open(invitee)
    verdict = weigh(Given(sequence, stamped_at), _known(invitee), meeting.time_sequence)
    if verdict is Verdict.OVERTAKEN:
        return verdict
    _write(invitee, said, sequence, Channel.CALENDAR)
    invitee.replied_at = stamped_at
    _record(meeting, said, Channel.CALENDAR, verdict, by)
    if verdict is Verdict.EARLIER_TIME:
        occasion = f"again{meeting.event.sequence}"
        tell(meeting, [invitee], "asked_again", method="REQUEST", occasion=occasion)
    return verdict


def note_words(invitee: Invitee, words: str) -> None:
    """Keep words that answer nothing. Raises what `answer_on_page` raises."""
    _open(invitee)
    if words:
        invitee.answer_words = words[:LONGEST_WORDS]


def _open(invitee: Invitee) -> Meeting:
    meeting = invitee.meeting
    number = invitee.id
    lock(meeting)
    if db.session.get(Invitee, number) is None or invitee.asked_sequence is None:
        raise NotAsked
    if meeting.state == MeetingState.CANCELLED:
        raise CalledOff
    if meeting.state == MeetingState.HELD or meeting.event.ends_at <= clock.now():
        raise HasBeen
    return meeting


def _known(invitee: Invitee) -> Given | None:
    """Return the answer before; of an answer by calendar the moment that it names itself."""
    if invitee.answered_sequence is None or invitee.answered_at is None:
        return None
    at = invitee.answered_at
    if invitee.answered_through == Channel.CALENDAR and invitee.replied_at is not None:
        at = invitee.replied_at
    return Given(invitee.answered_sequence, at)


def _write(invitee: Invitee, said: Said, sequence: int, through: Channel) -> None:
    invitee.answer = said.answer
    if said.is_remote is not None:
        invitee.is_remote = said.is_remote and said.answer != Answer.DECLINED
    elif said.answer == Answer.DECLINED:
        invitee.is_remote = False
    if said.words or through is not Channel.CALENDAR:
        invitee.answer_words = said.words[:LONGEST_WORDS]
    invitee.answered_at = clock.now()
    invitee.answered_sequence = sequence
    invitee.answered_through = through
    db.session.flush()


def _record(meeting: Meeting, said: Said, through: Channel, verdict: Verdict, by: Actor) -> None:
    detail = {"answer": str(said.answer), "through": str(through), "verdict": str(verdict)}
    record("meetings.answer", subject=meeting, by=by, detail=detail)
