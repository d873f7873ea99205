"""Ctrl-K opens the search over the page; without a script it is a page like any other."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.acts import ANSWERS
from tests.browser.looks import faults
from tests.visits.bookings import received

pytestmark = pytest.mark.browser


def test_the_search_opens_over_the_page_and_leads_to_what_is_found(page, house, sign_in):
    visit = received(house)
    sign_in("alice")
    page.goto(f"/staff/visits/{visit.reference}")
    page.locator("#staff_note").fill("Half a note")
    page.keyboard.press("Control+k")
    dialog = page.get_by_role("dialog")
    expect(dialog.locator("input")).to_be_focused()
    page.keyboard.type("norrsk")
    hit = dialog.get_by_role("link", name=ANSWERS["organisation_name"])
    expect(hit).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(page.locator("#staff_note")).to_have_value("Half a note")
    page.keyboard.press("Control+k")
    expect(dialog.locator("input")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(hit).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/staff/visits/{visit.reference}")


def test_the_dialogue_has_no_faults(page, house, sign_in):
    received(house)
    sign_in("alice")
    page.goto("/staff/")
    page.keyboard.press("Control+k")
    expect(page.get_by_role("dialog").locator("input")).to_be_focused()
    assert faults(page) == []


def test_without_a_script_the_search_is_a_page(new_page, house, sign_in):
    received(house)
    page = new_page(java_script_enabled=False)
    sign_in("alice", page)
    page.locator(".rail__search a").click()
    page.locator("#q").fill("norrskar@")
    page.locator("#q").press("Enter")
    page.wait_for_url("**/staff/search/?q=*")
    page.locator("#q").fill("Norrskär")
    page.locator("#q").press("Enter")
    expect(page.locator("main").get_by_role("status")).to_contain_text("hit")
    page.locator("main").get_by_role("link", name=ANSWERS["organisation_name"]).first.click()
    expect(page.locator("h1")).to_contain_text(ANSWERS["organisation_name"])


@pytest.mark.parametrize("width", [360, 900])
def test_where_only_fingers_point_no_key_is_hinted_at(new_page, sign_in, width):
    page = new_page(viewport={"width": width, "height": 740}, has_touch=True, is_mobile=True)
    sign_in("alice", page)
    page.goto("/staff/board")
    if width == 360:
        page.get_by_text("More", exact=True).click()
    expect(page.get_by_role("link", name="Search").locator("visible=true")).to_have_count(1)
    expect(page.get_by_text("Ctrl K").locator("visible=true")).to_have_count(0)


def test_at_a_desk_the_key_is_hinted_at(page, house, sign_in):
    sign_in("alice")
    expect(page.get_by_text("Ctrl K").locator("visible=true")).to_have_count(1)
