"""The programme as guests read it, as the values of its page and its PDF."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from arena import clock
from arena.delegations.models import DelegationType
from arena.delegations.pack import lines
from arena.delegations.pack.kinds import Paper
from arena.delegations.queries.pack import Pack
from arena.delegations.rules.programme import Entry
from arena.web import filters
from arena.web.languages import localized


def programme(pack: Pack) -> dict[str, Any]:
    """Return the programme in the current language."""
    zone = lines.own_zone(pack)
    return {
        "key": Paper.PROGRAMME,
        "kicker": _("Programme"),
        "title": pack.delegation.name,
        "lead": lines.days_of(pack),
        "draft": lines.draft_word(pack),
        "foot": lines.foot(pack, has_version=True),
        "version": lines.version_line(pack),
        "notes": _notes(pack, zone),
        "columns": [_("Time"), _("What, where and with whom")],
        "days": [
            {"heading": lines.day_heading(day), "rows": [_row(entry, zone) for entry in entries]}
            for day, entries in pack.programme.days(clock.zone())
        ],
        "contacts_heading": _("If anything happens during the visit"),
        "contacts": _contacts(pack),
    }


def _row(entry: Entry, zone: ZoneInfo | None) -> dict[str, Any]:
    return {
        "time": filters.clock_span(entry.starts_at, entry.ends_at),
        "theirs": lines.own_times(entry, zone),
        "leg": lines.way(entry.travel_minutes, entry.travel_mode),
        "group": lines.group_word(entry.group),
        "title": localized(entry, "title"),
        "place": localized(entry, "place"),
        "note": localized(entry, "note"),
        "hosts": [
            {"name": host.name, "about": lines.about(localized(host, "title"), host.organisation)}
            for host in entry.hosts
        ],
    }


def _notes(pack: Pack, zone: ZoneInfo | None) -> list[str]:
    notes = []
    if zone is not None:
        notes.append(
            _(
                "Times are those of %(ours)s. The times below them are those of %(theirs)s.",
                ours=lines.zone_place(clock.zone()),
                theirs=lines.zone_place(zone),
            )
        )
    if pack.delegation.type == DelegationType.DIGITAL and pack.delegation.meeting_link:
        notes.append(_("We meet online: %(link)s", link=pack.delegation.meeting_link))
    return notes


def _contacts(pack: Pack) -> list[dict[str, str]]:
    several = len(pack.day_leads) > 1
    return [
        {
            "name": lead.name,
            "about": filters.sentence(filters.weekday(lead.day)) if several and lead.day else "",
            "phone": lines.role_phone(lead),
        }
        for lead in pack.day_leads
        if lines.role_phone(lead)
    ]
