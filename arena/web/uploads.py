"""Views that take files: how large a request to them may be.

Every other request stays small. The form is read before the view is called (its token is checked),
so that the view itself could not say it any more.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from flask import Flask, current_app, request

View = TypeVar("View", bound=Callable[..., Any])
_AROUND = 64 * 1024  # What a form has besides the file.


def takes_files(largest: int) -> Callable[[View], View]:
    """Let a view take files of together `largest` bytes; a larger request is refused with 413."""

    def mark(view: View) -> View:
        cast(Any, view).largest_upload = largest
        return view

    return mark


def init_app(app: Flask) -> None:
    """Open what is marked, before anything reads the request."""
    app.url_value_preprocessor(_open)


def _open(endpoint: str | None, values: dict[str, Any] | None) -> None:
    view = current_app.view_functions.get(endpoint or "")
    largest: int | None = getattr(view, "largest_upload", None)
    if largest is not None:
        request.max_content_length = largest + _AROUND
