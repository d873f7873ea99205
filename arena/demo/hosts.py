"""What hosts of the demo arena are busy with: away, asked, or rather giving something away."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from sqlalchemy import select

from arena import clock, db
from arena.accounts.models import User
from arena.audit.models import Actor
from arena.events.models import Event, EventStatus
from arena.hosting.queries.absences import find_own_host, list_met
from arena.hosting.services import Days, Hours, go_away
from arena.resources.models import Resource
from arena.resources.queries import working_days
from arena.visits.models import OpenWalk, Visit, VisitState
from arena.visits.queries.asking import find_open_swap, list_who_could_lead
from arena.visits.queries.holdings import held_hosts
from arena.visits.queries.tours import get_tour
from arena.visits.services.asking import ask_hosts
from arena.visits.services.swapping import offer_swap

AWAY_FOR_DAYS, AWAY_FOR_AN_AFTERNOON = "ines@arena.example", "host@arena.example"
_ONE_DAY = timedelta(days=1)
_LOOKED_AT = 40


def show_hosts(by: Actor) -> None:
    """Let hosts be away, be asked and swap, as far as what is planned allows."""
    with db.transaction():
        _leave_for_days(by)
        _leave_for_an_afternoon(by)
    with db.transaction():
        _swap_one(_events(_coming(VisitState.CONFIRMED)))
        _swap_one(_coming_walks())
    with db.transaction():
        _ask_about_one(by)
        _ask_about_a_walk(by)


def _leave_for_days(by: Actor) -> None:
    host = _host(AWAY_FOR_DAYS)
    if host is not None:
        monday = clock.today() + timedelta(days=14 - clock.today().weekday())
        go_away(host, Days(monday, monday + 5 * _ONE_DAY), by=by)


def _leave_for_an_afternoon(by: Actor) -> None:
    """Choose the next working day on whose afternoon nothing is planned yet."""
    host, zone, calendar = _host(AWAY_FOR_AN_AFTERNOON), clock.zone(), working_days()
    if host is None:
        return
    for number in range(3, 60):
        day = clock.today() + number * _ONE_DAY
        starts_at = datetime.combine(day, time(13), zone)
        when = Hours(starts_at, starts_at + timedelta(hours=4))
        if calendar.is_working(day) and not list_met(host, when.starts_at, when.ends_at):
            go_away(host, when, by=by)
            return


def _swap_one(events: Sequence[Event]) -> None:
    """Offer the first that somebody else could lead."""
    for event in events:
        hosts = held_hosts(event)
        if not hosts or hosts[0].host is None or not list_who_could_lead(get_tour(event)):
            continue
        offer_swap(event, hosts[0], by=Actor.user(hosts[0].host.user_id))
        return


def _ask_about_one(by: Actor) -> None:
    """Ask about the request that most could lead; of those alike the next."""
    found: list[tuple[Visit, list[int]]] = []
    for visit in _coming(VisitState.RECEIVED, VisitState.IN_REVIEW):
        fitting = [rank.host.id for rank in list_who_could_lead(get_tour(visit.event))][:2]
        if fitting and get_tour(visit.event).may_have_hosts:
            found.append((visit, fitting))
    if not found:
        return
    visit, fitting = max(found, key=lambda each: len(each[1]))
    _ask(visit.event, fitting, "Det är en nyfiken grupp. Vem av er kan?", by)


def _ask_about_a_walk(by: Actor) -> None:
    """Ask about the first walk that is not on offer among hosts already."""
    for event in _coming_walks():
        fitting = [rank.host.id for rank in list_who_could_lead(get_tour(event))][:2]
        if fitting and find_open_swap(event) is None:
            _ask(event, fitting, "Vem av er kan leda vandringen?", by)
            return


def _ask(event: Event, host_ids: Sequence[int], words: str, by: Actor) -> None:
    ask_hosts(
        event,
        host_ids=host_ids,
        answer_by=min(clock.now() + 2 * _ONE_DAY, event.starts_at - _ONE_DAY),
        words=words,
        asked_by_id=int(by.label.partition(":")[2]),
        by=by,
    )


def _host(email: str) -> Resource | None:
    user = db.session.scalar(select(User).where(User.email == email))
    return None if user is None else find_own_host(user)


def _coming(*states: VisitState) -> Sequence[Visit]:
    """Return visits that are at least a few days ahead, the next first."""
    return db.session.scalars(
        select(Visit)
        .join(Visit.event)
        .where(Visit.state.in_(states), Event.starts_at > clock.now() + 4 * _ONE_DAY)
        .order_by(Event.starts_at, Visit.id)
        .limit(_LOOKED_AT)
    ).all()


def _events(visits: Sequence[Visit]) -> list[Event]:
    return [visit.event for visit in visits if not visit.is_walk]


def _coming_walks() -> Sequence[Event]:
    """Return the events of walks that are at least a few days ahead, the next first."""
    return db.session.scalars(
        select(Event)
        .join(OpenWalk, OpenWalk.event_id == Event.id)
        .where(Event.status == EventStatus.CONFIRMED, Event.starts_at > clock.now() + 4 * _ONE_DAY)
        .order_by(Event.starts_at, Event.id)
        .limit(_LOOKED_AT)
    ).all()
