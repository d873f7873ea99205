"""The scene's meetings, of a network that Petra chairs, in each state that has its own page."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from arena import db
from arena.accounts.models import User
from arena.audit.models import INVITED, Actor
from arena.directory.models import Person
from arena.meetings.links import invitee_token
from arena.meetings.models import Answer, Channel
from arena.meetings.queries.inviting import list_not_invited
from arena.meetings.services.answering import Said, answer_on_page
from arena.meetings.services.calling import ToInvite, call_meeting
from tests.meetings.cast import AT, Gathering, make_meeting
from tests.networks.cast import give_office, join, make_network

LONG = "Samråd om effekt och flexibilitet i Norrköpings-Östergötlandsbygdens flerbostadshus"


@dataclass(frozen=True)
class Meetings:
    """What pages about meetings are shown with, by number."""

    network: str
    meetings: dict[str, int]
    invitee: int
    token: str


def build_meetings() -> Meetings:
    """Let a network meet; Petra, whom the scene of rooms has linked to an organisation, chairs."""
    with db.transaction():
        alice = db.session.scalars(select(User).where(User.email == "alice@arena.example")).one()
        petra = db.session.scalars(
            select(Person).join(Person.user).where(User.email == "petra@arena.example")
        ).one()
        network = make_network("effekt-och-flexibilitet", name_sv=LONG, name_en=LONG)
        join(network, petra)
        give_office(network, petra)
        circle = Gathering(network, alice, petra)
        planned = make_meeting(circle, title_sv=LONG, title_en=LONG, video_link="https://v.example")
        public = make_meeting(circle, AT.replace(day=15), is_public=True)
    with db.transaction():
        called = make_meeting(circle, AT.replace(day=16), other_place=LONG)
        everybody = [each.who for each in list_not_invited(called)]
        guest = ToInvite("Gustav Gäst", "gustav@guest.example", "sv", organisation_name=LONG)
        call_meeting(called, [*everybody, guest], by=Actor.user(alice.id))
        invitee = called.invitees[-1]
        said = Said(answer=Answer.TENTATIVE, words="Kommer kanske lite senare.")
        answer_on_page(invitee, said, shown=0, through=Channel.LINK, by=INVITED)
    numbers = {"planned": planned.id, "public": public.id, "called": called.id}
    return Meetings(network.slug, numbers, invitee.id, invitee_token(invitee))
