"""What a guest's link opens: their visit, or a page that says whom to ask."""

from __future__ import annotations

from collections.abc import Callable

from flask import abort, make_response, render_template
from werkzeug.wrappers import Response

from arena import db
from arena.delegations.models import DelegationLink
from arena.delegations.queries.links import LinkStanding, find_link, standing_of
from arena.errors import Conflict, Invalid, NotFound
from arena.web.forms import Form


def open_link(token: str) -> DelegationLink:
    """Return the link of a secret; else answer with a page that says whom to ask, and no data."""
    link = find_link(token)
    if link is None:
        abort(_closed("unknown", 404))
    standing = standing_of(link)
    if standing is not LinkStanding.LIVE or link.delegation.is_erased:
        abort(_closed(standing, 410))
    return link


def open_leaders_link(token: str) -> DelegationLink:
    """Return the link of a secret if it lets its owner fill in; raise `NotFound` otherwise."""
    link = open_link(token)
    if not link.is_leader:
        raise NotFound
    return link


def try_act(form: Form, act: Callable[[], object]) -> bool:
    """Do one act in its transaction; when it is refused, say why in the form and return False."""
    try:
        with db.transaction():
            act()
    except (Conflict, Invalid) as error:
        form.refuse(error.field if isinstance(error, Invalid) else None, error.message)
        return False
    return True


def _closed(standing: str, status: int) -> Response:
    page = render_template("delegations_guest/closed.html", standing=standing)
    answer = make_response(page, status)
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer
