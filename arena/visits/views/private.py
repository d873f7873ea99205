"""Pages behind a booker's own link: whom it belongs to, and what must not leak from it."""

from __future__ import annotations

from collections.abc import Callable

from flask import abort
from flask_babel import lazy_gettext as _l

from arena import db
from arena.errors import Conflict, Invalid, NotFound
from arena.visits.forms.managing import ActForm
from arena.visits.models import Visit
from arena.visits.queries import find_by_token
from arena.visits.services.limiting import require_quiet_booker
from arena.visits.views.senders import lead_on
from arena.web import errors
from arena.web.private import private

__all__ = ["find_own", "private", "try_act"]


def find_own(token: str) -> Visit:
    """Return the visit of a link, or raise `NotFound` with words that help.

    Whoever sent the request is led on from an address that was changed with the e-mail address.
    Once its contact person is erased the page is gone, and says so (410).
    """
    visit = find_by_token(token)
    if visit is None:
        lead_on(token)
        raise NotFound(
            _l(
                "This link does not lead to any visit. Copy the whole link from our latest "
                "e-mail, or write to us."
            )
        )
    if visit.is_erased:
        abort(errors.page(410, _l("The visit is long past, and what we kept about you is erased.")))
    return visit


def try_act(
    form: ActForm, visit: Visit, act: Callable[[], object], *, is_limited: bool = True
) -> bool:
    """Do one act in its transaction; when it is refused, say why in the form and return False.

    `is_limited`: only so many an hour for one visit, since each act tells somebody.
    """
    try:
        with db.transaction():
            if is_limited:
                require_quiet_booker(visit)
            act()
    except (Conflict, Invalid) as error:
        form.refuse_act(error)
        form.show(visit)
        return False
    return True
