"""A list is read in while somebody looks on: the page moves on by itself when the work is done."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from arena import db
from arena.directory.jobs import do_work
from arena.directory.models import Organisation
from tests.browser.acts import press

pytestmark = pytest.mark.browser
ROWS = "Organisation;Namn;E-post\r\nNorrskärs Elnät AB;Bo Öhn;bo@norrskar.example\r\n"


def test_a_list_is_sent_looked_through_read_in_and_undone(page, house, sign_in, tmp_path):
    file = tmp_path / "lista.csv"
    file.write_bytes(ROWS.encode("cp1252"))
    before = db.session.query(Organisation).count()
    sign_in("alice")
    page.goto("/staff/directory/imports/new")
    page.locator("input[type=file]").set_input_files(file)
    press(page, "Send the list")
    page.locator("#type").select_option("utility")
    press(page, "See what the rows would do")
    for heading, act in (
        ("What it would do", "Read in 1 row"),
        ("What it did", "Undo the whole list"),
    ):
        expect(page.locator("progress")).to_be_visible()
        db.session.rollback()
        do_work()
        expect(page.get_by_role("columnheader", name=heading)).to_be_visible()
        press(page, act)
    expect(page.locator("progress")).to_be_visible()
    db.session.rollback()
    assert db.session.query(Organisation).count() == before + 1
    db.session.rollback()
    do_work()
    expect(page.get_by_text("Undone").first).to_be_visible()
    db.session.rollback()
    assert db.session.query(Organisation).count() == before
