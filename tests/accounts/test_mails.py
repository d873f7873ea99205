"""What each mail says, word for word, in both languages.

The words stand in golden/<mail>.<language>.txt. After a wanted change write them with
`ARENA_WRITE_GOLDEN=1 .venv/bin/pytest tests/accounts/test_mails.py -k sqlite` and read what
differs.
"""

from __future__ import annotations

import os
from pathlib import Path

import html5lib
import pytest
from sqlalchemy import select

from arena import db
from arena.accounts import services
from arena.accounts.models import Role
from arena.audit.models import COMMAND
from arena.messages.kinds import NoLongerTrue
from arena.messages.models import Message
from arena.messages.redaction import without_secrets
from arena.messages.rendering import render

GOLDEN = Path(__file__).with_name("golden")


def mailed(purpose, language):
    with db.transaction():
        user = services.add_user(
            email="alice@arena.example",
            name="Alice Alm",
            role=Role.COORDINATOR,
            language=language,
            by=COMMAND,
        )
        link = services.issue_link(user, purpose, by=COMMAND)
    return db.session.scalars(select(Message)).one(), link


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("purpose", ["sign_in", "invitation"])
def test_each_mail_says_its_golden_words(app, purpose, language):
    message, link = mailed(purpose, language)
    mail = render(message)
    words = without_secrets(f"{mail.subject}\n\n{mail.text.partition('-' * 40)[0].rstrip()}\n")
    path = GOLDEN / f"{purpose}.{language}.txt"
    if os.environ.get("ARENA_WRITE_GOLDEN"):
        path.write_text(words)
    assert words == path.read_text(), f"{path.name} says something else"
    token = services.link_token(link)
    assert token in mail.text
    assert token not in words


@pytest.mark.parametrize("purpose", ["sign_in", "invitation"])
def test_the_html_is_whole_and_leads_where_the_text_does(app, purpose):
    message, link = mailed(purpose, "sv")
    page = html5lib.HTMLParser(strict=False, namespaceHTMLElements=False).parse(
        render(message).html
    )
    addresses = [a.get("href") for a in page.iter("a")]
    assert any(services.link_token(link) in address for address in addresses)
    assert all(address.startswith("http://127.0.0.1:8000/sv/") for address in addresses)


def test_a_mail_to_a_closed_account_is_not_sent(app):
    message, link = mailed("invitation", "sv")
    with db.transaction():
        services.close_account(link.user, by=COMMAND)
    with pytest.raises(NoLongerTrue):
        render(message)


def test_a_replaced_invitation_is_not_sent(app):
    message, link = mailed("invitation", "sv")
    with db.transaction():
        services.resend_invitation(link.user, by=COMMAND)
    with pytest.raises(NoLongerTrue):
        render(message)


def test_a_hostile_name_stays_text(app):
    message, _ = mailed("invitation", "sv")
    with db.transaction():
        message.recipient_name = "<b>Eve</b>\r\nBcc: all@arena.example"
    mail = render(message)
    assert "<b>Eve" not in mail.html
    assert "\n" not in mail.subject
    assert "\nBcc:" not in mail.text
