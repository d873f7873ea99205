"""Finding as one types: the page that the lists' field asks, and leads to without a script."""

from __future__ import annotations

from flask import render_template, request

from arena.accounts.sessions import signed_in_user
from arena.directory.forms import FindForm
from arena.directory.policy import may_read_contact_details, may_read_directory
from arena.directory.queries import find_organisations, find_people
from arena.directory.views.blueprint import blueprint
from arena.web.access import access

SHOWN = 12


@blueprint.get("/find")
@access(may_read_directory)
def find() -> tuple[str, int]:
    """Show the organisations and the people that begin as what was typed, the best first."""
    form = FindForm(request.args)
    is_right = form.validate()
    text = form.q.data if is_right else ""
    by_address = may_read_contact_details(signed_in_user())
    page = render_template(
        "directory/find.html",
        form=form,
        text=text,
        organisations=find_organisations(text, limit=SHOWN),
        people=find_people(text, by_address=by_address, limit=SHOWN),
    )
    return page, 200 if is_right else 400
