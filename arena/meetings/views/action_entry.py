"""The page of an action for its owner, by the link of a mail: it shows, and a button closes."""

from __future__ import annotations

import hmac

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from arena import db
from arena.audit.models import INVITED
from arena.errors import NotFound
from arena.meetings.action_links import action_token
from arena.meetings.forms.actions import ClosingForm
from arena.meetings.models import Action, ActionState
from arena.meetings.queries.actions import get_action, list_nobodys
from arena.meetings.services.actions import close_action
from arena.meetings.views.blueprints import anywhere
from arena.web.access import access, public
from arena.web.private import private


@anywhere.get("/actions/<int:action_id>/<token>")
@access(public)
@private
def own_action(action_id: int, token: str) -> str:
    """Show somebody what they have promised. Opening it does nothing: scanners open links too."""
    action = _open(action_id, token)
    return _page(action, token)


@anywhere.post("/actions/<int:action_id>/<token>")
@access(public)
@private
def close_own_action(action_id: int, token: str) -> ResponseReturnValue:
    """Say that it is done, with a few words."""
    action = _open(action_id, token)
    form = ClosingForm()
    if not form.validate():
        return _page(action, token, form), 400
    with db.transaction():
        close_action(action, form.words.data, by=INVITED)
    flash(_("Thank you. The action is done."), "success")
    return redirect(url_for(".own_action", action_id=action_id, token=token), 303)


def _page(action: Action, token: str, form: ClosingForm | None = None) -> str:
    return render_template(
        "meetings_entry/own_action.html",
        action=action,
        token=token,
        form=form or ClosingForm(),
        is_open=action.state == ActionState.OPEN,
    )


def _open(action_id: int, token: str) -> Action:
    """Return the action of a link; who no longer has it, or has left the network, finds nothing."""
    action = get_action(action_id)
    right = action.owner_id is not None and hmac.compare_digest(
        token.encode(), action_token(action).encode()
    )
    if not right or action.id in list_nobodys([action.owner_id or 0]):
        raise NotFound
    return action
