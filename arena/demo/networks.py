"""The demo's networks: founded long ago, joined one by one, led, applied to; and its agreements."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from random import Random

from sqlalchemy import select

from arena import clock, db
from arena.accounts.models import User
from arena.audit.models import STRANGER, Actor
from arena.demo.data.networks import (
    ALL,
    APPLICATIONS,
    CITY,
    DEALS,
    INVITATION,
    JOINED,
    UNIONS,
    Deal,
    Union,
    Wish,
)
from arena.demo.data.organisations import FOREIGN, KNOWN, SWEDISH, Body
from arena.demo.data.people import FIRST_NAMES, LAST_NAMES
from arena.demo.world import World
from arena.directory.models import Organisation, OrganisationType, Person
from arena.directory.services import (
    OrganisationFacts,
    PersonFacts,
    add_person,
    create_organisation,
)
from arena.networks.models import Circle, Entry, Membership, Network, OfficeName
from arena.networks.queries.standing import list_members
from arena.networks.rules.joining import PUBLIC_BODIES
from arena.networks.rules.slugs import slug_for
from arena.networks.services.agreeing import AgreementFacts, PartyFacts, enter_agreement
from arena.networks.services.asking import (
    apply_by_form,
    confirm_application,
    invite,
)
from arena.networks.services.asking_facts import AdmissionFacts
from arena.networks.services.founding import (
    CharterFacts,
    NetworkFacts,
    adopt_charter,
    found_network,
)
from arena.networks.services.members import add_seat, admit, end_membership, move_circle
from arena.networks.services.offices import give_office, person_of_staff

_BODIES = {body.name: body for body in (*KNOWN, *SWEDISH, *FOREIGN, *JOINED)}
_AT_A_TIME = 4  # Members that join within one month.
_GROUP = 7  # Members of the network that are in each of its groups.


def plan_networks(world: World, staff: Sequence[Actor]) -> None:
    """Let the networks be founded and joined in the past, and something wait today."""
    now = clock.now()
    for number, union in enumerate(UNIONS):
        life = _Life(union, staff[number % len(staff)], Random(number))
        founded = now - timedelta(days=union.founded_days_ago)
        world.at(founded, life.found)
        bodies = _members_of(union)
        for position, body in enumerate(bodies):
            later = timedelta(days=7 + 30 * (position // _AT_A_TIME))
            world.at(founded + later, partial(life.join, body, position))
        world.at(now - timedelta(days=90), life.move_some)
        world.at(now - timedelta(days=40), partial(life.lose, bodies[-1]))
        for position, name in enumerate(union.groups):
            world.at(now - timedelta(days=80 - position), partial(life.found_group, name, position))
    for deal in DEALS:
        world.at(now - timedelta(days=deal.days_ago, hours=1), partial(_agree, deal, staff[0]))
    for wish in APPLICATIONS:
        world.at(now - timedelta(hours=wish.hours_ago), partial(_apply, wish))
    world.at(now - timedelta(hours=INVITATION.hours_ago), partial(_invite, INVITATION, staff[0]))


def _members_of(union: Union) -> list[Body]:
    """Return who joins, the chair's organisation first; one more than stay."""
    turned = [*ALL[union.starting_at :], *ALL[: union.starting_at]]
    fitting = [body for body in turned if body.type in union.kinds and body.name != union.first]
    first = [_BODIES[union.first]] if union.first else []
    return [*first, *fitting][: union.members + 1]


class _Life:
    """What happens to one network."""

    def __init__(self, union: Union, by: Actor, chance: Random) -> None:
        self.union, self.by, self.chance = union, by, chance

    @property
    def network(self) -> Network:
        """The network, once it is founded."""
        return db.session.scalars(
            select(Network).where(Network.name_sv == self.union.name[0])
        ).one()

    def found(self) -> None:
        """Found the network with its charter; somebody of the arena keeps it going."""
        network = found_network(self._facts(), by=self.by)
        charter = CharterFacts(
            text_sv=self.union.charter[0],
            text_en=self.union.charter[1],
            adopted_on=clock.today(),
        )
        user = _user_of(self.by)
        adopt_charter(network, charter, user=user, version=network.version, by=self.by)
        keeper = person_of_staff(user, by=self.by)
        name = OfficeName.CONVENER if self.union.first else OfficeName.CHAIR
        give_office(network, keeper, name, by=self.by)

    def join(self, body: Body, position: int) -> None:
        """Let an organisation in, with somebody who stands for it; the first one's is the chair."""
        organisation, network = _organisation(body, self.by), self.network
        circle = (Circle.CORE, Circle.ASSOCIATED, Circle.LISTENING)[position % 8 // 3]
        membership = admit(network, organisation, circle, by=self.by)
        person = _known_person(organisation) or self._new_person(organisation, body)
        add_seat(membership, person, listed=position % 9 != 5, by=self.by)
        if position % 6 == 1:
            add_seat(membership, self._new_person(organisation, body), by=self.by)
        if position == 0 and self.union.first:
            give_office(network, person, OfficeName.CHAIR, by=self.by)
        elif position == 1:
            give_office(network, person, OfficeName.SECRETARY, by=self.by)

    def move_some(self) -> None:
        """Let two members come closer."""
        listening = [
            each
            for each in list_members(self.network, clock.today())
            if each.circle == Circle.LISTENING
        ]
        for membership in listening[:2]:
            move_circle(membership, Circle.ASSOCIATED, by=self.by)

    def lose(self, body: Body) -> None:
        """Let a member leave."""
        membership = db.session.scalars(
            select(Membership)
            .join(Membership.organisation)
            .where(
                Membership.network_id == self.network.id,
                Organisation.name == body.name,
                Membership.ends_on.is_(None),
            )
        ).one()
        because = "Deltar genom en annan medlem."
        end_membership(membership, on=clock.today(), because=because, by=self.by)

    def found_group(self, name: tuple[str, str], position: int) -> None:
        """Found a working group, with some of the members."""
        network = self.network
        facts = NetworkFacts(
            name_sv=name[0],
            name_en=name[1],
            purpose_sv=f"Förbereder nätverkets möten i frågor om {name[0]}.",
            purpose_en=f"Prepares the network's meetings on {name[1]}.",
            rhythm_sv="Möts mellan nätverkets möten",
            rhythm_en="Meets between the network's meetings",
            topics=self.union.topics,
            is_public=self.union.is_public,
        )
        group = found_network(facts, parent=network, by=self.by)
        members = list_members(network, clock.today())
        for membership in members[position :: max(1, len(members) // _GROUP)][:_GROUP]:
            joined = admit(group, membership.organisation, Circle.CORE, by=self.by)
            add_seat(joined, membership.seats[0].person, by=self.by)

    def _facts(self) -> NetworkFacts:
        union = self.union
        return NetworkFacts(
            name_sv=union.name[0],
            name_en=union.name[1],
            purpose_sv=union.purpose[0],
            purpose_en=union.purpose[1],
            rhythm_sv=union.rhythm[0],
            rhythm_en=union.rhythm[1],
            topics=union.topics,
            is_public=union.is_public,
            are_members_public=union.is_public,
            entry=Entry.APPLICATION if union.by_application else Entry.INVITATION,
            organisation_types=PUBLIC_BODIES if union.public_bodies_only else (),
        )

    def _new_person(self, organisation: Organisation, body: Body) -> Person:
        first, last = self.chance.choice(FIRST_NAMES), self.chance.choice(LAST_NAMES)
        local = slug_for(f"{first} {last}", []).replace("-", ".")
        facts = PersonFacts(name=f"{first} {last}", email=f"{local}@{body.domain}")
        return add_person(
            facts,
            organisation,
            title="Utvecklingsledare",
            starts_on=clock.today(),
            by=self.by,
        )


def _agree(deal: Deal, by: Actor) -> None:
    today = clock.today()
    union = select(Network).where(Network.name_sv == deal.union)
    ends = None if deal.days_left is None else deal.days_ago + deal.days_left
    city, partner = (_organisation(_BODIES[name], by) for name in (CITY, deal.partner))
    from_today = timedelta(days=deal.days_ago)
    facts = AgreementFacts(
        type=deal.type,
        title=deal.title,
        summary=deal.summary,
        registry_number=deal.registry_number,
        network=db.session.scalars(union).one() if deal.union else None,
        owner=_user_of(by),
        starts_on=today,
        ends_on=None if ends is None else today + timedelta(days=ends),
        review_on=_in_days(from_today, deal.review_in),
        next_meeting_on=_in_days(from_today, deal.next_meeting_in),
        settles=deal.settles,
    )
    parties = [
        PartyFacts(city, "Eva Ek, förvaltningschef", today),
        PartyFacts(partner, "Verkställande ledning", today),
    ]
    enter_agreement(facts, parties, by=by)


def _apply(wish: Wish) -> None:
    admission = apply_by_form(_network(wish.union), _facts_of(wish), by=STRANGER)
    confirm_application(admission, by=STRANGER)


def _invite(wish: Wish, by: Actor) -> None:
    facts = _facts_of(wish)
    invite(_network(wish.union), facts, user=_user_of(by), by=by, is_vouched=True)


def _facts_of(wish: Wish) -> AdmissionFacts:
    body = _BODIES[wish.body]
    return AdmissionFacts(
        organisation_name=body.name,
        organisation_type=body.type,
        country=body.country,
        name=wish.name,
        title="Affärsutvecklare",
        email=wish.email,
        language=wish.language,
        words=wish.words,
    )


def _in_days(from_today: timedelta, days: int | None) -> date | None:
    return None if days is None else clock.today() + from_today + timedelta(days=days)


def _network(name: str) -> Network:
    return db.session.scalars(select(Network).where(Network.name_sv == name)).one()


def _user_of(by: Actor) -> User:
    return db.session.get_one(User, int(by.label.removeprefix("user:")))


def _organisation(body: Body, by: Actor) -> Organisation:
    """Return an organisation of the directory; it is added the first time."""
    known = db.session.scalars(
        select(Organisation).where(
            Organisation.name == body.name, Organisation.merged_into_id.is_(None)
        )
    ).first()
    if known is not None:
        return known
    return create_organisation(
        OrganisationFacts(
            name=body.name,
            type=OrganisationType(body.type),
            country=body.country,
            email_domain=body.domain,
        ),
        by=by,
    )


def _known_person(organisation: Organisation) -> Person | None:
    """Return somebody of the organisation who can sign in: the demo's partner."""
    return next(
        (role.person for role in organisation.roles if role.person.user_id is not None), None
    )
