"""What a booker is offered when a chosen time cannot be had: others that are free."""

from __future__ import annotations

from datetime import datetime, timedelta

from arena import clock
from arena.visits.forms.asking import BookingForm
from arena.visits.forms.looking import usual_group, usual_language
from arena.visits.forms.starts import written_start
from arena.visits.models import Offer
from arena.visits.queries.free_times import is_free_time, nearest_free_times
from arena.visits.services.errors import NotOffered, TimeTaken
from arena.visits.services.requests import check_time
from arena.visits.views.misfits import find_misfit
from arena.web import filters

OFFERED = 5


def find_hindrance(offer: Offer, form: BookingForm) -> TimeTaken | NotOffered | None:
    """Return why one of the chosen times cannot be had, the first of them; None when all can."""
    for start in form.choice.data:
        try:
            check_time(offer, start)
        except NotOffered as error:
            return error
        if not _is_free(offer, form, start):
            return TimeTaken()
    return None


def offer_others(offer: Offer, form: BookingForm) -> None:
    """Let the form ask for another time, among those that are free and close to the first."""
    if find_misfit(offer, form.group_size.data):
        return  # No time is free for a group that does not fit.
    group_size, language = _group(offer, form)
    around = form.choice.data[0] if form.choice.data else clock.now()
    found = nearest_free_times(
        offer, around, group_size=group_size, language=language, count=OFFERED
    )
    chosen = [start for start in form.choice.data[1:] if _is_free(offer, form, start)]
    starts = dict.fromkeys([*chosen, *(free.starts_at for free in found)])
    length = timedelta(minutes=offer.minutes)
    form.instead.choices = [
        (written_start(start), filters.span(start, start + length)) for start in starts
    ]


def _is_free(offer: Offer, form: BookingForm, start: datetime) -> bool:
    group_size, language = _group(offer, form)
    return is_free_time(offer, start, group_size=group_size, language=language)


def _group(offer: Offer, form: BookingForm) -> tuple[int, str]:
    return (
        form.group_size.data or usual_group(offer),
        form.language.data or usual_language(offer),
    )
