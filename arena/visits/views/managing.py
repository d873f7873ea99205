"""The booker's own page: where the visit stands, and the entry for a calendar."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from arena import clock, config
from arena.audit.models import BOOKER
from arena.errors import NotFound
from arena.events.ical.calendar import single
from arena.events.ical.facts import entry_facts
from arena.events.ical.vevent import vevent
from arena.messages.queries import is_mail_kept
from arena.visits.forms.managing import PlainForm
from arena.visits.links import is_confirm_key, manage_token
from arena.visits.models import Visit, VisitState
from arena.visits.queries.walks import find_twin
from arena.visits.services import confirm_address
from arena.visits.services.errors import DeadLink
from arena.visits.terms import step_words
from arena.visits.views.blueprint import blueprint
from arena.visits.views.private import find_own, private, try_act
from arena.visits.views.senders import is_sender
from arena.visits.views.standing import get_standing
from arena.web import languages
from arena.web.access import access, public


@blueprint.get("/manage/<token>")
@access(public)
@private
def manage(token: str) -> ResponseReturnValue:
    """Show where a visit stands, what happens next, and what may still be changed."""
    visit = find_own(token)
    form = PlainForm()
    form.show(visit)
    return own_page(token, visit, form)


def own_page(token: str, visit: Visit, form: PlainForm) -> tuple[str, int, dict[str, str]]:
    """Show the booker's page; what was refused of a button on it is said there."""
    standing = get_standing(visit)
    shown = render_template(
        "visits/manage.html",
        token=token,
        visit=visit,
        standing=standing,
        form=form,
        is_sender=is_sender(visit),
        is_mail_kept=is_mail_kept(),
        cancelling=step_words(standing.deadlines.cancellation, visit.fee_sek),
    )
    return shown, form.status, form.headers


@blueprint.route("/manage/<token>/confirm/<key>", methods=["GET", "POST"])
@access(public)
@private
def confirm(token: str, key: str) -> ResponseReturnValue:
    """Ask for one press of a button, so that a program that opens links confirms nothing."""
    visit = find_own(token)
    if not is_confirm_key(visit, key):
        raise DeadLink
    if visit.email_confirmed_at is not None:
        return redirect(url_for("visits.manage", token=token), 303)
    form = PlainForm()
    # Whoever has the key reads the address's mail, and may know what else it has.
    twin = find_twin(visit)
    if (
        twin is None
        and form.validate_on_submit()
        and try_act(form, visit, lambda: confirm_address(visit, key, by=BOOKER), is_limited=False)
    ):
        flash(_("Thank you. Your address is confirmed."), "success")
        return redirect(url_for("visits.manage", token=token), 303)
    return render_template(
        "visits/confirm.html",
        token=token,
        visit=visit,
        form=form,
        is_waiting=visit.state == VisitState.UNVERIFIED,
        twin=twin,
        twin_url=url_for("visits.manage", token=manage_token(twin)) if twin else "",
    ), form.status


@blueprint.get("/manage/<token>/calendar")
@access(public)
@private
def calendar(token: str) -> ResponseReturnValue:
    """Lead to the calendar's file: iOS adds an entry only when it was led there."""
    visit = find_own(token)
    address = url_for("visits.calendar_file", token=token, reference=visit.reference)
    return redirect(address, 303)


@blueprint.get("/manage/<token>/<reference>.ics")
@access(public)
@private
def calendar_file(token: str, reference: str) -> ResponseReturnValue:
    """Give the visit as a calendar entry. It has no private link: calendars are shared."""
    visit = find_own(token)
    if visit.state != VisitState.CONFIRMED or reference != visit.reference:
        raise NotFound(_l("There is an entry for your calendar once the visit is confirmed."))
    return _entry(visit), {
        "Content-Type": "text/calendar; charset=utf-8",
        "Content-Disposition": f'attachment; filename="arena-{visit.reference}.ics"',
    }


def _entry(visit: Visit) -> bytes:
    facts = entry_facts(
        visit.event,
        language=languages.current(),
        detail="public",
        base_url=config.current().base_url,
    )
    return single(vevent(facts, clock.zone()), zone=clock.zone())
