"""What staff do to a visit, each act on a page of its own."""

from __future__ import annotations

from typing import Any

from flask import request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from arena.resources.queries import list_host_facts
from arena.visits import policy
from arena.visits.forms.staff.acts import (
    AskForm,
    CallOffForm,
    ConfirmForm,
    DeclineForm,
    HostsForm,
    ProposeForm,
)
from arena.visits.forms.starts import read_start
from arena.visits.models import Visit
from arena.visits.queries import chosen_place, get_visit, held_hosts
from arena.visits.queries.assessing import find_conflicts, list_gaps, list_place_fits, list_ranks
from arena.visits.rules.groups import hosts_needed
from arena.visits.rules.ladder import Act
from arena.visits.services import (
    ask_for_more,
    confirm_visit,
    decline_visit,
    propose_time,
    reassign_hosts,
)
from arena.visits.services import call_off as call_off_visit
from arena.visits.views.staff.blueprint import blueprint
from arena.visits.views.staff.deeds import Deed, carry_out
from arena.visits.views.staff.starts import free_weeks
from arena.visits.views.staff.words import asking_words
from arena.web import languages
from arena.web.access import access
from arena.web.languages import localized

_BOTH = ["GET", "POST"]


@blueprint.route("/visits/<reference>/confirm", methods=_BOTH)
@access(policy.may_handle)
def confirm(reference: str) -> ResponseReturnValue:
    """Confirm a visit, with hosts and place in one step."""
    visit = get_visit(reference)
    context, choices = _resources(visit)
    form = ConfirmForm(visit, **choices)
    if not form.is_submitted():
        form.host_ids.data = _best_hosts(visit, context["ranks"])
    return carry_out(
        Deed(
            visit=visit,
            act=Act.CONFIRM,
            form=form,
            template="visits_staff/confirm.html",
            service=confirm_visit,
            verb=_("Confirm the visit"),
            done=_("The visit is confirmed."),
            context=context,
        )
    )


@blueprint.route("/visits/<reference>/hosts", methods=_BOTH)
@access(policy.may_handle)
def reassign(reference: str) -> ResponseReturnValue:
    """Give a confirmed visit other hosts, or another place."""
    visit = get_visit(reference)
    context, choices = _resources(visit)
    form = HostsForm(visit, **choices)
    if not form.is_submitted():
        form.host_ids.data = [host.id for host in held_hosts(visit.event)]
    return carry_out(
        Deed(
            visit=visit,
            act=Act.REASSIGN,
            form=form,
            template="visits_staff/reassign.html",
            service=reassign_hosts,
            verb=_("Change hosts and place"),
            done=_("Hosts and place are changed."),
            context=context,
        )
    )


@blueprint.route("/visits/<reference>/propose", methods=_BOTH)
@access(policy.may_handle)
def propose(reference: str) -> ResponseReturnValue:
    """Propose another time, and hold it for the booker's answer."""
    visit = get_visit(reference)
    weeks = free_weeks(visit)
    hosts = [(host.id, host.name) for host in list_host_facts()]
    form = ProposeForm(visit, free=weeks.choices, hosts=hosts)
    if not form.is_submitted():
        form.start.data = read_start(request.args.get("start", ""))
    return carry_out(
        Deed(
            visit=visit,
            act=Act.PROPOSE,
            form=form,
            template="visits_staff/propose.html",
            service=propose_time,
            verb=_("Propose the time"),
            done=_("The time is held for the booker’s answer."),
            context={
                "weeks": weeks,
                "ranks": list_ranks(visit, form.starts_at),
                "needed": hosts_needed(visit.group_size, visit.offer.group_per_host),
            },
        )
    )


@blueprint.route("/visits/<reference>/ask", methods=_BOTH)
@access(policy.may_handle)
def ask(reference: str) -> ResponseReturnValue:
    """Ask the booker for more."""
    visit = get_visit(reference)
    form, lacking = AskForm(visit), list_gaps(visit)
    if not form.is_submitted():
        form.question.data = asking_words(visit, lacking)
    return carry_out(
        Deed(
            visit=visit,
            act=Act.ASK_FOR_MORE,
            form=form,
            template="visits_staff/ask.html",
            service=ask_for_more,
            verb=_("Send the question"),
            done=_("The question is put. The time is still held."),
            context={"gaps": lacking},
        )
    )


@blueprint.route("/visits/<reference>/decline", methods=_BOTH)
@access(policy.may_handle)
def decline(reference: str) -> ResponseReturnValue:
    """Decline a request, with a reason and own words."""
    visit = get_visit(reference)
    return carry_out(
        Deed(
            visit=visit,
            act=Act.DECLINE,
            form=DeclineForm(visit),
            template="visits_staff/decline.html",
            service=decline_visit,
            verb=_("Decline the request"),
            done=_("The request is declined, and the time is free again."),
        )
    )


@blueprint.route("/visits/<reference>/call-off", methods=_BOTH)
@access(policy.may_handle)
def call_off(reference: str) -> ResponseReturnValue:
    """Call a confirmed visit off, for the arena."""
    visit = get_visit(reference)
    return carry_out(
        Deed(
            visit=visit,
            act=Act.CALL_OFF,
            form=CallOffForm(visit),
            template="visits_staff/call_off.html",
            service=call_off_visit,
            verb=_("Call the visit off"),
            done=_("The visit is called off."),
        )
    )


def _resources(visit: Visit) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return hosts and places beside a visit, for the page and for the form."""
    ranks, fits = list_ranks(visit), list_place_fits(visit)
    language = languages.current()
    place = chosen_place(visit)
    context = {
        "ranks": ranks,
        "fits": fits,
        "needed": hosts_needed(visit.group_size, visit.offer.group_per_host),
        "conflicts": find_conflicts(visit, ranks, (), language),
    }
    # Where the offer goes anyway is a choice only for a visit that was sent elsewhere.
    others = [fit for fit in fits if fit.fits and (place is not None or not fit.is_own)]
    return context, {
        "hosts": [(rank.host.id, rank.host.name) for rank in ranks],
        "places": [(fit.place.id, localized(fit.place, "name")) for fit in others],
        "place": localized(place, "name") if place is not None else None,
    }


def _best_hosts(visit: Visit, ranks: Any) -> list[int]:
    """Preselect the hosts whose time is held, if they fit, and then the best ranked."""
    needed = hosts_needed(visit.group_size, visit.offer.group_per_host)
    held = {host.id for host in held_hosts(visit.event)}
    fitting = [rank.host.id for rank in ranks if rank.fits]
    ordered = [each for each in fitting if each in held] + [
        each for each in fitting if each not in held
    ]
    return ordered[:needed]
