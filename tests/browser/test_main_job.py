"""The main job from end to end: a company asks, staff confirm, a host receives, all are told."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from arena import clock, db
from arena.accounts.models import User
from arena.visits.links import manage_token
from tests.browser.acts import (
    ANSWERS,
    SAY,
    Say,
    choose,
    fill_in,
    mail,
    mailed_link,
    own_page,
    press,
    visit_now,
)
from tests.browser.conftest import NewPage, SignIn
from tests.browser.looks import PHONE
from tests.visits.bookings import at, confirmed

pytestmark = pytest.mark.browser


@pytest.fixture(params=["sv", "en"])
def language(request, house) -> str:
    """The language of everybody in the story."""
    with db.transaction():
        for person in db.session.scalars(select(User)):
            person.language = request.param
    return str(request.param)


def test_a_company_asks_staff_confirm_and_a_host_receives(page, new_page, sign_in, language):
    say = SAY[language]
    own = ask(page, language, say)
    confirm_address(page, own, say)
    answer(new_page, sign_in, say)
    read_the_answer(page, own, say)
    look_ahead(new_page, sign_in, say)
    change(page, own, say)
    report(new_page, sign_in, say)


def ask(page: Page, language: str, say: Say) -> str:
    """From the start page to the reference; return the path of the booker's own page."""
    page.goto(f"/{language}/")
    press(page, say("Choose a study visit", "Välj ett studiebesök"))
    press(page, say("Introduction and walk", "Introduktion och vandring"))
    expect(page.locator(".slots__span .slots__page-only")).to_have_text(
        say("Week 51, 2026 – week 1, 2027", "Vecka 51, 2026 – vecka 1, 2027")
    )
    choose(page, 9, 2, 16)
    expect(page.locator("[data-slots-status]")).to_have_text(
        say("Chosen times: 3 of 3.", "Valda tider: 3 av 3.")
    )
    press(page, say("Go on to the request", "Vidare till förfrågan"))
    expect(page.locator(".chosen__time").first).to_contain_text(
        say(
            "Wed 16 December 2026, 11:00–12:30 (week 51)",
            "ons 16 december 2026, kl. 11.00–12.30 (v. 51)",
        )
    )
    fill_in(page)
    press(page, say("Send the request", "Skicka förfrågan"))
    own = own_page(page)
    visit = visit_now()
    expect(page.locator("main")).to_contain_text(
        say("Your request has been sent.", "Er förfrågan är skickad.")
    )
    expect(page.locator("main")).to_contain_text(
        say(f"Reference {visit.reference}", f"Referensnummer {visit.reference}")
    )
    assert [each.starts_at for each in visit.alternatives] == [
        at(date(2026, 12, 15), 11),
        at(date(2026, 12, 17), 11),
    ]
    return own


def confirm_address(page: Page, own: str, say: Say) -> None:
    """Open the mailed link, which does nothing by itself, and press its button."""
    link = mailed_link("verify", "/confirm/")
    assert link.startswith(own)
    page.goto(link)
    assert visit_now().state == "unverified"
    press(page, say("Yes, confirm the address", "Ja, bekräfta adressen"))
    assert own_page(page) == own
    expect(page.locator("main")).to_contain_text(
        say("Thank you. Your address is confirmed.", "Tack. Adressen är bekräftad.")
    )
    assert visit_now().state == "received"


def answer(new_page: NewPage, sign_in: SignIn, say: Say) -> None:
    """See the request on Today, read what will be told, and confirm with a host."""
    page = new_page()
    sign_in("alice", page)
    waiting = page.get_by_role("region", name=say("To answer", "Att besvara"))
    waiting.get_by_role("link", name=ANSWERS["organisation_name"]).click()
    press(page, say("Confirm", "Bekräfta"))
    host = page.get_by_role("checkbox", name="Hedda Holm")
    other = page.get_by_role("checkbox", name="Hugo Hed")
    other.uncheck()
    host.check()
    page.locator("#words").fill("Välkomna! Ta spårvägen.")
    press(page, say("Preview", "Förhandsgranska"))
    letter = page.locator(".letter").first
    expect(letter).to_contain_text(ANSWERS["contact_email"])
    expect(letter).to_contain_text("Välkomna! Ta spårvägen.")
    assert visit_now().state == "received"
    press(page, say("Confirm the visit", "Bekräfta besöket"))
    expect(page.locator("main")).to_contain_text(
        say(
            "The visit is confirmed.",
            "Besöket är bekräftat.",
        )
    )
    assert_invited("confirmed", "DTSTART;TZID=Europe/Stockholm:20261216T110000")


def assert_invited(template: str, *lines: str) -> None:
    """See that a mail to the booker asks for an entry in the calendar, with these lines."""
    _, said = mail(template, ANSWERS["contact_email"])
    assert said.calendar is not None
    entry = said.calendar.decode().replace("\r\n ", "").splitlines()
    assert not [line for line in ("METHOD:REQUEST", *lines) if line not in entry], entry


def read_the_answer(page: Page, own: str, say: Say) -> None:
    """See on the booker's own page that it is settled: when, where, with whom, what happens."""
    page.goto(own)
    told = [
        say("Confirmed", "Bekräftad"),
        say("Bobergstorget, by the red clock", "Bobergstorget, vid den röda klockan"),
        "Hedda",
        "Välkomna! Ta spårvägen.",
        say("Walk", "Vandring"),
        say("Until Mon 14 December 2026.", "Till och med mån 14 december 2026."),
    ]
    for words in told:
        expect(page.locator("main")).to_contain_text(words)


def look_ahead(new_page: NewPage, sign_in: SignIn, say: Say) -> None:
    """See the visit on a host's phone: time, group, language, questions, whom to call."""
    page = new_page(viewport=PHONE, has_touch=True)
    sign_in("hedda", page)
    page.get_by_role("link", name=ANSWERS["organisation_name"]).click()
    told = [
        say("11:00–12:30", "11.00–12.30"),
        say("18 people", "18 personer"),
        say("English", "Svenska"),
        "Vad kostade det?",
        say("+46 70 174 06 05", "070-174 06 05"),
    ]
    for words in told:
        expect(page.locator("main")).to_contain_text(words)


def change(page: Page, own: str, say: Say) -> None:
    """Change the head-count, then move to another free time: both are told in calendar mail."""
    page.goto(own)
    press(page, say("Change the number of participants", "Ändra antalet deltagare"))
    page.locator("#group_size").fill("21")
    press(page, say("Save", "Spara"))
    expect(page.locator("main")).to_contain_text(say("21 people", "21 personer"))
    press(page, say("Move to another time", "Boka om till en annan tid"))
    choose(page, 2)
    press(page, say("Go on", "Gå vidare"))
    press(page, say("Move the visit", "Boka om besöket"))
    expect(page.locator("h1 + .lead")).to_have_text(
        say(
            "Tue 15 December 2026, 11:00–12:30 (week 51)",
            "tis 15 december 2026, kl. 11.00–12.30 (v. 51)",
        )
    )
    visit = visit_now()
    assert (visit.state, visit.group_size) == ("confirmed", 21)
    assert_invited("moved", "DTSTART;TZID=Europe/Stockholm:20261215T110000")


def report(new_page: NewPage, sign_in: SignIn, say: Say) -> None:
    """After the visit, report on the phone how many came."""
    with clock.travel(visit_now().event.ends_at + timedelta(minutes=5)):
        page = new_page(viewport=PHONE, has_touch=True)
        sign_in("hedda", page)
        due = page.get_by_role("region", name=say("To be reported", "Att rapportera"))
        due.get_by_role("link").click()
        page.locator("#actual_headcount").fill("19")
        press(page, say("Save the report", "Spara rapporten"))
        expect(page.locator("main")).to_contain_text(
            say("Thank you, the report is saved.", "Tack, rapporten är sparad.")
        )
    assert (visit_now().state, visit_now().actual_headcount) == ("completed", 19)


def test_a_booker_cancels_after_one_question_that_names_the_cost(page, house, language):
    say = SAY[language]
    visit = confirmed(house, contact_language=language)
    page.goto(f"/{language}/manage/{manage_token(visit)}")
    press(page, say("Cancel the visit", "Avboka besöket"))
    expect(page.locator(".confirm")).to_contain_text(say("It costs nothing.", "Det kostar inget."))
    assert visit_now().state == "confirmed"
    press(page, say("Yes, cancel", "Ja, avboka"))
    expect(page.locator("main")).to_contain_text(
        say(
            "It is cancelled.",
            "Det är avbokat.",
        )
    )
    assert visit_now().state == "cancelled"
    _, said = mail("cancelled", visit.contact_email)
    assert b"METHOD:CANCEL" in (said.calendar or b"")
