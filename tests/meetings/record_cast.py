"""Meetings with an agenda and a record, for tests."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from arena import clock, db
from arena.audit.models import Actor
from arena.directory.models import Person
from arena.meetings.models import Action, AgendaItem, Meeting, Record, RecordKind
from arena.meetings.queries.agenda import list_items
from arena.meetings.services.actions import ActionFacts, add_action
from arena.meetings.services.agenda import ItemFacts, add_item
from arena.meetings.services.records import ItemWords, begin_record, send_record, write_item
from tests.meetings.cast import AT, Gathering, make_meeting

DURING = AT + timedelta(minutes=20)
AFTER = AT + timedelta(hours=20)


def by(circle: Gathering) -> Actor:
    """The coordinator, as the services want her."""
    return Actor.user(circle.alice.id)


def item_of(circle: Gathering, meeting: Meeting, title: str = "Effekt", **facts: Any) -> AgendaItem:
    """Put an item onto an agenda."""
    return add_item(meeting, ItemFacts(title=title, **facts), by=by(circle))


def begun(
    circle: Gathering, meeting: Meeting | None = None, kind: RecordKind = RecordKind.MINUTES
) -> tuple[Meeting, Record]:
    """Begin the record of a meeting with one item, while it takes place."""
    meeting = meeting or make_meeting(circle)
    if not list_items(meeting):
        item_of(circle, meeting, minutes=30)
    with clock.travel(DURING):
        return meeting, begin_record(meeting, kind, circle.alice, by=by(circle))


def said(
    circle: Gathering, meeting: Meeting, notes: str = "Alla var överens.", **words: Any
) -> None:
    """Write down what was said about the first item that is the meeting's own."""
    item = next(each for each in list_items(meeting) if each.standing_id is None)
    write_item(
        meeting,
        item.id,
        ItemWords(notes=notes, **words),
        version=item.version,
        user=circle.alice,
        by=by(circle),
    )


def sent(circle: Gathering, **options: Any) -> tuple[Meeting, Record]:
    """Send the record of a meeting."""
    meeting, record = begun(circle, **options)
    said(circle, meeting)
    send_record(meeting, sending=0, by=by(circle))
    return meeting, record


def promised(
    circle: Gathering, owner: Person | None, text: str = "Räkna på effekten", days: int = 30
) -> Action:
    """Keep an action of the network."""
    facts = ActionFacts(text, owner.id if owner else None, clock.today() + timedelta(days=days))
    action = add_action(circle.network, facts, by=by(circle))
    db.session.flush()
    return action
