"""The dates of a series before it is planned: each with what stands in its way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from flask_babel import gettext as _
from sqlalchemy import select

from arena import clock, db
from arena.events.models import Event
from arena.meetings.models import Meeting, MeetingState
from arena.meetings.queries.expecting import room_wish, warnings_at
from arena.meetings.rules.weeks import moment_on
from arena.meetings.services.facts import MeetingFacts
from arena.meetings.services.series import Weeks
from arena.networks.models import Network
from arena.scheduling.rooms import Near, Slot, finder
from arena.web import filters
from arena.web.languages import localized


@dataclass(frozen=True, kw_only=True)
class PlannedDate:
    """One date: when, whether it can be had as asked, what else could be, what to know of it."""

    day: date
    starts_at: datetime | None  # None where the clocks leave the time out.
    ends_at: datetime | None
    trouble: str = ""  # Why it cannot be had; empty where it can.
    near: Sequence[Near] = ()
    warnings: Sequence[str] = field(default=())

    @property
    def is_free(self) -> bool:
        """Whether it can be had as asked."""
        return not self.trouble


def list_dates(
    network: Network, facts: MeetingFacts, weeks: Weeks, *, is_partner: bool
) -> list[PlannedDate]:
    """Return the dates of weeks; raise `WeekError` where they name none."""
    starts = [(day, moment_on(day, weeks.at, clock.zone())) for day in weeks.days()]
    sure = [(day, start) for day, start in starts if start is not None]
    slots: dict[date, Slot] = {}
    wish = room_wish(network, facts, is_partner=is_partner)
    if wish is not None and sure:
        slots = {slot.day: slot for slot in finder().look(wish, sure)}
    length = timedelta(minutes=facts.minutes)
    clashes = _clashes(network, [(start, start + length) for _, start in sure])
    return [_date(day, start, length, slots.get(day), clashes) for day, start in starts]


def _date(
    day: date,
    start: datetime | None,
    length: timedelta,
    slot: Slot | None,
    clashes: Sequence[Meeting],
) -> PlannedDate:
    if start is None:
        return PlannedDate(
            day=day,
            starts_at=None,
            ends_at=None,
            trouble=_("The clocks go forward that night, and leave this time out"),
        )
    trouble = ""
    if start <= clock.now():
        trouble = _("It has passed already")
    elif slot is not None and not slot.is_free:
        trouble = str(slot.trouble)
    return PlannedDate(
        day=day,
        starts_at=start,
        ends_at=start + length,
        trouble=trouble,
        near=() if slot is None else slot.near,
        warnings=[*warnings_at(start), *_clash_words(start, start + length, clashes)],
    )


def _clashes(network: Network, periods: Sequence[tuple[datetime, datetime]]) -> Sequence[Meeting]:
    """Return the meetings of the network, its groups and what it is a group of, in that time."""
    if not periods:
        return ()
    family = select(Network.id).where(
        (Network.id == network.id)
        | (Network.parent_id == network.id)
        | (Network.id == network.parent_id)
    )
    return db.session.scalars(
        select(Meeting)
        .join(Meeting.event)
        .where(
            Meeting.network_id.in_(family),
            Meeting.state != MeetingState.CANCELLED,
            Event.starts_at < max(end for _start, end in periods),
            Event.ends_at > min(start for start, _end in periods),
        )
        .order_by(Event.starts_at)
    ).all()


def _clash_words(start: datetime, end: datetime, clashes: Sequence[Meeting]) -> list[str]:
    return [
        _(
            "At the same time: %(title)s, %(span)s.",
            title=localized(other.event, "title"),
            span=filters.clock_span(other.event.starts_at, other.event.ends_at),
        )
        for other in clashes
        if other.event.starts_at < end and other.event.ends_at > start
    ]
