"""The register of visits: tabs by stage, search, filters, and the same as a file."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from arena import clock
from arena.accounts.sessions import signed_in_user
from arena.directory.words import organisation_type
from arena.visits import policy
from arena.visits.forms.staff.filters import RequestsForm
from arena.visits.meanings import GROUNDS
from arena.visits.models import ExemptionGround, Visit
from arena.visits.queries import list_offers
from arena.visits.queries.register import (
    Criteria,
    count_by_stage,
    list_hosts_of_visits,
    list_months,
    list_visits,
    stream_visits,
    usual_sort,
)
from arena.visits.rules.ladder import Stage
from arena.visits.views.staff.blueprint import blueprint
from arena.visits.views.staff.words import STAGES, state_words
from arena.web import downloads, paging
from arena.web.access import access
from arena.web.languages import localized
from arena.web.places import url_with


@blueprint.get("/visits")
@access(policy.may_read_visits)
def index() -> str:
    """List visits: a stage of them, and what matches."""
    stage, form = _stage(), _form()
    criteria, page = _criteria(form, stage), paging.asked()
    sort = request.args.get("sort") or usual_sort(stage)
    visits, total = list_visits(criteria, sort=sort, limit=page.size, offset=page.offset)
    return render_template(
        "visits_staff/index.html",
        visits=visits,
        total=total,
        page=page,
        sort=sort,
        stage=stage,
        filters=form,
        tabs=_tabs(stage, count_by_stage(criteria)),
        is_filtered=any((criteria.words, criteria.offer_id, criteria.month, criteria.host_id)),
    )


@blueprint.get("/visits.csv")
@access(policy.may_read_visits)
def export() -> Response:
    """Give the same list as a file for spreadsheets: facts of visits, and nobody's name."""
    stage, form = _stage(), _form()
    sort = request.args.get("sort") or usual_sort(stage)
    rows = (_row(visit) for visit in stream_visits(_criteria(form, stage), sort=sort))
    return downloads.csv(f"visits-{clock.today()}.csv", _columns(), rows)


def _stage() -> Stage | None:
    """Return the stage that is asked for: those to answer unless another is, or all of them."""
    asked = request.args.get("stage", Stage.WAITING)
    return Stage(asked) if asked in set(Stage) else None


def _criteria(form: RequestsForm, stage: Stage | None) -> Criteria:
    by_contact = policy.may_read_contact_details(signed_in_user())
    return replace(form.criteria(stage), by_contact=by_contact)


def _form() -> RequestsForm:
    return RequestsForm(
        request.args,
        offers=list_offers(with_unpublished=True),
        months=list_months(),
        hosts=list_hosts_of_visits(),
    )


def _tabs(current: Stage | None, counts: dict[Stage, int]) -> list[dict[str, Any]]:
    tabs = [
        {
            "label": STAGES[stage],
            "href": url_with(stage=stage.value, page=None, sort=None),
            "is_current": stage is current,
            "count": counts[stage],
        }
        for stage in Stage
    ]
    everything = {
        "label": STAGES[None],
        "href": url_with(stage="all", page=None, sort=None),
        "is_current": current is None,
        "count": sum(counts.values()),
    }
    return [*tabs, everything]


def _columns() -> list[str]:
    return [
        _("Reference"),
        _("Status"),
        _("Offer"),
        _("Date"),
        _("Start"),
        _("End"),
        _("Organisation"),
        _("Type"),
        _("Country"),
        _("Group"),
        _("Came"),
        _("Language"),
        _("Fee"),
        _("Free of charge on the ground of"),
        _("Asked on"),
    ]


def _row(visit: Visit) -> tuple[Any, ...]:
    zone = clock.zone()
    starts_at = visit.event.starts_at.astimezone(zone)
    ends_at = visit.event.ends_at.astimezone(zone)
    return (
        visit.reference,
        state_words(visit)[0],
        localized(visit.offer, "title"),
        starts_at.date(),
        f"{starts_at:%H:%M}",
        f"{ends_at:%H:%M}",
        visit.organisation_name,
        organisation_type(visit.organisation_type) if visit.organisation_type else "",
        visit.country,
        visit.group_size,
        visit.actual_headcount,
        visit.language,
        visit.fee_sek,
        GROUNDS[ExemptionGround(visit.exemption_ground)] if visit.exemption_ground else "",
        clock.date_of(visit.created_at),
    )
