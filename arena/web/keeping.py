"""Pages that are the same for every stranger: drawn once, kept while nothing they show changes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import wraps
from threading import Lock
from typing import Any, TypeVar, cast

from flask import Flask, current_app, request

from arena import clock

View = TypeVar("View", bound=Callable[..., Any])
SECONDS = 20  # Longer than that nothing is kept: what no version tells is seen then.
ROOM = 3_000_000  # Bytes, in each process: some fifty pages.
_LONGEST_QUERY = 200


class KeptPages:
    """The pages of one process; the one that was not asked for the longest goes first."""

    def __init__(self) -> None:
        self._pages: OrderedDict[Hashable, bytes] = OrderedDict()
        self._taken = 0
        self._lock = Lock()

    def find(self, key: Hashable) -> bytes | None:
        """Return a kept page, or None."""
        with self._lock:
            if key in self._pages:
                self._pages.move_to_end(key)
            return self._pages.get(key)

    def keep(self, key: Hashable, page: bytes) -> None:
        """Keep a page, in place of the least wanted ones when there is no room."""
        with self._lock:
            self._taken += len(page) - len(self._pages.get(key, b""))
            self._pages[key] = page
            while self._taken > ROOM:
                self._taken -= len(self._pages.popitem(last=False)[1])


def kept(version: Callable[[], Hashable]) -> Callable[[View], View]:
    """Keep what a view shows to people without a session, under its address and `version()`.

    `version` is one cheap question whose answer changes with what the page shows. Below `@access`.
    """

    def mark(view: View) -> View:
        @wraps(view)
        def shown(*arguments: Any, **values: Any) -> Any:
            if not _is_for_everybody():
                return view(*arguments, **values)
            pages: KeptPages = current_app.extensions["arena.kept_pages"]
            moment = int(clock.now().timestamp()) // SECONDS
            key = (request.full_path, moment, version())
            kept_page = pages.find(key)
            if kept_page is not None:
                return kept_page
            answer = view(*arguments, **values)
            page, status = answer if isinstance(answer, tuple) else (answer, 200)
            if status == 200:
                pages.keep(key, page.encode())
            return answer

        return cast(View, shown)

    return mark


def init_app(app: Flask) -> None:
    """Make room for pages."""
    app.extensions["arena.kept_pages"] = KeptPages()


def _is_for_everybody() -> bool:
    """Tell whether the page is nobody's own, and its address not one of a great many.

    Tests empty the database between their pages, which no version tells.
    """
    return (
        not current_app.testing
        and str(current_app.config["SESSION_COOKIE_NAME"]) not in request.cookies
        and len(request.query_string) <= _LONGEST_QUERY
    )
