"""Actions: the list, one of them, a new one, given to somebody else, done or dropped."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from arena import db
from arena.accounts.sessions import acting, signed_in_user
from arena.errors import Forbidden, Invalid, NotFound
from arena.meetings.forms.actions import ActionFilter, ActionForm, ChangeForm, ClosingForm
from arena.meetings.models import Action
from arena.meetings.policy import may_close_action
from arena.meetings.queries.actions import (
    Wanted,
    Which,
    count_actions,
    get_action,
    list_actions,
    list_nobodys,
    list_owners,
    own_people,
)
from arena.meetings.services import actions as services
from arena.meetings.services.errors import ChangedMeanwhile
from arena.meetings.spreadsheets import actions_file
from arena.meetings.views.blueprints import for_both
from arena.meetings.views.people import rights_in, seen_network
from arena.meetings.views.reading import offered_networks, own_network_ids
from arena.meetings.views.tabs import meeting_tabs
from arena.networks.models import Network
from arena.web import paging
from arena.web.security import MAY_GO_BACK

_BOTH = ("GET", "POST")
_MOST_IN_FILE = 5000


@for_both("/actions/")
def actions() -> str:
    """List actions: open, late, nobody's, closed; of one network, or one's own."""
    wanted, form = _asked()
    page = paging.asked()
    shown = list_actions(wanted, limit=page.size, offset=page.offset)
    return render_template(
        "meetings/actions.html",
        actions=shown,
        nobodys=list_nobodys(),
        form=form,
        page=page,
        total=count_actions(wanted),
        tabs=meeting_tabs("actions", form.chosen_slug),
        written=[each for each in offered_networks() if rights_in(each).may_write],
    )


@for_both("/actions.xlsx")
def actions_xlsx() -> Response:
    """Give the list out as a spreadsheet."""
    wanted, _form = _asked()
    return actions_file(list_actions(wanted, limit=_MOST_IN_FILE), list_nobodys())


@for_both("/actions/<int:action_id>")
def action(action_id: int) -> str:
    """Show an action: whose it is, what became of it, what it was before."""
    found = seen_action(action_id)
    return render_template(
        "meetings/action.html",
        action=found,
        is_nobodys=found.id in list_nobodys(),
        may_write=rights_in(found.network).may_write,
        may_close=_may_close(found),
        form=ClosingForm(),
    )


@for_both("/actions/new/<slug>", methods=_BOTH)
def new_action(slug: str) -> ResponseReturnValue:
    """Keep an action of a network that no meeting wrote down."""
    network = seen_network(slug)
    if not rights_in(network).may_write:
        raise Forbidden
    form = ActionForm(list_owners(network))
    if form.validate_on_submit():
        try:
            with db.transaction():
                made = services.add_action(network, form.facts(), by=acting())
            flash(_("The action is kept. Its owner is reminded in time."), "success")
            return redirect(url_for(".action", action_id=made.id), 303)
        except Invalid as error:
            form.refuse(error.field, error.message)
    return _form_page(form, network, heading=_("New action"))


@for_both("/actions/<int:action_id>/change", methods=_BOTH)
def change_action(action_id: int) -> ResponseReturnValue:
    """Give an action another owner, day or words; who is second sees what the first did."""
    found = _written_action(action_id)
    form = ChangeForm(list_owners(found.network), found)
    if not form.is_submitted():
        form.show(found)
    changed = None
    if form.validate_on_submit():
        try:
            with db.transaction():
                services.change_action(
                    found,
                    form.facts(),
                    form.words.data,
                    version=form.seen_version,
                    user=signed_in_user(),
                    by=acting(),
                )
            flash(_("The action is changed."), "success")
            return redirect(url_for(".action", action_id=found.id), 303)
        except Invalid as error:
            form.refuse(error.field, error.message)
        except ChangedMeanwhile as error:
            changed = get_action(action_id)
            form.show_version(changed.version)
            form.refuse(None, error.message)
    heading = _("Change the action")
    return _form_page(form, found.network, heading=heading, action=found, changed=changed)


@for_both("/actions/<int:action_id>/close", methods=("POST",))
def close_action(action_id: int) -> ResponseReturnValue:
    """Say that an action is done, or no longer wanted."""
    found = seen_action(action_id)
    is_dropped = "drop" in request.form
    if not _may_close(found) or (is_dropped and not rights_in(found.network).may_write):
        raise Forbidden
    form = ClosingForm()
    form.validate()
    with db.transaction():
        services.close_action(
            found,
            form.words.data,
            user_id=signed_in_user().id,
            is_dropped=is_dropped,
            by=acting(),
        )
    flash(_("The action is dropped.") if is_dropped else _("The action is done."), "success")
    return redirect(url_for(".action", action_id=found.id), 303)


@for_both("/actions/<int:action_id>/reopen", methods=("POST",))
def reopen_action(action_id: int) -> Response:
    """Let an action be open again."""
    found = _written_action(action_id)
    with db.transaction():
        services.reopen_action(found, by=acting())
    flash(_("The action is open again."), "success")
    return redirect(url_for(".action", action_id=found.id), 303)


def seen_action(action_id: int) -> Action:
    """Return an action of a network that the signed-in person sees; else it is not there."""
    found, seen = get_action(action_id), own_network_ids()
    if seen is not None and found.network_id not in seen:
        raise NotFound
    return found


def _written_action(action_id: int) -> Action:
    found = seen_action(action_id)
    if not rights_in(found.network).may_write:
        raise Forbidden
    return found


def _may_close(found: Action) -> bool:
    owner = found.owner.user_id if found.owner else None
    return may_close_action(owner, signed_in_user(), rights_in(found.network))


def _asked() -> tuple[Wanted, ActionFilter]:
    """Return which actions the address asks for, and the form that says so."""
    form = ActionFilter(request.args, offered_networks())
    form.validate()
    wanted = Wanted(
        which=Which(form.show.data) if form.show.data in set(Which) else Which.OPEN,
        network_ids=form.chosen or own_network_ids(),
        owner_ids=own_people(signed_in_user()) if form.whose.data == "mine" else None,
        words=form.q.data or "",
    )
    return wanted, form


def _form_page(
    form: ActionForm,
    network: Network,
    *,
    heading: str,
    action: Action | None = None,
    changed: Action | None = None,
) -> ResponseReturnValue:
    values: dict[str, Any] = {"action": action, "changed": changed}
    status = 409 if changed else 400 if form.is_submitted() else 200
    page = render_template(
        "meetings/action_form.html", form=form, network=network, heading=heading, **values
    )
    return page, status, MAY_GO_BACK
