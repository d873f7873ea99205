"""Founding networks and groups, changing what is said of them, their charters and their ends."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from arena import clock, db
from arena.accounts.sessions import acting, signed_in_user
from arena.errors import Forbidden
from arena.networks.forms.founding import CharterForm, EndForm, NetworkForm
from arena.networks.models import Network
from arena.networks.policy import may_change_networks
from arena.networks.queries.history import get_charter, list_charters
from arena.networks.services.errors import ChangedMeanwhile
from arena.networks.services.founding import (
    CharterFacts,
    NetworkFacts,
    adopt_charter,
    change_network,
    end_network,
    found_network,
)
from arena.networks.views.blueprints import for_both, staff
from arena.networks.views.people import led_network, plans, seen_network, try_act
from arena.web import filters
from arena.web.access import access
from arena.web.languages import localized

_TEXTS = ("name_sv", "name_en", "purpose_sv", "purpose_en", "rhythm_sv", "rhythm_en")


@staff.route("/new", methods=["GET", "POST"])
@access(may_change_networks)
def create() -> ResponseReturnValue:
    """Found a network."""
    form = NetworkForm()
    if form.validate_on_submit():
        network = _found(form.facts)
        return redirect(url_for(".show", slug=network.slug), 303)
    page = render_template("networks_staff/create.html", form=form, parent=None)
    return page, 400 if form.errors else 200


@for_both("/<slug>/groups/new", methods=("GET", "POST"))
def create_group(slug: str) -> ResponseReturnValue:
    """Found a working group of a network."""
    parent = led_network(slug)
    form = NetworkForm(may_publish=plans())
    if form.validate_on_submit():
        found: list[Network] = []
        facts = form.facts
        if try_act(form, lambda: found.append(found_network(facts, parent=parent, by=acting()))):
            _say_founded(found[0])
            return redirect(url_for(".show", slug=found[0].slug), 303)
    page = render_template("networks_staff/create.html", form=form, parent=parent)
    return page, 400 if form.error_list else 200


@for_both("/<slug>/edit", methods=("GET", "POST"))
def edit(slug: str) -> ResponseReturnValue:
    """Change what is said of a network; who is second sees what the first did."""
    network = led_network(slug)
    form, differing = NetworkForm(network, may_publish=plans()), None
    if form.validate_on_submit():
        try:
            with db.transaction():
                change_network(network, form.facts, version=form.seen_version, by=acting())
        except ChangedMeanwhile:
            now = [(name, getattr(network, name)) for name in _TEXTS]
            differing = form.show_again(network.version, now, form.facts)
        else:
            flash(_("Saved."), "success")
            return redirect(url_for(".show", slug=slug), 303)
    page = render_template(
        "networks_staff/edit.html", form=form, network=network, differing=differing
    )
    return page, 409 if differing is not None else 400 if form.errors else 200


@for_both("/<slug>/end", methods=("GET", "POST"))
def end(slug: str) -> ResponseReturnValue:
    """Say what follows, ask once, and end a network."""
    network = led_network(slug)
    if not plans():
        raise Forbidden
    form = EndForm()
    if form.validate_on_submit() and try_act(
        form, lambda: end_network(network, because=form.because.data, by=acting())
    ):
        flash(_("%(name)s has ended.", name=localized(network, "name")), "success")
        return redirect(url_for(".show", slug=slug), 303)
    page = render_template("networks_staff/end.html", form=form, network=network)
    return page, 400 if form.error_list else 200


@for_both("/<slug>/charter")
def charter(slug: str) -> str:
    """Show the charter, and who changed it when."""
    network = seen_network(slug)
    return render_template(
        "networks_staff/charter.html",
        network=network,
        versions=list_charters(network),
        entries=_entries(network),
        may_write=_may_write(network),
    )


@for_both("/<slug>/charter/<int:number>")
def charter_version(slug: str, number: int) -> str:
    """Show the charter as it stood in one version."""
    network = seen_network(slug)
    return render_template(
        "networks_staff/charter_version.html",
        network=network,
        version=get_charter(network, number),
    )


@for_both("/<slug>/charter/edit", methods=("GET", "POST"))
def edit_charter(slug: str) -> ResponseReturnValue:
    """Write the charter anew; the versions before stay."""
    network = led_network(slug)
    form, changed = CharterForm(network), None
    if form.validate_on_submit():
        try:
            with db.transaction():
                _adopt(network, form)
        except ChangedMeanwhile:
            form.show_again(network.version, [], form)
            changed = next(iter(list_charters(network)), None)
            return _charter_page(form, network, changed, 409)
        flash(_("The charter is saved. The version before can still be read."), "success")
        return redirect(url_for(".charter", slug=slug), 303)
    return _charter_page(form, network, changed, 400 if form.errors else 200)


def _charter_page(
    form: CharterForm, network: Network, changed: object, status: int
) -> ResponseReturnValue:
    page = render_template(
        "networks_staff/edit_charter.html",
        form=form,
        network=network,
        changed=changed,
        is_second=status == 409,
    )
    return page, status


def _adopt(network: Network, form: CharterForm) -> None:
    facts = CharterFacts(
        text_sv=form.text_sv.data,
        text_en=form.text_en.data,
        adopted_on=form.day,
        note=form.note.data,
    )
    adopt_charter(network, facts, user=signed_in_user(), version=form.seen_version, by=acting())


def _found(facts: NetworkFacts) -> Network:
    with db.transaction():
        network = found_network(facts, by=acting())
    _say_founded(network)
    return network


def _say_founded(network: Network) -> None:
    flash(
        _("%(name)s is founded. Now give it a chair and members.", name=localized(network, "name")),
        "success",
    )


def _may_write(network: Network) -> bool:
    try:
        led_network(network.slug)
    except Forbidden:
        return False
    return not network.has_ended(clock.today())


def _entries(network: Network) -> list[dict[str, object]]:
    """Return the versions of a charter for a timeline."""
    entries: list[dict[str, object]] = []
    for version in list_charters(network):
        if version.adopted_on is not None:
            text = _(
                "Version %(number)s, adopted on %(day)s",
                number=version.number,
                day=filters.day(version.adopted_on),
            )
        else:
            text = _("Version %(number)s, a proposal", number=version.number)
        entries.append(
            {
                "at": version.created_at,
                "text": text,
                "who": version.created_by.name if version.created_by else None,
                "detail": version.note or None,
                "kind": "good" if version.adopted_on else "open",
            }
        )
    return entries
