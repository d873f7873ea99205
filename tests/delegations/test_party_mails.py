"""What each mail to those who receive a delegation says, word for word, in both languages.

The words stand in golden/<mail>.<language>.txt and .html. After a wanted change write them with
`ARENA_WRITE_GOLDEN=1 .venv/bin/pytest tests/delegations/test_party_mails.py -k sqlite` and read
what differs.
"""

from __future__ import annotations

import os
from datetime import time, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from arena import clock, db
from arena.delegations.jobs import escalate_asks
from arena.delegations.queries.parties import to_ask_again
from arena.delegations.queries.programmes import list_items
from arena.delegations.services.asking import ask, mark_of, propose, say_no, say_yes
from arena.delegations.services.building import fix_start, remove_item
from arena.delegations.services.parties import PartyFacts, add_hosts, add_person
from arena.delegations.services.roles import RoleFacts, add_role
from arena.events.models import EventStatus
from arena.events.services import change_event
from arena.messages.models import Message
from arena.messages.redaction import without_secrets
from arena.messages.rendering import render
from arena.messages.services import plan_reminders
from tests.cast import make_host, make_user
from tests.conftest import NOW
from tests.delegations.cast import DAY, NINE, make_delegation, make_item
from tests.visits.bookings import STAFF, at, do
from tests.visits.test_mails import own_tags, own_words

GOLDEN = Path(__file__).with_name("golden")
UNTIL = NOW + timedelta(days=2)


def say(template, to, name=None):
    """Compare the latest mail of a template with its golden words."""
    message = db.session.scalars(
        select(Message)
        .where(
            Message.template == f"delegations/{template}",
            Message.recipient_email == f"{to}@arena.example",
        )
        .order_by(Message.id.desc())
    ).first()
    assert message is not None, f"{template} was not queued"
    rendered = render(message)
    said = {
        ".txt": without_secrets(f"{rendered.subject}\n\n{own_words(rendered.text)}"),
        ".html": without_secrets(own_tags(rendered.html)),
    }
    for ending, words in said.items():
        path = GOLDEN / f"{name or template}.{message.language}{ending}"
        if os.environ.get("ARENA_WRITE_GOLDEN"):
            GOLDEN.mkdir(exist_ok=True)
            path.write_text(words)
        assert words == path.read_text(), f"{path.name} says something else"
    return rendered


@pytest.mark.parametrize("language", ["sv", "en"])
def test_all_that_is_mailed_when_hosts_are_asked_and_answer(app, language):
    with db.transaction():
        alice = make_user("Alice Alm", language=language)
        alice.phone = "+46701740605"
        hosts = [make_host(name) for name in ("Hedda Holm", "Henrik Hed", "Hilma Hult")]
        for host in hosts:
            host.host.user.language = language
        delegation = make_delegation(
            interpretation="consecutive",
            purpose="To see how requirements are followed up.",
            questions="Who pays?\nWho measures?",
            coordinator_id=alice.id,
        )
        item = make_item(delegation, by=STAFF, fixed_start=NINE, place_sv="Husarviken, kajen")
        other = make_item(delegation, by=STAFF, title_sv="Samtal", title_en="Talk")
    with db.transaction():
        add_role(delegation, RoleFacts(role="day_lead", user_id=alice.id, day=DAY), by=STAFF)
        add_hosts(item, [host.id for host in hosts[:2]], role="host", by=STAFF)
        add_hosts(other, [hosts[2].id], role="speaker", by=STAFF)
        add_person(other, PartyFacts(role="receiver", name="Siv Sol"), by=STAFF)
    hedda, henrik = item.parties
    hilma = other.parties[0]
    words = "Berätta gärna om driften."
    do(ask, delegation, [hedda, henrik, hilma], answer_by=UNTIL, words=words, by=STAFF)
    say("party_asked", "hedda")
    say("party_reminded", "hedda")
    do(say_yes, hedda, about=mark_of(hedda), by=STAFF)
    assert b"METHOD:REQUEST" in (say("party_confirmed", "hedda").calendar or b"")
    say("party_released", "henrik")
    do(propose, hilma, at(DAY, 14), words="Kan efter lunch.", about=mark_of(hilma), by=STAFF)
    say("party_answered", "alice", "party_other_time")
    do(say_no, hilma, words="Ledsen.", about=mark_of(hilma), by=STAFF)
    say("party_answered", "alice", "party_no")
    do(fix_start, item, time(10), by=STAFF)
    do(ask, delegation, to_ask_again(list_items(delegation)), answer_by=UNTIL, by=STAFF)
    say("party_asked", "hedda", "party_asked_again")
    with clock.travel(UNTIL):
        escalate_asks()
        say("asks_unanswered", "alice")
        do(say_yes, hedda, about=mark_of(hedda), by=STAFF)
    with db.transaction():
        change_event(item.event, status=EventStatus.CONFIRMED)
        plan_reminders(item.event)
    say("party_soon", "hedda")
    do(say_no, hedda, words="Jag är sjuk.", about=mark_of(hedda), by=STAFF)
    say("party_answered", "alice", "party_withdrew")
    say("party_released", "hedda", "party_own_wish")
    do(say_yes, hedda, about=mark_of(hedda), by=STAFF)
    do(remove_item, item, by=STAFF)
    assert b"METHOD:CANCEL" in (say("party_called_off", "hedda").calendar or b"")
