"""What the templates of staff and hosts ask for, as filters."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Any
from urllib.parse import urlencode

from babel.dates import get_day_names
from flask import Flask

from arena import clock
from arena.events.models import Event
from arena.visits import policy
from arena.visits.meanings import GAPS, REASON_LABELS
from arena.visits.models import DeclineReason, Offer
from arena.visits.queries.holdings import PlacedStop, placed_programme
from arena.visits.queries.today import ClosedDay
from arena.visits.rules.completeness import Gap
from arena.visits.views.staff.words import (
    cancelling,
    conflict_words,
    is_late,
    match_ground,
    near_moment,
    party,
    promise,
    state_words,
    why_no_place,
    why_not,
)
from arena.visits.views.wishes import written_week
from arena.web import filters


def init_app(app: Flask) -> None:
    """Register them, each under its own name but one."""
    app.jinja_env.filters.update({function.__name__: function for function in FILTERS})
    app.jinja_env.filters["iso_week"] = written_week
    app.jinja_env.tests["late"] = is_late
    app.jinja_env.globals.update(arena_now=clock.now, may_handle=policy.may_handle)


def by_reason(closed: Sequence[ClosedDay]) -> list[tuple[list[date], str]]:
    """`{{ week.closed_days|by_reason }}`: days in their order, those after each other together."""
    return [
        ([each.day for each in days], reason)
        for reason, days in groupby(closed, key=attrgetter("reason"))
    ]


def host_names(event: Event) -> str:
    """`{{ visit.event|host_names }}`: “Hedda Holm och Bo Ek”; empty when nobody is assigned."""
    return filters.listing(each.name for each in event.hosts)


def map_url(event: Event) -> str:
    """`{{ event|map_url }}`: the address of a map of the place where a group is met."""
    return f"https://www.openstreetmap.org/search?{urlencode({'query': event.place_sv})}"


def programme(event: Event, offer: Offer) -> list[PlacedStop]:
    """`{{ event|programme(offer) }}`: the parts of a visit, each with its time and its place."""
    return placed_programme(event, offer)


def weekday_name(number: int) -> str:
    """`{{ 0|weekday_name }}`: “måndag”."""
    return str(get_day_names("wide", locale=filters.current_locale())[number])


def gap(value: str) -> Any:
    """`{{ "phone"|gap }}`: what is missing, in words."""
    return GAPS[Gap(value)]


def decline_reason(value: str) -> Any:
    """`{{ visit.decline_reason|decline_reason }}`."""
    return REASON_LABELS[DeclineReason(value)]


FILTERS = (
    by_reason,
    cancelling,
    conflict_words,
    decline_reason,
    gap,
    host_names,
    map_url,
    match_ground,
    near_moment,
    party,
    programme,
    promise,
    state_words,
    weekday_name,
    why_no_place,
    why_not,
)
