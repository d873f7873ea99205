"""The first draft of a programme: what is asked of it, what is proposed, and keeping it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from arena import db
from arena.accounts.sessions import acting
from arena.delegations import policy
from arena.delegations.draft_words import CAUSES
from arena.delegations.forms.drafting import KeepForm, WishForm, is_long_enough, wish_form
from arena.delegations.models import Delegation, DelegationNeed, NeedKind
from arena.delegations.queries.drafting import Asked, Material, list_items_on, read_material
from arena.delegations.queries.register import get_delegation
from arena.delegations.rules.drafting_search import Draft, Plan, lay, propose
from arena.delegations.rules.ladder import Act, may_do
from arena.delegations.services.drafting import draft_mark, keep_draft
from arena.delegations.views.staff.blueprint import blueprint
from arena.delegations.views.staff.draft_lines import draw, plan_name, ways_out
from arena.delegations.views.staff.frame import page
from arena.errors import Conflict, Invalid
from arena.web.access import access
from arena.web.numbers import read_whole
from arena.web.query import asked_for

_MOST_DAYS = 7
_ONE_DAY = timedelta(days=1)


@blueprint.route("/<reference>/draft", methods=["GET", "POST"])
@access(policy.may_plan_delegations)
def draft(reference: str) -> ResponseReturnValue:
    """Propose a programme for the days that are asked for; keep it as it is shown."""
    delegation = get_delegation(reference)
    days = _days(delegation)
    busy = Counter(item.day for item in list_items_on(delegation, days, None))
    form = wish_form(delegation, days, busy, _access_needs(delegation), request.args)
    hours = _asked_hours(form, days) if "size" in request.args else {}
    if not hours:
        return _page(delegation, form, busy), 400 if form.errors else 200
    asked, plan = form.asked(hours), _plan(days)
    keeping = KeepForm()
    if keeping.validate_on_submit():
        try:
            with db.transaction():
                keep_draft(
                    delegation,
                    asked,
                    plan,
                    seen=keeping.seen.data,
                    may_replace=keeping.replace.data,
                    by=acting(),
                    version=read_whole(keeping.version.data) or 0,
                )
        except (Conflict, Invalid) as error:
            keeping.refuse(getattr(error, "field", None), error.message)
        else:
            flash(_("The draft is in the programme. Ask the hosts next."), "success")
            return redirect(url_for("delegations_staff.programme", reference=reference))
    drafted = _drafted(get_delegation(reference), asked, plan)
    shown = _page(get_delegation(reference), form, busy, keeping, drafted)
    return shown, 400 if keeping.errors or keeping.form_errors else 200


def _drafted(delegation: Delegation, asked: Asked, plan: Plan) -> tuple[Asked, Material, Draft]:
    material = read_material(delegation, asked)
    if plan:
        return asked, material, lay(plan, material.wishes, material.house)
    return asked, material, propose(material.wishes, material.house)


def _page(
    delegation: Delegation,
    form: WishForm,
    busy: Mapping[date, int],
    keeping: KeepForm | None = None,
    drafted: tuple[Asked, Material, Draft] | None = None,
) -> str:
    values: dict[str, Any] = {"drawn": None}
    if drafted is not None and keeping is not None:
        asked, material, proposal = drafted
        keeping.seen.data = draft_mark(proposal)
        keeping.version.data = str(delegation.version)
        values = {
            "drawn": draw(delegation, proposal, material),
            "ways_out": ways_out(delegation, proposal, material),
            "causes": _causes(proposal),
            "instead_of": len(list_items_on(delegation, list(asked.hours), asked.group_id)),
            "address": _kept_address(delegation, proposal),
        }
    return page(
        delegation,
        "delegations_staff/draft.html",
        tab="delegations_staff.programme",
        form=form,
        keeping=keeping,
        busy=busy,
        days=_days(delegation),
        may_plan=may_do(delegation.state, Act.PLAN),
        **values,
    )


def _asked_hours(form: WishForm, days: Sequence[date]) -> dict[date, tuple[int, int]]:
    """Return the hours that are asked for; none where the form says something that cannot be."""
    if not form.validate():
        return {}
    hours = form.days(days)
    if not hours:
        form.refuse(None, _("Choose at least one day to draft."))
    elif not is_long_enough(hours):
        form.refuse("ends", _("A day needs an hour at least."))
        return {}
    return hours


def _plan(days: Sequence[date]) -> dict[date, tuple[int, ...]]:
    """Return the stops that the address says, by day; none where they are still to be chosen."""
    plan = {}
    for day in days:
        if (text := request.args.get(plan_name(day))) is not None:
            read = (read_whole(each) for each in text.split("."))
            plan[day] = tuple(number for number in read if number is not None)
    return plan


def _kept_address(delegation: Delegation, proposal: Draft) -> str:
    """Return the address at which this very draft is kept."""
    plan = {plan_name(day): ".".join(map(str, ids)) for day, ids in proposal.plan.items()}
    values: dict[str, Any] = {**asked_for(), **plan}
    return url_for("delegations_staff.draft", reference=delegation.reference, **values)


def _causes(proposal: Draft) -> list[tuple[str, int]]:
    """Return why stops are out of the question, and how many; most first."""
    counts = Counter(proposal.causes.values())
    return [(str(CAUSES[cause]), number) for cause, number in counts.most_common()]


def _days(delegation: Delegation) -> list[date]:
    count = (delegation.ends_on - delegation.starts_on).days + 1
    return [delegation.starts_on + _ONE_DAY * each for each in range(min(count, _MOST_DAYS))]


def _access_needs(delegation: Delegation) -> Sequence[DelegationNeed]:
    return db.session.scalars(
        select(DelegationNeed).where(
            DelegationNeed.delegation_id == delegation.id, DelegationNeed.kind == NeedKind.ACCESS
        )
    ).all()
