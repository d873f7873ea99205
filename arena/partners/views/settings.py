"""What a partner wants mail about, and the calendars that they can have."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from arena import clock, db
from arena.accounts.models import User
from arena.accounts.sessions import acting, signed_in_user
from arena.messages.mail_topics import topic_name
from arena.messages.models import ALL_MAILINGS
from arena.messages.queries import topics_refused_by
from arena.networks.queries.standing import networks_of
from arena.partners.forms import MailForm
from arena.partners.policy import may_use_own_pages
from arena.partners.queries.waiting import list_own_networks
from arena.partners.services.wishes import choose_mailings
from arena.partners.views.blueprint import blueprint, own
from arena.web import filters, languages
from arena.web.access import access

# What every partner may get, beside mail to their own networks.
TOPICS = ("matches", "newsletters")


@blueprint.route("/mail", methods=["GET", "POST"])
@access(may_use_own_pages)
def mail() -> ResponseReturnValue:
    """Choose which mailings one wants; what is one's own comes in any case."""
    user = signed_in_user()
    refused, choices = topics_refused_by(user.email), _offered(user)
    none_at_all = ALL_MAILINGS in refused
    wanted = [] if none_at_all else [each for each, _name in choices if each not in refused]
    form = MailForm(choices, wanted)
    if form.validate_on_submit():
        with db.transaction():
            choose_mailings(user, [each for each, _name in choices], form.topics.data, by=acting())
        flash(_("Saved. It holds from now on, also for what is on its way."), "success")
        return redirect(url_for("partners.mail"), 303)
    page = render_template("partners/mail.html", form=form, none_at_all=none_at_all)
    return page, 400 if form.error_list else 200


@blueprint.get("/calendars")
@access(may_use_own_pages)
def calendars() -> str:
    """Show every calendar and news feed that a partner can have, and how."""
    known = own()
    return render_template(
        "partners/calendars.html",
        organisations=known.organisations,
        networks=list_own_networks(known.user),
        language=languages.current(),
    )


def _offered(user: User) -> list[tuple[str, str]]:
    """Return the topics of mailings that may reach somebody, with their names."""
    theirs = [f"network:{number}" for number in sorted(networks_of(user, clock.today()))]
    named = [(topic, topic_name(topic)) for topic in (*theirs, *TOPICS)]
    return [(topic, filters.sentence(name)) for topic, name in named if name]
