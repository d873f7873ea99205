"""Staff read what was sent, what will be and what stopped, and can do something about it."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from arena import clock, db
from arena.accounts.models import Role
from arena.audit.models import COMMAND, AuditEntry
from arena.events.services import create_event
from arena.messages.delivery import deliver_due
from arena.messages.models import MailServer
from arena.messages.services import stop_sending
from arena.messages.services.outcomes import claim_due
from arena.messages.words import told_booker_words, told_words
from arena.web import languages
from tests.cast import event_facts, make_user, sign_in
from tests.conftest import NOW
from tests.messages.conftest import look_at
from tests.pages import words

SECRET = "bW4Ou6I-j0UPb90Abs5p5-PCJJ-m65Ba"
LINK = f"http://127.0.0.1:8000/sv/manage/{SECRET}"


def person(name, role):
    with db.transaction():
        return make_user(name, role)


@pytest.fixture
def alice(client):
    return sign_in(client, person("Alice Alm", Role.COORDINATOR))


@pytest.fixture
def analyst(client):
    return sign_in(client, person("Arvid Ask", Role.ANALYST))


def text_of(answer):
    return answer.get_data(as_text=True)


def change(message_id, **values):
    with db.transaction():
        message = look_at(message_id)
        for name, value in values.items():
            setattr(message, name, value)


def audit_actions():
    return list(db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)))


def test_each_tab_shows_what_belongs_there(outbox, alice):
    waiting, sent, failed, dropped = (outbox(number) for number in range(1, 5))
    change(sent, status="sent", sent_at=NOW, sent_subject="Hej", sent_text="Hej")
    change(failed, status="failed", last_error="refused: 550 No such user")
    change(dropped, status="dropped", last_error="by_staff")
    expected = {
        "waiting": [waiting],
        "sent": [sent],
        "stopped": [failed, dropped],
        "all": [waiting, sent, failed, dropped],
    }
    for tab, numbers in expected.items():
        page = text_of(alice.get(f"/staff/messages/?show={tab}"))
        assert sorted(map(int, re.findall(r"/staff/messages/(\d+)\"", page))) == numbers


def test_an_unknown_tab_is_the_first(outbox, alice):
    assert alice.get("/staff/messages/?show=<script>&page=x").status_code == 200


def test_messages_are_found_by_receiver_and_by_what_they_are_about(outbox, alice):
    with db.transaction():
        event = create_event(event_facts())
    mine = outbox(1, event=event, subject=f"event:{event.id}")
    outbox(2)
    for query in (
        "to=guest1@example.org", "to=Guest 1", "to=GUEST1@", f"about=event:{event.id}",
    ):  # fmt: skip
        page = text_of(alice.get(f"/staff/messages/?show=all&{query}"))
        assert re.findall(r"/staff/messages/(\d+)\"", page) == [str(mine)], query
    assert "/staff/messages/2" not in text_of(alice.get("/staff/messages/?show=all&to=%25"))


def test_a_long_list_comes_page_by_page(outbox, alice):
    for number in range(60):
        outbox(number)
    assert len(re.findall(r"/staff/messages/\d+\"", text_of(alice.get("/staff/messages/")))) == 25
    last = text_of(alice.get("/staff/messages/?page=3"))
    assert len(re.findall(r"/staff/messages/\d+\"", last)) == 10


def test_a_tab_counts_what_it_lists(outbox, alice):
    outbox(1)
    change(outbox(2), due_at=NOW + timedelta(days=3), attempt_at=NOW + timedelta(days=3))
    change(outbox(3), status="failed", last_error="refused: 550 No such user")
    change(outbox(4), status="dropped", last_error="by_staff")
    assert "Väntar 2" in words(alice.get("/staff/messages/"))
    assert "Stoppade 2" in words(alice.get("/staff/messages/?show=stopped"))


def test_a_waiting_mail_reads_as_it_would_go_out_now(outbox, alice):
    number = outbox(params={"title": "Välkommen", "words": "Vi ses!"})
    page = text_of(alice.get(f"/staff/messages/{number}"))
    assert "Välkommen" in page
    assert "Vi ses!" in page
    assert "Så här skulle mejlet se ut" in page


def test_a_sent_mail_reads_as_it_was_sent(outbox, alice, mail_server):
    number = outbox(params={"words": LINK})
    deliver_due()
    change(number, params={"words": "Something else"})
    page = text_of(alice.get(f"/staff/messages/{number}"))
    assert "/sv/manage/…" in page
    assert SECRET not in page
    assert "Something else" not in page


def test_without_a_mail_server_the_links_of_a_demo_work(outbox, alice):
    number = outbox(params={"words": LINK})
    assert SECRET in text_of(alice.get(f"/staff/messages/{number}"))
    assert SECRET in text_of(alice.get(f"/staff/messages/{number}/preview"))


def test_elsewhere_no_link_lets_staff_act_for_the_receiver(outbox, alice, app, monkeypatch):
    number = outbox(params={"words": LINK})
    plain = app.extensions["arena.settings"]
    for changed in ({"demo": False}, {"smtp_url": "smtp://127.0.0.1:1"}):
        monkeypatch.setitem(app.extensions, "arena.settings", plain.model_copy(update=changed))
        for path in ("", "/preview"):
            page = text_of(alice.get(f"/staff/messages/{number}{path}"))
            assert SECRET not in page
            assert "/sv/manage/…" in page


def test_the_preview_is_walled_in(outbox, alice):
    number = outbox(params={"words": "<script>alert(1)</script>"})
    page, preview = (alice.get(f"/staff/messages/{number}{path}") for path in ("", "/preview"))
    assert "frame-src 'self'" in page.headers["Content-Security-Policy"]
    wall = preview.headers["Content-Security-Policy"].split("; ")
    assert "default-src 'none'" in wall
    assert "sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox" in wall
    assert "frame-ancestors 'self'" in wall
    assert "<script>alert" not in text_of(preview)
    assert '<base target="_blank">' in text_of(preview)


@pytest.mark.parametrize("params", [{"untrue": True}, {"broken": True}])
def test_a_mail_that_cannot_be_shown_says_why(outbox, alice, params):
    number = outbox(params=params)
    page = alice.get(f"/staff/messages/{number}")
    assert page.status_code == 200
    assert "Det skulle inte skickas nu" in text_of(page)
    assert alice.get(f"/staff/messages/{number}/preview").status_code == 200


def test_a_kind_that_is_no_longer_made_can_still_be_read(outbox, alice, app, monkeypatch):
    number = outbox()
    monkeypatch.delitem(app.extensions["arena.messages.kinds"], "tests/note")
    assert alice.get("/staff/messages/").status_code == 200
    assert alice.get(f"/staff/messages/{number}").status_code == 200


def test_a_failed_mail_can_be_tried_again_and_goes_out(outbox, alice, mail_server):
    number = outbox(useless_after=NOW + timedelta(minutes=5))
    change(number, status="failed", last_error="refused: 550 Full", attempts=3)
    with clock.travel(NOW + timedelta(hours=1)):
        answer = alice.post(f"/staff/messages/{number}/again")
        assert answer.status_code == 302
        assert deliver_due() == 1
    assert look_at(number).status == "sent"
    assert "messages.try_again" in audit_actions()


def test_a_waiting_mail_can_be_left_out_after_asking_once(outbox, alice, mail_server):
    number = outbox()
    assert "Guest 1" in text_of(alice.get(f"/staff/messages/{number}/drop"))
    assert look_at(number).status == "waiting"
    alice.post(f"/staff/messages/{number}/drop")
    assert look_at(number).status == "dropped"
    assert deliver_due() == 0
    assert "messages.leave_out" in audit_actions()


@pytest.mark.parametrize("act", ["again", "drop"])
def test_what_is_on_its_way_or_sent_is_left_alone(outbox, alice, mail_server, act):
    number = outbox()
    with db.transaction():
        claim_due("a worker", 1)
    assert alice.post(f"/staff/messages/{number}/{act}").status_code == 409
    change(number, status="sent")
    assert alice.post(f"/staff/messages/{number}/{act}").status_code == 409
    assert look_at(number).status == "sent"


def test_a_stopped_mail_server_is_told_of_and_started_again(outbox, alice, mail_server):
    outbox()
    with db.transaction():
        stop_sending("sender: 550 5.7.1 Sender refused", by=COMMAND)
    page = text_of(alice.get("/staff/messages/"))
    assert "Inga mejl skickas" in page
    assert "550 5.7.1 Sender refused" in page
    assert 'rail__count">1<' in page.replace(" ", "").replace('rail__count">\n', 'rail__count">')
    alice.post("/staff/messages/start")
    assert not db.session.get(MailServer, 1, populate_existing=True).is_stopped
    assert deliver_due() == 1
    assert audit_actions()[-1] == "messages.start_sending"


def test_an_analyst_sees_that_and_when_but_neither_to_whom_nor_what(outbox, analyst):
    number = outbox(params={"title": "Välkommen", "words": "Vi ses!"})
    for path in ("", str(number), "?to=guest1&show=all"):
        page = text_of(analyst.get(f"/staff/messages/{path}"))
        for hidden in ("Guest 1", "guest1@", "Välkommen", "Vi ses!"):
            assert hidden not in page, path
    assert analyst.get(f"/staff/messages/{number}/preview").status_code == 403
    for act in ("again", "drop"):
        assert analyst.post(f"/staff/messages/{number}/{act}").status_code == 403
    assert analyst.post("/staff/messages/start").status_code == 403


@pytest.mark.parametrize("role", [Role.HOST, Role.PARTNER])
def test_hosts_and_partners_do_not_read_messages(outbox, client, role):
    number = outbox()
    sign_in(client, person("Bob Bok", role))
    for path in ("", f"{number}", f"{number}/preview"):
        assert client.get(f"/staff/messages/{path}").status_code == 403


def test_a_message_that_is_not_there_answers_404(alice):
    for path in ("999", "999/preview", "999/drop"):
        assert alice.get(f"/staff/messages/{path}").status_code == 404


def test_looking_changes_nothing(outbox, alice):
    number = outbox()
    before = look_at(number).__dict__.copy()
    for path in ("", number, f"{number}/preview", f"{number}/drop"):
        alice.get(f"/staff/messages/{path}")
    after = look_at(number).__dict__
    assert {k: v for k, v in after.items() if k[0] != "_"} == {
        k: v for k, v in before.items() if k[0] != "_"
    }


@pytest.mark.parametrize("choice", [{}, {"due": "leave_out"}])
def test_after_a_restored_copy_mail_starts_with_or_without_what_waits(
    outbox, alice, mail_server, choice
):
    outbox(1)
    later = outbox(2, due_at=NOW + timedelta(days=1))
    with db.transaction():
        stop_sending("restored", by=COMMAND)
    assert "leave_out" in text_of(alice.get("/staff/messages/"))
    alice.post("/staff/messages/start", data=choice)
    assert deliver_due() == (0 if choice else 1)
    assert look_at(later).status == "waiting"


@pytest.mark.parametrize(
    ("server", "said"),
    [
        ("none", "Ingen e-postserver är inställd: mejlen sparas bara här, under Meddelanden."),
        ("well", "Mejlen om det är på väg."),
        ("stopped", "Mejlen om det väntar, eftersom ingen e-post går ut just nu."),
    ],
)
def test_who_did_something_reads_what_becomes_of_its_mails(app, monkeypatch, server, said):
    if server != "none":
        changed = app.extensions["arena.settings"].model_copy(
            update={"smtp_url": "smtp://127.0.0.1:1"}
        )
        monkeypatch.setitem(app.extensions, "arena.settings", changed)
    if server == "stopped":
        with db.transaction():
            stop_sending("sender refused", by=COMMAND)
    with languages.speak("sv"):
        assert told_words() == said
        assert bool(told_booker_words()) == (server != "none")
