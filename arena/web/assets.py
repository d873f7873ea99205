"""The built stylesheets, scripts, fonts and icons, found by their plain names."""

from __future__ import annotations

import json
from pathlib import Path

from flask import Flask

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
    """Give the templates `asset("main.css")`."""
    app.jinja_env.globals["asset"] = Assets(app)
