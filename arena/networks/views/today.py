"""What networks have to say on the staff's page of today."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from arena import clock
from arena.networks.policy import may_change_networks
from arena.networks.queries.admissions import list_waiting_applications
from arena.networks.queries.agreements import list_to_look_at
from arena.networks.queries.parting import list_without_chair
from arena.networks.rules.agreements import Standing, Term, standing_of
from arena.networks.words import agreement_standing, agreement_type
from arena.web import filters
from arena.web.languages import localized
from arena.web.today import Line, Section


def section_of_networks(person: Any) -> Section | None:
    """Say which applications wait, and which networks nobody leads, to those who plan."""
    if not may_change_networks(person):
        return None
    return Section(
        "today-networks",
        _("Networks"),
        [*_applications(), *_without_chair()],
        (_("All networks"), url_for("networks_staff.index")),
    )


def section_of_agreements(person: Any) -> Section | None:
    """Say which agreements end, have expired or are to be reviewed, to those who plan."""
    if not may_change_networks(person):
        return None
    return Section(
        "today-agreements",
        _("Agreements"),
        list(_agreements()),
        (_("All agreements"), url_for("networks_agreements.index")),
    )


def _applications() -> Iterator[Line]:
    for admission in list_waiting_applications():
        yield Line(
            admission.organisation_name,
            url_for(
                "networks_staff.admission",
                slug=admission.network.slug,
                admission_id=admission.id,
            ),
            _(
                "applies to %(network)s, since %(day)s",
                network=localized(admission.network, "name"),
                day=filters.day_short(admission.created_at),
            ),
            (_("Waits for an answer"), "waiting"),
        )


def _without_chair() -> Iterator[Line]:
    for network in list_without_chair(clock.today()):
        yield Line(
            localized(network, "name"),
            url_for("networks_staff.appoint", slug=network.slug),
            _("Nobody leads it"),
            (_("Network without a chair"), "late"),
        )


def _agreements() -> Iterator[Line]:
    today = clock.today()
    for agreement, is_renewed in list_to_look_at(today):
        term = Term(agreement.starts_on, agreement.ends_on, False, is_renewed)
        standing = standing_of(term, today)
        if standing in (Standing.ENDING, Standing.EXPIRED):
            word = agreement_standing(standing)
        else:
            word = (_("To be reviewed"), "waiting")
        yield Line(
            agreement.title,
            url_for("networks_agreements.show", agreement_id=agreement.id),
            str(agreement_type(agreement.type)),
            word,
        )
