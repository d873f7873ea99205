"""What ends when people leave: seats and offices of who has no role any more."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, or_, select

from arena import clock, db
from arena.accounts.models import User
from arena.accounts.policy import is_staff
from arena.audit.models import WORKER, Actor
from arena.audit.services import record
from arena.directory.models import Organisation, Person
from arena.networks.models import Membership, Network, Office, Seat
from arena.networks.queries.parting import list_lost_offices, list_lost_seats
from arena.networks.services.acting import end


def end_lost(*, by: Actor = WORKER) -> int:
    """End the seats and offices of people who may not have them any more; return how many.

    Reads go by who has a role today, so that nothing opens even before this has run; it makes the
    lists say so.
    """
    today = clock.today()
    ended = 0
    for seat in list_lost_seats(today):
        network = seat.membership.network
        detail = {"person": seat.person_id, "organisation": seat.membership.organisation_id}
        if end(seat, today):
            ended += 1
            record("networks.end_seat", subject=network, by=by, detail=detail)
    db.session.flush()
    return ended + end_offices_without_seat(None, by=by)


def end_offices_without_seat(networks: Iterable[Network] | None, *, by: Actor) -> int:
    """End the offices of those who stand for no member any more; return how many.

    In some networks, or in all.
    """
    today = clock.today()
    ids = None if networks is None else [each.id for each in networks]
    ended = 0
    for office in list_lost_offices(today, ids):
        detail = {"person": office.person_id, "office": office.office}
        network = office.network
        if end(office, today):
            ended += 1
            record("networks.end_office", subject=network, by=by, detail=detail)
    return ended


def end_offices_of(person: Person, networks: Iterable[Network], *, by: Actor) -> None:
    """End somebody's offices in networks in which they have no seat any more.

    The arena's own people need none. A seat in a network does for its groups.
    """
    if person.user is not None and person.user.is_open and is_staff(person.user):
        return
    today = clock.today()
    sits_in = set(
        db.session.scalars(
            select(Membership.network_id)
            .join(Membership.seats)
            .where(Seat.person_id == person.id, _is_open(Seat, today), _is_open(Membership, today))
        )
    )
    offices = db.session.scalars(
        select(Office).where(
            Office.person_id == person.id,
            Office.network_id.in_([each.id for each in networks]),
            _is_open(Office, today),
        )
    ).all()
    for office in offices:
        network, name = office.network, office.office
        if not sits_in.isdisjoint({network.id, network.parent_id}):
            continue
        end(office, today)
        detail = {"person": person.id, "office": name}
        record("networks.end_office", subject=network, by=by, detail=detail)


def end_all_of_person(person: Person, *, by: Actor) -> None:
    """End every seat and office that somebody has: their account was closed."""
    today = clock.today()
    seats = db.session.scalars(
        select(Seat).where(Seat.person_id == person.id, _is_open(Seat, today))
    ).all()
    offices = db.session.scalars(
        select(Office).where(Office.person_id == person.id, _is_open(Office, today))
    ).all()
    for seat in seats:
        network, organisation_id = seat.membership.network, seat.membership.organisation_id
        end(seat, today)
        detail = {"person": person.id, "organisation": organisation_id}
        record("networks.end_seat", subject=network, by=by, detail=detail)
    for office in offices:
        network, name = office.network, office.office
        end(office, today)
        record(
            "networks.end_office",
            subject=network,
            by=by,
            detail={"person": person.id, "office": name},
        )


def part_with_left(person: Person, *, organisation: Organisation, by: Actor, **_: object) -> None:
    """Listen: somebody stands for an organisation no more. What they had by it ends today."""
    today = clock.today()
    seats = db.session.scalars(
        select(Seat)
        .join(Seat.membership)
        .where(
            Seat.person_id == person.id,
            Membership.organisation_id == organisation.id,
            _is_open(Seat, today),
        )
    ).all()
    for seat in seats:
        network = seat.membership.network
        end(seat, today)
        detail = {"person": person.id, "organisation": organisation.id}
        record("networks.end_seat", subject=network, by=by, detail=detail)
    db.session.flush()
    end_offices_without_seat(None, by=by)


def part_with_closed(user: User, *, by: Actor, **_: object) -> None:
    """Listen: somebody's rights were changed. A closed account sits nowhere."""
    if user.is_open:
        return
    person = db.session.scalar(select(Person).where(Person.user_id == user.id))
    if person is not None:
        end_all_of_person(person, by=by)


def _is_open(kind: Any, day: date) -> ColumnElement[bool]:
    return or_(kind.ends_on.is_(None), kind.ends_on > day)
