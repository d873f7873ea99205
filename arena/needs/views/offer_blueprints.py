"""Offers and introductions for staff and for partners: the same pages, at two addresses each."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from flask import Blueprint

from arena.needs.offering_policy import may_read_offers
from arena.needs.policy import may_write_as_partner
from arena.web.access import access

staff = Blueprint("needs_offers", __name__, url_prefix="/staff/partner-offers")
partner = Blueprint("needs_offers_partner", __name__, url_prefix="/partner/offers")
public_offers = Blueprint("needs_offers_public", __name__, url_prefix="/<lang>/offers")
introducing = Blueprint("needs_introductions", __name__, url_prefix="/staff/introductions")
introducing_partner = Blueprint(
    "needs_introductions_partner", __name__, url_prefix="/partner/introductions"
)
public_introductions = Blueprint(
    "needs_introductions_public", __name__, url_prefix="/<lang>/introduction"
)
BLUEPRINTS = (
    staff,
    partner,
    public_offers,
    introducing,
    introducing_partner,
    public_introductions,
)
View = TypeVar("View", bound=Callable[..., Any])


def for_both(path: str, *, methods: tuple[str, ...] = ("GET",)) -> Callable[[View], View]:
    """Let a view stand among the offers of staff and of partners; who may what, the view decides.

    Its templates stand in `needs_offers`, and say `url_for(".show")`, which leads to the side that
    the reader is on.
    """
    return _for((staff, partner), path, methods)


def introductions_for_both(
    path: str, *, methods: tuple[str, ...] = ("GET",)
) -> Callable[[View], View]:
    """Let a view stand among the introductions of staff and of partners."""
    return _for((introducing, introducing_partner), path, methods)


def _for(
    sides: tuple[Blueprint, Blueprint], path: str, methods: tuple[str, ...]
) -> Callable[[View], View]:
    def mark(view: View) -> View:
        for blueprint, rule in zip(sides, (may_read_offers, may_write_as_partner), strict=True):
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
