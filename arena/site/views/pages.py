"""Pages of the site for people: the start page, what the arena is, and its statements."""

from __future__ import annotations

from datetime import date

from flask import redirect, render_template, url_for
from flask_babel import ngettext
from werkzeug.wrappers import Response

from arena import retention
from arena.retention import Period, Unit
from arena.site.queries import list_whats_on
from arena.site.views.blueprint import blueprint
from arena.visits.queries import list_offers
from arena.web import languages
from arena.web.access import access, public
from arena.web.keeping import kept

OFFERS_SHOWN = 6
EVENTS_SHOWN = 5
# Of the accessibility statement: renew them when the pages have been assessed again.
ASSESSED_ON = date(2026, 11, 25)
STATED_ON = date(2026, 11, 25)


@blueprint.get("/")
@access(public)
def root() -> Response:
    """Go to the start page in the language that the browser asks for."""
    answer = redirect(url_for("site.index", lang=languages.preferred()))
    answer.headers["Vary"] = "Accept-Language"
    return answer


@blueprint.get("/<lang>/")
@access(public)
@kept
def index() -> str:
    """Show what the arena is, what can be asked for and what is on."""
    offers = list_offers()
    return render_template(
        "site/index.html",
        offers=offers[:OFFERS_SHOWN],
        offer_count=len(offers),
        whats_on=list_whats_on(EVENTS_SHOWN),
    )


@blueprint.get("/<lang>/about")
@access(public)
def about() -> str:
    """Say what the arena is for."""
    return render_template("site/about.html")


@blueprint.get("/<lang>/contact")
@access(public)
def contact() -> str:
    """Say how the arena is reached."""
    return render_template("site/contact.html")


@blueprint.get("/<lang>/accessibility")
@access(public)
def accessibility() -> str:
    """State how accessible the service is (the Swedish act 2018:1937, section 13)."""
    return render_template("site/accessibility.html", assessed_on=ASSESSED_ON, stated_on=STATED_ON)


@blueprint.get("/<lang>/privacy")
@access(public)
def privacy() -> str:
    """Say what is kept about people, why and for how long."""
    return render_template("site/privacy.html", periods=_periods())


def _periods() -> dict[str, str]:
    """Return in words how long each kind of data is kept, by what erases it."""
    kept = {
        "absence": retention.ABSENCE,
        "application": retention.APPLICATION,
        "booking": retention.BOOKING,
        "busy": retention.BUSY,
        "calendar": retention.CALENDAR,
        "contact": retention.CONTACT,
        "follower": retention.FOLLOWER,
        "guest_link": retention.GUEST_LINK,
        "interest": retention.INTEREST,
        "invitees": retention.INVITEES,
        "invoice": retention.INVOICE,
        "mail": retention.MAIL,
        "needs": retention.NEEDS,
        "order": retention.ORDER,
        "participants": retention.PARTICIPANTS,
        "person": retention.PERSON,
        "report": retention.REPORT,
        "request": retention.REQUEST,
        "seats": retention.SEATS,
        "sign_in": retention.SIGN_IN,
        "subscription": retention.SUBSCRIPTION,
        "undo": retention.UNDO,
        "withdrawn": retention.WITHDRAWN,
    }
    return {name: _in_words(period) for name, period in kept.items()}


def _in_words(period: Period) -> str:
    if period.unit is Unit.DAYS:
        return str(ngettext("%(num)s day", "%(num)s days", period.count))
    return str(ngettext("%(num)s year", "%(num)s years", period.count))
