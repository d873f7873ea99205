"""Keeping the catalogue: what delegations can be shown, and how long the way between places is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field

from sqlalchemy import and_, delete, func, select, tuple_

from arena import clock, db
from arena.audit.models import Actor
from arena.audit.services import record
from arena.delegations.models import Stop, TravelTime
from arena.delegations.services.errors.catalogue import (
    SamePlace,
    ShorterThanItsShortest,
    StopCodeTaken,
)
from arena.resources.models import Resource


@dataclass(frozen=True, kw_only=True)
class StopFacts:
    """What is known of a stop; `minutes` is as long as it usually is, `resource_id` where."""

    code: str
    title_sv: str
    title_en: str
    resource_id: int
    kind: str
    minutes: int
    minutes_min: int
    summary_sv: str = ""
    summary_en: str = ""
    topics: Sequence[str] = field(default=())
    levels: Sequence[str] = field(default=())  # None named: all of them.
    group_max: int | None = None
    is_indoors: bool = True
    notice_days: int = 0
    needs_sv: str = ""
    needs_en: str = ""
    host_topic: str = ""
    receiver_name: str = ""
    receiver_title_sv: str = ""
    receiver_title_en: str = ""
    receiver_organisation: str = ""
    receiver_email: str = ""
    receiver_phone: str = ""
    receiver_language: str = "sv"


def create_stop(facts: StopFacts, *, by: Actor) -> Stop:
    """Add a stop. Raises `StopCodeTaken` or `ShorterThanItsShortest`."""
    stop = Stop()
    _write(stop, facts)
    db.session.add(stop)
    db.session.flush()
    record("delegations.create_stop", subject=stop, by=by, detail={"place": facts.resource_id})
    return stop


def update_stop(stop: Stop, facts: StopFacts, *, by: Actor) -> None:
    """Change what is known of a stop; programmes keep what they took from it.

    Raises `StopCodeTaken` or `ShorterThanItsShortest`.
    """
    _write(stop, facts, number=stop.id)
    db.session.flush()
    record("delegations.update_stop", subject=stop, by=by, detail={"place": facts.resource_id})


def close_stop(stop: Stop, *, by: Actor) -> None:
    """Offer a stop no longer; programmes that have it keep it."""
    if stop.closed_at is None:
        stop.closed_at = clock.now()
        record("delegations.close_stop", subject=stop, by=by)


def reopen_stop(stop: Stop, *, by: Actor) -> None:
    """Offer a stop again."""
    if stop.closed_at is not None:
        stop.closed_at = None
        record("delegations.reopen_stop", subject=stop, by=by)


def set_ways(place: Resource, ways: Mapping[tuple[int, str], int | None], *, by: Actor) -> None:
    """Say how many minutes it is from `place` to others, by (other, mode); None: not known.

    What is not named stays. It is as far back as there. Raises `SamePlace`.
    """
    if any(other == place.id for other, _ in ways):
        raise SamePlace
    rows = {
        (min(place.id, other), max(place.id, other), mode): minutes
        for (other, mode), minutes in ways.items()
    }
    if not rows:
        return
    db.session.execute(
        delete(TravelTime).where(
            tuple_(TravelTime.from_id, TravelTime.to_id, TravelTime.mode).in_(list(rows))
        )
    )
    db.session.add_all(
        TravelTime(from_id=start, to_id=end, mode=mode, minutes=minutes)
        for (start, end, mode), minutes in rows.items()
        if minutes is not None
    )
    db.session.flush()
    known = sum(minutes is not None for minutes in rows.values())
    record("delegations.set_ways", subject=place, by=by, detail={"ways": known})


def _write(stop: Stop, facts: StopFacts, number: int | None = None) -> None:
    if facts.minutes < facts.minutes_min:
        raise ShorterThanItsShortest
    same = Stop.code == facts.code
    others = select(func.count()).where(same if number is None else and_(same, Stop.id != number))
    with db.session.no_autoflush:
        if db.session.scalar(others):
            raise StopCodeTaken
    values = asdict(facts)
    for name, value in values.items():
        setattr(stop, name, list(value) if name in ("topics", "levels") else value)
    stop.updated_at = clock.now()
