"""Networks for staff and for partners: the same pages, at two addresses, each by its own rule."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from flask import Blueprint

from arena.networks.policy import (
    may_read_agreements,
    may_read_networks,
    may_use_networks_as_partner,
)
from arena.web.access import Rule, access

staff = Blueprint("networks_staff", __name__, url_prefix="/staff/networks")
partner = Blueprint("networks_partner", __name__, url_prefix="/partner/networks")
public = Blueprint("networks", __name__, url_prefix="/<lang>/networks")
agreements = Blueprint("networks_agreements", __name__, url_prefix="/staff/agreements")
own_agreements = Blueprint(
    "networks_agreements_partner", __name__, url_prefix="/partner/agreements"
)
View = TypeVar("View", bound=Callable[..., Any])
Sides = tuple[tuple[Blueprint, Rule], ...]
NETWORKS: Sides = ((staff, may_read_networks), (partner, may_use_networks_as_partner))
AGREEMENTS: Sides = (
    (agreements, may_read_agreements),
    (own_agreements, may_use_networks_as_partner),
)


def for_both(
    path: str, *, methods: tuple[str, ...] = ("GET",), sides: Sides = NETWORKS
) -> Callable[[View], View]:
    """Let a view stand among the pages of staff and of partners.

    Its templates say `url_for(".show")`, which leads to the side that the reader is on.
    """

    def mark(view: View) -> View:
        for blueprint, rule in sides:
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
