"""Mails to the guests: their own link, a first version of the programme, and each that follows."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from arena import db
from arena.delegations.day_words import whole_stay
from arena.delegations.guest_links import guest_url, list_code
from arena.delegations.models import Delegation, DelegationLink, Release
from arena.delegations.queries.links import LinkStanding, last_day_of, standing_of
from arena.delegations.rules.ladder import ENDED
from arena.delegations.rules.snapshots import Changes, Snapshot
from arena.delegations.tellings import tell_changes, tell_line
from arena.messages.kinds import N_, NoLongerTrue
from arena.messages.models import Message
from arena.web import filters
from arena.web.numbers import read_whole


def about(message: Message) -> str:
    """Return whose visit a mail is about."""
    number = read_whole(message.subject.partition(":")[2])
    found = None if number is None else db.session.get(Delegation, number)
    return found.name if found else message.subject


def gather_link(message: Message) -> dict[str, Any]:
    """Return what somebody is told who is given their own page."""
    link = _link(message)
    return _facts(link, message.language)


def gather_release(message: Message) -> dict[str, Any]:
    """Return what somebody is told of a version: what has changed, and where it stands."""
    link = _link(message)
    release = db.session.get(Release, int(message.params["release_id"]))
    if release is None:
        raise NoLongerTrue(N_("The version is no longer kept."))
    snapshot = Snapshot.from_record(release.programme)
    changes = [tell_line(each) for each in tell_changes(Changes.from_records(release.changes))]
    return _facts(link, message.language) | {
        "number": release.number,
        "is_urgent": release.is_urgent,
        "words": release.words,
        "changes": changes,
        "begins": snapshot.programme.starts_at,
        "day_leads": [
            f"{lead.name}, {filters.phone(lead.phone)}" if lead.phone else lead.name
            for lead in snapshot.day_leads
        ],
    }


def gather_end(message: Message) -> dict[str, Any]:
    """Return what those who follow it, or have a part in it, are told of a visit that ended."""
    delegation = db.session.get(Delegation, int(message.params["delegation_id"]))
    if delegation is None or delegation.state not in ENDED:
        raise NoLongerTrue(N_("The visit takes place after all."))
    return {"delegation": delegation, "rows": _rows(delegation)}


def gather_code(message: Message) -> dict[str, Any]:
    """Return the code that opens the list of participants, and how long it does."""
    link = _link(message)
    return _facts(link, message.language) | {
        "code": list_code(link, int(message.params["number"])),
        "until": message.useless_after,
    }


def _link(message: Message) -> DelegationLink:
    link = db.session.get(DelegationLink, int(message.params["link_id"]))
    if link is None or standing_of(link) is not LinkStanding.LIVE:
        raise NoLongerTrue(N_("The link has been closed."))
    if link.email != message.recipient_email:
        raise NoLongerTrue(N_("The link belongs to another address now."))
    if link.delegation.state in ENDED:
        raise NoLongerTrue(N_("The visit does not take place."))
    return link


def _facts(link: DelegationLink, language: str) -> dict[str, Any]:
    return {
        "delegation": link.delegation,
        "link": link,
        "page_url": guest_url(link, language),
        "rows": _rows(link.delegation),
        "last_open_day": last_day_of(link),
    }


def _rows(delegation: Delegation) -> list[tuple[str, str]]:
    return [
        (_("Visit"), delegation.name),
        (_("Days"), whole_stay(delegation)),
        (_("Reference"), delegation.reference),
    ]
