"""Open walks, for staff: scheduling, who has joined, calling off and reporting."""

from __future__ import annotations

from datetime import datetime

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from arena import clock, db
from arena.accounts.sessions import acting
from arena.errors import Conflict, Invalid, NotFound
from arena.messages.words import told_words
from arena.resources.queries import list_host_facts
from arena.scheduling.trials import TRIAL
from arena.visits import policy
from arena.visits.forms.staff.walks import CallOffWalkForm, WalkForm, WalkReportForm
from arena.visits.models import Offer, OpenWalk
from arena.visits.queries import get_offer, get_walk, list_joined
from arena.visits.queries.asking import find_latest_ask, find_open_swap
from arena.visits.queries.quarters import list_full_sites
from arena.visits.queries.tours import get_tour
from arena.visits.queries.walks import find_closures
from arena.visits.services import call_off_walk as call_off_service
from arena.visits.services import report_walk as report_service
from arena.visits.services import schedule_walk
from arena.visits.services.previewing import read_trial
from arena.visits.views.staff.blueprint import blueprint
from arena.visits.views.staff.words import full_site_words
from arena.web.access import access
from arena.web.languages import localized


@blueprint.route("/offers/<slug>/walks/new", methods=["GET", "POST"])
@access(policy.may_handle)
def schedule(slug: str) -> ResponseReturnValue:
    """Put a walk into the public calendar, for people to join."""
    offer = _walk_offer(slug)
    hosts = [(host.id, host.name) for host in list_host_facts()]
    form = WalkForm(offer, hosts=hosts)
    status, warnings = 200, []
    if form.is_submitted() and not form.validate():
        status = 400
    elif form.is_submitted() and form.starts_at is not None:
        warnings = _warnings(offer, form.starts_at)
        if not warnings or request.form.get("step") == "nevertheless":
            walk, status = _schedule(offer, form)
            if walk is not None:
                flash(_("The walk is in the public calendar."), "success")
                return redirect(_url(walk))
    page = render_template("visits_staff/schedule.html", offer=offer, form=form, warnings=warnings)
    return page, status


def _schedule(offer: Offer, form: WalkForm) -> tuple[OpenWalk | None, int]:
    """Schedule the walk, or leave in the form what hinders it; give the answer's status too."""
    try:
        with db.transaction():
            walk = schedule_walk(
                offer,
                starts_at=form.starts_at or clock.now(),
                language=form.language.data or "",
                seats=form.seats.data or 0,
                host_ids=[form.host_id.data] if form.host_id.data else None,
                by=acting(),
            )
    except Invalid as error:
        form.refuse({"starts_at": "day"}.get(error.field or "", error.field), error.message)
        return None, 400
    except Conflict as error:
        form.refuse(None, error.message)
        return None, 409
    return walk, 303


def _warnings(offer: Offer, starts_at: datetime) -> list[str]:
    """Return what staff should know before a walk is in the public calendar."""
    return [
        full_site_words(localized(full.site, "name"), full.number)
        for full in list_full_sites(offer, starts_at)
    ]


@blueprint.get("/offers/<slug>/walks/<int:event_id>")
@access(policy.may_read_visits)
def walk(slug: str, event_id: int) -> str:
    """Show a walk, and who has joined it."""
    shown = _walk(slug, event_id)
    return render_template(
        "visits_staff/walk.html",
        walk=shown,
        joined=list_joined(shown),
        closure=find_closures([shown]).get(event_id),
        may_ask=get_tour(shown.event).may_have_hosts,
        latest_ask=find_latest_ask(shown.event),
        open_swap=find_open_swap(shown.event),
        has_begun=shown.event.starts_at <= clock.now(),
        is_over=shown.event.ends_at <= clock.now(),
    )


@blueprint.route("/offers/<slug>/walks/<int:event_id>/call-off", methods=["GET", "POST"])
@access(policy.may_handle)
def call_off_walk(slug: str, event_id: int) -> ResponseReturnValue:
    """Call a walk off; everybody who has joined is told why."""
    shown, form = _walk(slug, event_id), CallOffWalkForm()
    if shown.event.is_cancelled:
        flash(_("The walk is called off already."), "warning")
        return redirect(_url(shown))
    if not form.is_submitted() or request.form.get("step") == "fill_in":
        return render_template("visits_staff/call_off_walk.html", walk=shown, form=form)
    if not form.validate():
        return render_template("visits_staff/call_off_walk.html", walk=shown, form=form), 400
    words = form.words.data
    try:
        if request.form.get("step") != "do":
            told = read_trial(lambda: call_off_service(get_walk(event_id), words=words, by=TRIAL))
            return render_template(
                "visits_staff/_walk_told.html",
                walk=get_walk(event_id),
                told=told,
                act=_("Call the walk off"),
                kind="danger",
                kept=[("words", words)],
                warnings=[],
            )
        with db.transaction():
            call_off_service(shown, words=words, by=acting())
    except Conflict as error:
        form.refuse(None, error.message)
        return render_template("visits_staff/call_off_walk.html", walk=shown, form=form), 409
    flash(" ".join((_("The walk is called off."), told_words())), "success")
    return redirect(_url(shown))


@blueprint.route("/offers/<slug>/walks/<int:event_id>/report", methods=["GET", "POST"])
@access(policy.may_handle)
def report_walk(slug: str, event_id: int) -> ResponseReturnValue:
    """Report how many came to a walk."""
    shown, form = _walk(slug, event_id), WalkReportForm()
    if not form.is_submitted():
        form.fill(shown)
        return render_template("visits_staff/report_walk.html", walk=shown, form=form)
    refused = save_walk_report(shown, form)
    if refused:
        return render_template("visits_staff/report_walk.html", walk=shown, form=form), refused
    return redirect(_url(shown))


def save_walk_report(walk: OpenWalk, form: WalkReportForm) -> int | None:
    """Save the report of a walk, and say so; return the status of the page that refuses it."""
    if not form.validate():
        return 400
    try:
        with db.transaction():
            report_service(
                walk,
                actual_headcount=form.actual_headcount.data or 0,
                promised_answers=form.promised_answers.data,
                incident=form.incident.data,
                by=acting(),
            )
    except Conflict as error:
        form.refuse(None, error.message)
        return 409
    flash(_("Thank you, the report is saved."), "success")
    return None


def _walk_offer(slug: str) -> Offer:
    offer = get_offer(slug, with_unpublished=True)
    if not offer.is_open_walk:
        raise NotFound
    return offer


def _walk(slug: str, event_id: int) -> OpenWalk:
    walk = get_walk(event_id)
    if walk.offer.slug != slug:
        raise NotFound
    return walk


def _url(walk: OpenWalk) -> str:
    return url_for("visits_staff.walk", slug=walk.offer.slug, event_id=walk.event_id)
