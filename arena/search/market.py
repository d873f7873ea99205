"""Needs, and what partners offer, among what a search finds."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import true

from arena.accounts.models import User
from arena.needs import policy as needs_policy
from arena.needs.offering_policy import may_read_offers
from arena.needs.offering_words import offer_kind, offer_title
from arena.needs.queries.listing import Criteria as NeedCriteria
from arena.needs.queries.listing import list_shown as list_needs
from arena.needs.queries.offers import OfferFilters, list_offers
from arena.needs.words import need_state, need_title
from arena.search.hits import SHOWN, Found, Hit


def find_needs(text: str, person: User) -> Found | None:
    """Return the published needs that a text finds."""
    if not needs_policy.may_read_needs(person):
        return None
    found, total = list_needs(NeedCriteria(words=text), is_staff=True, limit=SHOWN)
    hits = [
        Hit(
            need_title(each),
            ", ".join((each.reference, each.organisation.name, str(need_state(each)[0]))),
            url_for("needs_staff.show", reference=each.reference),
        )
        for each in found
    ]
    return Found(_("Needs"), hits, total, url_for("needs_staff.index", q=text))


def find_offers(text: str, person: User) -> Found | None:
    """Return what partners offer that a text finds."""
    if not may_read_offers(person):
        return None
    found, total = list_offers(true(), OfferFilters(q=text), limit=SHOWN, offset=0)
    hits = [
        Hit(
            offer_title(each),
            ", ".join((each.organisation.name, offer_kind(each.kind))),
            url_for("needs_offers.show", offer_id=each.id),
        )
        for each in found
    ]
    return Found(_("Partners’ offers"), hits, total, url_for("needs_offers.index", q=text))
