"""Acts on offers: writing, changing, publishing. What is old is unpublished, never deleted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime, time
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from arena import clock, db
from arena.audit.models import Actor
from arena.audit.services import record
from arena.errors import Conflict, Invalid
from arena.resources.models import Resource, ResourceKind
from arena.visits.models import Offer, OfferStop
from arena.visits.rules.offers import (
    Finding,
    OfferFault,
    fee_faults,
    group_faults,
    hours_faults,
    ladder_faults,
    programme_faults,
    slug_faults,
    text_faults,
)
from arena.visits.services.errors import ChangedMeanwhile

_F = OfferFault
_WORDS: Mapping[OfferFault, Any] = {
    _F.NO_SWEDISH: _l("Write this in Swedish too."),
    _F.NO_ENGLISH: _l("Write this in English too."),
    _F.BAD_SLUG: _l("Use small letters a–z, digits and single hyphens, for example “energy-tour”."),
    _F.GROUP_MAX_BELOW_MIN: _l("The largest group cannot be smaller than the smallest."),
    _F.NO_LANGUAGE: _l("Choose at least one language."),
    _F.NO_WEEKDAY: _l("Choose at least one weekday."),
    _F.LAST_START_BEFORE_FIRST: _l("The last start cannot be earlier than the first."),
    _F.NO_STOP: _l("Add at least one part to the programme."),
    _F.STOPS_DO_NOT_ADD_UP: _l("The parts must add up to the length of the visit."),
    _F.RUNG_TWICE: _l("Two steps have the same number of days. Keep one of them."),
    _F.RUNGS_GROW_CHEAPER: _l("Cancelling later cannot cost less than cancelling earlier."),
    _F.RUNG_FREE: _l("Leave out the step that costs nothing: before the first it is free anyway."),
    _F.EXEMPT_FROM_NOTHING: _l("This visit is free, so nobody needs an exemption."),
}


class FaultyOffer(Invalid):
    """The offer does not hold together; `findings` are (field, words), one for each fault."""

    def __init__(self, findings: Sequence[tuple[str, Any]]) -> None:
        super().__init__(findings[0][1], findings[0][0])
        self.findings = list(findings)


class NameTaken(Conflict):
    """Another offer has the same code or address."""

    def __init__(self, field: str) -> None:
        super().__init__(_l("Another visit has this already. Choose something else."))
        self.field = field


@dataclass(frozen=True, kw_only=True)
class Stop:
    """One part of the programme; with a `resource_id` it takes place there and reserves it."""

    minutes: int
    title_sv: str
    title_en: str
    resource_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class OfferFacts:
    """All that staff decide about an offer; the columns of `Offer` with its stops."""

    position: int
    title_sv: str
    title_en: str
    summary_sv: str
    summary_en: str
    description_sv: str
    description_en: str
    audience_sv: str
    audience_en: str
    meeting_point_sv: str
    meeting_point_en: str
    directions_sv: str = ""
    directions_en: str = ""
    advice_sv: str = ""
    advice_en: str = ""
    topic: str
    minutes: int
    group_min: int
    group_max: int
    group_per_host: int
    languages: Sequence[str]
    lead_working_days: int
    weekdays: Sequence[int]
    first_start: time
    last_start: time
    step_minutes: int
    fee_sek: int = 0
    fee_reason_sv: str = ""
    fee_reason_en: str = ""
    exemptions: Sequence[str] = ()
    cancellation_ladder: Sequence[Mapping[str, int]] = ()
    change_working_days: int
    is_digital: bool = False
    stops: Sequence[Stop]


def create_offer(
    facts: OfferFacts, *, code: str, slug: str, is_open_walk: bool = False, by: Actor
) -> Offer:
    """Make an offer that nobody sees until it is published.

    Its code, its address and whether people join it one by one stay as they are made: links and
    bookings rest on them. Raises `FaultyOffer`, or `NameTaken` for a code or slug in use.
    """
    _check(facts, slug_faults(slug))
    _require_unused(code, slug)
    offer = Offer(
        code=code, slug=slug, is_open_walk=is_open_walk, is_published=False, **_columns(facts)
    )
    offer.updated_at = clock.now()
    offer.stops = _stops(facts.stops)
    try:
        with db.session.begin_nested():
            db.session.add(offer)
    except IntegrityError as error:
        raise NameTaken("code") from error
    record("visits.create_offer", subject=offer, by=by, detail={"code": code})
    return offer


def update_offer(
    offer: Offer, facts: OfferFacts, *, by: Actor, seen_at: datetime | None = None
) -> None:
    """Change an offer; visits that are booked already keep their time, their price and their terms.

    `seen_at` is the offer's `updated_at` when the form was filled in: `ChangedMeanwhile` for an
    older one. Raises `FaultyOffer`.
    """
    _check(facts)
    _hold(offer, seen_at)
    columns = _columns(facts)
    changed = [name for name, value in columns.items() if getattr(offer, name) != value]
    for name in changed:
        setattr(offer, name, columns[name])
    if _facts_of_stops(offer) != list(facts.stops):
        offer.stops = _stops(facts.stops)
        changed.append("stops")
    if not changed:
        return
    offer.updated_at = clock.now()
    record("visits.update_offer", subject=offer, by=by, detail={"changed": sorted(changed)})


def publish_offer(offer: Offer, *, by: Actor, seen_at: datetime | None = None) -> None:
    """Let everybody see an offer and ask for it."""
    _set_published(offer, True, by, seen_at)


def unpublish_offer(offer: Offer, *, by: Actor, seen_at: datetime | None = None) -> None:
    """Take an offer off the public pages; visits that are booked already go on."""
    _set_published(offer, False, by, seen_at)


def _set_published(offer: Offer, is_published: bool, by: Actor, seen_at: datetime | None) -> None:
    _hold(offer, seen_at)
    if offer.is_published == is_published:
        return
    offer.is_published = is_published
    offer.updated_at = clock.now()
    record(
        "visits.publish_offer" if is_published else "visits.unpublish_offer", subject=offer, by=by
    )


def _hold(offer: Offer, seen_at: datetime | None) -> None:
    db.session.flush()
    db.session.refresh(offer, with_for_update=True)
    if seen_at is not None and seen_at != offer.updated_at:
        raise ChangedMeanwhile


def _check(facts: OfferFacts, more: Sequence[Finding] = ()) -> None:
    texts = {field.name: getattr(facts, field.name) for field in fields(facts)}
    found = [
        *more,
        *text_faults(texts, is_free=facts.fee_sek == 0, is_digital=facts.is_digital),
        *programme_faults(facts.minutes, [stop.minutes for stop in facts.stops]),
        *group_faults(facts.group_min, facts.group_max, facts.languages),
        *hours_faults(facts.weekdays, facts.first_start, facts.last_start),
        *fee_faults(facts.fee_sek, facts.exemptions),
        *ladder_faults(facts.cancellation_ladder),
    ]
    if found:
        raise FaultyOffer([(each.field, _WORDS[each.fault]) for each in found])
    _check_places(facts.stops)


def _check_places(stops: Sequence[Stop]) -> None:
    for stop in stops:
        if stop.resource_id is None:
            continue
        place = db.session.get(Resource, stop.resource_id)
        if place is None or place.kind not in (ResourceKind.ROOM, ResourceKind.SITE):
            raise FaultyOffer([("stops", _l("Choose a room or a site for each part."))])


def _require_unused(code: str, slug: str) -> None:
    for field, column, value in (("code", Offer.code, code), ("slug", Offer.slug, slug)):
        if db.session.scalar(select(Offer.id).where(column == value)) is not None:
            raise NameTaken(field)


def _columns(facts: OfferFacts) -> dict[str, Any]:
    columns = {field.name: getattr(facts, field.name) for field in fields(facts)}
    del columns["stops"]
    for name in ("languages", "weekdays", "exemptions", "cancellation_ladder"):
        columns[name] = list(columns[name])
    return columns


def _stops(stops: Sequence[Stop]) -> list[OfferStop]:
    return [
        OfferStop(
            position=position,
            minutes=stop.minutes,
            title_sv=stop.title_sv,
            title_en=stop.title_en,
            resource_id=stop.resource_id,
        )
        for position, stop in enumerate(stops, start=1)
    ]


def _facts_of_stops(offer: Offer) -> list[Stop]:
    return [
        Stop(
            minutes=stop.minutes,
            title_sv=stop.title_sv,
            title_en=stop.title_en,
            resource_id=stop.resource_id,
        )
        for stop in offer.stops
    ]
