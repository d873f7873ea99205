"""Problem documents (RFC 9457): every error of the API is one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from http import HTTPStatus
from typing import Any

import structlog
from flask import Blueprint, Flask, Response, current_app, request
from pydantic import ValidationError
from sqlalchemy.exc import InterfaceError, OperationalError
from werkzeug.exceptions import HTTPException

from arena.api.schemas import FieldProblem, Problem
from arena.errors import ArenaError
from arena.web.errors import status_of

log = structlog.get_logger(__name__)


def problem(
    status: int,
    detail: object = "",
    *,
    errors: Sequence[FieldProblem] = (),
    nearest: Sequence[datetime] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Return a problem document as the answer."""
    document = Problem(
        title=HTTPStatus(status).phrase,
        status=status,
        detail=str(detail),
        errors=list(errors),
        nearest=list(nearest),
    )
    written = document.model_dump_json(exclude_defaults=True, exclude_unset=False)
    return Response(written, status, headers, mimetype="application/problem+json")


def invalid(error: ValidationError | None, *, detail: str = "") -> Response:
    """Return 422 with one entry for each bad field that pydantic found."""
    found = [] if error is None else error.errors()
    errors = [
        FieldProblem(field=".".join(map(str, item["loc"])) or "body", message=_words(item))
        for item in found
    ]
    return problem(422, detail or "Some of what was sent cannot be used.", errors=errors)


def register(blueprint: Blueprint) -> None:
    """Answer every error of the calls with a problem document."""
    blueprint.register_error_handler(ArenaError, _expected)
    blueprint.register_error_handler(OperationalError, _away)
    blueprint.register_error_handler(InterfaceError, _away)
    blueprint.register_error_handler(Exception, _unexpected)
    blueprint.register_error_handler(HTTPException, _http)


def init_app(app: Flask) -> None:
    """Answer addresses below `/api/` that name nothing with a problem document, too."""
    for status in (404, 405):
        app.register_error_handler(status, _outside_any_view)


def _words(item: Mapping[str, Any]) -> str:
    if item["type"] == "missing":
        return "This field is required."
    if item["type"] == "extra_forbidden":
        return "There is no field of this name."
    return str(item["msg"]).removeprefix("Value error, ").rstrip(".") + "."


def _expected(error: ArenaError) -> Response:
    field = getattr(error, "field", None)
    if field is None:
        return problem(status_of(error), error.message)
    return problem(
        422,
        "Some of what was sent cannot be used.",
        errors=[FieldProblem(field=field, message=str(error.message))],
    )


def _http(error: HTTPException) -> Any:
    if error.response is not None:
        return error.response
    headers = {
        name: value for name, value in error.get_headers() if name in ("Retry-After", "Allow")
    }
    return problem(error.code or 500, error.description or "", headers=headers)


def _outside_any_view(error: HTTPException) -> Any:
    """Serve addresses below /api/ that name nothing; the others have their page."""
    if request.path.startswith("/api/"):
        return _http(error)
    handler = current_app.error_handler_spec[None][None][HTTPException]
    return handler(error)


def _away(error: Exception) -> Response:
    log.error("database_away", kind=type(error).__name__)
    return problem(503, "The database does not answer. Try again.", headers={"Retry-After": "10"})


def _unexpected(error: Exception) -> Response:
    log.exception("unexpected_error", endpoint=request.endpoint)
    return problem(500, "Something went wrong here. It has been noted.")
