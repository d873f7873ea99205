"""A host's own time: absences, working hours, and their own calendar."""

from __future__ import annotations

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from arena import db
from arena.accounts.sessions import acting
from arena.errors import Invalid, NotFound
from arena.hosting import policy, services
from arena.hosting.forms import CalendarForm
from arena.hosting.queries.calendars import find_calendar
from arena.hosting.reading import try_address
from arena.hosting.views.blueprint import own_blueprint as blueprint
from arena.hosting.views.desks import own_desk
from arena.hosting.views.keeping import keep_absence, show_time, stop_reading, take_back
from arena.hosting.words import trouble_words
from arena.resources.forms import HoursForm
from arena.resources.services import remove_opening_hours, set_opening_hours
from arena.resources.views.schedules import asked_schedule, period_of
from arena.web.access import access
from arena.web.limits import limiter

_BOTH = ["GET", "POST"]
ADDRESSES = "20 per hour"  # Each makes us go and look.


@blueprint.get("/time")
@access(policy.may_keep_own_time)
def time() -> str:
    """Show one's own time."""
    return show_time(own_desk())


@blueprint.route("/away/new", methods=_BOTH)
@access(policy.may_keep_own_time)
def go_away() -> ResponseReturnValue:
    """Tell that one is away."""
    return keep_absence(own_desk(), None)


@blueprint.route("/away/<int:absence_id>", methods=_BOTH)
@access(policy.may_keep_own_time)
def change_absence(absence_id: int) -> ResponseReturnValue:
    """Change when one is away."""
    return keep_absence(own_desk(), absence_id)


@blueprint.route("/away/<int:absence_id>/remove", methods=_BOTH)
@access(policy.may_keep_own_time)
def come_back(absence_id: int) -> ResponseReturnValue:
    """Take an absence back."""
    return take_back(own_desk(), absence_id)


@blueprint.route("/hours", methods=_BOTH)
@access(policy.may_keep_own_time)
def edit_hours() -> ResponseReturnValue:
    """Enter working hours for a new period, or change those of the period in the address."""
    desk = own_desk()
    schedule = asked_schedule(desk.host)
    form = HoursForm.of(schedule)
    if form.validate_on_submit():
        try:
            with db.transaction():
                set_opening_hours(
                    desk.host,
                    form.period(),
                    form.hours(),
                    replaces=None if schedule is None else period_of(schedule),
                    by=acting(),
                )
        except Invalid as error:
            form.refuse(error.field, error.message)
        else:
            flash(_("Your hours are saved, and hold from now on."), "success")
            return redirect(desk.url("time"))
    page = render_template("hosting/hours.html", desk=desk, form=form, schedule=schedule)
    return page, 400 if form.error_list else 200


@blueprint.route("/hours/remove", methods=_BOTH)
@access(policy.may_keep_own_time)
def remove_hours() -> ResponseReturnValue:
    """Ask once, and then take back the working hours of a period."""
    desk = own_desk()
    schedule = asked_schedule(desk.host)
    if schedule is None:
        raise NotFound
    if request.method == "POST":
        with db.transaction():
            remove_opening_hours(desk.host, period_of(schedule), by=acting())
        flash(_("Your hours are removed."), "success")
        return redirect(desk.url("time"))
    return render_template("hosting/remove_hours.html", desk=desk, schedule=schedule)


@blueprint.route("/calendar", methods=_BOTH)
@access(policy.may_keep_own_time)
@limiter.limit(ADDRESSES, methods=["POST"])
def edit_calendar() -> ResponseReturnValue:
    """Give the address of one's own calendar: it is read at once, and kept when that went well."""
    desk, form = own_desk(), CalendarForm()
    if form.validate_on_submit():
        found = try_address(form.address.data)
        if found.trouble is not None:
            form.address.refuse(trouble_words(found.trouble))
        else:
            with db.transaction():
                services.set_calendar(desk.host, found, by=acting())
            flash(_("Your calendar is read from now on."), "success")
            return redirect(desk.url("time"))
    page = render_template(
        "hosting/calendar.html", desk=desk, form=form, calendar=find_calendar(desk.host)
    )
    return page, 400 if form.error_list else 200


@blueprint.route("/calendar/remove", methods=_BOTH)
@access(policy.may_keep_own_time)
def remove_calendar() -> ResponseReturnValue:
    """Ask once, and then forget the address and all that was read from it."""
    return stop_reading(own_desk())
