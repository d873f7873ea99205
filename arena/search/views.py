"""The page of the search; the dialogue that Ctrl-K opens shows the same page's field and hits."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from arena.accounts.sessions import signed_in_user
from arena.search import policy
from arena.search.finding import find, list_places
from arena.search.forms import SearchForm
from arena.web.access import access

blueprint = Blueprint("search", __name__, url_prefix="/staff/search")


@blueprint.get("/")
@access(policy.may_search)
def index() -> tuple[str, int]:
    """Show what is found for some words, or where one can go as long as there are none."""
    form = SearchForm(request.args)
    is_right = form.validate()
    text = form.q.data.strip() if is_right and form.q.data else ""
    found = find(text, signed_in_user()) if text else [list_places()]
    page = render_template(
        "search/index.html",
        form=form,
        text=text,
        found=found,
        total=sum(each.total for each in found),
        is_more=any(each.is_more for each in found),
    )
    return page, 200 if is_right else 400
