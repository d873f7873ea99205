"""Merging: choosing the other, comparing the two, and undoing it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import Table

from arena import db
from arena.accounts.sessions import acting
from arena.directory.comparing import differences
from arena.directory.forms.merging import MergeForm, OtherForm
from arena.directory.models import Merge, Organisation, Person
from arena.directory.policy import may_change_directory
from arena.directory.queries import (
    find_matches,
    get_organisation,
    get_person,
    list_organisations,
    list_people,
)
from arena.directory.queries.doubles import find_pair
from arena.directory.queries.merging import count_owned, get_merge, list_merges
from arena.directory.services import merging as services
from arena.directory.views.blueprint import blueprint
from arena.errors import Conflict, Invalid
from arena.web import paging
from arena.web.access import access

SHOWN = 20


@dataclass(frozen=True)
class _Kind:
    """What is merged: organisations, or people."""

    model: Any
    fields: Sequence[str]
    merge: Callable[..., Merge]
    show: Callable[[int], str]
    compare: Callable[[int, int], str]
    choose: Callable[[int], str]


_ORGANISATIONS = _Kind(
    Organisation,
    services.ORGANISATION_FIELDS,
    services.merge_organisations,
    lambda number: url_for("directory.show", organisation_id=number),
    lambda one, other: url_for(
        "directory.merge_organisations", organisation_id=one, other_id=other
    ),
    lambda number: url_for("directory.choose_organisation", organisation_id=number),
)
_PEOPLE = _Kind(
    Person,
    services.PERSON_FIELDS,
    services.merge_people,
    lambda number: url_for("directory.person", person_id=number),
    lambda one, other: url_for("directory.merge_people", person_id=one, other_id=other),
    lambda number: url_for("directory.choose_person", person_id=number),
)


@blueprint.get("/<int:organisation_id>/merge")
@access(may_change_directory)
def choose_organisation(organisation_id: int) -> str:
    """Choose the organisation that is the same: what looks alike is proposed."""
    organisation = get_organisation(organisation_id)
    form = OtherForm(request.args)
    form.validate()
    if form.q.data:
        rows, _total = list_organisations(form.q.data, limit=SHOWN)
        found: list[Organisation] = [row.organisation for row in rows]
    else:
        domain = f"@{organisation.email_domain}" if organisation.email_domain else None
        matches = find_matches(organisation.name, email=domain, country=organisation.country)
        found = [match.organisation for match in matches]
    return _choose(_ORGANISATIONS, organisation, form, found)


@blueprint.get("/people/<int:person_id>/merge")
@access(may_change_directory)
def choose_person(person_id: int) -> str:
    """Choose the person who is the same."""
    person = get_person(person_id)
    form = OtherForm(request.args)
    form.validate()
    found, _total = list_people(form.q.data or person.name, by_address=True, limit=SHOWN)
    return _choose(_PEOPLE, person, form, found)


@blueprint.route("/<int:organisation_id>/merge/<int:other_id>", methods=["GET", "POST"])
@access(may_change_directory)
def merge_organisations(organisation_id: int, other_id: int) -> ResponseReturnValue:
    """Show two organisations beside each other, and merge them."""
    one, other = get_organisation(organisation_id), get_organisation(other_id)
    return _compare(_ORGANISATIONS, one, other, other_id)


@blueprint.route("/people/<int:person_id>/merge/<int:other_id>", methods=["GET", "POST"])
@access(may_change_directory)
def merge_people(person_id: int, other_id: int) -> ResponseReturnValue:
    """Show two people beside each other, and merge them."""
    return _compare(_PEOPLE, get_person(person_id), get_person(other_id), other_id)


@blueprint.get("/merges")
@access(may_change_directory)
def merges() -> str:
    """List what has been merged."""
    page = paging.asked()
    rows, total = list_merges(limit=page.size, offset=page.offset)
    return render_template("directory/merges.html", rows=rows, total=total, page=page)


@blueprint.get("/merges/<int:merge_id>")
@access(may_change_directory)
def merge(merge_id: int) -> str:
    """Show one merge, what moved, and undoing it."""
    return render_template("directory/merge.html", merge=get_merge(merge_id))


@blueprint.post("/merges/<int:merge_id>/undo")
@access(may_change_directory)
def undo_merge(merge_id: int) -> ResponseReturnValue:
    """Let the two be two again."""
    with db.transaction():
        undone = services.undo_merge(merge_id, by=acting())
    if undone.kept:
        flash(_("They are two again. What had been changed since stays where it is."), "warning")
    else:
        flash(_("They are two again, each with what was its own."), "success")
    return redirect(url_for("directory.merge", merge_id=merge_id))


def _choose(kind: _Kind, party: Any, form: OtherForm, found: Sequence[Any]) -> str:
    others = [each for each in found if each.id != party.id]
    return render_template(
        "directory/choose_other.html", kind=kind, party=party, filters=form, others=others
    )


def _compare(kind: _Kind, one: Any, other: Any, other_id: int) -> ResponseReturnValue:
    if one.id == other.id:
        flash(
            _("They are one already.")
            if other_id != other.id
            else _("It cannot be merged with itself. Choose another."),
            "warning",
        )
        return redirect(kind.show(one.id))
    form = MergeForm()
    taken = form.taken(kind.fields)
    if form.validate_on_submit() and (done := _merged(kind, form, one, other, taken or ())):
        flash(_("Merged. %(name)s has all that either had.", name=done.survivor.name), "success")
        return redirect(url_for("directory.merge", merge_id=done.id))
    form.seen.data = services.mark(one, other)
    page = render_template(
        "directory/compare.html",
        form=form,
        kind=kind,
        one=one,
        other=other,
        rows=differences(one, other, kind.fields, taken),
        owned=count_owned(cast(Table, kind.model.__table__), one.id, other.id),
        pair=find_pair(kind is _PEOPLE, one.id, other.id),
    )
    return page, 409 if form.error_list else 200


def _merged(
    kind: _Kind, form: MergeForm, one: Any, other: Any, taken: set[str] | tuple[()]
) -> Merge | None:
    try:
        with db.transaction():
            return kind.merge(one.id, other.id, taken=taken, seen=form.seen.data, by=acting())
    except (Conflict, Invalid) as error:
        form.refuse(None, error.message)
    return None
