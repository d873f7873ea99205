"""One table from expected errors to a status and a page that needs no database."""

from __future__ import annotations

import structlog
from flask import Flask, make_response, render_template, request
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import HTTPException, InternalServerError
from werkzeug.wrappers import Response

from arena.errors import ArenaError, Conflict, Forbidden, Invalid, NotFound
from arena.web import languages, outlets

STATUS: dict[type[ArenaError], int] = {NotFound: 404, Forbidden: 403, Conflict: 409, Invalid: 400}
MINIMAL = "layouts/minimal.html"
_WORKPLACE = {"staff", "host", "partner", "me"}
PAGES = (400, 403, 404, 405, 409, 410, 413, 429, 500, 503)
log = structlog.get_logger(__name__)


def init_app(app: Flask) -> None:
    """Answer every error with a page that says what to do."""
    app.jinja_env.globals["is_workplace"] = is_workplace
    app.register_error_handler(ArenaError, _expected)
    app.register_error_handler(CSRFError, _form_too_old)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(OperationalError, _database_away)
    app.register_error_handler(InterfaceError, _database_away)
    app.register_error_handler(PoolTimeout, _database_away)
    app.register_error_handler(Exception, _unexpected)


def status_of(error: ArenaError) -> int:
    """Return the HTTP status of an expected error, by its nearest class in the table."""
    return next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)


def page(status: int, message: object = "") -> Response:
    """Render the page of an error; programs that read calendars get one line of text."""
    if outlets.speaks_plainly(request.path):
        return outlets.plain_error(status)
    shown = status if status in PAGES else 500 if status >= 500 else 400
    if status < 500 and (known := _within_workplace(shown, message)) is not None:
        return make_response(known, status)
    languages.speak_as_addressed()
    return make_response(_draw(f"errors/{shown}.html", MINIMAL, message=message), status)


def is_workplace() -> bool:
    """Tell whether the address is one of the pages where people work who have signed in."""
    return request.path.split("/")[1] in _WORKPLACE


def _within_workplace(shown: int, message: object) -> str | None:
    """Draw an expected error for who is signed in: in their own language, with the rail beside it.

    None for strangers, and where the database that would tell is away.
    """
    if not is_workplace():
        return None
    try:
        if not current_user.is_authenticated:
            return None
        return _draw(f"errors/{shown}.html", "layouts/staff.html", message=message)
    except (DBAPIError, PoolTimeout) as error:
        log.warning("error_page_without_frame", kind=type(error).__name__)
        return None


def _draw(template: str, layout: str, **values: object) -> str:
    return render_template(template, layout=layout, **values)


def _expected(error: ArenaError) -> Response:
    return page(status_of(error), error.message)


def _http(error: HTTPException) -> Response:
    if error.response is not None or (error.code or 500) < 400:
        return error.get_response()  # A redirect is a response of its own.
    answer = page(error.code or 500)
    answer.headers.extend(
        (name, value) for name, value in error.get_headers() if name in ("Allow", "Retry-After")
    )
    return answer


def signed_out() -> Response:
    """Tell a stranger who sent a form to sign in first, and give back what was typed."""
    return _give_back("errors/signed_out.html", 403)


def _form_too_old(error: CSRFError) -> Response:
    return _give_back("errors/csrf.html", 400)


def _give_back(template: str, status: int) -> Response:
    """Show what was typed with a fresh token and a button, to our own pages only."""
    ours = request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
    typed = (
        [item for item in request.form.items(multi=True) if item[0] != "csrf_token"] if ours else []
    )
    secret = any("password" in name for name, _ in typed)
    page = _draw(
        template, MINIMAL, typed=[] if secret else typed, path=request.full_path.rstrip("?")
    )
    return make_response(page, status)


def _database_away(error: DBAPIError | PoolTimeout) -> Response:
    log.error("database_away", kind=type(error).__name__)
    answer = page(503)
    answer.headers["Retry-After"] = "10"
    return answer


def _unexpected(error: Exception) -> Response:
    log.exception("unexpected_error", endpoint=request.endpoint)
    return page(InternalServerError.code)
