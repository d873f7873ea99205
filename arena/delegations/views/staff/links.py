"""The guests' links: giving somebody one, sending it again, replacing and closing it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from arena import db
from arena.accounts.sessions import acting
from arena.delegations import policy
from arena.delegations.forms.releasing import LinkForm
from arena.delegations.queries.links import get_link
from arena.delegations.queries.register import get_delegation
from arena.delegations.services import linking
from arena.delegations.services.errors.releasing import HasLink
from arena.delegations.views.staff.blueprint import blueprint
from arena.delegations.views.staff.frame import page
from arena.errors import Conflict, NotFound
from arena.web.access import access


class LinkAct(NamedTuple):
    """Something that is done to a link, asked once; `done` is said afterwards."""

    act: Callable[..., None]
    heading: Any
    text: Any
    verb: Any
    done: Any
    kind: str


ACTS = {
    "send": LinkAct(
        linking.send_link,
        _l("Send the link again?"),
        _l("The e-mail with the link goes out once more. The link stays the same."),
        _l("Send the link"),
        _l("The link goes out once more."),
        "primary",
    ),
    "renew": LinkAct(
        linking.renew_link,
        _l("Replace the link?"),
        _l(
            "A new link goes out by e-mail. The old one opens nothing from then on, and whoever"
            " subscribes to the programme has to subscribe again."
        ),
        _l("Replace the link"),
        _l("A new link goes out, and the old one is closed."),
        "primary",
    ),
    "revoke": LinkAct(
        linking.revoke_link,
        _l("Close the link?"),
        _l(
            "The link opens nothing from then on, and the programme goes from the calendars that"
            " subscribe by it. You can give the person another link later."
        ),
        _l("Close the link"),
        _l("The link is closed."),
        "danger",
    ),
}


@blueprint.route("/<reference>/links/new", methods=["GET", "POST"])
@access(policy.may_plan_delegations)
def add_link(reference: str) -> ResponseReturnValue:
    """Give somebody a link of their own."""
    delegation = get_delegation(reference)
    form = LinkForm()
    if form.validate_on_submit():
        try:
            with db.transaction():
                linking.add_link(
                    delegation,
                    name=form.name.data,
                    email=form.email.data,
                    language=form.language.data,
                    is_leader=form.is_leader.data,
                    by=acting(),
                )
        except Conflict as error:
            form.refuse("email" if isinstance(error, HasLink) else None, error.message)
        else:
            flash(_("The link goes out to %(name)s.", name=form.name.data), "success")
            return _back(reference)
    shown = page(
        delegation,
        "delegations_staff/add_link.html",
        tab="delegations_staff.releases",
        form=form,
    )
    return shown, 400 if form.error_list else 200


@blueprint.post("/<reference>/links/leader")
@access(policy.may_plan_delegations)
def ask_leader(reference: str) -> ResponseReturnValue:
    """Mail the contact person the link by which they give names and needs."""
    delegation = get_delegation(reference)
    if not delegation.contact_email:
        raise NotFound
    with db.transaction():
        name = linking.ask_leader(delegation, by=acting()).name
    flash(_("The link goes out to %(name)s.", name=name), "success")
    return redirect(url_for("delegations_staff.participants", reference=reference), 303)


@blueprint.route("/<reference>/links/<int:link_id>/<act>", methods=["GET", "POST"])
@access(policy.may_plan_delegations)
def change_link(reference: str, link_id: int, act: str) -> ResponseReturnValue:
    """Send a link again, replace it or close it, after asking once."""
    delegation = get_delegation(reference)
    link, wanted = get_link(delegation, link_id), ACTS.get(act)
    if wanted is None:
        raise NotFound
    form = LinkForm()
    if form.is_submitted():
        with db.transaction():
            wanted.act(link, by=acting())
        flash(wanted.done, "success")
        return _back(reference)
    return page(
        delegation,
        "delegations_staff/change_link.html",
        tab="delegations_staff.releases",
        link=link,
        act=act,
        wanted=wanted,
    )


def _back(reference: str) -> ResponseReturnValue:
    address = url_for("delegations_staff.releases", reference=reference, _anchor="links")
    return redirect(address, 303)
