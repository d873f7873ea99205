"""The same pages for staff and for partners: at two addresses, each by its own rule."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from flask import Blueprint

from arena.web.access import access

View = TypeVar("View", bound=Callable[..., Any])
Rule = Callable[[Any], bool]


class Sides:
    """Pairs of blueprints and the rules by which their pages open: `Sides((staff, may_read), …)`.

    The templates of such pages say `url_for(".show")`, which leads to the side that the reader is
    on.
    """

    def __init__(self, *sides: tuple[Blueprint, Rule]) -> None:
        self.sides = sides

    def route(self, path: str, *, methods: tuple[str, ...] = ("GET",)) -> Callable[[View], View]:
        """Let a view stand on every side."""

        def mark(view: View) -> View:
            for blueprint, rule in self.sides:
                blueprint.add_url_rule(
                    path, view.__name__, access(rule)(_copy(view)), methods=list(methods)
                )
            return view

        return mark


def _copy(view: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(view)
    def shown(**values: Any) -> Any:
        return view(**values)

    return shown
