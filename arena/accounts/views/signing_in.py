"""Signing in, by password or by a mailed link, and signing out."""

from __future__ import annotations

import structlog
from flask import Response, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_limiter.util import get_remote_address
from flask_login import current_user

from arena import config, db, tokens
from arena.accounts import passwords, services, sessions
from arena.accounts.forms import EmptyForm, LinkForm, SignInForm
from arena.accounts.home import home_url
from arena.accounts.models import User
from arena.accounts.queries import find_live_link, find_user_by_email
from arena.accounts.rules import device_words, local_path
from arena.accounts.views.blueprint import blueprint
from arena.web.access import access, public, signed_in
from arena.web.limits import MAIL, SIGN_IN, TOKEN_GUESS, limiter

DEMO_PASSWORD = "arena-demo"  # noqa: S105 - published with the demo sign-ins, and works nowhere else
DEMO_ROLES = ("coordinator", "host", "admin", "analyst", "partner")
log = structlog.get_logger(__name__)


def _address_asked_for() -> str:
    """Return a key for the address in the form: its limit holds from wherever it is tried."""
    email = request.form.get("email", "").strip().lower()
    return tokens.digest(email) if email else get_remote_address()


def _was_refused(response: Response) -> bool:
    return response.status_code >= 400


@blueprint.route("/<lang>/sign-in", methods=["GET", "POST"])
@access(public)
@limiter.limit(SIGN_IN, methods=["POST"], deduct_when=_was_refused)
@limiter.limit(SIGN_IN, methods=["POST"], deduct_when=_was_refused, key_func=_address_asked_for)
def sign_in() -> ResponseReturnValue:
    """Sign in by password. Only attempts that fail count against the limits."""
    if current_user.is_authenticated:
        return redirect(_onward(sessions.signed_in_user()))
    form = SignInForm()
    if form.validate_on_submit():
        user = _found_by_password(form.email.data, form.password.data)
        if user is not None:
            _open_by_password(user, form.password.data)
            return redirect(_onward(user))
        form.refuse(None, _("The address or the password is wrong. Try again, or get a link."))
    demo_roles = DEMO_ROLES if config.current().demo else ()
    page = render_template(
        "accounts/sign_in.html",
        form=form,
        next_path=_next_path(),
        demo_roles=demo_roles,
        demo_password=DEMO_PASSWORD,
    )
    return page, 400 if form.errors else 200


@blueprint.route("/<lang>/sign-in/link", methods=["GET", "POST"])
@access(public)
@limiter.limit(MAIL, methods=["POST"])
def request_link() -> ResponseReturnValue:
    """Ask for a mailed link; the answer is the same whether the address is known or not."""
    form = LinkForm()
    if form.validate_on_submit():
        with db.transaction():
            services.request_link(form.email.data, next_path=_next_path())
        return redirect(url_for("accounts.link_sent"))
    page = render_template("accounts/request_link.html", form=form, next_path=_next_path())
    return page, 400 if form.errors else 200


@blueprint.get("/<lang>/sign-in/link/sent")
@access(public)
def link_sent() -> str:
    """Say what happens now."""
    return render_template("accounts/link_sent.html")


@blueprint.route("/<lang>/sign-in/link/<token>", methods=["GET", "POST"])
@access(public)
@limiter.limit(TOKEN_GUESS, deduct_when=_was_refused)
def open_link(token: str) -> ResponseReturnValue:
    """Sign in by a mailed link: opening it shows a button, pressing the button uses it up.

    Mail scanners open links, and some run scripts; none presses buttons.
    """
    link = find_live_link(token)
    purpose = link.purpose if link else None
    form = EmptyForm()
    if link is not None and form.validate_on_submit():
        try:
            user = _open_by_link(token)
        except services.LinkSpent:
            link = None
        else:
            is_new = purpose == "invitation" and user.password_hash is None
            return redirect(url_for("accounts.welcome") if is_new else _onward(user))
    page = render_template("accounts/open_link.html", link=link, form=form)
    response = make_response(page, 200 if link else 410)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@blueprint.post("/sign-out")
@access(public)
def sign_out() -> ResponseReturnValue:
    """End the session on the server.

    Open to all: whose session has lapsed is signed out already, and should hear so.
    """
    session = sessions.current_session()
    if session is not None:
        with db.transaction():
            services.end_session(session, by=sessions.acting())
    sessions.end()
    flash(_("You are signed out."), "success")
    return redirect(url_for("accounts.sign_in"))


@blueprint.get("/staff/home")
@access(signed_in)
def workplace() -> ResponseReturnValue:
    """Lead to where the person's work begins."""
    return redirect(home_url(sessions.signed_in_user()))


def _found_by_password(email: str, password: str) -> User | None:
    user = find_user_by_email(email)
    is_right = passwords.is_right(user.password_hash if user else None, password)
    is_allowed = password != DEMO_PASSWORD or config.current().demo
    if user is not None and user.is_open and is_right and is_allowed:
        return user
    log.warning("sign_in_refused", user=user.id if user else None)
    return None


def _open_by_password(user: User, password: str) -> None:
    checked = str(user.password_hash)
    renewed = passwords.hash_password(password) if passwords.is_outdated(checked) else None
    with db.transaction():
        token = services.open_session(
            user,
            device=_device(),
            opened_with="password",
            password_hash=checked,
            renewed_hash=renewed,
        )
    sessions.begin(user, token)


def _open_by_link(token: str) -> User:
    replaced = sessions.current_session()
    with db.transaction():
        user, session_token = services.use_link(token, device=_device(), replaces=replaced)
    sessions.begin(user, session_token)
    return user


def _device() -> str:
    return device_words(request.user_agent.string)


def _next_path() -> str | None:
    return local_path(request.args.get("next"))


def _onward(user: User) -> str:
    return _next_path() or home_url(user)
