"""Members of a network: the list and its file, one of them, its circle, its people, its end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from arena import clock, db
from arena.accounts.sessions import acting, signed_in_user
from arena.directory.queries import get_person
from arena.directory.words import organisation_type
from arena.errors import Conflict, Forbidden, NotFound
from arena.networks.forms.members import CircleForm, EndMembershipForm, MemberFilterForm, SeatForm
from arena.networks.models import Circle, Membership, Network, Seat
from arena.networks.policy import may_seat
from arena.networks.queries.history import list_history, list_people_to_seat
from arena.networks.queries.reading import Member, get_membership, list_member_rows
from arena.networks.services.members import add_seat, end_membership, end_seat, move_circle
from arena.networks.services.telling import tell_of_leaving
from arena.networks.views.blueprints import for_both
from arena.networks.views.people import (
    alive,
    leads,
    led_network,
    names_all,
    plans,
    reads_addresses,
    seen_network,
    stands_for,
    try_act,
)
from arena.networks.words import circle_name
from arena.web import downloads
from arena.web.languages import localized

DAY = timedelta(days=1)


@for_both("/<slug>/members")
def members(slug: str) -> str:
    """List the members as they are, or were on a day."""
    network = seen_network(slug)
    form, rows = _filtered(network)
    return render_template(
        "networks_staff/members.html",
        network=network,
        filters=form,
        rows=rows,
        day=form.day,
        is_today=form.day == clock.today(),
        names_all=names_all(network),
        shows_contact=reads_addresses(network),
        may_lead=leads(network) and alive(network),
        may_admit=plans() and alive(network),
    )


@for_both("/<slug>/members.xlsx")
def export_members(slug: str) -> Response:
    """Give the list as a spreadsheet, with what its reader may see on the page."""
    network = seen_network(slug)
    form, rows = _filtered(network)
    columns = [
        *(_("Organisation"), _("Kind"), _("Circle"), _("Member since"), _("Person")),
        *([_("E-mail")] if reads_addresses(network) else []),
    ]
    name = f"{localized(network, 'name')} {form.day.isoformat()}.xlsx"
    return downloads.xlsx(name, columns, _lines(network, rows))


@for_both("/<slug>/members/<int:membership_id>")
def membership(slug: str, membership_id: int) -> str:
    """Show one member: since when and in which circles, and who stands for it."""
    network, member = _seen(slug, membership_id)
    today = clock.today()
    holds = member.ends_on is None or member.ends_on > today
    own = stands_for(network)
    may_seat_here = may_seat(signed_in_user(), own, member.organisation_id)
    return render_template(
        "networks_staff/membership.html",
        network=network,
        membership=member,
        history=list_history(member),
        seats=[seat for seat in member.seats if seat.ends_on is None or seat.ends_on > today],
        names_all=names_all(network) or member.organisation_id in own,
        shows_contact=reads_addresses(network),
        may_lead=leads(network) and alive(network) and holds,
        may_seat=may_seat_here and alive(network) and holds,
        today=today,
    )


@for_both("/<slug>/members/<int:membership_id>/circle", methods=("GET", "POST"))
def change_circle(slug: str, membership_id: int) -> ResponseReturnValue:
    """Move a member to another circle."""
    network, member = _led(slug, membership_id)
    form = CircleForm(data={"circle": member.circle})
    moved: list[Membership] = []
    if form.validate_on_submit() and try_act(
        form,
        lambda: moved.append(move_circle(member, Circle(form.circle.data), by=acting())),
    ):
        flash(_("Saved."), "success")
        return redirect(url_for(".membership", slug=slug, membership_id=moved[0].id), 303)
    page = render_template(
        "networks_staff/change_circle.html", form=form, network=network, membership=member
    )
    return page, 400 if form.error_list else 200


@for_both("/<slug>/members/<int:membership_id>/end", methods=("GET", "POST"))
def end_member(slug: str, membership_id: int) -> ResponseReturnValue:
    """Say what follows, ask once, and let a member leave."""
    network, member = _led(slug, membership_id)
    form = EndMembershipForm()
    form.on.earliest = max(member.starts_on, clock.today() - 366 * DAY)

    def act() -> None:
        tell_of_leaving(member, whole=True, name="")
        end_membership(member, on=form.day, because=form.because.data, by=acting())

    name = member.organisation.name
    if form.validate_on_submit() and try_act(form, act):
        flash(_("%(name)s leaves the network.", name=name), "success")
        return redirect(url_for(".members", slug=slug), 303)
    page = render_template(
        "networks_staff/end_member.html", form=form, network=network, membership=member
    )
    return page, 400 if form.error_list else 200


@for_both("/<slug>/members/<int:membership_id>/people/new", methods=("GET", "POST"))
def seat_person(slug: str, membership_id: int) -> ResponseReturnValue:
    """Let somebody of the organisation stand for it."""
    network, member = _seen(slug, membership_id)
    if not may_seat(signed_in_user(), stands_for(network), member.organisation_id):
        raise Forbidden
    people = list_people_to_seat(member, clock.today())
    form = SeatForm(people)
    if form.validate_on_submit() and try_act(
        form, lambda: add_seat(member, get_person(form.person.data), by=acting())
    ):
        flash(_("Saved."), "success")
        return redirect(url_for(".membership", slug=slug, membership_id=membership_id), 303)
    page = render_template(
        "networks_staff/seat_person.html",
        form=form,
        network=network,
        membership=member,
        people=people,
        may_invite=leads(network),
    )
    return page, 400 if form.error_list else 200


@for_both("/<slug>/people/<int:seat_id>/end", methods=("GET", "POST"))
def unseat(slug: str, seat_id: int) -> ResponseReturnValue:
    """Ask once, and let a person stand for a member no more."""
    network = seen_network(slug)
    seat = db.session.get(Seat, seat_id)
    if seat is None or seat.membership.network_id != network.id:
        raise NotFound
    member = seat.membership
    if not leads(network) and not may_seat(
        signed_in_user(), stands_for(network), member.organisation_id
    ):
        raise Forbidden if names_all(network) or seat.is_listed else NotFound
    back = url_for(".membership", slug=slug, membership_id=member.id)
    if request.method != "POST":
        return render_template("networks_staff/unseat.html", network=network, seat=seat, back=back)
    try:
        with db.transaction():
            end_seat(seat, by=acting())
    except Conflict as error:
        flash(str(error.message), "warning")
    else:
        flash(_("Saved."), "success")
    return redirect(back if _still_sees(slug) else url_for(".index"), 303)


def _still_sees(slug: str) -> bool:
    try:
        seen_network(slug)
    except NotFound:
        return False
    return True


def _filtered(network: Network) -> tuple[MemberFilterForm, list[Member]]:
    form = MemberFilterForm(request.args)
    form.validate()
    rows = list_member_rows(
        network,
        form.day,
        text=form.q.data,
        circle=form.circle.data,
        type_=form.type.data,
    )
    return form, rows


def _lines(network: Network, rows: list[Member]) -> Iterator[list[Any]]:
    shows_all, shows_contact = names_all(network), reads_addresses(network)
    for row in rows:
        organisation = row.membership.organisation
        start = [
            organisation.name,
            str(organisation_type(organisation.type)),
            str(circle_name(row.membership.circle)),
            row.since,
        ]
        seats = [seat for seat in row.seats if shows_all or seat.is_listed]
        if not seats:
            yield [*start, "", *([""] if shows_contact else [])]
        for seat in seats:
            email = [seat.person.email or ""] if shows_contact else []
            yield [*start, seat.person.name, *email]


def _seen(slug: str, membership_id: int) -> tuple[Network, Membership]:
    network = seen_network(slug)
    return network, get_membership(network, membership_id)


def _led(slug: str, membership_id: int) -> tuple[Network, Membership]:
    network = led_network(slug)
    return network, get_membership(network, membership_id)
