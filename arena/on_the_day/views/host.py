"""A host's day on one page, which the browser keeps for when there is no network."""

from __future__ import annotations

from datetime import timedelta
from typing import cast

from flask import Blueprint, Response, current_app, make_response, render_template

from arena import clock
from arena.accounts.sessions import signed_in_user
from arena.delegations.queries.leading import reach_of_lead
from arena.on_the_day.queries.plan import DAYS, read_plan
from arena.resources.rules.hours import day_span
from arena.visits.policy import may_host
from arena.visits.queries.colleagues import list_colleagues, list_duty_phones
from arena.web.access import access, public
from arena.web.assets import Assets

blueprint = Blueprint("on_the_day_host", __name__, url_prefix="/host")


@blueprint.get("/day")
@access(may_host)
def day() -> Response:
    """Show today's and tomorrow's tours with all that their host needs, and say until when."""
    user, now = signed_in_user(), clock.now()
    page = render_template(
        "on_the_day_host/day.html",
        days=read_plan(clock.date_of(now), user),
        colleagues_of=lambda event: list_colleagues(event, user.id),
        reach_of_lead=reach_of_lead,
        duty=list_duty_phones(),
        now=now,
    )
    answer = make_response(page)
    last = clock.date_of(now) + timedelta(days=DAYS - 1)
    left = day_span(last, clock.zone())[1] - now
    answer.headers["X-Keep-Seconds"] = str(int(left.total_seconds()))
    return answer


@blueprint.get("/worker.js")
@access(public)
def worker() -> Response:
    """Give the script that keeps the day; at this address, since it may keep what is beside it."""
    built = cast(Assets, current_app.jinja_env.globals["asset"])("day_worker.js")
    answer = current_app.send_static_file(built.removeprefix(f"{current_app.static_url_path}/"))
    answer.headers["Cache-Control"] = "no-cache"
    return answer
