"""The demo's meetings of networks: planned by weeks, called, answered, moved and called off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial

from sqlalchemy import select

from arena import clock, db
from arena.accounts.models import User
from arena.audit.models import INVITED, Actor
from arena.demo.data.meetings import ANSWERS, ELSEWHERE, RHYTHMS, WORDS, Rhythm
from arena.demo.world import World
from arena.errors import Conflict
from arena.meetings.models import Answer, Channel, Invitee, Meeting
from arena.meetings.queries.dates import list_dates
from arena.meetings.queries.inviting import list_proposals
from arena.meetings.queries.meetings import get_meeting
from arena.meetings.services.answering import Said, answer_by_calendar, answer_on_page
from arena.meetings.services.calling import ToInvite, call_meeting
from arena.meetings.services.changing import cancel_meeting, change_meeting
from arena.meetings.services.facts import MeetingFacts, facts_of
from arena.meetings.services.series import SKIP, Choices, Instead, Weeks, plan_series
from arena.networks.models import Network
from arena.resources.models import Resource

_DAY = timedelta(days=1)
_MONTH = timedelta(days=30)
CALLED_AHEAD = 28 * _DAY
_ANSWERING = 0.82  # Of those who are invited.
_MOVED = "Nätverk Klimatpositiva kvarter"  # Whose next meeting is moved after some have answered.
_CALLED_OFF = "Cirkulär mark och massor"  # Of whose series one is called off.


def plan_meetings(world: World, staff: Sequence[Actor]) -> None:
    """Let each network plan its year in December, and meet by it."""
    today = clock.today()
    for number, rhythm in enumerate(RHYTHMS):
        by = staff[number % len(staff)]
        first = today - rhythm.months_back * _MONTH
        last = today + rhythm.months_ahead * _MONTH
        for year in range(first.isocalendar().year, last.isocalendar().year + 1):
            weeks = _weeks(rhythm, year, first, last)
            if weeks:
                planned_at = datetime(year - 1, 12, 3, 9, 30, tzinfo=clock.zone())
                begins = datetime.combine(first, rhythm.at, tzinfo=clock.zone()) - 40 * _DAY
                moment = min(max(planned_at, begins), clock.now() - 30 * _DAY)
                world.at(moment, partial(_Year(world, rhythm, weeks, by).plan))


def _weeks(rhythm: Rhythm, year: int, first: date, last: date) -> Weeks | None:
    """Return the weeks of a year in which a network meets in the demo."""
    days = {week: date.fromisocalendar(year, week, rhythm.weekday + 1) for week in rhythm.weeks}
    chosen = [week for week, day in days.items() if first <= day <= last]
    if not chosen:
        return None
    return Weeks(year=year, weeks=chosen, weekday=rhythm.weekday, at=rhythm.at)


class _Year:
    """A year's meetings of one network."""

    def __init__(self, world: World, rhythm: Rhythm, weeks: Weeks | None, by: Actor) -> None:
        self.world, self.rhythm, self.by = world, rhythm, by
        self.weeks = weeks

    def plan(self) -> None:
        """Plan the meetings; a date that cannot be had is given what comes nearest."""
        network = db.session.scalar(select(Network).where(Network.name_sv == self.rhythm.network))
        weeks = self.weeks
        if network is None or weeks is None:
            return
        facts = self._facts()
        dates = list_dates(network, facts, weeks, is_partner=False)
        choices: Choices = {
            each.day: (
                Instead(each.near[0].room.id, each.near[0].starts_at, facts.minutes)
                if each.near
                and each.near[0].ends_at - each.near[0].starts_at
                == timedelta(minutes=facts.minutes)
                else SKIP
            )
            for each in dates
            if not each.is_free
        }
        user = db.session.get_one(User, int(self.by.label.removeprefix("user:")))
        made = plan_series(network, facts, weeks, choices, user, is_partner=False, by=self.by)
        for number, meeting in enumerate(made):
            self._follow(meeting, number)

    def _follow(self, meeting: Meeting, number: int) -> None:
        """Let a meeting be called, unless it is far ahead; and one of them be called off."""
        starts_at, now = meeting.event.starts_at, self.world.until
        is_next = starts_at > now and (number == 0 or starts_at - now < 100 * _DAY)
        called_at = starts_at - CALLED_AHEAD
        if is_next:
            called_at = min(called_at, now - 8 * _DAY)
        self.world.at(max(called_at, clock.now()), partial(self.call, meeting.id, number))
        if self.rhythm.network == _CALLED_OFF and number == 1:
            when = min(starts_at - 6 * _DAY, now - _DAY)
            self.world.at(max(when, clock.now() + _DAY), partial(self.call_off, meeting.id))
        if self.rhythm.network == _MOVED and is_next:
            self.world.at(now - 3 * _DAY, partial(self.move, meeting.id))

    def call(self, meeting_id: int, number: int) -> None:
        """Invite those who sit in the network, and a guest where there is one."""
        meeting, chance = get_meeting(meeting_id), self.world.chance
        purpose = self.rhythm.purposes[number % len(self.rhythm.purposes)]
        change_meeting(
            meeting, replace(facts_of(meeting), purpose=purpose), is_partner=False, by=self.by
        )
        chosen = [each.who for each in list_proposals(meeting.network) if each.who.email]
        if self.rhythm.guest:
            name, email, organisation = self.rhythm.guest
            chosen.append(ToInvite(name, email, "sv", organisation_name=organisation))
        if not chosen:
            return
        call_meeting(meeting, chosen, words=WORDS[number % len(WORDS)], by=self.by)
        until = min(meeting.event.starts_at - _DAY, self.world.until)
        for invitee in meeting.invitees:
            if chance.random() < _ANSWERING:
                moment = clock.now() + chance.random() * max(until - clock.now(), _DAY / 2)
                self.world.at(moment, partial(self.answer, invitee.id))

    def answer(self, invitee_id: int) -> None:
        """Let somebody answer, in one of the ways that there are."""
        invitee = db.session.get(Invitee, invitee_id)
        if invitee is None:
            return
        chance = self.world.chance
        answer = chance.choices((Answer.ACCEPTED, Answer.TENTATIVE, Answer.DECLINED), (70, 12, 18))[
            0
        ]
        is_remote = bool(self.rhythm.video_link) and chance.random() < 0.25
        words = chance.choice(ANSWERS) if chance.random() < 0.15 else ""
        said = Said(answer=answer, is_remote=is_remote, words=words)
        if chance.random() < 0.3:
            sequence = invitee.asked_sequence or 0
            answer_by_calendar(invitee, said, sequence=sequence, stamped_at=clock.now(), by=INVITED)
        else:
            through = chance.choice((Channel.LINK, Channel.LINK, Channel.PAGE, Channel.STAFF))
            shown = invitee.meeting.event.sequence
            answer_on_page(invitee, said, shown=shown, through=through, by=INVITED)

    def move(self, meeting_id: int) -> None:
        """Move a meeting by two hours: those who have answered are asked again."""
        meeting = get_meeting(meeting_id)
        had = facts_of(meeting)
        shift = timedelta(hours=-2)
        moved = replace(had, starts_at=had.starts_at + shift, ends_at=had.ends_at + shift)
        try:
            with db.session.begin_nested():
                change_meeting(meeting, moved, is_partner=False, by=self.by)
        except Conflict:  # The room is taken then.
            elsewhere = replace(moved, room_id=None, other_place=ELSEWHERE)
            change_meeting(meeting, elsewhere, is_partner=False, by=self.by)

    def call_off(self, meeting_id: int) -> None:
        """Call one meeting of a series off."""
        words = "Föredragshållaren är sjuk. Vi tar frågan vid nästa möte."
        cancel_meeting(get_meeting(meeting_id), words=words, by=self.by)

    def _facts(self) -> MeetingFacts:
        room = db.session.scalar(select(Resource).where(Resource.code == self.rhythm.room))
        starts_at = clock.now()
        return MeetingFacts(
            title_sv=self.rhythm.title[0],
            title_en=self.rhythm.title[1],
            starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=self.rhythm.minutes),
            room_id=None if room is None else room.id,
            other_place="" if room else "Naturrummet, Hjorthagsparken 4, Stockholm",
            video_link=self.rhythm.video_link,
            is_public=self.rhythm.is_public,
        )
