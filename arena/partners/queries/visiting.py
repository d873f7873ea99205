"""Who visits a partner: what its people and sites are wanted for, and what came of it.

Nothing here names a guest: only contacts who have said that they may be shared with this partner.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import contains_eager

from arena import clock, db
from arena.delegations.models import AskState, Contact, Delegation, ItemParty, ProgrammeItem
from arena.delegations.models import DelegationState as State
from arena.delegations.queries.parties import TOLD
from arena.delegations.rules.ladder import PLANNED, TOOK_PLACE
from arena.directory.models import Organisation, Person, PersonRole
from arena.events.models import HOST, Attendee, Event, EventStatus
from arena.partners.models import PartnerShowing
from arena.visits.models import Visit, VisitState

# From here on the guests have the programme: what stands in it is no draft any more.
_KNOWN = [State.RELEASED, State.UNDER_WAY]
_VISITS_AHEAD = (VisitState.CONFIRMED,)
_VISITS_PAST = (VisitState.COMPLETED, VisitState.FOLLOWED_UP)


@dataclass(frozen=True)
class Coming:
    """A visit as the partner may know of it: exactly one of the two records is given."""

    event: Event
    item: ProgrammeItem | None = None
    visit: Visit | None = None
    waits: bool = False  # Somebody of theirs has not answered yet.


@dataclass(frozen=True)
class Past:
    """How many visits there were, and how many people came with them."""

    visits: int
    people: int


def list_coming(organisation: Organisation) -> list[Coming]:
    """Return the visits to a partner that are to come, the next first."""
    ahead = Event.ends_at > clock.now()
    items = _items(organisation, ahead, known=True)
    waiting = _waiting(organisation, [item.id for item in items])
    found = [Coming(item.event, item=item, waits=item.id in waiting) for item in items]
    visits = _visits(organisation, ahead, _VISITS_AHEAD)
    found += [Coming(visit.event, visit=visit) for visit in visits]
    return sorted(found, key=lambda each: (each.event.starts_at, each.event.id))


def count_past(organisation: Organisation) -> Past:
    """Return what has been: each delegation counts once, however often it was received."""
    past = Event.ends_at <= clock.now()
    delegations = {
        item.delegation.id: item.delegation for item in _items(organisation, past, known=False)
    }
    visits = _visits(organisation, past, _VISITS_PAST)
    people = sum(each.headcount or each.size for each in delegations.values())
    people += sum(visit.actual_headcount or visit.group_size for visit in visits)
    return Past(len(delegations) + len(visits), people)


def list_shared(organisation: Organisation, *, limit: int = 20) -> Sequence[Contact]:
    """Return the contacts that may be shared with a partner, by their own word; newest first."""
    found = db.session.scalars(
        select(Contact)
        .join(Contact.delegation)
        .where(Contact.consent_on.is_not(None))
        .options(contains_eager(Contact.delegation))
        .order_by(Delegation.ends_on.desc(), Contact.id)
    ).all()
    mine = organisation.name.casefold()
    shared = [each for each in found if mine in {name.casefold() for name in each.shared_with}]
    return shared[:limit]


def _items(
    organisation: Organisation, when: ColumnElement[bool], *, known: bool
) -> Sequence[ProgrammeItem]:
    """Return the items that a partner's people receive, or for which its site is visited.

    Who was asked knows of it by the question. Of a site it is told once the programme is released.
    """
    states = [State(each) for each in (PLANNED if known else TOOK_PLACE)]
    told = TOLD if known else (AskState.YES,)
    asked = ItemParty.state.in_(told) & _is_theirs(organisation)
    received = select(ItemParty.item_id).where(asked)
    keys = [
        f"partner:{number}"
        for number in db.session.scalars(
            select(PartnerShowing.id).where(PartnerShowing.organisation_id == organisation.id)
        )
    ]
    seen = and_(
        ProgrammeItem.stop_key.in_(keys),
        Delegation.state.in_(_KNOWN if known else states),
    )
    return db.session.scalars(
        select(ProgrammeItem)
        .join(ProgrammeItem.event)
        .join(ProgrammeItem.delegation)
        .where(
            when,
            Event.status != EventStatus.CANCELLED,
            Delegation.state.in_(states),
            or_(ProgrammeItem.id.in_(received), seen),
        )
        .options(contains_eager(ProgrammeItem.event), contains_eager(ProgrammeItem.delegation))
        .order_by(Event.starts_at, ProgrammeItem.id)
    ).all()


def _waiting(organisation: Organisation, item_ids: Collection[int]) -> set[int]:
    waits = ItemParty.state.in_((AskState.ASKED, AskState.OTHER_TIME))
    return set(
        db.session.scalars(
            select(ItemParty.item_id).where(
                ItemParty.item_id.in_(item_ids), waits, _is_theirs(organisation)
            )
        )
    )


def _visits(
    organisation: Organisation, when: ColumnElement[bool], states: Sequence[VisitState]
) -> Sequence[Visit]:
    """Return the groups' visits that somebody of the organisation hosts."""
    hosted = select(Attendee.event_id).where(
        Attendee.role == HOST, Attendee.user_id.in_(_accounts(organisation))
    )
    return db.session.scalars(
        select(Visit)
        .join(Visit.event)
        .where(Visit.state.in_(states), when, Event.id.in_(hosted))
        .options(contains_eager(Visit.event))
        .order_by(Event.starts_at, Visit.id)
    ).all()


def _is_theirs(organisation: Organisation) -> ColumnElement[bool]:
    """Tell in SQL whether who is wanted at an item is of an organisation: by name or address."""
    addresses = (
        select(func.lower(Person.email))
        .join(PersonRole, PersonRole.person_id == Person.id)
        .where(_holds(organisation), Person.email.is_not(None))
    )
    return or_(
        ItemParty.organisation == organisation.name, func.lower(ItemParty.email).in_(addresses)
    )


def _accounts(organisation: Organisation) -> Select[Any]:
    return (
        select(Person.user_id)
        .join(PersonRole, PersonRole.person_id == Person.id)
        .where(_holds(organisation), Person.user_id.is_not(None))
    )


def _holds(organisation: Organisation) -> ColumnElement[bool]:
    today = clock.today()
    return (
        (PersonRole.organisation_id == organisation.id)
        & (PersonRole.starts_on <= today)
        & or_(PersonRole.ends_on.is_(None), PersonRole.ends_on > today)
    )
