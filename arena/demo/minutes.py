"""What the demo's networks put on their agendas, said, decided and promised at their meetings.

Once a month it is looked which meetings the next month has, whoever has planned them; what is
done before, at and after each is then planned.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import select

from arena import clock, db
from arena.accounts.models import User
from arena.audit.models import Actor
from arena.demo.data.minutes import CORRECTION, DOCUMENT, DONE, STANDING, TALKS, Talk
from arena.demo.world import World
from arena.documents.folders import Folder
from arena.documents.services import Upload, add_document, add_version
from arena.events.models import Event
from arena.meetings.models import (
    Action,
    ActionState,
    Answer,
    Attendance,
    Meeting,
    MeetingState,
    RecordKind,
)
from arena.meetings.queries.actions import list_owners
from arena.meetings.queries.agenda import list_items
from arena.meetings.queries.records import find_record, get_record, list_invitees, protocol_of
from arena.meetings.services import approving, records
from arena.meetings.services.actions import ActionFacts, close_action
from arena.meetings.services.agenda import ItemFacts, StandingFacts, add_item, keep_standing
from arena.meetings.services.attendance import Guest, note_attendance
from arena.networks.models import Network

_MONTH = timedelta(days=30)
_BACK = 21  # Months.
_APPROVING = timedelta(days=12)
_FILE = "underlag.pdf"


def plan_minutes(world: World, staff: Sequence[Actor]) -> None:
    """Let every month see to its meetings."""
    now = clock.now()
    for months in range(_BACK, -2, -1):
        first = now - months * _MONTH
        moment = min(first, now - timedelta(hours=3))
        until = now if months == 0 else first + _MONTH
        world.at(moment, partial(_Month(world, staff[0]).plan, first, until))


class _Month:
    """The meetings of one month."""

    def __init__(self, world: World, by: Actor) -> None:
        self.world, self.by = world, by

    @property
    def user(self) -> User:
        """Who keeps the records of the demo."""
        return db.session.get_one(User, int(self.by.label.partition(":")[2]))

    def plan(self, first: datetime, until: datetime) -> None:
        """Plan what is done for each meeting that begins within a time."""
        meetings = db.session.scalars(
            select(Meeting)
            .join(Meeting.event)
            .where(
                Event.starts_at >= first,
                Event.starts_at < until,
                Meeting.state != MeetingState.CANCELLED,
            )
            .order_by(Event.starts_at)
        ).all()
        for meeting in meetings:
            starts_at, ends_at = meeting.event.starts_at, meeting.event.ends_at
            number = meeting.id
            self._when(max(clock.now(), starts_at - timedelta(days=9)), self.prepare, number)
            self._when(starts_at + timedelta(minutes=20), self.hold, number)
            self._when(ends_at + timedelta(hours=2), self.write, number)
            slow = 8 if number % 5 == 2 else 2
            self._when(ends_at + timedelta(days=slow), self.send, number)
            self._when(ends_at + _APPROVING, self.approve, number)
            self._when(ends_at + timedelta(days=26), self.close, number)

    def _when(self, moment: datetime, deed: Callable[[int], None], number: int) -> None:
        self.world.at(moment, partial(deed, number))

    def prepare(self, number: int) -> None:
        """Put two or three items onto the agenda, and a paper beside it in two versions."""
        meeting = db.session.get_one(Meeting, number)
        if meeting.state == MeetingState.CANCELLED or list_items(meeting):
            return
        self._keep_standing(meeting.network)
        for talk in _talks(meeting):
            facts = ItemFacts(
                title=_in(talk.title, meeting),
                kind=talk.kind,
                minutes=talk.minutes,
                background=_in(talk.background, meeting),
            )
            add_item(meeting, facts, user_id=self.user.id, by=self.by)
        self._keep_paper(number, _in(DOCUMENT, meeting))

    def _keep_paper(self, number: int, title: str) -> None:
        user_id, key = self.user.id, str(number)
        first, newer = Upload(_FILE, _paper("1")), Upload(_FILE, _paper("2"))
        paper = add_document("meeting", key, title, first, user_id=user_id, by=self.by)
        add_version(
            paper,
            newer,
            folder=Folder("meeting", key, title, "", True, False, "documents"),
            seen=1,
            what_is_new="Diagram",
            user_id=user_id,
            by=self.by,
        )

    def hold(self, number: int) -> None:
        """Note who is there, and begin to write."""
        meeting = db.session.get_one(Meeting, number)
        if meeting.state == MeetingState.CANCELLED:
            return
        there = {each.id: _seen(each.answer, each.is_remote) for each in list_invitees(meeting)}
        guests = [Guest("Signe Ström", "KTH")] if number % 3 == 0 else []
        note_attendance(meeting, there, {}, guests, by=self.by)
        is_informal = meeting.network.parent_id or number % 4 == 1
        kind = RecordKind.NOTES if is_informal else RecordKind.MINUTES
        records.begin_record(meeting, kind, self.user, by=self.by)

    def write(self, number: int) -> None:
        """Write down what was said, decided and promised."""
        meeting = db.session.get_one(Meeting, number)
        owners = list_owners(meeting.network)
        talks = {_in(talk.title, meeting): talk for talk in TALKS}
        for place, item in enumerate(list_items(meeting)):
            talk = talks.get(item.title)
            if talk is None or find_record(meeting) is None:
                continue
            owner = owners[(number + place) % len(owners)] if owners else None
            records.write_item(
                meeting,
                item.id,
                _words(talk, meeting, owner.id if owner else None),
                version=item.version,
                user=self.user,
                by=self.by,
            )

    def send(self, number: int) -> None:
        """Send notes or minutes."""
        meeting = db.session.get_one(Meeting, number)
        records.send_record(meeting, sending=0, by=self.by)

    def approve(self, number: int) -> None:
        """Let everybody approve minutes; to one of three a correction is added."""
        meeting = db.session.get_one(Meeting, number)
        record = get_record(meeting)
        if record.kind != RecordKind.MINUTES:
            return
        mark = protocol_of(meeting, record).mark
        for approval in list(record.approvals):
            approving.approve(meeting, approval.id, mark=mark, user=self.user, words="", by=self.by)
        if number % 3 == 0:
            approving.correct(meeting, _in(CORRECTION, meeting), self.user, by=self.by)

    def close(self, number: int) -> None:
        """Let two of three actions be done."""
        meeting = db.session.get_one(Meeting, number)
        open_ones = select(Action).where(
            Action.meeting_id == number, Action.state == ActionState.OPEN
        )
        for action in db.session.scalars(open_ones):
            if action.id % 3:
                close_action(action, _in(DONE, meeting), user_id=self.user.id, by=self.by)

    def _keep_standing(self, network: Network) -> None:
        for title, kind, minutes, is_last in STANDING:
            facts = StandingFacts(
                title_sv=title[0], title_en=title[1], kind=kind, minutes=minutes, is_last=is_last
            )
            keep_standing(network, facts, by=self.by)


def _talks(meeting: Meeting) -> list[Talk]:
    """Return what a meeting takes up: others than the one before it."""
    return [TALKS[(meeting.id + place) % len(TALKS)] for place in (0, 2)]


def _words(talk: Talk, meeting: Meeting, owner_id: int | None) -> records.ItemWords:
    due_on = clock.today() + timedelta(days=talk.days)
    return records.ItemWords(
        notes=_in(talk.notes, meeting),
        is_carried_on=talk.comes_up_again,
        decisions=[records.DecisionFacts(_in(talk.decision, meeting))] if talk.decision else [],
        actions=[ActionFacts(_in(talk.promise, meeting), owner_id, due_on)] if talk.promise else [],
    )


def _seen(answer: str, is_remote: bool) -> str:
    if answer == Answer.ACCEPTED:
        return str(Attendance.REMOTE if is_remote else Attendance.PRESENT)
    return str(Attendance.ABSENT) if answer == Answer.DECLINED else ""


def _in(words: tuple[str, str], meeting: Meeting) -> str:
    return words[1] if meeting.language == "en" else words[0]


def _paper(version: str) -> bytes:
    """Return the smallest PDF that opens."""
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
        b"trailer<</Root 1 0 R>>\n%% " + version.encode() + b"\n%%EOF\n"
    )
