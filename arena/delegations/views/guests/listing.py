"""The leader's pages: what the group needs, and the list of participants behind a mailed code.

The link alone shows no names: links are passed on. A code that goes to the leader's own address
opens the list in the browser that asked for it, for as long as it takes to see to it.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from flask import flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from arena import clock
from arena.audit.models import GUESTS
from arena.delegations.forms.participants import CodeForm
from arena.delegations.guest_links import is_list_code
from arena.delegations.models import DelegationLink
from arena.delegations.services.linking import CODE_LASTS, send_code
from arena.delegations.spreadsheets import LARGEST
from arena.delegations.views import desks
from arena.delegations.views.desks import Desk
from arena.delegations.views.guests.blueprint import blueprint
from arena.delegations.views.guests.opening import open_leaders_link, try_act
from arena.errors import Forbidden
from arena.web.access import access, public
from arena.web.private import private
from arena.web.uploads import takes_files

OPEN_FOR = timedelta(hours=2)
_OPEN, _ASKED = "delegation_list", "delegation_code"
_BOTH = ["GET", "POST"]


@blueprint.route("/<token>/needs", methods=_BOTH)
@access(public)
@private
def needs(token: str) -> ResponseReturnValue:
    """Tell how the group arrives, what it asks and what it needs."""
    desk = _desk(token, open_leaders_link(token))
    return desks.see_needs(desk, back_to=url_for("delegations_guest.show", token=token))


@blueprint.route("/<token>/participants/code", methods=_BOTH)
@access(public)
@private
def code(token: str) -> ResponseReturnValue:
    """Send a code to the leader's own address, and open the list by it."""
    link = open_leaders_link(token)
    if _is_open(link):
        return redirect(url_for("delegations_guest.participants", token=token), 303)
    form = CodeForm()
    number = _asked_number(link)
    if request.method == "POST" and "send" in request.form:
        if _send(link, form):
            flash(_("The code goes to %(email)s.", email=link.email), "success")
            return redirect(url_for("delegations_guest.code", token=token), 303)
    elif form.validate_on_submit():
        if number is not None and is_list_code(link, number, form.code.data):
            _open(link)
            return redirect(url_for("delegations_guest.participants", token=token), 303)
        form.refuse("code", _("That is not the code, or it is too old. Look at the latest e-mail."))
    page = render_template(
        "delegations_guest/code.html",
        token=token,
        link=link,
        form=form,
        is_asked=number is not None,
    )
    return page, 400 if form.error_list else 200


@blueprint.route("/<token>/participants", methods=_BOTH)
@access(public)
@private
def participants(token: str) -> ResponseReturnValue:
    """Show the list, and put somebody on it."""
    link = open_leaders_link(token)
    if not _is_open(link):
        return _ask_for_code(token)
    return desks.see_list(_desk(token, link))


@blueprint.route("/<token>/participants/<int:participant_id>", methods=_BOTH)
@access(public)
@private
def participant(token: str, participant_id: int) -> ResponseReturnValue:
    """Show somebody on the list, and change them."""
    link = open_leaders_link(token)
    if not _is_open(link):
        return _ask_for_code(token)
    return desks.see_person(_desk(token, link), participant_id)


@blueprint.post("/<token>/participants/<int:participant_id>/<any(up,down):way>")
@access(public)
@private
def move_participant(token: str, participant_id: int, way: str) -> ResponseReturnValue:
    """Move somebody one place on the list."""
    link = open_leaders_link(token)
    if not _is_open(link):
        return _ask_for_code(token)
    return desks.move(_desk(token, link), participant_id, is_up=way == "up")


@blueprint.post("/<token>/participants/<int:participant_id>/remove")
@access(public)
@private
def remove_participant(token: str, participant_id: int) -> ResponseReturnValue:
    """Take somebody off the list."""
    link = open_leaders_link(token)
    if not _is_open(link):
        return _ask_for_code(token)
    return desks.remove(_desk(token, link), participant_id)


@blueprint.route("/<token>/participants/list", methods=_BOTH)
@access(public)
@takes_files(LARGEST)
@private
def take_participants(token: str) -> ResponseReturnValue:
    """Read a whole list."""
    link = open_leaders_link(token)
    if not _is_open(link):
        return _ask_for_code(token)
    return desks.take_list(_desk(token, link))


def _desk(token: str, link: DelegationLink) -> Desk:
    def show(name: str, **values: object) -> str:
        return render_template(
            f"delegations_guest/{name}.html",
            token=token,
            delegation=link.delegation,
            desk=desk,
            **values,
        )

    def url(name: str, **values: object) -> str:
        return url_for(f"delegations_guest.{name}", token=token, **values)  # type: ignore[arg-type]

    desk = Desk(link.delegation, GUESTS, show, url)
    return desk


def _ask_for_code(token: str) -> ResponseReturnValue:
    if request.method != "GET":
        raise Forbidden(_("The list has closed meanwhile. Ask for a new code to open it again."))
    return redirect(url_for("delegations_guest.code", token=token), 303)


def _send(link: DelegationLink, form: CodeForm) -> bool:
    number = secrets.randbits(40)
    if not try_act(form, lambda: send_code(link, number, by=GUESTS)):
        return False
    until = clock.now() + CODE_LASTS
    session[_ASKED] = [link.id, number, until.isoformat()]
    return True


def _asked_number(link: DelegationLink) -> int | None:
    """Return what the code that this browser asked for is made of, while the code is good."""
    asked = session.get(_ASKED)
    if not asked or asked[0] != link.id or datetime.fromisoformat(asked[2]) <= clock.now():
        return None
    return int(asked[1])


def _open(link: DelegationLink) -> None:
    session.pop(_ASKED, None)
    until = clock.now() + OPEN_FOR
    session[_OPEN] = [link.id, link.token_version, until.isoformat()]


def _is_open(link: DelegationLink) -> bool:
    opened = session.get(_OPEN)
    return bool(
        opened
        and opened[:2] == [link.id, link.token_version]
        and clock.now() < datetime.fromisoformat(opened[2])
    )
