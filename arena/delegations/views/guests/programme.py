"""The guests' page: the programme that was sent out, what changed, calendar and documents."""

from __future__ import annotations

from io import BytesIO

from flask import flash, redirect, render_template, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from arena import clock, db
from arena.audit.models import GUESTS
from arena.delegations.calendar import guest_calendar
from arena.delegations.guest_links import calendar_key
from arena.delegations.models import (
    Delegation,
    DelegationLink,
    Document,
    NeedKind,
    Release,
)
from arena.delegations.needs import list_needs
from arena.delegations.queries.links import last_day_of
from arena.delegations.queries.papers import get_paper, list_documents
from arena.delegations.queries.participants import count_participants, list_need_rows
from arena.delegations.queries.releases import find_receipt, get_release, list_releases
from arena.delegations.rules.ladder import ENDED, Act, may_do
from arena.delegations.rules.snapshots import Changes, Snapshot
from arena.delegations.services.releasing import mark_seen
from arena.delegations.showing import show_programme
from arena.delegations.tellings import tell_changes
from arena.delegations.views.guests.blueprint import blueprint
from arena.delegations.views.guests.opening import open_link
from arena.errors import NotFound
from arena.events.ical.calendar import several
from arena.web import languages
from arena.web.access import access, public
from arena.web.addresses import absolute_url
from arena.web.calendar_links import CalendarLinks
from arena.web.forms import Form
from arena.web.private import private


@blueprint.get("/<token>")
@access(public)
@private
def show(token: str) -> str:
    """Show the newest version of the programme, and what its reader may see to."""
    link = open_link(token)
    delegation = link.delegation
    releases = list_releases(delegation)
    last = releases[-1] if releases else None
    snapshot = Snapshot.from_record(last.programme) if last else None
    needs = list_need_rows(delegation) if link.is_leader else ()
    return render_template(
        "delegations_guest/show.html",
        token=token,
        link=link,
        delegation=delegation,
        is_off=delegation.state in ENDED,
        release=last,
        snapshot=snapshot,
        shown=show_programme(snapshot.programme, snapshot.timezone) if snapshot else None,
        history=[(each, _changes(each)) for each in reversed(releases)],
        is_unseen=last is not None and _is_unseen(last, link),
        form=Form(),
        documents=list_documents(delegation, only_shared=True),
        calendar=_calendar_links(link, delegation) if last else None,
        count=count_participants(delegation),
        totals={kind: list_needs(needs, kind) for kind in NeedKind},
        may_tell=link.is_leader and may_do(delegation.state, Act.PLAN),
        last_open_day=last_day_of(link),
    )


@blueprint.post("/<token>/seen/<int:number>")
@access(public)
@private
def seen(token: str, number: int) -> ResponseReturnValue:
    """Note that somebody has seen a version.

    By a button: opening a page writes nothing, and programs that look through mail open links.
    """
    link = open_link(token)
    release = get_release(link.delegation, number)
    with db.transaction():
        mark_seen(release, link, by=GUESTS)
    flash(_("Thank you. Now we know that you have seen it."), "success")
    return redirect(url_for("delegations_guest.show", token=token), 303)


@blueprint.get("/<token>/calendar")
@access(public)
@private
def calendar(token: str) -> ResponseReturnValue:
    """Lead to the calendar's file: iOS adds entries only when it was led there."""
    link = open_link(token)
    address = url_for(
        "delegations_guest.calendar_file", token=token, reference=link.delegation.reference
    )
    return redirect(address, 303)


@blueprint.get("/<token>/<reference>.ics")
@access(public)
@private
def calendar_file(token: str, reference: str) -> ResponseReturnValue:
    """Give the programme as a file of entries, each of which a newer file replaces."""
    delegation = open_link(token).delegation
    made = guest_calendar(delegation, with_cancelled=False)
    if reference != delegation.reference or not made.entries:
        raise NotFound(_l("There is something for your calendar once we have sent the programme."))
    return several(made.entries, zone=clock.zone()), {
        "Content-Type": "text/calendar; charset=utf-8",
        "Content-Disposition": f'attachment; filename="arena-{delegation.reference}.ics"',
    }


@blueprint.get("/<token>/documents/<int:document_id>")
@access(public)
@private
def document(token: str, document_id: int) -> ResponseReturnValue:
    """Give the newest version of a document that is shared with the guests."""
    found = get_paper(Document, open_link(token).delegation, document_id)
    if not found.is_shared or not found.versions:
        raise NotFound
    version = found.versions[-1]
    return send_file(
        BytesIO(version.body),
        mimetype=version.media_type,
        as_attachment=True,
        download_name=version.filename,
        etag=False,
    )


def _changes(release: Release) -> list[object]:
    return list(tell_changes(Changes.from_records(release.changes)))


def _is_unseen(release: Release, link: DelegationLink) -> bool:
    receipt = find_receipt(release, link)
    return receipt is not None and receipt.opened_at is None


def _calendar_links(link: DelegationLink, delegation: Delegation) -> CalendarLinks:
    address = absolute_url("feeds_ics.delegation", key=calendar_key(link), lang=languages.current())
    return CalendarLinks(address, delegation.name)
