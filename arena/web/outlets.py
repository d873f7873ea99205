"""Addresses that programs ask for, not browsers: no session, no cookie, errors in plain words."""

from __future__ import annotations

from http import HTTPStatus

from flask import Flask
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from werkzeug.wrappers import Request, Response

CALENDARS = "/feeds/"
_WITHOUT_SESSION = (CALENDARS, "/api/", "/static/")


class SessionsOfPages(SecureCookieSessionInterface):
    """Sessions for pages alone.

    What is the same for everybody, or opens by a key of its own, reads no cookie, sets none, and
    does not vary by it: caches may keep it, and it costs less.
    """

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """Open the session that the cookie tells of; None becomes Flask's empty one."""
        if request.path.startswith(_WITHOUT_SESSION):
            return None
        return super().open_session(app, request)  # type: ignore[arg-type]  # Flask's own Request.


def init_app(app: Flask) -> None:
    """Keep sessions to pages."""
    app.session_interface = SessionsOfPages()


def speaks_plainly(path: str) -> bool:
    """Tell whether errors below an address are for calendar programs, which choke on HTML."""
    return path.startswith(CALENDARS)


def plain_error(status: int) -> Response:
    """Return an error as one line of text: what its status means."""
    return Response(f"{HTTPStatus(status).phrase}\n", status, mimetype="text/plain")
