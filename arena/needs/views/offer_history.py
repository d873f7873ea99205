"""Offers and introductions among what organisations and people took part in, and what ends."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import Select, select

from arena import clock
from arena.directory.departures import Consequence
from arena.directory.history import Entry, Source
from arena.directory.models import Organisation, Person
from arena.needs.models import Introduction, PartnerOffer
from arena.needs.offering_policy import may_introduce, may_read_offers
from arena.needs.offering_words import introduction_standing, offer_standing, offer_title
from arena.needs.queries.introductions import list_of_organisation, list_of_person
from arena.needs.queries.offers import list_contacted, list_offers_of
from arena.needs.words import need_title

_MOST = 200


def offers_of(organisation: Organisation, reader: Any) -> Sequence[Entry]:
    """Return what an organisation has offered, to those who may read offers of all."""
    if not may_read_offers(reader):
        return ()
    return [_offer(each) for each in list_offers_of(organisation.id)]


def introductions_of(organisation: Organisation, reader: Any) -> Sequence[Entry]:
    """Return the introductions that an organisation said yes to, to those who plan."""
    if not may_introduce(reader):
        return ()
    return [_introduction(each) for each in list_of_organisation(organisation.id, limit=_MOST)]


def introductions_with(person: Person, reader: Any) -> Sequence[Entry]:
    """Return the introductions in which a person said yes, to those who plan."""
    if not may_introduce(reader):
        return ()
    return [_introduction(each) for each in list_of_person(person.id)]


def offering_since(day: date) -> Select[Any]:
    """Return the organisations that have said since a day that something they offer holds."""
    begins = datetime.combine(day, time.min, tzinfo=clock.zone())
    return select(PartnerOffer.organisation_id).where(PartnerOffer.confirmed_at >= begins)


OFFERS = Source("offers", _l("Offers"), offers_of, organisations_since=offering_since)
INTRODUCTIONS = Source("introductions", _l("Introductions"), introductions_of, introductions_with)


def what_ends(person: Person, organisation: Organisation) -> Sequence[Consequence]:
    """Return what of offers and introductions ends when a person leaves an organisation."""
    return [
        Consequence(
            _("“%(title)s” has no contact person any more.", title=offer_title(each)),
            url_for("needs_offers.edit", offer_id=each.id),
        )
        for each in list_contacted(person.id)
        if each.organisation_id == organisation.id
    ]


def _offer(offer: PartnerOffer) -> Entry:
    return Entry(
        clock.date_of(offer.created_at),
        offer_title(offer),
        url_for("needs_offers.show", offer_id=offer.id),
        status=offer_standing(offer.state),
    )


def _introduction(introduction: Introduction) -> Entry:
    return Entry(
        clock.date_of(introduction.created_at),
        need_title(introduction.need),
        url_for("needs_introductions.show", introduction_id=introduction.id),
        detail=offer_title(introduction.offer),
        status=introduction_standing(introduction.state),
    )
