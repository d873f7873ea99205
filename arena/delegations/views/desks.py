"""The list of participants and the needs of a group, as staff and the guests' leader both see to.

The pages stand at two addresses and in two frames; what they do is here, once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import flash, redirect
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from arena import db
from arena.audit.models import Actor
from arena.delegations import spreadsheets
from arena.delegations.faults import MOST_TOLD, tell_fault
from arena.delegations.forms.participants import ListForm, NeedsForm, PersonForm
from arena.delegations.models import Delegation
from arena.delegations.queries.pack import list_participants
from arena.delegations.queries.participants import (
    count_participants,
    erased_on,
    get_participant,
    list_need_rows,
)
from arena.delegations.rules.ladder import Act, may_do
from arena.delegations.rules.rosters import Person, Roster, Row, read_rows
from arena.delegations.services import participants as services
from arena.delegations.views.guests.opening import try_act
from arena.web.forms import Form


@dataclass(frozen=True)
class Desk:
    """Who sees to the list of a delegation, and where.

    `show` draws one of the pages by its name with some values; `url` is the address of one.
    """

    delegation: Delegation
    by: Actor
    show: Callable[..., str]
    url: Callable[..., str]

    @property
    def may_change(self) -> bool:
        """Whether the list may be changed as the delegation stands."""
        return may_do(self.delegation.state, Act.PLAN)

    def back(self, words: str) -> Response:
        """Go back to the list, and say what was done."""
        flash(words, "success")
        return redirect(self.url("participants"), 303)


def see_list(desk: Desk) -> ResponseReturnValue:
    """Show the list, and put somebody on it."""
    form = PersonForm(groups=desk.delegation.groups)
    if form.validate_on_submit():
        person = form.person()
        if try_act(form, lambda: services.add_person(desk.delegation, person, by=desk.by)):
            return desk.back(_("%(name)s is on the list.", name=person.name))
    people = list_participants(desk.delegation)
    shown = desk.show(
        "participants", form=form, people=people, erased_on=erased_on(desk.delegation)
    )
    return shown, _status(form)


def see_person(desk: Desk, participant_id: int) -> ResponseReturnValue:
    """Show somebody on the list, and write down what they are."""
    participant = get_participant(desk.delegation, participant_id)
    form = PersonForm(groups=desk.delegation.groups)
    if not form.is_submitted():
        form.show(participant)
    elif form.validate():
        person, delegation = form.person(), desk.delegation
        if try_act(
            form, lambda: services.change_person(delegation, participant, person, by=desk.by)
        ):
            return desk.back(_("%(name)s is changed.", name=person.name))
    return desk.show("participant", form=form, participant=participant), _status(form)


def move(desk: Desk, participant_id: int, *, is_up: bool) -> ResponseReturnValue:
    """Move somebody one place on the list."""
    participant = get_participant(desk.delegation, participant_id)
    with db.transaction():
        services.move_person(desk.delegation, participant, is_up=is_up, by=desk.by)
    return redirect(desk.url("participants", _anchor=f"person-{participant_id}"), 303)


def remove(desk: Desk, participant_id: int) -> ResponseReturnValue:
    """Take somebody off the list."""
    participant = get_participant(desk.delegation, participant_id)
    name = participant.name
    with db.transaction():
        services.remove_person(desk.delegation, participant, by=desk.by)
    return desk.back(_("%(name)s is off the list.", name=name))


def take_list(desk: Desk) -> ResponseReturnValue:
    """Read a whole list, pasted or from a file: all of it, or nothing where a row is faulty."""
    form = ListForm()
    if form.validate_on_submit():
        roster = _read(desk, form)
        if roster.people and _keep(desk, form, roster.people):
            return desk.back(_told(roster))
        for fault in roster.faults[:MOST_TOLD]:
            form.refuse(None, tell_fault(fault))
        if (more := len(roster.faults) - MOST_TOLD) > 0:
            form.refuse(None, ngettext("And %(num)d more.", "And %(num)d more.", more))
    return desk.show("take_participants", form=form), _status(form)


def see_needs(desk: Desk, *, back_to: str) -> ResponseReturnValue:
    """Show and write down how the guests arrive, what they ask and what they need."""
    delegation = desk.delegation
    form = NeedsForm()
    form.limit(max(delegation.size, count_participants(delegation)))
    if not form.is_submitted():
        form.show(delegation, list_need_rows(delegation))
    elif form.validate():
        facts: dict[str, Any] = {
            "arrival": form.arrival.data,
            "questions": form.questions.data,
            "needs": form.needs(),
        }
        if try_act(form, lambda: services.tell_needs(delegation, by=desk.by, **facts)):
            flash(_("Thank you. It is noted."), "success")
            return redirect(back_to, 303)
    return desk.show("needs", form=form, back_to=back_to), _status(form)


def _read(desk: Desk, form: ListForm) -> Roster:
    try:
        rows = _rows(form)
    except spreadsheets.TooLong:
        form.refuse("file", _("The file is larger than a list of 500 people. Send a shorter one."))
        return Roster(())
    except spreadsheets.Unreadable:
        form.refuse(
            "file", _("We cannot read this file. Save it as .xlsx or as CSV, and try again.")
        )
        return Roster(())
    stay = [] if form.mode.data == "whole" else list_participants(desk.delegation)
    return read_rows(
        rows,
        groups={group.name: group.id for group in desk.delegation.groups},
        taken={each.precedence: each.name for each in stay if each.precedence is not None},
        needs_headings=form.file.data is not None,
    )


def _rows(form: ListForm) -> list[Row]:
    if form.file.data is not None:
        return spreadsheets.read_file(form.file.read())
    return spreadsheets.split_text(form.pasted.data)


def _keep(desk: Desk, form: ListForm, people: tuple[Person, ...]) -> bool:
    is_whole = form.mode.data == "whole"
    return try_act(
        form,
        lambda: services.take_list(desk.delegation, people, is_whole=is_whole, by=desk.by),
    )


def _told(roster: Roster) -> str:
    words: str = ngettext(
        "%(num)d person is on the list.", "%(num)d people are on the list.", len(roster.people)
    )
    if roster.left_out:
        left = ", ".join(roster.left_out)
        words += " " + _(
            "We did not keep these columns, since we do not need them: %(names)s.", names=left
        )
    return words


def _status(form: Form) -> int:
    return 400 if form.error_list else 200
