"""Meetings for staff and for partners: the same pages, at two addresses, each by its own rule."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from flask import Blueprint

from arena.meetings.policy import may_read_meetings, may_use_meetings_as_partner
from arena.web.access import access

staff = Blueprint("meetings", __name__, url_prefix="/staff/meetings")
partner = Blueprint("meetings_partner", __name__, url_prefix="/partner/meetings")
anywhere = Blueprint("meetings_entry", __name__, url_prefix="/<lang>/meetings")
SIDES = ((staff, may_read_meetings), (partner, may_use_meetings_as_partner))
View = TypeVar("View", bound=Callable[..., Any])


def for_both(path: str, *, methods: tuple[str, ...] = ("GET",)) -> Callable[[View], View]:
    """Let a view stand among the pages of staff and of partners.

    Its templates say `url_for(".show")`, which leads to the side that the reader is on.
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
