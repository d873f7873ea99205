"""Versions: what would be released now, what was, who has seen it, and the guests' links."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from arena import clock, db
from arena.accounts.sessions import acting
from arena.delegations import policy
from arena.delegations.conflict_words import names_of, say
from arena.delegations.forms.releasing import ReleaseForm
from arena.delegations.models import Delegation, Release, ReleaseReceipt
from arena.delegations.queries.links import (
    LinkStanding,
    last_day_of,
    list_links,
    may_link,
    phone_of,
    standing_of,
)
from arena.delegations.queries.register import get_delegation
from arena.delegations.queries.releases import (
    Draft,
    get_release,
    list_releases,
    may_release,
    read_draft,
)
from arena.delegations.rules.snapshots import Changes, Snapshot
from arena.delegations.services.releasing import release
from arena.delegations.showing import show_programme
from arena.delegations.tellings import Told, tell_changes
from arena.delegations.views.staff.blueprint import blueprint
from arena.delegations.views.staff.frame import page
from arena.errors import Conflict, Invalid
from arena.web import filters
from arena.web.access import access
from arena.web.languages import localized

PATIENCE = timedelta(hours=2)  # After which somebody is called who has not seen what is urgent.


@dataclass(frozen=True)
class Seen:
    """Whether somebody has seen a version; `is_late`: call them, at `phone` or by mail."""

    receipt: ReleaseReceipt
    phone: str
    is_late: bool


@dataclass(frozen=True)
class Version:
    """A released version as staff read of it."""

    release: Release
    changes: list[Told]
    seen: list[Seen]

    @property
    def count_seen(self) -> int:
        """How many of those who were told have seen it."""
        return sum(each.receipt.opened_at is not None for each in self.seen)


@blueprint.route("/<reference>/releases", methods=["GET", "POST"])
@access(policy.may_plan_delegations)
def releases(reference: str) -> ResponseReturnValue:
    """Show what would be released and to whom it would be told; release it."""
    delegation = get_delegation(reference)
    form = ReleaseForm()
    if form.validate_on_submit():
        if _release(delegation, form):
            return redirect(url_for("delegations_staff.releases", reference=reference), 303)
    elif not form.is_submitted():
        form.show(delegation)
    draft = read_draft(delegation)
    shown = page(
        delegation,
        "delegations_staff/releases.html",
        tab="delegations_staff.releases",
        form=form,
        draft=draft,
        changes=tell_changes(draft.changes),
        troubles=_troubles(draft),
        is_possible=may_release(delegation),
        versions=[_version(each) for each in reversed(list_releases(delegation))],
        links=[
            (link, standing_of(link), phone_of(link), last_day_of(link))
            for link in list_links(delegation)
        ],
        live=LinkStanding.LIVE,
        may_link=may_link(delegation),
    )
    return shown, 400 if form.error_list else 200


@blueprint.get("/<reference>/releases/<int:number>")
@access(policy.may_plan_delegations)
def released(reference: str, number: int) -> ResponseReturnValue:
    """Show one version as it was given out; it never changes."""
    delegation = get_delegation(reference)
    found = get_release(delegation, number)
    snapshot = Snapshot.from_record(found.programme)
    return page(
        delegation,
        "delegations_staff/released.html",
        tab="delegations_staff.releases",
        version=_version(found),
        snapshot=snapshot,
        shown=show_programme(snapshot.programme, snapshot.timezone),
    )


def _troubles(draft: Draft) -> list[tuple[str, str]]:
    """Return what speaks against the programme: where, and in words."""
    names = names_of(draft.items)
    titles = {item.id: localized(item, "title") for item in draft.items}
    return [
        (titles.get(each.key or 0, filters.day(each.day)), say(each, names).sentence)
        for each in draft.conflicts
    ]


def _release(delegation: Delegation, form: ReleaseForm) -> bool:
    try:
        with db.transaction():
            made = release(
                delegation,
                words=form.words.data,
                is_known=form.is_known.data,
                by=acting(),
                version=form.seen_version,
            )
            number, told = made.number, len(made.receipts)
    except (Conflict, Invalid) as error:
        form.refuse(error.field if isinstance(error, Invalid) else None, error.message)
        form.show(delegation)
        return False
    flash(
        ngettext(
            "Version %(number)d is released, and %(num)d person is told.",
            "Version %(number)d is released, and %(num)d people are told.",
            told,
            number=number,
        )
        if told
        else _(
            "Version %(number)d is released. Nobody sees a difference, so nobody is told.",
            number=number,
        ),
        "success",
    )
    return True


def _version(made: Release) -> Version:
    is_overdue = made.is_urgent and clock.now() - made.released_at >= PATIENCE
    return Version(
        made,
        tell_changes(Changes.from_records(made.changes)),
        [
            Seen(each, phone_of(each.link), is_overdue and each.opened_at is None)
            for each in made.receipts
        ],
    )
