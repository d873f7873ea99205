"""A host's own pages, for a phone in the field: what comes next, one tour, and its report."""

from __future__ import annotations

from datetime import datetime

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from arena import clock
from arena.accounts.sessions import signed_in_user
from arena.errors import NotFound
from arena.events.models import Event
from arena.hosting.beside import Duty, list_duties
from arena.hosting.queries.absences import find_own_host
from arena.visits import policy
from arena.visits.forms.staff.walks import WalkReportForm
from arena.visits.models import OpenWalk, Visit
from arena.visits.queries import (
    get_visit,
    get_walk,
    list_joined,
    list_next_tours,
    list_unreported,
    list_unreported_walks,
)
from arena.visits.queries.asking import find_open_swap, list_open_to, list_swaps_for
from arena.visits.queries.colleagues import list_colleagues, list_duty_phones
from arena.visits.queries.history import list_past_tours
from arena.visits.queries.tours import Tour
from arena.visits.views.staff.afterwards import report_deed
from arena.visits.views.staff.deeds import carry_out
from arena.visits.views.staff.walks import save_walk_report
from arena.web.access import access

blueprint = Blueprint("visits_host", __name__, url_prefix="/host")


@blueprint.get("/")
@access(policy.may_host)
def index() -> str:
    """Show what comes next, and what is still to be reported."""
    user, now = signed_in_user(), clock.now()
    host = find_own_host(user)
    tours, duties = list_next_tours(user.id), list_duties(user)
    today = clock.today()
    coming: list[Tour | Duty] = sorted(
        [*tours, *(duty for duty in duties if not duty.asks)], key=_begins_at
    )
    return render_template(
        "visits_host/index.html",
        today=[each for each in coming if clock.date_of(_begins_at(each)) == today],
        has_led_today=any(_is_on(tour.event, today) for tour in list_past_tours(user.id, limit=1)),
        later=[each for each in coming if clock.date_of(_begins_at(each)) != today],
        unreported=[*list_unreported(now, user.id), *list_unreported_walks(now, user.id)],
        asked=list_open_to(user.id),
        duties_asked=[duty for duty in duties if duty.asks],
        swaps=list_swaps_for(host) if host is not None else [],
        is_host=host is not None,
    )


@blueprint.get("/past")
@access(policy.may_host)
def past() -> str:
    """Show what was led lately; a report may still be corrected."""
    return render_template("visits_host/past.html", tours=list_past_tours(signed_in_user().id))


@blueprint.get("/visits/<reference>")
@access(policy.may_host)
def visit(reference: str) -> str:
    """Show one visit: all that its host needs on the way there."""
    shown = _own_visit(reference)
    return render_template(
        "visits_host/visit.html",
        visit=shown,
        colleagues=list_colleagues(shown.event, signed_in_user().id),
        duty=list_duty_phones(),
        has_begun=shown.event.starts_at <= clock.now(),
        swap=find_open_swap(shown.event, signed_in_user().id),
    )


@blueprint.route("/visits/<reference>/report", methods=["GET", "POST"])
@access(policy.may_host)
def report(reference: str) -> ResponseReturnValue:
    """Report how many came, in half a minute."""
    return carry_out(
        report_deed(
            _own_visit(reference),
            template="visits_host/report.html",
            reading="visits_host/_surprising.html",
            home=lambda _visit: url_for("visits_host.index"),
        )
    )


@blueprint.get("/walks/<int:event_id>")
@access(policy.may_host)
def walk(event_id: int) -> str:
    """Show one open walk, and who has joined it."""
    shown = _own_walk(event_id)
    return render_template(
        "visits_host/walk.html",
        walk=shown,
        joined=list_joined(shown),
        colleagues=list_colleagues(shown.event, signed_in_user().id),
        duty=list_duty_phones(),
        has_begun=shown.event.starts_at <= clock.now(),
        swap=find_open_swap(shown.event, signed_in_user().id),
    )


@blueprint.route("/walks/<int:event_id>/report", methods=["GET", "POST"])
@access(policy.may_host)
def report_walk(event_id: int) -> ResponseReturnValue:
    """Report how many came to a walk."""
    shown, form = _own_walk(event_id), WalkReportForm()
    if not form.is_submitted():
        form.fill(shown)
        return render_template("visits_host/report_walk.html", walk=shown, form=form)
    refused = save_walk_report(shown, form)
    if refused:
        return render_template("visits_host/report_walk.html", walk=shown, form=form), refused
    return redirect(url_for("visits_host.index"))


def _begins_at(each: Tour | Duty) -> datetime:
    return each.starts_at if isinstance(each, Duty) else each.event.starts_at


def _own_visit(reference: str) -> Visit:
    """Return a visit that the signed-in person leads; for anybody else there is none."""
    found = get_visit(reference)
    if found.is_walk or not policy.leads(signed_in_user(), found.event):
        raise NotFound
    return found


def _own_walk(event_id: int) -> OpenWalk:
    found = get_walk(event_id)
    if not policy.leads(signed_in_user(), found.event):
        raise NotFound
    return found


def _is_on(event: Event, day: object) -> bool:
    return clock.date_of(event.starts_at) == day
