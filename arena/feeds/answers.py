"""Answering as HTTP has it: validators, conditions, packing (RFC 9110, 8.8, 12.5.3, 13)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flask import Response, request
from werkzeug.http import http_date, parse_accept_header, parse_date, parse_etags

from arena import clock
from arena.feeds.bodies import Body

CALENDAR_TYPE = "text/calendar; charset=utf-8"
ATOM_TYPE = "application/atom+xml; charset=utf-8"
PUBLIC = "public, max-age=300"
PRIVATE = "private, no-cache"
# Of whatever is answered: found by no search engine, told to no page.
DISCREET = (("X-Robots-Tag", "noindex"), ("Referrer-Policy", "no-referrer"))


@dataclass(frozen=True)
class Asked:
    """What a GET or HEAD says of the answer that it wants; "" or None where it says nothing."""

    encodings: str
    if_none_match: str | None
    if_modified_since: str | None

    @classmethod
    def by_environ(cls, environ: Mapping[str, str]) -> Asked:
        """Return what a WSGI request says."""
        return cls(
            environ.get("HTTP_ACCEPT_ENCODING", ""),
            environ.get("HTTP_IF_NONE_MATCH"),
            environ.get("HTTP_IF_MODIFIED_SINCE"),
        )


@dataclass(frozen=True)
class Answer:
    """What is answered: 200 with the calendar, or 304 without."""

    status: int
    headers: list[tuple[str, str]]
    data: bytes


def decide(
    asked: Asked,
    body: Body,
    modified_at: datetime,
    *,
    caching: str,
    now: datetime,
    content_type: str = CALENDAR_TYPE,
) -> Answer:
    """Return the answer to what was asked, from a feed and when it was last modified.

    `modified_at` is a whole second; until it has passed it is not told, since the calendar may
    still change within it.
    """
    packs = asks_for_gzip(asked.encodings)
    content = body.packed if packs else body
    modified = modified_at if modified_at <= now else None
    headers = [("ETag", content.etag), ("Cache-Control", caching), ("Vary", "Accept-Encoding")]
    if is_had(asked, etag=content.etag, modified_at=modified, now=now):
        return Answer(304, headers, b"")
    if modified:
        headers.append(("Last-Modified", http_date(modified)))
    if packs:
        headers.append(("Content-Encoding", "gzip"))
    headers.append(("Content-Type", content_type))
    return Answer(200, headers, content.data)


def answer(
    body: Body,
    modified_at: datetime,
    *,
    caching: str,
    filename: str | None = None,
    content_type: str = CALENDAR_TYPE,
) -> Response:
    """Answer the request at hand; `filename` makes the calendar a download."""
    asked = Asked.by_environ(request.environ)
    decided = decide(
        asked, body, modified_at, caching=caching, now=clock.now(), content_type=content_type
    )
    response = Response(decided.data, decided.status, decided.headers)
    if filename:
        response.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response


def is_had(asked: Asked, *, etag: str, modified_at: datetime | None, now: datetime) -> bool:
    """Tell whether the conditions of a request say that the asker has what would be sent.

    Tags win over dates, and are compared weakly. A date that is malformed or yet to come is no
    condition: a clock that is ahead would else miss every change until then.
    """
    tags = asked.if_none_match
    if tags is not None:
        return tags == etag or parse_etags(tags).contains_weak(etag[1:-1])
    if asked.if_modified_since is None or modified_at is None:
        return False
    since = parse_date(asked.if_modified_since)
    return since is not None and modified_at <= since <= now


def asks_for_gzip(encodings: str) -> bool:
    """Tell whether gzip is asked for by its name; some programs cannot read what they did not."""
    if "gzip" not in encodings:
        return False
    return any(name == "gzip" and quality > 0 for name, quality in parse_accept_header(encodings))
