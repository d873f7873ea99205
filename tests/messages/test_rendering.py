"""Mails say what holds now, in the receiver's language, and no text can break them.

The layout stands in golden/. After a wanted change write it with
`ARENA_WRITE_GOLDEN=1 .venv/bin/pytest tests/messages/test_rendering.py -k layout` and read it.
"""

import email
import os
import re
from datetime import timedelta
from email import policy
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from arena import clock, db
from arena.events.models import EventStatus
from arena.events.services import change_event, create_event
from arena.messages.composing import compose
from arena.messages.headers import one_line
from arena.messages.kinds import NoLongerTrue
from arena.messages.models import Message
from arena.messages.rendering import render
from arena.web.addresses import absolute_url
from tests.cast import event_facts
from tests.conftest import NOW
from tests.messages.conftest import look_at

ENDINGS = {"text": "txt", "html": "html"}
GOLDEN = Path(__file__).parent / "golden"
NOT_WORDS = re.compile(r"<(style|title|head)\b.*?</\1>|<!--.*?-->|<[^>]+>", re.DOTALL)
BREAKERS = "\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
ANY_TEXT = st.text(st.characters(), max_size=300)
LAYOUT = """\
{{% extends "emails/layout.{0}" %}}
{{% set heading = "Besöket är bekräftat" if language == "sv" else "Your visit is confirmed" %}}
{{% set preview = starts_at|span(starts_at) %}}
{{% block content %}}
{1}Välkomna {{{{ starts_at|moment }}}}.{2}
{{{{ mail.facts([("Plats", "Portvakten & <Hus> 3"), ("Tomt", ""), ("Antal", 24)]) }}}}
{{{{ mail.button("Se bokningen", url_for("accounts.sign_in")) }}}}
{{{{ mail.words("Hej!\\n\\nHälsningar <b>Alice</b>") }}}}
{{{{ mail.section("Hitta hit") }}}}
{{{{ mail.points(["Buss 55", "Spårväg 21"]) }}}}
{1}{{{{ mail.link("Avboka", "https://arena.example/x") }}}}{2}
{{% endblock %}}
"""


@pytest.fixture
def specimen(outbox, app, monkeypatch):
    """A mail that shows every part of the layout."""
    templates = app.jinja_env.loader.loaders[0].mapping
    monkeypatch.setitem(templates, "emails/tests/note.txt", LAYOUT.format("txt", "", ""))
    monkeypatch.setitem(templates, "emails/tests/note.html", LAYOUT.format("html", "<p>", "</p>"))
    app.jinja_env.cache.clear()
    yield lambda **options: look_at(outbox(**options))
    app.jinja_env.cache.clear()


def check_golden(name, text):
    path = GOLDEN / name
    if os.environ.get("ARENA_WRITE_GOLDEN"):
        path.write_text(text)
    assert text == path.read_text()


def put(outbox, **params):
    return look_at(outbox(params=params))


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("shape", ["text", "html"])
def test_the_layout_looks_as_it_should(specimen, language, shape):
    message = specimen()
    message.language = language
    check_golden(f"layout.{language}.{ENDINGS[shape]}", getattr(render(message), shape))


def test_both_shapes_say_the_same(specimen):
    rendered = render(specimen())
    words = re.sub(
        r"<(style|title|head)\b.*?</\1>|<!--.*?-->|<[^>]+>", " ", rendered.html, flags=re.S
    )
    for said in ("Portvakten &amp; &lt;Hus&gt; 3", "24", "Se bokningen", "Buss 55", "Hej Guest 1,"):
        assert said in words
    for said in ("Portvakten & <Hus> 3", "24", "Se bokningen:\nhttp", "- Buss 55", "Hej Guest 1,"):
        assert said in rendered.text
    assert "Tomt" not in words + rendered.text


def test_what_people_wrote_is_never_markup(specimen):
    assert "<b>Alice" not in render(specimen()).html


def test_links_follow_the_setting_and_never_the_request(app, outbox, specimen):
    message = specimen()
    with app.test_request_context("/sv/", headers={"Host": "evil.example"}):
        rendered = render(message)
        assert absolute_url("accounts.sign_in", lang="en") == "http://127.0.0.1:8000/en/sign-in"
    assert "evil" not in rendered.text + rendered.html
    assert "http://127.0.0.1:8000/sv/sign-in" in rendered.text


def test_the_receivers_language_holds_whatever_the_readers_is(app, specimen):
    message = specimen()
    with app.test_request_context("/en/"):
        assert "Hej Guest 1," in render(message).text


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(title=ANY_TEXT, name=ANY_TEXT)
def test_no_text_breaks_a_mail(app, outbox, title, name):
    with clock.travel(NOW):
        message = Message(
            subject="visit:1", template="tests/note", occasion="1", language="sv", id=1,
            recipient_email="anna@example.org", recipient_name=name, created_at=NOW, due_at=NOW,
            params={"title": title, "words": title}, message_id="<a@b>",
        )  # fmt: skip
        raw = compose(message, render(message)).as_bytes()
    parsed = email.message_from_bytes(raw, policy=policy.default)
    assert parsed["Subject"] == (one_line(title) or "Note")[:200].strip()
    assert parsed["To"].addresses[0].addr_spec == "anna@example.org"
    assert all(len(line) <= 998 for line in raw.split(b"\r\n"))
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert [part.get_content_type() for part in parsed.walk()][-2:] == ["text/plain", "text/html"]


@pytest.mark.parametrize("breaker", list(BREAKERS))
def test_a_subject_stays_one_line(outbox, breaker):
    message = put(outbox, title=f"Visit{breaker}Bcc: all@example.org")
    message.recipient_name = f"Anna{breaker}Bcc: all@example.org"
    mail = compose(message, render(message))
    assert mail["Bcc"] is None
    assert mail["Subject"] == "Visit Bcc: all@example.org"
    assert mail["To"].addresses[0].display_name == "Anna Bcc: all@example.org"


def test_the_headers_are_those_of_a_machine_that_a_person_stands_behind(outbox):
    first, second = look_at(outbox(1, occasion="1")), look_at(outbox(1, occasion="2"))
    first.status = "sent"
    db.session.flush()
    mail = compose(second, render(second))
    assert mail["Message-ID"] == second.message_id
    assert mail["References"] == mail["In-Reply-To"] == first.message_id
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Date"].datetime == NOW
    assert mail["From"].addresses[0].addr_spec == "arena@localhost"
    assert compose(first, render(first))["References"] is None


def test_a_conversation_belongs_to_one_receiver(outbox):
    first = look_at(outbox(1, occasion="1"))
    first.status = "sent"
    db.session.flush()
    other = look_at(outbox(1, receiver="other@example.org"))
    assert compose(other, render(other))["References"] is None


def with_event(outbox, method, **facts):
    with db.transaction():
        event = create_event(event_facts(**facts))
    return look_at(outbox(event=event, calendar_method=method)), event


def test_an_invitation_carries_the_event_twice_byte_for_byte(outbox):
    message, event = with_event(outbox, "REQUEST")
    mail = compose(message, render(message))
    shapes = [part.get_content_type() for part in mail.walk()]
    assert shapes == [
        "multipart/mixed", "multipart/alternative", "text/plain", "text/html", "text/calendar",
        "application/ics",
    ]  # fmt: skip
    inline, attached = list(mail.walk())[-2:]
    assert inline.get_payload(decode=True) == attached.get_payload(decode=True)
    assert inline["Content-Type"].params["method"] == "REQUEST"
    assert inline["Content-Disposition"] is None
    ics = inline.get_payload(decode=True).decode()
    assert "METHOD:REQUEST" in ics
    assert f"UID:{event.uid}" in ics.replace("\r\n ", "")
    assert ics.count("ATTENDEE") == 1
    assert "DTSTAMP:20261124T080000Z" in ics
    assert "mailto:guest1@example.org" in ics.replace("\r\n ", "")


def test_the_calendar_part_is_the_same_when_it_is_sent_again(outbox):
    message, _ = with_event(outbox, "REQUEST")
    with clock.travel(NOW + timedelta(hours=5)):
        assert render(message).calendar == render(message).calendar
    later = render(message).calendar
    with clock.travel(NOW):
        assert render(message).calendar == later


def test_an_invitation_to_what_was_cancelled_meanwhile_is_not_sent(outbox):
    message, event = with_event(outbox, "REQUEST")
    with db.transaction():
        change_event(db.session.merge(event), status=EventStatus.CANCELLED)
    with pytest.raises(NoLongerTrue):
        render(look_at(message.id))


def test_a_cancellation_says_so_to_the_calendar(outbox):
    message, _ = with_event(outbox, "CANCEL", status=EventStatus.CANCELLED)
    ics = render(message).calendar.decode()
    assert "METHOD:CANCEL" in ics
    assert "STATUS:CANCELLED" in ics


def test_a_mail_to_the_sender_has_no_invitation(outbox):
    with db.transaction():
        event = create_event(event_facts())
    number = outbox(receiver="arena@localhost", event=event, calendar_method="REQUEST")
    assert render(look_at(number)).calendar is None
