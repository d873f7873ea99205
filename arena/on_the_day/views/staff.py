"""Staff make and revoke screens, and look after faults."""

from __future__ import annotations

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from arena import db
from arena.accounts.sessions import acting, signed_in_user
from arena.errors import Invalid
from arena.on_the_day import policy, services
from arena.on_the_day.forms import PlanForm, ScreenForm
from arena.on_the_day.links import picture, screen_url
from arena.on_the_day.models import ComesAs
from arena.on_the_day.plan_b import make_plan
from arena.on_the_day.queries import (
    get_fault,
    get_screen,
    list_faults,
    list_rooms,
    list_screens,
)
from arena.on_the_day.queries.planners import wish_of
from arena.web import languages
from arena.web.access import access

blueprint = Blueprint("on_the_day_staff", __name__, url_prefix="/staff")


@blueprint.get("/screens/")
@access(policy.may_keep_screens)
def index() -> str:
    """List the screens of the house."""
    return render_template("on_the_day_staff/index.html", screens=list_screens())


@blueprint.route("/screens/new", methods=["GET", "POST"])
@access(policy.may_keep_screens)
def create() -> ResponseReturnValue:
    """Make a screen, and show its address: this once, since it is nowhere kept."""
    form = ScreenForm(list_rooms())
    if form.validate_on_submit():
        with db.transaction():
            screen, token = services.create_screen(form.name.data, form.room, by=acting())
        address = screen_url(token, languages.current())
        page = render_template(
            "on_the_day_staff/created.html",
            screen=screen,
            address=address,
            picture=picture(address),
        )
        return page, 201, {"Referrer-Policy": "no-referrer"}
    page = render_template("on_the_day_staff/create.html", form=form)
    return page, 400 if form.errors else 200


@blueprint.route("/screens/<int:screen_id>/revoke", methods=["GET", "POST"])
@access(policy.may_keep_screens)
def revoke(screen_id: int) -> ResponseReturnValue:
    """Revoke one screen, after asking once."""
    screen = get_screen(screen_id)
    if request.method != "POST":
        return render_template("on_the_day_staff/revoke.html", screen=screen)
    with db.transaction():
        services.revoke_screen(screen, by=acting())
    flash(_("The screen “%(name)s” is revoked.", name=screen.name), "success")
    return redirect(url_for("on_the_day_staff.index"))


@blueprint.get("/faults/")
@access(policy.may_read_faults)
def faults() -> str:
    """List what does not work, and what was mended lately."""
    return render_template("on_the_day_staff/faults.html", faults=list_faults())


@blueprint.post("/faults/<int:fault_id>")
@access(policy.may_mend)
def settle(fault_id: int) -> ResponseReturnValue:
    """Say that a fault is mended, or not after all."""
    fault, state = get_fault(fault_id), request.form.get("state")
    if state not in ("done", "open"):
        raise Invalid(_l("Say whether it is mended."), "state")
    with db.transaction():
        services.settle_fault(fault, is_done=state == "done", by=acting())
    flash(_("Saved."), "success")
    return redirect(url_for("on_the_day_staff.faults"))


@blueprint.route("/plan-b", methods=["GET", "POST"])
@access(policy.may_have_plan)
def plan_b() -> ResponseReturnValue:
    """Tell what plan B is, and let people say how they want it."""
    user = signed_in_user()
    form = PlanForm(data={"comes_as": str(wish_of(user))})
    if form.validate_on_submit():
        with db.transaction():
            services.set_plan_wish(user, ComesAs(form.comes_as.data), by=acting())
        flash(_("Saved."), "success")
        return redirect(url_for("on_the_day_staff.plan_b"))
    page = render_template("on_the_day_staff/plan_b.html", form=form)
    return page, 400 if form.errors else 200


@blueprint.get("/plan-b/file")
@access(policy.may_have_plan)
def plan_b_file() -> Response:
    """Give today's and tomorrow's programmes as one file that needs nothing else."""
    plan = make_plan()
    answer = Response(plan.html, mimetype="text/html")
    answer.headers["Content-Disposition"] = f"attachment; filename={plan.name}"
    return answer
