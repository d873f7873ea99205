"""Today: what waits, what takes place, what nobody has reported, and the weeks to come."""

from __future__ import annotations

from flask import render_template

from arena.accounts.home import own_home_url
from arena.accounts.sessions import signed_in_user
from arena.messages.queries import find_mail_server
from arena.visits import policy
from arena.visits.models import OpenWalk, Visit
from arena.visits.queries.today import get_today
from arena.visits.views.staff.blueprint import blueprint
from arena.web import languages
from arena.web.access import access
from arena.web.today import sections_for

SHOWN = 8


@blueprint.get("/")
@access(policy.may_read_visits, otherwise=own_home_url)
def today() -> str:
    """Show the coordinator's day; hosts and partners are led to their own work."""
    day = get_today(languages.current())
    unreported: list[Visit | OpenWalk] = [*day.late.reports, *day.late.walks]
    return render_template(
        "visits_staff/today.html",
        day=day,
        unreported=sorted(unreported, key=lambda each: each.event.starts_at, reverse=True),
        shown=SHOWN,
        mail=find_mail_server(),
        others=sections_for(signed_in_user()),
    )
