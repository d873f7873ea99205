"""The parts that mails about meetings are made of."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from arena.meetings.links import answer_url
from arena.meetings.models import Invitee, Meeting
from arena.meetings.queries.agenda import read_agenda
from arena.meetings.record_words import minutes_words
from arena.web import filters
from arena.web.languages import localized

Row = tuple[str, str]


def title_of(meeting: Meeting) -> str:
    """Return what a meeting is called, in the receiver's language."""
    return localized(meeting.event, "title")


def meeting_rows(meeting: Meeting, *, with_link: bool) -> list[Row]:
    """Return when and where a meeting is; the link only for who is invited."""
    event = meeting.event
    return [
        (_("Network"), localized(meeting.network, "name")),
        (_("Time"), filters.span(event.starts_at, event.ends_at)),
        (_("Place"), localized(event, "place")),
        (_("Link"), meeting.video_link if with_link else ""),
        (_("Language of the meeting"), filters.sentence(filters.language_name(meeting.language))),
    ]


def agenda_lines(meeting: Meeting) -> list[str]:
    """Return the items of the agenda with when each begins, as far as there is one."""
    agenda = read_agenda(meeting)
    return [
        ", ".join(
            filter(
                None,
                (
                    f"{filters.clocktime(begins)} {entry.title}",
                    minutes_words(entry.minutes),
                    entry.presenter,
                ),
            )
        )
        for begins, entry in zip(agenda.running.begins, agenda.entries, strict=True)
    ]


def ways_to_answer(invitee: Invitee, language: str) -> list[tuple[str, str]]:
    """Return what an invitee may answer and the link of each; the first is the usual one."""
    meeting = invitee.meeting
    is_only_online = bool(meeting.video_link) and not (meeting.room_id or meeting.other_place)
    ways = [(_("Yes, I come"), "remote" if is_only_online else "accepted")]
    if meeting.video_link and not is_only_online:
        ways.append((_("Yes, by link"), "remote"))
    ways += [(_("Maybe"), "tentative"), (_("No, I cannot"), "declined")]
    return [(label, answer_url(invitee, language, say)) for label, say in ways]


def letter(
    subject: str,
    heading: str,
    opening: list[str],
    *,
    rows: list[Row] | None = None,
    **more: Any,
) -> dict[str, Any]:
    """Return the variables of `emails/meetings/_letter`; what is not given is left out."""
    usual: dict[str, Any] = {
        "words": "",
        "purpose": "",
        "agenda": [],
        "ways": [],
        "asking": "",
        "lists": [],
        "link": None,
        "closing": [],
    }
    return {
        **usual,
        "subject": subject,
        "heading": heading,
        "opening": opening,
        "rows": rows or [],
        **more,
    }
