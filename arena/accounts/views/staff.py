"""Users, for administrators."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from arena import config, db
from arena.accounts import services
from arena.accounts.forms import InvitationForm, RoleForm, UserFilterForm
from arena.accounts.leaving import duties_of
from arena.accounts.policy import may_administer_users
from arena.accounts.queries import find_user_by_email, get_user, get_user_row, list_users
from arena.accounts.sessions import acting, signed_in_user
from arena.errors import Conflict
from arena.web import paging
from arena.web.access import access

blueprint = Blueprint("accounts_staff", __name__, url_prefix="/staff/users")


@blueprint.get("/")
@access(may_administer_users)
def index() -> str:
    """List users."""
    form, page = UserFilterForm(request.args), paging.asked()
    form.validate()
    rows, total = list_users(
        form.q.data, form.role.data, form.state.data, limit=page.size, offset=page.offset
    )
    return render_template(
        "accounts_staff/index.html", filters=form, rows=rows, total=total, page=page
    )


@blueprint.route("/invite", methods=["GET", "POST"])
@access(may_administer_users)
def invite() -> ResponseReturnValue:
    """Invite somebody by mail."""
    form, known = InvitationForm(), None
    if form.validate_on_submit():
        try:
            with db.transaction():
                user = services.invite_user(
                    email=form.email.data,
                    name=form.name.data,
                    role=form.role.data,
                    language=form.language.data,
                    by=acting(),
                )
        except services.AddressTaken as error:
            form.refuse("email", error.message)
            known = find_user_by_email(form.email.data)
        else:
            flash(_invited_words(user.name), "success")
            return redirect(url_for("accounts_staff.index"))
    page = render_template("accounts_staff/invite.html", form=form, known=known)
    return page, 400 if form.errors else 200


@blueprint.get("/<int:user_id>")
@access(may_administer_users)
def show(user_id: int) -> str:
    """Show one user, and what can be done."""
    row = get_user_row(user_id)
    return render_template(
        "accounts_staff/show.html",
        row=row,
        is_oneself=row.user.id == signed_in_user().id,
        duties=[] if row.user.is_open else duties_of(row.user),
    )


@blueprint.route("/<int:user_id>/role", methods=["GET", "POST"])
@access(may_administer_users)
def change_role(user_id: int) -> ResponseReturnValue:
    """Change what a user may do."""
    user = get_user(user_id)
    form = RoleForm(obj=user)
    if form.validate_on_submit():
        try:
            with db.transaction():
                services.change_role(user, form.role.data, by=acting())
        except Conflict as error:
            form.refuse("role", error.message)
        else:
            flash(_("The role is changed."), "success")
            return redirect(url_for("accounts_staff.show", user_id=user_id))
    page = render_template("accounts_staff/change_role.html", form=form, user=user)
    return page, 400 if form.errors else 200


@blueprint.route("/<int:user_id>/close", methods=["GET", "POST"])
@access(may_administer_users)
def close(user_id: int) -> ResponseReturnValue:
    """Close an account, after asking once."""
    user = get_user(user_id)
    if request.method != "POST":
        return render_template("accounts_staff/close.html", user=user, duties=duties_of(user))
    with db.transaction():
        services.close_account(user, by=acting())
    flash(_("The account is closed, and %(name)s is signed out.", name=user.name), "success")
    return redirect(url_for("accounts_staff.show", user_id=user_id))


@blueprint.post("/<int:user_id>/reopen")
@access(may_administer_users)
def reopen(user_id: int) -> ResponseReturnValue:
    """Open a closed account again."""
    user = get_user(user_id)
    with db.transaction():
        services.reopen_account(user, by=acting())
    flash(_("The account is open again."), "success")
    return redirect(url_for("accounts_staff.show", user_id=user_id))


@blueprint.post("/<int:user_id>/invitation")
@access(may_administer_users)
def resend_invitation(user_id: int) -> ResponseReturnValue:
    """Mail a new invitation."""
    user = get_user(user_id)
    with db.transaction():
        services.resend_invitation(user, by=acting())
    flash(_invited_words(user.name), "success")
    return redirect(url_for("accounts_staff.show", user_id=user_id))


def _invited_words(name: str) -> str:
    if config.current().smtp_url is None:
        kept: str = _(
            "The invitation to %(name)s is written. No mail server is set: read it under Messages.",
            name=name,
        )
        return kept
    sent: str = _("An invitation to %(name)s is on its way.", name=name)
    return sent
