"""Who may see and do what with offers and introductions; see also `arena.needs.policy`."""

from __future__ import annotations

from typing import Any

from arena.accounts import policy
from arena.needs.models import Introduction, IntroductionSide, Need, PartnerOffer
from arena.needs.policy import may_lead
from arena.needs.queries.members import Standing
from arena.needs.rules.introducing import Side
from arena.needs.rules.ladder import SHOWN
from arena.needs.rules.offering import OfferAudience, OfferState


def may_read_offers(person: Any) -> bool:
    """Let all staff read what partners offer."""
    return policy.may_read_staff_pages(person)


def may_offer(person: Any) -> bool:
    """Let those who plan offer something for an organisation."""
    return policy.may_plan(person)


def may_oversee(person: Any) -> bool:
    """Let those who plan, and who reads figures, see how introductions stand."""
    return policy.may_read_staff_pages(person)


def may_introduce(person: Any) -> bool:
    """Let those who plan propose an introduction of any two."""
    return policy.may_plan(person)


def may_change_offer(person: Any, offer: PartnerOffer, standing: Standing) -> bool:
    """Let an organisation's people change its offers, and those who plan all of them."""
    return policy.may_plan(person) or offer.organisation_id in standing.organisation_ids


def may_see_offer(person: Any, offer: PartnerOffer, standing: Standing) -> bool:
    """Let each see an offer whose audience they are; its own people and staff always."""
    if policy.is_staff(person) or may_change_offer(person, offer, standing):
        return True
    if offer.state != OfferState.OPEN:
        return False
    if offer.audience == OfferAudience.NETWORKS:
        return any(each.id in standing.network_ids for each in offer.networks)
    if offer.audience == OfferAudience.PARTNERS:
        return bool(person.is_authenticated)
    return bool(offer.audience == OfferAudience.PUBLIC)


def may_see_matches(person: Any, need: Need, standing: Standing) -> bool:
    """Let who leads a need see which offers fit, and those who plan once it is published."""
    if may_lead(person, need, standing):
        return True
    return policy.may_plan(person) and need.state in SHOWN


def side_of(person: Any, introduction: Introduction, standing: Standing) -> IntroductionSide | None:
    """Return the side on which somebody is asked themselves; nobody answers for another."""
    for side in introduction.sides:
        if side.token_hash is None:
            continue  # Not asked yet: they learn of it only then.
        if side.user_id is not None and side.user_id == standing.user_id:
            return side
        if side.person_id is not None and side.person_id == standing.person_id:
            return side
    return None


def sides_seen(person: Any, introduction: Introduction, standing: Standing) -> frozenset[Side]:
    """Return whose side of an introduction somebody may follow: their own, or both as staff."""
    if policy.may_plan(person):
        return frozenset(Side)
    own = side_of(person, introduction, standing)
    return frozenset() if own is None else frozenset({Side(own.side)})
