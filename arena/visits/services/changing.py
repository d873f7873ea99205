"""What the booker may change, each until its deadline, and the answers that the booker gives."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from flask_babel import gettext as _

from arena import clock, db
from arena.audit.models import Actor
from arena.events.models import EventStatus
from arena.events.services import change_event, lock_calendar
from arena.resources.models import Resource
from arena.resources.services import ResourceTaken
from arena.scheduling.services import reschedule, send
from arena.visits.models import Visit, VisitQuestion, VisitState
from arena.visits.queries.deadlines import get_deadlines
from arena.visits.queries.free_times import is_free_time
from arena.visits.queries.holdings import held_hosts, stand_ins
from arena.visits.rules.ladder import Act
from arena.visits.services import notices
from arena.visits.services.acting import doing, go_to, promise_answer, require_before
from arena.visits.services.arranging import Arrangement, arrange, enough_hosts, free_at
from arena.visits.services.errors import ClosedThen, NoRoom, NoWords, SameTime
from arena.visits.services.holding import chosen_hosts, hold_free
from arena.visits.services.requests import check_group, check_time
from arena.visits.services.walks import change_seats
from arena.visits.services.wording import staff_note
from arena.web import filters
from arena.web.languages import speak


def answer_question(visit: Visit, answer: str, *, by: Actor, version: int | None = None) -> None:
    """Answer what staff asked last; they go on, and promise an answer anew. Raises `NoWords`."""
    with doing(visit, Act.ANSWER, by=by, version=version):
        if not answer.strip():
            raise NoWords("answer")
        asked = visit.questions_asked[-1]
        asked.answer, asked.answered_at = answer.strip(), clock.now()
        promise_answer(visit, starts_at=visit.event.starts_at)


def accept_proposal(visit: Visit, *, by: Actor, version: int | None = None) -> None:
    """Say yes to the proposed time: what is held for it becomes the visit, confirmed.

    A held host who has left since is replaced. Raises `TooLate` once the hold has ended.
    """
    with doing(visit, Act.ACCEPT, by=by, version=version):
        require_before(visit.hold_until or visit.event.starts_at)
        wanted = Arrangement(
            starts_at=visit.event.starts_at,
            hosts=enough_hosts(visit, keep_all=False),
            places=stand_ins(visit.event, visit.offer),
            status=EventStatus.CONFIRMED,
        )
        arrange(visit, wanted, template="confirmed", by=by)


def decline_proposal(
    visit: Visit, *, words: str = "", by: Actor, version: int | None = None
) -> None:
    """Say no to the proposed time: it is given back, and staff look at the request again."""
    with doing(visit, Act.REFUSE, by=by, version=version):
        now = clock.now()
        with speak(visit.contact_language):
            proposed = _("We proposed %(moment)s.", moment=filters.moment(visit.event.starts_at))
        visit.questions_asked.append(
            VisitQuestion(question=proposed, asked_at=now, answer=words.strip(), answered_at=now)
        )
        promise_answer(visit, starts_at=None)  # The time that was refused is none to answer before.
        reschedule(
            visit.event,
            starts_at=visit.event.starts_at,
            ends_at=visit.event.ends_at,
            uses=(),
            by=by,
        )


def change_headcount(
    visit: Visit,
    group_size: int,
    *,
    by: Actor,
    version: int | None = None,
    is_vouched: bool = False,
) -> None:
    """Change how many come, until the deadline; a larger group may take another host or more room.

    `is_vouched`: staff enter what the booker told them, as late as the visit's own start.
    Raises `TooLate`, `WrongGroupSize`, `NoHosts`, `NoRoom`, on a walk `WalkFull`, `TooManySeats`.
    """
    with doing(visit, Act.CHANGE_HEADCOUNT, by=by, version=version) as detail:
        deadline = get_deadlines(visit).change_headcount
        require_before(visit.event.starts_at if is_vouched else deadline)
        detail["group_size"] = [visit.group_size, group_size]
        if visit.is_walk:
            change_seats(visit, group_size, is_vouched=is_vouched)
            send(visit.event, notices.to_booker(visit, "changed"))
            return
        check_group(visit.offer, group_size)
        visit.group_size = group_size
        wanted = Arrangement(
            starts_at=visit.event.starts_at,
            hosts=enough_hosts(visit, keep_all=visit.state == VisitState.CONFIRMED),
            places=stand_ins(visit.event, visit.offer),
            status=EventStatus(visit.event.status),
        )
        try:
            arrange(visit, wanted, template="changed", by=by)
        except ResourceTaken as error:
            raise NoRoom from error


def move_visit(
    visit: Visit,
    *,
    starts_at: datetime,
    by: Actor,
    version: int | None = None,
    is_vouched: bool = False,
) -> None:
    """Move to another free time, until the deadline; `is_vouched` by staff: late, and to any hour.

    A confirmed visit stays confirmed when its hosts and its place are free then too. Otherwise the
    new time is held and staff confirm it anew: a host is a promise to the group, and nobody is
    assigned by a booker's click. Raises `TooLate`, `SameTime`, `NotOffered`, `TimeTaken`.
    """
    with doing(visit, Act.MOVE, by=by, version=version) as detail:
        require_before(visit.event.starts_at if is_vouched else get_deadlines(visit).move)
        if starts_at == visit.event.starts_at:
            raise SameTime
        check_time(visit.offer, starts_at, is_vouched=is_vouched)
        detail["starts_at"] = starts_at.isoformat(timespec="minutes")
        lock_calendar()
        if visit.state == VisitState.CONFIRMED and _move_as_it_is(visit, starts_at, by, is_vouched):
            return
        _move_to_a_hold(visit, starts_at, by, is_vouched)


def _move_to_a_hold(visit: Visit, starts_at: datetime, by: Actor, is_vouched: bool) -> None:
    """Hold the new time with whoever is free then; what was confirmed is asked for anew.

    Who led it and is free stays before others.
    """
    staying: list[Resource] = []
    if visit.state == VisitState.CONFIRMED:
        go_to(visit, VisitState.RECEIVED)
        promise_answer(visit, starts_at=starts_at)
        staying = _still_free(visit, starts_at, is_vouched)

    def move(chosen: Sequence[Resource]) -> None:
        hosts = list(dict.fromkeys([*staying, *chosen]))[: len(chosen)]
        wanted = Arrangement(
            starts_at=starts_at, hosts=hosts, places={}, status=EventStatus.TENTATIVE
        )
        arrange(visit, wanted, template="moved", by=by)

    hold_free(
        visit.offer,
        starts_at,
        lambda choice: move(chosen_hosts(choice)),
        group_size=visit.group_size,
        language=visit.language,
        ignore_event=visit.event_id,
        any_hours=is_vouched,
    )


def add_details(
    visit: Visit,
    *,
    questions: str | None = None,
    access_needs: str | None = None,
    contact_phone: str | None = None,
    by: Actor,
    version: int | None = None,
) -> None:
    """Say more of what the group wants and needs; what is None stays. Its hosts are told."""
    given = {
        "questions": questions,
        "access_needs": access_needs,
        "contact_phone": contact_phone or None,
    }
    changes = {name: value.strip() for name, value in given.items() if value is not None}
    with doing(visit, Act.ADD_DETAILS, by=by, version=version, changed=sorted(changes)):
        require_before(visit.event.starts_at)
        for name, value in changes.items():
            setattr(visit, name, value)
        if visit.is_walk:
            return
        lock_calendar()
        change_event(visit.event, staff_note=staff_note(visit))
        hosts = visit.event.hosts
        send(visit.event, notices.to_hosts(visit, hosts, "host_changed"))


def _move_as_it_is(visit: Visit, starts_at: datetime, by: Actor, is_vouched: bool) -> bool:
    """Move a confirmed visit with its hosts and place if all are free then; else do nothing.

    Staff are not bound by when the offer can be asked for: that is for bookers. Where only the
    place that was chosen for the group is not free, they keep the hosts at the offer's own.
    """
    hosts = held_hosts(visit.event)
    if _still_free(visit, starts_at, is_vouched) != hosts:
        return False
    if not is_vouched and not is_free_time(
        visit.offer,
        starts_at,
        group_size=visit.group_size,
        language=visit.language,
        ignore_event=visit.event_id,
    ):
        return False
    chosen = stand_ins(visit.event, visit.offer)
    for places in [chosen, {}] if chosen and is_vouched else [chosen]:
        wanted = Arrangement(
            starts_at=starts_at, hosts=hosts, places=places, status=EventStatus.CONFIRMED
        )
        try:
            with db.session.begin_nested():
                arrange(visit, wanted, template="moved", by=by)
        except (ResourceTaken, ClosedThen):
            continue
        return True
    return False


def _still_free(visit: Visit, starts_at: datetime, is_vouched: bool) -> list[Resource]:
    """Return those of a visit's hosts who can lead it at another time."""
    return free_at(
        held_hosts(visit.event),
        visit.offer,
        starts_at,
        language=visit.language,
        ignore_event=visit.event_id,
        any_hours=is_vouched,
    )
