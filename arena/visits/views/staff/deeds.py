"""Doing something to a visit, in two steps: fill in, read what people will be told, do it.

Every step is one POST of the same form. The second page keeps what was typed in hidden controls, so
that going back changes nothing, and sends it once more when the act is done.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from arena import db
from arena.accounts.sessions import acting
from arena.errors import Conflict, Invalid
from arena.messages.words import told_words
from arena.visits.forms.hearing import read_seen_version
from arena.visits.forms.staff.acts import ActForm
from arena.visits.models import Visit
from arena.visits.queries.changes import is_done, list_changes
from arena.visits.rules.ladder import Act, may_move
from arena.visits.services.errors import ChangedMeanwhile, NotNow
from arena.visits.services.previewing import preview_all
from arena.web import filters

# Acts that tell the booker nothing, with an address or without.
_UNTOLD = frozenset({Act.START_REVIEW, Act.REPORT, Act.MISS, Act.ARCHIVE})
Step = Literal["fill_in", "read", "do"]


def visit_url(visit: Visit) -> str:
    """Return the address of a visit's page for staff."""
    return url_for("visits_staff.show", reference=visit.reference)


def call_words(visit: Visit) -> str:
    """Return whom to call, where a mail would have gone out."""
    number = filters.phone(visit.contact_phone or "")
    return str(
        _(
            "There is no e-mail address. Call %(name)s: %(phone)s.",
            name=visit.contact_name,
            phone=number,
        )
    )


@dataclass(kw_only=True)
class Deed:
    """One act on one visit: the form, the page that shows it, the service that does it."""

    visit: Visit
    act: Act
    form: ActForm
    template: str  # Of the page that the form is filled in on.
    service: Callable[..., object]
    verb: Any  # What the last button says.
    done: Any  # What is said when it is done.
    context: Mapping[str, Any] = field(default_factory=dict)  # What else the page shows.
    also: frozenset[Act] = frozenset()  # Acts that the service may record instead.
    is_read_first: bool = True  # Whether what people will be told is shown before.
    reading: str = "visits_staff/_told.html"
    foresee: Callable[..., Sequence[str]] | None = None  # What else to know of the form's values.
    home: Callable[[Visit], str] = visit_url  # Where one is when it is done.

    @property
    def acts(self) -> frozenset[Act]:
        """Every act that the service may record."""
        return self.also | {self.act}

    @property
    def is_possible(self) -> bool:
        """Whether the visit's state allows the act."""
        visit = self.visit
        return any(may_move(visit.state, act, is_walk=visit.is_walk) for act in self.acts)


def carry_out(deed: Deed) -> ResponseReturnValue:
    """Show the form, or what would be said, or do it."""
    if not deed.form.is_submitted():
        return _fill_in(deed) if deed.is_possible else _turn_away(deed)
    version = deed.form.seen_version
    if version is not None and is_done(deed.visit, deed.acts, version, acting()):
        return _finish(deed)  # Heard already: a double click, or a page gone back to.
    if version != deed.visit.version or not deed.is_possible:
        return _show_change(deed)
    step = _step(deed)
    if step == "fill_in":
        return _fill_in(deed)
    if not deed.form.validate():
        return _fill_in(deed, 400)
    try:
        if step == "read":
            return _read(deed)
        with db.transaction():
            deed.service(deed.visit, **deed.form.values(), by=acting(), version=version)
    except Invalid as error:
        deed.form.refuse(error.field, error.message)
        return _fill_in(deed, 400)
    except (ChangedMeanwhile, NotNow):
        return _show_change(deed)
    except Conflict as error:
        deed.form.refuse(None, error.message)
        return _fill_in(deed, 409)
    return _finish(deed)


def press(visit: Visit, act: Act, do: Callable[[int], object], done: Any) -> Response:
    """Do what takes one press, with the version that the page was shown at."""
    version = read_seen_version(request.form.get("version"))
    if version is None:
        flash(str(ChangedMeanwhile().message), "warning")
        return redirect(visit_url(visit))
    if not is_done(visit, frozenset({act}), version, acting()):
        try:
            with db.transaction():
                do(version)
        except Conflict as error:
            flash(str(error.message), "warning")
            return redirect(visit_url(visit))
    flash(str(done), "success")
    return redirect(visit_url(visit))


def _step(deed: Deed) -> Step:
    if "week" in request.form:
        return "fill_in"  # Other weeks are asked for.
    asked = request.form.get("step", "read")
    if asked == "do" or (asked == "read" and not deed.is_read_first):
        return "do"
    return "read" if asked == "read" else "fill_in"


def _fill_in(deed: Deed, status: int = 200, **more: Any) -> ResponseReturnValue:
    page = render_template(
        deed.template,
        visit=deed.visit,
        form=deed.form,
        verb=deed.verb,
        is_possible=deed.is_possible,
        is_read_first=deed.is_read_first,
        **{"changes": None, **deed.context, **more},
    )
    return page, status


def _read(deed: Deed) -> ResponseReturnValue:
    to_booker, to_hosts = preview_all(deed.visit, deed.act, **deed.form.values())
    warnings = deed.foresee(deed.visit, **deed.form.values()) if deed.foresee else []
    kept = [
        (name, value)
        for name, value in request.form.items(multi=True)
        if name not in ("csrf_token", "step")
    ]
    page = render_template(
        deed.reading,
        visit=deed.visit,
        form=deed.form,
        act=deed.act,
        to_booker=to_booker,
        to_hosts=to_hosts,
        warnings=warnings,
        kept=kept,
        verb=deed.verb,
    )
    return page, 200


def _show_change(deed: Deed) -> ResponseReturnValue:
    """Say what changed meanwhile, and keep what was typed for another try."""
    changes = list_changes(deed.visit, deed.form.seen_version or 0)
    deed.form.version.data, deed.form.version.raw_data = str(deed.visit.version), None
    return _fill_in(deed, 409, changes=changes)


def _turn_away(deed: Deed) -> Response:
    flash(str(NotNow(deed.visit.state).message), "warning")
    return redirect(deed.home(deed.visit))


def _finish(deed: Deed) -> Response:
    if deed.act in _UNTOLD:
        flash(str(deed.done), "success")
    elif deed.visit.contact_email is None:
        flash(str(deed.done), "success")
        flash(call_words(deed.visit), "warning")
    else:
        flash(f"{deed.done} {told_words()}", "success")
    return redirect(deed.home(deed.visit))
