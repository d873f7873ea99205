"""What the mail about an absence says, word for word, in both languages.

The words stand in golden/<mail>.<language>.txt and .html. After a wanted change write them with
`ARENA_WRITE_GOLDEN=1 .venv/bin/pytest tests/hosting/test_mails.py -k sqlite` and read what differs.
"""

import os
import re
from pathlib import Path

import pytest
from sqlalchemy import select

from arena import db
from arena.hosting.services import Hours, come_back, go_away
from arena.messages.kinds import NoLongerTrue
from arena.messages.models import Message
from arena.messages.rendering import render
from tests.cast import make_host, make_offer, make_user
from tests.visits.bookings import STAFF, at, confirmed, do

GOLDEN = Path(__file__).with_name("golden")


@pytest.fixture
def host(app):
    with db.transaction():
        return make_host("Hedda Holm")


def absence_of(host, language):
    with db.transaction():
        make_user("Alice Alm", language=language)
        offer = make_offer()
    confirmed(offer)
    return do(go_away, host, Hours(at(hour=8), at(hour=12)), by=STAFF)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_away(host, language):
    absence_of(host, language)
    rendered = render(db.session.scalars(select(Message).order_by(Message.id.desc())).first())
    text = rendered.text.partition("-" * 40)[0].rstrip() + "\n"
    _, heading, rest = rendered.html.partition("<h1")
    bare = re.sub(
        r"<!--.*?-->", "", heading + rest.partition('<div class="mail-foot')[0], flags=re.S
    )
    bare = re.sub(r"\s+(?:style|class)=\"[^\"]*\"", "", bare)
    lines = [line.strip() for line in bare.splitlines() if line.strip()]
    said = {".txt": f"{rendered.subject}\n\n{text}", ".html": "\n".join(lines) + "\n"}
    for ending, words in said.items():
        path = GOLDEN / f"away.{language}{ending}"
        if os.environ.get("ARENA_WRITE_GOLDEN"):
            GOLDEN.mkdir(exist_ok=True)
            path.write_text(words)
        assert words == path.read_text(), f"{path.name} says something else"


def test_an_absence_that_was_taken_back_is_not_told_of(host):
    absence = absence_of(host, "sv")
    message = db.session.scalars(select(Message).order_by(Message.id.desc())).first()
    do(come_back, absence, by=STAFF)
    with pytest.raises(NoLongerTrue):
        render(message)
