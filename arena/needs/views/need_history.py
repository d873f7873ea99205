"""Published needs among what organisations and people took part in; never who shows interest."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import Select, select

from arena import clock
from arena.directory.departures import Consequence
from arena.directory.history import Entry, Source
from arena.directory.models import Organisation, Person
from arena.needs import policy
from arena.needs.models import Need
from arena.needs.queries.listing import list_of_organisation, list_owned_by
from arena.needs.rules.ladder import ENDED, SHOWN
from arena.needs.words import need_state, need_title

_MOST = 200


def needs_of(organisation: Organisation, reader: Any) -> Sequence[Entry]:
    """Return what an organisation has published, to staff."""
    if not policy.may_read_needs(reader):
        return ()
    return [_need(each) for each in list_of_organisation(organisation, limit=_MOST)]


def needs_owned_by(person: Person, reader: Any) -> Sequence[Entry]:
    """Return the published needs that a person owns, to staff."""
    if not policy.may_read_needs(reader):
        return ()
    return [_need(each) for each in list_owned_by(person)]


def seeking_since(day: date) -> Select[Any]:
    """Return the organisations that have published a need since a day."""
    begins = datetime.combine(day, time.min, tzinfo=clock.zone())
    return select(Need.organisation_id).where(Need.published_at >= begins, Need.state.in_(SHOWN))


NEEDS = Source("needs", _l("Needs"), needs_of, needs_owned_by, organisations_since=seeking_since)


def needs_left_alone(person: Person, organisation: Organisation) -> Sequence[Consequence]:
    """Return the needs that nobody owns any more when a person leaves an organisation."""
    return [
        Consequence(
            _("The need “%(title)s” has no owner any more.", title=need_title(each)),
            url_for("needs_staff.show", reference=each.reference),
        )
        for each in list_owned_by(person)
        if each.organisation_id == organisation.id and each.state not in ENDED
    ]


def _need(need: Need) -> Entry:
    return Entry(
        clock.date_of(need.published_at or need.created_at),
        need_title(need),
        url_for("needs_staff.show", reference=need.reference),
        status=need_state(need),
    )
