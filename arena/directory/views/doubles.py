"""Doubles: what was found, what is not the same, and looking anew."""

from __future__ import annotations

from collections.abc import Sequence

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from arena import db
from arena.accounts.sessions import acting
from arena.directory.models import DoublePair, WorkKind
from arena.directory.policy import may_change_directory
from arena.directory.queries.doubles import get_double, last_search, list_doubles
from arena.directory.services.doubles import join_again, part
from arena.directory.services.working import ask_for
from arena.directory.views.blueprint import blueprint
from arena.web import paging
from arena.web.access import access

_VIEWS = ("organisations", "people", "parted", "parted_people")


@blueprint.get("/doubles")
@access(may_change_directory)
def doubles() -> str:
    """List the pairs that are likely to be the same."""
    page = paging.asked()
    asked = request.args.get("of", "")
    view = asked if asked in _VIEWS else "organisations"
    counts = {name: _listed(name, 0, 0)[1] for name in _VIEWS}
    pairs, total = _listed(view, page.size, page.offset)
    return render_template(
        "directory/doubles.html",
        pairs=pairs,
        total=total,
        page=page,
        view=view,
        counts=counts,
        work=last_search(),
    )


@blueprint.post("/doubles/search")
@access(may_change_directory)
def look_for_doubles() -> ResponseReturnValue:
    """Have the worker look through the whole directory."""
    with db.transaction():
        ask_for(WorkKind.DOUBLES, user_id=current_user.id)
    return redirect(url_for("directory.doubles"))


@blueprint.post("/doubles/<int:pair_id>/part")
@access(may_change_directory)
def part_doubles(pair_id: int) -> ResponseReturnValue:
    """Note that two are not the same."""
    pair = get_double(pair_id)
    with db.transaction():
        part(pair, by=acting())
    flash(_("Noted: not the same. They are shown again only if either changes."), "success")
    return redirect(url_for("directory.doubles", of=_side(pair.first_person_id)))


@blueprint.post("/doubles/<int:pair_id>/join")
@access(may_change_directory)
def join_doubles(pair_id: int) -> ResponseReturnValue:
    """Take back that two are not the same."""
    pair = get_double(pair_id)
    with db.transaction():
        join_again(pair, by=acting())
    flash(_("They may be the same, and stand among the doubles again."), "success")
    return redirect(url_for("directory.doubles", of=_side(pair.first_person_id)))


def _listed(view: str, limit: int, offset: int) -> tuple[Sequence[DoublePair], int]:
    return list_doubles(
        of_people=view.endswith("people"),
        is_parted=view.startswith("parted"),
        limit=limit,
        offset=offset,
    )


def _side(person_id: int | None) -> str:
    return "organisations" if person_id is None else "people"
