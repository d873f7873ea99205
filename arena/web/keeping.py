"""Pages that are the same for every stranger: drawn once, and answered before Flask begins.

Most who come are strangers, and what Flask and our own steps do around a view costs many times what
the answer does. So a page that its view has marked is answered from here, headers and all, until
what it shows has changed. Whoever has a cookie, any cookie, goes to the view.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from functools import wraps
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar, cast

from flask import Flask, request
from sqlalchemy.exc import SQLAlchemyError

from arena import clock, db
from arena.web import requests
from arena.web.languages import LANGUAGES
from arena.web.recent import Recent

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

View = TypeVar("View", bound=Callable[..., Any])
SECONDS = 20  # Longer than that nothing is kept: what no version tells is seen then.
ROOM = 3_000_000  # Bytes, in each process: some fifty pages.
_LONGEST_QUERY = 200
_MARK = "arena.kept"
_ADDRESSES = tuple(f"/{language}/" for language in LANGUAGES)


@dataclass(frozen=True)
class Page:
    """One page as it was answered, and the endpoint that drew it."""

    endpoint: str
    headers: list[tuple[str, str]]
    data: bytes


class KeptPages:
    """The pages of one process that hold now; the one not asked for the longest goes first."""

    def __init__(self) -> None:
        self._pages: OrderedDict[Hashable, Page] = OrderedDict()
        self._state: Hashable = None
        self._taken = 0
        self._lock = Lock()

    def find(self, state: Hashable, key: Hashable) -> Page | None:
        """Return a page that was drawn in this state of things, or None."""
        with self._lock:
            if state != self._state or key not in self._pages:
                return None
            self._pages.move_to_end(key)
            return self._pages[key]

    def keep(self, state: Hashable, key: Hashable, page: Page) -> None:
        """Keep a page, in place of those of other states, and of the least wanted ones."""
        with self._lock:
            if state != self._state:
                self._pages.clear()
                self._taken, self._state = 0, state
            if replaced := self._pages.pop(key, None):
                self._taken -= len(replaced.data)
            self._pages[key] = page
            self._taken += len(page.data)
            while self._taken > ROOM:
                self._taken -= len(self._pages.popitem(last=False)[1].data)


class Front:
    """A WSGI application before another, which it spares the pages that are kept."""

    def __init__(self, app: Flask, behind: WSGIApplication, version: Recent[Hashable]) -> None:
        self._app, self._behind, self._version = app, behind, version
        self._pages = KeptPages()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer the request, or have it answered and keep the answer."""
        if not self._is_for_everybody(environ):
            return self._behind(environ, start_response)
        began = requests.begin()
        try:
            state = (int(clock.now().timestamp()) // SECONDS, self._version.get())
        except SQLAlchemyError:  # The view knows what to do when the database is away.
            return self._behind(environ, start_response)
        key = _key(environ)
        page = self._pages.find(state, key)
        if page is None:
            return self._draw(environ, start_response, state, key)
        method = environ["REQUEST_METHOD"]
        start_response("200 OK", list(page.headers))
        requests.tell(self._app, method, page.endpoint, 200, began)
        return [page.data] if method == "GET" else []

    def _is_for_everybody(self, environ: WSGIEnvironment) -> bool:
        """Tell whether the page is nobody's own, and its address not one of a great many.

        Tests empty the database between their pages, which no version tells.
        """
        return (
            environ["PATH_INFO"].startswith(_ADDRESSES)
            and environ["REQUEST_METHOD"] in ("GET", "HEAD")
            and "HTTP_COOKIE" not in environ
            and len(environ.get("QUERY_STRING", "")) <= _LONGEST_QUERY
            and not self._app.testing
        )

    def _draw(
        self,
        environ: WSGIEnvironment,
        start_response: StartResponse,
        state: Hashable,
        key: Hashable,
    ) -> Iterable[bytes]:
        """Have a page drawn; keep it if its view allows and it is whole and nobody's own.

        `state` was read before: what is drawn may be newer, never older.
        """
        told: list[Any] = []

        def listen(status: str, headers: list[tuple[str, str]], *fault: Any) -> Any:
            told[:] = status, headers
            return start_response(status, headers, *fault)

        answer = self._behind(environ, listen)
        endpoint = environ.get(_MARK)
        if endpoint is None or environ["REQUEST_METHOD"] != "GET":
            return answer
        try:
            data = b"".join(answer)
        finally:
            if hasattr(answer, "close"):
                answer.close()
        status, headers = told
        if status.startswith("200 ") and not any(name == "Set-Cookie" for name, _ in headers):
            self._pages.keep(state, key, Page(endpoint, list(headers), data))
        return [data]


def kept(view: View) -> View:
    """Let a page be kept for strangers: all that it shows is in its address and the version.

    Below `@access`.
    """

    @wraps(view)
    def shown(*arguments: Any, **values: Any) -> Any:
        request.environ[_MARK] = request.endpoint
        return view(*arguments, **values)

    return cast(View, shown)


def init_app(app: Flask, statement: str) -> None:
    """Put the front before the application.

    `statement` asks the database, in one row, for what changes whenever a kept page does.
    """
    with app.app_context():
        engine = db.engine()
    version: Recent[Hashable] = Recent(app, lambda: db.peek_row(engine, statement))
    app.wsgi_app = Front(app, app.wsgi_app, version)  # type: ignore[method-assign]


def _key(environ: WSGIEnvironment) -> Hashable:
    parts = ("wsgi.url_scheme", "SCRIPT_NAME", "PATH_INFO", "QUERY_STRING")
    return tuple(environ.get(part, "") for part in parts)
