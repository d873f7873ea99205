"""How a visit ends: cancelled, called off, lapsed, or held, reported and followed up."""

from __future__ import annotations

from arena import clock
from arena.audit.models import Actor
from arena.scheduling.services import send
from arena.visits.models import Visit
from arena.visits.queries.deadlines import get_deadlines
from arena.visits.rules.deadlines import percent_due
from arena.visits.rules.ladder import PENDING, Act
from arena.visits.services import notices
from arena.visits.services.acting import doing, require_before
from arena.visits.services.arranging import let_go
from arena.visits.services.errors import NotNow, NoWords, TooEarly


def cancel_visit(visit: Visit, *, words: str = "", by: Actor, version: int | None = None) -> None:
    """Take back a request, or cancel a confirmed visit and record what of the fee is due.

    On an open walk the seats are given back. Raises `TooLate` once the visit has begun.
    """
    act = Act.WITHDRAW if visit.state in PENDING else Act.CANCEL
    with doing(visit, act, by=by, version=version) as detail:
        require_before(visit.event.starts_at)
        visit.closing_words = words.strip()
        if act is Act.CANCEL:
            steps = get_deadlines(visit).cancellation
            visit.cancellation_percent = percent_due(steps, clock.now(), clock.zone())
            detail["percent"] = visit.cancellation_percent
        let_go(visit, template="cancelled" if act is Act.CANCEL else "withdrawn", by=by)


def call_off(visit: Visit, *, words: str, by: Actor, version: int | None = None) -> None:
    """Call a confirmed visit off, for the arena; it is never charged.

    `words` tell the booker why. Raises `NoWords`, or `TooLate` once the visit is over.
    """
    with doing(visit, Act.CALL_OFF, by=by, version=version):
        if not words.strip():
            raise NoWords("words")
        require_before(visit.event.ends_at)
        visit.closing_words = words.strip()
        let_go(visit, template="called_off", by=by)


def report_visit(
    visit: Visit,
    *,
    actual_headcount: int,
    promised_answers: str = "",
    incident: str = "",
    by: Actor,
    version: int | None = None,
) -> None:
    """Report how many came; nobody is a no-show. May be corrected until the visit is followed up.

    Raises `TooEarly` before the visit has begun.
    """
    act = Act.REPORT if actual_headcount else Act.MISS
    with doing(visit, act, by=by, version=version, headcount=actual_headcount):
        if clock.now() < visit.event.starts_at:
            raise TooEarly
        visit.actual_headcount = actual_headcount
        visit.promised_answers = promised_answers.strip()
        visit.incident = incident.strip()
        visit.reported_at = clock.now()


def follow_up(visit: Visit, *, words: str = "", by: Actor, version: int | None = None) -> None:
    """Thank the group, with the answers that its host promised in `words`."""
    with doing(visit, Act.FOLLOW_UP, by=by, version=version):
        visit.reply_words = words.strip()
        send(visit.event, notices.to_booker(visit, "followed_up"))


def archive(visit: Visit, *, by: Actor, version: int | None = None) -> None:
    """Close a visit for good."""
    with doing(visit, Act.ARCHIVE, by=by, version=version):
        pass


def lapse_visit(visit: Visit, *, by: Actor) -> None:
    """Give back a time that nobody confirmed or accepted before its hold ended.

    Raises `NotNow` when somebody has answered meanwhile.
    """
    was = visit.state
    with doing(visit, Act.LAPSE, by=by):
        if visit.hold_until is None or visit.hold_until > clock.now():
            raise NotNow(visit.state)
        let_go(visit, template="lapsed", by=by, was=was)
