"""Where others find offers and introductions: the rail, organisations, Today, who leaves."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from flask import Flask, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from arena import clock
from arena.accounts import leaving
from arena.accounts.models import User
from arena.accounts.sessions import signed_in_user
from arena.directory import departures, history, sections
from arena.directory.models import Organisation
from arena.needs import offering_policy, offering_words
from arena.needs.models import Introduction
from arena.needs.offering_words import introduction_standing, offer_standing, offer_title
from arena.needs.queries.introductions import (
    count_waiting_for,
    list_for_today,
    list_of_organisation,
    waits_for,
)
from arena.needs.queries.members import standing_of
from arena.needs.queries.offers import list_contacted, list_offers_of
from arena.needs.rules.offering import OfferState
from arena.needs.views import (  # noqa: F401 - they add their views to the blueprints
    introduction_pages,
    introductions,
    offer_matches,
    offer_showcase,
    offers,
)
from arena.needs.views.offer_blueprints import BLUEPRINTS
from arena.needs.views.offer_history import INTRODUCTIONS, OFFERS, what_ends
from arena.needs.words import need_title
from arena.web import filters, navigation, today

SHOWN = 8
_SOON = timedelta(days=3)
_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def init_app(app: Flask) -> None:
    """Register the pages, and tell the rest of the house."""
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    for function in offering_words.FILTERS:
        app.add_template_filter(function)
    app.jinja_env.globals.update(
        may_introduce=offering_policy.may_introduce, may_offer=offering_policy.may_offer
    )
    navigation.add(
        app,
        navigation.Entry(
            "needs_offers.index", _l("Partners’ offers"), "package", 36, under="needs_staff.index"
        ),
        navigation.Entry(
            "needs_offers_partner.index", _l("Offers"), "package", 36, under="needs_partner.index"
        ),
        navigation.Entry(
            "needs_introductions.index", _l("Introductions"), "users", 36, under="needs_staff.index"
        ),
        navigation.Entry(
            "needs_introductions_partner.index",
            _l("Introductions"),
            "users",
            36,
            count_waiting,
            under="needs_partner.index",
        ),
    )
    sections.register(app, offers_of, introductions_of)
    leaving.register(app, offers_to_hand_over)
    history.register(app, OFFERS, INTRODUCTIONS)
    departures.register(app, what_ends)
    today.register(app, introductions_today)


def offers_of(organisation: Organisation) -> sections.Section:
    """Return what an organisation offers, for its page in the directory."""
    found = [each for each in list_offers_of(organisation.id) if each.state != OfferState.WITHDRAWN]
    return sections.Section(
        heading=_l("Offers to others"),
        empty=_l("What the organisation offers that may meet somebody’s need stands here."),
        lines=[
            sections.Line(
                text=offer_title(offer),
                href=url_for("needs_offers.show", offer_id=offer.id),
                detail=offering_words.offer_kind(offer.kind),
                status=offer_standing(offer.state),
            )
            for offer in found[:SHOWN]
        ],
    )


def introductions_of(organisation: Organisation) -> sections.Section:
    """Return in which introductions an organisation took part, for those who may follow them."""
    may = offering_policy.may_introduce(signed_in_user())
    found = list_of_organisation(organisation.id, limit=SHOWN) if may else []
    return sections.Section(
        heading=_l("Introductions"),
        empty=_l("Introductions that both sides said yes to stand here."),
        lines=[
            sections.Line(
                text=need_title(each.need),
                href=url_for("needs_introductions.show", introduction_id=each.id),
                detail=filters.day(clock.date_of(each.created_at)),
                status=introduction_standing(each.state),
            )
            for each in found
        ],
    )


def offers_to_hand_over(user: User) -> leaving.Duties | None:
    """Return the offers that name somebody, for the page that closes their account."""
    found = list_contacted(standing_of(user).person_id)
    if not found:
        return None
    return leaving.Duties(
        heading=_("Offers need another contact person"),
        advice=_("Until they have one, nobody can be introduced about them."),
        lines=[
            leaving.Duty(offer_title(each), url_for("needs_offers.edit", offer_id=each.id))
            for each in found
        ],
    )


def introductions_today(person: User) -> today.Section | None:
    """Return the questions that wait for who reads, and for staff what nobody has told of."""
    if not offering_policy.may_oversee(person):
        return None
    now = clock.now()
    plans = offering_policy.may_introduce(person)
    lines = [
        _line_today(each, is_own=waits_for(each, person.id))
        for each in list_for_today(person.id, before=now + _SOON if plans else _LONG_AGO)
    ]
    more = (_("All introductions"), url_for("needs_introductions.index"))
    return today.Section("introductions-today", _("Introductions"), lines, more)


def _line_today(introduction: Introduction, *, is_own: bool) -> today.Line:
    href = url_for("needs_introductions.show", introduction_id=introduction.id)
    title = need_title(introduction.need)
    if is_own:
        offer = offer_title(introduction.offer)
        return today.Line(title, href, offer, (_("Waits for your answer"), "waiting"))
    until = filters.day(clock.date_of(introduction.expires_at))
    detail = _("runs out on %(day)s", day=until)
    return today.Line(title, href, detail, (_("Not answered yet"), "waiting"))


def count_waiting() -> int:
    """Count the introductions that wait for the answer of who reads it."""
    return count_waiting_for(signed_in_user().id)
