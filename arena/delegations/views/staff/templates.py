"""Templates of programmes: those there are, and using and keeping them for a delegation."""

from __future__ import annotations

from datetime import date, timedelta

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from arena import db
from arena.accounts.sessions import acting
from arena.delegations import policy
from arena.delegations.forms.templates import TemplateForm, UseForm, use_form
from arena.delegations.meanings import KINDS, TYPES
from arena.delegations.models import Delegation
from arena.delegations.queries.register import get_delegation
from arena.delegations.queries.templates import get_kept_template, get_template, list_templates
from arena.delegations.rules.ladder import Act, may_do
from arena.delegations.services import templates as services
from arena.delegations.views.staff.blueprint import blueprint
from arena.delegations.views.staff.frame import page
from arena.errors import Conflict, Invalid
from arena.web import filters
from arena.web.access import access
from arena.web.languages import localized
from arena.web.numbers import read_whole

_TAB = "delegations_staff.programme"


@blueprint.get("/templates/")
@access(policy.may_read_delegations)
def templates() -> str:
    """List all templates, staff's own first."""
    return render_template(
        "delegations_staff/templates.html", templates=list_templates(), types=TYPES
    )


@blueprint.get("/templates/<key>")
@access(policy.may_read_delegations)
def template(key: str) -> str:
    """Show a template."""
    return render_template(
        "delegations_staff/template.html", template=get_template(key), types=TYPES, kinds=KINDS
    )


@blueprint.route("/templates/<key>/edit", methods=["GET", "POST"])
@access(policy.may_plan_delegations)
def edit_template(key: str) -> ResponseReturnValue:
    """Call a template that staff keep otherwise."""
    kept = get_kept_template(key)
    form = TemplateForm(
        data={"title_sv": kept.title_sv, "title_en": kept.title_en, "kind": kept.type}
    )
    if form.validate_on_submit():
        with db.transaction():
            services.change_template(
                kept,
                kind=form.kind.data,
                title_sv=form.title_sv.data,
                title_en=form.title_en.data,
                by=acting(),
            )
        flash(_("Saved."), "success")
        return redirect(url_for("delegations_staff.template", key=key))
    shown = render_template(
        "delegations_staff/edit_template.html", form=form, template=get_template(key)
    )
    return shown, 400 if form.errors else 200


@blueprint.route("/templates/<key>/remove", methods=["GET", "POST"])
@access(policy.may_plan_delegations)
def remove_template(key: str) -> ResponseReturnValue:
    """Ask once, and then keep a template no longer."""
    kept = get_kept_template(key)
    title = localized(kept, "title")
    if request.method == "POST":
        with db.transaction():
            services.remove_template(kept, by=acting())
        flash(_("The template “%(title)s” is removed.", title=title), "success")
        return redirect(url_for("delegations_staff.templates"))
    return render_template("delegations_staff/remove_template.html", template=get_template(key))


@blueprint.get("/<reference>/templates")
@access(policy.may_plan_delegations)
def choose_template(reference: str) -> ResponseReturnValue:
    """List the templates that a delegation's programme may be made from, its own type's first."""
    delegation = get_delegation(reference)
    return page(
        delegation,
        "delegations_staff/choose_template.html",
        tab=_TAB,
        templates=list_templates(delegation.type),
        types=TYPES,
        may_plan=may_do(delegation.state, Act.PLAN),
    )


@blueprint.route("/<reference>/templates/<key>", methods=["GET", "POST"])
@access(policy.may_plan_delegations)
def use_template(reference: str, key: str) -> ResponseReturnValue:
    """Show what a template would put into the programme, and put it there."""
    delegation, found = get_delegation(reference), get_template(key)
    form = _use_form(delegation)
    if form.validate_on_submit():
        try:
            with db.transaction():
                services.apply_template(
                    delegation,
                    found,
                    first_day=date.fromisoformat(form.first_day.data or ""),
                    may_add=form.may_add.data,
                    by=acting(),
                    version=read_whole(form.version.data) or 0,
                )
        except (Conflict, Invalid) as error:
            form.refuse("may_add" if isinstance(error, Invalid) else None, error.message)
        else:
            flash(_("The template is in the programme."), "success")
            return redirect(url_for("delegations_staff.programme", reference=reference))
    delegation = get_delegation(reference)
    form.version.data = str(delegation.version)
    shown = page(
        delegation,
        "delegations_staff/use_template.html",
        tab=_TAB,
        chosen=found,
        form=form,
        kinds=KINDS,
        busy={item.day for item in delegation.items},
        too_long=found.days - len(services.days_of(found, delegation, delegation.starts_on)),
        may_plan=may_do(delegation.state, Act.PLAN),
    )
    return shown, 400 if form.error_list else 200


@blueprint.route("/<reference>/save-template", methods=["GET", "POST"])
@access(policy.may_plan_delegations)
def save_template(reference: str) -> ResponseReturnValue:
    """Keep the programme as a template for others."""
    delegation = get_delegation(reference)
    form = TemplateForm(data={"kind": delegation.type})
    if form.validate_on_submit():
        try:
            with db.transaction():
                kept = services.save_template(
                    delegation,
                    kind=form.kind.data,
                    title_sv=form.title_sv.data,
                    title_en=form.title_en.data,
                    by=acting(),
                )
        except Invalid as error:
            form.refuse(None, error.message)
        else:
            flash(_("The programme is kept as a template."), "success")
            return redirect(url_for("delegations_staff.template", key=kept.id))
    shown = page(
        get_delegation(reference), "delegations_staff/save_template.html", tab=_TAB, form=form
    )
    return shown, 400 if form.error_list else 200


def _use_form(delegation: Delegation) -> UseForm:
    count = (delegation.ends_on - delegation.starts_on).days + 1
    days = [delegation.starts_on + timedelta(days=number) for number in range(count)]
    return use_form([(day.isoformat(), filters.sentence(filters.day(day))) for day in days])
