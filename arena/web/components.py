"""The macros in `templates/components`: each is a global on every page under its file's name.

A page says `{{ button(_("Book")) }}` or `{% call card() %}…{% endcall %}` without
importing anything, and Python draws the same component with `render`.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any

from flask import Flask, current_app
from markupsafe import Markup

_FOLDER = "components/"


def render(name: str, *arguments: Any, **options: Any) -> Markup:
    """Return the component `name` drawn with what its macro takes."""
    template = current_app.jinja_env.get_template(f"{_FOLDER}{name}.html")
    return Markup(getattr(template.module, name)(*arguments, **options))  # noqa: S704 - autoescaped by the macro


class Component:
    """A macro that is loaded when it is first called."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __call__(self, *arguments: Any, **options: Any) -> Markup:
        return render(self.name, *arguments, **options)


def init_app(app: Flask) -> None:
    """Make every component a global of the templates."""
    settings = app.extensions["arena.settings"]
    app.jinja_env.globals["is_demo"] = settings.demo
    names = app.jinja_env.list_templates(filter_func=lambda name: name.startswith(_FOLDER))
    for name in (PurePosixPath(path).stem for path in names):
        app.jinja_env.globals.setdefault(name, Component(name))
