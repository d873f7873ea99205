"""The register of agreements: staff's whole list, a partner's own, and one of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from flask import render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from arena import clock
from arena.accounts.policy import is_partner
from arena.accounts.sessions import signed_in_user
from arena.documents.folders import open_folder
from arena.documents.queries import list_documents
from arena.errors import NotFound
from arena.networks.forms.agreements import AgreementFilterForm
from arena.networks.models import Agreement, Network
from arena.networks.policy import may_change_networks, may_read_agreements
from arena.networks.queries.agreements import (
    Wanted,
    find_following,
    get_agreement,
    list_agreements,
    list_own_organisations,
    term_of,
)
from arena.networks.queries.standing import list_networks, networks_of
from arena.networks.rules.agreements import Standing, Term, standing_of, unsettled
from arena.networks.views.blueprints import agreements, agreements_for_both
from arena.networks.views.folders import AGREEMENT, sees_agreement
from arena.networks.words import agreement_standing, agreement_type
from arena.web import downloads
from arena.web.access import access
from arena.web.languages import localized

DAY = timedelta(days=1)
Row = tuple[Agreement, Standing]


@agreements_for_both("/")
def index() -> str:
    """List agreements: all of them for staff, those of one's own organisations for partners."""
    user, today = signed_in_user(), clock.today()
    if is_partner(user):
        own = {each.id for each in list_own_organisations(user, today)}
        rows = _standing_rows(Wanted(organisation_ids=own))
        return render_template("networks_agreements_partner/index.html", rows=rows)
    form = _filters()
    return render_template(
        "networks_agreements/index.html",
        filters=form,
        rows=_standing_rows(_wanted(form)),
        may_enter=may_change_networks(user),
    )


@agreements.get("/agreements.xlsx")
@access(may_read_agreements)
def export() -> Response:
    """Give the list as a spreadsheet."""
    columns = [
        *(_("Title"), _("Kind"), _("Parties"), _("Status"), _("First day"), _("Last day")),
        *(_("Day of review"), _("Registry number"), _("Network"), _("Who looks after it")),
    ]
    rows = _standing_rows(_wanted(_filters()))
    return downloads.xlsx(f"{_('Agreements')} {clock.today()}.xlsx", columns, _lines(rows))


@agreements_for_both("/<int:agreement_id>")
def show(agreement_id: int) -> str:
    """Show one agreement: what it settles and what is missing, its parties and dates."""
    agreement, user = seen_agreement(agreement_id), signed_in_user()
    standing = standing_of(term_of(agreement), clock.today())
    may_change = may_change_networks(user)
    is_over = standing in (Standing.EXPIRED, Standing.RENEWED, Standing.ENDED_EARLY)
    following = find_following(agreement)
    return render_template(
        "networks_agreements/show.html",
        agreement=agreement,
        folder=open_folder(AGREEMENT, str(agreement.id), user),
        documents=list_documents(AGREEMENT, str(agreement.id)),
        network=_named_network(agreement),
        standing=standing,
        missing=unsettled(agreement.type, agreement.settles),
        following=following,
        may_change=may_change,
        may_end=may_change and not is_over,
        may_renew=may_change and following is None,
        is_review_due=not is_over
        and agreement.review_on is not None
        and agreement.review_on <= clock.today(),
    )


def seen_agreement(agreement_id: int) -> Agreement:
    """Return an agreement that the signed-in person may see; to any other it is not there."""
    agreement, user = get_agreement(agreement_id), signed_in_user()
    if not sees_agreement(user, agreement):
        raise NotFound
    return agreement


def _named_network(agreement: Agreement) -> Network | None:
    """Return the network of an agreement, unless it is a closed one that the reader is not in."""
    network, user, today = agreement.network, signed_in_user(), clock.today()
    if network is None or not is_partner(user) or network.id in networks_of(user, today):
        return network
    return network if network.is_open_to_all(today) else None


def _filters() -> AgreementFilterForm:
    form = AgreementFilterForm(request.args, networks=list_networks(clock.today()))
    form.validate()
    return form


def _wanted(form: AgreementFilterForm) -> Wanted:
    return Wanted(
        text=form.q.data,
        type=form.type.data,
        standing=form.standing.data,
        network_id=form.network.data,
    )


def _standing_rows(wanted: Wanted) -> list[Row]:
    today = clock.today()
    return [
        (
            each,
            standing_of(
                Term(each.starts_on, each.ends_on, bool(each.ended_early_because), is_renewed),
                today,
            ),
        )
        for each, is_renewed in list_agreements(wanted, today)
    ]


def _lines(rows: list[Row]) -> Iterator[list[Any]]:
    for agreement, standing in rows:
        yield [
            agreement.title,
            str(agreement_type(agreement.type)),
            ", ".join(party.organisation.name for party in agreement.parties),
            str(agreement_standing(standing)[0]),
            agreement.starts_on,
            agreement.ends_on - DAY if agreement.ends_on else "",
            agreement.review_on or "",
            agreement.registry_number,
            localized(agreement.network, "name") if agreement.network else "",
            agreement.owner.name if agreement.owner else "",
        ]
