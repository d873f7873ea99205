"""The scene's released programme, which guests read by their links and staff see to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from sqlalchemy import select

from arena import db
from arena.accounts.models import User
from arena.audit.models import Actor
from arena.delegations.guest_links import guest_token
from arena.delegations.queries.links import list_links
from arena.delegations.queries.pack import list_participants
from arena.delegations.rules.rosters import Person
from arena.delegations.services.building import fix_start
from arena.delegations.services.participants import take_list, tell_needs
from arena.delegations.services.releasing import release
from tests.delegations.cast import make_delegation, make_item

LONG = "Kommunalförbundet för energieffektivisering och stadsutveckling i Östergötland"


@dataclass(frozen=True)
class Released:
    """A delegation whose guests have two versions, and one of each that belongs to it."""

    reference: str
    token: str  # The leader's.
    link_id: int
    participant_id: int


def build_released() -> Released:
    """Release a programme twice, and leave a third version to be released."""
    alice = db.session.scalars(select(User).where(User.email == "alice@arena.example")).one()
    by = Actor.user(alice.id)
    with db.transaction():
        delegation = make_delegation(name=LONG, timezone="Asia/Tokyo", size=2)
        items = [
            make_item(delegation, by, title_sv=LONG, note_sv=LONG, place_sv=LONG) for _ in range(2)
        ]
        people = [Person(name=LONG[:40], title=LONG, precedence=1), *[Person(name="Bo")] * 2]
        take_list(delegation, people, is_whole=True, by=by)
        needs = {("food", "vegan"): 2}
        tell_needs(delegation, arrival=LONG, questions=LONG, needs=needs, by=by)
        release(delegation, is_known=True, by=by)
    for start in (time(10), time(11)):
        with db.transaction():
            release(delegation, words=LONG, is_known=True, by=by)
            fix_start(items[0], start, by=by)
    link = list_links(delegation)[0]
    participant = list_participants(delegation)[0]
    return Released(delegation.reference, guest_token(link), link.id, participant.id)
