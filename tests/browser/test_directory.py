"""The directory is searched as one types, by the keyboard alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from arena import db
from arena.audit.models import COMMAND
from arena.directory.models import OrganisationType
from arena.directory.services import OrganisationFacts, create_organisation
from tests.browser.looks import faults

pytestmark = pytest.mark.browser


def test_the_best_stand_under_the_field_while_one_types(page, house, sign_in):
    with db.transaction():
        for name in ("Norrskär Energi AB", "Östra Energi", "Norra Bygg"):
            facts = OrganisationFacts(name, OrganisationType.UTILITY)
            create_organisation(facts, by=COMMAND)
    sign_in("alice")
    page.goto("/staff/directory/")
    field = page.locator("#find")
    field.focus()
    page.keyboard.type("norr")
    hits = page.locator("[data-find-hits]")
    expect(hits.get_by_role("link")).to_have_text(["Norra Bygg", "Norrskär Energi AB"])
    page.keyboard.type("skar")
    expect(hits.get_by_role("link")).to_have_text(["Norrskär Energi AB"])
    expect(page.locator("[data-find-status]")).to_contain_text("1")
    assert faults(page) == []
    page.keyboard.press("ArrowDown")
    expect(hits.get_by_role("link")).to_be_focused()
    page.keyboard.press("Escape")
    expect(field).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Norrskär Energi AB")
