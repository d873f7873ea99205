"""Where others find the needs: the rail, organisations, Today, and those who leave."""

from __future__ import annotations

from flask import Flask, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from arena.accounts import leaving
from arena.accounts.models import User
from arena.accounts.policy import is_partner, may_plan
from arena.accounts.sessions import signed_in_user
from arena.directory import departures, history, sections
from arena.directory.models import Organisation
from arena.needs import policy, words
from arena.needs.queries.listing import list_led_by, list_of_organisation
from arena.needs.queries.members import standing_of
from arena.needs.queries.waiting import count_waiting_for
from arena.needs.rules.ladder import ENDED
from arena.needs.topics import need_topic
from arena.needs.views import (  # noqa: F401 - they add their views to the blueprints
    approving,
    desk,
    leading,
    partners,
    publishers,
    showcase,
    writing,
)
from arena.needs.views.blueprints import partner, public, staff
from arena.needs.views.need_history import NEEDS, needs_left_alone
from arena.needs.views.today import needs_today
from arena.needs.words import need_state, need_title
from arena.web import filters, navigation, today

SHOWN = 8


def init_app(app: Flask) -> None:
    """Register the pages, and tell the rest of the house."""
    for blueprint in (public, staff, partner):
        app.register_blueprint(blueprint)
    for function in (*words.FILTERS, need_topic):
        app.add_template_filter(function)
    app.jinja_env.globals.update(may_write_needs=policy.may_write_needs)
    navigation.add(
        app,
        navigation.Entry("needs_staff.index", _l("Needs"), "lightbulb", 36, count_waiting),
        navigation.Entry("needs_partner.index", _l("Needs"), "lightbulb", 36, count_waiting),
    )
    sections.register(app, needs_of)
    leaving.register(app, needs_to_hand_over)
    history.register(app, NEEDS)
    departures.register(app, needs_left_alone)
    today.register(app, needs_today)


def needs_of(organisation: Organisation) -> sections.Section:
    """Return the published needs of an organisation, for its page in the directory."""
    found = list_of_organisation(organisation, limit=SHOWN)
    return sections.Section(
        heading=_l("Needs"),
        empty=_l("Needs that the organisation has published stand here."),
        lines=[
            sections.Line(
                text=need_title(need),
                href=url_for("needs_staff.show", reference=need.reference),
                detail=filters.day(need.published_at) if need.published_at else "",
                status=need_state(need),
            )
            for need in found
        ],
    )


def needs_to_hand_over(user: User) -> leaving.Duties | None:
    """Return the needs that somebody leads, for the page that closes their account."""
    led = [each for each in list_led_by(user, standing_of(user)) if each.state not in ENDED]
    if not led:
        return None
    return leaving.Duties(
        heading=_("Needs need somebody else who leads them"),
        advice=_("Let them choose a colleague; else a coordinator does, on the need’s page."),
        lines=[
            leaving.Duty(need_title(need), url_for("needs_staff.show", reference=need.reference))
            for need in led
        ],
    )


def count_waiting() -> int:
    """Count what waits for who reads it: answers to questions, and a yes where they plan."""
    user = signed_in_user()
    if not (is_partner(user) or may_plan(user)):
        return 0
    return count_waiting_for(user, approves=policy.may_approve(user))
