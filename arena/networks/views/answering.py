"""What mailed links open: an invitation to answer, or an application to confirm.

A program that looks through mail opens links: only pressing a button does something.
"""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from arena import db
from arena.accounts.models import User
from arena.accounts.sessions import signed_in_user
from arena.audit.models import INVITED, STRANGER, Actor
from arena.errors import Conflict, NotFound
from arena.networks.forms.admissions import InvitationForm
from arena.networks.models import Admission, AdmissionState, Entry
from arena.networks.queries.admissions import find_admission
from arena.networks.services.answering import accept_invitation, decline_invitation
from arena.networks.services.asking import confirm_application, is_too_old
from arena.networks.views.blueprints import public as blueprint
from arena.networks.views.people import alive, is_answered_so, try_act
from arena.web.access import access, public
from arena.web.private import private

_UNKNOWN = _l(
    "This link leads nowhere. If you have had another e-mail since, use the link of the latest one;"
    " else copy the whole link."
)


@blueprint.route("/invitation/<token>", methods=["GET", "POST"])
@access(public)
@private
def invitation(token: str) -> ResponseReturnValue:
    """Show what one is invited to; a button accepts or declines."""
    asked = _open(token, Entry.INVITATION)
    form, answer = InvitationForm(), request.form.get("answer")
    if (
        answer in ("yes", "no")
        and form.validate_on_submit()
        and (_answer(asked, form, answer) or is_answered_so(asked, answer))
    ):
        return redirect(url_for("networks.invitation", token=token), 303)
    standing = _standing(asked)
    page = render_template(
        "networks/invitation.html", admission=asked, form=form, standing=standing
    )
    if standing == "over":
        return page, 410
    return page, 400 if form.error_list else 200


@blueprint.route("/application/<token>", methods=["GET", "POST"])
@access(public)
@private
def application(token: str) -> ResponseReturnValue:
    """Show an application to its sender; a button confirms that the address is theirs."""
    asked = _open(token, Entry.APPLICATION)
    if request.method == "POST":
        try:
            with db.transaction():
                confirm_application(asked, by=STRANGER)
        except Conflict as error:
            flash(str(error.message), "warning")
        else:
            flash(_("Thank you! Your application is with those who lead the network."), "success")
        return redirect(url_for("networks.application", token=token), 303)
    standing = _standing(asked)
    page = render_template("networks/application.html", admission=asked, standing=standing)
    return page, 410 if standing == "over" else 200


def _answer(asked: Admission, form: InvitationForm, answer: str) -> bool:
    user, words = _signed_in(), form.words.data
    by = Actor.user(user.id) if user else INVITED
    if answer == "no":
        return try_act(form, lambda: decline_invitation(asked, words=words, user=user, by=by))
    listed = form.is_listed.data
    done = try_act(
        form, lambda: accept_invitation(asked, words=words, listed=listed, user=user, by=by)
    )
    if done:
        flash(_("Welcome to the network!"), "success")
    return done


def _signed_in() -> User | None:
    return signed_in_user() if current_user.is_authenticated else None


def _standing(asked: Admission) -> str:
    """Return how it stands: to be confirmed, waiting, accepted, declined, or over."""
    if asked.state == AdmissionState.WAITING:
        if not alive(asked.network) or is_too_old(asked):
            return "over"
        if asked.entry == Entry.APPLICATION and asked.confirmed_at is None:
            return "unconfirmed"
        return "waiting"
    return str(asked.state) if asked.state in ("accepted", "declined") else "over"


def _open(token: str, entry: Entry) -> Admission:
    asked = find_admission(token)
    if asked is None or asked.entry != entry:
        raise NotFound(_UNKNOWN)
    return asked
