"""The worker reads what is new, notes which needs and offers fit, and tells who wants to know."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import ColumnElement, select, true

from arena import clock, db
from arena.accounts.models import User
from arena.audit.models import WORKER, Actor
from arena.audit.services import record
from arena.messages.queries.wishes import refuses
from arena.messages.services import Recipient, queue
from arena.needs.models import (
    MatchDismissal,
    MatchFound,
    MatchLook,
    MatchTold,
    Need,
    PartnerOffer,
)
from arena.needs.queries.matching import find_needs, find_offers
from arena.needs.queries.noticing import list_news
from arena.needs.rules.introducing import Side
from arena.needs.rules.ladder import OPEN
from arena.needs.services.reading import read_need, read_offer
from arena.needs.texts import terms_of_need, terms_of_offer

KEPT = 40  # Of each need and offer, the matches that fit best.
LOOK_EVERY = timedelta(days=1)
MAIL_EVERY = timedelta(days=7)
MATCHES = "matches"  # What these mails are about; whoever gets one may refuse them.
MOST_TOLD = 10  # In one mail; the page has all.


def match_need(need: Need) -> None:
    """Read a need, and note which offers fit while it is sought."""
    read_need(need)
    found = []
    if need.state in OPEN:
        found = find_offers(terms_of_need(need), need.topics, true(), limit=KEPT)
    pairs = {match.offer.id: match.scored.score for match in found}
    _note(MatchFound.need_id == need.id, [(need.id, each, pairs[each]) for each in pairs])


def match_offer(offer: PartnerOffer) -> None:
    """Read an offer, and note which needs it fits while it stands."""
    read_offer(offer)
    found = []
    if offer.is_open:
        found = find_needs(terms_of_offer(offer), offer.topics, true(), limit=KEPT)
    pairs = {match.need.id: match.scored.score for match in found}
    _note(MatchFound.offer_id == offer.id, [(each, offer.id, pairs[each]) for each in pairs])
    offer.matched_version = offer.version


def dismiss(need: Need, offer: PartnerOffer, side: Side, *, user: User, by: Actor) -> None:
    """Say for one side that a match is not relevant; it is not shown to that side again."""
    added = db.add_if_absent(
        MatchDismissal,
        need_id=need.id,
        offer_id=offer.id,
        side=side.value,
        dismissed_at=clock.now(),
        dismissed_by_id=user.id,
    )
    if added is not None:
        record("needs.dismiss_match", subject=offer, by=by, detail={"side": side.value})


def bring_back(need: Need, offer: PartnerOffer, side: Side, *, by: Actor) -> None:
    """Show a match again that one side had found not relevant."""
    dismissal = db.session.get(MatchDismissal, (need.id, offer.id, side.value))
    if dismissal is not None:
        db.session.delete(dismissal)
        record("needs.bring_match_back", subject=offer, by=by, detail={"side": side.value})


def tell_of_news(user: User) -> None:
    """Mail somebody what fits that they have not been told of, at most once a week."""
    look, now = _look_of(user.id), clock.now()
    if not user.is_open or refuses(user.email, MATCHES):
        return
    if look.looked_at is not None and look.looked_at > now - LOOK_EVERY:
        return
    look.looked_at = now
    if look.mailed_at is not None and look.mailed_at > now - MAIL_EVERY:
        return
    news = list_news(user)
    if not news:
        return
    look.mailed_at = now
    pairs = [(each.need.id, each.offer.id) for each in news]
    for need_id, offer_id in pairs:
        db.session.merge(
            MatchTold(user_id=user.id, need_id=need_id, offer_id=offer_id, told_at=now)
        )
    queue(
        "needs/matches",
        Recipient(user.email, user.name, user.language),
        subject=f"matches:{user.id}",
        occasion=now.isoformat(),
        params={"user_id": user.id, "pairs": pairs[:MOST_TOLD], "more": len(pairs) - MOST_TOLD},
    )
    record("needs.tell_of_matches", subject=user, by=WORKER, detail={"matches": len(pairs)})


def _look_of(user_id: int) -> MatchLook:
    """Return when somebody was last told, under a lock, so that two workers do not write twice."""
    db.add_if_absent(MatchLook, user_id=user_id)
    return db.session.get_one(MatchLook, user_id, with_for_update=True, populate_existing=True)


def _note(condition: ColumnElement[bool], rows: Sequence[tuple[int, int, float]]) -> None:
    """Write down which pairs fit; those that did before keep the moment they were found."""
    known = {
        (each.need_id, each.offer_id): each
        for each in db.session.scalars(select(MatchFound).where(condition)).all()
    }
    wanted = {(need_id, offer_id): value for need_id, offer_id, value in rows}
    for key, each in known.items():
        if key in wanted:
            each.score = wanted[key]
        else:
            db.session.delete(each)
    for key in wanted.keys() - known.keys():
        db.session.add(
            MatchFound(need_id=key[0], offer_id=key[1], score=wanted[key], found_at=clock.now())
        )
