"""Other hosts for an open walk."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from arena import db
from arena.accounts.sessions import acting
from arena.errors import Conflict, Invalid, NotFound
from arena.messages.words import told_words
from arena.visits import policy
from arena.visits.forms.staff.walks import WalkHostsForm
from arena.visits.models import OpenWalk
from arena.visits.queries import get_walk, held_hosts
from arena.visits.queries.free_times import HostRank, rank_hosts
from arena.visits.rules.groups import hosts_needed
from arena.visits.services import reassign_walk_hosts
from arena.visits.services.errors import ChangedMeanwhile
from arena.visits.views.staff.blueprint import blueprint
from arena.web.access import access


@blueprint.route("/offers/<slug>/walks/<int:event_id>/hosts", methods=["GET", "POST"])
@access(policy.may_handle)
def walk_hosts(slug: str, event_id: int) -> ResponseReturnValue:
    """Give a walk other hosts; those who come and those who go are told."""
    walk = get_walk(event_id)
    if walk.offer.slug != slug:
        raise NotFound
    page_of_walk = url_for("visits_staff.walk", slug=slug, event_id=event_id)
    if walk.event.is_cancelled:
        flash(_("The walk is called off already."), "warning")
        return redirect(page_of_walk)
    ranks = _ranks(walk)
    form = WalkHostsForm(hosts=[(rank.host.id, rank.host.name) for rank in ranks])
    status = 400
    if not form.is_submitted():
        form.host_ids.data, status = [host.id for host in held_hosts(walk.event)], 200
        form.show(form.host_ids.data)
    elif form.validate():
        try:
            flash(_change(walk, form), "success")
            return redirect(page_of_walk)
        except Invalid as error:
            form.refuse(error.field, error.message)
        except ChangedMeanwhile as error:
            form.refuse(None, error.message)
            form.show([host.id for host in held_hosts(walk.event)])
            ranks, status = _ranks(walk), 409
        except Conflict as error:
            form.refuse("host_ids", error.message)
            status = 409
    needed = hosts_needed(walk.seats, walk.offer.group_per_host)
    page = render_template(
        "visits_staff/walk_hosts.html", walk=walk, form=form, ranks=ranks, needed=needed
    )
    return page, status


def _change(walk: OpenWalk, form: WalkHostsForm) -> str:
    """Give the walk the chosen hosts; return what then is to be said."""
    with db.transaction():
        is_new = reassign_walk_hosts(
            walk, host_ids=form.host_ids.data, seen_ids=form.seen_ids, by=acting()
        )
    if is_new:
        return " ".join((_("The walk has other hosts."), told_words()))
    return str(_("The walk has these hosts already. Nothing has changed, and nobody is told."))


def _ranks(walk: OpenWalk) -> list[HostRank]:
    event = walk.event
    return rank_hosts(
        walk.offer,
        event.starts_at,
        event.ends_at,
        language=walk.language,
        ignore_event=event.id,
        any_hours=True,
    )
