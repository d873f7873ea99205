"""What a booker is offered when a chosen time cannot be had: others that are free."""

from __future__ import annotations

from datetime import datetime

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


def refuse_what_cannot_be(offer: Offer, form: BookingForm) -> bool:
    """Refuse the first of the chosen times that cannot be had; return whether there was one.

    Where it was the one to be held, the form asks for another in its place.
    """
    for start in list(form.choice.data):
        error = _find_hindrance(offer, form, start)
        if error is not None:
            refuse(offer, form, start, error)
            return True
    return False


def refuse(offer: Offer, form: BookingForm, start: datetime, error: TimeTaken | NotOffered) -> None:
    """Refuse one chosen time, and offer others when it was the first choice."""
    was_first = form.choice.data[0] == start
    form.refuse_time(start, error)
    if was_first:
        offer_others(offer, form, around=start)


def offer_others(offer: Offer, form: BookingForm, around: datetime) -> None:
    """Let the form ask for another time, among the free ones that are closest."""
    if find_misfit(offer, form.group_size.data):
        return  # No time is free for a group that does not fit.
    group_size, language = _group(offer, form)
    found = nearest_free_times(
        offer,
        around,
        group_size=group_size,
        language=language,
        count=OFFERED + len(form.choice.data),
    )
    form.instead.choices = [
        (written_start(free.starts_at), filters.span(free.starts_at, free.ends_at))
        for free in found
        if free.starts_at not in form.choice.data
    ][:OFFERED]


def _find_hindrance(
    offer: Offer, form: BookingForm, start: datetime
) -> TimeTaken | NotOffered | None:
    try:
        check_time(offer, start)
    except NotOffered as error:
        return error
    return None if _is_free(offer, form, start) else TimeTaken()


def _is_free(offer: Offer, form: BookingForm, start: datetime) -> bool:
    group_size, language = _group(offer, form)
    return is_free_time(offer, start, group_size=group_size, language=language)


def _group(offer: Offer, form: BookingForm) -> tuple[int, str]:
    return (
        form.group_size.data or usual_group(offer),
        form.language.data or usual_language(offer),
    )
