"""The scene's networks: members, admissions in each state, and agreements, beside the meetings'."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from arena import clock, db
from arena.accounts.models import User
from arena.audit.models import STRANGER, Actor
from arena.directory.models import Person
from arena.networks.links import admission_token
from arena.networks.models import Admission, Network
from arena.networks.services.agreeing import (
    AgreementFacts,
    PartyFacts,
    enter_agreement,
    renew_agreement,
)
from arena.networks.services.asking import (
    apply_by_form,
    confirm_application,
    invite,
)
from arena.networks.services.asking_facts import AdmissionFacts
from arena.networks.services.founding import CharterFacts, adopt_charter, end_network
from tests.networks.cast import join, make_network, make_organisation, make_person

LONG = "Nätverket för energieffektivisering av flerbostadshus i Norrköpings-Östergötlandsbygden"


@dataclass(frozen=True)
class Networks:
    """What pages about networks and agreements are shown with."""

    network: str
    membership: int
    seat: int
    own_membership: int
    own_seat: int
    office: int
    organisation: int
    admissions: dict[str, int]
    invitation: str
    application: str
    agreements: dict[str, int]


def build_networks(slug: str) -> Networks:
    """Fill the network that Petra chairs, which the scene of meetings has made."""
    alice = db.session.scalars(select(User).where(User.email == "alice@arena.example")).one()
    by = Actor.user(alice.id)
    with db.transaction():
        network = db.session.scalars(select(Network).where(Network.slug == slug)).one()
        network.entry, network.are_members_public = "application", True
        network.purpose_sv = network.purpose_en = f"{LONG}.\n\n{LONG}."
        other = make_person(make_organisation(LONG), f"Lo {LONG}")
        membership = join(network, other)
        make_network("effektgruppen", name_sv=LONG, name_en=LONG, parent=network)
        ended = make_network("ett-som-var", is_public=False)
        end_network(ended, because=LONG, by=by)
        adopted = CharterFacts(text_sv=LONG, adopted_on=date(2026, 3, 1), note=LONG)
        adopt_charter(network, adopted, user=alice, version=network.version, by=by)
    asked = _admissions(network, alice)
    petra = db.session.scalars(
        select(Person).join(Person.user).where(User.email == "petra@arena.example")
    ).one()
    own = next(
        m for m in network.memberships if any(seat.person_id == petra.id for seat in m.seats)
    )
    return Networks(
        network=slug,
        membership=membership.id,
        seat=membership.seats[0].id,
        own_membership=own.id,
        own_seat=own.seats[0].id,
        office=network.offices[0].id,
        organisation=make_party(),
        admissions={name: admission.id for name, admission in asked.items()},
        invitation=admission_token(asked["invitation"]),
        application=admission_token(asked["application"]),
        agreements=_agreements(network, petra, alice),
    )


def make_party() -> int:
    """Add an organisation that is in no network."""
    with db.transaction():
        organisation = make_organisation(f"{LONG} AB")
        make_person(organisation, "Per Part")
        return organisation.id


def _admissions(network: Network, alice: User) -> dict[str, Admission]:
    facts = {"organisation_type": "small_company", "language": "sv", "words": LONG}
    with db.transaction():
        invitation = invite(
            network,
            AdmissionFacts(
                organisation_name=LONG, name="Ida Inbjuden", email="ida@one.example", **facts
            ),
            user=alice,
            by=Actor.user(alice.id),
            is_vouched=True,
        )
        waiting, application = (
            apply_by_form(
                network,
                AdmissionFacts(organisation_name=name, name="Siv Söker", email=email, **facts),
                by=STRANGER,
            )
            for name, email in ((LONG, "siv@two.example"), ("Solvind AB", "sol@three.example"))
        )
        confirm_application(waiting, by=STRANGER)
    return {"invitation": invitation, "waiting": waiting, "application": application}


def _agreements(network: Network, petra: Person, alice: User) -> dict[str, int]:
    today, by = clock.today(), Actor.user(alice.id)
    begun = date(2025, 1, 1)
    party = PartyFacts(petra.roles[0].organisation, "Petra Pål, vd", date(2025, 1, 2))
    ends = {"pre_procurement": today + timedelta(days=45), "mou": today, "project": None}
    with db.transaction():
        made = {
            type_: enter_agreement(
                AgreementFacts(
                    type=type_,
                    title=f"{LONG}, {type_}",
                    summary=LONG,
                    starts_on=begun,
                    ends_on=ends_on,
                    review_on=today,
                    owner=alice,
                    network=network,
                    registry_number="2026-118",
                ),
                [party],
                by=by,
            )
            for type_, ends_on in ends.items()
        }
        renew_agreement(made["mou"], starts_on=today, ends_on=None, by=by)
    return {type_: agreement.id for type_, agreement in made.items()}
