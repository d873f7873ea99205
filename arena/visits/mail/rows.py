"""What a mail lists of a visit, line by line: a label and what holds."""

from __future__ import annotations

from flask_babel import gettext as _

from arena.events.models import Attendee, Event
from arena.visits.meanings import GROUNDS
from arena.visits.models import ExemptionGround, Offer, OpenWalk, Visit, VisitState
from arena.visits.queries.holdings import placed_programme
from arena.visits.rules.fees import is_exempt
from arena.web import filters
from arena.web.languages import localized

Row = tuple[str, str]


def booker_rows(visit: Visit) -> list[Row]:
    """Return what a booker is told of a visit; rows without a value are not shown."""
    event = visit.event
    return [
        (_("Visit"), localized(visit.offer, "title")),
        (_("Time"), filters.span(event.starts_at, event.ends_at)),
        (_("Meeting point"), localized(event, "place")),
        (_("Number of people"), filters.number(visit.group_size)),
        (_("Language"), filters.language_name(visit.language)),
        (_("Your host"), _hosts(event) if _has_host(visit) else ""),
        (_("Price"), price(visit)),
        (_("Reference"), visit.reference),
    ]


def tour_rows(event: Event, visit: Visit | None) -> list[Row]:
    """Return what tells one tour from another: enough for who does not lead it any more."""
    return [
        (_("Time"), filters.span(event.starts_at, event.ends_at)),
        (_("Meeting point"), localized(event, "place")),
        (_("Group"), _group(visit) if visit else ""),
        (_("Reference"), visit.reference if visit else ""),
    ]


def host_rows(event: Event, visit: Visit | None, walk: OpenWalk | None) -> list[Row]:
    """Return what a host is told of a visit or an open walk."""
    rows = tour_rows(event, visit)
    if visit is not None:
        rows += [
            (_("Number of people"), filters.number(visit.group_size)),
            (_("Language"), filters.language_name(visit.language)),
            (_("Own interpreter"), _("Yes") if visit.has_interpreter else ""),
            (_("Measures for access"), visit.access_needs),
            (_("Whom to call"), _contact(visit)),
        ]
    if walk is not None:
        rows += [
            (_("Number of people"), filters.number(walk.seats_taken)),
            (_("Language"), filters.language_name(walk.language)),
        ]
    others = [host.name for host in event.hosts]
    rows.append((_("Hosts"), filters.listing(others) if len(others) > 1 else ""))
    return rows


def programme(event: Event, offer: Offer) -> list[str]:
    """Return the parts of a visit with their times, and where, if not where the offer says."""
    return [
        f"{filters.clock_span(part.starts_at, part.ends_at)} {localized(part.stop, 'title')}"
        + (f", {localized(part.place, 'name')}" if part.is_elsewhere else "")
        for part in placed_programme(event, offer)
    ]


def price(visit: Visit) -> str:
    """Return what the visit costs, or why it is free."""
    if visit.fee_sek:
        fee: str = _("%(fee)s without VAT", fee=filters.money(visit.fee_sek))
        return fee
    if is_exempt(visit.exemption_ground, visit.offer.exemptions):
        ground = GROUNDS[ExemptionGround(str(visit.exemption_ground))]
        free: str = _("Free of charge. %(ground)s", ground=ground)
        return free
    return localized(visit.offer, "fee_reason") or str(_("Free of charge"))


def _has_host(visit: Visit) -> bool:
    return visit.state == VisitState.CONFIRMED and not visit.is_walk


def _hosts(event: Event) -> str:
    return ", ".join(_reach(host) for host in event.hosts)


def _reach(host: Attendee) -> str:
    phone = host.user.phone if host.user else None
    return f"{host.name}, {filters.phone(phone)}" if phone else host.name


def _contact(visit: Visit) -> str:
    phone = filters.phone(visit.contact_phone) if visit.contact_phone else visit.contact_email
    return f"{visit.contact_name}, {phone}"


def _group(visit: Visit) -> str:
    country = "" if visit.country in ("SE", "") else filters.country_name(visit.country)
    return ", ".join(filter(None, (visit.organisation_name, country)))
