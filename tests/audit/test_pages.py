"""Administrators read the trail and check its chain."""

import re
from html import unescape

import pytest
from sqlalchemy import update

from arena import db
from arena.accounts.models import Role
from arena.audit.models import WORKER, Actor, AuditEntry
from arena.audit.queries import list_subject_types
from arena.audit.services import record
from tests.cast import make_user, sign_in


@pytest.fixture
def dana(client):
    with db.transaction():
        user = make_user("Dana Dal", Role.ADMIN)
    return sign_in(client, user)


def write_lines(count, user=None):
    with db.transaction():
        user = user or make_user("Bob Björk")
        for number in range(count):
            record("test.act", subject=user, by=Actor.user(user.id), detail={"number": number})
    return user


def body_of(page):
    return page.text.partition("<tbody")[2].partition("</tbody>")[0]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("sv", ("Händelselogg", "Loggade in", "Användare")),
        ("en", ("Audit trail", "Signed in", "User")),
    ],
)
def test_lines_are_told_in_words_in_both_languages(client, language, words):
    with db.transaction():
        user = make_user("Dana Dal", Role.ADMIN, language)
    page = sign_in(client, user).get("/staff/audit/")
    assert page.status_code == 200
    assert all(word in page.text for word in (*words, "Dana Dal"))
    assert f'href="/staff/users/{user.id}"' in page.text


def test_the_newest_line_comes_first_and_older_ones_on_the_next_page(dana):
    write_lines(120)
    first = dana.get("/staff/audit/")
    assert "number: 119" in body_of(first)
    assert "number: 94" not in body_of(first)
    older = re.search(r'rel="next"\s+href="([^"]+)"', first.text)[1]
    second = dana.get(unescape(older))
    assert "number: 94" in body_of(second)
    assert "number: 95" not in body_of(second)


def test_lines_are_found_by_kind_and_number_of_record(dana):
    bob = write_lines(3)
    with db.transaction():
        record("test.sweep", subject=None, by=WORKER)
    assert body_of(dana.get(f"/staff/audit/?type=users&record={bob.id}")).count("test.act") == 3
    assert "test.sweep" not in dana.get("/staff/audit/?type=users").text
    assert "Arena självt" in dana.get("/staff/audit/").text
    assert "Inga rader" in dana.get("/staff/audit/?type=users&record=4711").text


@pytest.mark.parametrize(
    "query", ["?before=x", "?record=-1", "?record=x", "?type=castles", "?before=" + "9" * 30]
)
def test_odd_filters_are_no_error(dana, query):
    assert dana.get(f"/staff/audit/{query}").status_code == 200


def test_kinds_of_records_are_those_that_the_trail_speaks_of(dana):
    with db.transaction():
        record("test.sweep", subject=None, by=WORKER)
    assert list_subject_types() == ["users"]


def test_a_chain_that_nobody_touched_is_told_to_hold(dana):
    write_lines(5)
    page = dana.get("/staff/audit/check").text
    assert "Ingen har rört" in page
    assert "6 rader" in page


def test_a_line_that_was_touched_is_named(dana):
    write_lines(5)
    with db.transaction():
        db.session.execute(
            update(AuditEntry).where(AuditEntry.id == 3).values(action="test.nothing")
        )
    assert "Rad 3 är inte som den skrevs" in dana.get("/staff/audit/check").text


def test_what_the_trail_holds_is_shown_as_text(dana):
    with db.transaction():
        record("test.<script>alert(1)</script>", subject=None, by=WORKER, detail={"<b>": "<i>"})
    page = dana.get("/staff/audit/").text
    assert "<script>alert" not in page
    assert "<i>" not in page


def test_a_user_who_is_gone_is_shown_by_number(dana):
    with db.transaction():
        record("test.act", subject=None, by=Actor.user(4711))
    assert "user:4711" in dana.get("/staff/audit/").text
