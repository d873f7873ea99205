"""What the scene's network has said, decided and promised at a meeting that is over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from arena import clock, db
from arena.accounts.models import User
from arena.audit.models import Actor
from arena.directory.models import Person
from arena.documents.models import FiledDocument
from arena.documents.services import Upload, add_document
from arena.meetings.action_links import action_token
from arena.meetings.models import Action, RecordKind
from arena.meetings.queries.agenda import list_items
from arena.meetings.queries.records import get_record
from arena.meetings.services.actions import ActionFacts
from arena.meetings.services.agenda import ItemFacts, StandingFacts, add_item, keep_standing
from arena.meetings.services.approving import name_approvers
from arena.meetings.services.records import (
    DecisionFacts,
    ItemWords,
    begin_record,
    send_record,
    write_item,
)
from arena.networks.models import Network
from tests.meetings.cast import Gathering, make_meeting

BEFORE = datetime.fromisoformat("2026-11-02T08:00+00:00")
LONG = "Effektbehovsuppskattningsunderlagsbilaga"


@dataclass(frozen=True)
class Minutes:
    """What pages about agendas and records are shown with, by number."""

    network: str
    meeting: int
    item: int
    approval: int
    action: int
    document: int
    standing: int
    token: str


def build_minutes(slug: str) -> Minutes:
    """Let the network that Petra chairs meet, write its minutes and send them."""
    starts_at = BEFORE + timedelta(days=8)
    with clock.travel(BEFORE), db.transaction():
        alice = db.session.scalars(select(User).where(User.email == "alice@arena.example")).one()
        petra = db.session.scalars(
            select(Person).join(Person.user).where(User.email == "petra@arena.example")
        ).one()
        network = db.session.scalars(select(Network).where(Network.slug == slug)).one()
        by = Actor.user(alice.id)
        standing = keep_standing(network, _STANDING, by=by)
        meeting = make_meeting(Gathering(network, alice, petra), starts_at, title_sv=LONG)
        add_item(meeting, ItemFacts(title=LONG, minutes=90, background=LONG), by=by)
        add_item(meeting, ItemFacts(title="Sol och vind", presenter="Petra"), by=by)
        upload = Upload("bilaga.pdf", b"%PDF")
        document = add_document("meeting", str(meeting.id), LONG, upload, user_id=None, by=by)
    with clock.travel(starts_at + timedelta(hours=1)), db.transaction():
        begin_record(meeting, RecordKind.MINUTES, alice, by=by)
        item = next(each for each in list_items(meeting) if each.title == LONG)
        promised = ActionFacts(LONG, petra.id, clock.today() + timedelta(days=10))
        decided = [DecisionFacts(f"Vi tar {LONG}", "2026/123")]
        words = ItemWords(notes=LONG, is_carried_on=True, decisions=decided, actions=[promised])
        write_item(meeting, item.id, words, version=item.version, user=alice, by=by)
        name_approvers(meeting, petra, [], by=by)
        send_record(meeting, sending=0, by=by)
        action = db.session.scalars(select(Action).where(Action.text == LONG)).one()
        return Minutes(
            network=slug,
            meeting=meeting.id,
            item=item.id,
            approval=get_record(meeting).approvals[0].id,
            action=action.id,
            document=_number(document),
            standing=standing.id,
            token=action_token(action),
        )


def _number(document: FiledDocument) -> int:
    return document.id


_STANDING = StandingFacts(
    title_sv="Föregående protokoll",
    title_en="Last minutes",
    kind="information",
    minutes=5,
    is_last=False,
)


def _document(minutes: Minutes) -> dict[str, Any]:
    return {"kind": "meeting", "key": str(minutes.meeting), "number": minutes.document}


_MEETING: Callable[[Minutes], dict[str, Any]] = lambda m: {"meeting_id": m.meeting}  # noqa: E731
# What everybody who sees the meeting may open, and what those do who write.
READING: dict[str, Callable[[Minutes], dict[str, Any]]] = {
    "meetings.agenda_paper": _MEETING,
    "meetings.record_paper": _MEETING,
    "meetings.comment": _MEETING,
    "meetings.action": lambda m: {"action_id": m.action},
    "documents.index": lambda m: {"kind": "meeting", "key": str(m.meeting)},
}
WRITING: dict[str, Callable[[Minutes], dict[str, Any]]] = {
    "meetings.new_item": _MEETING,
    "meetings.item": lambda m: {"meeting_id": m.meeting, "key": f"item-{m.item}"},
    "meetings.attendance": _MEETING,
    "meetings.write_item": lambda m: {"meeting_id": m.meeting, "item_id": m.item},
    "meetings.write_frame": _MEETING,
    "meetings.approvers": _MEETING,
    "meetings.approve": lambda m: {"meeting_id": m.meeting, "approval_id": m.approval},
    "meetings.take_back": _MEETING,
    "meetings.correct": _MEETING,
    "meetings.new_action": lambda m: {"slug": m.network},
    "meetings.change_action": lambda m: {"action_id": m.action},
    "meetings.standing": lambda m: {"slug": m.network},
    "meetings.new_standing_item": lambda m: {"slug": m.network},
    "meetings.standing_item": lambda m: {"slug": m.network, "number": m.standing},
    "documents.create": lambda m: {"kind": "meeting", "key": str(m.meeting)},
    "documents.replace": _document,
    "documents.rename": _document,
}
FILES = ("meetings.agenda_file", "meetings.record_file", "meetings.actions_xlsx")


def partners(endpoint: str) -> str:
    """Return the endpoint of the same page among the partners' own."""
    package, _dot, view = endpoint.partition(".")
    return f"{package}_partner.{view}"
