"""Two are introduced once both have said yes; a no is told without reasons.

Every answer locks the introduction first: of two that come at once, the second finds the first.
"""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from arena import clock, db, tokens
from arena.accounts.models import User
from arena.audit.models import Actor
from arena.audit.services import record
from arena.errors import Conflict
from arena.needs.models import (
    Introduction,
    IntroductionSide,
    Need,
    PartnerOffer,
)
from arena.needs.policy import may_see
from arena.needs.queries.introductions import (
    find_asked,
    find_latest,
    hindrance,
)
from arena.needs.queries.leading import leaders_of
from arena.needs.queries.members import standing_of
from arena.needs.queries.offers import contact_of, find_person_of
from arena.needs.rules.introducing import (
    REST,
    WAITS,
    Answer,
    Ending,
    IntroductionState,
    Side,
    state_of,
)
from arena.needs.rules.offering import OfferAudience
from arena.needs.services.acting import lock as lock_need
from arena.needs.services.introduction_mail import (
    ask_side,
    introduce_both,
    side_token,
    tell_no_introduction,
)


class CannotIntroduce(Conflict):
    """Two cannot be introduced now; its words say why."""


class NoLongerWaits(Conflict):
    """An introduction has ended, or has been answered otherwise."""

    def __init__(self) -> None:
        super().__init__(_l("This introduction no longer waits for an answer."))


def propose(
    need: Need,
    offer: PartnerOffer,
    *,
    words: str,
    from_side: Side | None,
    proposer: User,
    by: Actor,
) -> Introduction:
    """Propose that who seeks and who offers meet; None as `from_side` is those who plan.

    Whoever proposes for a side has said yes for it. Where the other side has proposed the same, it
    is a yes to that. Raises `CannotIntroduce`.
    """
    lock_need(need)
    waiting = find_asked(need, offer)
    if waiting is not None:
        return _join(waiting, from_side, proposer, by)
    _require_possible(need, offer, from_side)
    introduction = _make(need, offer, words, from_side, proposer)
    record(
        "needs.propose_introduction",
        subject=introduction,
        by=by,
        detail={"side": introduction.proposed_by},
    )
    _ask(introduction)
    return introduction


def _make(
    need: Need, offer: PartnerOffer, words: str, from_side: Side | None, proposer: User
) -> Introduction:
    now = clock.now()
    introduction = Introduction(
        need_id=need.id,
        offer_id=offer.id,
        state=IntroductionState.ASKED,
        proposed_by=from_side or "staff",
        proposer_id=proposer.id,
        words=words,
        created_at=now,
        expires_at=now + WAITS,
    )
    db.session.add(introduction)
    introduction.sides = [_side_of_need(need), _side_of_offer(offer)]
    db.session.flush()
    for side in introduction.sides:
        if side.side == from_side:
            side.token_hash = tokens.digest(side_token(side))
            side.answer, side.answered_at = Answer.YES, now
    return introduction


def _ask(introduction: Introduction) -> None:
    """Ask who waits and has not been asked: of an offer that is not for all, who offers first.

    Who seeks learns of such an offer only once its own people have said yes.
    """
    is_for_all = introduction.offer.audience in (OfferAudience.PUBLIC, OfferAudience.PARTNERS)
    may_know = is_for_all or introduction.side(Side.OFFER).answer == Answer.YES
    for side in introduction.sides:
        is_new = side.answer == Answer.WAITING and side.token_hash is None
        if is_new and (side.side == Side.OFFER or may_know):
            side.token_hash = tokens.digest(side_token(side))
            ask_side(side)


def answer(side: IntroductionSide, *, is_yes: bool, by: Actor) -> Introduction:
    """Say yes or no for a side. The same answer twice is one; a yes may be taken back until both
    have said it. Raises `NoLongerWaits` where it is too late, or what it rests on is no more.
    """
    introduction = side.introduction
    lock_introduction(introduction)
    given = Answer.YES if is_yes else Answer.NO
    if side.answer == given:
        return introduction
    if introduction.state != IntroductionState.ASKED or side.answer == Answer.NO:
        raise NoLongerWaits
    if introduction.expires_at <= clock.now() or hindrance(introduction) is not None:
        raise NoLongerWaits
    side.answer, side.answered_at = given, clock.now()
    record(
        "needs.answer_introduction",
        subject=introduction,
        by=by,
        detail={"side": side.side, "answer": given.value},
    )
    _settle(introduction)
    return introduction


def take_back(introduction: Introduction, *, by: Actor) -> None:
    """End an introduction that waits, at the wish of who proposed it or of those who plan."""
    lock_introduction(introduction)
    if introduction.state == IntroductionState.ASKED:
        end_introduction(introduction, Ending.PROPOSER, by)


def end_introductions_of(offer: PartnerOffer, *, by: Actor) -> None:
    """End what waits for answers about an offer that does not stand any more."""
    db.session.flush()
    waiting = db.session.scalars(
        select(Introduction)
        .where(Introduction.offer_id == offer.id, Introduction.state == IntroductionState.ASKED)
        .order_by(Introduction.id)
    ).all()
    for introduction in waiting:
        lock_introduction(introduction)
        if introduction.state == IntroductionState.ASKED:
            end_introduction(introduction, Ending.OFFER, by)


def _join(
    introduction: Introduction, from_side: Side | None, proposer: User, by: Actor
) -> Introduction:
    if from_side is None or introduction.proposed_by == from_side:
        if introduction.proposer_id == proposer.id:
            return introduction  # The same press twice.
        raise CannotIntroduce(_l("These two have been asked already, and have not both answered."))
    return answer(introduction.side(from_side), is_yes=True, by=by)


def _require_possible(need: Need, offer: PartnerOffer, from_side: Side | None) -> None:
    if need.organisation_id == offer.organisation_id:
        raise CannotIntroduce(_l("The need and the offer are of the same organisation."))
    if not _is_sought(need) or not offer.is_open:
        raise CannotIntroduce(_l("The need or the offer no longer stands."))
    if not leaders_of(need):
        raise CannotIntroduce(_l("Nobody can answer for the need: it has no owner here."))
    if contact_of(offer) is None:
        raise CannotIntroduce(_l("Nobody can answer for the offer: it has no contact person."))
    if not _may_know(offer, need):
        raise CannotIntroduce(
            _l("The need is for members of networks, and who answers for the offer is none.")
        )
    latest = find_latest(need, offer)
    if latest is None:
        return
    if latest.state == IntroductionState.AGREED:
        raise CannotIntroduce(_l("These two have been introduced already."))
    is_recent = latest.ended_at is not None and latest.ended_at > clock.now() - REST
    if from_side is not None and is_recent and latest.state != IntroductionState.ENDED:
        raise CannotIntroduce(
            _l("This introduction has been proposed before. Ask a coordinator if things changed.")
        )


def _may_know(offer: PartnerOffer, need: Need) -> bool:
    """Tell whether who answers for an offer may see the need: an introduction would tell it."""
    contact = contact_of(offer)
    if need.is_public or contact is None:
        return need.is_public
    user = contact.user
    return user is not None and may_see(user, need, standing_of(user))


def _is_sought(need: Need) -> bool:
    return need.state == "published"


def _side_of_need(need: Need) -> IntroductionSide:
    leader = leaders_of(need)[0]
    person = find_person_of(leader)
    is_owner = person is not None and person.id == need.owner_id
    return IntroductionSide(
        side=Side.NEED,
        organisation_id=need.organisation_id,
        person_id=need.owner_id if is_owner else None,
        user_id=leader.id,
        answer=Answer.WAITING,
    )


def _side_of_offer(offer: PartnerOffer) -> IntroductionSide:
    contact = contact_of(offer)
    return IntroductionSide(
        side=Side.OFFER,
        organisation_id=offer.organisation_id,
        person_id=contact.id if contact is not None else None,
        user_id=contact.user_id if contact is not None else None,
        answer=Answer.WAITING,
    )


def _settle(introduction: Introduction) -> None:
    state = state_of([side.answer for side in introduction.sides])
    if state == IntroductionState.ASKED:
        _ask(introduction)
        return
    introduction.state = state
    introduction.ended_at = clock.now()
    if state == IntroductionState.AGREED:
        introduce_both(introduction)
    else:
        tell_no_introduction(introduction)


def end_introduction(introduction: Introduction, reason: Ending, by: Actor) -> None:
    """End an introduction that waits, and tell who has not said no."""
    introduction.state = IntroductionState.ENDED
    introduction.ended_because = reason
    introduction.ended_at = clock.now()
    tell_no_introduction(introduction)
    record("needs.end_introduction", subject=introduction, by=by, detail={"because": reason.value})


def lock_introduction(introduction: Introduction) -> None:
    """Let nobody else act on an introduction until the transaction ends; read all of it anew."""
    db.session.flush()
    db.session.refresh(introduction, with_for_update={"of": Introduction})
    db.session.expire_all()
