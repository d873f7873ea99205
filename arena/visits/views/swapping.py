"""What hosts are asked, and what they swap, on their own pages."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from arena import db
from arena.accounts.sessions import acting, signed_in_user
from arena.errors import Conflict, Invalid, NotFound
from arena.events.models import Event
from arena.hosting.queries.absences import find_own_host
from arena.resources.models import Resource
from arena.visits import policy
from arena.visits.forms.staff.asking import AnswerForm
from arena.visits.models import HostSwap
from arena.visits.queries import get_visit, get_walk
from arena.visits.queries.asking import can_lead, find_open_swap, get_asked, get_swap, tour_of
from arena.visits.queries.tours import get_tour
from arena.visits.services.swapping import offer_swap, take_swap, take_swap_back
from arena.visits.views.answering import about, give_answer
from arena.visits.views.hosts import blueprint
from arena.web.access import access

_BOTH = ["GET", "POST"]


@blueprint.route("/asks/<int:asked_id>", methods=_BOTH)
@access(policy.may_host)
def ask(asked_id: int) -> ResponseReturnValue:
    """Answer whether one leads a visit or a walk."""
    asked, form = get_asked(asked_id, signed_in_user().id), AnswerForm()
    if form.validate_on_submit() and give_answer(asked, form):
        return redirect(url_for("visits_host.index"))
    page = render_template("visits_host/ask.html", asked=asked, form=form, **about(asked))
    return page, 409 if form.error_list else 200


@blueprint.route("/visits/<reference>/give-away", methods=_BOTH)
@access(policy.may_host)
def give_away(reference: str) -> ResponseReturnValue:
    """Offer a visit of one's own to the other hosts, or keep it after all: as the page says."""
    visit = get_visit(reference)
    if visit.is_walk:
        raise NotFound
    return _give_away(visit.event, url_for("visits_host.visit", reference=visit.reference))


@blueprint.route("/walks/<int:event_id>/give-away", methods=_BOTH)
@access(policy.may_host)
def give_walk_away(event_id: int) -> ResponseReturnValue:
    """Offer a walk of one's own to the other hosts, or keep it after all."""
    walk = get_walk(event_id)
    return _give_away(walk.event, url_for("visits_host.walk", event_id=event_id))


def _give_away(event: Event, page: str) -> ResponseReturnValue:
    user, host = signed_in_user(), _own_host()
    if not policy.leads(user, event):
        raise NotFound
    swap = find_open_swap(event, user.id)
    if request.method != "POST":
        return render_template("visits_host/give_away.html", tour=get_tour(event), swap=swap)
    kept = _kept(event, host)
    try:
        with db.transaction():
            if kept is None:
                offer_swap(event, host, by=acting())
            else:
                take_swap_back(kept, by=acting())
    except (Conflict, Invalid) as error:
        flash(str(error.message), "warning")
        return redirect(page)
    offered = _("It is offered. It is yours until somebody takes it.")
    flash(offered if kept is None else _("You keep it."), "success")
    return redirect(page)


def _kept(event: Event, host: Resource) -> HostSwap | None:
    """Return the offer that the page which was sent takes back, or None where it makes one.

    It is what the page said, however it stands by now: a second click, or a page that is stale,
    does not turn one act into the other. Raises `NotFound` for what no page sends.
    """
    act, swap_id = request.form.get("act"), request.form.get("swap", type=int)
    if act == "offer":
        return None
    swap = None if act != "keep" or swap_id is None else get_swap(swap_id)
    if swap is None or swap.from_id != host.id or swap.event_id != event.id:
        raise NotFound
    return swap


@blueprint.route("/swaps/<int:swap_id>", methods=_BOTH)
@access(policy.may_host)
def take(swap_id: int) -> ResponseReturnValue:
    """Take a visit or a walk over that another host offers."""
    swap, host = get_swap(swap_id), _own_host()
    if swap.from_id == host.id:
        raise NotFound
    tour = tour_of(swap)
    is_possible = swap.state == "open" and can_lead(host, tour)
    if request.method == "POST":
        try:
            with db.transaction():
                take_swap(swap, host, by=acting())
        except (Conflict, Invalid) as error:
            flash(str(error.message), "warning")
        else:
            flash(_("It is yours. The entry for your calendar comes by mail."), "success")
        return redirect(url_for("visits_host.index"))
    return render_template("visits_host/take.html", swap=swap, tour=tour, is_possible=is_possible)


def _own_host() -> Resource:
    host = find_own_host(signed_in_user())
    if host is None:
        raise NotFound
    return host
