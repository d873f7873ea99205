"""Applications and invitations as those who lead a network see them."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from arena import clock, db
from arena.accounts.sessions import acting, signed_in_user
from arena.directory.models import Organisation
from arena.directory.queries import get_organisation
from arena.errors import Conflict, NotFound
from arena.networks.forms.admissions import AnswerForm, InviteForm
from arena.networks.models import Admission, Circle, Entry, Network
from arena.networks.queries.admissions import (
    claim_of,
    get_admission,
    is_to_be_shown,
    list_admissions,
)
from arena.networks.queries.reading import get_membership
from arena.networks.rules.joining import is_of_domain
from arena.networks.services.answering import (
    NEW,
    Answer,
    accept_application,
    decline_application,
)
from arena.networks.services.asking import invite, renew_invitation, withdraw
from arena.networks.views.blueprints import for_both
from arena.networks.views.people import (
    alive,
    is_answered_so,
    led_network,
    plans,
    try_act,
)
from arena.web.numbers import read_whole


@for_both("/<slug>/admissions")
def admissions(slug: str) -> str:
    """List what came and what went out, what waits first."""
    network = led_network(slug)
    return render_template(
        "networks_staff/admissions.html",
        network=network,
        admissions=list_admissions(network),
        is_alive=alive(network),
    )


@for_both("/<slug>/invite", methods=("GET", "POST"))
def invite_member(slug: str) -> ResponseReturnValue:
    """Ask an organisation to be a member, or a person to stand for one that is."""
    network = led_network(slug)
    number = read_whole(request.args.get("member"))
    membership = get_membership(network, number) if number else None
    form = InviteForm(network, membership.organisation if membership else None, may_vouch=plans())
    made: list[Admission] = []
    if form.validate_on_submit() and try_act(
        form,
        lambda: made.append(
            invite(
                network,
                form.facts(membership.circle if membership else Circle.ASSOCIATED),
                organisation=membership.organisation if membership else None,
                is_vouched=form.vouched,
                user=signed_in_user(),
                by=acting(),
            )
        ),
    ):
        flash(_("The invitation to %(name)s is on its way.", name=made[0].name), "success")
        return redirect(url_for(".admissions", slug=slug), 303)
    page = render_template(
        "networks_staff/invite_member.html", form=form, network=network, membership=membership
    )
    return page, 400 if form.error_list else 200


@for_both("/<slug>/admissions/<int:admission_id>", methods=("GET", "POST"))
def admission(slug: str, admission_id: int) -> ResponseReturnValue:
    """Show one, and take the answer to an application."""
    network, asked = _led(slug, admission_id)
    claim = claim_of(asked)
    form = AnswerForm(asked, claim, may_choose=plans())
    answer = request.form.get("answer")
    if answer in ("yes", "no") and form.validate_on_submit():
        if answer == "no" and not form.words.data:
            form.words.refuse(_("Write why, in a few kind words"))
        elif _answer(asked, form, answer) or is_answered_so(asked, answer):
            return redirect(url_for(".admission", slug=slug, admission_id=admission_id), 303)
    organisation = claim.organisation
    page = render_template(
        "networks_staff/admission.html",
        network=network,
        admission=asked,
        form=form,
        is_to_answer=asked.is_waiting and asked.entry == Entry.APPLICATION and alive(network),
        may_renew=asked.entry == Entry.INVITATION
        and asked.state in ("waiting", "expired")
        and alive(network),
        known=organisation,
        is_own_domain=organisation is not None
        and is_of_domain(asked.email, organisation.email_domain),
        now=clock.now(),
    )
    return page, 400 if form.error_list else 200


@for_both("/<slug>/admissions/<int:admission_id>/renew", methods=("POST",))
def renew_admission(slug: str, admission_id: int) -> ResponseReturnValue:
    """Send an invitation anew, with another link."""
    _network, asked = _led(slug, admission_id)
    try:
        with db.transaction():
            renew_invitation(asked, by=acting())
    except Conflict as error:
        flash(str(error.message), "warning")
    else:
        flash(_("The invitation is on its way again."), "success")
    return redirect(url_for(".admission", slug=slug, admission_id=admission_id), 303)


@for_both("/<slug>/admissions/<int:admission_id>/withdraw", methods=("POST",))
def withdraw_admission(slug: str, admission_id: int) -> ResponseReturnValue:
    """Take an invitation back: its link leads nowhere any more."""
    _network, asked = _led(slug, admission_id)
    if asked.entry != Entry.INVITATION:
        raise NotFound
    try:
        with db.transaction():
            withdraw(asked, by=acting())
    except Conflict as error:
        flash(str(error.message), "warning")
    else:
        flash(_("The invitation is taken back."), "success")
    return redirect(url_for(".admission", slug=slug, admission_id=admission_id), 303)


def _answer(asked: Admission, form: AnswerForm, answer: str) -> bool:
    user, by, words = signed_in_user(), acting(), form.words.data
    if answer == "no":
        done = try_act(form, lambda: decline_application(asked, words=words, user=user, by=by))
        if done:
            flash(_("%(name)s is told.", name=asked.name), "success")
        return done
    said = Answer(Circle(form.circle.data), words, _chosen(form))
    done = try_act(form, lambda: accept_application(asked, said, user=user, by=by))
    if done:
        flash(_("%(name)s is a member.", name=asked.organisation_name), "success")
    return done


def _chosen(form: AnswerForm) -> Organisation | str | None:
    chosen = form.chosen
    if chosen is None or chosen == NEW:
        return chosen
    return get_organisation(int(chosen))


def _led(slug: str, admission_id: int) -> tuple[Network, Admission]:
    network = led_network(slug)
    asked = get_admission(network, admission_id)
    if not is_to_be_shown(asked):
        raise NotFound
    return network, asked
