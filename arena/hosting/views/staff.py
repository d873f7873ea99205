"""Keeping a host's time for them, by somebody who plans."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from arena.hosting import policy
from arena.hosting.views.blueprint import staff_blueprint as blueprint
from arena.hosting.views.desks import desk_of
from arena.hosting.views.keeping import keep_absence, show_time, stop_reading, take_back
from arena.web.access import access

_BOTH = ["GET", "POST"]


@blueprint.get("/time")
@access(policy.may_keep_time_of_hosts)
def time(resource_id: int) -> str:
    """Show a host's time."""
    return show_time(desk_of(resource_id))


@blueprint.route("/away/new", methods=_BOTH)
@access(policy.may_keep_time_of_hosts)
def go_away(resource_id: int) -> ResponseReturnValue:
    """Tell that a host is away."""
    return keep_absence(desk_of(resource_id), None)


@blueprint.route("/away/<int:absence_id>", methods=_BOTH)
@access(policy.may_keep_time_of_hosts)
def change_absence(resource_id: int, absence_id: int) -> ResponseReturnValue:
    """Change when a host is away."""
    return keep_absence(desk_of(resource_id), absence_id)


@blueprint.route("/away/<int:absence_id>/remove", methods=_BOTH)
@access(policy.may_keep_time_of_hosts)
def come_back(resource_id: int, absence_id: int) -> ResponseReturnValue:
    """Take an absence of a host back."""
    return take_back(desk_of(resource_id), absence_id)


@blueprint.route("/calendar/remove", methods=_BOTH)
@access(policy.may_keep_time_of_hosts)
def remove_calendar(resource_id: int) -> ResponseReturnValue:
    """Stop reading a host's own calendar."""
    return stop_reading(desk_of(resource_id))
