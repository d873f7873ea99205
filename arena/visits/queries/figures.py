"""Figures: how many groups and people came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from arena import clock, db
from arena.events.models import Event
from arena.resources.rules.hours import day_span
from arena.visits.models import OpenWalk, Visit
from arena.visits.rules.ladder import OPEN, TOOK_PLACE


@dataclass(frozen=True)
class Figures:
    """Groups that came over a period, walks among them as one each, and the people in them."""

    groups: int
    people: int


def count_received(starts_on: date, ends_on: date) -> Figures:
    """Count who came on the local days `[starts_on, ends_on)`."""
    starts_at = day_span(starts_on, clock.zone())[0]
    ends_at = day_span(ends_on, clock.zone())[0]
    within = (Event.starts_at >= starts_at, Event.starts_at < ends_at)
    visits = db.session.execute(
        select(func.count(Visit.id), func.sum(Visit.actual_headcount))
        .join(Visit.event)
        .where(*within, Visit.state.in_(TOOK_PLACE), Visit.actual_headcount > 0)
    ).one()
    walks = db.session.execute(
        select(func.count(OpenWalk.event_id), func.sum(OpenWalk.actual_headcount))
        .join(OpenWalk.event)
        .where(*within, OpenWalk.actual_headcount > 0)
    ).one()
    return Figures(visits[0] + walks[0], (visits[1] or 0) + (walks[1] or 0))


def count_coming_by_offer() -> dict[int, int]:
    """Count, by the number of the offer, the visits to come that are asked for or confirmed."""
    rows = db.session.execute(
        select(Visit.offer_id, func.count(Visit.id))
        .join(Visit.event)
        .where(Visit.state.in_(OPEN), Event.ends_at >= clock.now())
        .group_by(Visit.offer_id)
    )
    return {row[0]: row[1] for row in rows}
