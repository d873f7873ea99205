"""Putting items into a programme, changing them, and taking them out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from arena import clock, db
from arena.accounts.sessions import acting
from arena.delegations import policy
from arena.delegations.forms.programme import (
    FindForm,
    ItemForm,
    Offered,
    VersionForm,
    form_data,
    read_spot,
    write_spot,
)
from arena.delegations.meanings import ASK_SHAPES, ASK_STATES
from arena.delegations.models import AskState, Delegation, ProgrammeItem, ResourceUse
from arena.delegations.queries.changes import Change, list_changes
from arena.delegations.queries.choosing import list_choices, list_equipment, list_places
from arena.delegations.queries.register import get_delegation, get_item
from arena.delegations.services.building import (
    ItemFacts,
    add_item,
    add_items,
    change_item,
    facts_of,
    remove_item,
)
from arena.delegations.services.errors.standing import ChangedMeanwhile
from arena.delegations.services.making import facts_for, parts_for
from arena.delegations.services.settling import Settled
from arena.delegations.views.staff.blueprint import blueprint
from arena.delegations.views.staff.frame import page
from arena.delegations.views.staff.programme import (
    TAB,
    attempt,
    list_spots,
    show_changed,
)
from arena.delegations.views.staff.programme_comparing import list_differences
from arena.delegations.views.staff.programme_telling import tell
from arena.errors import Conflict, Invalid, NotFound
from arena.resources.words import KINDS as RESOURCE_KINDS
from arena.web.access import access
from arena.web.errors import status_of
from arena.web.languages import localized
from arena.web.numbers import read_whole

_ASKED = frozenset({AskState.ASKED, AskState.YES, AskState.OTHER_TIME})


@blueprint.get("/<reference>/programme/choose")
@access(policy.may_plan_delegations)
def programme_choose(reference: str) -> ResponseReturnValue:
    """Choose what to put into the programme: something of the arena's, or a free item."""
    delegation, form = get_delegation(reference), FindForm(request.args)
    return page(
        delegation,
        "delegations_staff/programme_choose.html",
        tab=TAB,
        find=form,
        choices=list_choices(form.q.data or ""),
        spot=request.args.get("spot", ""),
        group=request.args.get("group", ""),
    )


@blueprint.route("/<reference>/programme/add", methods=["GET", "POST"])
@access(policy.may_plan_delegations)
def programme_add(reference: str) -> ResponseReturnValue:
    """Put an item into the programme."""
    delegation = get_delegation(reference)
    key = request.args.get("what", "")
    facts, position = _first(delegation, key)
    form = _form(delegation, facts, position)
    if not form.validate_on_submit():
        return _add_page(delegation, form, 400 if form.errors else 200, key=key)
    try:
        with db.transaction():
            item, settled = add_item(
                delegation,
                form.facts(),
                position=form.position,
                version=form.seen_version,
                by=acting(),
            )
    except ChangedMeanwhile:
        return _add_page(delegation, form, 409, key=key, changes=_again(delegation, form))
    except (Conflict, Invalid) as error:
        _refuse(form, error)
        return _add_page(delegation, form, status_of(error), key=key)
    title = localized(item, "title")
    tell(_("“%(title)s” is in the programme.", title=title), settled, about=item.id)
    return _back(delegation, item.id)


@blueprint.post("/<reference>/programme/parts")
@access(policy.may_plan_delegations)
def programme_parts(reference: str) -> ResponseReturnValue:
    """Put the parts of something into the programme, each as an item at its own place."""
    delegation, form = get_delegation(reference), VersionForm()
    key = request.form.get("what", "")
    facts, position = _first(delegation, key)
    parts = parts_for(key, delegation, facts.day)

    def do() -> Settled:
        return add_items(
            delegation, parts, position=position, version=form.seen_version, by=acting()
        )

    if not parts:
        raise NotFound
    return attempt(delegation, form, do, _("Its parts are in the programme."))


@blueprint.route("/<reference>/programme/<int:item_id>", methods=["GET", "POST"])
@access(policy.may_plan_delegations)
def programme_change(reference: str, item_id: int) -> ResponseReturnValue:
    """Change what an item is, where it stands, for whom, and what it wants."""
    delegation = get_delegation(reference)
    try:
        item = get_item(delegation, item_id)
    except NotFound:
        if request.method == "GET":
            raise
        return _is_gone(delegation)
    form = _form(delegation, facts_of(item), item.position, item)
    if not form.validate_on_submit():
        return _change_page(delegation, item, form, 400 if form.errors else 200)
    try:
        with db.transaction():
            settled = change_item(
                item,
                form.facts(),
                position=form.position,
                version=form.seen_version,
                by=acting(),
            )
    except ChangedMeanwhile:
        changes = _again(delegation, form, item)
        return _change_page(delegation, item, form, 409, changes=changes)
    except (Conflict, Invalid) as error:
        _refuse(form, error)
        return _change_page(delegation, item, form, status_of(error))
    tell(_("“%(title)s” is changed.", title=localized(item, "title")), settled, about=item.id)
    return _back(delegation, item.id)


@blueprint.route("/<reference>/programme/<int:item_id>/remove", methods=["GET", "POST"])
@access(policy.may_plan_delegations)
def programme_remove(reference: str, item_id: int) -> ResponseReturnValue:
    """Take an item out of the programme, once it is said who has been asked."""
    delegation, form = get_delegation(reference), VersionForm()
    if request.method == "POST":
        try:
            title = localized(get_item(delegation, item_id), "title")
        except NotFound:
            return show_changed(delegation, form)

        def do() -> Settled:
            item = get_item(delegation, item_id)
            return remove_item(item, version=form.seen_version, by=acting())

        return attempt(delegation, form, do, _("“%(title)s” is taken out.", title=title))
    item = get_item(delegation, item_id)
    return page(
        delegation,
        "delegations_staff/programme_remove.html",
        tab=TAB,
        item=item,
        asked=[party for party in item.parties if party.state in _ASKED],
        states=ASK_STATES,
        shapes=ASK_SHAPES,
    )


def _first(delegation: Delegation, key: str) -> tuple[ItemFacts, int]:
    """Return what a new item is at first, and where it stands: where was asked for, or last."""
    spot = read_spot(request.values.get("spot"))
    day = spot[0] if spot else delegation.starts_on
    if not delegation.starts_on <= day <= delegation.ends_on:
        day, spot = delegation.starts_on, None
    others = sum(item.day == day for item in delegation.items)
    position = min(spot[1], others) if spot else others
    facts = facts_for(key, delegation, day)
    group_id = read_whole(request.values.get("group"))
    if group_id in {group.id for group in delegation.groups}:
        facts = replace(facts, group_id=group_id)
    return facts, position


def _form(
    delegation: Delegation, facts: ItemFacts, position: int, item: ProgrammeItem | None = None
) -> ItemForm:
    offered = Offered(
        spots=_spots(delegation, item),
        groups=[(group.id, group.name) for group in delegation.groups],
        places=[
            (each.id, f"{RESOURCE_KINDS[each.kind]}: {localized(each, 'name')}")
            for each in _with_own(list_places(), item, ResourceUse.PLACE)
        ],
        equipment=[
            (each.id, localized(each, "name"))
            for each in _with_own(list_equipment(), item, ResourceUse.EQUIPMENT)
        ],
    )
    return ItemForm(offered, data=form_data(facts, position, delegation.version))


def _spots(delegation: Delegation, item: ProgrammeItem | None) -> list[tuple[str, str]]:
    """Return where it can stand, and where it stands now, if that is on no day of the visit."""
    spots = list_spots(delegation, item.id if item else None)
    if item is not None:
        here = write_spot(item.day, item.position)
        if here not in {value for value, _words in spots}:
            spots.insert(0, (here, _("Where it is now")))
    return spots


def _with_own(known: Sequence[Any], item: ProgrammeItem | None, use: ResourceUse) -> list[Any]:
    """Return what there is to choose, and what the item has although it is retired."""
    own = [want.resource for want in item.wants if want.use == use] if item else []
    return [*known, *(each for each in own if each not in known)]


def _again(
    delegation: Delegation, form: ItemForm, item: ProgrammeItem | None = None
) -> Sequence[Change]:
    """Let a form be about the programme as it is now; return what was done since it was shown."""
    changes = list_changes(delegation, form.seen_version)
    form.version.data, form.version.raw_data = str(delegation.version), None
    form.spot.choices = _spots(delegation, item)
    return changes


def _is_gone(delegation: Delegation) -> ResponseReturnValue:
    """Show what was typed about an item that is there no more, to be put in anew."""
    form = _form(delegation, facts_for("free:other", delegation, delegation.starts_on), 0)
    changes = _again(delegation, form)
    return _add_page(delegation, form, 409, key="", changes=changes, is_gone=True)


def _refuse(form: ItemForm, error: Conflict | Invalid) -> None:
    field = error.field if isinstance(error, Invalid) else None
    form.refuse("spot" if field == "day" else field, error.message)


def _add_page(
    delegation: Delegation,
    form: ItemForm,
    status: int,
    *,
    key: str,
    changes: Sequence[Change] | None = None,
    is_gone: bool = False,
) -> ResponseReturnValue:
    drawn = page(
        delegation,
        "delegations_staff/programme_add.html",
        tab=TAB,
        form=form,
        key=key,
        parts=parts_for(key, delegation, clock.today()),
        changes=changes,
        is_gone=is_gone,
    )
    return drawn, status


def _change_page(
    delegation: Delegation,
    item: ProgrammeItem,
    form: ItemForm,
    status: int,
    *,
    changes: Sequence[Change] | None = None,
) -> ResponseReturnValue:
    drawn = page(
        delegation,
        "delegations_staff/programme_change.html",
        tab=TAB,
        form=form,
        item=item,
        changes=changes,
        differences=() if changes is None else list_differences(form, item),
    )
    return drawn, status


def _back(delegation: Delegation, item_id: int) -> ResponseReturnValue:
    return redirect(url_for(TAB, reference=delegation.reference, _anchor=f"item-{item_id}"))
