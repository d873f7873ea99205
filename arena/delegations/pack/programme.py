"""The programme as guests read it, as the values of its page and its PDF."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from arena.delegations.pack import lines
from arena.delegations.pack.kinds import Paper
from arena.delegations.queries.pack import Pack
from arena.delegations.showing import Row, Shown, show_programme
from arena.web import filters
from arena.web.languages import localized


def programme(pack: Pack) -> dict[str, Any]:
    """Return the programme in the current language."""
    shown = show_programme(pack.programme, pack.snapshot.timezone)
    return {
        "key": Paper.PROGRAMME,
        "kicker": _("Programme"),
        "title": pack.snapshot.name,
        "lead": lines.days_of(pack),
        "draft": lines.draft_word(pack),
        "foot": lines.foot(pack, has_version=True),
        "version": lines.version_line(pack),
        "notes": _notes(pack, shown),
        "days": [
            {
                "heading": lines.day_heading(each.day),
                "columns": [lines.time_column(each.day), _("What, where and with whom")],
                "rows": [_row(row) for row in each.rows],
            }
            for each in shown.days
        ],
        "contacts_heading": _("If anything happens during the visit"),
        "contacts": _contacts(pack),
    }


def _row(row: Row) -> dict[str, Any]:
    return {
        "time": row.ours,
        "theirs": row.theirs,
        "leg": row.way,
        "group": row.group,
        "title": row.title,
        "place": row.place,
        "note": row.note,
        "hosts": [
            {"name": host.name, "about": lines.about(localized(host, "title"), host.organisation)}
            for host in row.entry.hosts
        ],
    }


def _notes(pack: Pack, shown: Shown) -> list[str]:
    notes = []
    if shown.theirs:
        notes.append(
            _(
                "Times are those of %(ours)s. The times below them are those of %(theirs)s.",
                ours=shown.ours,
                theirs=shown.theirs,
            )
        )
    if pack.snapshot.meeting_link:
        notes.append(_("We meet online: %(link)s", link=pack.snapshot.meeting_link))
    return notes


def _contacts(pack: Pack) -> list[dict[str, str]]:
    return [
        {
            "name": lead.name,
            "about": filters.sentence(filters.day_month(lead.day)) if lead.day else "",
            **lines.phone(lead.phone),
        }
        for lead in pack.snapshot.day_leads
        if lead.phone
    ]
