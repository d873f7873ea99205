"""Saying yes to a need or sending it back, and giving it to another owner."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from arena.accounts.models import Role
from arena.accounts.policy import is_partner, may_plan
from arena.accounts.queries import list_users_by_role
from arena.accounts.sessions import acting, signed_in_user
from arena.errors import NotFound
from arena.needs import policy
from arena.needs.forms.acts import PlainForm, SendBackForm
from arena.needs.forms.writing import OwnersForm
from arena.needs.models import Need
from arena.needs.queries.leading import leaders_of
from arena.needs.queries.members import list_people_of
from arena.needs.services import writing
from arena.needs.views.blueprints import for_both, staff
from arena.needs.views.desk import act_on, back_to, record_again
from arena.needs.views.reading import edited_need
from arena.web.access import access
from arena.web.security import MAY_GO_BACK


@staff.post("/<reference>/approve")
@access(policy.may_approve)
def approve(reference: str) -> ResponseReturnValue:
    """Say yes to a partner's need, which is published by that."""
    need, standing = edited_need(reference)
    form = PlainForm()
    done = act_on(
        form,
        lambda: writing.approve_need(need, by=acting(), version=form.seen_version),
        _("The need is published."),
    )
    return back_to(need) if done else record_again(need, standing, form)


@staff.route("/<reference>/send-back", methods=["GET", "POST"])
@access(policy.may_approve)
def send_back(reference: str) -> ResponseReturnValue:
    """Let who wrote a need know what should be changed first."""
    need, _standing = edited_need(reference)
    form = SendBackForm()
    if not form.is_submitted():
        form.show_version(need.version)
    done = act_on(
        form,
        lambda: writing.send_back(need, form.words.data, by=acting(), version=form.seen_version),
        _("The need has gone back to its owner."),
    )
    if done:
        return redirect(url_for(".index"), 303)
    page = render_template("needs_staff/send_back.html", need=need, form=form)
    return page, form.status, MAY_GO_BACK


@for_both("/<reference>/owners", methods=("GET", "POST"))
def hand_over(reference: str) -> ResponseReturnValue:
    """Give a need another owner, or somebody in the owner's place."""
    need, standing = edited_need(reference)
    user = signed_in_user()
    leads = policy.may_lead(user, need, standing)
    if not leads and not (may_plan(user) and not leaders_of(need)):
        raise NotFound
    keepers = keeper_choices(need)
    form = OwnersForm(
        offered={
            "owner_id": [(each.id, each.name) for each in list_people_of(need.organisation_id)],
            "keeper_id": [(each.id, each.name) for each in keepers] or None,
        }
    )
    if not form.is_submitted():
        form.owner_id.data = need.owner_id
        if keepers:
            form.keeper_id.data = need.keeper_id
        form.show_version(need.version)
    done = act_on(
        form,
        lambda: writing.hand_over(
            need,
            owner_id=form.owner_id.data,
            keeper_id=form.keeper_id.data if keepers else need.keeper_id,
            is_leader=leads,
            by=acting(),
            version=form.seen_version,
        ),
        _("Saved. Who leads the need now has a mail about it."),
    )
    if done:
        return redirect(url_for(".index"), 303)
    page = render_template("needs_staff/hand_over.html", need=need, form=form)
    return page, form.status, MAY_GO_BACK


def keeper_choices(need: Need | None) -> Sequence[Any]:
    """Return who may be chosen to act in the owner's place: by staff, or where one does."""
    if is_partner(signed_in_user()) and (need is None or need.keeper_id is None):
        return []
    return list_users_by_role(Role.COORDINATOR, Role.ADMIN)
