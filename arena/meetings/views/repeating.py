"""Meetings by weeks in two steps: every date with what stands in its way, then all that are chosen.

Both steps are POSTs of the same form. The second page keeps what was typed in hidden controls.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from arena import clock, db
from arena.accounts.sessions import acting, signed_in_user
from arena.errors import Conflict, Forbidden, Invalid
from arena.meetings.forms.planning import written
from arena.meetings.forms.repeating import PREFIX, SeriesForm, read_choices
from arena.meetings.queries.dates import list_dates
from arena.meetings.services.facts import MeetingFacts
from arena.meetings.services.series import SKIP, Instead, Weeks, plan_series
from arena.meetings.views.blueprints import for_both
from arena.meetings.views.people import is_partner_here, what_is_offered
from arena.meetings.views.planning import usual_facts
from arena.networks.models import Network
from arena.web.security import MAY_GO_BACK


@for_both("/plan-weeks", methods=("GET", "POST"))
def create_series() -> ResponseReturnValue:
    """Plan meetings by ISO weeks; first every date is shown, and nothing is saved."""
    offered = what_is_offered()
    if not offered.networks:
        raise Forbidden
    if request.method != "POST":
        usual = usual_facts(offered.networks) | {
            "year": clock.today().isocalendar().year,
            "weekday": 1,
        }
        return _page(SeriesForm(offered, data=usual))
    form = SeriesForm(offered)
    if request.form.get("step") == "fill_in":
        return _page(form)
    weeks = form.read() if form.validate() else None
    network = form.network
    if weeks is None or network is None:
        return _page(form, 400)
    facts = form.facts()
    if request.form.get("step") != "save":
        return _preview(network, facts, weeks)
    return _save(form, network, facts, weeks)


def _save(
    form: SeriesForm, network: Network, facts: MeetingFacts, weeks: Weeks
) -> ResponseReturnValue:
    choices = read_choices(request.form)
    try:
        with db.transaction():
            meetings = plan_series(
                network,
                facts,
                weeks,
                choices,
                signed_in_user(),
                is_partner=is_partner_here(),
                by=acting(),
            )
    except Invalid as error:
        if error.field is None:
            return _preview(network, facts, weeks, choices=choices, error=error)
        form.refuse(error.field, error.message)
        return _page(form, 400)
    except Conflict as error:
        return _preview(network, facts, weeks, choices=choices, error=error)
    flash(
        ngettext(
            "%(num)d meeting is planned. Nobody has been invited yet.",
            "%(num)d meetings are planned. Nobody has been invited yet.",
            len(meetings),
        ),
        "success",
    )
    return redirect(url_for(".index", network=network.slug))


def _preview(
    network: Network,
    facts: MeetingFacts,
    weeks: Weeks,
    *,
    choices: Mapping[date, Instead | str] | None = None,
    error: Conflict | Invalid | None = None,
) -> ResponseReturnValue:
    dates = list_dates(network, facts, weeks, is_partner=is_partner_here())
    page = render_template(
        "meetings/preview.html",
        network=network,
        facts=facts,
        dates=dates,
        troubled=sum(not each.is_free for each in dates),
        chosen=choices or {},
        error=error,
        kept=_kept_controls(),
        prefix=PREFIX,
        skip=SKIP,
        written=written,
    )
    return page, 200 if error is None else 409, MAY_GO_BACK


def _page(form: SeriesForm, status: int = 200) -> ResponseReturnValue:
    return render_template("meetings/create_series.html", form=form), status, MAY_GO_BACK


def _kept_controls() -> list[tuple[str, str]]:
    """Return what was typed on the page before, for hidden controls."""
    return [
        (name, value)
        for name, value in request.form.items(multi=True)
        if name not in ("csrf_token", "step") and not name.startswith(PREFIX)
    ]
