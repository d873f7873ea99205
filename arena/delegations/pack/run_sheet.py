"""The run sheet for staff: who does what when, whom to call, what has to be there."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask_babel import gettext as _

from arena import clock
from arena.delegations.meanings import PARTY_ROLES, ROLES
from arena.delegations.models import (
    AskState,
    DelegationRole,
    ItemParty,
    NeedKind,
    PartyRole,
    ProgrammeItem,
    ResourceUse,
    RoleName,
)
from arena.delegations.needs import list_needs
from arena.delegations.pack import lines
from arena.delegations.pack.kinds import Paper
from arena.delegations.party_words import ask_words
from arena.delegations.queries.pack import Pack
from arena.delegations.queries.programmes import chosen_parties, is_asked_about_another
from arena.delegations.rules.programme import Entry
from arena.delegations.tellings import group_word
from arena.resources.models import Resource
from arena.web import filters
from arena.web.languages import localized

_FIRST = (RoleName.DAY_LEAD, RoleName.HEAD, RoleName.CONTACT)
EMERGENCY = "112"


def run_sheet(pack: Pack) -> dict[str, Any]:
    """Return the run sheet in the current language."""
    return {
        "key": Paper.RUN_SHEET,
        "kicker": _("Run sheet: for staff only, it names people and their numbers"),
        "title": pack.delegation.name,
        "lead": lines.days_of(pack),
        "draft": lines.draft_word(pack),
        "foot": lines.foot(pack, has_version=True),
        "version": lines.version_line(pack),
        "notes": _notes(pack),
        "calls_heading": _("People to call"),
        "calls_columns": [_("Role"), _("Who"), _("Telephone"), _("Note")],
        "calls": _calls(pack),
        "needs_heading": _("What the guests need"),
        "needs": _needs(pack),
        "words": {
            "meeting_point": _("Meeting point:"),
            "equipment": _("Equipment:"),
            "told": _("Guests read:"),
            "staff_note": _("For staff:"),
        },
        "days": [
            {
                "heading": lines.day_heading(day),
                "columns": [lines.time_column(day), _("What and where"), _("Who")],
                "rows": [_row(pack, entry) for entry in entries],
            }
            for day, entries in pack.programme.days(clock.zone())
        ],
    }


def _notes(pack: Pack) -> list[str]:
    notes = []
    if pack.is_changed and not pack.is_draft:
        notes.append(_("The programme has been changed since this version was released."))
    if pack.delegation.interpreter_language:
        language = filters.language_name(pack.delegation.interpreter_language)
        notes.append(_("Interpreted: %(language)s.", language=language))
    if pack.delegation.has_media:
        notes.append(_("Journalists come along."))
    return notes


def _calls(pack: Pack) -> list[dict[str, str]]:
    order = [*_FIRST, *(role for role in RoleName if role not in _FIRST)]
    ranked = sorted(pack.roles, key=lambda each: (order.index(RoleName(each.role)), each.id))
    calls = [_call(role) for role in ranked]
    has_contact = any(role.role == RoleName.CONTACT for role in pack.roles)
    if pack.delegation.contact_name and not has_contact:
        calls.append(
            {
                "role": str(ROLES[RoleName.CONTACT]),
                "name": pack.delegation.contact_name,
                "about": lines.about(
                    pack.delegation.contact_title, pack.delegation.organisation_name
                ),
                **lines.phone(pack.delegation.contact_phone),
                "note": "",
            }
        )
    emergency = {"role": _("Emergency"), "name": _("Ambulance, fire brigade, police")}
    call = {"phone": EMERGENCY, "tel": EMERGENCY}
    return [*calls, {**emergency, **call, "about": "", "note": ""}]


def _call(role: DelegationRole) -> dict[str, str]:
    day = filters.sentence(filters.day_short(role.day)) if role.day else ""
    return {
        "role": str(ROLES[RoleName(role.role)]),
        "name": role.name,
        "about": lines.about(role.title, role.organisation),
        **lines.phone(lines.role_number(role)),
        "note": ". ".join(part for part in (day, role.note) if part),
    }


def _row(pack: Pack, entry: Entry) -> dict[str, Any]:
    item = pack.items.get(entry.key)
    place = item and next((want for want in item.wants if want.use == ResourceUse.PLACE), None)
    meeting_point = _meeting_point(entry, place.resource) if place else ""
    return {
        "time": filters.clock_span(entry.starts_at, entry.ends_at),
        "leg": _leave(entry),
        "group": group_word(entry.group),
        "title": localized(entry, "title"),
        "place": localized(entry, "place"),
        "meeting_point": meeting_point,
        "equipment": _equipment(item),
        "told": localized(entry, "note"),
        "staff_note": item.staff_note if item else _("This has been taken out since."),
        "buffer": _buffer(pack.spare.get(entry.key)),
        "parties": [_party(pack, party) for party in _shown(item)],
    }


def _meeting_point(entry: Entry, place: Resource) -> str:
    """Return the address of a place, unless its name on the programme says that already."""
    return "" if place.address in localized(entry, "place") else place.address


def _needs(pack: Pack) -> list[str]:
    words = {NeedKind.ACCESS: _("Access needs"), NeedKind.FOOD: _("Food")}
    found = {kind: list_needs(pack.needs, kind) for kind in NeedKind}
    return [
        f"{words[kind]}: {', '.join(f'{count} × {need}' for need, count in needs)}"
        for kind, needs in found.items()
        if needs
    ]


def _leave(entry: Entry) -> str:
    way = lines.way(entry.travel_minutes, entry.travel_mode)
    if not way:
        return ""
    leaves_at = entry.starts_at - timedelta(minutes=entry.travel_minutes)
    return str(_("Leave at %(time)s: %(way)s", time=filters.clocktime(leaves_at), way=way))


def _buffer(minutes: int | None) -> str:
    if not minutes:
        return ""
    if minutes > 0:
        return str(_("Time to spare before: %(time)s", time=filters.duration(minutes)))
    return str(_("Too tight before: %(time)s are missing", time=filters.duration(-minutes)))


def _equipment(item: ProgrammeItem | None) -> str:
    wants = item.wants if item else []
    names = [
        localized(want.resource, "name") for want in wants if want.use == ResourceUse.EQUIPMENT
    ]
    return filters.listing(names) if names else ""


def _shown(item: ProgrammeItem | None) -> list[ItemParty]:
    """Return, of each slot, who comes; where that is open, all who have not said no."""
    if item is None:
        return []
    chosen = chosen_parties(item)
    settled = {party.slot for party in chosen}
    gone = (AskState.NO, AskState.RELEASED)
    open_ = [each for each in item.parties if each.slot not in settled and each.state not in gone]
    return sorted([*chosen, *open_], key=lambda each: (each.slot, each.id))


def _party(pack: Pack, party: ItemParty) -> dict[str, str]:
    number = party.phone or pack.host_phones.get(party.resource_id or 0, "")
    is_there = party.state == AskState.YES and not is_asked_about_another(party)
    word, _shape = ask_words(party)
    return {
        "name": party.name,
        "about": lines.about(
            str(PARTY_ROLES[PartyRole(party.role)]), localized(party, "title"), party.organisation
        ),
        **lines.phone(number),
        "state": "" if is_there else f"({word})",
    }
