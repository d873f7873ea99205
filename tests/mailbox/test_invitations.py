"""Only a kind of mail that says so asks for an answer, and only while somebody reads it."""

from __future__ import annotations

import email
from email import policy

import pytest

from arena import db
from arena.mailbox import replies
from arena.messages.composing import compose
from arena.messages.delivery import deliver_due
from arena.messages.models import Message, MessageStatus
from arena.messages.rendering import render
from tests.mailbox.conftest import INVITED, arrive
from tests.mailbox.programs import Given, thunderbird
from tests.messages import smtp_server

SET = "imaps://arena:secret@mail.arena.example/INBOX"


def attendee(message):
    text = render(message).calendar.decode().replace("\r\n ", "")
    return next(line for line in text.split("\r\n") if line.startswith("ATTENDEE"))


def fresh(message):
    db.session.rollback()
    return db.session.get_one(Message, message.id, populate_existing=True)


@pytest.mark.parametrize("is_read", [True, False])
@pytest.mark.parametrize("answered", ["NEEDS-ACTION", "ACCEPTED", "DECLINED", "TENTATIVE"])
def test_an_invitation_tells_the_answer_so_far_and_asks_where_it_is_read(
    invite, kinds, name_mailbox, answered, is_read
):
    kinds(answered=lambda message: answered)
    name_mailbox(SET if is_read else None)
    line = attendee(fresh(invite().message))
    assert f"PARTSTAT={answered};RSVP={'TRUE' if is_read else 'FALSE'}:mailto:{INVITED}" in line


def test_other_kinds_ask_for_nothing_even_so(invite, name_mailbox):
    name_mailbox(SET)
    assert "PARTSTAT=ACCEPTED;RSVP=FALSE" in attendee(fresh(invite().message))


def test_answers_go_to_where_the_mail_comes_from(invite, kinds, name_mailbox):
    kinds(answered=lambda message: "NEEDS-ACTION")
    name_mailbox(SET)
    message = fresh(invite().message)
    mail = compose(message, render(message))
    ics = next(part for part in mail.walk() if part.get_content_type() == "text/calendar")
    text = ics.get_payload(decode=True).decode().replace("\r\n ", "")
    sender = mail["From"].addresses[0].addr_spec
    assert f"mailto:{sender}" in next(
        line for line in text.split("\r\n") if line.startswith("ORGANIZER")
    )


def test_an_answer_to_what_really_went_out_is_settled(app, invite, kinds, taken, monkeypatch):
    """From the outbox over SMTP, through a calendar program, back to whoever owns the event."""
    kinds(answered=lambda message: "NEEDS-ACTION")
    with smtp_server.running() as server:
        settings = app.extensions["arena.settings"].model_copy(
            update={"imap_url": SET, "smtp_url": server.url}
        )
        monkeypatch.setitem(app.extensions, "arena.settings", settings)
        message = invite(status=MessageStatus.WAITING).message
        assert deliver_due() == 1
        sent = email.message_from_bytes(server.received[0].content, policy=policy.default)
    assert fresh(message).calendar_sequence == 0
    part = next(part for part in sent.walk() if part.get_content_type() == "text/calendar")
    text = part.get_content().replace("\r\n ", "")
    uid = next(line.removeprefix("UID:") for line in text.split("\r\n") if line[:4] == "UID:")
    assert arrive(thunderbird(Given(uid=uid))).outcome == "settled"
    assert taken[0].partstat is replies.Partstat.ACCEPTED


def test_a_domain_says_what_answers_about_its_events_mean(app, monkeypatch):
    monkeypatch.setitem(app.extensions, "arena.mailbox.replies", {})
    take = lambda event, reply: True  # noqa: E731
    replies.register(app, "meeting", take)
    assert replies.find_taker("meeting") is take
    assert replies.find_taker("visit") is None
