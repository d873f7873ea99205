"""Members of networks: organisations in circles, and the people who stand for them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from arena import clock, db
from arena.audit.models import Actor
from arena.audit.services import record
from arena.directory.models import Organisation, Person, PersonRole
from arena.networks.models import Circle, Membership, Network, Office, Seat
from arena.networks.queries.standing import holds_on
from arena.networks.rules.joining import may_be_member
from arena.networks.services.acting import end, lock, lock_alive, raise_version
from arena.networks.services.errors import (
    AlreadyMember,
    NoRole,
    NotInParent,
    NotMember,
    WrongKind,
)
from arena.networks.services.parting import end_offices_of, end_offices_without_seat


def admit(
    network: Network,
    organisation: Organisation,
    circle: Circle,
    *,
    by: Actor,
    starts_on: date | None = None,
) -> Membership:
    """Let an organisation be a member from a day on, today unless it is said.

    Raise `NetworkEnded`, `WrongKind`, `NotInParent` or `AlreadyMember`: the database decides.
    """
    lock_alive(network)
    day = starts_on or clock.today()
    types = network.organisation_types or (network.parent and network.parent.organisation_types)
    if not may_be_member(organisation.type, types or ()):
        raise WrongKind("organisation")
    if network.parent is not None and find_membership(network.parent, organisation, day) is None:
        raise NotInParent
    membership = Membership(
        network_id=network.id,
        organisation_id=organisation.id,
        circle=str(circle),
        starts_on=day,
        created_at=clock.now(),
    )
    try:
        with db.session.begin_nested():
            db.session.add(membership)
    except IntegrityError as error:
        raise AlreadyMember from error
    record(
        "networks.admit",
        subject=network,
        by=by,
        detail={"organisation": organisation.id, "circle": str(circle)},
    )
    return membership


def move_circle(membership: Membership, circle: Circle, *, by: Actor) -> Membership:
    """Let a member go on in another circle from today; where it was until then stays readable.

    Return the membership that holds now. Raise `NotMember`.
    """
    network = membership.network
    _lock_membership(membership)
    if membership.circle == circle:
        return membership
    before, today = membership.circle, clock.today()
    if membership.starts_on >= today:
        membership.circle = str(circle)
        moved = membership
    else:
        moved = _go_on(membership, circle, today)
    raise_version(network)
    record(
        "networks.move_circle",
        subject=network,
        by=by,
        detail={
            "organisation": membership.organisation_id,
            "from": before,
            "circle": str(circle),
        },
    )
    return moved


def end_membership(membership: Membership, *, on: date, because: str, by: Actor) -> None:
    """Let an organisation leave on a day, with its people, and from the working groups too.

    `on` is the first day on which it is no member. Raise `NotMember` for one that has left.
    """
    network = membership.network
    lock(network)
    db.session.refresh(membership)
    if (membership.ends_on, membership.ended_because) == (on, because):
        return  # Pressed twice.
    _require_held(membership)
    organisation_id = membership.organisation_id
    groups = db.session.scalars(
        select(Membership)
        .join(Membership.network)
        .where(
            Network.parent_id == network.id,
            Membership.organisation_id == organisation_id,
            (Membership.ends_on.is_(None)) | (Membership.ends_on > on),
        )
    ).all()
    for each in [membership, *groups]:
        end_with_people(each, on, because)
    db.session.flush()
    end_offices_without_seat([network, *(each.network for each in groups)], by=by)
    raise_version(network)
    record(
        "networks.end_membership",
        subject=network,
        by=by,
        detail={"organisation": organisation_id, "on": on.isoformat()},
    )


def add_seat(membership: Membership, person: Person, *, by: Actor, listed: bool = True) -> Seat:
    """Let a person stand for a member from today; who does already, does.

    Raise `NotMember`, or `NoRole` unless the person has a role in the organisation.
    """
    _lock_membership(membership)
    today = clock.today()
    day = max(today, membership.starts_on)
    role = select(PersonRole.id).where(
        PersonRole.person_id == person.id,
        PersonRole.organisation_id == membership.organisation_id,
        holds_on(PersonRole, day),
    )
    if db.session.scalar(role) is None:
        raise NoRole
    held = db.session.scalar(
        select(Seat).where(
            Seat.membership_id == membership.id,
            Seat.person_id == person.id,
            (Seat.ends_on.is_(None)) | (Seat.ends_on > day),
        )
    )
    if held is not None:
        return held
    seat = Seat(membership=membership, person=person, starts_on=day, is_listed=listed)
    db.session.add(seat)
    db.session.flush()
    record(
        "networks.add_seat",
        subject=membership.network,
        by=by,
        detail={"person": person.id, "organisation": membership.organisation_id},
    )
    return seat


def end_seat(seat: Seat, *, by: Actor) -> None:
    """Let a person stand for a member no longer, from today; their offices end with it."""
    membership = seat.membership
    network, person = membership.network, seat.person
    lock(network)
    if not end(seat, clock.today()):
        return
    db.session.flush()
    end_offices_of(person, [network, *network.groups], by=by)
    record(
        "networks.end_seat",
        subject=network,
        by=by,
        detail={"person": person.id, "organisation": membership.organisation_id},
    )


def set_listed(seat: Seat, listed: bool, *, by: Actor) -> None:
    """Say whether a person is named to the other members."""
    if seat.is_listed == listed:
        return
    seat.is_listed = listed
    record(
        "networks.set_listed",
        subject=seat.membership.network,
        by=by,
        detail={"person": seat.person_id, "listed": listed},
    )


def find_membership(network: Network, organisation: Organisation, day: date) -> Membership | None:
    """Return an organisation's membership in a network that holds on a day."""
    return db.session.scalar(
        select(Membership).where(
            Membership.network_id == network.id,
            Membership.organisation_id == organisation.id,
            holds_on(Membership, day),
        )
    )


def end_all_of(network: Network, day: date) -> None:
    """End all memberships and offices of a network that ends."""
    memberships = db.session.scalars(select(Membership).where(Membership.network_id == network.id))
    for membership in memberships.all():
        end_with_people(membership, day, "")
    for office in db.session.scalars(select(Office).where(Office.network_id == network.id)).all():
        end(office, day)


def end_with_people(membership: Membership, day: date, because: str) -> None:
    """End a membership with the seats that it has."""
    for seat in list(membership.seats):
        end(seat, day)
    if end(membership, day):
        membership.ended_because = because


def _go_on(membership: Membership, circle: Circle, day: date) -> Membership:
    """End a membership on a day, and begin another with the same people on the same day."""
    until = membership.ends_on
    sitting = [seat for seat in membership.seats if seat.ends_on is None or seat.ends_on > day]
    people = [(seat.person, seat.ends_on, seat.is_listed) for seat in sitting]
    end_with_people(membership, day, "")
    db.session.flush()
    moved = Membership(
        network_id=membership.network_id,
        organisation_id=membership.organisation_id,
        circle=str(circle),
        starts_on=day,
        ends_on=until,
        created_at=clock.now(),
    )
    moved.seats = [
        Seat(person=person, starts_on=day, ends_on=ends_on, is_listed=listed)
        for person, ends_on, listed in people
    ]
    db.session.add(moved)
    db.session.flush()
    return moved


def _lock_membership(membership: Membership) -> None:
    lock(membership.network)
    db.session.refresh(membership)
    _require_held(membership)


def _require_held(membership: Membership) -> None:
    if membership.ends_on is not None and membership.ends_on <= clock.today():
        raise NotMember
