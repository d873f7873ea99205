"""What the directory asks of networks: who is in one, and what ends when somebody leaves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from arena import clock
from arena.directory.departures import Consequence
from arena.directory.models import Organisation, Person
from arena.directory.narrowing import Narrowing
from arena.networks.queries.finding import (
    list_seats_for,
    list_to_choose,
    member_organisations,
    seated_people,
)
from arena.networks.views.elsewhere import may_know_of
from arena.web.languages import localized


def network_choices() -> Sequence[tuple[str, Any]]:
    """Return the networks that the reader may know of, each with its name."""
    today = clock.today()
    return [
        (network.slug, localized(network, "name"))
        for network in list_to_choose(today)
        if may_know_of(network, today)
    ]


def seats_that_end(person: Person, organisation: Organisation) -> list[Consequence]:
    """Return the seats that end when a person no longer stands for an organisation."""
    today = clock.today()
    networks = [seat.membership.network for seat in list_seats_for(person, organisation)]
    return [
        Consequence(
            _("The seat in the network %(network)s", network=localized(network, "name")),
            url_for("networks_staff.show", slug=network.slug),
        )
        for network in networks
        if may_know_of(network, today)
    ]


MEMBERS = Narrowing(
    "network",
    _l("Network"),
    _l("In a network or not"),
    choices=network_choices,
    organisations=member_organisations,
    people=seated_people,
)
