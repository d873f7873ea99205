"""A series that is two from a day on, as RFC 5545 has it: what was, and what follows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from arena import clock, db
from arena.events.recurrence import read_rule, write_rule
from arena.meeting_place.models import BookingSeries
from arena.meeting_place.queries.ruling import day_of, days_of


def split(series: BookingSeries, first: date) -> BookingSeries:
    """Return the series that all from a day on form by themselves; the same where that is all."""
    if not any(day_of(each) < first for each in series.bookings):
        return series
    zone = clock.zone()
    rule = read_rule(series.rule, zone)
    rest = [day for day in days_of(series) if day >= first]
    counted = rule if rule.count is None else replace(rule, count=max(1, len(rest)))
    following = BookingSeries(
        rule=write_rule(counted, zone),
        first_on=min(rest, default=first),
        begins_at=series.begins_at,
        minutes=series.minutes,
        created_at=clock.now(),
    )
    db.session.add(following)
    db.session.flush()
    for each in list(series.bookings):
        if day_of(each) >= first:
            each.series = following
    end_before(series, first)
    db.session.flush()
    return following


def end_before(series: BookingSeries, day: date) -> None:
    """Let the rule of a series give nothing from a day on."""
    zone = clock.zone()
    rule = read_rule(series.rule, zone)
    if any(each >= day for each in days_of(series)):
        series.rule = write_rule(replace(rule, count=None, until=day - timedelta(days=1)), zone)
