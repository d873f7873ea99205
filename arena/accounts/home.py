"""Where each role's work begins: packages say so, since the pages stand on floors above."""

from __future__ import annotations

from flask import Flask, current_app, url_for

from arena.accounts.models import User
from arena.accounts.sessions import signed_in_user

_HOMES = "arena.home"


def register(app: Flask, **endpoints: str) -> None:
    """Say where roles land after signing in: `register(app, host="visits_host.index")`."""
    app.extensions.setdefault(_HOMES, {}).update(endpoints)


def own_home_url() -> str:
    """Return the address where the work of the person who is signed in begins."""
    return home_url(signed_in_user())


def home_url(user: User) -> str:
    """Return the address where a person's work begins: their own page where none was named."""
    endpoint = current_app.extensions.get(_HOMES, {}).get(user.role)
    known = endpoint in current_app.view_functions
    return url_for(endpoint if known else "accounts.profile")
