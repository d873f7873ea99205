"""Asking those who are wanted at items, what they answer, and what comes of silence.

Every answer locks the delegation first: of two who say yes at once, the second finds it settled.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from arena import clock, db, tokens
from arena.accounts.models import User
from arena.audit.models import WORKER, Actor
from arena.audit.services import record
from arena.delegations.models import AskState, Delegation, ItemParty
from arena.delegations.party_links import party_token
from arena.delegations.queries.hosted import list_received_by
from arena.delegations.queries.parties import (
    WAITING,
    answers_by_phone,
    list_silent,
    may_be_asked,
    others_of,
    standing_of,
)
from arena.delegations.queries.programmes import is_asked_about_another
from arena.delegations.rules.asking import ANSWERS, Reply, reminder_at
from arena.delegations.rules.ladder import PLANNED, Act
from arena.delegations.services.acting import doing, lock
from arena.delegations.services.errors.asking import (
    ChangedSinceShown,
    NobodyToAsk,
    NoLongerAsked,
    NoProposal,
    WrongDeadline,
)
from arena.delegations.services.settling import settle
from arena.delegations.services.telling import invite, let_go, tell_coordinator, tell_party


def ask(
    delegation: Delegation,
    parties: Sequence[ItemParty],
    *,
    answer_by: datetime,
    words: str = "",
    by: Actor,
) -> list[ItemParty]:
    """Ask some of those who are wanted, each by a mail with a link; return who is asked.

    Who was asked about another time or place is asked anew: the mail says what it was, and the link
    of the earlier one leads nowhere any more. What begins before `answer_by` is left out.
    Raises `WrongDeadline` or `NobodyToAsk`.
    """
    with doing(delegation, Act.PLAN, by=by, name="ask_parties") as detail:
        if answer_by <= clock.now():
            raise WrongDeadline
        possible = [party for party in parties if may_be_asked(party)]
        asked = [party for party in possible if party.item.event.starts_at > answer_by]
        if possible and not asked:
            raise WrongDeadline
        if not asked:
            raise NobodyToAsk
        for party in asked:
            _ask(party, answer_by, words)
        settle(delegation, {party.item.day for party in asked})
        detail["parties"] = len(asked)
        return asked


def say_yes(party: ItemParty, *, words: str = "", about: str | None = None, by: Actor) -> None:
    """Come; who is asked for the same slot is thanked.

    `about` is the mark of what the page showed; None: staff note what was said by phone.
    Raises `NoLongerAsked` or `ChangedSinceShown`.
    """
    with _answering(party, Reply.YES, words, about, by) as delegation:
        party.state = AskState.YES
        party.proposed_at = None
        note_question(party)
        for other in others_of(party, party.item.parties):
            if other.state != AskState.NO:
                let_go(other)
                other.state = AskState.RELEASED
        settle(delegation, {party.item.day})
        invite(party, "party_confirmed", occasion=f"yes {party.round} {_instant()}")


def say_no(party: ItemParty, *, words: str = "", about: str | None = None, by: Actor) -> None:
    """Do not come; a yes may be taken back. Who plans is told when nobody else is left."""
    with _answering(party, Reply.NO, words, about, by) as delegation:
        had_said_yes = party.state == AskState.YES
        if party.invited_at is not None:
            let_go(party, is_own_wish=True)
        party.state = AskState.NO
        party.proposed_at = None
        settle(delegation, {party.item.day})
        if had_said_yes:
            _tell_of(party, "withdrew")
        elif not _somebody_is_left(party):
            _tell_of(party, "no")


def propose(
    party: ItemParty,
    proposed_at: datetime | None,
    *,
    words: str = "",
    about: str | None = None,
    by: Actor,
) -> None:
    """Say when one could instead; who plans is told at once. Raises `NoProposal` besides."""
    if proposed_at is None or proposed_at <= clock.now():
        raise NoProposal
    with _answering(party, Reply.OTHER_TIME, words, about, by) as delegation:
        party.state = AskState.OTHER_TIME
        party.proposed_at = proposed_at
        settle(delegation, {party.item.day})
        _tell_of(party, "other_time")


def escalate(delegation: Delegation) -> None:
    """Tell who plans who has not answered in time, in one mail, unless they just have."""
    lock(delegation)
    silent = list_silent(delegation)
    if not silent or delegation.state not in PLANNED:
        return
    now = clock.now()
    for party in silent:
        party.escalated_at = now
    numbers = [party.id for party in silent]
    tell_coordinator(
        delegation, "asks_unanswered", occasion=f"silent {_instant()}", party_ids=numbers
    )
    record(
        "delegations.escalate_asks", subject=delegation, by=WORKER, detail={"parties": len(numbers)}
    )


def end_waiting_for(user: User, *, by: Actor) -> None:
    """Wait no longer for the answers of a person whose account is closed, as part of that.

    A yes that was given stands, and whoever plans sees that they have left.
    """
    if user.is_open:
        return
    db.session.flush()
    waiting = [party.id for party in list_received_by(user.id) if party.state in WAITING]
    for number in waiting:
        party = db.session.get_one(ItemParty, number)
        delegation = party.item.delegation
        lock(delegation)
        if party.state in WAITING:
            party.state = AskState.NO
            party.invited_at = None
            settle(delegation, {party.item.day})
            if not _somebody_is_left(party):
                _tell_of(party, "no")
            record("delegations.stop_waiting", subject=delegation, by=by)


def note_question(party: ItemParty) -> None:
    """Remember what somebody was asked, told or said yes about: the item as it is now."""
    event = party.item.event
    party.asked_starts_at, party.asked_ends_at = event.starts_at, event.ends_at
    party.asked_place = event.place_sv


def mark_of(party: ItemParty) -> str:
    """Return what the page of a question shows, so that an answer to something else is noticed."""
    event = party.item.event
    return tokens.digest(f"{event.starts_at}|{event.ends_at}|{event.place_sv}")[:16]


def _ask(party: ItemParty, answer_by: datetime, words: str) -> None:
    """Put the question to one of them, in a new round with a link of its own."""
    now, was = clock.now(), (party.asked_starts_at, party.asked_ends_at)
    told: dict[str, Any] = {}
    if is_asked_about_another(party) and was[0] is not None and was[1] is not None:
        told = {"was_starts_at": was[0].isoformat(), "was_ends_at": was[1].isoformat()}
    party.round += 1
    party.state = AskState.ASKED
    party.asked_at, party.answer_by = now, answer_by
    party.answered_at = party.escalated_at = party.proposed_at = None
    party.reply, party.question = "", words
    note_question(party)
    party.token_hash = tokens.digest(party_token(party))
    told["round"] = party.round
    occasion = f"round {party.round}"
    if party.invited_at is not None:
        invite(party, "party_asked", occasion=occasion, **told)
    else:
        tell_party(party, "party_asked", occasion=occasion, **told)
    tell_party(
        party,
        "party_reminded",
        occasion=occasion,
        due_at=reminder_at(now, answer_by),
        useless_after=answer_by,
        **told,
    )


@contextmanager
def _answering(
    party: ItemParty, reply: Reply, words: str, about: str | None, by: Actor
) -> Iterator[Delegation]:
    """Take an answer down under the delegation's lock, where it may still be given."""
    delegation = party.item.delegation
    lock(delegation)
    stands = standing_of(party)
    possible = answers_by_phone(party) if about is None else ANSWERS[stands]
    if reply not in possible:
        raise NoLongerAsked(stands)
    if about is not None and about != mark_of(party):
        raise ChangedSinceShown
    party.answered_at = clock.now()
    party.reply = words
    yield delegation
    record(f"delegations.party_{reply}", subject=delegation, by=by, detail={"item": party.item_id})


def _somebody_is_left(party: ItemParty) -> bool:
    """Tell whether another of the slot has said yes, or may still do so."""
    others = others_of(party, party.item.parties)
    return any(other.state in (AskState.YES, *WAITING) for other in others)


def _tell_of(party: ItemParty, what: str) -> None:
    tell_coordinator(
        party.item.delegation,
        "party_answered",
        occasion=f"party {party.id} {what} {_instant()}",
        party_id=party.id,
        what=what,
    )


def _instant() -> str:
    return f"{clock.now():%Y-%m-%dT%H:%M:%SZ}"
