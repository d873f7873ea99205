"""Planning one meeting."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time, timedelta
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from arena import clock, db
from arena.accounts.sessions import acting, signed_in_user
from arena.errors import Forbidden, Invalid
from arena.meetings.forms.planning import PlanForm, written
from arena.meetings.models import Meeting
from arena.meetings.queries.expecting import near_misses, warnings_at
from arena.meetings.services.errors import RoomShut, RoomTaken
from arena.meetings.services.facts import MeetingFacts
from arena.meetings.services.planning import plan_meeting
from arena.meetings.views.blueprints import for_both
from arena.meetings.views.people import is_partner_here, what_is_offered
from arena.networks.models import Network
from arena.scheduling.rooms import Near
from arena.web.security import MAY_GO_BACK


@for_both("/plan", methods=("GET", "POST"))
def create() -> ResponseReturnValue:
    """Plan one meeting; nobody is invited by it."""
    offered = what_is_offered()
    if not offered.networks:
        raise Forbidden
    usual = {} if request.method == "POST" else {"data": usual_facts(offered.networks)}
    form = PlanForm(offered, **usual)
    if not form.is_submitted():
        return _page(form)
    if "take" in request.form:
        form.take(request.form["take"])
    network = form.network
    facts = form.facts() if form.validate() else None
    if facts is None or network is None:
        return _page(form, 400)
    try:
        with db.transaction():
            meeting = plan_meeting(
                network, facts, signed_in_user(), is_partner=is_partner_here(), by=acting()
            )
    except Invalid as error:
        form.refuse(error.field, error.message)
        return _page(form, 400)
    except (RoomTaken, RoomShut) as error:
        form.refuse("room_id", error.message)
        return _page(form, 409, near_misses(network, facts, is_partner=is_partner_here()))
    flash(_said(meeting, facts), "success")
    return redirect(url_for(".show", meeting_id=meeting.id))


def _said(meeting: Meeting, facts: MeetingFacts) -> str:
    said = [_("The meeting is planned. Nobody has been invited yet.")]
    return " ".join([*said, *warnings_at(facts.starts_at)])


def _page(form: PlanForm, status: int = 200, near: Sequence[Near] = ()) -> ResponseReturnValue:
    page = render_template("meetings/create.html", form=form, near=near, written=written)
    return page, status, MAY_GO_BACK


def usual_facts(networks: Sequence[Network]) -> dict[str, Any]:
    """Return what a new meeting usually is: two hours, in three weeks, after lunch."""
    slug = request.args.get("network", "")
    network = next((each for each in networks if each.slug == slug), None)
    if network is None and len(networks) == 1:
        network = networks[0]
    data: dict[str, Any] = {
        "day": clock.today() + timedelta(days=21),
        "begins_at": time(13),
        "minutes": 120,
    }
    if network is not None:
        data |= {
            "network_id": network.id,
            "title_sv": f"{network.name_sv}: nätverksmöte",
        }
    return data
