"""What staff do once a visit is over: report, follow up, archive."""

from __future__ import annotations

from typing import Any

from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from arena.visits import policy
from arena.visits.forms.staff.acts import ActForm, FollowUpForm, ReportForm
from arena.visits.models import Visit
from arena.visits.queries import get_visit
from arena.visits.rules.ladder import Act
from arena.visits.services import archive as archive_visit
from arena.visits.services import follow_up as follow_up_visit
from arena.visits.services import report_visit
from arena.visits.views.staff.blueprint import blueprint
from arena.visits.views.staff.deeds import Deed, carry_out
from arena.web.access import access

_BOTH = ["GET", "POST"]


@blueprint.route("/visits/<reference>/report", methods=_BOTH)
@access(policy.may_handle)
def report(reference: str) -> ResponseReturnValue:
    """Report how many came; that nobody did, or very many, is asked once more."""
    visit = get_visit(reference)
    return carry_out(
        report_deed(
            visit, template="visits_staff/report.html", reading="visits_staff/_surprising.html"
        )
    )


@blueprint.route("/visits/<reference>/follow-up", methods=_BOTH)
@access(policy.may_handle)
def follow_up(reference: str) -> ResponseReturnValue:
    """Thank the group, with the answers that were promised."""
    visit = get_visit(reference)
    return carry_out(
        Deed(
            visit=visit,
            act=Act.FOLLOW_UP,
            form=FollowUpForm(visit),
            template="visits_staff/follow_up.html",
            service=follow_up_visit,
            verb=_("Send thanks and answers"),
            done=_("The visit is followed up."),
        )
    )


@blueprint.route("/visits/<reference>/archive", methods=_BOTH)
@access(policy.may_handle)
def archive(reference: str) -> ResponseReturnValue:
    """Close a visit for good."""
    visit = get_visit(reference)
    return carry_out(
        Deed(
            visit=visit,
            act=Act.ARCHIVE,
            form=ActForm(visit),
            template="visits_staff/archive.html",
            service=archive_visit,
            verb=_("Archive the visit"),
            done=_("The visit is archived."),
            is_read_first=False,
        )
    )


def report_deed(visit: Visit, **pages: Any) -> Deed:
    """Return the report of a visit as something to do; staff and hosts have pages of their own."""
    form = ReportForm(visit)
    if not form.is_submitted():
        form.fill(visit)
    return Deed(
        visit=visit,
        act=Act.REPORT,
        also=frozenset({Act.MISS}),
        form=form,
        service=report_visit,
        verb=_("Save the report"),
        done=_("Thank you, the report is saved."),
        is_read_first=form.is_surprising,
        **pages,
    )
