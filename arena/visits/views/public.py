"""What can be visited, and when: pages that anybody may read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from flask import render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from arena import clock
from arena.visits.forms.looking import GroupForm, OffersForm, usual_group, usual_language
from arena.visits.forms.starts import MOST_CHOICES, read_start
from arena.visits.models import Offer
from arena.visits.queries import get_offer, list_offers, list_walks
from arena.visits.queries.deadlines import get_earliest_day
from arena.visits.queries.free_times import Enquiry, next_open_weeks
from arena.visits.queries.walks import find_closures
from arena.visits.terms import ladder_words
from arena.visits.views.blueprint import blueprint
from arena.visits.views.misfits import find_misfit
from arena.visits.views.slots import Question, make_picker
from arena.visits.views.wishes import Wish, read_week
from arena.web.access import access, public
from arena.web.keeping import kept

OPEN_WEEKS_SHOWN = 3


@blueprint.get("/visits/")
@access(public)
@kept
def index() -> ResponseReturnValue:
    """List what can be visited, or what suits a group."""
    offers = list_offers()
    form = OffersForm(offers, request.args)
    is_good = form.validate()
    return render_template(
        "visits/index.html",
        form=form,
        offers=[offer for offer in offers if not is_good or _suits(offer, form)],
        open_weeks=_open_weeks(offers),
        is_filtered=is_good and (form.language.data or form.group_size.data is not None),
    ), 200 if is_good else 400


@blueprint.get("/visits/<slug:slug>")
@access(public)
@kept
def show(slug: str) -> ResponseReturnValue:
    """Show an offer, and its free times for a group or its coming walks."""
    offer = get_offer(slug)
    earliest = get_earliest_day(offer)
    if offer.is_open_walk:
        walks = list_walks(offer)
        return render_template(
            "visits/show.html",
            offer=offer,
            earliest=earliest,
            walks=walks,
            closed=find_closures(walks),
        )
    form = GroupForm(offer, _with_usual(offer))
    error = find_misfit(offer, form.group_size.data) if form.validate() else None
    if error:
        form.refuse("group_size", error.message)
    wish = _wish(offer, form)
    is_good = not form.error_list
    return render_template(
        "visits/show.html",
        offer=offer,
        earliest=earliest,
        ladder=ladder_words(offer),
        most=MOST_CHOICES,
        form=form,
        fitting=error.fitting if error else [],
        wish=wish,
        picker=make_picker(_question(wish), wish, wish.week) if is_good else None,
    ), 200 if is_good else 400


def _open_weeks(offers: Sequence[Offer]) -> dict[int, list[date]]:
    """Return the next weeks in which each offer has a free time for a usual group."""
    enquiries = [
        Enquiry(offer, usual_group(offer), usual_language(offer))
        for offer in offers
        if not offer.is_open_walk
    ]
    return next_open_weeks(enquiries, starts_on=clock.today(), count=OPEN_WEEKS_SHOWN)


def _suits(offer: Offer, form: OffersForm) -> bool:
    language, group_size = form.language.data, form.group_size.data
    speaks = language is None or language in offer.languages
    return speaks and (group_size is None or offer.group_min <= group_size <= offer.group_max)


def _with_usual(offer: Offer) -> MultiDict[str, str]:
    """Return what the address says, and what is usual where it is silent."""
    given = MultiDict(request.args)
    given.setdefault("language", usual_language(offer))
    given.setdefault("group_size", str(usual_group(offer)))
    return given


def _wish(offer: Offer, form: GroupForm) -> Wish:
    starts = [read_start(text) for text in request.args.getlist("choice")]
    return Wish(
        offer=offer,
        language=form.language.data or usual_language(offer),
        group_size=form.group_size.data or usual_group(offer),
        choices=tuple(dict.fromkeys(start for start in starts if start))[:MOST_CHOICES],
        week=read_week(request.args.get("week", "")),
    )


def _question(wish: Wish) -> Question:
    return Question(offer=wish.offer, group_size=wish.group_size, language=wish.language)
