"""The main job where no script runs: every page works without one, only slower."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.acts import (
    ANSWERS,
    SAY,
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


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_visit_is_asked_for_confirmed_moved_and_withdrawn(page, language):
    say = SAY[language]
    page.goto(f"/{language}/visits/introduction")
    choose(page, 9, 2, 16)
    page.locator("#slot-up-2").click()  # The second is preferred, after all.
    expect(page.locator(".slot-tray__item").first).to_contain_text(say("Tue 15", "tis 15"))
    press(page, say("Go on to the request", "Vidare till förfrågan"))
    send(page)  # Too early.
    expect(page.locator(".error-summary")).to_be_visible()
    fill_in(page)
    send(page)
    own = own_page(page)
    page.goto(mailed_link("verify", "/confirm/"))
    assert visit_now().state == "unverified"
    press(page, say("Yes, confirm the address", "Ja, bekräfta adressen"))
    assert (own_page(page), visit_now().state) == (own, "received")
    press(page, say("Move to another time", "Flytta till en annan tid"))
    page.locator(f"#{slot(page, 20)}").click()
    press(page, say("Go on", "Gå vidare"))
    press(page, say("Move the visit", "Flytta besöket"))
    expect(page.locator("h1 + .lead")).to_contain_text(say("Fri 18", "fre 18"))
    press(page, say("Take back the request", "Ta tillbaka förfrågan"))
    press(page, say("Yes, cancel", "Ja, avboka"))
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
