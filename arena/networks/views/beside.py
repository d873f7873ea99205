"""Narrowing the directory's lists, and saved searches, to those who are in a network."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l

from arena import clock
from arena.directory.narrowing import Narrowing
from arena.networks.queries.finding import (
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


MEMBERS = Narrowing(
    "network",
    _l("Network"),
    _l("In a network or not"),
    choices=network_choices,
    organisations=member_organisations,
    people=seated_people,
)
