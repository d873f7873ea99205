"""Whatever a mail server does: no mail is lost, none goes out twice without need, staff see it."""

import threading
from datetime import timedelta
from time import monotonic

import pytest

from arena import clock, db, jobs
from arena.audit.models import COMMAND
from arena.messages import smtp
from arena.messages.delivery import deliver_due
from arena.messages.models import MailServer, MessageStatus
from arena.messages.services import start_sending
from tests.conftest import NOW
from tests.messages.conftest import look_at
from tests.messages.smtp_server import HANG_UP, Drip, running

MINUTE = timedelta(minutes=1)


def server_row():
    return db.session.get(MailServer, 1, populate_existing=True)


def at(stage, answer, when=lambda said: True):
    return lambda now, said: answer if now == stage and when(said) else None


def only_first(stage, answer):
    left = [answer]
    return lambda now, said: left.pop() if now == stage and left else None


@pytest.fixture
def server(send_to):
    with running() as server:
        send_to(server)
        yield server


@pytest.mark.parametrize("stage", ["RCPT", "DATA", "text"])
def test_a_mail_that_is_refused_for_good_fails_and_the_others_go_out(outbox, server, stage):
    refused = outbox(1)
    server.answer = at(stage, b"550 5.1.1 No such user\r\n", when=lambda said: "guest1@" in said)
    if stage == "DATA":
        server.answer = only_first("DATA", b"554 5.7.1 Not this\r\n")
    others = [outbox(number) for number in range(2, 12)]
    sent = deliver_due()
    assert sent == 10
    failed = [n for n in [refused, *others] if look_at(n).status == MessageStatus.FAILED]
    assert len(failed) == 1
    assert look_at(failed[0]).last_error.startswith("refused: 55")
    with clock.travel(NOW + timedelta(days=1)):
        assert deliver_due() == 0


@pytest.mark.parametrize("code", [421, 450, 451, 452])
def test_a_mail_that_is_to_come_later_does_and_only_once(outbox, server, code):
    number = outbox()
    server.answer = only_first("RCPT", f"{code} Later\r\n".encode())
    assert deliver_due() == 0
    assert (look_at(number).status, look_at(number).attempt_at) == ("waiting", NOW + MINUTE)
    assert deliver_due() == 0
    with clock.travel(NOW + MINUTE):
        assert deliver_due() == 1
    assert len(server.received) == 1


def test_the_waits_grow_until_the_mail_has_become_useless(outbox, server):
    number = outbox(useless_after=NOW + timedelta(days=1))
    server.answer = at("RCPT", b"450 Later\r\n")
    moments = []
    with clock.travel(NOW) as travel_to:
        while look_at(number).status == MessageStatus.WAITING:
            travel_to(look_at(number).attempt_at)
            moments.append(clock.now() - NOW)
            deliver_due()
    minutes = [moment / MINUTE for moment in moments]
    assert minutes == [0, 1, 6, 21, 81, 321, 1041]
    assert look_at(number).status == MessageStatus.FAILED
    assert look_at(number).last_error == "deferred: 450 Later"


@pytest.mark.parametrize("answer", [b"550 5.7.1 Sender refused\r\n", b"530 Log in\r\n"])
def test_a_refused_sender_stops_the_queue_until_staff_start_it(outbox, server, answer):
    numbers = [outbox(number) for number in range(10)]
    server.answer = at("MAIL", answer)
    assert deliver_due() == 0
    assert server_row().is_stopped
    assert server_row().trouble.startswith("sender: 5")
    assert {(look_at(n).status, look_at(n).attempts) for n in numbers} == {("waiting", 0)}
    connections = server.connections
    with clock.travel(NOW + 10 * MINUTE):
        assert deliver_due() == 0
        assert server.connections == connections
        server.answer = lambda stage, said: None
        with db.transaction():
            start_sending(by=COMMAND)
        assert deliver_due() == 10


def test_a_mail_that_is_too_big_stops_only_itself(outbox, server):
    outbox(1)
    outbox(2)
    server.answer = only_first("MAIL", b"552 Too big\r\n")
    assert deliver_due() == 1
    assert not server_row()


def test_a_server_that_is_away_costs_no_mail_a_try_and_is_asked_once_a_minute(outbox, send_to):
    send_to("smtp://127.0.0.1:1")
    number = outbox()
    assert deliver_due() == 0
    assert server_row().trouble.startswith("away")
    assert (look_at(number).attempts, look_at(number).status) == (0, "waiting")
    with running() as server, clock.travel(NOW + timedelta(seconds=59)) as travel_to:
        send_to(server)
        assert deliver_due() == 0
        assert server.connections == 0
        travel_to(NOW + MINUTE)
        assert deliver_due() == 1
    assert (server_row().trouble, server_row().trouble_since) == ("", None)


def test_trouble_keeps_the_moment_it_began(outbox, send_to):
    send_to("smtp://127.0.0.1:1")
    outbox()
    for minute in range(5):
        with clock.travel(NOW + minute * MINUTE):
            deliver_due()
    assert server_row().trouble_since == NOW


@pytest.mark.parametrize("greeting", [b"554 No\r\n", b"421 Busy\r\n", HANG_UP])
def test_a_server_that_does_not_greet_is_away(outbox, server, greeting):
    number = outbox()
    server.answer = at("connect", greeting)
    assert deliver_due() == 0
    assert server_row().trouble.startswith("away")
    assert not server_row().is_stopped
    assert look_at(number).attempts == 0


@pytest.mark.parametrize("password", ["secret", "s%C3%A4kert"])
def test_a_refused_login_stops_the_queue(outbox, send_to, password):
    outbox()
    answers = {"EHLO": b"250-test\r\n250 AUTH PLAIN\r\n", "AUTH": b"535 Wrong password\r\n"}
    with running(answer=lambda stage, said: answers.get(stage)) as server:
        send_to(server.url.replace("//", f"//arena:{password}@"))
        assert deliver_due() == 0
        assert server_row().is_stopped
        assert server_row().trouble == "sender: 535 Wrong password"
        answers["AUTH"] = b"235 Welcome\r\n"
        with db.transaction():
            start_sending(by=COMMAND)
        assert deliver_due() == 1


def test_an_answer_lost_after_the_text_brings_the_mail_again_under_the_same_id(outbox, server):
    number = outbox()
    server.answer = only_first("kept", HANG_UP)
    assert deliver_due() == 0
    assert look_at(number).last_error.startswith("disconnected")
    with clock.travel(NOW + MINUTE):
        assert deliver_due() == 1
    assert server.ids == [look_at(number).message_id] * 2
    assert server.received[0].mail["Date"] == server.received[1].mail["Date"]


def test_a_server_that_hangs_up_on_one_mail_gets_the_others(outbox, server):
    poison = outbox(1)
    for number in range(2, 100):
        outbox(number)
    server.answer = at("text", HANG_UP, when=lambda said: said.startswith("guest1@"))
    assert deliver_due() == 98
    assert look_at(poison).attempt_at == NOW + MINUTE


def test_a_server_that_hangs_up_on_everything_is_left_alone_for_a_minute(outbox, server):
    numbers = [outbox(number) for number in range(40)]
    server.answer = at("text", HANG_UP)
    deliver_due()
    tried = [n for n in numbers if look_at(n).attempts]
    assert len(tried) <= 3 + 4  # Three in a row, and what the four had in hand meanwhile.
    assert server_row().trouble.startswith("failing")
    assert {look_at(n).status for n in numbers} == {"waiting"}


def test_a_connection_closed_while_idle_costs_no_try(outbox, server):
    """Many servers close after some mails; the next was not taken, and need not wait."""
    connection = threading.local()  # The server has a thread for each.

    def close_after_five(stage, said):
        if stage != "MAIL":
            return None
        connection.mails = getattr(connection, "mails", 0) + 1
        return HANG_UP if connection.mails == 6 else None

    server.answer = close_after_five
    numbers = [outbox(number) for number in range(30)]
    assert deliver_due() == 30
    assert {look_at(n).attempts for n in numbers} == {1}
    assert len(set(server.ids)) == len(server.ids) == 30


def test_a_dripping_server_is_given_up_after_the_time_of_one_mail(outbox, server, monkeypatch):
    monkeypatch.setattr("arena.messages.smtp.MAIL_SECONDS", 1.0)
    number = outbox()
    server.answer = at("kept", Drip(b"250 " + b"x" * 5000 + b"\r\n"))
    began = monotonic()
    assert deliver_due() == 0
    assert 0.9 < monotonic() - began < 4
    assert look_at(number).last_error.startswith("disconnected")


def test_a_silent_server_holds_nobody_up_when_the_process_is_to_end(app, outbox, server):
    number = outbox()
    server.seconds_a_mail = 5
    began = monotonic()
    jobs.stopping(app).set()
    try:
        connection_is_over = pytest.raises(smtp.Undelivered)
        with connection_is_over:
            connection = smtp.Connection(
                smtp.Server.of(app.extensions["arena.settings"]), jobs.stopping(app)
            )
            connection.send("a@example.org", "b@example.org", b"Subject: x\r\n\r\nx\r\n")
    finally:
        jobs.stopping(app).clear()
    assert monotonic() - began < 2
    assert look_at(number).status == "waiting"


def test_a_server_that_never_answers_does_not_count_as_mail_trouble_of_one(outbox, send_to):
    """A full backlog or a firewall: the connection opens and nothing is said."""
    with running(answer=at("connect", Drip(b"220 " + b"x" * 5000))) as server:
        send_to(server)
        outbox()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("arena.messages.smtp.CONNECT_SECONDS", 0.5)
            assert deliver_due() == 0
    assert server_row().trouble.startswith("away")
