"""What staff do for a guest who calls: what the guest's own page does, and later than it may."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from arena.scheduling.foresight import foresee
from arena.scheduling.planning import Change
from arena.visits import policy
from arena.visits.forms.staff.acts import AddressForm, HeadcountForm, MoveForm, WordsForm
from arena.visits.models import Visit, VisitState
from arena.visits.queries import get_visit
from arena.visits.rules.ladder import PENDING, Act
from arena.visits.services import add_address as add_visit_address
from arena.visits.services import cancel_visit, change_headcount, move_visit
from arena.visits.services.errors import HasAddress
from arena.visits.services.holding import ends_at
from arena.visits.views.staff.blueprint import blueprint
from arena.visits.views.staff.deeds import Deed, carry_out, visit_url
from arena.visits.views.staff.starts import free_weeks
from arena.web.access import access

_BOTH = ["GET", "POST"]


@blueprint.route("/visits/<reference>/cancel", methods=_BOTH)
@access(policy.may_handle)
def cancel(reference: str) -> ResponseReturnValue:
    """Cancel for a guest who calls; the fee is what the guest's own page would say."""
    visit = get_visit(reference)
    is_pending = visit.state in PENDING
    return carry_out(
        Deed(
            visit=visit,
            act=Act.WITHDRAW if is_pending else Act.CANCEL,
            also=frozenset({Act.WITHDRAW, Act.CANCEL}),
            form=WordsForm(visit),
            template="visits_staff/cancel.html",
            service=cancel_visit,
            verb=_("Withdraw the request") if is_pending else _("Cancel the visit"),
            done=_("It is cancelled for the guest."),
        )
    )


@blueprint.route("/visits/<reference>/address", methods=_BOTH)
@access(policy.may_handle)
def add_address(reference: str) -> ResponseReturnValue:
    """Note the e-mail address of a booker who called before; what stands is mailed there."""
    visit = get_visit(reference)
    if request.method == "GET" and visit.contact_email is not None:
        flash(str(HasAddress().message), "warning")
        return redirect(visit_url(visit))
    return carry_out(
        Deed(
            visit=visit,
            act=Act.ADD_ADDRESS,
            form=AddressForm(visit),
            template="visits_staff/add_address.html",
            service=add_visit_address,
            verb=_("Add the address"),
            done=_("The address is added. E-mails go there from now on."),
            is_read_first=False,
        )
    )


@blueprint.route("/visits/<reference>/headcount", methods=_BOTH)
@access(policy.may_handle)
def headcount(reference: str) -> ResponseReturnValue:
    """Change how many come, for a guest who calls."""
    visit = get_visit(reference)
    form = HeadcountForm(visit)
    if not form.is_submitted():
        form.group_size.data = visit.group_size
    return carry_out(
        Deed(
            visit=visit,
            act=Act.CHANGE_HEADCOUNT,
            form=form,
            template="visits_staff/headcount.html",
            service=change_headcount,
            verb=_("Change the head-count"),
            done=_("The head-count is changed."),
        )
    )


@blueprint.route("/visits/<reference>/move", methods=_BOTH)
@access(policy.may_handle)
def move(reference: str) -> ResponseReturnValue:
    """Move a visit for a guest who calls; hosts who are busy then are asked for anew."""
    visit = get_visit(reference)
    weeks = free_weeks(visit)
    return carry_out(
        Deed(
            visit=visit,
            act=Act.MOVE,
            form=MoveForm(visit, free=weeks.choices),
            template="visits_staff/move.html",
            service=move_visit,
            verb=_("Move the visit"),
            done=_("The visit is moved."),
            context={"weeks": weeks},
            foresee=_foresee_move,
        )
    )


def _foresee_move(visit: Visit, *, starts_at: datetime, **more: Any) -> Sequence[str]:
    """Return who leads a confirmed visit at another time instead, and why."""
    if visit.state != VisitState.CONFIRMED:
        return []
    change = Change(starts_at=starts_at, ends_at=ends_at(visit.offer, starts_at))
    return foresee(visit.event_id, change, version=visit.version).warnings
