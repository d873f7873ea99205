"""What of the networks is somebody's own."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, joinedload

from arena import db
from arena.accounts.models import User
from arena.directory.models import Person
from arena.networks.models import Admission, AdmissionState, Entry, Membership, Network, Seat
from arena.networks.queries.standing import belongs_on, holds_on


def find_person(user: User) -> Person | None:
    """Return whom the directory knows an account as."""
    return db.session.scalar(select(Person).where(Person.user_id == user.id))


def list_own_seats(network: Network, user: User, day: date) -> list[Seat]:
    """Return the seats that somebody has in a network on a day."""
    return list(
        db.session.scalars(
            select(Seat)
            .join(Seat.membership)
            .join(Seat.person)
            .where(
                Membership.network_id == network.id,
                Person.user_id == user.id,
                holds_on(Membership, day),
                holds_on(Seat, day),
                belongs_on(day),
            )
            .options(contains_eager(Seat.membership).joinedload(Membership.organisation))
            .order_by(Seat.id)
        )
    )


def list_own_applications(user: User) -> list[Admission]:
    """Return the applications of somebody that wait for an answer."""
    return list(
        db.session.scalars(
            select(Admission)
            .where(
                Admission.created_by_id == user.id,
                Admission.entry == Entry.APPLICATION,
                Admission.state == AdmissionState.WAITING,
            )
            .options(joinedload(Admission.network))
            .order_by(Admission.id)
        )
    )
