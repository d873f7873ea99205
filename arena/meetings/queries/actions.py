"""Actions: one, lists of them, whose they are, and who of the network could take one over."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import aliased, joinedload, selectinload

from arena import clock, db
from arena.accounts.models import User
from arena.directory.models import Person
from arena.errors import NotFound
from arena.meetings.models import Action, ActionChange, ActionState, Meeting
from arena.networks.models import Membership, Network, Office, Seat
from arena.networks.policy import LEADING
from arena.networks.queries.standing import (
    belongs_on,
    holds_on,
    keeps_office_on,
    list_offices,
    list_sittings,
)


class Which(StrEnum):
    """Which actions a list shows."""

    OPEN = "open"
    LATE = "late"
    NOBODYS = "nobodys"  # Open, and their owner is gone.
    CLOSED = "closed"
    ALL = "all"


@dataclass(frozen=True)
class Wanted:
    """Which actions are asked for; None for all networks, and for whoever owns them."""

    which: Which = Which.OPEN
    network_ids: Collection[int] | None = None
    owner_ids: Collection[int] | None = None
    words: str = ""
    meeting_id: int | None = None


def get_action(action_id: int) -> Action:
    """Return an action with its network and history; raise `NotFound`."""
    action = db.session.scalar(
        select(Action)
        .where(Action.id == action_id)
        .options(
            joinedload(Action.network).joinedload(Network.parent),
            joinedload(Action.owner),
            joinedload(Action.meeting).joinedload(Meeting.event),
            joinedload(Action.closed_by),
            selectinload(Action.changes).options(
                joinedload(ActionChange.owner),
                joinedload(ActionChange.was_owner),
                joinedload(ActionChange.by),
            ),
        )
    )
    if action is None:
        raise NotFound
    return action


def list_actions(wanted: Wanted, *, limit: int | None = None, offset: int = 0) -> Sequence[Action]:
    """Return actions, by when they are due; those that are closed the latest first."""
    query = _matching(wanted).options(
        joinedload(Action.owner),
        joinedload(Action.network),
        joinedload(Action.meeting).joinedload(Meeting.event),
    )
    if wanted.which is Which.CLOSED:
        query = query.order_by(Action.closed_at.desc(), Action.id)
    else:
        query = query.order_by(Action.due_on, Action.id)
    return db.session.scalars(query.limit(limit).offset(offset)).all()


def count_actions(wanted: Wanted) -> int:
    """Count actions."""
    return db.session.scalar(select(func.count()).select_from(_matching(wanted).subquery())) or 0


def own_actions(user: User) -> Sequence[Action]:
    """Return the open actions of somebody who is signed in, by when they are due.

    Only those of networks in which they still sit: who has left one has promised it nothing more.
    """
    people = own_people(user)
    if not people:
        return ()
    nobodys = list_nobodys(people)
    return [each for each in list_actions(Wanted(owner_ids=people)) if each.id not in nobodys]


def own_people(user: User) -> Sequence[int]:
    """Return the people of the directory that an account stands for, while it is open."""
    if not user.is_open:
        return ()
    return db.session.scalars(select(Person.id).where(Person.user_id == user.id)).all()


def list_nobodys(owner_ids: Collection[int] | None = None) -> set[int]:
    """Return the open actions whose owner has gone: no seat and no office in the network today."""
    query = select(Action.id).where(Action.state == ActionState.OPEN, is_nobodys(clock.today()))
    if owner_ids is not None:
        query = query.where(Action.owner_id.in_(owner_ids))
    return set(db.session.scalars(query))


def list_owners(network: Network) -> list[Person]:
    """Return who can be given an action of a network: who has a seat or an office, by name."""
    today = clock.today()
    people = {sitting.person.id: sitting.person for sitting in list_sittings(network, today)}
    for office in list_offices(network, today):
        people[office.person.id] = office.person
    if network.parent is not None:
        for office in list_offices(network.parent, today):
            people[office.person.id] = office.person
    return sorted(people.values(), key=lambda person: (person.name.casefold(), person.id))


def list_leaders(network: Network) -> list[Person]:
    """Return who leads a network today; where nobody does, who leads the one above it."""
    today = clock.today()
    for each in (network, network.parent):
        if each is None:
            continue
        people = [office.person for office in list_offices(each, today) if office.office in LEADING]
        if people:
            return list(dict.fromkeys(people))
    return []


def list_to_remind(today: date) -> Sequence[int]:
    """Return the numbers of open actions that are due within three days, or were before."""
    return db.session.scalars(
        select(Action.id)
        .where(Action.state == ActionState.OPEN, Action.due_on <= today + timedelta(days=3))
        .order_by(Action.id)
    ).all()


def is_nobodys(day: date) -> ColumnElement[bool]:
    """Tell in SQL whether an action's owner is nobody, or has left the network."""
    sits = exists(
        select(Seat.id)
        .join(Seat.membership)
        .where(
            Seat.person_id == Action.owner_id,
            Membership.network_id == Action.network_id,
            holds_on(Seat, day),
            holds_on(Membership, day),
            belongs_on(day),
        )
    )
    own = aliased(Network)
    serves = exists(
        select(Office.id)
        .join(Office.network)
        .join(own, or_(own.id == Office.network_id, own.parent_id == Office.network_id))
        .where(
            Office.person_id == Action.owner_id,
            own.id == Action.network_id,
            holds_on(Office, day),
            keeps_office_on(day),
        )
    )
    return or_(Action.owner_id.is_(None), and_(~sits, ~serves))


def _matching(wanted: Wanted) -> Select[Action]:
    today = clock.today()
    is_open = Action.state == ActionState.OPEN
    conditions: dict[Which, Sequence[ColumnElement[bool]]] = {
        Which.OPEN: (is_open,),
        Which.LATE: (is_open, Action.due_on < today),
        Which.NOBODYS: (is_open, is_nobodys(today)),
        Which.CLOSED: (~is_open,),
        Which.ALL: (),
    }
    query = select(Action).where(*conditions[wanted.which])
    if wanted.network_ids is not None:
        query = query.where(Action.network_id.in_(wanted.network_ids))
    if wanted.owner_ids is not None:
        query = query.where(Action.owner_id.in_(wanted.owner_ids))
    if wanted.meeting_id is not None:
        query = query.where(Action.meeting_id == wanted.meeting_id)
    for word in wanted.words.split()[:8]:
        query = query.where(Action.text.icontains(word, autoescape=True))
    return query
