"""Booking a room, and changing what was booked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from arena import clock, db
from arena.accounts.models import User
from arena.accounts.sessions import acting, signed_in_user
from arena.errors import Conflict, Invalid
from arena.meeting_place.forms.booking import BookForm, Offered, written
from arena.meeting_place.forms.finding import equipment_data, next_full_hour, with_equipment
from arena.meeting_place.forms.seen import show_again, write_seen
from arena.meeting_place.models import BookingState, RoomBooking
from arena.meeting_place.queries.bookings import equipment_of, orders_of
from arena.meeting_place.queries.looking import Found, Search, look
from arena.meeting_place.queries.quotas import Quota, read_quota
from arena.meeting_place.queries.rooms import list_equipment
from arena.meeting_place.rules.states import Scope
from arena.meeting_place.services.booking import book_room
from arena.meeting_place.services.changing import change_booking
from arena.meeting_place.services.errors import (
    ChangedMeanwhile,
    ClosedThen,
    EquipmentTaken,
    NotNow,
    RoomTaken,
)
from arena.meeting_place.services.facts import KEPT, Booker, BookingFacts
from arena.meeting_place.views.blueprints import for_both
from arena.meeting_place.views.people import own_booking, what_is_offered
from arena.meeting_place.views.repeating import book_again_and_again, change_again_and_again
from arena.meeting_place.views.telling import told_of_booking, told_of_change
from arena.web import languages
from arena.web.security import MAY_GO_BACK

_NEARLY = (RoomTaken, ClosedThen, EquipmentTaken)


@for_both("/book", methods=("GET", "POST"))
def book() -> ResponseReturnValue:
    """Book a room once, or ask for it."""
    offered = what_is_offered()
    form = _form(offered, prefilled=request.args)
    if not form.is_submitted() or request.form.get("step") == "fill_in":
        return _book_page(form)
    if form.is_repeating:
        return book_again_and_again(form, lambda status: _book_page(form, status))
    booker = Booker(signed_in_user(), form.organisation)
    booking: RoomBooking | None = None

    def do(facts: BookingFacts) -> None:
        nonlocal booking
        booking = book_room(facts, booker, by=acting())

    refused = _attempt(form, do)
    if refused is not None or booking is None:
        return _book_page(form, *(refused or (400, ())))
    done = booking.state == BookingState.CONFIRMED
    flash(
        _("The room is booked. The confirmation is on its way to you.")
        if done
        else _("The room is held for you. You get a mail when we have answered."),
        "success",
    )
    return redirect(url_for(".show", booking_id=booking.id))


@for_both("/bookings/<int:booking_id>/change", methods=("GET", "POST"))
def change(booking_id: int) -> ResponseReturnValue:
    """Change time, room, people, layout, words, equipment or services of one booking."""
    booking = own_booking(booking_id)
    form = _form(what_is_offered(), booking=booking)
    if not form.is_submitted() or request.form.get("step") == "fill_in":
        return _change_page(form, booking)
    if form.chosen_scope is not Scope.ONE:
        return change_again_and_again(
            form, booking, lambda status, **more: _change_page(form, booking, status, **more)
        )
    version = form.seen_version

    def do(facts: BookingFacts) -> None:
        is_partner = Booker(signed_in_user()).is_partner
        change_booking(booking, facts, is_partner=is_partner, by=acting(), version=version)

    try:
        refused = _attempt(form, do, booking)
    except (ChangedMeanwhile, NotNow):
        return _change_page(
            form, booking, 409, changes=show_again(form, booking, form.chosen_scope)
        )
    if refused is not None:
        return _change_page(form, booking, *refused)
    flash(_("Saved."), "success")
    return redirect(url_for(".show", booking_id=booking.id))


def _attempt(
    form: BookForm, do: Callable[[BookingFacts], object], booking: RoomBooking | None = None
) -> tuple[int, Sequence[Found]] | None:
    """Do what the form says; None when it is done, else the status and near misses."""
    if "take" in request.form:
        form.take(request.form["take"])
    if not form.validate():
        return 400, ()
    facts = form.facts()
    if facts is None:
        return 400, ()
    try:
        with db.transaction():
            do(facts)
    except Invalid as error:
        form.refuse(error.field, error.message)
        return 400, ()
    except _NEARLY as error:
        form.refuse("begins_at", error.message)
        return 409, _near(facts, booking)
    except (ChangedMeanwhile, NotNow):
        raise
    except Conflict as error:
        form.refuse(None, error.message)
        return 409, ()
    return None


def _near(facts: BookingFacts, booking: RoomBooking | None) -> Sequence[Found]:
    """Return what could be had instead: other times, other rooms, less of it."""
    search = Search(
        starts_at=facts.starts_at,
        ends_at=facts.ends_at,
        people=facts.head_count,
        layout=facts.layout,
        equipment=facts.equipment,
        room_id=facts.room_id,
    )
    ignored = [booking.event_id] if booking else []
    user = signed_in_user()
    found = look(
        search,
        is_partner=Booker(user).is_partner,
        language=languages.current(),
        ignore_events=ignored,
    )
    return found.near


def _form(
    offered: Offered,
    *,
    booking: RoomBooking | None = None,
    prefilled: MultiDict[str, str] | None = None,
) -> BookForm:
    held = equipment_of(booking) if booking else {}
    kind = with_equipment(BookForm, list_equipment(also=held), held)
    if request.method == "POST":
        return kind(offered, booking)
    if booking is not None:
        return kind(offered, booking, data=_data(booking))
    if prefilled:
        return kind(offered, data=_asked(kind(offered, formdata=prefilled), prefilled))
    return kind(offered, data=_soon())


def _soon() -> dict[str, Any]:
    start = next_full_hour()
    return {"day": start.date(), "begins_at": start.time()}


def _asked(form: BookForm, prefilled: MultiDict[str, str]) -> dict[str, Any]:
    """Return what the address asks for, as far as it can be read, beside what is usual."""
    asked = {
        field.short_name: field.data
        for field in form
        if field.short_name in prefilled and field.data is not None
    }
    return {**_soon(), **asked}


def _data(booking: RoomBooking) -> dict[str, Any]:
    """Return a booking as its form shows it."""
    local = booking.event.starts_at.astimezone(clock.zone())
    length = booking.event.ends_at - booking.event.starts_at
    return {
        **{name: getattr(booking, name) for name in KEPT},
        "room_id": booking.room_id,
        "version": str(booking.version),
        "seen": "" if booking.series is None else write_seen(booking.series),
        "day": local.date(),
        "begins_at": local.time(),
        "minutes": int(length.total_seconds()) // 60,
        **orders_of(booking),
        **equipment_data(equipment_of(booking)),
    }


def _book_page(
    form: BookForm, status: int = 200, near: Sequence[Found] = ()
) -> ResponseReturnValue:
    user = signed_in_user()
    page = render_template(
        "meeting_place/book.html",
        form=form,
        near=near,
        written=written,
        quota=_quota(user, form),
        told=told_of_booking(form),
        has_organisation=bool(form.offered.organisations) or user.is_staff,
    )
    return page, status, MAY_GO_BACK


def _change_page(
    form: BookForm,
    booking: RoomBooking,
    status: int = 200,
    near: Sequence[Found] = (),
    **more: Any,
) -> ResponseReturnValue:
    page = render_template(
        "meeting_place/change.html",
        form=form,
        booking=booking,
        near=near,
        written=written,
        told=told_of_change(booking),
        **{"changes": None, **more},
    )
    return page, status, MAY_GO_BACK if status == 400 else {}


def _quota(user: User, form: BookForm) -> Quota | None:
    """Return what is left of the month that the form speaks of, for partners."""
    organisation = form.organisation
    if user.is_staff or organisation is None:
        return None
    return read_quota(organisation.id, form.day.data or clock.today())
