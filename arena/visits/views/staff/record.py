"""One visit in hand: all that staff need to see to it, and what they can do with one press."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from arena import clock, db
from arena.accounts.queries import get_user
from arena.accounts.sessions import acting, signed_in_user
from arena.directory.models import OrganisationType
from arena.directory.queries import find_matches, find_organisation
from arena.errors import Conflict
from arena.visits import policy
from arena.visits.forms.staff.acts import ActForm, NoteForm, OrganisationForm
from arena.visits.models import Visit, VisitState
from arena.visits.queries import (
    get_deadlines,
    get_visit,
    held_hosts,
    list_earlier_visits,
    placed_programme,
)
from arena.visits.queries.asking import find_latest_ask, find_open_swap
from arena.visits.queries.assessing import (
    find_conflicts,
    list_gaps,
    list_named_times,
    list_place_fits,
    list_ranks,
)
from arena.visits.queries.changes import list_changes
from arena.visits.queries.tours import get_tour
from arena.visits.rules.groups import hosts_needed
from arena.visits.rules.ladder import PENDING, Act, may_move
from arena.visits.services import create_organisation, link_organisation, note, start_review
from arena.visits.services.errors import ChangedMeanwhile
from arena.visits.views.staff.blueprint import blueprint
from arena.visits.views.staff.deeds import press, visit_url
from arena.visits.views.staff.history import told_history
from arena.web import languages
from arena.web.access import access
from arena.web.numbers import read_whole


@dataclass(frozen=True)
class Doing:
    """Something that can be done to a visit now: the endpoint, and what its button says."""

    act: Act
    endpoint: str
    verb: Any
    kind: str = "secondary"  # Of its button; "guest": what is done for a booker who calls.


@blueprint.get("/visits/<reference>")
@access(policy.may_read_visits)
def show(reference: str) -> ResponseReturnValue:
    """Show a visit."""
    visit = get_visit(reference)
    if reference != visit.reference:
        return redirect(url_for("visits_staff.show", reference=visit.reference))
    return _page(visit)


@blueprint.post("/visits/<reference>/start-review")
@access(policy.may_handle)
def take_on(reference: str) -> Response:
    """Take a request on; the booker is told nothing by it."""
    visit, handler_id = get_visit(reference), signed_in_user().id

    def take(version: int) -> None:
        start_review(visit, handler_id=handler_id, by=acting(), version=version)

    return press(visit, Act.START_REVIEW, take, _("The request is yours."))


@blueprint.post("/visits/<reference>/note")
@access(policy.may_handle)
def save_note(reference: str) -> ResponseReturnValue:
    """Keep a note that only staff read."""
    visit = get_visit(reference)
    form = NoteForm(visit)
    if not form.validate_on_submit():
        return _page(visit, note_form=form), 400
    if form.seen_version is None:
        return _note_again(visit, form)
    try:
        with db.transaction():
            note(visit, form.staff_note.data, by=acting(), version=form.seen_version)
    except ChangedMeanwhile:
        return _note_again(visit, form)
    flash(_("The note is saved."), "success")
    return _to(visit)


@blueprint.post("/visits/<reference>/link")
@access(policy.may_handle)
def link(reference: str) -> ResponseReturnValue:
    """Say which organisation of the directory a visit is from, or that it is none of them."""
    visit = get_visit(reference)
    text = request.form.get("organisation_id", "")
    number = read_whole(text)
    organisation = None if number is None else find_organisation(number)
    if text and organisation is None:
        refused = _("The directory has no such organisation. Choose one that is proposed here.")
        return _page(visit, link_error=refused), 400

    def tie(version: int) -> None:
        link_organisation(visit, organisation, by=acting(), version=version)

    return press(visit, Act.LINK, tie, _("Linked.") if organisation else _("The link is gone."))


@blueprint.post("/visits/<reference>/organisation")
@access(policy.may_handle)
def add_organisation(reference: str) -> ResponseReturnValue:
    """Put the visit's organisation into the directory, as the booker wrote it."""
    visit = get_visit(reference)
    form = OrganisationForm(visit)
    if not form.validate_on_submit() or form.seen_version is None:
        return _page(visit, organisation_form=form), 400
    try:
        with db.transaction():
            create_organisation(
                visit, OrganisationType(form.type.data), by=acting(), version=form.seen_version
            )
    except Conflict as error:
        form.refuse("type", error.message)
        return _page(visit, organisation_form=form), 409
    flash(_("The organisation is in the directory."), "success")
    return _to(visit)


def doings(visit: Visit) -> list[Doing]:
    """Return what can be done to a visit now, what is most likely to be done first."""
    is_over = visit.event.ends_at < clock.now()
    listed = [
        _report(visit),
        Doing(Act.CONFIRM, "visits_staff.confirm", _("Confirm"), "primary"),
        Doing(Act.FOLLOW_UP, "visits_staff.follow_up", _("Follow up"), "primary"),
        Doing(Act.ARCHIVE, "visits_staff.archive", _("Archive")),
        Doing(Act.PROPOSE, "visits_staff.propose", _("Propose another time")),
        Doing(Act.ASK_FOR_MORE, "visits_staff.ask", _("Ask for more")),
        Doing(Act.REASSIGN, "visits_staff.reassign", _("Change hosts")),
        Doing(Act.DECLINE, "visits_staff.decline", _("Decline"), "quiet"),
        Doing(Act.CALL_OFF, "visits_staff.call_off", _("Call off"), "quiet"),
        Doing(Act.ADD_ADDRESS, "visits_staff.add_address", _("Add an e-mail address"), "guest"),
        Doing(Act.CHANGE_HEADCOUNT, "visits_staff.headcount", _("Change the head-count"), "guest"),
        Doing(Act.MOVE, "visits_staff.move", _("Move to another time"), "guest"),
        Doing(Act.CANCEL, "visits_staff.cancel", _("Cancel for the guest"), "guest"),
        Doing(Act.WITHDRAW, "visits_staff.cancel", _("Withdraw for the guest"), "guest"),
    ]
    return [each for each in listed if _is_open_to(visit, each.act, is_over=is_over)]


def _report(visit: Visit) -> Doing:
    if visit.state == VisitState.CONFIRMED:
        return Doing(Act.REPORT, "visits_staff.report", _("Report"), "primary")
    return Doing(Act.REPORT, "visits_staff.report", _("Correct the report"), "quiet")


def _is_open_to(visit: Visit, act: Act, *, is_over: bool) -> bool:
    if not may_move(visit.state, act, is_walk=visit.is_walk):
        return False
    has_begun = visit.event.starts_at <= clock.now()
    if act is Act.ADD_ADDRESS:
        return visit.contact_email is None
    if act is Act.REPORT:
        return has_begun and not visit.is_walk
    if act in (Act.REASSIGN, Act.CALL_OFF):
        return not is_over
    if act in (Act.CONFIRM, Act.CANCEL, Act.WITHDRAW, Act.CHANGE_HEADCOUNT, Act.MOVE):
        return not has_begun
    return True


def _page(visit: Visit, **forms: Any) -> str:
    earlier = list_earlier_visits(visit)
    is_deciding = visit.state in PENDING and not visit.is_walk
    ranks = list_ranks(visit) if is_deciding else []
    is_known = visit.organisation_id is not None
    may_reach = policy.may_read_contact_details(signed_in_user())
    return render_template(
        "visits_staff/show.html",
        visit=visit,
        doings=doings(visit) if policy.may_handle(signed_in_user()) else [],
        gaps=list_gaps(visit) if is_deciding else [],
        named_times=list_named_times(visit) if is_deciding else [],
        ranks=ranks,
        needed=hosts_needed(visit.group_size, visit.offer.group_per_host),
        place_fits=list_place_fits(visit) if is_deciding else [],
        conflicts=_conflicts(visit, ranks, earlier),
        hosts=_hosts(visit),
        elsewhere=[
            part for part in placed_programme(visit.event, visit.offer) if part.is_elsewhere
        ],
        deadlines=get_deadlines(visit),
        earlier=earlier,
        matches=[] if is_known else _matches(visit),
        history=told_history(visit, with_contact=may_reach),
        may_ask=not visit.is_walk and get_tour(visit.event).may_have_hosts,
        latest_ask=None if visit.is_walk else find_latest_ask(visit.event),
        open_swap=None if visit.is_walk else find_open_swap(visit.event),
        handler=get_user(visit.handled_by_id) if visit.handled_by_id else None,
        **{
            "note_form": NoteForm(visit, formdata=None, obj=visit),
            "organisation_form": OrganisationForm(visit, formdata=None),
            "act_form": ActForm(visit, formdata=None),
            "changes": None,
            "link_error": None,
            **forms,
        },
    )


def _hosts(visit: Visit) -> Sequence[Any]:
    """Return who hosts: those who were told, or else those whose time is held."""
    told = visit.event.hosts
    if told or visit.is_walk:
        return [(each.name, each.user.phone if each.user else None) for each in told]
    held = [host.host.user for host in held_hosts(visit.event) if host.host is not None]
    return [(user.name, user.phone) for user in held]


def _conflicts(visit: Visit, ranks: Any, earlier: Sequence[Visit]) -> Sequence[Any]:
    return [] if visit.is_walk else find_conflicts(visit, ranks, earlier, languages.current())


def _matches(visit: Visit) -> Sequence[Any]:
    return find_matches(
        visit.organisation_name, visit.organisation_number, visit.contact_email, visit.country
    )


def _note_again(visit: Visit, form: NoteForm) -> ResponseReturnValue:
    changes = list_changes(visit, form.seen_version or 0)
    form.version.data, form.version.raw_data = str(visit.version), None
    return _page(visit, note_form=form, changes=changes), 409


def _to(visit: Visit) -> Response:
    return redirect(visit_url(visit))
