"""The calendar in one's own program: found, copied, read, and revoked one by one."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from arena.audit.models import COMMAND
from arena.visits.services import confirm_visit
from tests.browser.acts import SAY, press
from tests.browser.looks import PHONE
from tests.visits.bookings import do, host_ids, received

pytestmark = pytest.mark.browser


def read(page: Page, address: str) -> str:
    """Return what a calendar program gets at an address, its long lines joined again."""
    answer = page.request.get(urlsplit(address).path)
    assert answer.status == 200
    return answer.text().replace("\r\n ", "")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_address_of_the_public_calendar_is_copied(page, language):
    say = SAY[language]
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"/{language}/")
    page.locator("footer").get_by_role(
        "link", name=say("Subscribe to the calendar", "Prenumerera på kalendern")
    ).click()
    row = page.locator(".copy-field").first
    row.get_by_role("button").click()
    expect(row.get_by_role("status")).to_have_text(say("Copied", "Kopierat"))
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == row.locator("input").input_value()
    assert read(page, copied).startswith("BEGIN:VCALENDAR")


def test_a_host_makes_an_address_on_the_phone_sees_it_once_and_revokes_it(new_page, house, sign_in):
    visit = received(house)
    do(confirm_visit, visit, host_ids=host_ids(visit), by=COMMAND)
    page = new_page(viewport=PHONE, has_touch=True)
    sign_in("hedda", page)
    press(page, "Mina visningar i min egen kalender")
    page.get_by_role("link", name="Ny prenumeration").first.click()
    page.locator("#name").fill("Heddas telefon")
    press(page, "Skapa adressen")
    address = page.locator("#feed-address").input_value()
    assert visit.event.uid in read(page, address)
    page.goto("/me/feeds")
    expect(page.locator("main")).to_contain_text("Heddas telefon")
    assert urlsplit(address).path not in page.content()
    page.get_by_role("link", name="Återkalla").click()
    press(page, "Återkalla den")
    expect(page.locator("main")).to_contain_text("Heddas telefon")
    assert visit.event.uid not in read(page, address)
