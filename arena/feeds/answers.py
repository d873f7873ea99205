"""Answering as HTTP has it: validators, conditions, packing (RFC 9110, 8.8, 12.5.3, 13)."""

from __future__ import annotations

from datetime import datetime

from flask import Response, request
from werkzeug.http import http_date, parse_date, parse_etags

from arena import clock
from arena.feeds.bodies import Body

CALENDAR_TYPE = "text/calendar; charset=utf-8"
PUBLIC = "public, max-age=300"
PRIVATE = "private, no-cache"


def answer(
    body: Body, modified_at: datetime, *, caching: str, filename: str | None = None
) -> Response:
    """Return a calendar, or 304 where the asker has it already.

    `modified_at` is a whole second; until it has passed it is not told, since the calendar may
    still change within it. `filename` makes it a download.
    """
    packs = _asks_for_gzip(request.headers.get("Accept-Encoding", ""))
    content = body.packed if packs else body
    now = clock.now()
    modified = modified_at if modified_at <= now else None
    headers = [("ETag", content.etag), ("Cache-Control", caching), ("Vary", "Accept-Encoding")]
    if is_had(
        request.headers.get("If-None-Match"),
        request.headers.get("If-Modified-Since"),
        etag=content.etag,
        modified_at=modified,
        now=now,
    ):
        return Response(None, 304, headers)
    if modified:
        headers.append(("Last-Modified", http_date(modified)))
    if packs:
        headers.append(("Content-Encoding", "gzip"))
    if filename:
        headers.append(("Content-Disposition", f'attachment; filename="{filename}"'))
    return Response(content.data, 200, headers, content_type=CALENDAR_TYPE)


def is_had(
    if_none_match: str | None,
    if_modified_since: str | None,
    *,
    etag: str,
    modified_at: datetime | None,
    now: datetime,
) -> bool:
    """Tell whether the conditions of a GET or HEAD say that the asker has what would be sent.

    Tags win over dates, and are compared weakly. A date that is malformed or yet to come is no
    condition: a clock that is ahead would else miss every change until then.
    """
    if if_none_match is not None:
        return if_none_match == etag or parse_etags(if_none_match).contains_weak(etag[1:-1])
    if if_modified_since is None or modified_at is None:
        return False
    since = parse_date(if_modified_since)
    return since is not None and modified_at <= since <= now


def _asks_for_gzip(accepted: str) -> bool:
    """Tell whether gzip is asked for by its name; some programs cannot read what they did not."""
    if "gzip" not in accepted:
        return False
    return any(name == "gzip" and quality > 0 for name, quality in request.accept_encodings)
