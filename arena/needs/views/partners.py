"""A partner's own interest in a need."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from arena import clock, db
from arena.accounts.sessions import acting, signed_in_user
from arena.errors import Conflict
from arena.needs import policy
from arena.needs.forms.acts import PlainForm
from arena.needs.forms.public import InterestForm
from arena.needs.models import InterestState, Need, NeedInterest
from arena.needs.queries.interest import find_interest
from arena.needs.queries.members import Standing, list_organisations_of
from arena.needs.rules.standing import takes_interest
from arena.needs.services.errors import NoOrganisation
from arena.needs.services.interest import show_interest, withdraw_interest
from arena.needs.views.blueprints import partner
from arena.needs.views.reading import readable_need
from arena.web.access import access
from arena.web.security import MAY_GO_BACK


@partner.route("/<reference>/my-interest", methods=["GET", "POST"])
@access(policy.may_write_as_partner)
def interest(reference: str) -> ResponseReturnValue:
    """Show interest in a need, read the owner's answer, or change what was said."""
    need, standing = readable_need(reference)
    user = signed_in_user()
    organisations = [
        each for each in list_organisations_of(user.id) if each.id != need.organisation_id
    ]
    shown = _own(need, standing)
    listed = [(each.id, each.name) for each in organisations]
    form = InterestForm(offered={"organisation_id": listed})
    if not form.is_submitted():
        _prefill(form, shown)
    elif form.validate_on_submit() and _show(need, standing, form):
        return redirect(url_for("needs_partner.interest", reference=need.reference), 303)
    is_open = takes_interest(need.state, need.dialogue, need.interest_until, clock.today())
    page = render_template(
        "needs_partner/interest.html",
        need=need,
        form=form,
        shown=shown,
        is_open=is_open and bool(organisations),
        hindrance=None if organisations or shown else NoOrganisation().message,
        is_own=need.organisation_id in standing.organisation_ids,
        withdrawal=PlainForm(),
    )
    return page, form.status, MAY_GO_BACK


@partner.post("/<reference>/my-interest/withdraw")
@access(policy.may_write_as_partner)
def withdraw_own(reference: str) -> ResponseReturnValue:
    """Take one's interest back."""
    need, standing = readable_need(reference)
    shown, form = _own(need, standing), PlainForm()
    if shown is not None and form.validate_on_submit():
        try:
            with db.transaction():
                withdraw_interest(shown, by=acting(), version=form.seen_version)
        except Conflict as error:
            flash(str(error.message), "warning")
        else:
            flash(_("Your interest is withdrawn, and what you wrote is forgotten."), "success")
    return redirect(url_for("needs_partner.interest", reference=need.reference), 303)


def _own(need: Need, standing: Standing) -> NeedInterest | None:
    """Return what one of the reader's organisations has shown and not withdrawn."""
    for number in sorted(standing.organisation_ids):
        found = find_interest(need, number)
        if found is not None and found.state != InterestState.WITHDRAWN:
            return found
    return None


def _prefill(form: InterestForm, shown: NeedInterest | None) -> None:
    if shown is not None:
        form.show(shown)
        form.show_version(shown.version)
        return
    user = signed_in_user()
    form.contact_name.data, form.contact_email.data = user.name, user.email
    form.contact_phone.data = user.phone or ""
    if len(list(form.organisation_id.choices)) == 1:
        form.organisation_id.data = next(iter(form.organisation_id.choices))[0]


def _show(need: Need, standing: Standing, form: InterestForm) -> bool:
    user = signed_in_user()
    try:
        with db.transaction():
            show_interest(
                need,
                form.facts(user.language),
                organisation_id=form.organisation_id.data,
                user=user,
                standing=standing,
                by=acting(),
                version=form.seen_version,
            )
    except Conflict as error:
        form.refuse_act(error)
        held = find_interest(need, form.organisation_id.data)
        form.show_version(held.version if held is not None else 0)
        return False
    flash(_("Only the need’s owner sees your interest. You can change or withdraw it."), "success")
    return True
