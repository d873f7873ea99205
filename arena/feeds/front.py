"""The public feed's shortest way out: answered before Flask begins, while nothing has changed.

It is asked for far more often than it changes, and what Flask does around a view (its context,
routes, cookies and thirty steps of ours) costs five times what the answer does. So a feed that the
view has made is answered from here until a newer version or another day calls for a new one. Both
ways lead through `answers.decide`; whatever this way does not know, it leaves to the view.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from arena import clock, db
from arena.feeds.answers import DISCREET, PUBLIC, Answer, Asked, decide
from arena.feeds.queries.entries import VERSION_STATEMENT
from arena.feeds.selection import Language, Selection, public_selection
from arena.feeds.serving import state_of
from arena.web import requests, security
from arena.web.outlets import CALENDARS
from arena.web.recent import Recent

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

PATH = f"{CALENDARS}public.ics"
ENDPOINT = "feeds_ics.everybody"


class Front:
    """A WSGI application before another, which it spares the public feed."""

    def __init__(self, app: Flask, behind: WSGIApplication, version: Recent[int]) -> None:
        self._app, self._behind, self._version = app, behind, version

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer the request, or have it answered."""
        if environ["PATH_INFO"] != PATH or environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return self._behind(environ, start_response)
        began = requests.begin()
        answer = self._find(environ)
        if answer is None:
            return self._behind(environ, start_response)
        headers = [*answer.headers, *DISCREET]
        is_secure = environ["wsgi.url_scheme"] == "https"
        headers += security.missing_headers(headers, is_secure=is_secure)
        if answer.status == HTTPStatus.OK:
            headers.append(("Content-Length", str(len(answer.data))))
        start_response(f"{answer.status} {HTTPStatus(answer.status).phrase}", headers)
        requests.tell(self._app, environ["REQUEST_METHOD"], ENDPOINT, answer.status, began)
        return [answer.data] if environ["REQUEST_METHOD"] == "GET" else []

    def _find(self, environ: WSGIEnvironment) -> Answer | None:
        feed = state_of(self._app).shelf.find(selection_of(environ.get("QUERY_STRING", "")))
        now = clock.now()
        zone = self._app.extensions["arena.settings"].zone
        if feed is None or feed.day != now.astimezone(zone).date():
            return None
        try:
            if feed.version != self._version.get():
                return None
        except SQLAlchemyError:
            return None  # The view knows what to do when the database is away.
        asked = Asked.by_environ(environ)
        return decide(asked, feed.body, feed.modified_at, caching=PUBLIC, now=now)


def init_app(app: Flask) -> None:
    """Put the front before the application."""
    with app.app_context():
        engine = db.engine()
    version = Recent(app, lambda: int(db.peek(engine, VERSION_STATEMENT) or 0))
    app.wsgi_app = Front(app, app.wsgi_app, version)  # type: ignore[method-assign]


@lru_cache(maxsize=256)
def selection_of(query: str) -> Selection:
    """Return what the public feed holds under a query: `lang=en`, `cancelled=no`.

    What it does not know it does not hear.
    """
    asked: dict[str, Any] = parse_qs(query)
    language: Language = "en" if asked.get("lang", [""])[0] == "en" else "sv"
    return public_selection(language, with_cancelled=asked.get("cancelled", [""])[0] != "no")
