"""Agenda, notes and minutes as papers: plain words that their page and their PDF both draw."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from arena import clock
from arena.meetings.models import ItemRole, Meeting, Record, RecordKind, RecordState
from arena.meetings.queries.agenda import Agenda
from arena.meetings.queries.records import approvals_of
from arena.meetings.record_words import KINDS, PARTS, RECORDS, minutes_words
from arena.meetings.rules.protocols import Promised, Protocol, Said, Who
from arena.meetings.words import meeting_place
from arena.printing import typeset
from arena.web import filters
from arena.web.contact import arena_contact
from arena.web.languages import localized, speak

_TEMPLATE = "meeting.typ"
_REGIONS = {"sv": "SE", "en": "GB"}


def draw_agenda(meeting: Meeting, agenda: Agenda) -> dict[str, Any]:
    """Return what stands on an agenda, in the current language."""
    event = meeting.event
    items = []
    for place, entry in enumerate(agenda.entries):
        begins = filters.clocktime(agenda.running.begins[place])
        rough = agenda.running.rough_from
        followed_up = agenda.actions if entry.role == ItemRole.ACTIONS else ()
        items.append(
            {
                "number": str(place + 1),
                "time": begins if rough is None or place <= rough else f"{_('about')} {begins}",
                "title": entry.title,
                "about": _about(
                    str(KINDS[entry.kind]), minutes_words(entry.minutes), entry.presenter
                ),
                "paragraphs": _paragraphs(entry.background),
                "decisions": [],
                "actions": [
                    _action(Promised(each.text, each.owner.name if each.owner else "", each.due_on))
                    for each in followed_up
                ],
            }
        )
    return {
        **_frame(meeting.language),
        "kind": _("Agenda"),
        "kicker": localized(meeting.network, "name"),
        "title": localized(event, "title"),
        "lead": filters.sentence(filters.span(event.starts_at, event.ends_at)),
        "draft": None,
        "foot": _about(localized(event, "title"), filters.day(event.starts_at)),
        "facts": _facts([(_("Place"), meeting_place(meeting))]),
        "opening": _paragraphs(meeting.purpose),
        "items": items,
    }


def draw_record(protocol: Protocol, record: Record) -> dict[str, Any]:
    """Return what stands on notes or minutes, in the current language."""
    kind = str(RECORDS[record.kind])
    is_draft = record.state == RecordState.DRAFT
    return {
        **_frame(protocol.language),
        "kind": kind,
        "kicker": protocol.network,
        "title": f"{kind}: {protocol.title}",
        "lead": filters.sentence(filters.span(protocol.starts_at, protocol.ends_at)),
        "draft": str(_("DRAFT")) if is_draft else None,
        "foot": _about(
            kind, protocol.title, filters.day(protocol.starts_at), protocol.registry_number
        ),
        "facts": _facts(
            [
                (_("Place"), protocol.place),
                (_("Present"), _names(protocol.present)),
                (_("By link"), _names(protocol.remote)),
                (_("Absent, with notice or without"), _names(protocol.absent)),
                (_("Secretary"), protocol.secretary),
                (_("Registration number"), protocol.registry_number),
                (_("Status"), _standing(record)),
            ]
        ),
        "opening": _paragraphs(protocol.opening),
        "items": [_item(number, item) for number, item in enumerate(protocol.items, start=1)],
        "closing": _paragraphs(protocol.closing),
        "approvals": _approvals(record),
        "corrections": [
            {
                "heading": _(
                    "Added %(day)s by %(name)s",
                    day=filters.day(each.created_at),
                    name=each.author.name,
                ),
                "paragraphs": _paragraphs(each.text),
            }
            for each in record.corrections
        ],
    }


def print_paper(drawn: dict[str, Any]) -> bytes:
    """Return a paper as tagged PDF in its language."""
    with speak(drawn["language"]):
        data = {**drawn, "key": "paper", "author": arena_contact().operator}
    return typeset(_TEMPLATE, data, at=clock.now())


def paper_name(drawn: dict[str, Any], meeting: Meeting) -> str:
    """Return the name of a paper as a file, without its ending."""
    return f"{drawn['kind']} {drawn['kicker']} {clock.date_of(meeting.event.starts_at).isoformat()}"


def _frame(language: str) -> dict[str, Any]:
    """Return what every paper has, and the words that stand on each."""
    return {
        "language": language,
        "region": _REGIONS[language],
        "closing": [],
        "approvals": [],
        "corrections": [],
        "words": {
            "decision": _("Decision"),
            "actions": _("Actions"),
            "approved": _("Approved by"),
            "corrections": _("Added afterwards"),
        },
    }


def _item(number: int, item: Said) -> dict[str, Any]:
    again = str(_("comes up again")) if item.is_carried_on else ""
    return {
        "number": str(number),
        "time": "",
        "title": item.title,
        "about": _about(str(KINDS[item.kind]), item.presenter, again),
        "paragraphs": _paragraphs(item.notes),
        "decisions": [
            each.text + (f" ({each.registry_number})" if each.registry_number else "")
            for each in item.decisions
        ],
        "actions": [_action(each) for each in item.actions],
    }


def _action(promised: Promised) -> str:
    return str(
        _(
            "%(text)s – %(owner)s, by %(day)s",
            text=promised.text,
            owner=promised.owner or _("nobody yet"),
            day=filters.day(promised.due_on),
        )
    )


def _approvals(record: Record) -> list[str]:
    if record.kind != RecordKind.MINUTES:
        return []
    return [
        _about(
            f"{each.name} ({PARTS[each.part]})",
            filters.day(each.approved_at) if each.approved_at else str(_("not yet")),
            each.words,
        )
        for each in approvals_of(record)
    ]


def _standing(record: Record) -> str:
    if record.kind == RecordKind.NOTES:
        return ""
    if record.state == RecordState.APPROVED and record.approved_at is not None:
        return str(_("Approved %(day)s", day=filters.day(record.approved_at)))
    return str(_("Not approved yet"))


def _names(people: Iterable[Who]) -> str:
    people = list(people)
    if not people:
        return ""
    names = [f"{who.name} ({who.organisation})" if who.organisation else who.name for who in people]
    count = ngettext("%(num)d person", "%(num)d people", len(people))
    return f"{', '.join(names)} – {count}"


def _facts(rows: Sequence[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"label": label, "value": value} for label, value in rows if value]


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _about(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
