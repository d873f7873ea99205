"""The register of delegations: tabs by stage, search, filters, and the same as a file."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from arena import clock
from arena.accounts.sessions import signed_in_user
from arena.delegations import policy
from arena.delegations.forms.filters import RegisterForm
from arena.delegations.meanings import LEVELS, STAGES, STATES, TYPES
from arena.delegations.models import Delegation, DelegationState, DelegationType, Level
from arena.delegations.queries.deserted import list_deserted
from arena.delegations.queries.listing import (
    Criteria,
    count_by_stage,
    list_coordinators,
    list_matching,
    list_months,
    stream_matching,
    usual_sort,
)
from arena.delegations.rules.ladder import Stage
from arena.delegations.topics import topic_word
from arena.delegations.views.staff.blueprint import blueprint
from arena.directory.words import organisation_type
from arena.web import downloads, filters, paging
from arena.web.access import access
from arena.web.places import country_choices, url_with


@blueprint.get("/")
@access(policy.may_read_delegations)
def index() -> str:
    """List delegations: a stage of them, and what matches."""
    stage, form = _stage(), _form()
    criteria, page = find_criteria(form, stage), paging.asked()
    sort = request.args.get("sort") or usual_sort(stage)
    delegations, total = list_matching(criteria, sort=sort, limit=page.size, offset=page.offset)
    return render_template(
        "delegations_staff/index.html",
        delegations=delegations,
        deserted=list_deserted() if policy.may_plan_delegations(signed_in_user()) else [],
        total=total,
        page=page,
        sort=sort,
        stage=stage,
        filters=form,
        tabs=_tabs(stage, count_by_stage(criteria)),
        states=STATES,
        types=TYPES,
        is_filtered=any((criteria.words, criteria.type, criteria.month, criteria.coordinator_id)),
    )


@blueprint.get("/delegations.csv")
@access(policy.may_read_delegations)
def export() -> Response:
    """Give the same list as a file for spreadsheets: facts of delegations, and nobody's name."""
    stage, form = _stage(), _form()
    sort = request.args.get("sort") or usual_sort(stage)
    rows = (_row(each) for each in stream_matching(find_criteria(form, stage), sort=sort))
    return downloads.csv(f"delegations-{clock.today()}.csv", _columns(), rows)


def find_criteria(form: RegisterForm, stage: Stage | None) -> Criteria:
    """Return what is looked for, as far as the reader may look."""
    criteria = form.criteria(stage)
    return replace(
        criteria,
        by_contact=policy.may_read_people(signed_in_user()),
        countries=countries_of(criteria.words),
    )


def countries_of(words: str) -> dict[str, list[str]]:
    """Return for each word the codes of the countries whose names hold it, in any case."""
    names = [(code, name.casefold()) for code, name in country_choices()]
    return {
        word: [code for code, name in names if word.casefold() in name]
        for word in words.split()
        if len(word) > 2
    }


def _stage() -> Stage | None:
    """Return the stage that is asked for; without any, all."""
    asked = request.args.get("stage", "")
    return Stage(asked) if asked in set(Stage) else None


def _form() -> RegisterForm:
    return RegisterForm(request.args, months=list_months(), coordinators=list_coordinators())


def _tabs(current: Stage | None, counts: dict[Stage, int]) -> list[dict[str, Any]]:
    everything = {
        "label": _("All"),
        "href": url_with(stage=None, page=None, sort=None),
        "is_current": current is None,
        "count": sum(counts.values()),
    }
    tabs = [
        {
            "label": STAGES[stage],
            "href": url_with(stage=stage.value, page=None, sort=None),
            "is_current": stage is current,
            "count": counts[stage],
        }
        for stage in Stage
    ]
    return [everything, *tabs]


def _columns() -> list[str]:
    return [
        _("Reference"),
        _("Delegation"),
        _("Status"),
        _("Type"),
        _("Highest in rank"),
        _("First day"),
        _("Last day"),
        _("Organisation"),
        _("Kind of organisation"),
        _("Country"),
        _("People"),
        _("Came"),
        _("Language"),
        _("Topics"),
        _("Asked on"),
    ]


def _row(each: Delegation) -> tuple[Any, ...]:
    return (
        each.reference,
        each.name,
        STATES[DelegationState(each.state)].label,
        TYPES[DelegationType(each.type)],
        LEVELS[Level(each.level)],
        each.starts_on,
        each.ends_on,
        each.organisation_name,
        organisation_type(each.organisation_type) if each.organisation_type else "",
        each.country,
        each.size,
        each.headcount,
        each.language,
        filters.listing(topic_word(topic) for topic in each.topics),
        clock.date_of(each.created_at),
    )
