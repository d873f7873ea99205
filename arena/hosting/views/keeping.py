"""Keeping a host's absences: what they meet is shown before they are saved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from arena import clock, db, retention
from arena.accounts.sessions import acting
from arena.errors import Conflict, Invalid, NotFound
from arena.events.models import Event
from arena.events.pages import staff_urls
from arena.hosting import services
from arena.hosting.forms import AwayForm
from arena.hosting.models import Absence
from arena.hosting.queries.absences import count_met, get_absence, list_absences, list_met
from arena.hosting.queries.calendars import count_busy_times, find_calendar
from arena.hosting.services.absences import span_of
from arena.hosting.views.desks import Desk
from arena.resources.queries.openness import list_closures, list_schedules
from arena.scheduling.closing import mark_of


def show_time(desk: Desk) -> str:
    """Show when a host is away, when they work, and how reading their own calendar goes."""
    absences = list_absences(desk.host)
    own = list_schedules(desk.host)
    return render_template(
        "hosting/time.html",
        desk=desk,
        absences=absences,
        met=count_met(desk.host, absences),
        closures=list_closures(resource=desk.host),
        schedules=own,
        shown_hours=next((each for each in own or list_schedules(None) if each.holds_today), None),
        calendar=find_calendar(desk.host),
        busy=count_busy_times(desk.host),
        forgotten_after=retention.CALENDAR.count,
    )


def keep_absence(desk: Desk, absence_id: int | None) -> ResponseReturnValue:
    """Tell of an absence, or change one; what it meets is read first."""
    absence = None if absence_id is None else get_absence(desk.host, absence_id)
    form = AwayForm.of(absence)
    met: Sequence[Event] = ()
    if form.validate_on_submit():
        met = list_met(desk.host, *span_of(form.when()))
        if not met or form.seen.data == mark_of(met):
            if _save(desk, absence, form):
                return redirect(desk.url("time"))
            met = ()
    form.seen.data, form.seen.raw_data = mark_of(met), None
    page = render_template(
        "hosting/away.html",
        desk=desk,
        form=form,
        absence=absence,
        met=met,
        urls=_urls(desk, met),
    )
    return page, 400 if form.error_list else 200


def take_back(desk: Desk, absence_id: int) -> ResponseReturnValue:
    """Ask once, and then be back."""
    absence = get_absence(desk.host, absence_id)
    if request.method == "POST":
        try:
            with db.transaction():
                services.come_back(absence, by=acting())
        except Conflict as error:
            flash(str(error.message), "warning")
        else:
            flash(_("The absence is taken back."), "success")
        return redirect(desk.url("time"))
    return render_template(
        "hosting/come_back.html",
        desk=desk,
        absence=absence,
        has_begun=absence.starts_at <= clock.now(),
    )


def stop_reading(desk: Desk) -> ResponseReturnValue:
    """Ask once, and then forget the address of a calendar and all that was read from it."""
    if find_calendar(desk.host) is None:
        raise NotFound
    if request.method == "POST":
        with db.transaction():
            services.remove_calendar(desk.host, by=acting())
        flash(_("The calendar is no longer read, and its address is forgotten."), "success")
        return redirect(desk.url("time"))
    return render_template("hosting/remove_calendar.html", desk=desk)


def _save(desk: Desk, absence: Absence | None, form: AwayForm) -> bool:
    try:
        with db.transaction():
            if absence is None:
                services.go_away(desk.host, form.when(), by=acting())
            else:
                services.change_absence(absence, form.when(), by=acting())
    except (Invalid, Conflict) as error:
        form.refuse(getattr(error, "field", None), error.message)
        return False
    flash(
        _("Saved. No visits are planned with you then.") if desk.is_own else _("Saved."), "success"
    )
    return True


def _urls(desk: Desk, met: Sequence[Event]) -> Mapping[int, str]:
    return {} if desk.is_own else staff_urls(met)
