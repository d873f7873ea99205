"""The guests' calendar: the entries of the released versions, as feeds and files have them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from arena import clock
from arena.delegations.models import Delegation
from arena.delegations.queries.releases import list_releases
from arena.delegations.rules.calendars import Listed, listed
from arena.delegations.rules.ladder import ENDED
from arena.delegations.rules.programme import Programme
from arena.delegations.rules.snapshots import Snapshot
from arena.delegations.tellings import entry_hosts, entry_title
from arena.events.ical.entry import EntryFacts
from arena.events.ical.vevent import vevent
from arena.events.rules import cancelled_shown_from
from arena.web import languages
from arena.web.languages import localized


@dataclass(frozen=True)
class GuestCalendar:
    """What the guests' calendar holds now, and when that last changed."""

    entries: list[bytes]
    changed_at: datetime


def guest_calendar(delegation: Delegation, *, with_cancelled: bool = True) -> GuestCalendar:
    """Return the entries in the language spoken now, by start, then UID."""
    releases = list_releases(delegation)
    ended = delegation.state_changed_at if delegation.state in ENDED else None
    entries = listed(
        [(each.released_at, Programme.from_record(each.programme)) for each in releases],
        ended_at=ended,
    )
    link = Snapshot.from_record(releases[-1].programme).meeting_link if releases else ""
    recent = cancelled_shown_from(clock.today(), clock.zone())
    shown = [
        each
        for each in entries
        if not each.is_cancelled or (with_cancelled and each.entry.ends_at > recent)
    ]
    moments = [each.released_at for each in releases] + [ended or delegation.created_at]
    return GuestCalendar([vevent(_facts(each, link), clock.zone()) for each in shown], max(moments))


def _facts(each: Listed, meeting_link: str) -> EntryFacts:
    """Return what the entry says. It has no private link: calendars are shared."""
    entry = each.entry
    hosts = entry_hosts(entry)
    about = [
        localized(entry, "note"),
        _("Who receives you: %(names)s.", names=hosts) if hosts else "",
        meeting_link if entry.kind == "online" else "",
    ]
    return EntryFacts(
        uid=entry.uid,
        sequence=each.sequence,
        status="CANCELLED" if each.is_cancelled else "CONFIRMED",
        starts_at=entry.starts_at,
        ends_at=entry.ends_at,
        created_at=each.created_at,
        modified_at=each.changed_at,
        summary=entry_title(entry),
        description="\n\n".join(filter(None, about)),
        location=localized(entry, "place"),
        language=languages.current(),
    )
