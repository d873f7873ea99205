"""Whom to invite: the network's people of today, by circle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from arena import clock, db
from arena.meetings.models import Invitee, Meeting
from arena.meetings.services.calling import ToInvite
from arena.networks.models import Network
from arena.networks.queries.standing import list_offices, list_sittings

OFFICES = "offices"  # Of who has an office and no seat.
CIRCLES = (OFFICES, "core", "associated", "listening")


@dataclass(frozen=True)
class Proposal:
    """Somebody who may be invited, and the circle that they sit in; `key` names them in a form."""

    key: int
    who: ToInvite
    circle: str


def list_proposals(network: Network) -> list[Proposal]:
    """Return who sits in a network today, each once, the innermost circle first, by name."""
    today = clock.today()
    found: dict[int, Proposal] = {}
    sittings = sorted(list_sittings(network, today), key=lambda each: CIRCLES.index(each.circle))
    for sitting in sittings:
        person = sitting.person
        if person.id not in found:
            who = ToInvite(
                person.name,
                person.email or "",
                person.language,
                person=person,
                organisation=sitting.organisation,
            )
            found[person.id] = Proposal(person.id, who, sitting.circle)
    for office in list_offices(network, today):
        person = office.person
        if person.id not in found:
            who = ToInvite(person.name, person.email or "", person.language, person=person)
            found[person.id] = Proposal(person.id, who, OFFICES)
    return sorted(
        found.values(), key=lambda each: (CIRCLES.index(each.circle), each.who.name.casefold())
    )


def list_not_invited(meeting: Meeting) -> list[Proposal]:
    """Return who sits in the network and has no invitation yet; nobody twice by address."""
    rows = db.session.execute(
        select(Invitee.person_id, Invitee.email).where(Invitee.meeting_id == meeting.id)
    ).all()
    people, addresses = {row.person_id for row in rows}, {row.email for row in rows}
    left = []
    for proposal in list_proposals(meeting.network):
        email = proposal.who.email.strip().lower()
        if proposal.key in people or (email and email in addresses):
            continue
        if email:
            addresses.add(email)
        left.append(proposal)
    return left


def are_invited(meeting: Meeting, chosen: Sequence[ToInvite]) -> bool:
    """Tell whether all of those who were chosen have an invitation already."""
    rows = db.session.scalars(select(Invitee.email).where(Invitee.meeting_id == meeting.id))
    return {each.email.strip().lower() for each in chosen} <= set(rows)
