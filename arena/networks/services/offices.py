"""Offices: who leads a network, calls its meetings and keeps its minutes."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from arena import clock, db
from arena.accounts.models import User
from arena.accounts.policy import is_staff
from arena.audit.models import Actor
from arena.audit.services import record
from arena.directory.models import Person
from arena.directory.services.indexing import keep_person
from arena.networks.models import Membership, Network, Office, OfficeName, Seat
from arena.networks.queries.standing import holds_on
from arena.networks.services.acting import end, lock, lock_alive, raise_version
from arena.networks.services.errors import NotOfTheNetwork, OfficeHeld


def give_office(network: Network, person: Person, name: OfficeName, *, by: Actor) -> Office:
    """Let somebody do something for a network from today.

    There is one chair: who was it before steps down today. Raise `NetworkEnded`, `OfficeHeld`, or
    `NotOfTheNetwork` unless the person stands for a member or is one of the arena's own.
    """
    lock_alive(network)
    if not _may_have_office(network, person):
        raise NotOfTheNetwork
    today = clock.today()
    if (held := _find_todays(network, person, name)) is not None:
        return held  # Pressed twice.
    if name is OfficeName.CHAIR:
        _let_step_down(network, person, by=by)
    office = Office(network_id=network.id, person_id=person.id, office=str(name), starts_on=today)
    try:
        with db.session.begin_nested():
            db.session.add(office)
    except IntegrityError as error:
        raise OfficeHeld from error
    raise_version(network)
    detail = {"person": person.id, "office": str(name)}
    record("networks.give_office", subject=network, by=by, detail=detail)
    return office


def end_office(office: Office, *, by: Actor) -> None:
    """Let somebody step down today; who has stepped down, has."""
    network = office.network
    lock(network)
    detail = {"person": office.person_id, "office": office.office}
    if not end(office, clock.today()):
        return
    raise_version(network)
    record("networks.end_office", subject=network, by=by, detail=detail)


def person_of_staff(user: User, *, by: Actor) -> Person:
    """Return somebody of the arena as the directory knows them; they are added the first time."""
    known = db.session.scalar(select(Person).where(Person.user_id == user.id))
    if known is not None:
        return known
    now = clock.now()
    person = Person(
        name=user.name,
        email=user.email,
        phone=user.phone,
        language=user.language,
        user=user,
        created_at=now,
        updated_at=now,
    )
    db.session.add(person)
    db.session.flush()
    keep_person(person.id)
    record("directory.add_person", subject=person, by=by)
    return person


def _find_todays(network: Network, person: Person, name: OfficeName) -> Office | None:
    """Return the office that somebody was given today."""
    return db.session.scalar(
        select(Office).where(
            Office.network_id == network.id,
            Office.person_id == person.id,
            Office.office == str(name),
            Office.starts_on == clock.today(),
            Office.ends_on.is_(None),
        )
    )


def _let_step_down(network: Network, person: Person, *, by: Actor) -> None:
    today = clock.today()
    chairs = db.session.scalars(
        select(Office).where(
            Office.network_id == network.id,
            Office.office == OfficeName.CHAIR,
            (Office.ends_on.is_(None)) | (Office.ends_on > today),
        )
    ).all()
    if any(chair.person_id == person.id for chair in chairs):
        raise OfficeHeld
    for chair in chairs:
        detail = {"person": chair.person_id, "office": chair.office}
        end(chair, today)
        record("networks.end_office", subject=network, by=by, detail=detail)
    db.session.flush()


def _may_have_office(network: Network, person: Person) -> bool:
    if person.user is not None and person.user.is_open and is_staff(person.user):
        return True
    today = clock.today()
    numbers = [number for number in (network.id, network.parent_id) if number is not None]
    seat = (
        select(Seat.id)
        .join(Seat.membership)
        .where(
            Seat.person_id == person.id,
            holds_on(Seat, today),
            holds_on(Membership, today),
            Membership.network_id.in_(numbers),
        )
    )
    return db.session.scalar(seat) is not None
