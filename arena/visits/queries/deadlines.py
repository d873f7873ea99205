"""The deadlines of a visit, and the hours of an offer, with the calendar that holds now."""

from __future__ import annotations

from datetime import date, datetime

from arena import clock
from arena.resources.queries.working_days import working_days
from arena.visits.models import Offer, Visit, VisitState
from arena.visits.rules import deadlines as rules
from arena.visits.rules.times import Hours


def get_deadlines(visit: Visit) -> rules.Deadlines:
    """Return until when the booker may change what, and what cancelling costs when.

    Nothing is due before a visit is confirmed.
    """
    fee_sek = visit.fee_sek if visit.state == VisitState.CONFIRMED else 0
    return deadlines_at(visit.offer, visit.event.starts_at, fee_sek)


def deadlines_at(offer: Offer, starts_at: datetime, fee_sek: int) -> rules.Deadlines:
    """Return the deadlines that a visit of `offer` has if it starts at `starts_at`."""
    return rules.deadlines(
        starts_at,
        change_working_days=offer.change_working_days,
        ladder=offer.cancellation_ladder,
        fee_sek=fee_sek,
        zone=clock.zone(),
        working_days=working_days(),
    )


def get_earliest_day(offer: Offer) -> date:
    """Return the first day for which one may ask for `offer` now."""
    return rules.earliest_day(clock.now(), offer.lead_working_days, clock.zone(), working_days())


def offer_hours(offer: Offer) -> Hours:
    """Return when an offer may begin."""
    return Hours(
        weekdays=offer.weekdays,
        first_start=offer.first_start,
        last_start=offer.last_start,
        step_minutes=offer.step_minutes,
        lead_working_days=offer.lead_working_days,
    )
