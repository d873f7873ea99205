"""Taking a list of the directory along, as the reader may see it."""

from __future__ import annotations

from typing import Any

from flask import Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from arena import clock, db
from arena.accounts.sessions import acting, signed_in_user
from arena.directory import services
from arena.directory.exporting import Export
from arena.directory.forms import narrow_form
from arena.directory.forms.exporting import ExportForm
from arena.directory.models import Audience, SearchSubject
from arena.directory.policy import may_read_contact_details, may_read_directory
from arena.directory.queries import criteria_of
from arena.directory.views.blueprint import blueprint
from arena.web import downloads
from arena.web.access import access

_LISTS = {
    SearchSubject.ORGANISATIONS: "directory.index",
    SearchSubject.PEOPLE: "directory.people",
}


@blueprint.route("/export/<subject>", methods=["GET", "POST"])
@access(may_read_directory)
def export(subject: str) -> ResponseReturnValue:
    """Say as what the list in the address is taken along, and give it."""
    kind = SearchSubject.PEOPLE if subject == "people" else SearchSubject.ORGANISATIONS
    form = ExportForm()
    form.propose()
    values: dict[str, Any] = narrow_form(request.args).values
    with_contact = may_read_contact_details(signed_in_user())
    criteria = criteria_of(values, by_address=with_contact)
    if form.validate_on_submit():
        return _given(
            Export(kind, criteria, form.audience.data or Audience.STAFF, with_contact),
            str(form.kind.data),
        )
    page = render_template(
        "directory/export.html",
        form=form,
        subject=kind,
        total=len(Export(kind, criteria, Audience.STAFF, with_contact).list_ids()),
        with_contact=with_contact,
        back=url_for(_LISTS[kind], **values),
    )
    return page, 400 if form.error_list else 200


def _given(export: Export, kind: str) -> Response:
    """Note that it was taken along, and give the file."""
    with db.transaction():
        ids = export.list_ids()
        services.note_export(
            export.subject, rows=len(ids), kind=kind, audience=export.audience, by=acting()
        )
    name = _("people") if export.subject is SearchSubject.PEOPLE else _("organisations")
    filename = f"{name} {clock.today().isoformat()}.{kind}"
    give = downloads.long_xlsx if kind == "xlsx" else downloads.long_csv
    return give(filename, export.columns, export.rows(ids))
