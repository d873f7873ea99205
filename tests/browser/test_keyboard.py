"""The main job by keyboard alone: nobody needs a mouse, and nobody loses their way."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from arena.visits.links import manage_token
from tests.browser.acts import ANSWERS, open_form, own_page, slot, visit_now
from tests.browser.conftest import PASSWORD
from tests.browser.looks import PHONE
from tests.visits.bookings import received

pytestmark = pytest.mark.browser

# The id of the error that belongs to a field, or to the group of fields that it stands in.
_ERROR = """(field) => field.closest("[aria-describedby]").getAttribute("aria-describedby")
    .split(" ").at(-1)"""
# What a person sees of where they are: the element, whether it is drawn around, and its place.
_STOP = """(before) => {
    const here = document.activeElement, style = getComputedStyle(here);
    const box = here.getBoundingClientRect();
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    const follows = !window.stop || !window.stop.isConnected
        || Boolean(window.stop.compareDocumentPosition(here) & Node.DOCUMENT_POSITION_FOLLOWING);
    window.stop = here;
    return {
        html: here.outerHTML.slice(0, 200),
        isDrawn: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0,
        isSeen: top && (here.contains(top) || top.contains(here)),
        follows,
    };
}"""


def tab_to(page: Page, wanted: Locator, most: int = 40) -> None:
    """Press Tab until `wanted` has the focus; every stop must be seen, and lie after the last."""
    element = wanted.element_handle()
    for _ in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate(_STOP)
        assert stop["isDrawn"], f"The focus is not visible on {stop['html']}"
        assert stop["isSeen"], f"The focus is out of sight on {stop['html']}"
        assert stop["follows"], f"Tab goes back to {stop['html']}"
        if element.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"{wanted} was not reached by {most} presses of Tab")


def type_into(page: Page, name: str, text: str) -> None:
    """Go on to a field by Tab and type over what it holds."""
    tab_to(page, page.locator(f"#{name}"))
    page.keyboard.type(text)


def test_the_first_stop_of_a_page_skips_its_menu(page):
    page.goto("/sv/visits/introduction")
    tab_to(page, page.get_by_role("link", name="Hoppa till innehållet"), most=1)
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    tab_to(page, page.locator("main a").first, most=1)


def test_arrow_keys_move_between_free_times_over_days_and_weeks(page):
    page.goto("/en/visits/introduction")
    page.locator("[data-slot]").first.focus()
    moves = [  # Tue 15 December has seven times, and so has every day until Fri 18.
        ("ArrowDown", "10:00–11:30, Tuesday 15 December 2026"),
        ("ArrowRight", "10:00–11:30, Wednesday 16 December 2026"),
        ("ArrowUp", "09:00–10:30, Wednesday 16 December 2026"),
        ("ArrowLeft", "09:00–10:30, Tuesday 15 December 2026"),
        ("ArrowLeft", "09:00–10:30, Tuesday 15 December 2026"),
        *[("ArrowRight", "")] * 3,
        ("ArrowRight", "09:00–10:30, Monday 21 December 2026"),
        ("ArrowUp", "09:00–10:30, Monday 21 December 2026"),
        *[("ArrowDown", "")] * 6,
        ("ArrowDown", "09:00–10:30, Monday 28 December 2026"),
    ]
    for key, words in moves:
        page.keyboard.press(key)
        here = page.locator("[data-slot]:focus")
        expect(here).to_have_count(1)
        assert words in "".join(here.all_inner_texts()).replace("\n", ""), (key, words)


def test_enter_chooses_space_gives_back_and_the_focus_stays(page):
    page.goto("/en/visits/introduction")
    name = slot(page, 8)
    here, tray = page.locator(f"#{name}"), page.locator(".slot-tray")
    here.focus()
    page.keyboard.press("Enter")
    expect(here.locator(".slot__rank")).to_have_text("1")
    expect(here).to_be_focused()
    expect(page.get_by_role("status").first).to_have_text("Chosen times: 1 of 3.")
    page.keyboard.press("Escape")  # Nothing is open, so nothing is lost.
    expect(tray.get_by_role("listitem")).to_have_count(1)
    page.keyboard.press("Space")
    expect(here.locator(".slot__rank")).to_have_count(0)
    expect(here).to_be_focused()
    expect(tray.get_by_role("listitem")).to_have_count(0)


def test_tab_passes_the_free_times_in_one_step(page):
    page.goto("/en/visits/introduction")
    page.locator("#language").focus()
    tab_to(page, page.locator("[data-slot]").first, most=4)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator(".slot-tray__item")).to_have_count(1)
    tab_to(page, page.get_by_role("link", name="Go on to the request"), most=3)
    page.set_viewport_size(PHONE)
    expect(page.locator("[data-slot][tabindex='0']:visible")).to_have_count(1)


def test_the_request_is_filled_in_and_sent_by_keyboard(page, house):
    page.goto("/en/visits/introduction")
    page.locator("[data-slot]").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".slot-tray__item")).to_have_count(1)
    tab_to(page, page.get_by_role("link", name="Go on to the request"))
    page.keyboard.press("Enter")
    page.locator("form.request").wait_for()
    type_into(page, "group_size", "18")
    type_into(page, "organisation_name", ANSWERS["organisation_name"])
    type_into(page, "organisation_type", "Energy")
    type_into(page, "country", "Sweden")
    type_into(page, "contact_name", ANSWERS["contact_name"])
    type_into(page, "contact_email", ANSWERS["contact_email"])
    type_into(page, "contact_phone", ANSWERS["contact_phone"])
    type_into(page, "purpose", ANSWERS["purpose"])
    tab_to(page, page.locator("input[name=exemption_ground]").first)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    tab_to(page, page.get_by_role("button", name="Send the request"))
    page.keyboard.press("Enter")
    own_page(page)
    visit = visit_now()
    assert (visit.organisation_type, visit.group_size, visit.exemption_ground) == (
        "utility",
        18,
        None,
    )


def test_the_error_summary_has_the_focus_and_leads_to_the_fields(page):
    open_form(page)
    page.locator("#contact_email").fill("bodil@")
    page.locator("#contact_email").press("Enter")
    summary = page.locator(".error-summary")
    expect(summary).to_be_focused()
    links = summary.get_by_role("link")
    for place, link in enumerate(links.all()):
        words, control = link.inner_text(), str(link.get_attribute("href"))[1:]
        field = page.locator(f"#{control}")
        link.focus()
        page.keyboard.press("Enter")
        expect(field).to_be_focused()
        expect(page.locator(f"#{field.evaluate(_ERROR)}")).to_contain_text(words)
        assert place or words == "Enter the name of your organisation"
    assert links.count() == 7
    expect(page).to_have_title("Error: Ask for a visit – Arena")


def test_a_request_is_confirmed_by_keyboard(page, house):
    received(house)
    page.goto("/en/sign-in")
    type_into(page, "email", "alice@arena.example")
    type_into(page, "password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/staff/**")
    tab_to(page, page.get_by_role("region", name="To answer").get_by_role("link").first)
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("link", name="Confirm", exact=True))
    page.keyboard.press("Enter")
    page.locator("#words").wait_for()
    for name in ("Hedda Holm", "Hugo Hed"):
        box = page.get_by_role("checkbox", name=name)
        tab_to(page, box)
        if box.is_checked() != (name == "Hugo Hed"):
            page.keyboard.press("Space")
    type_into(page, "words", "Welcome!")
    tab_to(page, page.get_by_role("button", name="Preview"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("button", name="Confirm the visit"))
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("The visit is confirmed")
    visit = visit_now()
    assert (visit.state, visit.reply_words) == ("confirmed", "Welcome!")


def test_escape_closes_the_menu_of_the_workplace_and_gives_the_focus_back(new_page, sign_in):
    page = new_page(viewport=PHONE)
    sign_in("alice", page)
    more = page.locator(".rail__sheet > summary")
    more.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Sign out").last).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Sign out").last).to_be_hidden()
    expect(more).to_be_focused()


def test_a_visit_is_moved_by_keyboard(page, house):
    page.goto(f"/en/manage/{manage_token(received(house))}/move")
    tab_to(page, page.locator("[data-slot]:visible").first)
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("link", name="Go on", exact=True))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("button", name="Move the visit"))
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("The visit has been moved.")
