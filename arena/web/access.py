"""Who may reach a view: every view names its rule, and one without a rule is refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from flask import Flask, abort, current_app, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from arena.web import errors

Rule = Callable[[Any], bool]
View = TypeVar("View", bound=Callable[..., Any])


def public(person: Any) -> bool:
    """Let anybody in, signed in or not."""
    return True


def signed_in(person: Any) -> bool:
    """Let in everybody who is signed in."""
    return bool(person.is_authenticated)


def access(rule: Rule, *, otherwise: Callable[[], str] | None = None) -> Callable[[View], View]:
    """Mark a view with the rule that decides who may reach it: `@access(policy.may_confirm)`.

    The rule is called with the signed-in person; only `public` is asked about strangers.
    `otherwise` returns the address to which it leads those whom the rule refuses, for an address
    that people of every role come to; else they get 403.
    """

    def mark(view: View) -> View:
        cast(Any, view).access_rule = rule
        cast(Any, view).access_otherwise = otherwise
        return view

    return mark


def rule_of(endpoint: str) -> Rule | None:
    """Return the rule that the view of `endpoint` was marked with."""
    return cast(Rule | None, getattr(current_app.view_functions.get(endpoint), "access_rule", None))


def may_open(endpoint: str) -> bool:
    """Tell whether the reader may open a page: `{% if may_open("visits_staff.index") %}`."""
    rule = rule_of(endpoint)
    return rule is not None and rule(current_user)


def init_app(app: Flask) -> None:
    """Refuse every request whose view has no rule, or whose person the rule refuses."""
    app.before_request(_check)
    app.jinja_env.globals["may_open"] = may_open
    app.view_functions["static"] = access(public)(app.view_functions["static"])


def _check() -> Response | None:
    if request.endpoint is None:
        return None  # No such address: the 404 comes from routing.
    rule = rule_of(request.endpoint)
    if rule is None:
        abort(403)
    if rule is public:
        return None
    if not current_user.is_authenticated:
        return _ask_to_sign_in()
    if rule(current_user):
        return None
    view = current_app.view_functions[request.endpoint]
    otherwise: Callable[[], str] | None = getattr(view, "access_otherwise", None)
    if otherwise is None or request.method != "GET":
        abort(403)
    return redirect(otherwise())


def _ask_to_sign_in() -> Response:
    if request.method != "GET":
        return errors.signed_out()
    return redirect(url_for("accounts.sign_in", next=request.full_path.rstrip("?")))
