"""The programme of a delegation: seen as staff build it and as guests will read it, and moved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from markupsafe import Markup

from arena import clock, db
from arena.accounts.sessions import acting
from arena.delegations import policy
from arena.delegations.forms.programme import CopyForm, MoveForm, StepForm, VersionForm, read_spot
from arena.delegations.meanings import KINDS, WAYS, state_hindrance
from arena.delegations.models import Delegation
from arena.delegations.queries.changes import Change, list_changes
from arena.delegations.queries.programmes import read_programme
from arena.delegations.queries.register import get_delegation, get_item
from arena.delegations.queries.roles import days_of
from arena.delegations.rules.ladder import Act, may_do
from arena.delegations.rules.order import step
from arena.delegations.services.arranging import copy_day, hold_again
from arena.delegations.services.building import move_item
from arena.delegations.services.errors.standing import ChangedMeanwhile
from arena.delegations.services.settling import Settled
from arena.delegations.views.staff.blueprint import blueprint
from arena.delegations.views.staff.frame import page
from arena.delegations.views.staff.programme_drawing import draw_programme
from arena.delegations.views.staff.programme_telling import tell
from arena.errors import Conflict, Invalid, NotFound
from arena.web import filters, languages
from arena.web.access import access
from arena.web.errors import status_of
from arena.web.languages import localized
from arena.web.numbers import read_whole

TAB = "delegations_staff.programme"


@blueprint.get("/<reference>/programme")
@access(policy.may_read_delegations)
def programme(reference: str) -> ResponseReturnValue:
    """Show the programme with all that speaks against it."""
    return show_programme(get_delegation(reference))


@blueprint.get("/<reference>/programme/preview")
@access(policy.may_read_people)
def programme_preview(reference: str) -> ResponseReturnValue:
    """Show the programme as the guests would read it, in either language."""
    delegation = get_delegation(reference)
    asked = request.args.get("language", "")
    language = next((each for each in languages.LANGUAGES if each == asked), "")
    language = language or ("sv" if delegation.language == "sv" else "en")
    with languages.speak(language):
        as_guests_read_it = render_template(
            "delegations_staff/_guest_programme.html",
            days=read_programme(delegation).days(clock.zone()),
            kinds={kind.value: label for kind, label in KINDS.items()},
            ways=WAYS,
        )
    return page(
        delegation,
        "delegations_staff/programme_preview.html",
        tab=TAB,
        language=language,
        as_guests_read_it=Markup(as_guests_read_it),  # noqa: S704 - drawn by our own template
    )


@blueprint.post("/<reference>/programme/<int:item_id>/step")
@access(policy.may_plan_delegations)
def programme_step(reference: str, item_id: int) -> ResponseReturnValue:
    """Let an item stand one step earlier or later on its day."""
    delegation, form = get_delegation(reference), StepForm()
    by = -1 if form.by.data == "-1" else 1

    def do() -> Settled:
        item = get_item(delegation, item_id)
        same_day = [each for each in delegation.items if each.day == item.day]
        position = step(sorted(same_day, key=lambda each: each.position), item, by)
        return move_item(
            item,
            day=item.day,
            position=item.position if position is None else position,
            group_id=item.group_id,
            version=form.seen_version,
            by=acting(),
        )

    return attempt(delegation, form, do, _("Moved."), about=item_id)


@blueprint.post("/<reference>/programme/move")
@access(policy.may_plan_delegations)
def programme_move(reference: str) -> ResponseReturnValue:
    """Let an item stand elsewhere: on another day, before other items, for another group."""
    delegation, form = get_delegation(reference), MoveForm()
    item_id, spot = read_whole(form.item.data), read_spot(form.spot.data)
    if item_id is None or spot is None:
        return show_programme(delegation, 400, refused=_("Choose where it is to stand."))
    group_id = read_whole(form.group.data)
    if group_id is not None and group_id not in {group.id for group in delegation.groups}:
        return show_programme(delegation, 409, refused=_("That group is there no more."))

    def do() -> Settled:
        return move_item(
            get_item(delegation, item_id),
            day=spot[0],
            position=spot[1],
            group_id=group_id,
            version=form.seen_version,
            by=acting(),
        )

    return attempt(delegation, form, do, _("Moved."), about=item_id)


@blueprint.post("/<reference>/programme/hold")
@access(policy.may_plan_delegations)
def programme_hold(reference: str) -> ResponseReturnValue:
    """Hold what has become free."""
    delegation, form = get_delegation(reference), VersionForm()
    return attempt(
        delegation,
        form,
        lambda: hold_again(delegation, version=form.seen_version, by=acting()),
        _("What is free of it is held."),
    )


@blueprint.route("/<reference>/programme/copy", methods=["GET", "POST"])
@access(policy.may_plan_delegations)
def programme_copy(reference: str) -> ResponseReturnValue:
    """Put a copy of a day's items on another day."""
    delegation = get_delegation(reference)
    source = _day(request.args.get("day"))
    others = [each for each in days_of(delegation) if each != source]
    form = CopyForm(
        [(each.isoformat(), filters.day_long(each)) for each in others], version=delegation.version
    )
    if not form.validate_on_submit() or form.target.data is None:
        return _copy_page(delegation, form, source)
    target = date.fromisoformat(form.target.data)
    try:
        with db.transaction():
            settled = copy_day(delegation, source, target, version=form.seen_version, by=acting())
    except ChangedMeanwhile:
        return show_changed(delegation, form)
    except (Conflict, Invalid) as error:
        form.refuse(error.field if isinstance(error, Invalid) else None, error.message)
        return _copy_page(delegation, form, source, status_of(error))
    tell(_("The day is copied. Those who receive are not asked yet."), settled)
    return redirect(url_for(TAB, reference=reference, _anchor=f"day-{target}"))


def attempt(
    delegation: Delegation,
    form: VersionForm,
    do: Callable[[], Settled],
    done: str,
    *,
    about: int | None = None,
) -> ResponseReturnValue:
    """Do something to the programme, and show it: changed, or as it is and why it was not."""
    try:
        with db.transaction():
            settled = do()
    except ChangedMeanwhile:
        return show_changed(delegation, form)
    except NotFound:  # Its page may have been open for long: somebody has taken it out since.
        return show_changed(delegation, form)
    except (Conflict, Invalid) as error:
        return show_programme(delegation, status_of(error), refused=error.message)
    tell(done, settled, about=about)
    anchor = None if about is None else f"item-{about}"
    return redirect(url_for(TAB, reference=delegation.reference, _anchor=anchor))


def show_changed(delegation: Delegation, form: VersionForm) -> ResponseReturnValue:
    """Show the programme as somebody else has left it meanwhile, and what they did."""
    return show_programme(delegation, 409, changes=list_changes(delegation, form.seen_version))


def show_programme(
    delegation: Delegation,
    status: int = 200,
    *,
    changes: Sequence[Change] | None = None,
    refused: Any = None,
) -> ResponseReturnValue:
    """Draw the programme; `changes` are what somebody else did, `refused` why nothing was done."""
    may_plan = policy.may_plan_delegations(current_user)
    may_read_people = policy.may_read_people(current_user)
    is_plannable = may_do(delegation.state, Act.PLAN)
    drawn = page(
        delegation,
        "delegations_staff/programme.html",
        tab=TAB,
        drawing=draw_programme(delegation, with_people=may_read_people),
        changes=changes,
        refused=refused,
        may_plan=may_plan and is_plannable,
        may_read_people=may_read_people,
        hindrance=None if is_plannable else state_hindrance(delegation.state),
        ways=WAYS,
        script_words=_script_words(),
        script_groups=[{"id": group.id, "name": group.name} for group in delegation.groups],
    )
    return drawn, status


def _script_words() -> dict[str, str]:
    """Return what the script says, where somebody carries an item by mouse or by keys."""
    return {
        "all": _("for everybody"),
        "first": _("first on %(day)s", day="{day}"),
        "after": _("after “%(title)s” on %(day)s", title="{title}", day="{day}"),
        "lifted": _(
            "“%(title)s” is picked up. Move it with the arrow keys, Enter puts it down.",
            title="{title}",
        ),
        "back": _("“%(title)s” is back where it was.", title="{title}"),
        "asking": _("One moment …"),
        "trouble": _("No answer came. Nothing was changed: try once more."),
    }


def list_spots(delegation: Delegation, without: int | None = None) -> list[tuple[str, str]]:
    """Return where an item can stand, in words; `without` is the item that is to be moved."""
    spots = []
    for day in days_of(delegation):
        name = filters.day_short(day)
        items = [each for each in delegation.items if each.day == day and each.id != without]
        spots.append((f"{day} 0", _("%(day)s: first", day=name)))
        for number, each in enumerate(sorted(items, key=lambda each: each.position), start=1):
            at, title = filters.clocktime(each.event.starts_at), localized(each, "title")
            after = _("%(day)s: after %(time)s %(title)s", day=name, time=at, title=title)
            spots.append((f"{day} {number}", after))
    return spots


def _copy_page(
    delegation: Delegation, form: CopyForm, source: date, status: int | None = None
) -> ResponseReturnValue:
    status = status or (400 if form.errors else 200)
    drawn = page(
        delegation,
        "delegations_staff/programme_copy.html",
        tab=TAB,
        form=form,
        source=source,
    )
    return drawn, status


def _day(text: str | None) -> date:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        raise NotFound from None
