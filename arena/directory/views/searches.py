"""Searches with a name: kept from a list, opened again, shared or not."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from arena import db
from arena.accounts.sessions import acting, signed_in_user
from arena.directory import services
from arena.directory.forms import SaveSearchForm, narrow_form
from arena.directory.models import SavedSearch, SearchSubject
from arena.directory.policy import (
    keeps_search,
    may_change_directory,
    may_read_directory,
)
from arena.directory.queries import (
    criteria_of,
    get_search,
    list_audience,
    list_matching_organisations,
    list_matching_people,
    list_searches,
)
from arena.directory.views.blueprint import blueprint
from arena.errors import Forbidden
from arena.web.access import access

LISTS = {
    SearchSubject.ORGANISATIONS: "directory.index",
    SearchSubject.PEOPLE: "directory.people",
}


@blueprint.get("/searches/")
@access(may_read_directory)
def searches() -> str:
    """List the searches that somebody has kept, or that others share."""
    user = signed_in_user()
    rows = [(search, _address(search), _count(search)) for search in list_searches(user)]
    return render_template("directory/searches.html", rows=rows)


@blueprint.route("/searches/new/<subject>", methods=["GET", "POST"])
@access(may_read_directory)
def save_search(subject: str) -> ResponseReturnValue:
    """Keep the list that stands in the address under a name."""
    kind = SearchSubject(subject) if subject in set(SearchSubject) else SearchSubject.ORGANISATIONS
    values: dict[str, Any] = narrow_form(request.args).values
    form, user = SaveSearchForm(), signed_in_user()
    may_share = may_change_directory(user)
    if form.validate_on_submit():
        try:
            with db.transaction():
                services.save_search(
                    form.name.data,
                    kind,
                    values,
                    owner=signed_in_user(),
                    is_shared=form.is_shared.data and may_share,
                    by=acting(),
                )
        except services.SearchKnown as error:
            form.refuse("name", error.message)
        else:
            flash(_("The search is kept."), "success")
            return redirect(url_for("directory.searches"))
    page = render_template(
        "directory/save_search.html",
        form=form,
        may_share=may_share,
        back=url_for(LISTS[kind], **values),
    )
    return page, 400 if form.errors else 200


@blueprint.route("/searches/<int:search_id>", methods=["GET", "POST"])
@access(may_read_directory)
def edit_search(search_id: int) -> ResponseReturnValue:
    """Give a search another name, or show it to others or not."""
    search = _own(search_id)
    form = SaveSearchForm(obj=search)
    may_share = may_change_directory(signed_in_user())
    if form.validate_on_submit():
        try:
            with db.transaction():
                services.change_search(
                    _own(search_id),
                    name=form.name.data,
                    is_shared=form.is_shared.data and may_share,
                    by=acting(),
                )
        except services.SearchKnown as error:
            form.refuse("name", error.message)
        else:
            flash(_("Saved."), "success")
            return redirect(url_for("directory.searches"))
    page = render_template(
        "directory/edit_search.html", form=form, may_share=may_share, search=_own(search_id)
    )
    return page, 400 if form.errors else 200


@blueprint.route("/searches/<int:search_id>/remove", methods=["GET", "POST"])
@access(may_read_directory)
def remove_search(search_id: int) -> ResponseReturnValue:
    """Forget a search."""
    search = _own(search_id)
    if request.method == "POST":
        with db.transaction():
            services.remove_search(_own(search_id), by=acting())
        flash(_("The search is gone. What it found is untouched."), "success")
        return redirect(url_for("directory.searches"))
    return render_template("directory/remove_search.html", search=search)


@blueprint.get("/searches/<int:search_id>/audience")
@access(may_change_directory)
def audience(search_id: int) -> str:
    """Show whom a mailing to a search would reach today."""
    search = get_search(search_id, signed_in_user())
    return render_template(
        "directory/audience.html", search=search, receivers=list_audience(search)
    )


def _own(search_id: int) -> SavedSearch:
    """Return a search that the reader may change; raise `NotFound` or `Forbidden`."""
    user = signed_in_user()
    search = get_search(search_id, user)
    if not keeps_search(user, search):
        raise Forbidden
    return search


def _address(search: SavedSearch) -> str:
    return url_for(LISTS[SearchSubject(search.subject)], **search.criteria)


def _count(search: SavedSearch) -> int:
    count = (
        list_matching_organisations
        if search.subject == SearchSubject.ORGANISATIONS
        else list_matching_people
    )
    return count(criteria_of(search.criteria), limit=1)[1]
