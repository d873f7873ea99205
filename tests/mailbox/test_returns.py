"""Mails that come back mark what did not arrive; what nobody wrote is set aside."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from arena import db
from arena.audit.models import WORKER, AuditEntry
from arena.mailbox.sorting import sort
from arena.messages.kinds import NoLongerTrue
from arena.messages.models import Message, UndeliverableAddress
from arena.messages.queries import is_undeliverable, undeliverable_among
from arena.messages.rendering import render
from arena.messages.rules import weigh_return
from arena.messages.services import mend_address, note_return
from tests.cast import make_user, sign_in
from tests.mailbox.conftest import INVITED, arrive
from tests.mailbox.reports import SHAPES, older, postfix
from tests.pages import words


def sent(invite):
    return invite().message


def again(message):
    db.session.rollback()
    return db.session.get_one(Message, message.id, populate_existing=True)


@pytest.mark.parametrize(
    ("action", "status", "words", "verdict"),
    [
        ("failed", "5.1.1", "550 5.1.1 User unknown", "dead"),
        ("failed", "5.1.10", "550 5.1.10 RESOLVER.ADR.RecipientNotFound", "dead"),
        ("failed", "5.4.4", "Host or domain name not found", "dead"),
        ("failed", "5.2.1", "550 5.2.1 The account is disabled", "dead"),
        ("failed", "5.4.1", "550 5.4.1 Recipient address rejected: Access denied", "dead"),
        ("failed", "", "550 No such user here", "dead"),
        ("failed", "", "550 Användaren finns inte", "dead"),
        ("failed", "5.2.2", "552 5.2.2 Mailbox full", "lost"),
        ("failed", "5.2.1", "Mailbox is full / over quota", "lost"),
        ("failed", "5.7.1", "550 5.7.1 Message rejected as spam", "lost"),
        ("failed", "5.1.8", "Sender address rejected: Domain not found", "lost"),
        ("failed", "5.0.0", "550 5.0.0 Refused", "lost"),
        ("failed", "4.4.7", "Delivery time expired", "lost"),
        ("failed", "", "550 Blocked by policy; unknown user", "lost"),
        ("failed", "", "", "lost"),
        ("delayed", "4.4.1", "Connection timed out", "delayed"),
        ("delayed", "5.1.1", "Odd", "delayed"),
        ("", "", "451 Greylisted", "delayed"),
        ("", "", "550 5.1.1 no mailbox here by that name", "dead"),
        ("failed", "5.1.1.2.3", "192.168.5.1.1", "lost"),
    ],
)
def test_what_a_server_says_is_weighed_and_in_doubt_an_address_lives(
    action, status, words, verdict
):
    assert weigh_return(action, status, words) == verdict


@pytest.mark.parametrize("returned", ["message/rfc822", "text/rfc822-headers", "text/plain"])
def test_a_report_marks_the_mail_and_the_address(app, invite, returned):
    first = invite("other@lovsund.example").message
    message = sent(invite)
    octets = postfix(message.message_id, returned=returned, first=first.message_id)
    mail = arrive(octets)
    assert (mail.kind, mail.outcome, mail.is_open) == ("return", "returned", True)
    assert mail.message_id == message.id
    back = again(message)
    assert (back.returned, back.status) == ("dead", "sent")
    assert "User unknown" in back.return_words
    assert is_undeliverable(INVITED.upper())
    assert undeliverable_among([INVITED, "Anna.Alm@lovsund.example", "bo@lovsund.example"]) == {
        INVITED, "Anna.Alm@lovsund.example",
    }  # fmt: skip
    assert again(first).returned == ""


@pytest.mark.parametrize("shape", SHAPES)
def test_the_shapes_of_before_and_beside_reports_are_known(app, invite, shape):
    message = sent(invite)
    mail = arrive(older(shape, message.message_id))
    assert (mail.kind, mail.outcome, mail.message_id) == ("return", "returned", message.id)
    assert again(message).returned == "dead"


def test_a_full_mailbox_says_nothing_of_the_address(app, invite):
    message = sent(invite)
    arrive(postfix(message.message_id, status="5.2.2", words="552 5.2.2 Mailbox full"))
    assert again(message).returned == "lost"
    assert not is_undeliverable(INVITED)


def test_a_delay_is_noted_and_needs_nobody(app, invite):
    message = sent(invite)
    mail = arrive(postfix(message.message_id, action="delayed", status="4.4.1", words="Timed out"))
    assert (mail.outcome, mail.is_open) == ("delayed", False)
    assert again(message).returned == "delayed"
    arrive(postfix(message.message_id))
    assert again(message).returned == "dead"
    with db.transaction():
        assert not note_return(db.session.merge(message), "delayed", "Late", by=WORKER)
    assert again(message).returned == "dead"


def test_that_a_mail_arrived_is_no_trouble(app, invite):
    message = sent(invite)
    mail = arrive(postfix(message.message_id, action="delivered", status="2.0.0", words="250 Ok"))
    assert (mail.outcome, mail.is_open) == ("delivered", False)
    assert again(message).returned == ""


def test_a_mail_of_nobody_that_comes_back_goes_to_a_person(app):
    mail = arrive(postfix("<somebody-elses@localhost>"))
    assert (mail.outcome, mail.is_open) == ("unmatched", True)
    assert "could not be delivered" in mail.text
    assert db.session.scalars(select(UndeliverableAddress)).all() == []


def test_of_a_mailing_that_comes_back_only_the_address_is_noted(app, invite, kinds):
    kinds(is_mailing=True)
    mail = arrive(postfix(sent(invite).message_id))
    assert (mail.outcome, mail.is_open) == ("mailing_returned", False)
    assert is_undeliverable(INVITED)


def test_mailings_leave_the_address_out_until_somebody_says_that_it_works(app, invite, kinds):
    arrive(postfix(sent(invite).message_id))
    message = again(sent(invite))
    assert render(message).text  # A mail to one person alone is tried all the same.
    kinds(is_mailing=True)
    with pytest.raises(NoLongerTrue):
        render(message)
    with db.transaction():
        mend_address(db.session.scalars(select(UndeliverableAddress)).one(), by=WORKER)
    assert render(message).text
    acts = db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)).all()
    assert acts == ["messages.note_return", "messages.mend_address"]


@pytest.mark.parametrize(
    "header",
    [
        "Auto-Submitted: auto-replied",
        "Auto-Submitted: auto-generated (vacation)",
        "X-Autoreply: yes",
        "Precedence: auto_reply",
        "Subject: Autosvar: Ert besök",
        "Subject: =?utf-8?q?Automatic_reply=3A_hello?=",
        "Content-Type: multipart/report; report-type=disposition-notification; boundary=b",
    ],
)
def test_what_a_program_answers_by_itself_is_set_aside(header):
    octets = f"From: a@b.example\r\n{header}\r\n\r\nJag är borta till måndag.\r\n".encode()
    assert (sort(octets).kind, sort(octets).outcome) == ("automatic", "set_aside")


@pytest.mark.parametrize("header", ["Auto-Submitted: no", "Subject: Autosvarslistan", "X-A: b"])
def test_what_a_person_writes_goes_to_a_person(header):
    octets = f"From: a@b.example\r\n{header}\r\n\r\nVi kommer gärna.\r\n".encode()
    assert sort(octets).kind == "letter"


@pytest.mark.parametrize(
    "header",
    [
        "Precedence: bulk",
        "List-Id: <x.example>",
        "X-Spam-Flag: YES",
        "X-Spam-Status: Yes, score=9.1",
        "X-Forefront-Antispam-Report: CIP:192.0.2.1;SFV:SPM;",
    ],
)
def test_what_goes_to_many_is_set_aside_and_not_kept(app, header):
    mail = arrive(f"From: a@b.example\r\n{header}\r\nSubject: Rea\r\n\r\nKöp!\r\n".encode())
    assert (mail.kind, mail.is_open, mail.title, mail.sender_email) == ("circular", False, "", "")


def test_a_letter_is_kept_with_what_it_answers(app, invite):
    message = sent(invite)
    octets = (
        f"From: Anna Alm <anna.alm@lovsund.example>\r\nIn-Reply-To: {message.message_id}\r\n"
        "Subject: Sv: Ert =?iso-8859-1?q?bes=F6k?=\r\n"
        "Content-Type: text/html; charset=utf-8\r\n\r\n"
        "<style>p {}</style><p>Hej!<br>Vi blir \x00tre till.</p><script>alert(1)</script>"
    ).encode()
    mail = arrive(octets)
    assert (mail.kind, mail.outcome, mail.is_open) == ("letter", "to_read", True)
    assert (mail.sender_email, mail.sender_name) == (INVITED, "Anna Alm")
    assert (mail.title, mail.text) == ("Sv: Ert besök", "Hej!\nVi blir tre till.")
    assert (mail.message_id, mail.event_id) == (message.id, message.event_id)


def test_what_comes_back_of_a_sealed_mail_tells_neither_to_whom_nor_what(app, invite, kinds):
    message = sent(invite)
    kinds(is_sealed=True)
    mail = arrive(postfix(message.message_id))
    assert mail.is_open
    assert (mail.sender_email, mail.sender_name, mail.title, mail.text) == ("", "", "", "")
    with db.transaction():
        alice = make_user()
    page = words(sign_in(app.test_client(), alice).get(f"/staff/messages/received/{mail.id}"))
    assert INVITED not in page
