"""What each mail to the guests says, word for word, in both languages.

The words stand in golden/guests. After a wanted change write them with
`ARENA_WRITE_GOLDEN=1 .venv/bin/pytest tests/delegations/test_guest_mails.py -k sqlite` and read
what differs.
"""

from __future__ import annotations

import os
from datetime import time, timedelta
from pathlib import Path

import pytest

from arena import clock, db
from arena.audit.models import GUESTS
from arena.delegations.guest_links import list_code
from arena.delegations.models import DelegationRole, ProgrammeItem, RoleName
from arena.delegations.queries.links import list_links
from arena.delegations.services.building import fix_start, remove_item
from arena.delegations.services.ending import call_off
from arena.delegations.services.linking import add_link, revoke_link, send_code
from arena.delegations.services.releasing import release
from arena.messages.kinds import NoLongerTrue
from arena.messages.redaction import without_secrets
from arena.messages.rendering import render
from tests.delegations.cast import make_delegation, make_item, somebody
from tests.delegations.test_enquiry_mails import LANGUAGES, bare, latest

GOLDEN = Path(__file__).with_name("golden") / "guests"


def say(template, language, *, named="", code="K7QM-4XTB"):
    """Compare the latest mail of a template with its golden words."""
    rendered = render(latest(template))
    text = rendered.text.partition("-" * 40)[0].rstrip()
    said = {
        ".txt": without_secrets(f"{rendered.subject}\n\n{text}\n").replace(code, "K7QM-4XTB"),
        ".html": without_secrets(bare(rendered.html)).replace(code, "K7QM-4XTB"),
    }
    for ending, words in said.items():
        path = GOLDEN / f"{named or template}.{language}{ending}"
        if os.environ.get("ARENA_WRITE_GOLDEN"):
            GOLDEN.mkdir(exist_ok=True, parents=True)
            path.write_text(words)
        assert words == path.read_text(), f"{path.name} says something else"


def items_of(delegation):
    rows = db.session.query(ProgrammeItem).filter_by(delegation_id=delegation.id)
    return rows.order_by(ProgrammeItem.position).all()


@pytest.fixture
def by(app):
    with db.transaction():
        return somebody()


@pytest.fixture(params=LANGUAGES)
def language(request):
    return request.param


@pytest.fixture
def delegation(by, language):
    with db.transaction():
        made = make_delegation(contact_language=language)
        made.roles.append(
            DelegationRole(
                role=RoleName.DAY_LEAD, name="Dag Ansvarig", phone="+46701740605", email=""
            )
        )
        for title in (("Översikt", "Overview"), ("Vandring", "Walk"), ("Samtal", "Talk")):
            make_item(made, by, title_sv=title[0], title_en=title[1])
        made.reference = "D-K7QM-4XTB"
        return made


def test_mails_about_versions_say_what_they_should(delegation, by, language):
    with db.transaction():
        release(delegation, words="Welcome!\nBring good shoes.", by=by)
    say("released", language)
    first, second, _ = items_of(delegation)
    with db.transaction():
        fix_start(first, time(10), by=by)
        remove_item(second, by=by)
        make_item(delegation, by, title_sv="Lunch", title_en="Lunch", place_sv="Gashaga")
        release(delegation, by=by)
    say("changed", language)
    with clock.travel(first.event.starts_at - timedelta(hours=2)), db.transaction():
        fix_start(first, time(10, 15), by=by)
        release(delegation, by=by)
    say("changed", language, named="changed_urgently")
    with db.transaction():
        add_link(delegation, name="Ines", email="ines@example.org", language=language, by=by)
        call_off(delegation, "A storm.", by=by)
    say("guests_off", language)


def test_mails_about_links_say_what_they_should(delegation, by, language):
    with db.transaction():
        link = add_link(
            delegation,
            name="Moira Alder",
            email=delegation.contact_email,
            language=language,
            is_leader=True,
            by=by,
        )
        send_code(link, 7, by=GUESTS)
    say("link", language)
    say("list_code", language, code=list_code(link, 7))
    with db.transaction():
        revoke_link(list_links(delegation)[0], by=by)
    for template in ("link", "list_code"):
        with pytest.raises(NoLongerTrue):
            render(latest(template))
