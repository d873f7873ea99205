"""The macros in `templates/components`: each is a global on every page under its file's name.

A page says `{{ button(_("Book")) }}` or `{% call card() %}…{% endcall %}` without
importing anything, and Python draws the same component with `render`.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any, cast

from flask import Flask, current_app
from jinja2 import Environment
from markupsafe import Markup

_FOLDER = "components/"


class Component:
    """A macro that is loaded when it is first called, and kept unless templates are reloaded."""

    def __init__(self, environment: Environment, name: str) -> None:
        self.environment = environment
        self.name = name
        self._macro: Any = None

    def __call__(self, *arguments: Any, **options: Any) -> Markup:
        macro = self._macro
        if macro is None or self.environment.auto_reload:
            template = self.environment.get_template(f"{_FOLDER}{self.name}.html")
            macro = self._macro = getattr(template.module, self.name)
        drawn: Markup = macro(*arguments, **options)
        return drawn


def render(name: str, *arguments: Any, **options: Any) -> Markup:
    """Return the component `name` drawn with what its macro takes."""
    component = cast(Component, current_app.jinja_env.globals[name])
    return component(*arguments, **options)


def init_app(app: Flask) -> None:
    """Make every component a global of the templates."""
    settings = app.extensions["arena.settings"]
    environment = app.jinja_env
    environment.globals["is_demo"] = settings.demo
    names = environment.list_templates(filter_func=lambda name: name.startswith(_FOLDER))
    for name in (PurePosixPath(path).stem for path in names):
        environment.globals.setdefault(name, Component(environment, name))
