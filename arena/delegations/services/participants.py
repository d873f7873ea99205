"""The list of participants: each change one act, by staff or by who leads the guests.

It is changed while the programme is built, often by two at once, so the delegation is locked but
its version stays: nobody's form about the programme grows stale by a name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any

from sqlalchemy import delete, insert

from arena import db
from arena.audit.models import Actor
from arena.audit.services import record
from arena.delegations.models import Delegation, DelegationNeed, Participant
from arena.delegations.queries.pack import list_participants
from arena.delegations.queries.participants import list_expired_lists, list_expired_needs
from arena.delegations.rules.ladder import Act, may_do
from arena.delegations.rules.rosters import MOST_PEOPLE, Person, placed_between
from arena.delegations.services.errors.listing import ListFull, PrecedenceTaken
from arena.delegations.services.errors.standing import NotNow
from arena.errors import NotFound


@contextmanager
def changing(delegation: Delegation, name: str, *, by: Actor, **detail: Any) -> Iterator[None]:
    """Change the list, or what the group needs, in the block. Raises `NotNow`."""
    db.session.flush()
    db.session.refresh(delegation, with_for_update={"of": Delegation})
    if not may_do(delegation.state, Act.PLAN):
        raise NotNow(delegation.state)
    yield
    db.session.flush()
    record(f"delegations.{name}", subject=delegation, by=by, detail=detail)


def add_person(delegation: Delegation, person: Person, *, by: Actor) -> Participant:
    """Put somebody on the list, last of those without a number. Raises `PrecedenceTaken`."""
    with changing(delegation, "add_participant", by=by):
        people = list_participants(delegation)
        if len(people) >= MOST_PEOPLE:
            raise ListFull
        _require_free(people, person.precedence, but=None)
        made = Participant(
            delegation_id=delegation.id, position=_next_position(people), **asdict(person)
        )
        db.session.add(made)
    return made


def change_person(
    delegation: Delegation, participant: Participant, person: Person, *, by: Actor
) -> None:
    """Write down what somebody on the list is. Raises `PrecedenceTaken`."""
    with changing(delegation, "change_participant", by=by):
        people = _require_there(delegation, participant)
        _require_free(people, person.precedence, but=participant)
        for name, value in asdict(person).items():
            setattr(participant, name, value)


def remove_person(delegation: Delegation, participant: Participant, *, by: Actor) -> None:
    """Take somebody off the list."""
    with changing(delegation, "remove_participant", by=by):
        _require_there(delegation, participant)
        db.session.delete(participant)


def move_person(
    delegation: Delegation, participant: Participant, *, is_up: bool, by: Actor
) -> None:
    """Let somebody change places with whoever stands above them on the list, or below."""
    with changing(delegation, "move_participant", by=by):
        people = _require_there(delegation, participant)
        place = people.index(participant)
        if 0 <= (place - 1 if is_up else place + 1) < len(people):
            lower, upper = (place, place - 1) if is_up else (place + 1, place)
            _change_places(people[lower], people[upper])


def take_list(
    delegation: Delegation, people: Sequence[Person], *, is_whole: bool, by: Actor
) -> None:
    """Put many people on the list at once; `is_whole`: they are all of it, and others leave it.

    Their numbers were checked against each other (`rules.rosters`). Raises `PrecedenceTaken` where
    somebody else has got one meanwhile, `ListFull`.
    """
    with changing(delegation, "take_participants", by=by, people=len(people), whole=is_whole):
        if is_whole:
            db.session.execute(
                delete(Participant).where(Participant.delegation_id == delegation.id)
            )
            db.session.expire_all()
        present = list_participants(delegation)
        if len(present) + len(people) > MOST_PEOPLE:
            raise ListFull
        for person in people:
            _require_free(present, person.precedence, but=None)
        first = _next_position(present)
        rows = [
            {"delegation_id": delegation.id, "position": first + place, **asdict(person)}
            for place, person in enumerate(people)
        ]
        db.session.execute(insert(Participant), rows)


def tell_needs(
    delegation: Delegation,
    *,
    arrival: str,
    questions: str,
    needs: dict[tuple[str, str], int],
    by: Actor,
) -> None:
    """Write down how the guests arrive, what they ask, and how many need what.

    `needs` counts by kind and need; those of 0 are left out.
    """
    with changing(delegation, "tell_needs", by=by):
        delegation.arrival, delegation.questions = arrival, questions
        db.session.execute(
            delete(DelegationNeed).where(DelegationNeed.delegation_id == delegation.id)
        )
        db.session.add_all(
            DelegationNeed(delegation_id=delegation.id, kind=kind, need=need, count=count)
            for (kind, need), count in needs.items()
            if count > 0
        )


def erase_lists(delegation_ids: Sequence[int], by: Actor) -> int:
    """Erase the participants of visits that are past; how many came stays."""
    due = set(delegation_ids) & set(list_expired_lists())
    db.session.execute(delete(Participant).where(Participant.delegation_id.in_(due)))
    if due:
        detail = {"delegations": len(due)}
        record("delegations.erase_participants", subject=None, by=by, detail=detail)
    return len(due)


def erase_needs(delegation_ids: Sequence[int], by: Actor) -> int:
    """Erase what the guests of visits that are past needed."""
    due = set(delegation_ids) & set(list_expired_needs())
    db.session.execute(delete(DelegationNeed).where(DelegationNeed.delegation_id.in_(due)))
    if due:
        record("delegations.erase_needs", subject=None, by=by, detail={"delegations": len(due)})
    return len(due)


def _change_places(lower: Participant, upper: Participant) -> None:
    theirs, others = placed_between(lower.precedence, upper.precedence)
    lower.precedence = upper.precedence = None
    db.session.flush()  # Two may not have one number, not even for a moment.
    lower.precedence, upper.precedence = theirs, others
    lower.position, upper.position = upper.position, lower.position


def _require_there(delegation: Delegation, participant: Participant) -> Sequence[Participant]:
    """Return the list; raise `NotFound` where somebody has taken the person off it meanwhile."""
    people = list_participants(delegation)
    if participant not in people:
        raise NotFound
    return people


def _require_free(
    people: Sequence[Participant], number: int | None, *, but: Participant | None
) -> None:
    if number is None:
        return
    holder = next((each for each in people if each.precedence == number and each is not but), None)
    if holder is not None:
        raise PrecedenceTaken(number, holder.name)


def _next_position(people: Sequence[Participant]) -> int:
    return max((each.position for each in people), default=0) + 1
