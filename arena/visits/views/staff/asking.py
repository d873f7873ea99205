"""Asking hosts to lead a visit or a walk, and taking the question back."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, time, timedelta

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from arena import clock, db
from arena.accounts.sessions import acting, signed_in_user
from arena.errors import Conflict, Invalid, NotFound
from arena.resources.rules.hours import local_moment
from arena.visits import policy
from arena.visits.forms.staff.asking import AskHostsForm
from arena.visits.queries import get_visit, get_walk
from arena.visits.queries.asking import count_missing, find_ask, find_open_ask, list_leading
from arena.visits.queries.free_times import HostRank, rank_hosts
from arena.visits.queries.tours import Tour, get_tour
from arena.visits.services.asking import ask_hosts as ask
from arena.visits.services.asking import take_ask_back
from arena.visits.services.asking_errors import NotAskedNow, WrongTimeLimit
from arena.visits.views.staff.blueprint import blueprint
from arena.web import filters
from arena.web.access import access

_A_DAY = timedelta(days=1)


@blueprint.route("/visits/<reference>/ask-hosts", methods=["GET", "POST"])
@access(policy.may_handle)
def ask_hosts(reference: str) -> ResponseReturnValue:
    """Ask one to three hosts about a visit; the first yes holds."""
    return _ask_about(_visit(reference))


@blueprint.route("/offers/<slug>/walks/<int:event_id>/ask-hosts", methods=["GET", "POST"])
@access(policy.may_handle)
def ask_walk_hosts(slug: str, event_id: int) -> ResponseReturnValue:
    """Ask one to three hosts about a walk; the first yes holds."""
    return _ask_about(_walk(slug, event_id))


@blueprint.post("/visits/<reference>/stop-asking")
@access(policy.may_handle)
def stop_asking(reference: str) -> Response:
    """Take a question about a visit back; those who have not answered are thanked."""
    return _stop(_visit(reference))


@blueprint.post("/offers/<slug>/walks/<int:event_id>/stop-asking")
@access(policy.may_handle)
def stop_asking_about_walk(slug: str, event_id: int) -> Response:
    """Take a question about a walk back; those who have not answered are thanked."""
    return _stop(_walk(slug, event_id))


def _visit(reference: str) -> Tour:
    visit = get_visit(reference)
    if visit.is_walk:
        raise NotFound
    return get_tour(visit.event)


def _walk(slug: str, event_id: int) -> Tour:
    walk = get_walk(event_id)
    if walk.offer.slug != slug:
        raise NotFound
    return get_tour(walk.event)


def _ask_about(tour: Tour) -> ResponseReturnValue:
    page_of_tour = _page_of(tour)
    if not tour.may_have_hosts:
        flash(str(NotAskedNow().message), "warning")
        return redirect(page_of_tour)
    leading, missing = list_leading(tour), count_missing(tour)
    ranks = _ranks(tour, {host.id for host in leading})
    form = AskHostsForm(
        hosts=[(rank.host.id, rank.host.name) for rank in ranks],
        suggested=_suggested(tour),
        missing=max(missing, 1),
        needed=tour.needed,
    )
    status, not_free = 200, list[int]()
    if form.validate_on_submit() and not (not_free := _warn_of_busy(form, ranks)):
        try:
            _ask(tour, form)
        except Invalid as error:
            form.refuse(error.field, error.message)
        except Conflict as error:
            form.refuse(None, error.message)
            status = 409
        else:
            flash(_asked_words(len(form.host_ids.data)), "success")
            return redirect(page_of_tour)
    page = render_template(
        "visits_staff/ask_hosts.html",
        tour=tour,
        visit=tour.visit,
        walk=tour.walk,
        back=page_of_tour,
        form=form,
        ranks=ranks,
        leading=leading,
        missing=missing,
        not_free=not_free,
        open_ask=find_open_ask(tour.event),
    )
    return page, 400 if form.error_list and status == 200 else status


def _ranks(tour: Tour, leading: Collection[int]) -> list[HostRank]:
    """Return the hosts beside a tour; who leads it already is not asked."""
    ranks = rank_hosts(
        tour.offer,
        tour.event.starts_at,
        tour.event.ends_at,
        language=tour.language,
        ignore_event=tour.event.id,
        any_hours=True,
    )
    return [rank for rank in ranks if rank.host.id not in leading]


def _warn_of_busy(form: AskHostsForm, ranks: Sequence[HostRank]) -> list[int]:
    """Refuse once those who are not free then; return them, until they are asked all the same.

    Their yes may be refused later: whoever asks should know that, and may be moving what they have.
    """
    busy = [
        rank.host
        for rank in ranks
        if rank.host.id in form.host_ids.data and not (rank.is_free and rank.is_open)
    ]
    seen = request.form.get("nevertheless", "").split()
    if all(str(host.id) in seen for host in busy):
        return []
    form.refuse(
        "host_ids",
        ngettext(
            "%(names)s is not free at that time. Choose somebody else, or ask all the same.",
            "%(names)s are not free at that time. Choose others, or ask all the same.",
            len(busy),
            names=filters.listing([host.name for host in busy]),
        ),
    )
    return [host.id for host in busy]


def _ask(tour: Tour, form: AskHostsForm) -> None:
    answer_by = form.answer_by
    if answer_by is None:
        raise WrongTimeLimit
    user_id = signed_in_user().id
    with db.transaction():
        ask(
            tour.event,
            host_ids=form.host_ids.data,
            answer_by=answer_by,
            wanted=form.how_many,
            words=form.words.data,
            asked_by_id=user_id,
            by=acting(),
        )


def _asked_words(number: int) -> str:
    return str(
        ngettext(
            "The host is asked. You hear as soon as the answer comes.",
            "They are asked. You hear as soon as somebody says yes.",
            number,
        )
    )


def _stop(tour: Tour) -> Response:
    """Take back the very question that the page showed, not one that was asked since."""
    ask_id = request.form.get("ask", type=int)
    shown = None if ask_id is None else find_ask(ask_id, tour.event)
    if shown is None:
        raise NotFound
    try:
        with db.transaction():
            take_ask_back(shown, by=acting())
    except Conflict as error:
        flash(str(error.message), "warning")
    else:
        flash(_("Nobody is asked any more."), "success")
    return redirect(_page_of(tour))


def _page_of(tour: Tour) -> str:
    if tour.visit is not None:
        return url_for("visits_staff.show", reference=tour.visit.reference)
    return url_for("visits_staff.walk", slug=tour.offer.slug, event_id=tour.event.id)


def _suggested(tour: Tour) -> datetime:
    """Return noon of the day after tomorrow, or half of the time that is left, if that is less."""
    noon = local_moment(clock.today() + 2 * _A_DAY, time(12), clock.zone())
    half = clock.now() + (tour.event.starts_at - clock.now()) / 2
    return half.replace(second=0, microsecond=0) if noon is None else min(noon, half)
