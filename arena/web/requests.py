"""The request cycle: one log line each, and another try when the database asks for it."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter
from typing import Any, TypeVar

import structlog
from flask import Flask, Response, current_app, g, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import DBAPIError
from werkzeug.routing import IntegerConverter, Map

from arena import db

Function = TypeVar("Function", bound=Callable[..., Any])
TRIES = 3
_LISTENERS = "arena.answered"
MOST_RECORDS = 2**31 - 1  # What an integer key of PostgreSQL can hold.
log = structlog.get_logger("arena.request")


@dataclass(frozen=True)
class Answered:
    """A request that was answered: by the endpoint, never the address, which may hold a secret."""

    method: str
    endpoint: str | None
    status: int
    seconds: float


class RecordNumber(IntegerConverter):
    """A number in an address that a record may have: a larger one is no address, not an error."""

    def __init__(self, map: Map, **options: Any) -> None:
        super().__init__(map, **{"max": MOST_RECORDS, **options})


class ArenaFlask(Flask):
    """A Flask that runs a view again when its transaction lost against another.

    A view has one transaction and nothing else that lasts: what was rolled back can be redone.
    """

    def ensure_sync(self, func: Function) -> Function:
        """Take every function as it is: none is asynchronous, and Flask asks them each time."""
        return func

    def preprocess_request(self) -> ResponseReturnValue | None:
        """Begin the request before anything can end it, such as an unknown language."""
        g.request_began = begin()
        return super().preprocess_request()

    def process_response(self, response: Response) -> Response:
        """End the request; what only the reader's own browser may store is told apart by no cookie.

        Flask says `Vary: Cookie` of whatever read the session. To a browser that goes back to a
        refused form it means that the form is not to be had, once the cookie has changed with the
        request that was sent from it: nothing typed would be left (Chromium: ERR_CACHE_MISS).
        """
        response = super().process_response(response)
        if response.cache_control.private:
            response.vary.discard("Cookie")
        return response

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
    """Log each request."""
    app.url_map.converters["int"] = RecordNumber
    on_answer(app, _log)
    app.after_request(_end)


def on_answer(app: Flask, hear: Callable[[Answered], None]) -> None:
    """Have `hear` told of every request that the application has answered."""
    app.extensions.setdefault(_LISTENERS, []).append(hear)


def begin() -> float:
    """Begin a request: number it for the log, and return when that was."""
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(request_id=secrets.token_hex(6))
    return perf_counter()


def tell(app: Flask, method: str, endpoint: str | None, status: int, began: float) -> None:
    """Tell the log, and whoever else listens, that a request was answered."""
    answered = Answered(method, endpoint, status, perf_counter() - began)
    for hear in app.extensions[_LISTENERS]:
        hear(answered)


def _end(response: Response) -> Response:
    app = current_app._get_current_object()  # type: ignore[attr-defined]  # The proxy has it.
    tell(app, request.method, request.endpoint, response.status_code, g.request_began)
    return response


def _log(answered: Answered) -> None:
    if answered.endpoint != "static":
        log.info(
            "request",
            method=answered.method,
            endpoint=answered.endpoint,
            status=answered.status,
            milliseconds=round(answered.seconds * 1000, 1),
        )
