"""Writing a need, publishing it, changing it openly, giving it to another owner."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from arena import clock, db
from arena.accounts.policy import is_partner, may_plan
from arena.accounts.sessions import acting, signed_in_user
from arena.errors import Conflict, Invalid, NotFound
from arena.needs import policy
from arena.needs.forms.acts import PlainForm
from arena.needs.forms.offering import Offered
from arena.needs.forms.writing import (
    ChangeForm,
    NeedForm,
    OrganisationForm,
    offered_for,
)
from arena.needs.models import Need
from arena.needs.queries.members import (
    Standing,
    find_person_of,
    list_organisations_of,
    list_people_of,
    list_seekers,
)
from arena.needs.rules.ladder import Act, may_do
from arena.needs.services import writing
from arena.needs.services.errors import ChangedMeanwhile, NoOrganisation
from arena.needs.views.approving import keeper_choices
from arena.needs.views.blueprints import for_both
from arena.needs.views.desk import act_on, back_to, publishes_at_once, record_again
from arena.needs.views.reading import edited_need, own_standing
from arena.networks.models import Network
from arena.networks.queries.standing import list_networks
from arena.web.numbers import read_whole
from arena.web.security import MAY_GO_BACK


@for_both("/new", methods=("GET", "POST"))
def create() -> ResponseReturnValue:
    """Begin a need: for which organisation, then in its own words."""
    user = signed_in_user()
    if not (is_partner(user) or policy.may_write_needs(user)):
        raise NotFound
    organisations = list_organisations_of(user.id) if is_partner(user) else list_seekers()
    if not organisations:
        return render_template("needs_staff/no_organisation.html", why=NoOrganisation().message)
    wanted = read_whole(request.args.get("organisation_id"))
    organisation = next((each for each in organisations if each.id == wanted), None)
    if organisation is None and len(organisations) == 1:
        organisation = organisations[0]
    if organisation is None:
        listed = [(each.id, each.name) for each in organisations]
        choice = OrganisationForm(request.args, offered={"organisation_id": listed})
        return render_template("needs_staff/choose.html", form=choice)
    form = NeedForm(offered=_offered(organisation.id, None))
    if not form.is_submitted():
        own = find_person_of(user)
        if "owner_id" in form and own is not None:
            form.owner_id.data = own.id
    elif form.validate():
        with db.transaction():
            need = writing.begin_need(
                form.facts(),
                organisation_id=organisation.id,
                owner_id=form.chosen("owner_id"),
                keeper_id=form.chosen("keeper_id"),
                author=user,
                by=acting(),
            )
        return _after_saving(need)
    page = render_template(
        "needs_staff/edit.html", form=form, need=None, organisation=organisation, is_change=False
    )
    return page, form.status, MAY_GO_BACK


@for_both("/<reference>/edit", methods=("GET", "POST"))
def edit(reference: str) -> ResponseReturnValue:
    """Go on writing a draft; or change what is published, which all read of."""
    need, _standing = edited_need(reference)
    is_change = may_do(need.state, Act.CHANGE)
    if not (is_change or may_do(need.state, Act.EDIT)):
        flash(_("This need cannot be changed as it stands now."), "warning")
        return back_to(need)
    kind = ChangeForm if is_change else NeedForm
    form = kind(offered=_offered(need.organisation_id, need))
    form.kept_dialogue = need.dialogue
    if not form.is_submitted():
        form.show(need)
    elif form.validate() and _keep(need, form, is_change=is_change):
        return _after_saving(need)
    page = render_template(
        "needs_staff/edit.html",
        form=form,
        need=need,
        organisation=need.organisation,
        is_change=is_change,
    )
    return page, form.status, MAY_GO_BACK


@for_both("/<reference>/publish", methods=("POST",))
def publish(reference: str) -> ResponseReturnValue:
    """Publish a draft; or ask the arena to say yes to it."""
    need, standing = edited_need(reference)
    form = PlainForm()
    if publishes_at_once(need):
        said = _("The need is published.")
        done = act_on(
            form,
            lambda: writing.publish_need(need, by=acting(), version=form.seen_version),
            said,
        )
    else:
        said = _("The arena looks at the need now. You get a mail when it is published.")
        done = act_on(
            form,
            lambda: writing.propose_need(need, by=acting(), version=form.seen_version),
            said,
        )
    return back_to(need) if done else record_again(need, standing, form)


@for_both("/<reference>/take-back", methods=("POST",))
def take_back(reference: str) -> ResponseReturnValue:
    """Make a need that waits for a yes a draft again."""
    need, standing = edited_need(reference)
    form = PlainForm()
    done = act_on(
        form,
        lambda: writing.take_back(need, by=acting(), version=form.seen_version),
        _("The need is a draft again."),
    )
    return back_to(need) if done else record_again(need, standing, form)


@for_both("/<reference>/discard", methods=("GET", "POST"))
def discard(reference: str) -> ResponseReturnValue:
    """Throw a draft away, after asking once."""
    need, _standing = edited_need(reference)
    form = PlainForm()
    if not form.is_submitted():
        form.show_version(need.version)
    done = act_on(
        form,
        lambda: writing.discard_draft(need, by=acting(), version=form.seen_version),
        _("The draft is thrown away."),
    )
    if done:
        return redirect(url_for(".index"), 303)
    return render_template("needs_staff/discard.html", need=need, form=form), form.status


def _offered(organisation_id: int, need: Need | None) -> Offered:
    return offered_for(
        people=list_people_of(organisation_id),
        keepers=[] if is_partner(signed_in_user()) else keeper_choices(need),
        networks=_networks(own_standing(), need),
        need=need,
    )


def _networks(standing: Standing, need: Need | None) -> list[Network]:
    """Return the networks whose members may be chosen: of a closed one only its own know."""
    networks = list_networks(clock.today())
    if may_plan(signed_in_user()):
        return list(networks)
    chosen = {each.network_id for each in need.circles} if need else set()
    return [each for each in networks if each.id in standing.network_ids | chosen]


def _keep(need: Need, form: NeedForm, *, is_change: bool) -> bool:
    try:
        with db.transaction():
            if isinstance(form, ChangeForm) and is_change:
                writing.change_need(
                    need,
                    form.facts(),
                    words_sv=form.words_sv.data,
                    words_en=form.words_en.data,
                    by=acting(),
                    version=form.seen_version,
                )
            else:
                writing.edit_draft(
                    need,
                    form.facts(),
                    owner_id=form.owner_id.data if "owner_id" in form else need.owner_id,
                    keeper_id=form.keeper_id.data if "keeper_id" in form else need.keeper_id,
                    by=acting(),
                    version=form.seen_version,
                )
    except ChangedMeanwhile as error:
        form.refuse_act(error)
        form.show_version(need.version)
        return False
    except (Conflict, Invalid) as error:
        form.refuse_act(error)
        return False
    return True


def _after_saving(need: Need) -> ResponseReturnValue:
    """Lead to where the pressed button says: on with the draft, its preview, or its record."""
    flash(_("Saved."), "success")
    if request.form.get("then") == "preview":
        return redirect(url_for(".preview", reference=need.reference), 303)
    if request.form.get("then") == "alike":
        offers = "needs_offers_partner" if is_partner(signed_in_user()) else "needs_offers"
        return redirect(url_for(f"{offers}.for_need", reference=need.reference), 303)
    return back_to(need)
