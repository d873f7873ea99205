"""Keeping a draft: its items, hosts and reasons become the programme of the days that it fills."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import time

from sqlalchemy import select

from arena import db
from arena.accounts.models import User
from arena.audit.models import Actor
from arena.delegations.draft_words import in_both, part_name, reason
from arena.delegations.models import Delegation, ItemParty, PartyRole, Stop
from arena.delegations.queries.catalogue import stop_key
from arena.delegations.queries.drafting import Asked, Material, list_items_on, read_material
from arena.delegations.rules.drafting import DayDraft, Line
from arena.delegations.rules.drafting_search import Draft, Plan, lay
from arena.delegations.rules.ladder import Act
from arena.delegations.services.acting import doing
from arena.delegations.services.building import ItemFacts, drop_items, make_item
from arena.delegations.services.errors.drafting import DaysInUse, DraftChanged, NothingToKeep
from arena.delegations.services.settling import Settled, settle

_HOST_SLOT, _RECEIVER_SLOT = 1, 2


def draft_mark(draft: Draft) -> str:
    """Return what is the same for two drafts only if stops, times and hosts are the same."""
    lines = [
        (str(day.wish.day), line.part, line.starts, line.ends, line.option_id, line.guide_id)
        for day in draft.days
        for line in day.lines
    ]
    return hashlib.sha256(repr(lines).encode()).hexdigest()[:16]


def keep_draft(
    delegation: Delegation,
    asked: Asked,
    plan: Plan,
    *,
    seen: str,
    may_replace: bool,
    by: Actor,
    version: int | None = None,
) -> Settled:
    """Make the draft of a plan the programme of its days, with the hosts that it chose.

    Raises `DraftChanged` where it would not be the one that was `seen`, `DaysInUse` where it would
    stand instead of something that may not go, and `NothingToKeep`.
    """
    with doing(delegation, Act.PLAN, by=by, version=version, name="draft") as detail:
        material = read_material(delegation, asked)
        draft = lay(plan, material.wishes, material.house)
        if draft_mark(draft) != seen:
            raise DraftChanged
        filled = [day for day in draft.days if day.lines]
        if not filled:
            raise NothingToKeep
        days = [day.wish.day for day in filled]
        old = list_items_on(delegation, days, asked.group_id)
        if old and not may_replace:
            raise DaysInUse
        drop_items(old, by=by)
        db.session.expire(delegation, ["items"])
        users = _users(filled, material)
        for day in filled:
            _fill(delegation, day, material, asked, users, by)
        detail.update(items=sum(len(day.lines) for day in filled), removed=len(old))
        return settle(delegation)


def stop_receiver(stop: Stop) -> ItemParty | None:
    """Return who of the place receives at a stop; None where the arena's host does alone."""
    if not stop.receiver_name:
        return None
    return ItemParty(
        slot=_RECEIVER_SLOT,
        role=PartyRole.RECEIVER,
        name=stop.receiver_name,
        title_sv=stop.receiver_title_sv,
        title_en=stop.receiver_title_en,
        organisation=stop.receiver_organisation,
        email=stop.receiver_email,
        phone=stop.receiver_phone,
        language=stop.receiver_language,
    )


def _fill(
    delegation: Delegation,
    day: DayDraft,
    material: Material,
    asked: Asked,
    users: Mapping[int, User],
    by: Actor,
) -> None:
    """Add the items of one day, after what another group has there."""
    taken = [item.position for item in delegation.items if item.day == day.wish.day]
    first = max(taken, default=-1) + 1
    for number, line in enumerate(day.lines):
        item = make_item(delegation, _facts(line, number, day, material, asked.group_id), by=by)
        item.position = first + number
        item.parties.extend(_parties(line, material, users))
    db.session.flush()


def _facts(
    line: Line, number: int, day: DayDraft, material: Material, group_id: int | None
) -> ItemFacts:
    """Return what an item is: fixed are only the first of a day, and what is waited for."""
    stop = material.stops[line.option_id] if line.option_id is not None else None
    title_sv, title_en = in_both(lambda: part_name(line, stop))
    reason_sv, reason_en = in_both(lambda: reason(line, day, material)) if stop else ("", "")
    is_fixed = number == 0 or line.wait > 0
    return ItemFacts(
        day=day.wish.day,
        kind=line.kind,
        minutes=line.minutes,
        title_sv=title_sv,
        title_en=title_en,
        group_id=group_id,
        is_interpreted=line.is_interpreted,
        fixed_start=time(*divmod(line.starts, 60)) if is_fixed else None,
        travel_minutes=line.way.minutes if line.way and not line.is_way_known else None,
        travel_mode=line.way.mode if line.way else "walk",
        stop_key=stop_key(stop) if stop else "",
        note_sv=stop.needs_sv if stop else "",
        note_en=stop.needs_en if stop else "",
        place_id=line.place,
        reason_sv=reason_sv[:400],
        reason_en=reason_en[:400],
    )


def _parties(line: Line, material: Material, users: Mapping[int, User]) -> Iterable[ItemParty]:
    if line.guide_id is not None:
        host = material.hosts[line.guide_id]
        user = users[host.user_id]
        yield ItemParty(
            slot=_HOST_SLOT,
            role=PartyRole.HOST,
            resource_id=host.id,
            name=host.name,
            email=user.email,
            phone=user.phone or "",
            language=user.language,
        )
    receiver = stop_receiver(material.stops[line.option_id]) if line.option_id else None
    if receiver is not None:
        yield receiver


def _users(days: Sequence[DayDraft], material: Material) -> Mapping[int, User]:
    """Return the people behind the hosts of a draft, by their numbers."""
    ids = {
        material.hosts[line.guide_id].user_id for day in days for line in day.lines if line.guide_id
    }
    found = db.session.scalars(select(User).where(User.id.in_(ids)))
    return {user.id: user for user in found}
