"""Views of visits, one module for each errand."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from flask import Flask
from markupsafe import Markup
from werkzeug.routing import BaseConverter

from arena.resources.models import Resource
from arena.resources.words import whereabouts
from arena.visits.forms.starts import written_start
from arena.visits.meanings import GROUNDS, REASONS
from arena.visits.models import DeclineReason, ExemptionGround, Offer
from arena.visits.views import (  # noqa: F401 - they add their views to the blueprint
    addressing,
    answering,
    booking,
    changing,
    managing,
    moving,
    public,
    walks,
)
from arena.visits.views.blueprint import blueprint
from arena.web import filters, languages


class SlugConverter(BaseConverter):
    """The last part of an offer's address; anything else never reaches the database."""

    regex = "[a-z0-9-]{1,60}"


def init_app(app: Flask) -> None:
    """Register the pages, and what their templates ask for."""
    app.url_map.converters["slug"] = SlugConverter
    app.register_blueprint(blueprint)
    app.jinja_env.filters.update(
        written_start=written_start,
        decline_reason=decline_reason,
        exemption_ground=exemption_ground,
        lines=lines,
        visit_span=visit_span,
        whereabouts=at_its_address,
    )


def decline_reason(value: str) -> Any:
    """`{{ visit.decline_reason|decline_reason }}`."""
    return REASONS[DeclineReason(value)]


def exemption_ground(value: str) -> Any:
    """`{{ visit.exemption_ground|exemption_ground }}`."""
    return GROUNDS[ExemptionGround(value)]


def at_its_address(place: Resource) -> str:
    """`{{ stop.resource|whereabouts }}`: the name and the address of a place."""
    return whereabouts(place, languages.current())


def lines(text: str) -> Markup:
    """`{{ visit.questions|lines }}`: a text with the line breaks that it was typed with."""
    return Markup("<br>").join(text.split("\n"))


def visit_span(starts_at: datetime, offer: Offer) -> str:
    """`{{ start|visit_span(offer) }}`: the time from then on for as long as the visit takes."""
    return filters.span(starts_at, starts_at + timedelta(minutes=offer.minutes))
