"""What the web server runs in each of its processes."""

from __future__ import annotations

import gc
from collections.abc import Iterable
from typing import TYPE_CHECKING

import arena

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

    from arena.web.requests import ArenaFlask

NEW_OBJECTS = 10_000  # So many more than were freed, and garbage is looked for.
FULL_EVERY = 10


class Tidy:
    """A WSGI application before another, which looks for garbage between requests, never in them.

    Python before 3.12 may look for it wherever an object is made, also while it makes the
    dictionary of another; with SQLAlchemy's states, which hear of what is freed, that has crashed
    processes (ADR 8).
    """

    def __init__(self, behind: WSGIApplication) -> None:
        self._behind = behind

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Tidy up when there is reason to, and have the request answered."""
        new, _, partly = gc.get_count()
        if new >= NEW_OBJECTS:
            gc.collect(2 if partly >= FULL_EVERY else 1)
        return self._behind(environ, start_response)


def create_app() -> ArenaFlask:
    """Make the application.

    All that it consists of stays: nobody looks for garbage while it loads, nor among it later.
    """
    gc.disable()
    app = arena.create_app()
    gc.collect()
    gc.freeze()
    app.wsgi_app = Tidy(app.wsgi_app)  # type: ignore[method-assign]
    return app
