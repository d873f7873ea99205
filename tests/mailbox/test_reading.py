"""The worker reads a real mailbox: each mail is handled once, whatever breaks, and none is lost."""

from __future__ import annotations

import socket
import threading
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import select

from arena import clock, db, jobs
from arena.audit.models import COMMAND
from arena.mailbox import connection as connections
from arena.mailbox import reading
from arena.mailbox.connection import Connection
from arena.mailbox.reading import read_mailbox
from arena.messages.models import Mailbox, ReceivedMail
from arena.messages.queries import get_mailbox_state
from arena.messages.services import deal_with, read_mailbox_soon
from arena.messages.services.mailbox import claim_mailbox
from tests.cast import make_user
from tests.conftest import NOW
from tests.mailbox.programs import Given, google, outlook
from tests.mailbox.reports import postfix
from tests.messages.smtp_server import CERTIFICATE

MINUTE = timedelta(minutes=1)


def letter(number=1, words="Vi kommer gärna."):
    head = f"From: b{number}@lovsund.example\r\nMessage-ID: <brev-{number}@lovsund.example>\r\n"
    return f"{head}Subject: Brev {number}\r\n\r\n{words}\r\n".encode()


def outcomes():
    db.session.rollback()
    return list(db.session.scalars(select(ReceivedMail.outcome).order_by(ReceivedMail.id)))


def state():
    db.session.rollback()
    return get_mailbox_state()


def box():
    db.session.rollback()
    return db.session.get(Mailbox, 1, populate_existing=True)


def test_what_came_in_is_handled_and_only_what_is_understood_is_moved(mailbox, invite, taken):
    invited = invite()
    mailbox.put(
        outlook(Given(uid=invited.event.uid)),
        letter(),
        postfix(invited.message.message_id, action="delayed"),
        b"From: c@lovsund.example\r\nAuto-Submitted: auto-replied\r\n\r\nBorta.\r\n",
    )
    assert read_mailbox() == 4
    assert outcomes() == ["settled", "to_read", "delayed", "set_aside"]
    assert len(taken) == 1
    assert mailbox.list() == [""]  # The letter is as new to whoever reads the mailbox.
    assert mailbox.list("Arena") == [r"\Seen"] * 3
    assert read_mailbox() == 0
    mailbox.put(letter(2))
    assert read_mailbox() == 1
    assert (state().word, state().read_at) == ("well", NOW)


def test_a_mail_that_somebody_has_read_meanwhile_is_read_all_the_same(mailbox, taken):
    mailbox.put(letter())
    with mailbox.open() as imap:
        imap.select("INBOX")
        imap.uid("STORE", "1", "+FLAGS", r"(\Seen)")
    assert read_mailbox() == 1


def test_a_mailbox_that_was_never_read_is_read_two_weeks_back(mailbox):
    mailbox.put(letter(1), at=NOW - timedelta(days=30))
    mailbox.put(letter(2), at=NOW - timedelta(days=3))
    assert read_mailbox() == 1
    assert db.session.scalars(select(ReceivedMail.title)).all() == ["Brev 2"]
    assert read_mailbox() == 0


def test_an_old_mailbox_without_news_is_left_alone(mailbox):
    mailbox.put(letter(1), letter(2), at=NOW - timedelta(days=30))
    assert read_mailbox() == 0
    mailbox.put(letter(3))
    assert read_mailbox() == 1


def test_many_mails_come_in_batches(mailbox, monkeypatch):
    monkeypatch.setattr(reading, "BATCH", 3)
    monkeypatch.setattr(reading, "MOST_A_ROUND", 7)
    mailbox.put(*(letter(number) for number in range(10)))
    assert [read_mailbox(), read_mailbox(), read_mailbox()] == [7, 3, 0]


def test_two_workers_do_not_read_at_once(mailbox):
    mailbox.put(letter())
    with db.transaction():
        assert claim_mailbox("another worker") is not None
    assert read_mailbox() == 0
    with clock.travel(NOW + 6 * MINUTE):  # It has died.
        assert read_mailbox() == 1


def test_a_worker_whose_time_was_up_changes_nothing_more(mailbox, monkeypatch, invite, taken):
    mailbox.put(outlook(Given(uid=invite().event.uid)))
    fetch = Connection.fetch

    def slowly(self, uid):
        with db.transaction():
            the_box = db.session.get_one(Mailbox, 1)
            the_box.claim, the_box.claimed_until = "another worker", NOW - MINUTE
        return fetch(self, uid)

    with monkeypatch.context() as patched:
        patched.setattr(Connection, "fetch", slowly)
        assert read_mailbox() == 0
    assert (outcomes(), taken) == ([], [])
    assert read_mailbox() == 1


def test_a_connection_that_breaks_midway_loses_and_doubles_nothing(
    mailbox, monkeypatch, invite, taken
):
    given = Given(uid=invite().event.uid)
    mailbox.put(outlook(given), letter(1), letter(2))
    fetch = Connection.fetch

    def breaking(self, uid):
        if uid == 2:
            self._imap.sock.shutdown(socket.SHUT_RDWR)
        return fetch(self, uid)

    with monkeypatch.context() as patched:
        patched.setattr(Connection, "fetch", breaking)
        read_mailbox()
    assert outcomes() == ["settled"]
    assert state().word == "trouble"
    assert len(mailbox.list()) == 3  # Handled, and not yet moved.
    with clock.travel(NOW + MINUTE):
        assert read_mailbox() == 2
    assert outcomes() == ["settled", "to_read", "to_read"]
    assert len(taken) == 1
    assert mailbox.list("Arena") == [r"\Seen"]
    assert state().word == "well"


class Killed(BaseException):
    """The process is gone: nothing that would tidy up runs."""


@pytest.mark.parametrize("at", ["receive", "list_to_file", "mark_filed", "note_reading"])
def test_a_worker_that_dies_at_any_point_loses_and_doubles_nothing(
    mailbox, monkeypatch, invite, taken, at
):
    mailbox.put(outlook(Given(uid=invite().event.uid)), letter())
    act = getattr(reading, at)

    def dying(*arguments):
        result = act(*arguments)
        if at != "list_to_file" or db.session.scalar(select(ReceivedMail.id).limit(1)):
            raise Killed
        return result

    with monkeypatch.context() as patched:
        patched.setattr(reading, at, dying)
        patched.setattr(reading, "give_mailbox_back", lambda claim: None)
        with pytest.raises(Killed):
            read_mailbox()
    taken_before = 0 if at == "receive" else 1  # What was not kept is taken again, with its row.
    assert len(outcomes()) == (0 if at == "receive" else 2)
    with clock.travel(NOW + 6 * MINUTE):
        read_mailbox()
        read_mailbox()
    assert sorted(outcomes()) == ["settled", "to_read"]
    assert len(taken) == 1 + (1 - taken_before)
    assert mailbox.list() == [""]
    assert mailbox.list("Arena") == [r"\Seen"]


def test_what_staff_have_dealt_with_is_moved_as_well(mailbox):
    mailbox.put(letter())
    read_mailbox()
    with db.transaction():
        mail = db.session.scalars(select(ReceivedMail)).one()
        deal_with(mail, user_id=make_user().id, by=COMMAND)
    db.session.rollback()
    read_mailbox()
    assert (mailbox.list(), mailbox.list("Arena")) == ([], [r"\Seen"])


def test_other_numbers_for_the_same_mails_double_nothing(mailbox, name_mailbox, invite, taken):
    name_mailbox(mailbox.url.replace("INBOX", "Svar%20till%20oss"))
    octets = google(Given(uid=invite().event.uid)), letter()
    for _ in range(2):
        with mailbox.open() as imap:
            imap.delete('"Svar till oss"')
            imap.create('"Svar till oss"')
        mailbox.put(*octets, folder="Svar till oss")
        read_mailbox()
    assert outcomes() == ["settled", "to_read"]
    assert len(taken) == 1


def test_a_mail_that_came_twice_counts_once_and_both_are_moved(mailbox, invite, taken):
    octets = google(Given(uid=invite().event.uid))
    mailbox.put(octets, b"Received: by another way\r\n" + octets)
    assert read_mailbox() == 1
    read_mailbox()
    assert len(taken) == 1
    assert (mailbox.list(), len(mailbox.list("Arena"))) == ([], 2)


def test_a_fault_of_ours_over_one_mail_stops_none_of_the_others(app, mailbox, invite, monkeypatch):
    def failing(event, reply):
        raise ZeroDivisionError

    monkeypatch.setitem(app.extensions, "arena.mailbox.replies", {"visit": failing})
    mailbox.put(outlook(Given(uid=invite().event.uid)), letter())
    assert read_mailbox() == 2
    assert outcomes() == ["fault", "to_read"]
    assert mailbox.list() == ["", ""]


@pytest.mark.parametrize(
    "octets",
    [
        b"\r\n",
        b"no header at all \xff\x00\x80",
        b"From: \x00\r\nContent-Type: multipart/mixed; boundary=\r\n\r\n--\r\n",
        b"From: a@b.example\r\nContent-Type: text/plain; charset=x-none\r\n\r\n\x00\xff\r\n",
        b"".join(
            b"Content-Type: multipart/mixed; boundary=%d\r\n\r\n--%d\r\n" % (n, n)
            for n in range(1500)
        ),
        b"Subject: =?utf-16?b?////?= =?x?q?=FF?=\r\nFrom: =?utf-8?b?//?=\r\nDate: now\r\n\r\nHej",
        b"From: a@b.example\r\nContent-Type: text/calendar; method=REPLY\r\n\r\n"
        b"BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\nUID:a\x00b\r\n"
        b"ATTENDEE;PARTSTAT=ACCEPTED:mailto:a\x00@b.example\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
        b"From: mailer-daemon@b.example\r\nSubject: failure notice\r\n\r\n<\x00a@b.example>\r\n",
        b"References: " + b"<a@b.example> " * 20000 + b"\r\n\r\nHej\r\n",
    ],
    ids=["empty", "noise", "headers", "charset", "nested", "words", "uid", "id", "long"],
)
def test_a_malformed_mail_stops_nothing(mailbox, octets):
    mailbox.put(octets, letter())
    assert read_mailbox() == 2
    assert outcomes()[1] == "to_read"


def test_of_a_mail_that_is_too_big_only_the_head_is_read(mailbox, monkeypatch):
    monkeypatch.setattr(connections, "MOST_OCTETS", 2000)
    mailbox.put(letter(1, "x" * 5000), letter(2))
    assert read_mailbox() == 2
    assert outcomes() == ["too_big", "to_read"]
    big = db.session.scalars(select(ReceivedMail).order_by(ReceivedMail.id)).first()
    assert (big.title, big.text, big.is_open) == ("Brev 1", "", True)
    assert len(mailbox.list()) == 2


def test_a_server_that_cannot_move_gets_mails_marked_and_no_more(
    mailbox, monkeypatch, invite, taken
):
    monkeypatch.setattr(Connection, "_mover", lambda self: None)
    mailbox.put(outlook(Given(uid=invite().event.uid)))
    assert read_mailbox() == 1
    assert mailbox.list() == [r"\Seen"]
    assert read_mailbox() == 0


def test_a_server_without_move_gets_a_copy_and_no_other_mail_goes(
    mailbox, monkeypatch, invite, taken
):
    monkeypatch.setattr(Connection, "_mover", lambda self: self._copy_and_expunge)
    mailbox.put(outlook(Given(uid=invite().event.uid)), letter())
    with mailbox.open() as imap:
        imap.select("INBOX")
        imap.uid("STORE", "2", "+FLAGS", r"(\Deleted)")  # By somebody else, who may regret it.
    assert read_mailbox() == 2
    assert mailbox.list() == [r"\Deleted"]
    assert mailbox.list("Arena") == [r"\Seen"]


def test_names_with_an_at_and_folders_under_a_prefix_are_no_trouble(
    imap, name_mailbox, monkeypatch, invite, taken
):
    box = imap.new_user(has_ascii=True)
    said = ("OK", [b'(("Post." ".")) NIL NIL'])
    monkeypatch.setattr(connections.imaplib.IMAP4, "namespace", lambda self: said)
    name_mailbox(f"{box.url}?filed=All%20done")
    box.put(outlook(Given(uid=invite().event.uid)))
    assert read_mailbox() == 1
    assert box.list("Post.All done") == [r"\Seen"]


def test_who_is_told_to_end_ends(app, mailbox, monkeypatch):
    mailbox.put(letter(1), letter(2))
    stopping = threading.Event()
    monkeypatch.setitem(app.extensions, "arena.jobs.stopping", stopping)
    assert jobs.stopping(app) is stopping
    fetch = Connection.fetch

    def last(self, uid):
        found = fetch(self, uid)
        stopping.set()
        return found

    monkeypatch.setattr(Connection, "fetch", last)
    assert read_mailbox() == 1
    assert state().word == "well"


def test_without_a_mailbox_nothing_is_read(app):
    assert read_mailbox() == 0
    assert box() is None
    assert state().word == "unread"


def test_a_server_that_is_away_is_asked_ever_more_seldom_and_staff_see_it(name_mailbox, imap):
    with socket.socket() as taken_port:
        taken_port.bind(("127.0.0.1", 0))
        name_mailbox(f"imap://a:b@127.0.0.1:{taken_port.getsockname()[1]}/INBOX")
        waits, now = [], NOW
        for _ in range(8):
            with clock.travel(now):
                read_mailbox()
            waits.append(box().retry_at - now)
            with clock.travel(box().retry_at - timedelta(seconds=1)):
                read_mailbox()  # Too early: nothing is asked.
            now = box().retry_at
    assert [int(wait.total_seconds() / 60) for wait in waits] == [1, 2, 5, 15, 30, 60, 60, 60]
    assert (state().word, state().since, state().trouble.detail) == (
        "trouble", NOW, "Connection refused",
    )  # fmt: skip
    assert box().failures == 8
    name_mailbox(imap.new_user().url)
    with db.transaction():
        read_mailbox_soon(by=COMMAND)
    with clock.travel(now - timedelta(seconds=30)):
        read_mailbox()
    assert (state().word, box().failures) == ("well", 0)


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (("hemligt", "fel"), "box_login"),
        (("INBOX", "Finns%20inte"), "box_folder"),
        (("imap://", "imaps://"), "box_away"),
    ],
)
def test_what_ails_the_setting_is_said(mailbox, name_mailbox, change, word):
    name_mailbox(mailbox.url.replace(*change))
    assert read_mailbox() == 0
    assert box().trouble.startswith(f"{word}: ")
    assert "hemligt" not in box().trouble
    assert box().claim is None


def test_encryption_needs_a_certificate_that_holds(mailbox, name_mailbox, monkeypatch):
    mailbox.put(letter())
    starts_tls = f"{mailbox.url}?starttls=1"
    for url in (mailbox.tls_url, starts_tls):
        name_mailbox(url)
        with clock.travel(NOW + timedelta(hours=2)):
            assert read_mailbox() == 0
        assert "certificate" in box().trouble.lower()
        with db.transaction():
            read_mailbox_soon(by=COMMAND)
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    name_mailbox(starts_tls)
    assert read_mailbox() == 1
    mailbox.put(letter(2))
    name_mailbox(mailbox.tls_url)
    assert read_mailbox() == 1


@contextmanager
def answering(*lines):
    """A server that says some lines and then nothing more."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve():
            asked, _ = server.accept()
            asked.sendall(b"".join(lines))
            over.wait(5)
            asked.close()

        over = threading.Event()
        thread = threading.Thread(target=serve)
        thread.start()
        yield f"imap://a:b@127.0.0.1:{server.getsockname()[1]}/INBOX"
        over.set()
        thread.join()


@pytest.mark.parametrize("lines", [(), (b"* OK hello\r\n",), (b"* OK ", b"x" * 500)])
def test_a_server_that_falls_silent_does_not_hold_the_worker(name_mailbox, monkeypatch, lines):
    monkeypatch.setattr(connections, "CONNECT_SECONDS", 0.3)
    with answering(*lines) as url:
        name_mailbox(url)
        assert read_mailbox() == 0
    assert box().trouble.startswith("box_away: ")


def test_a_server_that_sends_without_measure_is_left(name_mailbox):
    with answering(b"* OK hello {99999999999}\r\n", b"* OK " + b"x" * 2_000_000) as url:
        name_mailbox(url)
        assert read_mailbox() == 0
    assert box().trouble.startswith("box_away: ")
