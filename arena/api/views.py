"""The six open calls, and the description of them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, TypeVar

from flask import Blueprint, Response, render_template, request
from pydantic import BaseModel

from arena import clock, config
from arena.api import booking, problems
from arena.api.description import answers, document, spec
from arena.api.queries import list_confirmed_events
from arena.api.schemas import (
    EventQuery,
    Events,
    Needs,
    Offers,
    OfferSummary,
    Pilots,
    PublicEvent,
    PublicNeed,
    Slot,
    SlotQuery,
    Slots,
    Texts,
    VisitReceipt,
    VisitRequest,
)
from arena.errors import Invalid, NotFound
from arena.events.models import Event
from arena.needs.models import Need
from arena.needs.queries.listing import Criteria, list_shown
from arena.visits.models import Offer
from arena.visits.queries import get_offer, list_offers
from arena.visits.queries.free_times import list_free_times
from arena.visits.services.errors import WrongGroupSize, WrongLanguage
from arena.visits.services.requests import check_group
from arena.web import limits
from arena.web.access import access, public
from arena.web.addresses import absolute_url
from arena.web.limits import booking_limit, limiter
from arena.web.security import csrf

LONGEST = timedelta(days=92)
MOST_NEEDS = 500
Query = TypeVar("Query", bound=BaseModel)
blueprint = Blueprint("api", __name__, url_prefix="/api/v1")
problems.register(blueprint)
csrf.exempt(blueprint)  # No cookie is read below this address, so there is nothing to forge.


@blueprint.before_request
def _expect_json() -> Response | None:
    """Refuse a body that is not a JSON object, in words, before its fields are looked at."""
    if request.method != "POST":
        return None
    if not request.is_json:
        return problems.problem(415, "Send JSON, with Content-Type: application/json.")
    if not isinstance(request.get_json(silent=True), dict):
        return problems.problem(400, "The body must be one JSON object.")
    return None


@blueprint.get("/offers")
@access(public)
@limiter.limit(limits.API)
@spec.validate(resp=answers(200, Offers))
def offers() -> Response:
    """List the visits that groups can ask for."""
    listed = [offer for offer in list_offers() if not offer.is_open_walk]
    return _json(Offers(offers=[_summary(offer) for offer in listed]))


@blueprint.get("/offers/<slug>/slots")
@access(public)
@limiter.limit(limits.API)
@spec.validate(query=SlotQuery, resp=answers(200, Slots, 404))
def slots(slug: str) -> Response:
    """List the free times of an offer for a group and a language."""
    asked, offer = _query(SlotQuery), _group_offer(slug)
    _check_period(asked.starts_on, asked.ends_on)
    try:
        check_group(offer, asked.group_size)
    except WrongGroupSize as error:
        return booking.wrong_group(error)
    if asked.language not in offer.languages:
        raise WrongLanguage
    free = list_free_times(
        offer,
        starts_on=asked.starts_on,
        ends_on=asked.ends_on + timedelta(days=1),
        group_size=asked.group_size,
        language=asked.language,
    )
    listed = [Slot(starts_at=time.starts_at, ends_at=time.ends_at) for time in free]
    return _json(Slots(slots=listed))


@blueprint.post("/offers/<slug>/visits")
@access(public)
@limiter.limit(limits.API)
@booking_limit
@spec.validate(json=VisitRequest, resp=answers(201, VisitReceipt, 400, 404, 409, 415))
def visits(slug: str) -> Response:
    """Ask for a visit: the first choice is held at once, and the contact gets a mail."""
    body: VisitRequest = request.context.json  # type: ignore[attr-defined]  # Set by spectree.
    return booking.answer(_group_offer(slug), body, request.headers.get("Idempotency-Key"))


@blueprint.get("/events")
@access(public)
@limiter.limit(limits.API)
@spec.validate(query=EventQuery, resp=answers(200, Events))
def events() -> Response:
    """List public events."""
    asked = _query(EventQuery)
    starts_on = asked.starts_on or clock.today()
    ends_on = asked.ends_on or starts_on + LONGEST
    _check_period(starts_on, ends_on)
    found = list_confirmed_events(starts_on, ends_on)
    return _json(Events(events=[_event(event) for event in found]))


@blueprint.get("/needs")
@access(public)
@limiter.limit(limits.API)
@spec.validate(resp=answers(200, Needs))
def needs() -> Response:
    """List public needs."""
    found, _total = list_shown(Criteria(), limit=MOST_NEEDS)
    return _json(Needs(needs=[_need(need) for need in found]))


@blueprint.get("/pilots")
@access(public)
@limiter.limit(limits.API)
@spec.validate(resp=answers(200, Pilots))
def pilots() -> Response:
    """List public pilots; there are none to show yet."""
    return _json(Pilots(pilots=[]))


@blueprint.get("/openapi.json")
@access(public)
def openapi() -> dict[str, Any]:
    """Describe the API as OpenAPI."""
    return document()


@blueprint.get("/docs")
@access(public)
def docs() -> str:
    """Describe the API for people."""
    return render_template("api/docs.html", api=document())


def _json(answer: BaseModel) -> Response:
    return Response(answer.model_dump_json(), mimetype="application/json")


def _query(shape: type[Query]) -> Query:
    """Return the checked query of this request."""
    asked = request.context.query  # type: ignore[attr-defined]  # Set by spectree.
    assert isinstance(asked, shape)  # noqa: S101 - tells the type checker what spectree made
    return asked


def _group_offer(slug: str) -> Offer:
    offer = get_offer(slug)
    if offer.is_open_walk:
        raise NotFound("People join this walk one by one; it has no free times for groups.")
    return offer


def _check_period(starts_on: date, ends_on: date) -> None:
    if ends_on < starts_on:
        raise Invalid("The last date comes before the first.", field="to")
    if ends_on - starts_on > LONGEST:
        raise Invalid("Ask for at most 92 days at a time.", field="to")


def _summary(offer: Offer) -> OfferSummary:
    return OfferSummary(
        slug=offer.slug,
        title=Texts(sv=offer.title_sv, en=offer.title_en),
        minutes=offer.minutes,
        group_min=offer.group_min,
        group_max=offer.group_max,
        languages=offer.languages,
    )


def _need(need: Need) -> PublicNeed:
    published_at = need.published_at or need.created_at
    return PublicNeed(
        reference=need.reference,
        title=Texts(sv=need.title_sv, en=need.title_en),
        effect=Texts(sv=need.effect_sv, en=need.effect_en),
        organisation=need.organisation.name,
        state=need.state,
        dialogue=need.dialogue,
        topics=need.topics,
        questions_until=need.questions_until,
        interest_until=need.interest_until,
        published_at=published_at,
        changed_at=need.shown_at or published_at,
        url=absolute_url("needs.show", reference=need.reference, lang="en"),
    )


def _event(event: Event) -> PublicEvent:
    return PublicEvent(
        uid=event.uid,
        title=Texts(sv=event.title_sv, en=event.title_en),
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        place=Texts(sv=event.place_sv, en=event.place_en),
        url=f"{config.current().base_url}/en/{event.path}" if event.path else None,
    )
