"""What the address of a page asks for after its path, for other addresses to ask for as well."""

from __future__ import annotations

from typing import Any

from flask import Flask, request


def asked_for() -> dict[str, list[str]]:
    """Return the query of this page as values for `url_for`.

    Without what stands in the path, and without the words that `url_for` takes for its own
    (`_anchor`, `_method`): whoever writes such an address would steer it, or break the page.
    """
    path: dict[str, Any] = request.view_args or {}
    return {
        key: values
        for key, values in request.args.to_dict(flat=False).items()
        if not key.startswith("_") and key not in {"endpoint", "lang", *path}
    }


def init_app(app: Flask) -> None:
    """Let templates write `url_for("visits_staff.export", **asked_for())`."""
    app.jinja_env.globals["asked_for"] = asked_for
