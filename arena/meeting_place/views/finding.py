"""Finding a room."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import render_template, request, url_for

from arena import clock
from arena.accounts.sessions import signed_in_user
from arena.meeting_place.forms.finding import FindForm, next_full_hour, with_equipment
from arena.meeting_place.queries.arriving import arrival_of
from arena.meeting_place.queries.bookings import list_ahead
from arena.meeting_place.queries.looking import Found, Search, look
from arena.meeting_place.queries.rooms import list_equipment
from arena.meeting_place.views.blueprints import for_both
from arena.meeting_place.views.people import is_partner_here, own_arrivals
from arena.web import languages

SHOWN = 5


@for_both("/")
def find() -> tuple[str, int]:
    """Look for a room by time, people and what is needed; near misses stand below what fits."""
    asked = bool(request.args)
    form = _form(asked)
    result = search = None
    if asked and form.validate():
        search = form.search()
    if search is not None:
        result = look(search, is_partner=is_partner_here(), language=languages.current())
    page = render_template(
        "meeting_place/find.html",
        form=form,
        search=search,
        result=result,
        book_url=lambda found: book_url(found, search),
        mine=list_ahead(of=signed_in_user(), limit=SHOWN),
        arrivals=() if asked else own_arrivals(),
        arrival_of=arrival_of,
    )
    return page, 400 if form.errors else 200


def book_url(found: Found, search: Search | None) -> str:
    """Return the address of the form that books what was found."""
    local = found.starts_at.astimezone(clock.zone())
    values: dict[str, Any] = {
        "room_id": found.room.id,
        "day": f"{local:%Y-%m-%d}",
        "begins_at": f"{local:%H:%M}",
        "minutes": _minutes(found.starts_at, found.ends_at),
        "layout": found.fit.layout or None,
    }
    if search is not None:
        values["head_count"] = search.people
        values |= {f"equipment_{each}": count for each, count in search.equipment.items()}
    return url_for(".book", **values)


def _form(asked: bool) -> FindForm:
    kind = with_equipment(FindForm, list_equipment())
    if asked:
        return kind(request.args)
    start = next_full_hour()
    return kind(None, data={"day": start.date(), "begins_at": start.time(), "minutes": 60})


def _minutes(starts_at: datetime, ends_at: datetime) -> int:
    return int((ends_at - starts_at).total_seconds()) // 60
