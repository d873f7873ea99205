"""Lists that are read in: sent, looked through, saved and undone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from arena import db, spreadsheets
from arena.accounts.sessions import acting
from arena.directory.forms.importing import (
    MOST_SHOWN,
    ColumnsForm,
    DoublesForm,
    RowsForm,
    StepForm,
    UploadForm,
)
from arena.directory.import_words import (
    COLUMN_NAMES,
    KIND_NAMES,
    OUTCOME_NAMES,
    STATE_NAMES,
    choices_of,
)
from arena.directory.models import DirectoryImport, ImportState, RowKind
from arena.directory.policy import may_change_directory
from arena.directory.queries import imports as queries
from arena.directory.rules.importing import clean_cell
from arena.directory.services.importing import acts
from arena.directory.views.blueprint import blueprint
from arena.spreadsheets import Limits, TooLong, Unreadable
from arena.web import paging
from arena.web.access import access
from arena.web.forms import Form
from arena.web.query import asked_for
from arena.web.uploads import takes_files

LARGEST = 5 * 1024 * 1024
MOST_ROWS = 5_000
_LIMITS = Limits(size=LARGEST, characters=5_000_000, rows=2 * MOST_ROWS, columns=50)
_BUSY = (ImportState.COMPARING, ImportState.SAVING, ImportState.UNDOING)


@blueprint.get("/imports")
@access(may_change_directory)
def imports() -> str:
    """List the lists that have been read in."""
    page = paging.asked()
    rows, total = queries.list_imports(limit=page.size, offset=page.offset)
    return render_template(
        "directory/imports.html", rows=rows, total=total, page=page, states=STATE_NAMES
    )


@blueprint.route("/imports/new", methods=["GET", "POST"])
@access(may_change_directory)
@takes_files(LARGEST)
def new_import() -> ResponseReturnValue:
    """Send a list."""
    form = UploadForm()
    if form.validate_on_submit() and (kept := _kept(form)) is not None:
        return redirect(url_for("directory.columns", import_id=kept.id))
    page = render_template("directory/new_import.html", form=form)
    return page, 400 if form.error_list else 200


@blueprint.route("/imports/<int:import_id>/columns", methods=["GET", "POST"])
@access(may_change_directory)
def columns(import_id: int) -> ResponseReturnValue:
    """Say what each column holds."""
    kept = queries.get_import(import_id)
    if kept.state not in (ImportState.MAPPING, ImportState.PREVIEW):
        return _back(import_id)
    form = ColumnsForm.of(kept)
    mapping = form.mapping(kept)
    if form.validate_on_submit() and form.accepts(mapping):
        with db.transaction():
            acts.set_columns(
                import_id, mapping, form.settings, version=form.version.data or 0, by=acting()
            )
        return _back(import_id)
    page = render_template(
        "directory/columns.html",
        form=form,
        kept=kept,
        mapping=mapping,
        columns=COLUMN_NAMES,
        samples=queries.sample_rows(kept),
        work=queries.last_work(kept),
    )
    return page, 400 if form.error_list else 200


@blueprint.get("/imports/<int:import_id>")
@access(may_change_directory)
def show_import(import_id: int) -> ResponseReturnValue:
    """Show a list as far as it has come: its progress, its preview, or what it did."""
    kept = queries.get_import(import_id)
    if kept.state == ImportState.MAPPING:
        return redirect(url_for("directory.columns", import_id=import_id))
    work = queries.last_work(kept)
    if kept.state in _BUSY:
        return render_template("directory/import_progress.html", kept=kept, work=work)
    page = paging.asked()
    if kept.state == ImportState.PREVIEW:
        kind = request.args.get("kind", "")
        rows, total = queries.list_rows(kept, kind=kind, limit=page.size, offset=page.offset)
        return render_template(
            "directory/preview.html",
            kept=kept,
            rows=rows,
            total=total,
            page=page,
            kind=kind,
            counts=queries.count_rows(kept),
            kinds=KIND_NAMES,
            wanted=queries.count_wanted(kept),
            doubles=DoublesForm(formdata=None),
            options=lambda row: choices_of(row, acts.CHOOSABLE.get(RowKind(row.kind), ())),
            work=work,
        )
    outcome = request.args.get("outcome")
    rows, total = queries.list_rows(kept, outcome=outcome, limit=page.size, offset=page.offset)
    return render_template(
        "directory/imported.html",
        kept=kept,
        rows=rows,
        total=total,
        page=page,
        outcome=outcome,
        counts=queries.count_outcomes(kept),
        outcomes=OUTCOME_NAMES,
        states=STATE_NAMES,
        work=work,
    )


@blueprint.post("/imports/<int:import_id>/rows")
@access(may_change_directory)
def choose_rows(import_id: int) -> ResponseReturnValue:
    """Say what is to be done with the rows of a page."""
    form = RowsForm()
    done = _step(form, lambda: acts.choose(import_id, form.choices, version=form.version.data or 0))
    if done:
        flash(_("The choices are kept."), "success")
    return _back(import_id, **asked_for())


@blueprint.post("/imports/<int:import_id>/doubles")
@access(may_change_directory)
def choose_doubles(import_id: int) -> ResponseReturnValue:
    """Say what is to be done with all likely doubles."""
    form = DoublesForm()
    done = _step(
        form,
        lambda: acts.choose_doubles(import_id, form.choice.data, version=form.version.data or 0),
    )
    if done:
        flash(_("The choice holds for all likely doubles."), "success")
    return _back(import_id, kind=RowKind.DOUBLE.value)


@blueprint.post("/imports/<int:import_id>/save")
@access(may_change_directory)
def save_import(import_id: int) -> ResponseReturnValue:
    """Have the list saved."""
    form = StepForm()
    version = form.version.data or 0
    _step(form, lambda: acts.ask_to_save(import_id, version=version, by=acting()))
    return _back(import_id)


@blueprint.post("/imports/<int:import_id>/undo")
@access(may_change_directory)
def undo_import(import_id: int) -> ResponseReturnValue:
    """Have taken back what the list did."""
    form = StepForm()
    version = form.version.data or 0
    _step(form, lambda: acts.ask_to_undo(import_id, version=version, by=acting()))
    return _back(import_id)


@blueprint.post("/imports/<int:import_id>/drop")
@access(may_change_directory)
def drop_import(import_id: int) -> ResponseReturnValue:
    """Throw a list away that has not been saved."""
    form = StepForm()
    version = form.version.data or 0
    if not _step(form, lambda: acts.drop(import_id, version=version, by=acting())):
        return _back(import_id)
    flash(_("The list is thrown away. Nothing of it is in the directory."), "success")
    return redirect(url_for("directory.imports"))


def _kept(form: UploadForm) -> DirectoryImport | None:
    """Keep the list that was sent; None with an error on the form."""
    try:
        rows = spreadsheets.read_file(form.file.read(), _LIMITS)
    except TooLong:
        form.refuse("file", _("The file is too large. Send at most 5,000 rows at a time."))
        return None
    except Unreadable:
        form.refuse(
            "file", _("We cannot read this file. Save it as .xlsx or as CSV, and try again.")
        )
        return None
    filled = [(n, [clean_cell(c) for c in cells]) for n, cells in rows]
    filled = [(number, cells) for number, cells in filled if any(cells)]
    if len(filled) < 2:
        form.refuse("file", _no_rows(len(filled)))
        return None
    if len(filled) - 1 > MOST_ROWS:
        form.refuse("file", _("The file is too large. Send at most 5,000 rows at a time."))
        return None
    headings = [cell[:MOST_SHOWN] for cell in filled[0][1]]
    name = form.file.data.filename if form.file.data else ""
    with db.transaction():
        return acts.create_import(clean_cell(name or ""), headings, filled[1:], by=acting())


def _no_rows(filled: int) -> str:
    if filled:
        return str(_("There is only one row in the file. The first holds the headings."))
    return str(_("There is nothing in the file."))


def _step(form: Form, act: Callable[[], object]) -> bool:
    """Take a step with a list; what cannot be done is said on its page."""
    if not form.validate():
        flash(form.error_list[0].message, "error")
        return False
    try:
        with db.transaction():
            act()
    except acts.ChangedMeanwhile as error:
        flash(str(error.message), "warning")
        return False
    return True


def _back(import_id: int, **query: Any) -> Response:
    return redirect(url_for("directory.show_import", import_id=import_id, **query))
