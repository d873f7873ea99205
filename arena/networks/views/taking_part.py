"""What the directory says of networks: in histories, on a person's page, and when one leaves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from arena import clock
from arena.accounts.policy import is_staff
from arena.directory.departures import Consequence
from arena.directory.history import Entry, Source
from arena.directory.models import Organisation, Person
from arena.directory.sections import Line, Section
from arena.networks.models import Membership, Network, Office, Seat
from arena.networks.queries.history import (
    list_memberships_of,
    list_offices_of,
    list_seats_of,
)
from arena.networks.queries.standing import networks_of
from arena.networks.queries.taking_part import organisations_since, people_since
from arena.networks.words import circle_name, office_name
from arena.web import filters
from arena.web.languages import localized

DAY = timedelta(days=1)
Status = tuple[Any, str]


def of_organisation(organisation: Organisation, reader: Any) -> Sequence[Entry]:
    """Return in which networks an organisation was, as far as the reader may know of them."""
    today = clock.today()
    inside = _inside(reader, today)
    return [
        Entry(
            on=each.starts_on,
            text=localized(each.network, "name"),
            href=_href(each.network, reader, inside),
            detail=f"{circle_name(each.circle)}, {_period(each)}",
            status=_status(each, today),
        )
        for each in list_memberships_of(organisation, today)
        if is_staff(reader) or each.network_id in inside or each.network.is_open_to_all(today)
    ]


def of_person(person: Person, reader: Any) -> Sequence[Entry]:
    """Return where somebody sat and what they did there; who is not staff learns of fellows."""
    today = clock.today()
    inside = _inside(reader, today)
    seats = [
        Entry(
            on=seat.starts_on,
            text=localized(seat.membership.network, "name"),
            href=_href(seat.membership.network, reader, inside),
            detail=f"{seat.membership.organisation.name}, {_period(seat)}",
            status=_status(seat, today),
        )
        for seat in list_seats_of(person)
        if is_staff(reader) or (seat.is_listed and seat.membership.network_id in inside)
    ]
    offices = [
        Entry(
            on=office.starts_on,
            text=f"{office_name(office.office)}, {localized(office.network, 'name')}",
            href=_href(office.network, reader, inside),
            detail=_period(office),
            status=_status(office, today),
        )
        for office in list_offices_of(person)
        if is_staff(reader) or office.network_id in inside
    ]
    return [*seats, *offices]


NETWORKS = Source(
    "networks",
    _l("Networks"),
    of_organisation=of_organisation,
    of_person=of_person,
    organisations_since=organisations_since,
    people_since=people_since,
)


def section_of_person(person: Person, reader: Any) -> Section | None:
    """Return in which networks somebody is today, and what they do there."""
    lines = [
        Line(each.text, each.href or "", each.detail, each.status)
        for each in of_person(person, reader)
        if each.href and each.status == _still()
    ]
    if not lines:
        return None
    return Section(_("Networks"), _("The networks that the person is in stand here."), lines)


def consequences(person: Person, organisation: Organisation) -> list[Consequence]:
    """Say which seats and offices end when somebody leaves an organisation."""
    today = clock.today()
    found = [
        Consequence(
            _("The place in %(network)s ends.", network=localized(seat.membership.network, "name")),
            url_for("networks_staff.show", slug=seat.membership.network.slug),
        )
        for seat in list_seats_of(person)
        if seat.membership.organisation_id == organisation.id and _holds(seat, today)
    ]
    if not found:
        return []
    return found + [
        Consequence(
            _(
                "%(network)s needs somebody else: %(office)s.",
                network=localized(office.network, "name"),
                office=office_name(office.office),
            ),
            url_for("networks_staff.appoint", slug=office.network.slug),
        )
        for office in list_offices_of(person)
        if _holds(office, today)
    ]


def _inside(reader: Any, day: date) -> set[int]:
    return set() if is_staff(reader) else networks_of(reader, day)


def _href(network: Network, reader: Any, inside: set[int]) -> str | None:
    """Return the page of a network that the reader may open, if any."""
    if is_staff(reader):
        return url_for("networks_staff.show", slug=network.slug)
    if network.id in inside:
        return url_for("networks_partner.show", slug=network.slug)
    if network.is_open_to_all(clock.today()):
        return url_for("networks.show", slug=network.slug)
    return None


def _period(each: Membership | Seat | Office) -> str:
    since = filters.day(each.starts_on)
    if each.ends_on is None:
        return str(_("since %(day)s", day=since))
    return f"{since} – {filters.day(each.ends_on - DAY)}"


def _holds(each: Membership | Seat | Office, day: date) -> bool:
    return each.ends_on is None or each.ends_on > day


def _still() -> Status:
    return _("Now"), "good"


def _status(each: Membership | Seat | Office, day: date) -> Status:
    return _still() if _holds(each, day) else (_("Before"), "quiet")
