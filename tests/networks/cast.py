"""Networks for tests: a network, its members, and the people who stand for them."""

from __future__ import annotations

from datetime import date

from arena import clock, db
from arena.accounts.models import Role, User
from arena.directory.models import Organisation, Person, PersonRole
from arena.directory.rules import name_key
from arena.networks.models import Circle, Membership, Network, Office, OfficeName, Seat
from tests.cast import make_user

LONG_AGO = date(2020, 1, 1)


def make_organisation(name: str = "Norrskär Energi AB", **facts: object) -> Organisation:
    """Add an organisation to the directory."""
    values: dict[str, object] = {
        "type": "utility",
        "country": "SE",
        "created_at": clock.now(),
        "updated_at": clock.now(),
    }
    organisation = Organisation(name=name, name_key=name_key(name), **(values | facts))
    db.session.add(organisation)
    db.session.flush()
    return organisation


def make_person(
    organisation: Organisation, name: str = "Pia Partner", user: User | None = None
) -> Person:
    """Add somebody who has stood for an organisation since long ago."""
    person = Person(
        name=name,
        email=user.email if user else f"{name.split()[0].lower()}@partner.example",
        user=user,
        created_at=clock.now(),
        updated_at=clock.now(),
    )
    person.roles = [PersonRole(organisation=organisation, starts_on=LONG_AGO)]
    db.session.add(person)
    db.session.flush()
    return person


def make_partner(organisation: Organisation, name: str = "Pia Partner") -> Person:
    """Add somebody of an organisation who can sign in."""
    return make_person(organisation, name, make_user(name, Role.PARTNER))


def make_network(slug: str = "klimatpositiva-kvarter", **facts: object) -> Network:
    """Add a public network without members."""
    values: dict[str, object] = {
        "name_sv": "Klimatpositiva kvarter",
        "name_en": "Climate-positive blocks",
        "is_public": True,
        "started_on": LONG_AGO,
        "created_at": clock.now(),
        "updated_at": clock.now(),
    }
    network = Network(slug=slug, **(values | facts))
    db.session.add(network)
    db.session.flush()
    return network


def join(network: Network, person: Person, circle: Circle = Circle.CORE) -> Membership:
    """Let the first organisation of a person be a member, with the person as its seat."""
    organisation = person.roles[0].organisation
    membership = next(
        (each for each in network.memberships if each.organisation is organisation), None
    )
    if membership is None:
        membership = Membership(
            organisation=organisation,
            circle=circle,
            starts_on=LONG_AGO,
            created_at=clock.now(),
        )
        network.memberships.append(membership)
    membership.seats.append(Seat(person=person, starts_on=LONG_AGO))
    db.session.flush()
    return membership


def give_office(network: Network, person: Person, office: OfficeName = OfficeName.CHAIR) -> Office:
    """Let somebody do something for a network; who is not of the arena has a seat in it, too."""
    if person.roles and not any(
        seat.person is person for m in network.memberships for seat in m.seats
    ):
        join(network, person)
    held = Office(person=person, office=office, starts_on=LONG_AGO)
    network.offices.append(held)
    db.session.flush()
    return held
