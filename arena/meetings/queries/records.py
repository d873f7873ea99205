"""Notes and minutes of meetings, what they say as plain values, and what was decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from arena import db
from arena.errors import NotFound
from arena.meetings.models import (
    Action,
    AgendaItem,
    Approval,
    Attendance,
    Correction,
    Decision,
    Invitee,
    ItemRole,
    Meeting,
    Record,
    RecordComment,
    RecordKind,
    RecordState,
    WalkIn,
)
from arena.meetings.queries.agenda import list_followed_up, list_items
from arena.meetings.rules.protocols import Approved, Decided, Promised, Protocol, Said, Who
from arena.meetings.rules.record_ladder import RecordAct, allowed
from arena.meetings.words import meeting_place
from arena.web.languages import localized, speak


def find_record(meeting: Meeting) -> Record | None:
    """Return the notes or minutes of a meeting with who approves them, once they were begun."""
    return db.session.scalar(
        select(Record)
        .where(Record.meeting_id == meeting.id)
        .options(
            selectinload(Record.approvals).joinedload(Approval.person),
            selectinload(Record.comments).joinedload(RecordComment.author),
            selectinload(Record.corrections).joinedload(Correction.author),
        )
    )


def get_record(meeting: Meeting) -> Record:
    """Return the notes or minutes of a meeting; raise `NotFound`."""
    record = find_record(meeting)
    if record is None:
        raise NotFound
    return record


def get_item(meeting: Meeting, item_id: int) -> AgendaItem:
    """Return an item of a meeting's agenda; raise `NotFound`."""
    item = db.session.get(AgendaItem, item_id)
    if item is None or item.meeting_id != meeting.id or item.is_left_out:
        raise NotFound
    return item


def acts_on(record: Record) -> frozenset[RecordAct]:
    """Return what may be done with notes or minutes where they stand."""
    approvals = [each.approved_at is not None for each in record.approvals]
    return allowed(record.kind, record.state, approvals)


def protocol_of(meeting: Meeting, record: Record) -> Protocol:
    """Return what notes or minutes say; what is approved says for ever what it said then."""
    if record.frozen is not None:
        return Protocol.from_record(record.frozen["protocol"])
    with speak(meeting.language):
        place = meeting_place(meeting)
    event, network = meeting.event, meeting.network
    there = _people(meeting)
    return Protocol(
        kind=record.kind,
        language=meeting.language,
        network=localized(network, "name", meeting.language),
        title=localized(event, "title", meeting.language),
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        place=place,
        present=tuple(there[Attendance.PRESENT]),
        remote=tuple(there[Attendance.REMOTE]),
        absent=tuple(there[Attendance.ABSENT]),
        opening=record.opening,
        items=tuple(_said(meeting)),
        closing=record.closing,
        secretary=record.secretary,
        registry_number=record.registry_number,
    )


def approvals_of(record: Record) -> list[Approved]:
    """Return who approves minutes; of those that all have approved, as they did then."""
    if record.frozen is not None:
        return [Approved.from_record(each) for each in record.frozen["approvals"]]
    return [
        Approved(each.name, each.part, each.approved_at, each.words) for each in record.approvals
    ]


def list_walk_ins(meeting: Meeting) -> Sequence[WalkIn]:
    """Return who came without having been invited."""
    return db.session.scalars(
        select(WalkIn).where(WalkIn.meeting_id == meeting.id).order_by(WalkIn.id)
    ).all()


def list_invitees(meeting: Meeting) -> Sequence[Invitee]:
    """Return who is invited, by name."""
    return db.session.scalars(
        select(Invitee)
        .where(Invitee.meeting_id == meeting.id)
        .options(joinedload(Invitee.organisation))
        .order_by(Invitee.name, Invitee.id)
    ).all()


def organisation_of(invitee: Invitee) -> str:
    """Return whom somebody stands for, as it is called or was typed."""
    return invitee.organisation.name if invitee.organisation else invitee.organisation_name


def list_decisions(
    network_ids: Collection[int] | None,
    *,
    words: str = "",
    drafts_of: Collection[int] | None = (),
    limit: int = 50,
    offset: int = 0,
) -> tuple[Sequence[Decision], bool]:
    """Return decisions of some networks, the latest first, and whether there are more.

    `network_ids`: None for all. Those in drafts only of the networks `drafts_of`, or all for None.
    """
    query = _decisions(network_ids)
    if drafts_of is not None:
        query = query.where((Record.state != RecordState.DRAFT) | Meeting.network_id.in_(drafts_of))
    for word in words.split()[:8]:
        query = query.where(
            Decision.text.icontains(word, autoescape=True)
            | Decision.registry_number.icontains(word, autoescape=True)
            | AgendaItem.title.icontains(word, autoescape=True)
        )
    rows = db.session.scalars(
        query.order_by(Meeting.id.desc(), AgendaItem.position, Decision.id)
        .limit(limit + 1)
        .offset(offset)
    ).all()
    return rows[:limit], len(rows) > limit


def list_waiting_minutes() -> Sequence[Record]:
    """Return minutes that wait for approval, the oldest first."""
    return db.session.scalars(
        select(Record)
        .join(Record.meeting)
        .where(Record.kind == RecordKind.MINUTES, Record.state == RecordState.SENT)
        .options(
            contains_eager(Record.meeting).options(
                joinedload(Meeting.event), joinedload(Meeting.network)
            ),
            selectinload(Record.approvals),
        )
        .order_by(Record.sent_at, Record.id)
    ).all()


def _decisions(network_ids: Collection[int] | None) -> Select[Any]:
    query = (
        select(Decision)
        .join(Decision.item)
        .join(AgendaItem.meeting)
        .join(Record, Record.meeting_id == Meeting.id)
        .options(
            contains_eager(Decision.item)
            .contains_eager(AgendaItem.meeting)
            .options(joinedload(Meeting.event), joinedload(Meeting.network))
        )
    )
    return query if network_ids is None else query.where(Meeting.network_id.in_(network_ids))


def _people(meeting: Meeting) -> dict[str, list[Who]]:
    there: dict[str, list[Who]] = {str(each): [] for each in Attendance}
    for invitee in list_invitees(meeting):
        if invitee.attendance:
            there[invitee.attendance].append(Who(invitee.name, organisation_of(invitee)))
    for guest in list_walk_ins(meeting):
        state = Attendance.REMOTE if guest.is_remote else Attendance.PRESENT
        there[state].append(Who(guest.name, guest.organisation))
    return there


def _said(meeting: Meeting) -> Iterable[Said]:
    followed_up = [_promised(each) for each in list_followed_up(meeting)]
    for item in list_items(meeting):
        if item.is_left_out:
            continue
        seen = followed_up if item.role == ItemRole.ACTIONS else []
        yield Said(
            title=item.title,
            kind=item.kind,
            presenter=item.presenter,
            notes=item.notes,
            is_carried_on=item.is_carried_on,
            decisions=tuple(Decided(each.text, each.registry_number) for each in item.decisions),
            actions=(*seen, *(_promised(each) for each in item.actions)),
        )


def _promised(action: Action) -> Promised:
    return Promised(action.text, action.owner.name if action.owner else "", action.due_on)


@dataclass(frozen=True)
class There:
    """How many were at a meeting: in the room, by link, and who was not."""

    present: int
    remote: int
    absent: int

    @property
    def total(self) -> int:
        """How many took part."""
        return self.present + self.remote


def count_there(meeting: Meeting) -> There:
    """Count who was at a meeting, those who came uninvited among them."""
    rows = db.session.execute(
        select(Invitee.attendance, func.count().label("count"))
        .where(Invitee.meeting_id == meeting.id, Invitee.attendance.is_not(None))
        .group_by(Invitee.attendance)
    )
    counted = Counter({str(attendance): int(count) for attendance, count in rows})
    for guest in list_walk_ins(meeting):
        counted[Attendance.REMOTE if guest.is_remote else Attendance.PRESENT] += 1
    return There(
        counted[Attendance.PRESENT], counted[Attendance.REMOTE], counted[Attendance.ABSENT]
    )
