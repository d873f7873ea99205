"""What calendar programs read of a delegation: the guests' own programme, as it was sent out."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from flask import Response, abort, request
from flask_babel import gettext as _

from arena import clock, db
from arena.delegations.calendar import guest_calendar
from arena.delegations.guest_links import calendar_number, is_calendar_key, was_calendar_key
from arena.delegations.models import DelegationLink
from arena.delegations.queries.links import ended_at
from arena.events.ical.calendar import emptied, feed
from arena.events.ical.entry import EntryFacts
from arena.events.rules import midnight
from arena.feeds.answers import PRIVATE, answer
from arena.feeds.bodies import Body
from arena.feeds.rules import is_gone, last_modified
from arena.feeds.views.outlet import READ, blueprint, unknown
from arena.web.access import access, public
from arena.web.languages import LANGUAGES, Language, speak

_NOTICES = uuid.UUID("0f3cc1a2-51b9-4f0e-8a53-6b1d0d2a9f77")  # Notices' UIDs are derived below it.


@blueprint.route("/delegation/<key>.ics", methods=READ, provide_automatic_options=False)
@access(public)
def delegation(key: str) -> Response:
    """Give the owner of a link the programme as it was last sent out; `?lang=` chooses the words.

    A link that has ended, or was replaced, empties the calendar and so takes it from their phone.
    """
    number = calendar_number(key)
    link = None if number is None else db.session.get(DelegationLink, number)
    if link is None:
        return unknown()
    with speak(_language(link)):
        if was_calendar_key(link, key):
            return _ended(link, link.delegation.updated_at)
        if not is_calendar_key(link, key):
            return unknown()
        ended = ended_at(link)
        if ended is not None:
            return _ended(link, ended)
        return _programme(link)


def _programme(link: DelegationLink) -> Response:
    made = guest_calendar(link.delegation)
    body = feed(
        made.entries,
        name=_("Programme: %(name)s", name=link.delegation.name),
        zone=clock.zone(),
    )
    modified_at = last_modified(clock.today(), clock.zone(), made.changed_at)
    return answer(Body(body), modified_at, caching=PRIVATE)


def _ended(link: DelegationLink, ended: datetime) -> Response:
    """Answer with one entry that says that the calendar has ended; after three months with 410."""
    if is_gone(ended, clock.now()):
        abort(410)
    first = midnight(clock.date_of(ended), clock.zone())
    notice = EntryFacts(
        uid=str(uuid.uuid5(_NOTICES, str(link.id))),
        sequence=0,
        status="CONFIRMED",
        starts_at=first,
        ends_at=midnight(first.date() + timedelta(days=1), clock.zone()),
        created_at=ended,
        modified_at=ended,
        summary=_("This calendar has ended"),
        language=_language(link),
        all_day=True,
        description=_(
            "The link to the programme is closed, so its entries are gone. Remove the calendar"
            " from your program."
        ),
        transparent=True,
    )
    body = emptied(notice, name=_("Ended: programme of a visit"), zone=clock.zone())
    return answer(Body(body), last_modified(first.date(), clock.zone(), ended), caching=PRIVATE)


def _language(link: DelegationLink) -> Language:
    asked = request.args.get("lang")
    wanted = asked if asked in LANGUAGES else link.language
    return "en" if wanted == "en" else "sv"
