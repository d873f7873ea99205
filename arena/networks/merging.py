"""What becomes of memberships when two organisations or two people turn out to be one."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, or_

from arena.directory.clashes import Rule, Values
from arena.directory.rules import joined_period
from arena.networks.models import Membership, Office, Seat

_CIRCLES = ("core", "associated", "listening")  # The innermost first.


def one_membership(staying: Values, going: Values) -> Values:
    """Return what one membership of two says: all their days, in the inner circle."""
    circle = min((staying["circle"], going["circle"]), key=_CIRCLES.index)
    days = _days(staying, going)
    open_end = days["ends_on"] is None
    because = "" if open_end else staying["ended_because"] or going["ended_because"]
    return {**days, "circle": circle, "ended_because": because}


def one_seat(staying: Values, going: Values) -> Values:
    """Return what one seat of two says; who did not want to be named in either is not."""
    listed = bool(staying["is_listed"] and going["is_listed"])
    return {**_days(staying, going), "is_listed": listed}


def one_office(staying: Values, going: Values) -> Values:
    """Return what one office of two says: all their days."""
    return _days(staying, going)


def one_party(staying: Values, going: Values) -> Values:
    """Return what one party of an agreement says that was there as two."""
    if staying["signed_on"] is not None or going["signed_on"] is None:
        return {"signatory": staying["signatory"] or going["signatory"]}
    return {"signatory": going["signatory"], "signed_on": going["signed_on"]}


def _days(staying: Values, going: Values) -> dict[str, date | None]:
    starts_on, ends_on = joined_period(
        (staying["starts_on"], staying["ends_on"]), (going["starts_on"], going["ends_on"])
    )
    return {"starts_on": starts_on, "ends_on": ends_on}


def _overlapping(model: Any, *same: str) -> Any:
    """Return what finds rows that say the same of the same on some of the same days."""

    def alike(moved: Values) -> ColumnElement[bool]:
        days = [or_(model.ends_on.is_(None), model.ends_on > moved["starts_on"])]
        if moved["ends_on"] is not None:
            days.append(model.starts_on < moved["ends_on"])
        return and_(*(getattr(model, name) == moved[name] for name in same), *days)

    return alike


RULES = (
    Rule(
        "network_memberships",
        combine=one_membership,
        alike=_overlapping(Membership, "network_id", "organisation_id"),
    ),
    Rule("network_seats", combine=one_seat, alike=_overlapping(Seat, "membership_id", "person_id")),
    Rule(
        "network_offices",
        combine=one_office,
        alike=_overlapping(Office, "network_id", "person_id", "office"),
    ),
    Rule("agreement_parties", combine=one_party),
)
