"""What calendar programs read: the public feed, private ones, and one event as a file."""

from __future__ import annotations

from dataclasses import replace

import structlog
from flask import Blueprint, Response, abort, request
from flask_limiter.util import get_remote_address
from limits import parse

from arena import clock, tokens
from arena.errors import NotFound
from arena.events.ical.calendar import single
from arena.feeds.answers import DISCREET, PRIVATE, PUBLIC, answer
from arena.feeds.bodies import Body
from arena.feeds.fetches import Fetch
from arena.feeds.front import selection_of
from arena.feeds.known import Holder
from arena.feeds.queries import Subscriber, find_subscriber, get_public_event, read_version
from arena.feeds.queries.reaching import reach_public_network
from arena.feeds.rules import client_name, end_of_second, is_gone
from arena.feeds.selection import Selection, network_selection
from arena.feeds.serving import DATABASE_AWAY, current_feed, emptied_body, state
from arena.web.access import access, public
from arena.web.languages import LANGUAGES, Language
from arena.web.limits import TOKEN_GUESS, limiter
from arena.web.outlets import CALENDARS

READ = ("GET", "HEAD", "OPTIONS")
GUESSES = parse(TOKEN_GUESS)
blueprint = Blueprint("feeds_ics", __name__, url_prefix=CALENDARS.rstrip("/"))


@blueprint.before_request
def _tell_methods() -> Response | None:
    """Answer OPTIONS without looking at what it is about."""
    if request.method != "OPTIONS":
        return None
    response = Response(status=204, headers={"Allow": ", ".join(READ)})
    del response.headers["Content-Type"]  # There is nothing for it to be the type of.
    return response


@blueprint.after_request
def _keep_out_of_sight(response: Response) -> Response:
    response.headers.update(DISCREET)
    return response


@blueprint.route("/public.ics", methods=READ, provide_automatic_options=False)
@access(public)
def everybody() -> Response:
    """Give the calendar of what is open to everybody; `?cancelled=no` leaves cancelled out."""
    selection = selection_of(request.query_string.decode("latin-1"))
    try:
        feed = current_feed(selection, read_version())
    except DATABASE_AWAY:
        kept = state().shelf.find(selection)
        if kept is None:
            raise
        feed = kept
    return answer(feed.body, feed.modified_at, caching=PUBLIC)


@blueprint.route("/<token>.ics", methods=READ, provide_automatic_options=False)
@access(public)
def private(token: str) -> Response:
    """Give a subscription its calendar, by the rights that its person has at this moment."""
    token_hash, now = tokens.keyed_digest(token), clock.now()
    hasty = state().known.find_hasty(token_hash, now) if limiter.enabled else None
    remembered = _from_memory(hasty) if hasty else None
    if remembered is not None:
        return remembered
    try:
        subscriber = find_subscriber(token_hash)
        if subscriber is None:
            state().known.forget(token_hash)
            return unknown()
        return _of_subscriber(subscriber)
    except DATABASE_AWAY:
        trusted = state().known.find_trusted(token_hash, now)
        last_good = _from_memory(trusted) if trusted else None
        if last_good is None:
            raise
        return last_good


@blueprint.route("/network/<slug>.ics", methods=READ, provide_automatic_options=False)
@access(public)
def network(slug: str) -> Response:
    """Give the open meetings of a public network; any other is as if it were not there."""
    language: Language = "en" if request.args.get("lang") == "en" else "sv"
    reached = reach_public_network(slug, language)
    if reached is None:
        return unknown()
    selection = network_selection(language, reached, with_cancelled=True, is_public=True)
    feed = current_feed(selection, read_version())
    return answer(feed.body, end_of_second(clock.now()), caching=PUBLIC)


@blueprint.route("/event/<uid>.ics", methods=READ, provide_automatic_options=False)
@access(public)
def event(uid: str) -> Response:
    """Give one public event as a file to add to a calendar."""
    found, fragment = get_public_event(uid, "en" if request.args.get("lang") == "en" else "sv")
    zone = clock.zone()
    day = clock.date_of(found.starts_at)
    return answer(
        Body(single(fragment, zone=zone)),
        end_of_second(found.modified_at),
        caching=PUBLIC,
        filename=f"arena-{day.isoformat()}.ics",
    )


def _of_subscriber(subscriber: Subscriber) -> Response:
    now = clock.now()
    structlog.contextvars.bind_contextvars(feed=subscriber.id)
    state().fetches.note(subscriber.id, Fetch(now, client_name(request.user_agent.string)))
    changed_at = end_of_second(subscriber.changed_at)
    ended = subscriber.ended_at
    if ended is not None:
        state().known.forget(subscriber.token_hash)
        if is_gone(ended, now):
            abort(410)
        return answer(emptied_body(subscriber, ended), changed_at, caching=PRIVATE)
    selection = subscriber.selection
    feed = current_feed(_as_asked(selection), subscriber.version)
    if subscriber.goes_by_membership:
        # Who leaves changes no event, so that no date tells of it: the tag alone does.
        return answer(feed.body, end_of_second(now), caching=PRIVATE)
    modified_at = max(feed.modified_at, changed_at)
    holder = Holder(subscriber.id, selection, modified_at, looked_up_at=now)
    state().known.remember(subscriber.token_hash, holder)
    return answer(feed.body, modified_at, caching=PRIVATE)


def _from_memory(holder: Holder) -> Response | None:
    """Answer with what a token opened a moment ago, without asking the database."""
    feed = state().shelf.find(_as_asked(holder.selection))
    if feed is None:
        return None
    structlog.contextvars.bind_contextvars(feed=holder.subscription_id)
    return answer(feed.body, max(feed.modified_at, holder.modified_at), caching=PRIVATE)


def unknown() -> Response:
    """Refuse a secret that opens nothing; who tries many is told to wait."""
    if limiter.enabled and not limiter.limiter.hit(GUESSES, "feeds", get_remote_address()):
        response = Response("Too Many Requests\n", 429, mimetype="text/plain")
        response.headers["Retry-After"] = "60"
        return response
    raise NotFound


def _as_asked(selection: Selection) -> Selection:
    """Return a selection in the language that `?lang=` asks for; what is none is not heard."""
    asked = request.args.get("lang")
    if asked not in LANGUAGES or asked == selection.language:
        return selection
    return replace(selection, language=asked)
