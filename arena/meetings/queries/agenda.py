"""The agenda of a meeting: what somebody put there, and what comes there by itself.

What comes by itself (standing items, actions that are open, items that come up again) has no row of
its own until somebody works with the agenda: then all of it is taken down as it stands, and what is
left out stays known as left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from flask_babel import gettext as _
from sqlalchemy import or_, select
from sqlalchemy.orm import aliased, joinedload, selectinload

from arena import clock, db
from arena.errors import NotFound
from arena.meetings.models import (
    Action,
    ActionState,
    AgendaItem,
    ItemKind,
    ItemRole,
    Meeting,
    MeetingState,
    StandingItem,
)
from arena.meetings.rules.carrying import Sitting, leaving_to
from arena.meetings.rules.timing import Running, run
from arena.web.languages import speak

ACTIONS_KEY = "actions"


@dataclass(frozen=True)
class Entry:
    """One place on an agenda; `item` is None for what came by itself and nobody has touched yet."""

    key: str
    title: str
    kind: str
    role: str = ItemRole.PLAIN
    minutes: int | None = None
    presenter: str = ""
    background: str = ""
    item: AgendaItem | None = None
    source: AgendaItem | None = None  # What it was at the meeting before.
    standing: StandingItem | None = None

    @property
    def came_by_itself(self) -> bool:
        """Tell whether it may be left out, where one's own items are removed."""
        return self.source is not None or self.standing is not None or self.role != ItemRole.PLAIN

    @property
    def has_words(self) -> bool:
        """Tell whether something was written down about it, so that it stays on the agenda."""
        return self.item is not None and self.item.has_words


@dataclass(frozen=True)
class Agenda:
    """The items of a meeting in order, those left out, and the actions to look at again."""

    entries: Sequence[Entry]
    left_out: Sequence[Entry]
    actions: Sequence[Action]
    running: Running
    untaken: Sequence[Entry] = field(default=())  # Those without a row, in their order.

    def get(self, key: str) -> Entry:
        """Return an entry by its key, left out or not; raise `NotFound`."""
        for entry in (*self.entries, *self.left_out):
            if entry.key == key:
                return entry
        raise NotFound


def list_items(meeting: Meeting) -> Sequence[AgendaItem]:
    """Return the items that have a row, in order, also those that are left out."""
    return db.session.scalars(
        select(AgendaItem)
        .where(AgendaItem.meeting_id == meeting.id)
        .options(
            selectinload(AgendaItem.decisions),
            selectinload(AgendaItem.actions).joinedload(Action.owner),
            joinedload(AgendaItem.carried_from),
            joinedload(AgendaItem.changed_by),
        )
        .order_by(AgendaItem.position, AgendaItem.id)
    ).all()


def read_agenda(meeting: Meeting) -> Agenda:
    """Return the agenda of a meeting as it stands now."""
    rows = list_items(meeting)
    standing = {each.id: each for each in list_standing(meeting.network_id)}
    known = [_entry(row, standing) for row in rows]
    here = [entry for entry, row in zip(known, rows, strict=True) if not row.is_left_out]
    actions = list_followed_up(meeting)
    front, carried, back = _by_themselves(meeting, rows, standing.values(), bool(actions))
    is_taken_down = any(entry.came_by_itself for entry in known)
    body, tail = _split(here)
    middle = [*body, *carried] if is_taken_down else [*carried, *body]
    entries = [*front, *middle, *tail, *back]
    event = meeting.event
    return Agenda(
        entries=entries,
        left_out=[entry for entry, row in zip(known, rows, strict=True) if row.is_left_out],
        actions=actions,
        running=run(event.starts_at, event.ends_at, [entry.minutes for entry in entries]),
        untaken=[entry for entry in entries if entry.item is None],
    )


def list_standing(network_id: int) -> Sequence[StandingItem]:
    """Return the standing items of a network, in order."""
    return db.session.scalars(
        select(StandingItem)
        .where(StandingItem.network_id == network_id)
        .order_by(StandingItem.is_last, StandingItem.position, StandingItem.id)
    ).all()


def list_followed_up(meeting: Meeting) -> Sequence[Action]:
    """Return the actions that a meeting looks at again: those open when it began, or until now."""
    starts_at = meeting.event.starts_at
    return db.session.scalars(
        select(Action)
        .where(
            Action.network_id == meeting.network_id,
            Action.created_at < starts_at,
            or_(Action.meeting_id.is_(None), Action.meeting_id != meeting.id),
            or_(Action.state == ActionState.OPEN, Action.closed_at >= starts_at),
        )
        .options(joinedload(Action.owner))
        .order_by(Action.due_on, Action.id)
    ).all()


def _by_themselves(
    meeting: Meeting,
    rows: Sequence[AgendaItem],
    standing: Iterable[StandingItem],
    has_actions: bool,
) -> tuple[list[Entry], list[Entry], list[Entry]]:
    """Return what comes by itself and has no row yet: first, carried over, and last."""
    if _sitting(meeting).is_settled:
        return [], [], []
    taken = {row.standing_id for row in rows}
    fresh = [_standing_entry(each, meeting) for each in standing if each.id not in taken]
    front = [entry for entry in fresh if entry.standing and not entry.standing.is_last]
    back = [entry for entry in fresh if entry.standing and entry.standing.is_last]
    if has_actions and not any(row.role == ItemRole.ACTIONS for row in rows):
        front.append(_actions_entry(meeting))
    return front, [_carried_entry(each) for each in _list_carried(meeting)], back


def _list_carried(meeting: Meeting) -> Sequence[AgendaItem]:
    """Return the items of meetings before that come up again and stand on no agenda since.

    Of one that was called off, that is everything but what every agenda has.
    """
    sittings = [
        _sitting(each)
        for each in db.session.scalars(
            select(Meeting)
            .where(Meeting.network_id == meeting.network_id)
            .options(joinedload(Meeting.event))
        )
    ]
    before = leaving_to(meeting.id, sittings, clock.now())
    heir = aliased(AgendaItem)
    was_off = Meeting.state == MeetingState.CANCELLED
    return db.session.scalars(
        select(AgendaItem)
        .join(AgendaItem.meeting)
        .where(
            AgendaItem.meeting_id.in_(before),
            AgendaItem.role == ItemRole.PLAIN,
            AgendaItem.standing_id.is_(None),
            ~AgendaItem.is_left_out,
            AgendaItem.is_carried_on | was_off,
            ~select(heir.id).where(heir.carried_from_id == AgendaItem.id).exists(),
        )
        .options(joinedload(AgendaItem.meeting).joinedload(Meeting.event))
        .order_by(AgendaItem.meeting_id, AgendaItem.position)
    ).all()


def _sitting(meeting: Meeting) -> Sitting:
    return Sitting(
        number=meeting.id,
        starts_at=meeting.event.starts_at,
        ends_at=meeting.event.ends_at,
        is_settled=meeting.state in (MeetingState.HELD, MeetingState.CANCELLED),
    )


def _split(here: Sequence[Entry]) -> tuple[Sequence[Entry], Sequence[Entry]]:
    """Part what is on the agenda from the standing items at its end."""
    place = len(here)
    while place and (standing := here[place - 1].standing) is not None and standing.is_last:
        place -= 1
    return here[:place], here[place:]


def _entry(row: AgendaItem, standing: Mapping[int, StandingItem]) -> Entry:
    return Entry(
        key=f"item-{row.id}",
        title=row.title,
        kind=row.kind,
        role=row.role,
        minutes=row.minutes,
        presenter=row.presenter,
        background=row.background,
        item=row,
        source=row.carried_from,
        standing=standing.get(row.standing_id or 0),
    )


def _standing_entry(standing: StandingItem, meeting: Meeting) -> Entry:
    return Entry(
        key=f"standing-{standing.id}",
        title=standing.title_en if meeting.language == "en" else standing.title_sv,
        kind=standing.kind,
        minutes=standing.minutes,
        standing=standing,
    )


def _carried_entry(source: AgendaItem) -> Entry:
    return Entry(
        key=f"carried-{source.id}",
        title=source.title,
        kind=source.kind,
        minutes=source.minutes,
        presenter=source.presenter,
        background=source.background,
        source=source,
    )


def _actions_entry(meeting: Meeting) -> Entry:
    with speak(meeting.language):
        title = _("Actions from earlier meetings")
    return Entry(
        key=ACTIONS_KEY, title=title, kind=ItemKind.INFORMATION, role=ItemRole.ACTIONS, minutes=10
    )
