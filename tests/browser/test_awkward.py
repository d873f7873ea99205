"""What people do that nobody planned: press twice, go back, keep two tabs, come late."""

from __future__ import annotations

from datetime import date

import pytest
from playwright.sync_api import expect
from sqlalchemy import func, select

from arena import db
from arena.visits.models import Visit
from tests.browser.acts import (
    ANSWERS,
    fill_in,
    look_again,
    mail,
    mailed_link,
    open_form,
    own_page,
    press,
    send,
    visit_now,
)
from tests.visits.bookings import asked, at, received

pytestmark = pytest.mark.browser
EARLIEST = at(date(2026, 12, 15), 9)  # The first time in the slot picker.
NOTE = "Ring Åsa O'Brien före <lunch> & ta med nyckeln."


def count() -> int:
    look_again()
    return db.session.scalar(select(func.count()).select_from(Visit)) or 0


@pytest.mark.parametrize("has_script", [True, False])
def test_a_double_click_sends_one_request(new_page, has_script):
    page = new_page(java_script_enabled=has_script)
    open_form(page)
    fill_in(page)
    page.get_by_role("button", name="Send the request").dblclick(no_wait_after=True)
    own_page(page)
    assert count() == 1


def test_going_back_after_sending_and_sending_again_leads_to_the_same_visit(page):
    open_form(page)
    fill_in(page)
    send(page)
    own = own_page(page)
    page.go_back()
    expect(page.locator("form.request")).to_be_visible()
    fill_in(page)
    send(page)
    assert own_page(page) == own
    assert count() == 1


def test_going_back_to_a_refused_form_shows_it_with_what_was_typed(page):
    open_form(page)
    fill_in(page, contact_name="")
    send(page)
    expect(page.locator("#contact_name-error")).to_be_visible()
    page.locator(".chosen a").first.click()  # To other times.
    page.wait_for_url("**/visits/introduction?**")
    page.go_back()
    expect(page.locator("#contact_name-error")).to_be_visible()
    expect(page.locator("#organisation_name")).to_have_value(ANSWERS["organisation_name"])


@pytest.mark.parametrize("has_script", [True, False])
def test_going_back_from_the_visit_to_the_form_that_was_refused_before_it_was_sent(
    new_page, has_script
):
    page = new_page(java_script_enabled=has_script)
    open_form(page)
    fill_in(page, contact_email="")
    send(page)
    expect(page.locator("#contact_email-error")).to_be_visible()
    fill_in(page)
    send(page)
    own_page(page)
    page.go_back()
    expect(page.locator("#organisation_name")).to_have_value(ANSWERS["organisation_name"])
    fill_in(page)
    send(page)
    own_page(page)
    assert count() == 1


def test_going_back_from_the_visit_past_a_refused_question_to_hosts_opens_the_form(
    page, house, sign_in
):
    visit = received(house)
    sign_in("alice")
    page.goto(f"/staff/visits/{visit.reference}/ask-hosts")
    page.get_by_label("Hugo Hed").check()
    page.locator("#answer_day").fill("2020-01-01")
    page.get_by_role("button", name="Ask them").click()
    expect(page.locator(".error-summary")).to_be_visible()
    page.locator("#answer_day").fill("2026-12-01")
    page.get_by_role("button", name="Ask them").click()
    expect(page.get_by_text("The host is asked.")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="Ask hosts")).to_be_visible()
    expect(page.get_by_text("Hosts are being asked already")).to_be_visible()


@pytest.mark.parametrize("has_script", [True, False])
def test_the_other_language_keeps_what_was_typed(new_page, has_script):
    page = new_page(java_script_enabled=has_script)
    open_form(page, "en", 0, 9)
    fill_in(page, contact_email="not an address", group_size="many")
    send(page)
    expect(page.locator(".error-summary")).to_be_visible()
    page.get_by_role("button", name="På svenska").click()
    expect(page.locator("h1")).to_have_text("Begär besök")
    expect(page.locator(".error-summary")).to_have_count(0)
    expect(page.locator("#contact_email")).to_have_value("not an address")
    expect(page.locator("#group_size")).to_have_value("many")
    expect(page.locator("#organisation_type")).to_have_value("utility")
    expect(page.locator("input[name=exemption_ground][value=none]")).to_be_checked()
    expect(page.locator(".chosen__time")).to_have_count(2)
    assert ANSWERS["contact_name"] not in page.url
    assert count() == 0
    fill_in(page)
    page.locator("#contact_name").press(
        "Enter"
    )  # Sends: the switch is not the form's first button.
    own_page(page)
    assert "/sv/" in page.url
    assert count() == 1


@pytest.mark.parametrize("has_script", [True, False])
def test_a_second_press_on_a_mended_address_leads_to_the_page_that_holds(new_page, has_script):
    page = new_page(java_script_enabled=has_script)
    open_form(page)
    fill_in(page, contact_email="wrong@norrskar.example")
    send(page)
    old = own_page(page)
    press(page, "Change the address")
    page.locator("#contact_email").fill(ANSWERS["contact_email"])
    button = page.get_by_role("button", name="Change the address")
    button.dblclick(no_wait_after=True)
    page.wait_for_url(lambda url: "/manage/" in url and old not in url)
    expect(page.locator("main")).to_contain_text(ANSWERS["contact_email"])
    page.go_back()  # To the form at the old address, pressed once more.
    page.wait_for_load_state()
    expect(page.locator("h1")).not_to_contain_text("does not exist")
    assert visit_now().contact_email == ANSWERS["contact_email"]


def test_two_who_confirm_one_request_do_so_once_and_nothing_typed_is_lost(
    page, new_page, house, sign_in
):
    visit = received(house)
    other = new_page()
    for person, window in (("alice", page), ("bob", other)):
        sign_in(person, window)
        window.goto(f"/staff/visits/{visit.reference}/confirm")
        window.locator("#words").fill(f"Welcome, says {person}.")
        press(window, "Preview")
    press(page, "Confirm the visit")
    expect(page.locator("main")).to_contain_text("The visit is confirmed")
    press(other, "Confirm the visit")
    expect(other.get_by_role("alert").or_(other.get_by_role("status")).first).to_contain_text(
        "Changed meanwhile"
    )
    expect(other.locator("main")).to_contain_text("Alice Alm")
    expect(other.locator("#words")).to_have_value("Welcome, says bob.")
    assert visit_now().reply_words == "Welcome, says alice."


def test_a_form_from_before_signing_out_gives_back_what_was_typed(page, house, sign_in):
    visit = received(house)
    sign_in("alice")
    page.goto(f"/staff/visits/{visit.reference}")
    page.locator("#staff_note").fill(NOTE)
    other = page.context.new_page()
    other.goto("/staff/")
    other.locator(".rail__person").get_by_role("button", name="Sign out").click()
    other.wait_for_url("**/sign-in")
    press(page, "Save the note")
    expect(page.locator("h1")).to_have_text("The page had been open too long")
    press(page, "Send what I typed")
    expect(page.locator("h1")).to_have_text("You are signed out")
    with page.context.expect_page() as opened:
        press(page, "Sign in in a new tab")
    opened.value.wait_for_url("**/sign-in")
    sign_in("alice", other)
    press(page, "Send what I typed")
    press(page, "Send what I typed")  # The new session has a token of its own.
    expect(page.locator("#staff_note")).to_have_value(NOTE)
    assert visit_now().staff_note == NOTE


def test_a_time_taken_meanwhile_keeps_what_was_typed_and_offers_the_nearest(page, house):
    open_form(page, "en", 0, 9)
    fill_in(page)
    for number in range(2):  # The place takes two groups at a time.
        asked(house, starts_at=EARLIEST, contact_email=f"group{number}@example.org")
    send(page)
    expect(page.locator(".error-summary")).to_be_focused()
    expect(page.locator("#choice-error")).to_contain_text("taken")
    for name, value in ANSWERS.items():
        expect(page.locator(f"#{name}")).to_have_value(value)
    offered = page.locator("input[name=instead]")
    assert 1 < offered.count() <= 5
    offered.first.check()
    send(page)
    own_page(page)
    look_again()
    mine = db.session.scalars(
        select(Visit).where(Visit.contact_email == ANSWERS["contact_email"])
    ).one()
    assert mine.event.starts_at == at(date(2026, 12, 15), 11)  # Hosts walk back.
    assert [each.starts_at for each in mine.alternatives] == [at(date(2026, 12, 16), 11)]


def test_a_copy_of_the_cookie_opens_nothing_after_signing_out(page, new_page, sign_in):
    sign_in("alice")
    thief = new_page()
    thief.context.add_cookies(page.context.cookies())
    thief.goto("/staff/")
    expect(thief.locator("h1")).to_have_text("Today")
    page.locator(".rail__person").get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/sign-in")
    thief.goto("/staff/")
    expect(thief.locator("h1")).to_have_text("Sign in")
    page.go_back()
    expect(page.locator("h1")).to_have_text("Sign in")  # Nor does the page from before come back.


def test_a_group_of_26_is_told_the_limit_beside_its_number(page):
    open_form(page)
    fill_in(page, group_size="26")
    send(page)
    expect(page.locator(".error-summary")).to_be_focused()
    expect(page.locator("#group_size-error")).to_contain_text("25")
    expect(page.locator("#group_size")).to_have_value("26")
    expect(page.locator("#purpose")).to_have_value(ANSWERS["purpose"])
    assert count() == 0


@pytest.mark.parametrize("name", ["Åsa Öberg & Ärligt O'Brien", '<b>Fet</b> "citat" 李 🌱'])
def test_names_come_through_page_mail_and_workplace_as_they_were_typed(page, sign_in, name):
    open_form(page)
    fill_in(page, organisation_name=name, contact_name=name)
    send(page)
    own = own_page(page)
    expect(page.locator("main")).to_contain_text(name)
    page.goto(mailed_link("verify", "/confirm/"))
    press(page, "Yes, confirm the address")
    assert own_page(page) == own
    message, said = mail("received")
    assert message.recipient_name == name
    assert name in said.text
    sign_in("alice")
    page.get_by_role("link", name=name, exact=True).click()
    expect(page.locator("h1")).to_have_text(name)
