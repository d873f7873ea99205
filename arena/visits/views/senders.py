"""The browser that sent a request: it alone may mend the address while nobody has confirmed it.

The mail with the booker's link may have gone to a stranger. Who could mend the address by that link
could have the booking for themselves; so the session of the browser that sent it remembers it.
"""

from __future__ import annotations

from datetime import timedelta

from flask import abort, flash, redirect, session, url_for
from flask_babel import gettext as _

from arena import clock
from arena.visits.links import manage_token, was_manage_token
from arena.visits.models import Visit, VisitState
from arena.visits.queries import list_unverified

_KEY = "visits.sent"
_MOST = 20
# The same request sent again by then is a double click; later it may be somebody's who was mailed
# every word of it.
_ONE_PRESS = timedelta(seconds=10)


def remember_sent(visit: Visit) -> None:
    """Keep in this browser's session that it sent the request, once it has come through."""
    if visit.created_at < clock.now() - _ONE_PRESS:
        return
    others = [number for number in _sent() if number != visit.id]
    session[_KEY] = [*others, visit.id][-_MOST:]


def is_sender(visit: Visit) -> bool:
    """Tell whether this browser sent a request that nobody has confirmed."""
    if visit.id not in _sent():
        return False
    if visit.state == VisitState.UNVERIFIED:
        return True
    session[_KEY] = [number for number in _sent() if number != visit.id]
    return False


def lead_on(token: str) -> None:
    """Lead the sender from the page's old address to its new one; do nothing for anybody else.

    A second press on the button that changed the address, or a page gone back to, is no guess.
    """
    sent = _sent()
    for visit in list_unverified(sent) if sent else ():
        if was_manage_token(visit, token):
            flash(_("The address has been changed. This is the page that holds now."), "success")
            abort(redirect(url_for("visits.manage", token=manage_token(visit)), 303))


def _sent() -> list[int]:
    numbers: list[int] = session.get(_KEY, [])
    return numbers
