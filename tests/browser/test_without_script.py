"""The main job where no script runs: every page works without one, only slower."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.acts import (
    ANSWERS,
    choose,
    fill_in,
    mailed_link,
    own_page,
    press,
    send,
    slot,
    visit_now,
)
from tests.browser.looks import PHONE
from tests.visits.bookings import received

pytestmark = pytest.mark.browser


@pytest.fixture
def page(new_page) -> Page:
    """A browser that runs no scripts."""
    return new_page(java_script_enabled=False)


def test_a_visit_is_asked_for_confirmed_moved_and_withdrawn(page):
    page.goto("/sv/visits/introduction")
    choose(page, 9, 2, 16)
    page.locator("#slot-up-2").click()  # The second is preferred, after all.
    expect(page.locator(".slot-tray__item").first).to_contain_text("tis 15")
    press(page, "Vidare till förfrågan")
    send(page)  # Too early.
    expect(page.locator(".error-summary")).to_be_visible()
    fill_in(page)
    send(page)
    own = own_page(page)
    page.goto(mailed_link("verify", "/confirm/"))
    assert visit_now().state == "unverified"
    press(page, "Ja, bekräfta adressen")
    assert (own_page(page), visit_now().state) == (own, "received")
    press(page, "Boka om till en annan tid")
    page.locator(f"#{slot(page, 20)}").click()
    press(page, "Gå vidare")
    press(page, "Boka om besöket")
    expect(page.locator("h1 + .lead")).to_contain_text("fre 18")
    press(page, "Ta tillbaka förfrågan")
    press(page, "Ja, ta tillbaka")
    own_page(page)
    assert visit_now().state == "withdrawn"


def test_other_weeks_and_other_groups_are_plain_links_and_forms(page):
    page.goto("/en/visits/introduction")
    choose(page, 0)
    page.locator("#slots-chevron-right-page").click()
    expect(page.locator(".slots__span")).to_contain_text("Weeks 2–5, 2027")
    expect(page.locator(".slot-tray__item")).to_have_count(1)
    page.locator("#group_size").fill("10")
    press(page, "Show times for this group")
    expect(page.locator(".slot-tray__item")).to_have_count(1)
    assert "group_size=10" in page.url


def test_a_coordinator_confirms(page, house, sign_in):
    received(house)
    sign_in("alice")
    page.get_by_role("link", name=ANSWERS["organisation_name"], exact=True).first.click()
    press(page, "Confirm")
    press(page, "Preview")
    expect(page.locator(".letter")).to_have_count(2)
    press(page, "Confirm the visit")
    expect(page.locator("main")).to_contain_text("The visit is confirmed")
    assert visit_now().state == "confirmed"


def test_the_phones_menu_opens_and_signs_out(new_page, sign_in):
    page = new_page(java_script_enabled=False, viewport=PHONE)
    sign_in("alice", page)
    page.locator(".rail__sheet > summary").click()
    page.get_by_role("button", name="Sign out").last.click()
    page.goto("/staff/")
    expect(page.locator("h1")).to_have_text("Sign in")
