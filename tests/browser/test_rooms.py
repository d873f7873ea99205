"""A partner books a room again and again, and changes how it recurs: on a phone, in two tabs."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from arena import clock, db
from arena.accounts.models import User
from arena.audit.models import COMMAND
from arena.directory.models import OrganisationType
from arena.directory.services import OrganisationFacts, PersonFacts, add_person, create_organisation
from arena.meeting_place.models import RoomBooking
from arena.resources.services import add_closure
from tests.browser.looks import PHONE, faults, sideways
from tests.meeting_place.rooms import build_house

pytestmark = pytest.mark.browser

DAY = date(2027, 1, 7)  # A Thursday: no holidays stand in the way of the weeks that follow.
WEEK = timedelta(days=7)


@pytest.fixture
def office(house) -> int:
    """The room that partners ask for, and the partner's organisation."""
    with db.transaction():
        petra = db.session.scalars(select(User).where(User.email == "petra@arena.example")).one()
        body = create_organisation(
            OrganisationFacts(
                "Norrskär Energi AB", OrganisationType.UTILITY, "SE", "", "n.example"
            ),
            by=COMMAND,
        )
        person = add_person(
            PersonFacts(petra.name, petra.email),
            body,
            title="Projektledare",
            starts_on=date(2026, 1, 1),
            by=COMMAND,
        )
        person.user_id = petra.id
        return build_house().office.id


def fill_in(page: Page, office: int, **more: str) -> None:
    page.goto(f"/partner/rooms/book?room_id={office}&day={DAY}&begins_at=10:00&minutes=60")
    typed = {"head_count": "12", "title": "Project group", "wishes": "Flowers, please.", **more}
    for name, value in typed.items():
        page.locator(f"[name={name}]").fill(value)


def book_weekly(page: Page, office: int) -> None:
    fill_in(page, office)
    page.get_by_label("Every week", exact=True).check()
    page.get_by_label("How many times").fill("4")
    page.get_by_role("button", name="Ask for the room").click()
    page.get_by_role("button", name="Ask for all of these").click()
    expect(page.locator("h1")).to_have_text("Project group")


def held() -> list[RoomBooking]:
    db.session.rollback()
    db.session.expire_all()
    found = db.session.scalars(select(RoomBooking).where(RoomBooking.state == "requested"))
    return sorted(found, key=lambda each: each.event.starts_at)


def days() -> list[date]:
    return [clock.date_of(each.event.starts_at) for each in held()]


def choose_friday(page: Page, then: str = "See what becomes of each time") -> None:
    page.get_by_label("All that are still to come").check()
    page.get_by_label("Thursday").uncheck()
    page.get_by_label("Friday").check()
    page.get_by_role("button", name=then).click()


@pytest.mark.parametrize("has_script", [True, False])
def test_a_refused_form_keeps_all_and_a_double_click_books_once(
    new_page, sign_in, office, has_script
):
    page = new_page(viewport=PHONE, java_script_enabled=has_script)
    sign_in("petra", page)
    fill_in(page, office, head_count="26")
    page.get_by_role("button", name="Ask for the room").click()
    expect(page.locator("#head_count-error")).to_contain_text("The office seats 25 people at most.")
    expect(page.locator("[name=wishes]")).to_have_value("Flowers, please.")
    assert not held()
    page.locator("[name=head_count]").fill("25")
    page.get_by_role("button", name="Ask for the room").dblclick(no_wait_after=True)
    expect(page.locator("h1")).to_have_text("Project group")
    assert len(held()) == 1
    page.go_back()
    expect(page.locator("[name=wishes]")).to_have_value("Flowers, please.")


def test_what_is_asked_of_a_series_shows_once_there_is_one(page, sign_in, office):
    sign_in("petra", page)
    fill_in(page, office)
    expect(page.get_by_label("How many times")).to_be_hidden()
    page.get_by_label("Every day", exact=True).check()
    expect(page.get_by_label("How many times")).to_be_visible()
    expect(page.get_by_label("Monday")).to_be_hidden()
    page.get_by_label("Every week", exact=True).check()
    expect(page.get_by_label("Monday")).to_be_visible()
    page.get_by_role("button", name="Ask for the room").click()
    expect(page.locator("#count-error")).to_contain_text("Enter how many times, or a last day.")
    assert not held()


@pytest.mark.parametrize("has_script", [True, False])
def test_a_rule_is_changed_on_a_phone_after_each_time_was_shown(
    new_page, sign_in, office, has_script
):
    page = new_page(viewport=PHONE, java_script_enabled=has_script)
    sign_in("petra", page)
    book_weekly(page, office)
    assert days() == [DAY + number * WEEK for number in range(4)]
    page.get_by_role("link", name="Change how it recurs").click()
    choose_friday(page)
    expect(page.get_by_text("Nothing is saved yet. Nothing stands in the way.")).to_be_visible()
    assert days()[0] == DAY
    if has_script:
        assert not [*faults(page), *sideways(page)]
    page.get_by_role("button", name="Change the series").dblclick(no_wait_after=True)
    expect(page.get_by_text("The series recurs so now.")).to_be_visible()
    assert days() == [DAY + number * WEEK + timedelta(days=1) for number in range(4)]
    assert {each.version for each in held()} == {2}


def test_the_second_tab_gets_both_versions(page, sign_in, office):
    sign_in("petra", page)
    book_weekly(page, office)
    other = page.context.new_page()
    for tab in (page, other):
        tab.goto(f"/partner/rooms/bookings/{held()[0].id}/rule")
    other.get_by_label("How often").fill("2")
    other.get_by_role("button", name="See what becomes of each time").click()
    choose_friday(page)
    page.get_by_role("button", name="Change the series").click()
    expect(page.locator("h1")).to_have_text("Project group")
    other.get_by_role("button", name="Change the series").click()
    expect(other.get_by_text("Changed meanwhile")).to_be_visible()
    for words in ("Every week, Friday, at 10:00", "Every other week, Thursday, at 10:00"):
        expect(other.locator(".notice")).to_contain_text(words)
    expect(other.get_by_label("How often")).to_have_value("2")
    assert len(days()) == 4


def test_long_words_and_long_reasons_stay_within_a_phone(new_page, sign_in, office):
    page = new_page(viewport=PHONE)
    sign_in("petra", page)
    with db.transaction():
        add_closure(
            None,
            starts_on=DAY + WEEK,
            ends_on=DAY + 3 * WEEK,
            reason_sv="Stängt för sommaren, vecka 28–31",
            reason_en="Closed for the summer, weeks 28–31",
            by=COMMAND,
        )
    fill_in(page, office, wishes="kanelbullar" * 8)
    assert not sideways(page, [PHONE])
    page.get_by_label("Every week", exact=True).check()
    page.get_by_label("How many times").fill("3")
    page.get_by_role("button", name="Ask for the room").click()
    expect(page.locator("td .status--bad")).to_have_count(2)
    assert not sideways(page, [PHONE])
