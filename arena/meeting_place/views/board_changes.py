"""One entry of the board: its form, what would follow, doing it, undoing it, and being second."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from arena import db
from arena.accounts import policy
from arena.accounts.sessions import acting
from arena.audit.words import actor_names
from arena.errors import Conflict, Invalid, NotFound
from arena.events.models import Event
from arena.events.pages import staff_urls
from arena.meeting_place.forms.board import EntryForm
from arena.meeting_place.queries.board_rows import Shown, find_whole, list_shown
from arena.meeting_place.views.board import blueprint
from arena.meeting_place.views.board_place import find_place
from arena.meeting_place.views.board_words import change_words, form_values, keep_done, name_of
from arena.resources.models import ResourceKind
from arena.resources.services.reserving import list_uses
from arena.resources.words import KINDS
from arena.scheduling.foresight import Foresight, foresee
from arena.scheduling.planning import (
    Change,
    ChangedSince,
    NothingChanged,
    Planned,
    carry_out,
    describe,
    get_latest_act,
)
from arena.web.access import access
from arena.web.languages import localized


@dataclass(frozen=True)
class Subject:
    """The entry in hand: an event, what its domain says of it, and what it has."""

    event: Event
    planned: Planned | None
    held: Sequence[Shown]
    shown: Sequence[Shown]  # All resources in use.

    @property
    def title(self) -> str:
        """What it is called."""
        return self.planned.title if self.planned else localized(self.event, "title")

    def finds(self, resource_id: int | None) -> Shown | None:
        """Return a resource that it has; the part of a whole stands for that."""
        ids = {resource_id, find_whole(self.event.id, resource_id) if resource_id else None}
        return next((each for each in self.held if each.id in ids), None)

    def like(self, resource_id: int | None) -> list[tuple[int, str]]:
        """Return what could take the place of a resource; with None, who could come along."""
        own = next((each for each in self.held if each.id == resource_id), None)
        kind = own.kind if own else ResourceKind.HOST
        may = self.planned and self.planned.standing
        if not may or kind not in (may.exchanges if own else may.assigns):
            return []
        held = {each.id for each in self.held} - {resource_id}
        return [
            (each.id, each.name) for each in self.shown if each.kind == kind and each.id not in held
        ]


@blueprint.get("/entries/<int:event_id>")
@access(policy.may_read_staff_pages)
def entry(event_id: int) -> ResponseReturnValue:
    """Show an entry, and the form that does what dragging does."""
    subject = _get_subject(event_id)
    return _show(subject, _form(subject, subject.finds(request.args.get("resource", type=int))))


@blueprint.post("/entries/<int:event_id>")
@access(policy.may_plan)
def change(event_id: int) -> ResponseReturnValue:
    """Say what would follow, or do it, or undo it."""
    subject = _get_subject(event_id, even_cancelled=True)
    if subject.event.is_cancelled:
        return _refuse(subject, _("It has been cancelled meanwhile."))
    form = _form(subject, None)
    wanted = form.read_change() if form else None
    if form is None or subject.planned is None:
        return _refuse(subject, _("This cannot be changed on the board. Open its own page."))
    if wanted is None or form.seen_version is None:
        return _show(subject, form, 400)
    step = request.form.get("step", "read")
    if step == "fill_in":
        return _show(subject, form)
    try:
        return _take(subject, wanted, form.seen_version, step)
    except ChangedSince:
        return _show_both(subject, wanted, is_undone=step == "undo")


def _take(subject: Subject, wanted: Change, version: int, step: str) -> ResponseReturnValue:
    """Say what would follow; or do it, and where it cannot be done say that in the same way."""
    if step not in ("do", "undo"):
        return _preview(subject, wanted, version)
    try:
        return _do(subject, wanted, version, is_undone=step == "undo")
    except ChangedSince:
        raise
    except (Invalid, Conflict):
        return _preview(_get_subject(subject.event.id), wanted, version)


def _do(subject: Subject, wanted: Change, version: int, *, is_undone: bool) -> Response:
    event_id, before = subject.event.id, subject.event
    planned = subject.planned
    if planned is None:
        raise ChangedSince
    was = wanted.undoing(before.starts_at, before.ends_at)
    words = " ".join(change_words(planned, before, wanted))
    try:
        with db.transaction():
            event = db.session.get_one(Event, event_id)
            carry_out(event, wanted, version=version, by=acting())
            db.session.flush()
            # Read before anybody else can change it: undoing is undoing this, and nothing later.
            now = describe([(event_id, event.kind)])[event_id]
    except (ChangedSince, NothingChanged):
        # A double click, or a page gone back to: it has been heard already.
        if version == planned.version or not wanted.is_done(db.session.get_one(Event, event_id)):
            raise
        return _go_back()
    if is_undone:
        keep_done(find_place(), _("Undone. %(words)s", words=words), None)
    else:
        address = url_for("meeting_place_board.change", event_id=event_id)
        keep_done(find_place(), words, form_values(was, now.version), address)
    return _go_back()


def _preview(subject: Subject, wanted: Change, version: int) -> ResponseReturnValue:
    """Say what would follow, before anything is done."""
    event_id = subject.event.id
    planned = subject.planned
    if planned is None or version != planned.version:
        raise ChangedSince
    words = change_words(planned, subject.event, wanted)
    seen = foresee(event_id, wanted, version=version)
    subject = _get_subject(event_id)
    page = render_template(
        "meeting_place_board/preview.html",
        subject=subject,
        words=words,
        seen=seen,
        values=form_values(wanted, version),
        back=find_place(),
    )
    return page, 409 if seen.refusal else 200


def _refuse(subject: Subject, words: str) -> ResponseReturnValue:
    """Say why nothing at all can be done to it."""
    page = render_template(
        "meeting_place_board/preview.html",
        subject=subject,
        words=[subject.title],
        seen=Foresight(refusal=words),
        values=None,
        back=find_place(),
    )
    return page, 409


def _show_both(subject: Subject, wanted: Change, *, is_undone: bool) -> ResponseReturnValue:
    """Show what somebody else made of it and what was wanted, to choose from."""
    subject = _get_subject(subject.event.id)
    act = get_latest_act(subject.event)
    mine = _rebased(subject, wanted)
    page = render_template(
        "meeting_place_board/changed.html",
        subject=subject,
        by=actor_names({act.actor})[act.actor] if act else None,
        at=act.at if act else None,
        wanted=wanted,
        takes=name_of(wanted.takes) if wanted.is_exchange() else None,
        values=form_values(mine, subject.planned.version) if mine and subject.planned else None,
        is_undone=is_undone,
        back=find_place(),
    )
    return page, 409


def _rebased(subject: Subject, wanted: Change) -> Change | None:
    """Return what was wanted as a change of what is now; None when there is no telling how."""
    held = {each.id: each for each in subject.held}
    if wanted.drops is None or wanted.drops in held:
        return wanted
    kinds = {each.id: each.kind for each in subject.shown}
    alike = [each.id for each in subject.held if each.kind == kinds.get(wanted.drops)]
    if len(alike) != 1:
        return None
    takes = wanted.takes if wanted.is_exchange() else alike[0]
    return Change(starts_at=wanted.starts_at, ends_at=wanted.ends_at, drops=alike[0], takes=takes)


def _show(subject: Subject, form: EntryForm | None, status: int = 200) -> ResponseReturnValue:
    urls = staff_urls([subject.event]) if policy.may_plan(current_user) else {}
    page = render_template(
        "meeting_place_board/entry.html",
        subject=subject,
        form=form if policy.may_plan(current_user) else None,
        own_url=urls.get(subject.event.id),
        may_add=bool(subject.planned and subject.planned.standing.assigns),
        back=find_place(),
    )
    return page, status


def _form(subject: Subject, own: Shown | None) -> EntryForm | None:
    """Return the form of an entry, or None when nothing may be done to it."""
    planned = subject.planned
    if planned is None or not planned.standing.may_change:
        return None
    drops = own.id if own else request.form.get("drops", type=int)
    chosen = next((each for each in subject.shown if each.id == drops), None)
    label = KINDS[chosen.kind] if chosen else _("One more host")
    choices = subject.like(drops)
    if drops is not None and chosen is not None and drops not in dict(choices) and choices:
        choices = [(drops, chosen.name), *choices]
    return EntryForm(subject.event, planned, drops=drops, choices=choices, label=label)


def _get_subject(event_id: int, *, even_cancelled: bool = False) -> Subject:
    event = db.session.get(Event, event_id)
    if event is None or (event.is_cancelled and not even_cancelled):
        raise NotFound
    shown = list_shown()
    held = {use.resource_id for use in list_uses(event)}
    return Subject(
        event,
        describe([(event.id, event.kind)]).get(event.id),
        [each for each in shown if each.id in held],
        shown,
    )


def _go_back() -> Response:
    return redirect(find_place())
