"""A new visit, typed by staff for somebody who called or wrote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from arena import clock, db
from arena.accounts.sessions import acting
from arena.errors import Invalid
from arena.messages.words import told_words
from arena.scheduling.trials import TRIAL
from arena.visits import policy
from arena.visits.forms.staff.entry import EntryForm
from arena.visits.models import Offer, Visit
from arena.visits.queries import get_offer, list_offers
from arena.visits.services import request_visit
from arena.visits.services.errors import TimeTaken, WrongGroupSize
from arena.visits.services.previewing import STAND_IN, Preview, read_trial
from arena.visits.views.staff.blueprint import blueprint
from arena.visits.views.staff.deeds import call_words
from arena.visits.views.staff.starts import Weeks, make_weeks
from arena.web import filters
from arena.web.access import access
from arena.web.fields import IntegerField


@blueprint.get("/visits/new")
@access(policy.may_handle)
def create() -> str:
    """Choose what the visit is to be."""
    offers = [offer for offer in list_offers(with_unpublished=True) if not offer.is_open_walk]
    return render_template("visits_staff/create.html", offers=offers)


@blueprint.route("/visits/new/<slug>", methods=["GET", "POST"])
@access(policy.may_handle)
def enter(slug: str) -> ResponseReturnValue:
    """Enter who comes and when, read what they will be told, and hold the time."""
    offer = get_offer(slug, with_unpublished=True)
    weeks = _weeks(offer)
    form = EntryForm(offer, free=weeks.choices)
    step = "fill_in" if "week" in request.form else request.form.get("step", "read")
    if not form.is_submitted() or step == "fill_in":
        return _page(offer, form, weeks)
    if not form.validate():
        return _page(offer, form, weeks, 400)
    try:
        if step != "do":
            told = read_trial(lambda: _try(offer, form))
            return _told(offer, form, told)
        with db.transaction():
            visit = request_visit(offer, form.request(), by=acting(), is_vouched=True)
    except WrongGroupSize as error:
        form.refuse(error.field, error.message)
        return _page(offer, form, weeks, 400, fitting=error.fitting)
    except Invalid as error:
        form.refuse(error.field, error.message)
        return _page(offer, form, weeks, 400)
    except TimeTaken as error:
        form.refuse("starts_at", error.message)
        return _page(offer, form, weeks, 409)
    if visit.contact_email is None:
        flash(_("The time is held."), "success")
        flash(call_words(visit), "warning")
    else:
        flash(" ".join((_("The time is held."), told_words())), "success")
    return redirect(url_for("visits_staff.show", reference=visit.reference))


def _try(offer: Offer, form: EntryForm) -> Visit:
    """Request it in a trial; who has no address gets one for the time being, to have words."""
    request = form.request()
    if not request.contact_email:
        request = replace(request, contact_email=STAND_IN)
    return request_visit(offer, request, by=TRIAL, is_vouched=True)


def _weeks(offer: Offer) -> Weeks:
    """Return the free times for the group that was typed, or for a usual one."""
    form = EntryForm(offer, free=())
    size, language = form.group_size, form.language
    return make_weeks(
        offer,
        clock.today(),
        group_size=_within(size, offer),
        language=language.data or offer.languages[0],
    )


def _within(size: IntegerField, offer: Offer) -> int:
    typed = size.data or offer.group_min
    return min(max(typed, offer.group_min), offer.group_max)


def _page(
    offer: Offer,
    form: EntryForm,
    weeks: Weeks,
    status: int = 200,
    fitting: Sequence[Offer] = (),
) -> ResponseReturnValue:
    page = render_template(
        "visits_staff/enter.html", offer=offer, form=form, weeks=weeks, fitting=fitting
    )
    return page, status


def _told(offer: Offer, form: EntryForm, told: Sequence[Preview]) -> ResponseReturnValue:
    kept = [
        (name, value)
        for name, value in request.form.items(multi=True)
        if name not in ("csrf_token", "step")
    ]
    starts_at = form.starts_at or clock.now()
    return render_template(
        "visits_staff/_entry_told.html",
        offer=offer,
        form=form,
        when=filters.moment(starts_at),
        told=told,
        kept=kept,
    )
