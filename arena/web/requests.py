"""The request cycle: one log line each, and another try when the database asks for it."""

from __future__ import annotations

import secrets
from time import perf_counter
from typing import Any

import structlog
from flask import Flask, g, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import DBAPIError
from werkzeug.routing import IntegerConverter, Map
from werkzeug.wrappers import Response

from arena import db

TRIES = 3
MOST_RECORDS = 2**31 - 1  # What an integer key of PostgreSQL can hold.
log = structlog.get_logger("arena.request")


class RecordNumber(IntegerConverter):
    """A number in an address that a record may have: a larger one is no address, not an error."""

    def __init__(self, map: Map, **options: Any) -> None:
        super().__init__(map, **{"max": MOST_RECORDS, **options})


class ArenaFlask(Flask):
    """A Flask that runs a view again when its transaction lost against another.

    A view has one transaction and nothing else that lasts: what was rolled back can be redone.
    """

    def preprocess_request(self) -> ResponseReturnValue | None:
        """Begin the request before anything can end it, such as an unknown language."""
        _begin()
        return super().preprocess_request()

    def dispatch_request(self) -> ResponseReturnValue:
        """Answer the request; on a deadlock or a serialization failure try again, twice at most."""
        for _ in range(TRIES - 1):
            try:
                return super().dispatch_request()
            except DBAPIError as error:
                if not db.is_retryable(error):
                    raise
                db.session.rollback()
        return super().dispatch_request()


def init_app(app: Flask) -> None:
    """Log each request by its endpoint: addresses may hold secrets and are never written."""
    app.url_map.converters["int"] = RecordNumber
    app.after_request(_end)


def _begin() -> None:
    g.request_began = perf_counter()
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(request_id=secrets.token_hex(6))


def _end(response: Response) -> Response:
    if request.endpoint != "static":
        log.info(
            "request",
            method=request.method,
            endpoint=request.endpoint,
            status=response.status_code,
            milliseconds=round((perf_counter() - g.request_began) * 1000, 1),
        )
    return response
