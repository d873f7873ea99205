"""Who is wanted at the items of a programme, and how it stands with them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import joinedload

from arena import clock, db, tokens
from arena.delegations.models import AskState, Delegation, ItemParty, ProgrammeItem
from arena.delegations.queries.programmes import is_asked_about_another
from arena.delegations.rules.asking import ANSWERS, Question, Reply, Standing, standing
from arena.delegations.rules.ladder import PLANNED
from arena.errors import NotFound
from arena.events.models import Event

WAITING = (AskState.ASKED, AskState.OTHER_TIME)
TOLD = (AskState.ASKED, AskState.OTHER_TIME, AskState.YES)  # Who reckons with it in some way.


def get_party(delegation: Delegation, party_id: int) -> ItemParty:
    """Return somebody who is wanted at an item of this very delegation; raise `NotFound`."""
    found = db.session.get(ItemParty, party_id)
    if found is None or found.item.delegation_id != delegation.id:
        raise NotFound
    return found


def find_party(token: str) -> ItemParty | None:
    """Return whose link a secret is: that of the latest question alone."""
    return db.session.scalar(
        select(ItemParty)
        .where(ItemParty.token_hash == tokens.digest(token))
        .options(joinedload(ItemParty.item).joinedload(ProgrammeItem.event))
    )


def standing_of(party: ItemParty) -> Standing:
    """Return how the question stands for somebody who was asked."""
    item = party.item
    question = Question(
        state=party.state,
        answer_by=party.answer_by,
        ends_at=item.event.ends_at,
        is_taken=_is_taken(party),
        is_about_another=is_asked_about_another(party),
        is_called_off=item.event.is_cancelled or item.delegation.state not in PLANNED,
    )
    return standing(question, clock.now())


def answers_by_phone(party: ItemParty) -> frozenset[Reply]:
    """Return what staff may note that somebody answers, asked by mail or not."""
    stands = standing_of(party)
    if stands in (Standing.OVER, Standing.CALLED_OFF) or _is_taken(party):
        return frozenset()
    return ANSWERS[stands] or frozenset(Reply)


def _is_taken(party: ItemParty) -> bool:
    return any(other.state == AskState.YES for other in others_of(party, party.item.parties))


def others_of(party: ItemParty, parties: Sequence[ItemParty]) -> list[ItemParty]:
    """Return the alternatives to somebody: who is wanted for the same slot."""
    return [each for each in parties if each.slot == party.slot and each is not party]


def may_be_asked(party: ItemParty) -> bool:
    """Tell whether a question could go to somebody: by mail, about what has not begun."""
    return bool(party.email) and party.item.event.starts_at > clock.now()


def to_ask_first(items: Collection[ProgrammeItem]) -> list[ItemParty]:
    """Return who has not been asked yet, unless another has said yes already."""
    return [
        party
        for item in items
        for party in item.parties
        if party.state == AskState.PLANNED and may_be_asked(party) and not _is_taken(party)
    ]


def to_ask_again(items: Collection[ProgrammeItem]) -> list[ItemParty]:
    """Return who was asked about a time or place that is another one now."""
    return [
        party
        for item in items
        for party in item.parties
        if is_asked_about_another(party) and may_be_asked(party)
    ]


def list_silent_delegations() -> Sequence[int]:
    """Return the delegations of which somebody has not answered in time, and nobody was told."""
    return db.session.scalars(
        select(ProgrammeItem.delegation_id)
        .join(ItemParty, ItemParty.item_id == ProgrammeItem.id)
        .join(Event, Event.id == ProgrammeItem.event_id)
        .where(*_is_silent(clock.now()))
        .distinct()
        .order_by(ProgrammeItem.delegation_id)
    ).all()


def list_silent(delegation: Delegation) -> Sequence[ItemParty]:
    """Return who has not answered in time and nobody was told of, in order of time."""
    return db.session.scalars(
        select(ItemParty)
        .join(ProgrammeItem, ProgrammeItem.id == ItemParty.item_id)
        .join(Event, Event.id == ProgrammeItem.event_id)
        .where(ProgrammeItem.delegation_id == delegation.id, *_is_silent(clock.now()))
        .order_by(Event.starts_at, ItemParty.id)
    ).all()


def list_parties(party_ids: Collection[int]) -> Sequence[ItemParty]:
    """Return those of some parties who are still wanted, in order of time."""
    return db.session.scalars(
        select(ItemParty)
        .join(ProgrammeItem, ProgrammeItem.id == ItemParty.item_id)
        .join(Event, Event.id == ProgrammeItem.event_id)
        .where(ItemParty.id.in_(party_ids))
        .order_by(Event.starts_at, ItemParty.id)
    ).all()


def _is_silent(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        ItemParty.state == AskState.ASKED,
        ItemParty.answer_by <= now,
        ItemParty.escalated_at.is_(None),
        Event.starts_at > now,
    )
