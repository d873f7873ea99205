"""The built stylesheets, scripts, fonts and icons, found by their plain names."""

from __future__ import annotations

import json
from pathlib import Path

from flask import Flask, request
from werkzeug.wrappers import Response

_MANIFEST = Path("dist") / "manifest.json"


class Assets:
    """Addresses of what `make assets` built into `static/dist`.

    The names there carry a hash of their content, so that browsers may keep them
    for ever. Before the first build every name stands for itself: pages then come
    without their looks, but they come.
    """

    def __init__(self, app: Flask) -> None:
        self._address = f"{app.static_url_path}/dist/"
        self._path = Path(str(app.static_folder)) / _MANIFEST
        self._is_reloading = app.debug
        self._names = self._read()

    def __call__(self, name: str) -> str:
        if self._is_reloading:
            self._names = self._read()
        return self._address + self._names.get(name, name)

    def _read(self) -> dict[str, str]:
        if not self._path.is_file():
            return {}
        names: dict[str, str] = json.loads(self._path.read_text(encoding="utf-8"))
        return names


def init_app(app: Flask) -> None:
    """Give the templates `asset("main.css")`, and let browsers keep what they got."""
    app.jinja_env.globals["asset"] = Assets(app)
    app.after_request(_keep)
    app.after_request(_close_unread)


def _close_unread(response: Response) -> Response:
    """Close a file of which only the headers go out, which Werkzeug leaves to the collector."""
    if response.direct_passthrough and (response.status_code == 304 or request.method == "HEAD"):
        response.close()
    return response


def _keep(response: Response) -> Response:
    """Let a file whose name tells its content be kept for a year."""
    name = str((request.view_args or {}).get("filename", ""))
    is_hashed = name.startswith("dist/") and not name.endswith(".json")
    if request.endpoint == "static" and is_hashed and response.status_code == 200:
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
