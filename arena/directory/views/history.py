"""Everything that an organisation or a person took part in, on one page."""

from __future__ import annotations

from itertools import groupby

from flask import render_template, request

from arena.accounts.sessions import signed_in_user
from arena.directory.forms.history import HistoryForm
from arena.directory.history import list_sources, timeline
from arena.directory.models import Organisation, Person
from arena.directory.policy import may_read_directory
from arena.directory.queries import get_organisation, get_person
from arena.directory.views.blueprint import blueprint
from arena.web import paging
from arena.web.access import access

A_PAGE = 250


@blueprint.get("/<int:organisation_id>/history")
@access(may_read_directory)
def history(organisation_id: int) -> str:
    """Show what an organisation took part in."""
    organisation = get_organisation(organisation_id)
    return _drawn("directory/history.html", organisation)


@blueprint.get("/people/<int:person_id>/history")
@access(may_read_directory)
def person_history(person_id: int) -> str:
    """Show what a person took part in."""
    return _drawn("directory/person_history.html", get_person(person_id))


def _drawn(template: str, subject: Organisation | Person) -> str:
    whole, page = timeline(subject, signed_in_user()), paging.asked(A_PAGE)
    form = HistoryForm(request.args, list(dict.fromkeys(each.entry.on.year for each in whole)))
    form.validate()
    found = [each for each in whole if form.lets_through(each)]
    shown = found[page.offset : page.offset + page.size]
    years = [(year, list(some)) for year, some in groupby(shown, lambda each: each.entry.on.year)]
    counts = {source.key: 0 for source in list_sources()}
    for each in whole:
        counts[each.source.key] += 1
    return render_template(
        template,
        subject=subject,
        filters=form,
        years=years,
        total=len(found),
        whole=len(whole),
        counts=[(source.label, counts[source.key]) for source in list_sources()],
        page=page,
    )
