"""What other packages' pages show of networks: an organisation's page, and who leaves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from flask import url_for
from flask_babel import gettext as _

from arena import clock
from arena.accounts import leaving
from arena.accounts.models import User
from arena.accounts.policy import is_partner
from arena.accounts.sessions import signed_in_user
from arena.directory import sections
from arena.directory.models import Organisation
from arena.networks.models import Network
from arena.networks.queries.agreements import Wanted, list_agreements
from arena.networks.queries.history import list_memberships_of, list_offices_of
from arena.networks.queries.own import find_person
from arena.networks.queries.standing import networks_of
from arena.networks.rules.agreements import Term, standing_of
from arena.networks.words import agreement_standing, circle_name, office_name
from arena.web import filters
from arena.web.languages import localized

DAY = timedelta(days=1)


def may_know_of(network: Network, day: date) -> bool:
    """Tell whether the signed-in person may know that there is a network."""
    user = signed_in_user()
    if not is_partner(user) or network.is_open_to_all(day):
        return True
    return network.id in networks_of(user, day)


def section_of_memberships(organisation: Organisation) -> sections.Section:
    """Return in which networks an organisation is, and was, as far as the reader may know."""
    return sections.Section(
        _("Networks"),
        _("The networks that the organisation is in will stand here."),
        list(_memberships(organisation)),
    )


def section_of_agreements(organisation: Organisation) -> sections.Section:
    """Return the agreements that bind an organisation, for staff."""
    lines = [] if is_partner(signed_in_user()) else list(_agreements(organisation))
    return sections.Section(
        _("Agreements"), _("Agreements with the organisation will stand here."), lines
    )


def offices_to_hand_over(user: User) -> leaving.Duties | None:
    """Return what somebody does for networks, for the page that closes their account."""
    today, person = clock.today(), find_person(user)
    held = [
        office
        for office in (list_offices_of(person) if person else ())
        if office.ends_on is None or office.ends_on > today
    ]
    if not held:
        return None
    return leaving.Duties(
        heading=_("Networks need somebody else"),
        advice=_("Give the office to another. It ends with the account."),
        lines=[
            leaving.Duty(
                f"{office_name(office.office)}, {localized(office.network, 'name')}",
                url_for("networks_staff.show", slug=office.network.slug),
            )
            for office in held
        ],
    )


def _memberships(organisation: Organisation) -> Iterator[sections.Line]:
    today = clock.today()
    for membership in list_memberships_of(organisation, today):
        network = membership.network
        if not may_know_of(network, today):
            continue
        since = filters.day(membership.starts_on)
        ended = membership.ends_on is not None and membership.ends_on <= today
        if ended and membership.ends_on is not None:
            when = f"{since} – {filters.day(membership.ends_on - DAY)}"
            status = (_("Was a member"), "quiet")
        else:
            when, status = _("since %(day)s", day=since), (_("Member"), "good")
        yield sections.Line(
            localized(network, "name"),
            url_for("networks_staff.membership", slug=network.slug, membership_id=membership.id),
            f"{circle_name(membership.circle)}, {when}",
            status,
        )


def _agreements(organisation: Organisation) -> Iterator[sections.Line]:
    today = clock.today()
    for agreement, is_renewed in list_agreements(Wanted(organisation_ids=[organisation.id]), today):
        early = bool(agreement.ended_early_because)
        term = Term(agreement.starts_on, agreement.ends_on, early, is_renewed)
        yield sections.Line(
            agreement.title,
            url_for("networks_agreements.show", agreement_id=agreement.id),
            agreement.registry_number,
            agreement_standing(standing_of(term, today)),
        )
