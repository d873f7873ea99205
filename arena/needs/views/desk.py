"""A need at the desk of who writes or leads it, and of those who plan: list and record."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from arena import clock, db
from arena.accounts.policy import is_partner, may_plan
from arena.accounts.sessions import signed_in_user
from arena.errors import Conflict, Invalid
from arena.needs import policy
from arena.needs.forms.acts import PlainForm, VersionForm
from arena.needs.forms.public import ShowcaseForm
from arena.needs.models import Need
from arena.needs.queries.following import list_followed
from arena.needs.queries.history import list_history
from arena.needs.queries.interest import count_new_interests, list_own_interests
from arena.needs.queries.leading import leaders_of
from arena.needs.queries.listing import (
    count_stages,
    count_unanswered,
    get_need_by_number,
    list_asked,
    list_changes,
    list_led_by,
    list_outcomes,
    list_proposed,
    list_shown,
    publishes_by_itself,
)
from arena.needs.queries.members import Standing
from arena.needs.rules.ladder import Act, may_do
from arena.needs.views.blueprints import for_both, staff
from arena.needs.views.reading import edited_need, own_standing, readable_need
from arena.needs.views.showcase import asked_stage, stage_tabs
from arena.web import paging
from arena.web.access import access


@for_both("/")
def index() -> str:
    """List what the reader leads, and for staff all needs; for partners what they have shown."""
    user, standing = signed_in_user(), own_standing()
    led = list_led_by(user, standing)
    values: dict[str, Any] = {"led": led, "unanswered": count_unanswered(led)}
    if is_partner(user):
        return render_template(
            "needs_staff/mine.html",
            interests=list_own_interests(standing.organisation_ids),
            followed=[each for each in list_followed(user) if _may_see(each, standing)],
            has_organisation=bool(standing.organisation_ids),
            **values,
        )
    form, page, stage = ShowcaseForm(request.args), paging.asked(), asked_stage()
    form.validate()
    criteria = form.criteria(stage)
    needs, total = list_shown(criteria, is_staff=True, limit=page.size, offset=page.offset)
    return render_template(
        "needs_staff/index.html",
        needs=needs,
        total=total,
        page=page,
        filters=form,
        tabs=stage_tabs(stage, count_stages(criteria, is_staff=True)),
        proposed=list_proposed() if policy.may_approve(user) else [],
        is_filtered=bool(criteria.words or criteria.topic or stage),
        **values,
    )


@for_both("/<reference>")
def show(reference: str) -> ResponseReturnValue:
    """Show a need to who sees to it; who only reads it is led to the page that all have."""
    need, standing = readable_need(reference)
    user = signed_in_user()
    if not policy.may_edit(user, need, standing):
        return redirect(url_for("needs.show", reference=need.reference))
    return render_template("needs_staff/show.html", **record_of(need, standing))


@for_both("/<reference>/preview")
def preview(reference: str) -> str:
    """Show a need as all will see it."""
    need, _standing = edited_need(reference)
    return render_template("needs_staff/preview.html", need=need, today=clock.today())


@staff.get("/number/<int:need_id>")
@access(policy.may_read_needs)
def by_number(need_id: int) -> ResponseReturnValue:
    """Lead from the trail, which knows numbers, to the need."""
    need = get_need_by_number(need_id)
    return redirect(url_for("needs_staff.show", reference=need.reference))


def record_of(need: Need, standing: Standing) -> dict[str, Any]:
    """Return what the record's page shows: questions and interest to who leads the need alone."""
    user = signed_in_user()
    leads = policy.may_lead(user, need, standing)
    form = PlainForm()
    form.show_version(need.version)
    return {
        "need": need,
        "form": form,
        "leads": leads,
        "leaders": leaders_of(need),
        "questions": list_asked(need) if leads else [],
        "waiting": count_unanswered([need]).get(need.id, 0),
        "new_interests": count_new_interests(need) if leads else 0,
        "changes": list_changes(need),
        "outcomes": list_outcomes(need, all_of_them=True),
        "may": {act.value: may_do(need.state, act) for act in Act},
        "may_approve": policy.may_approve(user),
        "publishes_at_once": publishes_at_once(need),
        "may_hand_over": leads or (may_plan(user) and not leaders_of(need)),
        "history": list_history(need) if may_plan(user) else [],
    }


def publishes_at_once(need: Need) -> bool:
    """Tell whether the reader publishes without anybody else's yes."""
    return policy.may_approve(signed_in_user()) or publishes_by_itself(need.organisation_id)


def act_on(form: VersionForm, act: Callable[[], object], said: str) -> bool:
    """Do what a form asks for; tell whether it was done, or leave in the form why not."""
    if not form.validate_on_submit():
        return False
    try:
        with db.transaction():
            act()
    except (Conflict, Invalid) as error:
        form.refuse_act(error)
        return False
    flash(said, "success")
    return True


def back_to(need: Need, anchor: str | None = None) -> ResponseReturnValue:
    """Lead back to the record."""
    return redirect(url_for(".show", reference=need.reference, _anchor=anchor), 303)


def record_again(need: Need, standing: Standing, form: PlainForm) -> ResponseReturnValue:
    """Show the record with why the act was not done."""
    values = record_of(need, standing)
    form.show_version(need.version)
    return render_template("needs_staff/show.html", **values | {"form": form}), form.status


def _may_see(need: Need, standing: Standing) -> bool:
    return policy.may_see(signed_in_user(), need, standing)
