"""An organisation offers something, says again that it holds, and takes it back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask_babel import lazy_gettext as _l

from arena import clock, db, tokens
from arena.audit.models import WORKER, Actor
from arena.audit.services import record
from arena.messages.services import Recipient, queue
from arena.needs.models import PartnerOffer
from arena.needs.queries.offers import contact_of
from arena.needs.rules.offering import (
    OfferAudience,
    OfferState,
    expiry,
    is_time_to_ask,
)
from arena.needs.services.errors import ChangedMeanwhile, Missing
from arena.needs.services.introducing import end_introductions_of
from arena.needs.services.reading import read_offer
from arena.networks.models import Network

TEXTS = ("title", "words", "takes", "limits")
_WRITTEN = tuple(f"{text}_{language}" for text in TEXTS for language in ("sv", "en"))


@dataclass(frozen=True, kw_only=True)
class OfferFacts:
    """What an offer says, and who may read it."""

    kind: str
    title_sv: str = ""
    title_en: str = ""
    words_sv: str = ""
    words_en: str = ""
    takes_sv: str = ""
    takes_en: str = ""
    limits_sv: str = ""
    limits_en: str = ""
    valid_until: date | None = None
    topics: Sequence[str] = ()
    links: Sequence[Mapping[str, str]] = ()
    audience: str = OfferAudience.PARTNERS
    network_ids: Sequence[int] = ()
    contact_id: int | None = None


def create_offer(
    facts: OfferFacts, *, organisation_id: int, author_id: int | None, by: Actor
) -> PartnerOffer:
    """Offer something for an organisation. Raises `Missing`."""
    now = clock.now()
    _require_whole(facts)
    offer = PartnerOffer(
        organisation_id=organisation_id,
        created_by_id=author_id,
        state=OfferState.OPEN,
        version=1,
        created_at=now,
        updated_at=now,
        confirmed_at=now,
        expires_on=expiry(clock.today(), facts.valid_until),
    )
    _keep(offer, facts)
    db.session.add(offer)
    read_offer(offer)
    record("needs.offer", subject=offer, by=by, detail={"kind": facts.kind})
    return offer


def change_offer(offer: PartnerOffer, facts: OfferFacts, *, by: Actor, version: int) -> None:
    """Change an offer; that says as well that it still holds.

    Raises `ChangedMeanwhile` or `Missing`.
    """
    _lock(offer)
    _require_version(offer, version)
    _require_whole(facts)
    _keep(offer, facts)
    _hold(offer)
    read_offer(offer)
    record("needs.change_offer", subject=offer, by=by, detail={"version": offer.version})


def confirm_offer(offer: PartnerOffer, *, by: Actor) -> bool:
    """Say that an offer still holds, also one that had run out; tell whether that was possible.

    Not once it is withdrawn, nor after a last day of its own.
    """
    _lock(offer)
    ended = offer.valid_until is not None and offer.valid_until < clock.today()
    if offer.state == OfferState.WITHDRAWN or ended:
        return False
    _hold(offer)
    read_offer(offer)
    record("needs.confirm_offer", subject=offer, by=by)
    return True


def withdraw_offer(offer: PartnerOffer, *, by: Actor, version: int | None = None) -> None:
    """Take an offer back: nobody finds it any more. Doing it twice changes nothing."""
    _lock(offer)
    if offer.state == OfferState.WITHDRAWN:
        return
    if version is not None:
        _require_version(offer, version)
    _end(offer, OfferState.WITHDRAWN)
    record("needs.withdraw_offer", subject=offer, by=by)
    end_introductions_of(offer, by=by)


def ask_whether_it_holds(offer: PartnerOffer) -> None:
    """Ask the contact, once before it runs out, whether an offer still holds."""
    _lock(offer)
    today = clock.today()
    if not offer.is_open or offer.asked_at is not None:
        return
    if not is_time_to_ask(offer.expires_on, offer.valid_until, today):
        return
    offer.asked_at = clock.now()
    offer.token_hash = tokens.digest(still_token(offer))
    contact = contact_of(offer)
    if contact is not None and contact.email:
        queue(
            "needs/offer_still",
            Recipient(contact.email, contact.name, contact.language),
            subject=f"partner_offer:{offer.id}",
            occasion=f"expires {offer.expires_on.isoformat()}",
            params={"offer_id": offer.id, "expires_on": offer.expires_on.isoformat()},
            useless_after=clock.now() + timedelta(days=21),
        )
    record("needs.ask_about_offer", subject=offer, by=WORKER)


def run_out(offer: PartnerOffer) -> None:
    """Let an offer rest of which nobody has said in time that it still holds."""
    _lock(offer)
    if not offer.is_open or offer.expires_on > clock.today():
        return
    _end(offer, OfferState.EXPIRED)
    record("needs.expire_offer", subject=offer, by=WORKER)
    end_introductions_of(offer, by=WORKER)


def still_token(offer: PartnerOffer) -> str:
    """Return the secret of the link by which an offer is said to hold; it ends when it is said."""
    return tokens.derived("needs.offer_still", offer.id, offer.expires_on.toordinal())


def _lock(offer: PartnerOffer) -> None:
    db.session.flush()
    db.session.refresh(offer, with_for_update={"of": PartnerOffer})


def _require_version(offer: PartnerOffer, version: int) -> None:
    if version != offer.version:
        raise ChangedMeanwhile


def _raise_version(offer: PartnerOffer) -> None:
    """Let an offer be another; what the worker only looks at stays as it is."""
    offer.version += 1
    offer.updated_at = clock.now()


def _keep(offer: PartnerOffer, facts: OfferFacts) -> None:
    for name in (*_WRITTEN, "kind", "audience", "valid_until", "contact_id"):
        setattr(offer, name, getattr(facts, name))
    offer.topics = list(facts.topics)
    offer.links = [dict(link) for link in facts.links]
    wanted = facts.network_ids if facts.audience == OfferAudience.NETWORKS else ()
    offer.networks = [db.session.get_one(Network, number) for number in sorted(set(wanted))]


def _hold(offer: PartnerOffer) -> None:
    _raise_version(offer)
    offer.state = OfferState.OPEN
    offer.confirmed_at = clock.now()
    offer.expires_on = expiry(clock.today(), offer.valid_until)
    offer.asked_at = offer.ended_at = offer.token_hash = None


def _end(offer: PartnerOffer, state: OfferState) -> None:
    _raise_version(offer)
    offer.state = state
    offer.ended_at = clock.now()
    read_offer(offer)


def _require_whole(facts: OfferFacts) -> None:
    """Raise `Missing` unless an offer has a title and words in one language at least."""
    texts: dict[str, Any] = {name: getattr(facts, name).strip() for name in _WRITTEN}
    languages = [each for each in ("sv", "en") if any(texts[f"{text}_{each}"] for text in TEXTS)]
    for language in languages or ["sv"]:
        if not texts[f"title_{language}"]:
            raise Missing(_l("Give the offer a title."), f"title_{language}")
        if not texts[f"words_{language}"]:
            raise Missing(_l("Say what you offer."), f"words_{language}")
    if facts.audience == OfferAudience.NETWORKS and not facts.network_ids:
        raise Missing(_l("Choose a network, or let others see the offer."), "network_ids")
    if facts.valid_until is not None and facts.valid_until < clock.today():
        raise Missing(_l("Choose a day that is still to come."), "valid_until")
