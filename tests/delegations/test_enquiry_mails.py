"""What each mail about an enquiry says, word for word, in both languages.

The words stand in golden/enquiries. After a wanted change write them with
`ARENA_WRITE_GOLDEN=1 .venv/bin/pytest tests/delegations/test_enquiry_mails.py -k sqlite` and read
what differs.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from sqlalchemy import select

from arena import db
from arena.audit.models import BOOKER, Actor
from arena.delegations.services.ending import call_off, withdraw
from arena.delegations.services.vetting import accept, answer, decline
from arena.messages.kinds import NoLongerTrue
from arena.messages.models import Message
from arena.messages.redaction import without_secrets
from arena.messages.rendering import render
from tests.cast import make_user
from tests.delegations.enquiries import ALL_MET, asked_for_more, enquired

GOLDEN = Path(__file__).with_name("golden") / "enquiries"
LANGUAGES = ("sv", "en")


def latest(template):
    return db.session.scalars(
        select(Message)
        .where(Message.template == f"delegations/{template}")
        .order_by(Message.id.desc())
    ).first()


def bare(html):
    """Return a mail's HTML without the frame and the looks that all mails share."""
    _, heading, rest = html.partition("<h1")
    body = heading + rest.partition('<div class="mail-foot')[0]
    body = re.sub(r"<!--.*?-->", "", body, flags=re.DOTALL)
    body = re.sub(r"\s+(?:style|class)=\"[^\"]*\"", "", body)
    return "\n".join(line.strip() for line in body.splitlines() if line.strip()) + "\n"


def say(template, language):
    """Compare the latest mail of a template with its golden words."""
    message = latest(template)
    assert message.language == language
    rendered = render(message)
    text = rendered.text.partition("-" * 40)[0].rstrip()
    said = {
        ".txt": without_secrets(f"{rendered.subject}\n\n{text}\n"),
        ".html": without_secrets(bare(rendered.html)),
    }
    for ending, words in said.items():
        path = GOLDEN / f"{template}.{language}{ending}"
        if os.environ.get("ARENA_WRITE_GOLDEN"):
            GOLDEN.mkdir(exist_ok=True, parents=True)
            path.write_text(words)
        assert words == path.read_text(), f"{path.name} says something else"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_mail_says_what_it_should(app, language):
    with db.transaction():
        alice = make_user("Alice Alm", language=language)
    by = Actor.user(alice.id)
    said = {"contact_language": language, "on_behalf_of": "Aldermoor Chamber of Commerce"}
    story = asked_for_more(alice, "Who leads you?\nAnd who pays?", **said)
    say("asked", language)
    with db.transaction():
        answer(story, "The mayor.\nWe do.", by=BOOKER)
    say("received", language)
    say("new_enquiry", language)
    say("answered", language)
    with db.transaction():
        accept(story, ALL_MET, words="Welcome!", decided_by=alice, by=by)
    say("accepted", language)
    for template in ("received", "asked", "answered"):
        with pytest.raises(NoLongerTrue):
            render(latest(template))
    with db.transaction():
        call_off(story, "The house is flooded.", by=by)
    say("called_off", language)
    declined = enquired(**said)
    with db.transaction():
        decline(
            declined,
            ALL_MET,
            words="We are full.",
            referred_to="Harbour House, harbour.example",
            decided_by=alice,
            by=by,
        )
    say("declined", language)
    withdrawn = enquired(size=9, **said)
    with db.transaction():
        withdraw(withdrawn, "The trip is off.", by=BOOKER)
    say("withdrawn", language)
    say("withdrawn_staff", language)
