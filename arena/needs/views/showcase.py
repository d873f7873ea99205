"""The needs as all see them: the list, one need, asking, following."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from arena import clock, db
from arena.accounts.policy import is_partner
from arena.accounts.sessions import acting, signed_in_user
from arena.audit.models import STRANGER
from arena.errors import Conflict, NotFound
from arena.needs import policy
from arena.needs.forms.public import (
    AskByAddressForm,
    AskForm,
    FollowByAddressForm,
    FollowForm,
    ShowcaseForm,
)
from arena.needs.meanings import STAGES
from arena.needs.models import Need
from arena.needs.queries.following import find_follower, find_of_user, has_unconfirmed
from arena.needs.queries.listing import (
    count_stages,
    list_answered,
    list_changes,
    list_outcomes,
    list_shown,
)
from arena.needs.queries.members import Standing
from arena.needs.rules.ladder import GOES_ON, Stage
from arena.needs.rules.standing import takes_interest, takes_questions
from arena.needs.services.asking import ask as ask_question
from arena.needs.services.asking import ask_by_address
from arena.needs.services.errors import TooManyMails
from arena.needs.services.following import (
    confirm_follower,
    follow_as,
    follow_by_address,
    unfollow,
)
from arena.needs.views.blueprints import public as blueprint
from arena.needs.views.reading import (
    own_standing,
    readable_need,
    reader,
    reads_as_staff,
)
from arena.needs.words import need_title
from arena.web import languages, paging
from arena.web.access import access, public
from arena.web.addresses import absolute_url
from arena.web.limits import booking_limit
from arena.web.places import url_with
from arena.web.private import private
from arena.web.security import MAY_GO_BACK

_PAGE = 20


@blueprint.get("/")
@access(public)
def index() -> str:
    """List the needs that the reader may see: what is open first."""
    form, page, stage = ShowcaseForm(request.args), paging.asked(_PAGE), asked_stage()
    form.validate()
    criteria, standing = form.criteria(stage), own_standing()
    needs, total = list_shown(
        criteria, standing, is_staff=reads_as_staff(), limit=page.size, offset=page.offset
    )
    counts = count_stages(criteria, standing, is_staff=reads_as_staff())
    return render_template(
        "needs/index.html",
        needs=needs,
        total=total,
        page=page,
        form=form,
        tabs=stage_tabs(stage, counts),
        is_filtered=bool(criteria.words or criteria.topic or stage),
        today=clock.today(),
        may_write=write_url(),
    )


@blueprint.get("/<reference>")
@access(public)
def show(reference: str) -> ResponseReturnValue:
    """Show one need with its questions, answers, changes and results."""
    need, standing = readable_need(reference)
    return need_page(need, standing), 200, MAY_GO_BACK


@blueprint.post("/<reference>/ask")
@access(public)
@booking_limit
def ask(reference: str) -> ResponseReturnValue:
    """Ask about a need: at once when signed in, else once the address has been confirmed."""
    need, standing = readable_need(reference)
    form = AskForm() if is_signed_in() else AskByAddressForm()
    if form.validate_on_submit():
        try:
            _ask(need, standing, form)
        except TooManyMails as error:
            form.make_wait(error)
        except Conflict as error:
            form.refuse(None, error.message)
        else:
            return redirect(url_for("needs.show", reference=need.reference, _anchor="ask"), 303)
    page = need_page(need, standing, ask_form=form)
    return page, form.status, MAY_GO_BACK | form.headers


@blueprint.post("/<reference>/follow")
@access(public)
@booking_limit
def follow(reference: str) -> ResponseReturnValue:
    """Follow a need, or stop; an address without an account confirms itself first."""
    need, standing = readable_need(reference)
    form = FollowForm() if is_signed_in() else FollowByAddressForm()
    if form.validate_on_submit():
        try:
            _follow(need, form)
        except TooManyMails as error:
            form.make_wait(error)
        except Conflict as error:
            form.refuse(None, error.message)
        else:
            return redirect(url_for("needs.show", reference=need.reference, _anchor="follow"), 303)
    page = need_page(need, standing, follow_form=form)
    return page, form.status, MAY_GO_BACK | form.headers


@blueprint.route("/follow/<token>", methods=["GET", "POST"])
@access(public)
@private
def link(token: str) -> ResponseReturnValue:
    """Show what an address follows; only pressing a button confirms it, or ends it."""
    follower = find_follower(token)
    if follower is None or not (policy.is_for_all(follower.need) or follower.user_id):
        raise NotFound(_("This link leads nowhere any more. Copy the whole link from the e-mail."))
    if request.method != "POST":
        return render_template(
            "needs/link.html", follower=follower, has_question=has_unconfirmed(follower)
        )
    need = follower.need
    with db.transaction():
        if request.form.get("act") == "unfollow":
            unfollow(follower, by=STRANGER)
            said = _("You do not follow the need any more, and we have forgotten the address.")
        else:
            asked = confirm_follower(follower)
            said = (
                _("Thank you. Your question has gone to the need’s owner.")
                if asked
                else _("Thank you. You get a mail when there is something new.")
            )
    flash(said, "success")
    return redirect(url_for("needs.show", reference=need.reference), 303)


def need_page(need: Need, standing: Standing, **forms: Any) -> str:
    """Draw the page of a need for its reader."""
    person = reader()
    signed_in, today = is_signed_in(), clock.today()
    return render_template(
        "needs/show.html",
        need=need,
        answered=list_answered(need),
        changes=list_changes(need),
        outcomes=list_outcomes(need),
        takes_questions=takes_questions(need.state, need.dialogue, need.questions_until, today),
        takes_interest=takes_interest(need.state, need.dialogue, need.interest_until, today),
        may_follow=need.state in GOES_ON,
        follower=find_of_user(need, person) if signed_in else None,
        is_own=signed_in
        and (
            need.organisation_id in standing.organisation_ids
            or policy.may_lead(person, need, standing)
        ),
        desk_url=desk_url(need, standing),
        interest_url=interest_url(need),
        share_url=absolute_url("needs.show", reference=need.reference),
        share_title=need_title(need),
        **{
            "ask_form": AskForm() if signed_in else AskByAddressForm(),
            "follow_form": FollowForm() if signed_in else FollowByAddressForm(),
            **forms,
        },
    )


def is_signed_in() -> bool:
    """Tell whether the reader is signed in."""
    return bool(reader().is_authenticated)


def asked_stage() -> Stage | None:
    """Return the stage that the address asks for; without any, all."""
    asked = request.args.get("stage", "")
    return Stage(asked) if asked in set(Stage) else None


def stage_tabs(current: Stage | None, counts: dict[Stage, int]) -> list[dict[str, Any]]:
    """Return the stages as links, each with how many there are."""
    everything = {
        "label": _("All"),
        "href": url_with(stage=None, page=None),
        "is_current": current is None,
        "count": sum(counts.values()),
    }
    return [
        everything,
        *(
            {
                "label": STAGES[stage],
                "href": url_with(stage=stage.value, page=None),
                "is_current": stage is current,
                "count": counts[stage],
            }
            for stage in Stage
        ),
    ]


def write_url() -> str | None:
    """Return where the reader writes a need; None for who may not."""
    person = reader()
    if not person.is_authenticated:
        return None
    if policy.may_write_needs(person):
        return url_for("needs_staff.create")
    return url_for("needs_partner.create") if policy.may_write_as_partner(person) else None


def desk_url(need: Need, standing: Standing) -> str | None:
    """Return where the reader sees to a need; None for who only reads it."""
    person = reader()
    if not person.is_authenticated or not policy.may_edit(person, need, standing):
        return None
    side = "needs_partner" if is_partner(person) else "needs_staff"
    return url_for(f"{side}.show", reference=need.reference)


def interest_url(need: Need) -> str | None:
    """Return where a partner shows interest; a stranger signs in on the way there."""
    person = reader()
    if person.is_authenticated and not is_partner(person):
        return None
    return url_for("needs_partner.interest", reference=need.reference)


def _ask(need: Need, standing: Standing, form: AskForm) -> None:
    words, language = form.words.data, languages.current()
    with db.transaction():
        if isinstance(form, AskByAddressForm):
            ask_by_address(need, words, language, form.email.data)
        else:
            user = signed_in_user()
            ask_question(need, words, language, user=user, standing=standing, by=acting())
    if isinstance(form, AskByAddressForm):
        flash(
            _(
                "One step left: open the e-mail that we have sent you, and press the button behind"
                " its link. Then the question goes to the need’s owner."
            ),
            "info",
        )
        return
    flash(
        _("Your question has gone to the need’s owner. You get a mail when it is answered."),
        "success",
    )


def _follow(need: Need, form: FollowForm) -> None:
    if isinstance(form, FollowByAddressForm):
        with db.transaction():
            follow_by_address(need, form.email.data, languages.current())
        flash(_("Open the e-mail that we have sent you, and press the button behind its link."))
        return
    user = signed_in_user()
    with db.transaction():
        follower = find_of_user(need, user)
        if request.form.get("act") == "unfollow" and follower is not None:
            unfollow(follower, by=acting())
        elif request.form.get("act") != "unfollow":
            follow_as(need, user, by=acting())
    flash(_("Saved."), "success")
