"""Offers, for staff: what can be visited, in both languages, and by which rules."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from arena import db
from arena.accounts.sessions import acting
from arena.visits import policy
from arena.visits.forms.staff.offers import NewOfferForm, OfferForm
from arena.visits.models import Offer
from arena.visits.queries import get_earliest_day, get_offer, list_offers
from arena.visits.queries.figures import count_coming_by_offer
from arena.visits.queries.offer_parts import list_places, list_topics
from arena.visits.queries.walks import find_closures, list_walks
from arena.visits.services.errors import ChangedMeanwhile
from arena.visits.services.offers import (
    FaultyOffer,
    NameTaken,
    create_offer,
    publish_offer,
    unpublish_offer,
    update_offer,
)
from arena.visits.terms import ladder_words
from arena.visits.views.staff.blueprint import blueprint
from arena.web.access import access
from arena.web.languages import LANGUAGES, current, localized, speak


@blueprint.get("/offers")
@access(policy.may_read_visits)
def offers() -> str:
    """List all offers, published or not."""
    return render_template(
        "visits_staff/offers.html",
        offers=list_offers(with_unpublished=True),
        coming=count_coming_by_offer(),
    )


@blueprint.get("/offers/<slug>")
@access(policy.may_read_visits)
def offer(slug: str) -> str:
    """Show one offer in both languages, with its rules and, for a walk, its occasions."""
    shown = get_offer(slug, with_unpublished=True)
    walks = list_walks(shown) if shown.is_open_walk else []
    return render_template(
        "visits_staff/offer.html",
        offer=shown,
        ladder=ladder_words(shown),
        tight_places=[stop.resource for stop in shown.stops if _is_tight(shown, stop.resource)],
        walks=walks,
        closed=find_closures(walks),
    )


@blueprint.get("/offers/<slug>/preview")
@access(policy.may_read_visits)
def preview(slug: str) -> str:
    """Show an offer as visitors see it, published or not, in either language."""
    shown = get_offer(slug, with_unpublished=True)
    asked = request.args.get("language")
    language = asked if asked in LANGUAGES else current()
    with speak(language):
        return render_template(
            "visits_staff/preview.html",
            offer=shown,
            earliest=get_earliest_day(shown),
            ladder=ladder_words(shown),
            other="en" if language == "sv" else "sv",
        )


@blueprint.route("/offers/new", methods=["GET", "POST"])
@access(policy.may_handle)
def new_offer() -> ResponseReturnValue:
    """Write a new offer; it is seen once it is published."""
    form = NewOfferForm(**_choices())
    if _is_sent(form):
        try:
            with db.transaction():
                made = create_offer(
                    form.facts(),
                    code=form.code.data,
                    slug=form.slug.data,
                    is_open_walk=form.is_open_walk.data,
                    by=acting(),
                )
        except FaultyOffer as error:
            _refuse(form, error)
        except NameTaken as error:
            form.refuse(error.field, error.message)
        else:
            flash(_("Saved. Nobody else sees it until you publish it."), "success")
            return redirect(url_for("visits_staff.offer", slug=made.slug))
    return render_template("visits_staff/new_offer.html", form=form), _status(form)


@blueprint.route("/offers/<slug>/edit", methods=["GET", "POST"])
@access(policy.may_handle)
def edit_offer(slug: str) -> ResponseReturnValue:
    """Change an offer; what was changed meanwhile by somebody else is not overwritten."""
    edited = get_offer(slug, with_unpublished=True)
    form = OfferForm(obj=edited, **_choices())
    if not form.is_submitted():
        form.seen_at.data = edited.updated_at.isoformat()
    if _is_sent(form):
        seen_at = _moment(form.seen_at.data or "")
        if seen_at is None:
            return _show_change(edited, form)  # Not a form of ours.
        try:
            with db.transaction():
                update_offer(edited, form.facts(), by=acting(), seen_at=seen_at)
        except FaultyOffer as error:
            _refuse(form, error)
        except ChangedMeanwhile:
            return _show_change(edited, form)
        else:
            flash(_("Saved."), "success")
            return redirect(url_for("visits_staff.offer", slug=slug))
    return render_template("visits_staff/edit_offer.html", form=form, offer=edited), _status(form)


@blueprint.post("/offers/<slug>/publish")
@access(policy.may_handle)
def publish(slug: str) -> Response:
    """Let everybody see an offer."""
    shown = get_offer(slug, with_unpublished=True)
    with db.transaction():
        publish_offer(shown, by=acting())
    title = localized(shown, "title")
    flash(_("“%(title)s” can now be seen and asked for.", title=title), "success")
    return redirect(url_for("visits_staff.offer", slug=slug))


@blueprint.post("/offers/<slug>/unpublish")
@access(policy.may_handle)
def unpublish(slug: str) -> Response:
    """Take an offer off the public pages; it can be published again at any time."""
    shown = get_offer(slug, with_unpublished=True)
    with db.transaction():
        unpublish_offer(shown, by=acting())
    title = localized(shown, "title")
    flash(_("“%(title)s” is no longer shown to visitors.", title=title), "success")
    return redirect(url_for("visits_staff.offer", slug=slug))


def _is_sent(form: OfferForm) -> bool:
    """Tell whether the form is to be saved: another row may have been asked for instead."""
    if form.is_submitted() and request.form.get("step") == "more":
        return False
    return bool(form.validate_on_submit())


def _status(form: OfferForm) -> int:
    return 400 if form.error_list else 200


def _refuse(form: OfferForm, error: FaultyOffer) -> None:
    for field, words in error.findings:
        form.refuse(field, words)


def _show_change(edited: Offer, form: OfferForm) -> ResponseReturnValue:
    """Keep what was typed, say that somebody else has saved, and let the next try overwrite."""
    present = get_offer(edited.slug, with_unpublished=True)
    form.seen_at.data = present.updated_at.isoformat()
    page = render_template(
        "visits_staff/edit_offer.html", form=form, offer=present, has_changed=True
    )
    return page, 409


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def _choices() -> dict[str, Any]:
    places = [(place.id, localized(place, "name")) for place in list_places()]
    return {"places": places, "topics": list_topics()}


def _is_tight(shown: Offer, place: Any) -> bool:
    return bool(place and place.capacity) and place.capacity * len(place.units) < shown.group_max
