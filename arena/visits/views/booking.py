"""Asking for a visit."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from arena import clock, db
from arena.audit.models import BOOKER
from arena.errors import Invalid
from arena.visits.forms.asking import PAYS, BookingForm
from arena.visits.forms.looking import usual_group, usual_language
from arena.visits.forms.starts import MOST_CHOICES, read_start
from arena.visits.links import manage_token
from arena.visits.models import Offer, Visit
from arena.visits.queries import get_offer
from arena.visits.queries.deadlines import deadlines_at
from arena.visits.rules.deadlines import ANSWER_WORKING_DAYS
from arena.visits.services import BookingRequest, request_visit
from arena.visits.services.errors import NotOffered, TimeTaken, TooManyMails
from arena.visits.terms import step_words
from arena.visits.views.blueprint import blueprint
from arena.visits.views.misfits import find_misfit
from arena.visits.views.second_thoughts import (
    offer_others,
    refuse,
    refuse_what_cannot_be,
)
from arena.visits.views.senders import remember_sent
from arena.visits.views.wishes import Wish
from arena.web import languages
from arena.web.access import access, public
from arena.web.limits import booking_limit
from arena.web.numbers import read_whole
from arena.web.security import MAY_GO_BACK


@blueprint.route("/visits/<slug:slug>/book", methods=["GET", "POST"])
@access(public)
@booking_limit
def book(slug: str) -> ResponseReturnValue:
    """Show the form for the chosen times; send the request and lead to the booker's own page."""
    offer = get_offer(slug)
    if offer.is_open_walk:
        return redirect(url_for("visits.show", slug=slug, _anchor="walks"))
    form = BookingForm(offer, data=_from_address(offer))
    if languages.is_switched():
        _show_in_other_language(offer, form)
    elif form.is_submitted():
        visit = _send(offer, form)
        if visit is not None:
            remember_sent(visit)
            flash(_("Your request has been sent."), "success")
            return redirect(url_for("visits.manage", token=manage_token(visit)), 303)
    elif not form.choice.data:
        return redirect(url_for("visits.show", slug=slug, _anchor="times"))
    else:
        if "exemption_ground" in form:
            form.exemption_ground.data = PAYS  # Most pay; who need not, says so.
        _look_again(offer, form)
    return _page(offer, form)


def _page(offer: Offer, form: BookingForm) -> ResponseReturnValue:
    wish = Wish(
        offer=offer,
        language=form.language.data or usual_language(offer),
        group_size=form.group_size.data or usual_group(offer),
        choices=tuple(form.choice.data),
    )
    first = form.choice.data[0] if form.choice.data else None
    terms = deadlines_at(offer, first, form.fee_sek) if first else None
    misfit = find_misfit(offer, form.group_size.data)
    return (
        render_template(
            "visits/book.html",
            offer=offer,
            form=form,
            wish=wish,
            terms=terms,
            cancelling=step_words(terms.cancellation, form.fee_sek) if terms else [],
            fitting=misfit.fitting if misfit else [],
            answer_days=ANSWER_WORKING_DAYS,
        ),
        form.status,
        MAY_GO_BACK | form.headers,
    )


def _from_address(offer: Offer) -> dict[str, Any]:
    """Return what was chosen on the offer's page; what makes no sense counts as not chosen."""
    starts = [read_start(text) for text in request.args.getlist("choice")]
    language = request.args.get("language", "")
    group_size = read_whole(request.args.get("group_size"), most_digits=4)
    return {
        "choice": [start for start in dict.fromkeys(starts) if start][:MOST_CHOICES],
        "language": language if language in offer.languages else usual_language(offer),
        "group_size": usual_group(offer) if group_size is None else group_size,
    }


def _show_in_other_language(offer: Offer, form: BookingForm) -> None:
    form.take_other_time()
    if not form.choice.data:
        offer_others(offer, form, around=clock.now())
    _look_again(offer, form)


def _send(offer: Offer, form: BookingForm) -> Visit | None:
    """Send the request, or leave in the form what hinders it."""
    form.take_other_time()
    if not form.validate():
        # What only the offer's calendar tells is said in the same round.
        if form.choice.errors:
            offer_others(offer, form, around=clock.now())
        _look_again(offer, form)
        return None
    try:
        with db.transaction():
            return request_visit(offer, _request_of(form), by=BOOKER)
    except (TimeTaken, NotOffered) as error:
        if not refuse_what_cannot_be(offer, form):
            refuse(offer, form, form.choice.data[0], error)
    except TooManyMails as error:
        form.make_wait(error, "contact_email")
    except Invalid as error:
        form.refuse(error.field, error.message)
    return None


def _look_again(offer: Offer, form: BookingForm) -> None:
    """Say at once when a chosen time has gone or never was, before anything is typed."""
    misfit = find_misfit(offer, form.group_size.data)
    if misfit and not form.group_size.errors:
        form.refuse("group_size", misfit.message)
    elif not misfit:
        refuse_what_cannot_be(offer, form)


def _request_of(form: BookingForm) -> BookingRequest:
    first, *others = form.choice.data
    return BookingRequest(
        starts_at=first,
        alternatives=tuple(others),
        group_size=form.group_size.data or 0,
        language=form.language.data or "",
        organisation_name=form.organisation_name.data,
        organisation_type=form.organisation_type.data or "",
        organisation_number=form.organisation_number.data or None,
        country=form.country.data or "",
        contact_name=form.contact_name.data,
        contact_email=form.contact_email.data,
        contact_phone=form.contact_phone.data or None,
        contact_language=languages.current(),
        purpose=form.purpose.data,
        questions=form.questions.data,
        access_needs=form.access_needs.data,
        has_interpreter=form.has_interpreter.data,
        exemption_ground=form.ground,
        invoice_reference=form.invoice_reference.data if form.asks_for_reference else "",
    )
