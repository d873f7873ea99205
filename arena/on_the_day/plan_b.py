"""Plan B as a file: a page that needs nothing but itself, made when it is asked for."""

from __future__ import annotations

from flask import current_app

from arena import clock
from arena.delegations.queries.leading import reach_of_lead
from arena.messages.kinds import Attachment
from arena.on_the_day.queries.plan import read_plan
from arena.visits.queries.colleagues import list_duty_phones
from arena.web import languages
from arena.web.contact import arena_contact


def make_plan() -> Attachment:
    """Return the plan of today and tomorrow in the language spoken now."""
    now = clock.now()
    template = current_app.jinja_env.get_template("emails/on_the_day/_plan_b_file.html")
    html = template.render(
        days=read_plan(clock.date_of(now)),
        reach_of_lead=reach_of_lead,
        duty=list_duty_phones(),
        contact_facts=arena_contact(),
        language=languages.current(),
        now=now,
    )
    return Attachment(f"plan-b-{clock.date_of(now).isoformat()}.html", html)
