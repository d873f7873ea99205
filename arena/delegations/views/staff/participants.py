"""The list of participants and the needs of a group, for staff."""

from __future__ import annotations

from flask import Response, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from arena.accounts.sessions import acting
from arena.delegations import policy
from arena.delegations.models import NeedKind
from arena.delegations.needs import list_needs
from arena.delegations.queries.pack import list_participants
from arena.delegations.queries.participants import list_need_rows
from arena.delegations.queries.register import get_delegation
from arena.delegations.spreadsheets import LARGEST
from arena.delegations.views import desks
from arena.delegations.views.desks import Desk
from arena.delegations.views.staff.blueprint import blueprint
from arena.delegations.views.staff.frame import page
from arena.web import downloads
from arena.web.access import access
from arena.web.uploads import takes_files

_BOTH = ["GET", "POST"]
_TAB = "delegations_staff.participants"


@blueprint.route("/<reference>/participants", methods=_BOTH)
@access(policy.may_read_people)
def participants(reference: str) -> ResponseReturnValue:
    """Show the list, and put somebody on it."""
    return desks.see_list(_desk(reference))


@blueprint.route("/<reference>/participants/<int:participant_id>", methods=_BOTH)
@access(policy.may_read_people)
def participant(reference: str, participant_id: int) -> ResponseReturnValue:
    """Show somebody on the list, and change them."""
    return desks.see_person(_desk(reference), participant_id)


@blueprint.post("/<reference>/participants/<int:participant_id>/<any(up,down):way>")
@access(policy.may_read_people)
def move_participant(reference: str, participant_id: int, way: str) -> ResponseReturnValue:
    """Move somebody one place on the list."""
    return desks.move(_desk(reference), participant_id, is_up=way == "up")


@blueprint.post("/<reference>/participants/<int:participant_id>/remove")
@access(policy.may_read_people)
def remove_participant(reference: str, participant_id: int) -> ResponseReturnValue:
    """Take somebody off the list."""
    return desks.remove(_desk(reference), participant_id)


@blueprint.route("/<reference>/participants/list", methods=_BOTH)
@access(policy.may_read_people)
@takes_files(LARGEST)
def take_participants(reference: str) -> ResponseReturnValue:
    """Read a whole list."""
    return desks.take_list(_desk(reference))


@blueprint.get("/<reference>/participants.csv")
@access(policy.may_read_people)
def export_participants(reference: str) -> Response:
    """Give the list as a file, in its order; it can be read in again."""
    delegation = get_delegation(reference)
    rows = [
        (each.name, each.title, each.organisation, each.precedence, each.group and each.group.name)
        for each in list_participants(delegation)
    ]
    columns = [_("Name"), _("Title"), _("Organisation"), _("Precedence"), _("Group")]
    return downloads.csv(f"{delegation.reference}.csv", columns, rows)


@blueprint.route("/<reference>/needs", methods=_BOTH)
@access(policy.may_plan_delegations)
def needs(reference: str) -> ResponseReturnValue:
    """Write down how the guests arrive, what they ask and what they need."""
    desk = _desk(reference)
    return desks.see_needs(desk, back_to=desk.url("participants"))


def _desk(reference: str) -> Desk:
    delegation = get_delegation(reference)

    def show(name: str, **values: object) -> str:
        rows = list_need_rows(delegation)
        return page(
            delegation,
            f"delegations_staff/{name}.html",
            tab=_TAB,
            desk=desk,
            totals={kind: list_needs(rows, kind) for kind in NeedKind},
            **values,
        )

    def url(name: str, **values: object) -> str:
        return url_for(f"delegations_staff.{name}", reference=reference, **values)  # type: ignore[arg-type]

    desk = Desk(delegation, acting(), show, url)
    return desk
