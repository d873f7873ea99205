"""Delivery sends each mail once, keeps what it sent, and lets no mail hold up another."""

from datetime import timedelta

from sqlalchemy import update

from arena import clock, db
from arena.audit.models import COMMAND
from arena.messages.delivery import deliver_due
from arena.messages.models import Message, MessageStatus
from arena.messages.services import stop_sending
from arena.messages.services.outcomes import LEASE, claim_due, give_back, mark_failed
from arena.messages.services.server import start_sending
from tests.conftest import NOW
from tests.messages.conftest import look_at
from tests.messages.smtp_server import running

MINUTE = timedelta(minutes=1)


def test_what_is_due_goes_out_once(outbox, mail_server):
    numbers = [outbox(number) for number in range(10)]
    assert deliver_due() == 10
    assert deliver_due() == 0
    assert sorted(mail_server.ids) == sorted(look_at(n).message_id for n in numbers)
    assert {look_at(n).status for n in numbers} == {MessageStatus.SENT}
    assert look_at(numbers[0]).sent_at == NOW


def test_what_is_not_due_yet_waits(outbox, mail_server):
    outbox(due_at=NOW + MINUTE)
    assert deliver_due() == 0
    with clock.travel(NOW + MINUTE):
        assert deliver_due() == 1


def test_a_connection_is_used_for_many_mails(outbox, mail_server):
    for number in range(30):
        outbox(number)
    deliver_due()
    assert mail_server.connections <= 4


def test_nothing_due_means_no_connection(outbox, mail_server):
    assert deliver_due() == 0
    assert mail_server.connections == 0


def test_mails_to_one_receiver_go_out_in_their_order(outbox, mail_server):
    for number in range(20):
        outbox(number, receiver=f"guest{number % 2}@example.org", params={"title": f"{number:02}"})
    deliver_due()
    for guest in ("guest0@example.org", "guest1@example.org"):
        subjects = [r.mail["Subject"] for r in mail_server.received if r.receiver == guest]
        assert subjects == sorted(subjects)


def test_without_a_mail_server_all_is_kept(outbox, send_to):
    send_to(None)
    number = outbox(useless_after=NOW + MINUTE)
    with clock.travel(NOW + timedelta(days=30)):
        assert deliver_due() == 0
    assert look_at(number).status == MessageStatus.WAITING


def test_a_mail_that_has_become_useless_fails_and_is_not_sent(outbox, mail_server):
    number = outbox(useless_after=NOW + MINUTE)
    with clock.travel(NOW + 2 * MINUTE):
        assert deliver_due() == 0
    assert look_at(number).status == MessageStatus.FAILED
    assert look_at(number).last_error == "useless"


def test_a_mail_that_no_longer_holds_is_dropped(outbox, mail_server):
    number = outbox(params={"untrue": True})
    deliver_due()
    assert mail_server.received == []
    message = look_at(number)
    assert (message.status, message.last_error) == ("dropped", "untrue: It does not hold.")


def test_a_mail_that_cannot_be_written_holds_up_nobody_and_is_tried_again(outbox, mail_server):
    """The fault is ours, and may be mended before the mail has become useless."""
    broken = outbox(1, params={"broken": True})
    for number in range(2, 100):
        outbox(number)
    assert deliver_due() == 98
    message = look_at(broken)
    assert (message.status, message.attempt_at) == ("waiting", NOW + MINUTE)
    assert message.last_error == "unwritable: ZeroDivisionError"
    with db.transaction():
        db.session.execute(update(Message).where(Message.id == broken).values(params={}))
    with clock.travel(NOW + MINUTE):
        assert deliver_due() == 1


def test_an_address_that_cannot_be_written_fails_at_once(outbox, mail_server):
    for number, address in enumerate(["not an address", "kalle@", "åsa@example.org", "a\nb@c.se"]):
        outbox(number, receiver=address)
    fine = outbox(9)
    assert deliver_due() == 1
    assert look_at(fine).status == MessageStatus.SENT
    failed = db.session.query(Message).filter_by(status="failed").all()
    assert len(failed) == 4
    assert all(message.last_error.startswith("address") for message in failed)


def test_what_is_kept_of_a_sent_mail_has_no_secrets(outbox, mail_server):
    secret = "s3cret-S3CRET_s3cret-S3CRET_s3cr"
    number = outbox(
        params={"words": f"https://arena.example/sv/manage/{secret} and /feeds/{secret}.ics"}
    )
    deliver_due()
    kept = look_at(number).sent_text
    assert secret not in kept
    assert "https://arena.example/sv/manage/… and /feeds/…" in kept
    assert secret in mail_server.received[0].mail.get_body(("plain",)).get_content()


def test_what_another_worker_holds_is_left_to_it_until_its_time_is_up(outbox, mail_server):
    number = outbox()
    with db.transaction():
        assert [claimed.id for claimed in claim_due("another", 10)] == [number]
    assert deliver_due() == 0
    with clock.travel(NOW + LEASE + MINUTE):
        assert deliver_due() == 1


def test_a_worker_that_lost_a_mail_to_another_changes_nothing(outbox, mail_server):
    number = outbox()
    with db.transaction():
        claim_due("slow", 10)
    with clock.travel(NOW + LEASE + MINUTE):
        deliver_due()
        with db.transaction():
            assert not mark_failed(number, "slow", "refused")
    assert look_at(number).status == MessageStatus.SENT


def test_a_claim_that_is_given_back_can_be_taken_at_once(outbox):
    number = outbox()
    with db.transaction():
        claim_due("one", 10)
        give_back("one")
        assert [claimed.id for claimed in claim_due("two", 10)] == [number]


def test_a_mail_with_too_little_time_left_is_given_back_unsent(outbox, mail_server, monkeypatch):
    monkeypatch.setattr("arena.messages.services.outcomes.LEASE", timedelta(seconds=70))
    number = outbox()
    monkeypatch.setattr("arena.messages.delivery.BATCH", 1)
    taken = iter([True])
    monkeypatch.setattr("arena.messages.delivery.may_send", lambda: next(taken, False))
    assert deliver_due() == 0
    assert (look_at(number).status, look_at(number).attempts) == ("waiting", 0)


def test_nothing_is_sent_while_staff_have_stopped_the_mail(outbox, mail_server):
    outbox()
    with db.transaction():
        stop_sending("restored", by=COMMAND)
    assert deliver_due() == 0
    with db.transaction():
        start_sending(by=COMMAND)
    assert deliver_due() == 1


def test_another_server_in_the_settings_is_used_from_the_next_round(outbox, send_to):
    outbox(1)
    with running() as one:
        send_to(one)
        deliver_due()
    outbox(2)
    with running() as two:
        send_to(two)
        deliver_due()
    assert (len(one.received), len(two.received)) == (1, 1)
