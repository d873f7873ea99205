"""Who is signed in: Flask-Login on sessions that the server keeps.

The browser's cookie holds the secret of a session, the database its hash. A session that is ended
here is over for every copy of the cookie.
"""

from __future__ import annotations

from typing import Any, cast

import structlog
from flask import Flask, g
from flask import session as cookie
from flask_login import AnonymousUserMixin, LoginManager, current_user, login_user, logout_user
from sqlalchemy.exc import DBAPIError
from werkzeug.wrappers import Response

from arena import clock, db
from arena.accounts.models import User, UserSession
from arena.accounts.queries import find_live_session
from arena.accounts.rules import is_touch_due
from arena.accounts.services import touch_session
from arena.audit.models import Actor
from arena.web import languages

log = structlog.get_logger(__name__)


class Stranger(AnonymousUserMixin):  # type: ignore[misc]  # Flask-Login ships no types.
    """Somebody who has not signed in: has no role, so every policy refuses."""

    role = ""
    is_staff = False


def init_app(app: Flask) -> None:
    """Find out on each request who is signed in."""
    manager = LoginManager()
    manager.session_protection = None  # A phone changes its network address on the way to work.
    manager.anonymous_user = Stranger
    manager.user_loader(_load)
    manager.init_app(app, add_context_processor=False)
    # Not by Flask-Login's context processor, which asks the database for every page: error pages
    # must come without.
    app.jinja_env.globals["current_user"] = current_user
    app.after_request(_touch)
    app.after_request(_clear_device)


def begin(user: User, token: str) -> None:
    """Give the browser the secret of its new session, and nothing of what it held before."""
    cookie.clear()
    g.device_is_to_forget = True
    user.session_token = token
    languages.remember(user.language)
    login_user(user)


def end() -> None:
    """Take the secret out of the browser's cookie; the language that was spoken stays."""
    language = languages.current()
    logout_user()
    cookie.clear()
    languages.remember(language)
    g.device_is_to_forget = True


def signed_in_user() -> User:
    """Return the person who is signed in; only for views that strangers do not reach."""
    return cast(User, current_user._get_current_object())


def current_session() -> UserSession | None:
    """Return the session that this request came with, or None for a stranger."""
    return cast("UserSession | None", (current_user.is_authenticated and g.user_session) or None)


def acting() -> Actor:
    """Return the signed-in person as the services want them: `confirm_visit(…, by=acting())`."""
    return Actor.user(signed_in_user().id)


def _load(token: Any) -> User | None:
    """Return the person whose session `token` opens.

    When the database is away the first to ask is told; the error page that follows asks again, for
    its language, and gets a stranger.
    """
    if g.get("sessions_are_away"):
        return None
    try:
        session = find_live_session(str(token))
    except DBAPIError:
        g.sessions_are_away = True
        raise
    if session is None:
        return None
    g.user_session = session
    session.user.session_token = str(token)
    return session.user


def _touch(response: Response) -> Response:
    """Note every ten minutes that a session's person is there, so that it does not end as idle.

    The one thing that a GET writes beside a feed's last-fetched time. It is not worth failing for.
    """
    session: UserSession | None = g.get("user_session")
    if session is None or response.is_streamed or response.status_code >= 500:
        return response
    try:
        if is_touch_due(session.last_seen_at, clock.now()):
            with db.transaction():
                touch_session(session.id)
    except DBAPIError as error:
        log.warning("session_not_touched", kind=type(error).__name__)
    return response


def _clear_device(response: Response) -> Response:
    """Have the browser forget the pages it kept for when there is no network: they are somebody's.

    At sign-in too, since whoever sat there before may have gone without signing out.
    """
    if g.get("device_is_to_forget"):
        response.headers["Clear-Site-Data"] = '"storage"'
    return response
