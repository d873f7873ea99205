"""The opening hours: weekly hours with their periods, and the rules for special days."""

from __future__ import annotations

from datetime import timedelta

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from arena import clock, db
from arena.accounts.sessions import acting
from arena.errors import Invalid, NotFound
from arena.resources import services
from arena.resources.forms import DayRulesForm, HoursForm
from arena.resources.models import Resource
from arena.resources.policy import may_change_resources, may_read_resources
from arena.resources.queries import working_days
from arena.resources.queries.openness import (
    list_closures,
    list_schedules,
    list_schedules_of_resources,
    list_special_days,
)
from arena.resources.queries.register import get_resource
from arena.resources.views.blueprint import hours_blueprint as blueprint
from arena.resources.views.schedules import asked_schedule, period_of
from arena.resources.words import DAY_KINDS
from arena.web import languages
from arena.web.access import access
from arena.web.numbers import read_whole

_YEAR = timedelta(days=366)


@blueprint.get("/")
@access(may_read_resources)
def index() -> str:
    """Show when the arena and its resources are open, and the year that follows from it."""
    calendar, today = working_days(), clock.today()
    return render_template(
        "resources_hours/index.html",
        schedules=list_schedules(None),
        own_schedules=list_schedules_of_resources(),
        closures=list_closures(),
        past_closures=list_closures(is_over=True, limit=20),
        rules=calendar.timetable.rules,
        kinds=DAY_KINDS,
        special_days=list_special_days(calendar, today, today + _YEAR, languages.current()),
    )


@blueprint.route("/edit", methods=["GET", "POST"])
@access(may_change_resources)
def edit() -> ResponseReturnValue:
    """Enter hours for a new period, or change those of the period that `from` and `until` name."""
    resource = _asked_resource()
    schedule = asked_schedule(resource)
    form = HoursForm.of(schedule)
    if form.validate_on_submit():
        try:
            with db.transaction():
                services.set_opening_hours(
                    resource,
                    form.period(),
                    form.hours(),
                    replaces=None if schedule is None else period_of(schedule),
                    by=acting(),
                )
        except Invalid as error:
            form.refuse(error.field, error.message)
        else:
            flash(_("The hours are saved, and hold from now on."), "success")
            return redirect(_back(resource))
    page = render_template(
        "resources_hours/edit.html",
        form=form,
        resource=resource,
        schedule=schedule,
        back=_back(resource),
    )
    return page, 400 if form.errors else 200


@blueprint.route("/remove", methods=["GET", "POST"])
@access(may_change_resources)
def remove() -> ResponseReturnValue:
    """Ask once, and then take back the hours of a period."""
    resource = _asked_resource()
    schedule = asked_schedule(resource)
    if schedule is None:
        raise NotFound
    if request.method == "POST":
        with db.transaction():
            services.remove_opening_hours(resource, period_of(schedule), by=acting())
        flash(_("The hours are removed."), "success")
        return redirect(_back(resource))
    return render_template(
        "resources_hours/remove.html", resource=resource, schedule=schedule, back=_back(resource)
    )


@blueprint.route("/special-days", methods=["GET", "POST"])
@access(may_change_resources)
def special_days() -> ResponseReturnValue:
    """Choose whether the arena is closed on holidays, eves and squeeze days."""
    calendar, today = working_days(), clock.today()
    form = DayRulesForm.of(calendar.timetable.rules)
    if form.validate_on_submit():
        with db.transaction():
            services.set_day_rules(form.rules(), by=acting())
        flash(_("The rules are saved, and hold from now on."), "success")
        return redirect(url_for("resources_hours.index", _anchor="special-days"))
    page = render_template(
        "resources_hours/special_days.html",
        form=form,
        kinds=DAY_KINDS,
        special_days=list_special_days(calendar, today, today + _YEAR, languages.current()),
    )
    return page, 400 if form.errors else 200


def _asked_resource() -> Resource | None:
    text = request.args.get("resource", "")
    if not text:
        return None
    number = read_whole(text)
    if number is None:
        raise NotFound
    return get_resource(number)


def _back(resource: Resource | None) -> str:
    if resource is None:
        return url_for("resources_hours.index")
    return url_for("resources.show", resource_id=resource.id)
