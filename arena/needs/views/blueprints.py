"""Needs for staff and for partners: the same pages, at two addresses; and those for all."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from flask import Blueprint

from arena.needs.policy import may_read_needs, may_write_as_partner
from arena.web.access import access

public = Blueprint("needs", __name__, url_prefix="/<lang>/needs")
staff = Blueprint("needs_staff", __name__, url_prefix="/staff/needs")
partner = Blueprint("needs_partner", __name__, url_prefix="/partner/needs")
SIDES = ((staff, may_read_needs), (partner, may_write_as_partner))
View = TypeVar("View", bound=Callable[..., Any])


def for_both(path: str, *, methods: tuple[str, ...] = ("GET",)) -> Callable[[View], View]:
    """Let a view stand among the pages of staff and of partners; which need, the view decides.

    Its templates stand in `needs_staff`, and say `url_for(".show")`, which leads to the side that
    the reader is on.
    """

    def mark(view: View) -> View:
        for blueprint, rule in SIDES:
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
