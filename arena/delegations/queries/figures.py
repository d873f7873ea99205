"""What is counted of delegations that have taken place. Nobody is named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from sqlalchemy import func, select

from arena import db
from arena.delegations.models import Delegation, ItemResource, ProgrammeItem, ResourceUse
from arena.delegations.rules.counting import Fact
from arena.delegations.rules.ladder import TOOK_PLACE
from arena.resources.models import Resource


def list_facts(year: int) -> list[Fact]:
    """Return what is counted of the delegations whose first day was in a year."""
    delegations = db.session.scalars(
        select(Delegation)
        .where(
            Delegation.state.in_(TOOK_PLACE),
            Delegation.starts_on >= date(year, 1, 1),
            Delegation.starts_on < date(year + 1, 1, 1),
        )
        .order_by(Delegation.id)
    ).all()
    places = _places_of([each.id for each in delegations])
    return [
        Fact(
            type=each.type,
            country=each.country,
            organisation_type=each.organisation_type,
            topics=tuple(each.topics),
            places=places.get(each.id, ()),
            people=each.size if each.headcount is None else each.headcount,
            is_counted=each.headcount is not None,
        )
        for each in delegations
    ]


def find_first_year() -> int | None:
    """Return the year of the first delegation that has taken place."""
    first: date | None = db.session.scalar(
        select(func.min(Delegation.starts_on)).where(Delegation.state.in_(TOOK_PLACE))
    )
    return first.year if first else None


def map_place_names(numbers: list[int]) -> Mapping[int, Resource]:
    """Return resources by their numbers."""
    found = db.session.scalars(select(Resource).where(Resource.id.in_(numbers)))
    return {resource.id: resource for resource in found}


def _places_of(numbers: list[int]) -> Mapping[int, tuple[int, ...]]:
    rows = db.session.execute(
        select(ProgrammeItem.delegation_id, ItemResource.resource_id)
        .join(ItemResource, ItemResource.item_id == ProgrammeItem.id)
        .where(
            ProgrammeItem.delegation_id.in_(numbers),
            ItemResource.use == ResourceUse.PLACE,
        )
        .distinct()
        .order_by(ProgrammeItem.delegation_id, ItemResource.resource_id)
    )
    places: dict[int, list[int]] = defaultdict(list)
    for row in rows:
        places[row.delegation_id].append(row.resource_id)
    return {number: tuple(there) for number, there in places.items()}
