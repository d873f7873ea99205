"""Asking hosts to lead a visit, and taking the question back."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from arena import clock, db
from arena.accounts.sessions import acting, signed_in_user
from arena.errors import Conflict, Invalid
from arena.resources.rules.hours import local_moment
from arena.visits import policy
from arena.visits.forms.staff.asking import AskHostsForm
from arena.visits.models import Visit
from arena.visits.queries import get_visit
from arena.visits.queries.asking import find_latest_ask, find_open_ask, may_be_asked_about
from arena.visits.queries.assessing import list_ranks
from arena.visits.rules.groups import hosts_needed
from arena.visits.services.asking import ask_hosts as ask
from arena.visits.services.asking import take_ask_back
from arena.visits.services.asking_errors import WrongTimeLimit
from arena.visits.services.errors import NotNow
from arena.visits.views.staff.blueprint import blueprint
from arena.visits.views.staff.deeds import visit_url
from arena.web.access import access

_A_DAY = timedelta(days=1)


@blueprint.route("/visits/<reference>/ask-hosts", methods=["GET", "POST"])
@access(policy.may_handle)
def ask_hosts(reference: str) -> ResponseReturnValue:
    """Ask one to three hosts; the first yes holds."""
    visit = get_visit(reference)
    if not may_be_asked_about(visit):
        flash(str(NotNow(visit.state).message), "warning")
        return redirect(visit_url(visit))
    ranks = list_ranks(visit)
    form = AskHostsForm(
        hosts=[(rank.host.id, rank.host.name) for rank in ranks], suggested=_suggested(visit)
    )
    status = 200
    if form.validate_on_submit():
        try:
            _ask(visit, form)
        except Invalid as error:
            form.refuse(error.field, error.message)
        except Conflict as error:
            form.refuse(None, error.message)
            status = 409
        else:
            flash(_("They are asked. You hear as soon as somebody says yes."), "success")
            return redirect(visit_url(visit))
    page = render_template(
        "visits_staff/ask_hosts.html",
        visit=visit,
        form=form,
        ranks=ranks,
        needed=hosts_needed(visit.group_size, visit.offer.group_per_host),
        open_ask=find_open_ask(visit),
    )
    return page, 400 if form.error_list and status == 200 else status


@blueprint.post("/visits/<reference>/stop-asking")
@access(policy.may_handle)
def stop_asking(reference: str) -> Response:
    """Take the question back; those who have not answered are thanked."""
    visit = get_visit(reference)
    found = find_latest_ask(visit)
    if found is not None:
        try:
            with db.transaction():
                take_ask_back(found, by=acting())
        except Conflict as error:
            flash(str(error.message), "warning")
        else:
            flash(_("Nobody is asked any more."), "success")
    return redirect(visit_url(visit))


def _ask(visit: Visit, form: AskHostsForm) -> None:
    answer_by = form.answer_by
    if answer_by is None:
        raise WrongTimeLimit
    user_id = signed_in_user().id
    with db.transaction():
        ask(
            visit,
            host_ids=form.host_ids.data,
            answer_by=answer_by,
            words=form.words.data,
            asked_by_id=user_id,
            by=acting(),
        )


def _suggested(visit: Visit) -> datetime:
    """Return noon of the day after tomorrow, or half of the time that is left, if that is less."""
    noon = local_moment(clock.today() + 2 * _A_DAY, time(12), clock.zone())
    half = clock.now() + (visit.event.starts_at - clock.now()) / 2
    return half.replace(second=0, microsecond=0) if noon is None else min(noon, half)
