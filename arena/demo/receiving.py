"""The demo's seven delegations: asked, accepted, planned, released, changed, received, followed up.

Each step happens at its own moment through the services, so that those of today stand where they
would: one is under way, one is told of a storm, one waits for an answer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from arena import clock, db
from arena.audit.models import BOOKER, INVITED, WORKER, Actor
from arena.delegations.models import AskState, Delegation, ItemParty
from arena.delegations.queries.programmes import list_items
from arena.delegations.queries.reporting import draft_report
from arena.delegations.queries.tasks import list_tasks
from arena.delegations.rules.vetting import Criterion, Mark
from arena.delegations.services import afterwards
from arena.delegations.services.asking import ask, propose, say_yes
from arena.delegations.services.building import add_items, change_item, facts_of, fix_start
from arena.delegations.services.counting import count_heads
from arena.delegations.services.enquiring import send_enquiry
from arena.delegations.services.grouping import add_group
from arena.delegations.services.progress import progress
from arena.delegations.services.releasing import release
from arena.delegations.services.roles import add_role
from arena.delegations.services.tasks import add_checklist, finish_task
from arena.delegations.services.vetting import accept, assign
from arena.demo.data.programmes import ALDERMOOR, BUYERS, GRANBACKEN, INDOORS, LOVSUND, PARTIES
from arena.demo.data.programmes.shape import Party
from arena.demo.guests import (
    enquiry_facts,
    fill_in,
    get_user,
    item_facts,
    role_facts,
    want,
    want_outsider,
)
from arena.demo.world import World
from arena.resources.queries.working_days import WorkingDays, working_days

ASKED_AHEAD = 64  # Days before the visit.
RELEASED_AHEAD = 32
CHANGED_AHEAD = 20
DAY = timedelta(days=1)
SILENT = frozenset({"Maja Mörk"})  # Asked, and never heard of.


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
            (-1 - RELEASED_AHEAD, self.fill_in),
            (-RELEASED_AHEAD, self.release),
        )
        for days, step in steps:
            self.world.at(self._at(days, time(10)), step)
        if self.party is ALDERMOOR:
            self.world.at(self._at(-CHANGED_AHEAD, time(14)), self.change)
        if self.party is GRANBACKEN:
            self.world.at(clock.now() - timedelta(minutes=50), self.flee_the_storm)
        if self.party is BUYERS:
            self.world.at(clock.now() - timedelta(hours=20), self.leave_a_change_unreleased)
        self.world.at(clock.now() - timedelta(hours=1), self.keep_up)
        self.world.at(self._at(0, time(10, 30)), self.begin)
        self.world.at(self._at(self.party.days, time(8)), self.finish)
        self.world.at(self._at(self.party.days + 1, time(15)), self.write_down)
        if self.party is LOVSUND:
            self.world.at(self._at(self.party.days + 6, time(15)), self.thank)

    def enquire(self) -> None:
        """Let the party ask."""
        delegation = send_enquiry(enquiry_facts(self.party, self.day), by=BOOKER)
        delegation.meeting_link = self.party.meeting_link
        self.known["delegation"] = delegation.id

    def accept(self) -> None:
        """Take it on, weigh it, and say yes."""
        coordinator = get_user("coordinator@arena.example")
        assign(self.delegation, coordinator, by=self.by)
        met = {str(criterion): str(Mark.MET) for criterion in Criterion}
        accept(self.delegation, met, decided_by=coordinator, by=self.by)
        add_checklist(self.delegation, by=self.by)

    def build(self) -> None:
        """Build the programme, with who is wanted where."""
        for name, size in self.party.groups:
            self.known[name] = add_group(self.delegation, name, size, by=self.by).id
        facts = [item_facts(line, self.day, self.known) for line in self.party.lines]
        add_items(self.delegation, facts, by=self.by)
        # Both are by day, then in the order given.
        for line, item in zip(self.party.lines, list_items(self.delegation), strict=True):
            for email in line.who:
                want(item, email, by=self.by)
            for outsider in line.outsiders:
                want_outsider(item, outsider, by=self.by)

    def give_roles(self) -> None:
        """Say who is who."""
        for role in self.party.roles:
            add_role(self.delegation, role_facts(role), by=self.by)

    def ask(self) -> None:
        """Ask everybody who is wanted."""
        wanted = [party for party in self._parties() if party.state == AskState.PLANNED]
        ask(self.delegation, wanted, answer_by=clock.now() + 7 * DAY, by=self.by)

    def answer(self) -> None:
        """Let everybody say yes, but for one who could half an hour later, and a silent one."""
        for each in self._parties():
            if each.state != AskState.ASKED or each.name in SILENT:
                continue
            if self.party is BUYERS and each.item.kind == "discussion":
                half_past = each.item.event.starts_at + timedelta(minutes=30)
                propose(each, half_past, words="Jag har möte till dess.", by=INVITED)
            else:
                say_yes(each, by=INVITED)

    def fill_in(self) -> None:
        """Let the leader give names and needs, and staff what it costs."""
        fill_in(self.delegation, self.party, by=self.by)

    def release(self) -> None:
        """Give the guests their programme, knowing who has not said yes."""
        release(self.delegation, is_known=True, by=self.by)
        self.keep_up()

    def keep_up(self) -> None:
        """Tick off what was due until the day before yesterday."""
        for task in list_tasks(self.delegation):
            if task.due_on < clock.today() - DAY:
                finish_task(task, is_done=True, user_id=_number(self.by), by=self.by)

    def change(self) -> None:
        """Give the walk ten minutes more, and the guests another version."""
        walk = next(item for item in list_items(self.delegation) if item.kind == "walk")
        change_item(walk, replace(facts_of(walk), minutes=walk.minutes + 10), by=self.by)
        words = "You asked for more time by the water."
        release(self.delegation, words=words, is_known=True, by=self.by)

    def leave_a_change_unreleased(self) -> None:
        """Move the panel, so that what guests have and what is planned differ."""
        panel = [item for item in list_items(self.delegation) if item.kind == "discussion"][-1]
        fix_start(panel, time(15, 35), by=self.by)

    def flee_the_storm(self) -> None:
        """Go indoors: the walk becomes something else, and everybody is told at once."""
        walk = next(item for item in list_items(self.delegation) if item.kind == "walk")
        change_item(walk, item_facts(INDOORS, self.day, self.known), by=self.by)
        words = "Orange vindvarning: vi stannar inomhus. Samlingen är densamma."
        release(self.delegation, words=words, is_known=True, by=self.by)

    def begin(self) -> None:
        """Let the first day come."""
        progress(self.delegation, by=WORKER)

    def finish(self) -> None:
        """Let the last day be over, and say how many came."""
        progress(self.delegation, by=WORKER)
        count_heads(self.delegation, self.party.size - 1, by=self.by)

    def write_down(self) -> None:
        """Write down what was promised."""
        for question, answer, days in self.party.promises:
            facts = afterwards.PromiseFacts(
                question=question, answer=answer, due_on=self.day + days * DAY
            )
            afterwards.promise(self.delegation, facts, by=self.by)

    def thank(self) -> None:
        """Write the report, and thank the guests."""
        facts = draft_report(self.delegation)
        afterwards.write_report(self.delegation, facts, is_finished=True, by=self.by)
        words = "Tack för två givande halvdagar. Svaren på era frågor följer med."
        afterwards.thank(self.delegation, words, by=self.by)

    @property
    def delegation(self) -> Delegation:
        """The delegation that came of it."""
        return db.session.get_one(Delegation, self.known["delegation"])

    def _at(self, days: int, clock_time: time) -> datetime:
        return datetime.combine(self.day + days * DAY, clock_time, tzinfo=clock.zone())

    def _parties(self) -> list[ItemParty]:
        return [party for item in list_items(self.delegation) for party in item.parties]


def _first_day(party: Party, calendar: WorkingDays) -> date:
    """Return a working day on which the party comes."""
    today = clock.today()
    if party.in_days is None:
        monday = today - timedelta(days=today.weekday())
        day = monday + timedelta(weeks=party.weeks, days=party.weekday)
        while not calendar.is_working(day):
            day += timedelta(weeks=1 if party.weeks > 0 else -1)
        return day
    if party.in_days == 0 and calendar.is_working(today):
        return today
    return calendar.add(today, party.in_days or 1)


def _number(by: Actor) -> int:
    return int(by.label.partition(":")[2])
