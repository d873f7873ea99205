"""What a search finds, kind by kind: each only for whom its own pages would let in."""

from __future__ import annotations

from collections.abc import Callable

from flask import url_for
from flask_babel import gettext as _

from arena import clock
from arena.accounts.models import User
from arena.accounts.policy import may_administer_users
from arena.accounts.queries import list_users
from arena.accounts.words import role_name
from arena.delegations import policy as delegations_policy
from arena.delegations.models import Delegation
from arena.delegations.queries.listing import Criteria as DelegationCriteria
from arena.delegations.queries.listing import list_matching
from arena.delegations.views.staff.register import countries_of
from arena.delegations.views.staff.wiring import state_words as delegation_state
from arena.directory.policy import may_read_directory
from arena.directory.queries import find_organisations, find_people
from arena.directory.words import organisation_type
from arena.meetings.policy import may_read_meetings
from arena.meetings.queries.meetings import find_meetings
from arena.networks import policy as networks_policy
from arena.networks.queries.agreements import Wanted, list_agreements
from arena.networks.queries.reading import find_networks
from arena.networks.words import agreement_type
from arena.resources.policy import may_read_resources
from arena.resources.queries.register import list_resources
from arena.resources.words import kind_name, resource_name
from arena.search.decisions import find_decisions
from arena.search.hits import SHOWN, Found, Hit
from arena.search.market import find_needs, find_offers
from arena.visits import policy as visits_policy
from arena.visits.models import Visit
from arena.visits.queries.register import Criteria, list_visits
from arena.visits.views.staff.words import party, state_words
from arena.web import filters, navigation
from arena.web.languages import localized


def find(text: str, person: User) -> list[Found]:
    """Return what `person` may open that `text` finds; kinds without a hit are left out."""
    looked = [look(text, person) for look in _KINDS]
    return [found for found in looked if found is not None and found.hits]


def list_places(text: str = "") -> Found:
    """Return the pages of the rail that the person may open, or those whose name holds `text`."""
    places = [(place.label, place.href) for place in navigation.places()]
    places.append((_("My account"), url_for("accounts.profile")))
    wanted = text.casefold()
    hits = [Hit(label, "", href) for label, href in places if wanted in label.casefold()]
    return Found(_("Pages"), hits, len(hits))


def _visits(text: str, person: User) -> Found | None:
    may_read_all = visits_policy.may_read_visits(person)
    if not (may_read_all or visits_policy.may_host(person)):
        return None
    # Hosts find the visits that they lead or have led.
    criteria = Criteria(
        words=text,
        host_id=None if may_read_all else person.id,
        by_contact=visits_policy.may_read_contact_details(person),
    )
    visits, total = list_visits(criteria, sort="-time", limit=SHOWN)
    show = "visits_staff.show" if may_read_all else "visits_host.visit"
    hits = [
        Hit(party(visit), _visit_detail(visit), url_for(show, reference=visit.reference))
        for visit in visits
        if may_read_all or not visit.is_walk
    ]
    more = url_for("visits_staff.index", stage="all", q=text) if may_read_all else None
    return Found(_("Visits"), hits, total if may_read_all else len(hits), more)


def _visit_detail(visit: Visit) -> str:
    return ", ".join(
        (
            visit.reference,
            localized(visit.offer, "title"),
            filters.day(visit.event.starts_at),
            str(state_words(visit)[0]),
        )
    )


def _delegations(text: str, person: User) -> Found | None:
    if not delegations_policy.may_read_delegations(person):
        return None
    criteria = DelegationCriteria(
        words=text,
        by_contact=delegations_policy.may_read_people(person),
        countries=countries_of(text),
    )
    found, total = list_matching(criteria, sort="-days", limit=SHOWN)
    hits = [
        Hit(
            each.name,
            _delegation_detail(each),
            url_for("delegations_staff.show", reference=each.reference),
        )
        for each in found
    ]
    return Found(_("Delegations"), hits, total, url_for("delegations_staff.index", q=text))


def _delegation_detail(delegation: Delegation) -> str:
    return ", ".join(
        (
            delegation.reference,
            filters.day(delegation.starts_on),
            str(delegation_state(delegation)[0]),
        )
    )


def _organisations(text: str, person: User) -> Found | None:
    if not may_read_directory(person):
        return None
    finds = find_organisations(text, limit=SHOWN)
    hits = [
        Hit(
            each.name,
            f"{organisation_type(each.type)}, {filters.country_name(each.country)}",
            url_for("directory.show", organisation_id=each.id),
        )
        for each in finds.hits
    ]
    more = url_for("directory.index", q=text)
    return Found(_("Organisations"), hits, finds.total, more, finds.is_more)


def _people(text: str, person: User) -> Found | None:
    if not may_read_directory(person):
        return None
    finds = find_people(
        text, by_address=visits_policy.may_read_contact_details(person), limit=SHOWN
    )
    hits = [
        Hit(
            each.name,
            filters.listing(dict.fromkeys(role.organisation.name for role in each.roles)),
            url_for("directory.person", person_id=each.id),
        )
        for each in finds.hits
    ]
    more = url_for("directory.people", q=text)
    return Found(_("People"), hits, finds.total, more, finds.is_more)


def _resources(text: str, person: User) -> Found | None:
    if not may_read_resources(person):
        return None
    resources = list_resources(text=text)
    hits = [
        Hit(
            resource_name(resource),
            f"{kind_name(resource.kind)}, {resource.code}",
            url_for("resources.show", resource_id=resource.id),
        )
        for resource in resources[:SHOWN]
    ]
    more = url_for("resources.index", q=text)
    return Found(_("Rooms, sites, hosts and equipment"), hits, len(resources), more)


def _users(text: str, person: User) -> Found | None:
    if not may_administer_users(person):
        return None
    rows, total = list_users(text, limit=SHOWN)
    hits = [
        Hit(
            row.user.name,
            f"{role_name(row.user.role)}, {row.user.email}",
            url_for("accounts_staff.show", user_id=row.user.id),
        )
        for row in rows
    ]
    return Found(_("Users"), hits, total, url_for("accounts_staff.index", q=text))


def _meetings(text: str, person: User) -> Found | None:
    if not may_read_meetings(person):
        return None
    meetings, total = find_meetings(text, limit=SHOWN)
    hits = [
        Hit(
            localized(each.event, "title"),
            f"{localized(each.network, 'name')}, {filters.day(each.event.starts_at)}",
            url_for("meetings.show", meeting_id=each.id),
        )
        for each in meetings
    ]
    return Found(_("Meetings"), hits, total, url_for("meetings.index"))


def _networks(text: str, person: User) -> Found | None:
    if not networks_policy.may_read_networks(person):
        return None
    found = find_networks(text)
    hits = [
        Hit(
            localized(each, "name"),
            localized(each.parent, "name") if each.parent else "",
            url_for("networks_staff.show", slug=each.slug),
        )
        for each in found[:SHOWN]
    ]
    return Found(_("Networks"), hits, len(found), url_for("networks_staff.index"))


def _agreements(text: str, person: User) -> Found | None:
    if not networks_policy.may_read_agreements(person):
        return None
    found = list_agreements(Wanted(text=text), clock.today())
    hits = [
        Hit(
            each.title,
            str(agreement_type(each.type)),
            url_for("networks_agreements.show", agreement_id=each.id),
        )
        for each, _is_renewed in found[:SHOWN]
    ]
    more = url_for("networks_agreements.index", q=text)
    return Found(_("Agreements"), hits, len(found), more)


def _places(text: str, person: User) -> Found:
    return list_places(text)


_KINDS: tuple[Callable[[str, User], Found | None], ...] = (
    _places,
    _visits,
    _delegations,
    _networks,
    _meetings,
    find_decisions,
    find_needs,
    find_offers,
    _agreements,
    _organisations,
    _people,
    _resources,
    _users,
)
