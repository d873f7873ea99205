"""Whoever wants no more mailings gets none, however they said so and whoever sends."""

from __future__ import annotations

from datetime import timedelta

import pytest

from arena import clock, db
from arena.audit.models import WORKER
from arena.messages.composing import compose
from arena.messages.kinds import Kind, NoLongerTrue
from arena.messages.mail_topics import register_topic, wishes_url
from arena.messages.models import ALL_MAILINGS, MailReader, Message, RefusedThrough
from arena.messages.queries import find_reader, refuses, refusing_among, topics_refused_by
from arena.messages.rendering import render
from arena.messages.services import Recipient, queue, refuse_mailings, want_mailings
from arena.messages.services.forgetting import erase_readers, list_expired_readers
from tests.conftest import NOW
from tests.messages.conftest import gather
from tests.pages import words

GUEST = "Guest1@example.org"


@pytest.fixture
def mailing(app, outbox, monkeypatch):
    """Put a mailing about the network 3 into the outbox, and return the message or None."""
    kinds = app.extensions["arena.messages.kinds"]
    topic = Kind("tests/note", "Note", gather, topic=lambda params: f"network:{params['n']}")
    monkeypatch.setitem(kinds, "tests/note", topic)
    monkeypatch.setitem(app.extensions, "arena.messages.topics", {})
    register_topic(app, "network", lambda rest: "Blågrönt forum" if rest == "3" else None)

    def put(occasion="1", email=GUEST):
        with db.transaction():
            number = queue(
                "tests/note",
                Recipient(email, "Guest", "sv"),
                subject="mailing:1",
                occasion=occasion,
                params={"n": 3, "name": "x"},
            )
        return number and db.session.get(Message, number)

    return put


def refuse(topic="network:3", email=GUEST):
    with db.transaction():
        refuse_mailings(email, topic, through=RefusedThrough.ACCOUNT, by=WORKER)


def page_of(email=GUEST, topic="network:3"):
    db.session.rollback()  # Look anew.
    reader = find_reader(email)
    return wishes_url(reader.id, topic, "sv").removeprefix("http://127.0.0.1:8000")


def test_each_mailing_carries_the_link_for_people_and_for_programs(mailing):
    message = mailing()
    rendered = render(message)
    mail = compose(message, rendered)
    assert mail["List-Unsubscribe"] == f"<{rendered.wishes_url}>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert rendered.wishes_url in rendered.text
    assert rendered.wishes_url.replace("&", "&amp;") in rendered.html


def test_mail_that_is_no_mailing_carries_none(outbox):
    message = db.session.get(Message, outbox(1))
    mail = compose(message, render(message))
    assert "List-Unsubscribe" not in mail


def test_opening_the_link_changes_nothing(mailing, client):
    mailing()
    answer = client.get(page_of())
    assert "Du får utskick om Blågrönt forum." in words(answer)
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert not topics_refused_by(GUEST)


@pytest.mark.parametrize("sent", [{"wish": "not_this"}, {"List-Unsubscribe": "One-Click"}])
def test_a_press_on_the_page_or_in_the_program_ends_what_waits_and_what_would_come(
    mailing, client, sent
):
    message = mailing()
    answer = client.post(page_of(), data=sent)
    assert answer.status_code == (303 if "wish" in sent else 200)
    db.session.rollback()  # Look anew.
    with pytest.raises(NoLongerTrue):
        render(message)
    assert mailing("2") is None
    assert "Du får inte längre utskick om Blågrönt forum." in words(client.get(page_of()))
    assert not refuses(GUEST, "network:4")


def test_who_wants_none_at_all_gets_none_about_anything_until_they_do_again(mailing, client):
    mailing()
    client.post(page_of(), data={"wish": "none"})
    db.session.rollback()
    assert refuses(GUEST.upper(), "needs")
    client.post(page_of(), data={"wish": "again"})
    db.session.rollback()
    assert not refuses(GUEST, "needs")
    assert mailing("2") is not None


def test_a_double_click_refuses_once_and_each_change_leaves_one_line(mailing, client):
    mailing()
    for _ in range(2):
        client.post(page_of(), data={"wish": "not_this"})
    db.session.rollback()
    assert len(find_reader(GUEST).refusals) == 1


def test_a_link_about_one_network_does_not_tell_the_name_of_another(mailing, client, app):
    register_topic(app, "network", lambda rest: f"Nätverk {rest}")
    mailing()
    assert client.get(page_of().replace("network:3", "network:4")).status_code == 404


def test_a_wrong_link_is_no_page_and_a_forgotten_topic_still_lets_one_refuse_all(mailing, client):
    mailing()
    right = page_of()
    assert client.get(right.replace("?", "x?")).status_code == 404
    assert client.post(right.replace("?", "x?"), data={"wish": "none"}).status_code == 404
    assert "Blågrönt" not in words(client.get(page_of(topic="network:9")))
    client.post(page_of(topic="network:9"), data={"wish": "none"})
    db.session.rollback()
    assert topics_refused_by(GUEST) == {ALL_MAILINGS}


def test_those_who_refuse_are_found_among_many_whatever_their_case(app):
    refuse()
    refuse(ALL_MAILINGS, "b@example.org")
    many = [GUEST.upper(), "B@example.org", *(f"g{n}@example.org" for n in range(1200))]
    assert refusing_among(many, "network:3") == {GUEST.upper(), "B@example.org"}
    with db.transaction():
        want_mailings(GUEST, "network:3", by=WORKER)
    assert refusing_among(many, "network:3") == {"B@example.org"}


def test_readers_are_forgotten_when_nothing_has_come_for_long_but_not_who_refused(app, mailing):
    mailing(email="old@example.org")
    refuse(email="no@example.org")
    with db.transaction():
        db.session.query(Message).delete()
    with clock.travel(NOW + timedelta(days=3000)):
        numbers = list_expired_readers()
        with db.transaction():
            assert erase_readers(numbers, WORKER) == 1
    assert [reader.email for reader in db.session.query(MailReader)] == ["no@example.org"]
