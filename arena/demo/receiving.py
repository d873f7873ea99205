"""The demo's seven delegations: asked, accepted, planned, released, changed, received, followed up.

Each step happens at its own moment through the services, so that those of today stand where they
would: one is under way, one is told of a storm, one waits for an answer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import partial

from sqlalchemy import select

from arena import clock, db
from arena.accounts.models import User
from arena.audit.models import BOOKER, INVITED, WORKER, Actor
from arena.delegations.models import AskState, Delegation, ItemParty, ProgrammeItem, Vetting
from arena.delegations.queries.programmes import list_items
from arena.delegations.queries.tasks import list_tasks
from arena.delegations.rules.criteria import CRITERIA
from arena.delegations.services import afterwards, papers
from arena.delegations.services.asking import ask, propose, say_yes
from arena.delegations.services.building import ItemFacts, add_item, change_item, fix_start
from arena.delegations.services.enquiring import Facts, send_enquiry
from arena.delegations.services.facts import count_heads
from arena.delegations.services.grouping import add_group
from arena.delegations.services.parties import PartyFacts, add_hosts, add_person
from arena.delegations.services.progress import progress
from arena.delegations.services.releasing import release
from arena.delegations.services.roles import RoleFacts, add_role
from arena.delegations.services.tasks import add_checklist, finish_task
from arena.delegations.services.vetting import accept, assign
from arena.demo.data.programmes import ALDERMOOR, BUYERS, GRANBACKEN, INDOORS, LOVSUND, PARTIES
from arena.demo.data.programmes.shape import Line, Party
from arena.demo.world import World
from arena.resources.models import Resource
from arena.resources.queries.working_days import WorkingDays, working_days

ASKED_AHEAD = 64  # Days before the visit.
RELEASED_AHEAD = 14
CHANGED_AHEAD = 5
DAY = timedelta(days=1)


def plan_delegations(world: World, staff: Sequence[Actor]) -> None:
    """Plan how the seven delegations come about."""
    calendar = working_days()
    for party in PARTIES:
        Reception(world, party, _first_day(party, calendar), staff[0]).plan()


@dataclass
class Reception:
    """One delegation of the demo, and what is done for it, step by step."""

    world: World
    party: Party
    day: date
    by: Actor
    known: dict[str, int] = field(default_factory=dict)  # Its number, and those of its groups.

    def plan(self) -> None:
        """Put every step at its moment; what is still to come does not happen."""
        steps: tuple[tuple[int, Callable[[], None]], ...] = (
            (-ASKED_AHEAD, self.enquire),
            (2 - ASKED_AHEAD, self.accept),
            (3 - ASKED_AHEAD, self.build),
            (5 - ASKED_AHEAD, self.give_roles),
            (6 - ASKED_AHEAD, self.ask),
            (9 - ASKED_AHEAD, self.answer),
            (1 - RELEASED_AHEAD, self.fill_in),
            (-RELEASED_AHEAD, self.release),
        )
        for days, step in steps:
            self.world.at(self._at(days, time(10)), step)
        if self.party is ALDERMOOR:
            self.world.at(self._at(-CHANGED_AHEAD * 2, time(14)), self.change)
        if self.party is GRANBACKEN:
            self.world.at(clock.now() - timedelta(minutes=50), self.flee_the_storm)
        if self.party is BUYERS:
            self.world.at(clock.now() - timedelta(hours=20), self.leave_a_change_unreleased)
        self.world.at(self._at(0, time(10, 30)), self.begin)
        self.world.at(self._at(self.party.days, time(8)), self.finish)
        self.world.at(self._at(self.party.days + 1, time(15)), self.write_down)
        if self.party is LOVSUND:
            self.world.at(self._at(self.party.days + 6, time(15)), self.thank)

    def enquire(self) -> None:
        """Let the party ask."""
        party, contact = self.party, self.party.contact
        delegation = send_enquiry(
            Facts(
                name=party.name,
                type=party.type,
                level=party.level,
                size=party.size,
                starts_on=self.day,
                ends_on=self.day + timedelta(days=party.days - 1),
                language=party.language,
                organisation_name=party.organisation,
                organisation_type=party.organisation_type,
                country=party.country,
                interpretation=party.interpretation,
                interpreter_language=party.interpreter_language,
                topics=party.topics,
                purpose=party.purpose,
                questions=party.questions,
                arrival=party.arrival,
                has_media=party.has_media,
                timezone=party.timezone,
                on_behalf_of=party.on_behalf_of,
                contact_name=contact.name,
                contact_title=contact.title,
                contact_email=contact.email,
                contact_phone=contact.phone,
                contact_language=contact.language,
            ),
            by=BOOKER,
        )
        delegation.meeting_link = party.meeting_link
        self.known["delegation"] = delegation.id

    def accept(self) -> None:
        """Take it on, weigh it, and say yes."""
        coordinator = _user("coordinator@arena.example")
        assign(self.delegation, coordinator, by=self.by)
        met = {str(criterion): str(Mark.MET) for criterion in Criterion}
        accept(self.delegation, met, decided_by=coordinator, by=self.by)
        add_checklist(self.delegation, by=self.by)

    def build(self) -> None:
        """Build the programme, with who is wanted where."""
        for name, size in self.party.groups:
            self.known[name] = add_group(self.delegation, name, size, by=self.by).id
        for line in self.party.lines:
            item, _ = add_item(self.delegation, self._facts(line), by=self.by)
            for email in line.who:
                self._want(item, email)
            for outsider in line.outsiders:
                self._want_outsider(item, outsider)

    def give_roles(self) -> None:
        """Say who is who."""
        for role in self.party.roles:
            facts = RoleFacts(
                role=role.role,
                name=role.name,
                title=role.title,
                organisation=role.organisation,
                email=role.email,
                phone=role.phone,
                language=role.language,
                user_id=_user(role.user).id if role.user else None,
            )
            add_role(self.delegation, facts, by=self.by)

    def ask(self) -> None:
        """Ask everybody who is wanted."""
        wanted = [party for party in self._parties() if party.state == AskState.PLANNED]
        ask(self.delegation, wanted, answer_by=clock.now() + 7 * DAY, by=self.by)

    def answer(self) -> None:
        """Let everybody say yes, but for one who could half an hour later, and one who is silent."""
        asked = [party for party in self._parties() if party.state == AskState.ASKED]
        for number, each in enumerate(asked):
            if self.party is BUYERS and number == len(asked) - 1:
                continue
            if self.party is BUYERS and number == len(asked) - 2:
                half_past = each.item.event.starts_at + timedelta(minutes=30)
                propose(each, half_past, words="Jag har möte till dess.", by=INVITED)
            else:
                say_yes(each, by=INVITED)
