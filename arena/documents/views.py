"""Documents of a folder, for staff and for partners: the same pages, at two addresses."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from flask import Blueprint, flash, redirect, render_template, send_file
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from arena import db
from arena.accounts.policy import may_read_staff_pages, may_use_partner_pages
from arena.accounts.sessions import acting, signed_in_user
from arena.documents import services
from arena.documents.errors import NewerMeanwhile
from arena.documents.folders import Folder, open_folder
from arena.documents.forms import DocumentForm, TitleForm, VersionForm
from arena.documents.queries import get_document, get_version, list_documents
from arena.documents.rules import LARGEST
from arena.errors import Forbidden, Invalid
from arena.web.access import access
from arena.web.downloads import disposition
from arena.web.forms import Form
from arena.web.uploads import takes_files

staff = Blueprint("documents", __name__, url_prefix="/staff/documents")
partner = Blueprint("documents_partner", __name__, url_prefix="/partner/documents")
_SIDES = ((staff, may_read_staff_pages), (partner, may_use_partner_pages))
_BOTH = ("GET", "POST")
View = TypeVar("View", bound=Callable[..., Any])


def _for_both(
    path: str, *, methods: tuple[str, ...] = ("GET",), with_file: bool = False
) -> Callable[[View], View]:
    """Let a view stand among the pages of staff and of partners; it is given the folder."""

    def mark(view: View) -> View:
        for blueprint, rule in _SIDES:
            shown = takes_files(LARGEST)(_opened(view)) if with_file else _opened(view)
            address = f"/<kind>/<key>{path}"
            blueprint.add_url_rule(
                address, view.__name__, access(rule)(shown), methods=list(methods)
            )
        return view

    return mark


def _opened(view: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(view)
    def shown(kind: str, key: str, **values: Any) -> Any:
        return view(open_folder(kind, key, signed_in_user()), **values)

    return shown


@_for_both("")
def index(folder: Folder) -> str:
    """Show all documents of a folder with all versions, and those withdrawn to who may put back."""
    withdrawn = list_documents(folder.kind, folder.key, withdrawn=True) if folder.may_change else []
    return render_template(
        "documents/index.html",
        folder=folder,
        documents=list_documents(folder.kind, folder.key),
        withdrawn=withdrawn,
        form=Form(),
    )


@_for_both("/new", methods=_BOTH, with_file=True)
def create(folder: Folder) -> ResponseReturnValue:
    """Keep a new document."""
    _ask_to_change(folder)
    form = DocumentForm()

    def keep() -> None:
        services.add_document(
            folder.kind,
            folder.key,
            form.title.data,
            form.upload(),
            user_id=signed_in_user().id,
            by=acting(),
        )

    return _fill_in(folder, form, keep, heading=_("New document"), done=_("The document is kept."))


@_for_both("/<int:number>/version", methods=_BOTH, with_file=True)
def replace(folder: Folder, number: int) -> ResponseReturnValue:
    """Keep a newer version; who is second learns of the one that came meanwhile."""
    _ask_to_change(folder)
    document = get_document(folder.kind, folder.key, number)
    form = VersionForm()
    seen = form.seen.data if form.is_submitted() else ""

    def keep() -> None:
        services.add_version(
            document,
            form.upload(),
            folder=folder,
            seen=int(seen) if seen.isdecimal() else 0,
            what_is_new=form.what_is_new.data,
            user_id=signed_in_user().id,
            by=acting(),
        )

    form.seen.data = str(document.newest.number)
    return _fill_in(
        folder,
        form,
        keep,
        heading=_("Newer version of “%(title)s”", title=document.title),
        done=_("The newer version is kept."),
        document=document,
    )


@_for_both("/<int:number>/title", methods=_BOTH)
def rename(folder: Folder, number: int) -> ResponseReturnValue:
    """Give a document another title, or withdraw it."""
    _ask_to_change(folder)
    document = get_document(folder.kind, folder.key, number)
    form = TitleForm()
    if not form.is_submitted():
        form.title.data = document.title
    return _fill_in(
        folder,
        form,
        lambda: services.rename(document, form.title.data, folder=folder, by=acting()),
        heading=_("Change the document"),
        done=_("The document is changed."),
        document=document,
        may_withdraw=not folder.is_sealed,
    )


@_for_both("/<int:number>/withdraw", methods=("POST",))
def withdraw(folder: Folder, number: int) -> Response:
    """Take a document away from those who only read."""
    _ask_to_change(folder)
    document = get_document(folder.kind, folder.key, number, withdrawn=True)
    with db.transaction():
        services.withdraw(document, folder=folder, by=acting())
    flash(_("“%(title)s” is withdrawn. It can be put back.", title=document.title), "success")
    return redirect(folder.url("index"), 303)


@_for_both("/<int:number>/put-back", methods=("POST",))
def put_back(folder: Folder, number: int) -> Response:
    """Let a document be read again."""
    _ask_to_change(folder)
    document = get_document(folder.kind, folder.key, number, withdrawn=True)
    with db.transaction():
        services.put_back(document, folder=folder, by=acting())
    flash(_("“%(title)s” is back.", title=document.title), "success")
    return redirect(folder.url("index"), 303)


@_for_both("/<int:number>/<int:version>")
def download(folder: Folder, number: int, version: int) -> Response:
    """Give a version out as a file to save: what somebody wrote is never shown as a page."""
    document = get_document(folder.kind, folder.key, number, withdrawn=folder.may_change)
    found = get_version(document, version)
    answer = send_file(io.BytesIO(found.body), mimetype=found.media_type, etag=False)
    answer.headers["Content-Disposition"] = disposition(found.filename)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _ask_to_change(folder: Folder) -> None:
    if not folder.may_change:
        raise Forbidden


def _fill_in(
    folder: Folder, form: Form, act: Callable[[], Any], *, heading: str, done: str, **shown: Any
) -> ResponseReturnValue:
    """Show a form, or do what it asks for and go back to where the folder is shown."""
    if form.validate_on_submit():
        try:
            with db.transaction():
                act()
            flash(done, "success")
            return redirect(folder.address, 303)
        except Invalid as error:
            form.refuse(error.field, error.message)
        except NewerMeanwhile as error:
            form.refuse("file", error.message)
    values = {"document": None, "may_withdraw": False, **shown}
    page = render_template(
        "documents/edit.html", folder=folder, form=form, heading=heading, **values
    )
    return page, 400 if form.is_submitted() else 200
