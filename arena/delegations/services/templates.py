"""Keeping templates of programmes, and filling a delegation's days from one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from arena import clock, db
from arena.audit.models import Actor
from arena.audit.services import record
from arena.delegations.models import Delegation, ProgrammeItem, ProgrammeTemplate, Stop
from arena.delegations.queries.catalogue import map_stops, stop_number
from arena.delegations.queries.programmes import list_items, place_of
from arena.delegations.rules.templates import Template, TemplateItem
from arena.delegations.services.building import ItemFacts, add_items
from arena.delegations.services.drafting import stop_receiver
from arena.delegations.services.errors.drafting import DaysInUse, NothingToKeep
from arena.delegations.services.grouping import add_group
from arena.delegations.services.settling import Settled

_ONE_DAY = timedelta(days=1)


def save_template(
    delegation: Delegation, *, kind: str, title_sv: str, title_en: str, by: Actor
) -> ProgrammeTemplate:
    """Keep the programme of a delegation as a template: what and how long, not with whom.

    Raises `NothingToKeep`.
    """
    items = list_items(delegation)
    if not items:
        raise NothingToKeep
    groups = {group.id: group.name for group in delegation.groups}
    template = ProgrammeTemplate(
        type=kind,
        title_sv=title_sv,
        title_en=title_en,
        items=[_kept(item, delegation.starts_on, groups).to_record() for item in items],
        updated_at=clock.now(),
    )
    db.session.add(template)
    db.session.flush()
    record("delegations.save_template", subject=template, by=by, detail={"items": len(items)})
    return template


def change_template(
    template: ProgrammeTemplate, *, kind: str, title_sv: str, title_en: str, by: Actor
) -> None:
    """Call a template otherwise, or keep it for another type."""
    template.type, template.title_sv, template.title_en = kind, title_sv, title_en
    template.updated_at = clock.now()
    record("delegations.change_template", subject=template, by=by)


def remove_template(template: ProgrammeTemplate, *, by: Actor) -> None:
    """Keep a template no longer; programmes made from it stay."""
    record("delegations.remove_template", subject=template, by=by)
    db.session.delete(template)


def apply_template(
    delegation: Delegation,
    template: Template,
    *,
    first_day: date,
    may_add: bool,
    by: Actor,
    version: int | None = None,
) -> Settled:
    """Put the items of a template into a delegation's days from `first_day` on.

    Days on which it is not here are left out, and groups are made where there are none of the
    name. Raises `DaysInUse` where a day has items already and the template's may not come after
    them, and `NothingToKeep` where no day is left.
    """
    days = days_of(template, delegation, first_day)
    if not days:
        raise NothingToKeep
    if not may_add and any(item.day in days.values() for item in list_items(delegation)):
        raise DaysInUse
    stops = map_stops({stop_number(item.stop_key) for item in template.items} - {0})
    before = {item.id for item in delegation.items}
    items = [item for item in template.items if item.day in days]
    names = {item.group for item in items} - {""}
    groups, version = _groups(delegation, names, by=by, version=version)
    settled = add_items(
        delegation,
        [_facts(item, days, groups, stops.get(stop_number(item.stop_key))) for item in items],
        by=by,
        version=version,
        name="apply_template",
    )
    for made in delegation.items:
        stop = stops.get(stop_number(made.stop_key))
        if made.id not in before and stop is not None and (party := stop_receiver(stop)):
            made.parties.append(party)
    db.session.flush()
    return settled


def days_of(template: Template, delegation: Delegation, first_day: date) -> dict[int, date]:
    """Return on which days the days of a template fall, as far as the delegation is here."""
    days = {number: first_day + _ONE_DAY * number for number in range(template.days)}
    return {
        number: day
        for number, day in days.items()
        if delegation.starts_on <= day <= delegation.ends_on
    }


def _groups(
    delegation: Delegation, names: Iterable[str], *, by: Actor, version: int | None
) -> tuple[Mapping[str, int], int | None]:
    """Return the numbers of groups by name, and which version the delegation is of then."""
    known = {group.name: group.id for group in delegation.groups}
    for name in sorted(set(names) - known.keys()):
        known[name] = add_group(delegation, name, None, by=by, version=version).id
        version = None
    return known, version


def _facts(
    item: TemplateItem, days: Mapping[int, date], groups: Mapping[str, int], stop: Stop | None
) -> ItemFacts:
    """Return what an item is; a stop that is offered no longer keeps its words, not its place."""
    is_shown = stop is not None and stop.closed_at is None
    return ItemFacts(
        day=days[item.day],
        kind=item.kind,
        minutes=item.minutes,
        title_sv=item.title_sv,
        title_en=item.title_en,
        group_id=groups.get(item.group),
        is_interpreted=item.is_interpreted,
        fixed_start=item.fixed_start,
        travel_mode=item.travel_mode,
        stop_key=item.stop_key if is_shown else "",
        note_sv=item.note_sv,
        note_en=item.note_en,
        place_id=stop.resource_id if stop is not None and is_shown else item.place_id,
        place_sv=item.place_sv,
        place_en=item.place_en,
    )


def _kept(item: ProgrammeItem, first: date, groups: Mapping[int, str]) -> TemplateItem:
    return TemplateItem(
        day=(item.day - first).days,
        group=groups.get(item.group_id or 0, ""),
        kind=item.kind,
        minutes=item.minutes,
        title_sv=item.title_sv,
        title_en=item.title_en,
        start=f"{item.fixed_start:%H:%M}" if item.fixed_start else "",
        is_interpreted=item.is_interpreted,
        stop_key=item.stop_key,
        note_sv=item.note_sv,
        note_en=item.note_en,
        place_id=place_of(item),
        place_sv=item.place_sv,
        place_en=item.place_en,
        travel_mode=item.travel_mode,
    )
