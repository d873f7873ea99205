"""A person's own page: who they are, their password, where they are signed in."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from arena import clock, db
from arena.accounts import passwords, services, sessions
from arena.accounts.forms import PasswordForm, ProfileForm
from arena.accounts.home import home_url
from arena.accounts.queries import get_own_session, list_live_sessions
from arena.accounts.rules import local_path, needs_current_password
from arena.accounts.views.blueprint import blueprint
from arena.web.access import access, signed_in
from arena.web.languages import LANGUAGES, speak
from arena.web.limits import SIGN_IN, limiter


@blueprint.get("/me")
@access(signed_in)
def profile() -> str:
    """Show what is known about the person, and where they are signed in."""
    user = sessions.signed_in_user()
    return render_template(
        "accounts/profile.html",
        user=user,
        live_sessions=list_live_sessions(user),
        this_session=sessions.current_session(),
    )


@blueprint.route("/me/edit", methods=["GET", "POST"])
@access(signed_in)
def edit_profile() -> ResponseReturnValue:
    """Change name, phone and language."""
    user = sessions.signed_in_user()
    form = ProfileForm(obj=user)
    if form.validate_on_submit():
        with db.transaction():
            services.update_profile(
                user,
                name=form.name.data,
                phone=form.phone.data,
                language=form.language.data,
                by=sessions.acting(),
            )
        with speak(user.language):  # It is read on the next page, which speaks the new one.
            flash(_("Saved."), "success")
        return redirect(url_for("accounts.profile"))
    page = render_template("accounts/edit_profile.html", form=form)
    return page, 400 if form.errors else 200


@blueprint.post("/me/language")
@access(signed_in)
def choose_language() -> ResponseReturnValue:
    """Go on in another language, on the page that it was asked for on."""
    user, language = sessions.signed_in_user(), request.form.get("language")
    if language in LANGUAGES:
        with db.transaction():
            services.update_profile(
                user, name=user.name, phone=user.phone, language=language, by=sessions.acting()
            )
    return redirect(local_path(request.form.get("next")) or url_for("accounts.profile"))


@blueprint.route("/me/password", methods=["GET", "POST"])
@access(signed_in)
@limiter.limit(SIGN_IN, methods=["POST"], deduct_when=lambda response: response.status_code >= 400)
def change_password() -> ResponseReturnValue:
    """Choose a password; sessions elsewhere end with the old one."""
    user, form = sessions.signed_in_user(), _password_form()
    if form.validate_on_submit():
        ended = _set_password(form.new_password.data)
        flash(_password_changed(ended), "success")
        return redirect(url_for("accounts.profile"))
    page = render_template(
        "accounts/change_password.html", form=form, has_password=user.password_hash is not None
    )
    return page, 400 if form.errors else 200


@blueprint.route("/me/welcome", methods=["GET", "POST"])
@access(signed_in)
def welcome() -> ResponseReturnValue:
    """Greet a person who was invited, and let them choose a password or go on without."""
    user, form = sessions.signed_in_user(), _password_form()
    if form.validate_on_submit():
        _set_password(form.new_password.data)
        flash(_("Your password is set."), "success")
        return redirect(home_url(user))
    page = render_template("accounts/welcome.html", form=form, user=user, home=home_url(user))
    return page, 400 if form.errors else 200


@blueprint.post("/me/sessions/<int:session_id>/end")
@access(signed_in)
def end_session(session_id: int) -> ResponseReturnValue:
    """Sign the person out in another browser."""
    session = get_own_session(sessions.signed_in_user(), session_id)
    with db.transaction():
        services.end_session(session, by=sessions.acting())
    flash(_("You are signed out there."), "success")
    return redirect(url_for("accounts.profile"))


@blueprint.post("/me/sessions/end-others")
@access(signed_in)
def end_other_sessions() -> ResponseReturnValue:
    """Sign the person out everywhere but here."""
    user, here = sessions.signed_in_user(), sessions.current_session()
    with db.transaction():
        ended = services.end_other_sessions(user, keep=here, by=sessions.acting())
    flash(
        ngettext(
            "You are signed out in %(num)d other place.",
            "You are signed out in %(num)d other places.",
            ended,
        ),
        "success",
    )
    return redirect(url_for("accounts.profile"))


def _password_form() -> PasswordForm:
    user, session = sessions.signed_in_user(), sessions.current_session()
    asks_current = session is None or needs_current_password(
        user.password_hash is not None, session.opened_with, session.created_at, clock.now()
    )
    return PasswordForm(user, asks_current=asks_current)


def _set_password(password: str) -> int:
    user, here = sessions.signed_in_user(), sessions.current_session()
    password_hash = passwords.hash_password(password)
    with db.transaction():
        return services.change_password(user, password_hash, keep=here, by=sessions.acting())


def _password_changed(ended: int) -> str:
    if not ended:
        return str(_("Your password is changed."))
    return str(
        ngettext(
            "Your password is changed, and you are signed out in %(num)d other place.",
            "Your password is changed, and you are signed out in %(num)d other places.",
            ended,
        )
    )
