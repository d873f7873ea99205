"""What people do in the browser, in the words of either language."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect
from sqlalchemy import select

from arena import db
from arena.messages.models import Message
from arena.messages.rendering import Rendered, render
from arena.visits.models import Visit
from tests.visits import bookings

Say = Callable[[str, str], str]
SAY: dict[str, Say] = {"en": lambda en, sv: en, "sv": lambda en, sv: sv}
ANSWERS = {
    "group_size": "18",
    "organisation_name": "Norrskär Energi AB",
    "organisation_number": "402001-0007",
    "contact_name": "Bodil Berg",
    "contact_email": "bodil@norrskar.example",
    "contact_phone": "070-174 06 05",
    "purpose": "Vi vill se hur ni bygger.",
    "questions": "Vad kostade det?",
}


def look_again() -> None:
    """See from here on what the pages have written."""
    db.session.rollback()
    db.session.expire_all()


def visit_now() -> Visit:
    """Return the one visit as it stands in the database now."""
    look_again()
    return db.session.scalars(select(Visit)).one()


def mail(template: str, to: str | None = None) -> tuple[Message, Rendered]:
    """Return the latest mail of a template, and what it says now."""
    look_again()
    message = bookings.message(template, to)
    return message, render(message)


def mailed_link(template: str, part: str) -> str:
    """Return the path of the link with `part` in the latest mail of a template."""
    _, said = mail(template)
    found = re.search(rf"https?://\S*{part}\S*", said.text)
    assert found, f"No link with {part} in: {said.text}"
    return urlsplit(found.group()).path


def slot(page: Page, place: int) -> str:
    """Return the id of a free time by its place in the picker."""
    return str(page.locator("[data-slot]").nth(place).get_attribute("id"))


def choose(page: Page, *places: int) -> None:
    """Press free times in the slot picker, the best first, and see each take its rank."""
    ids = [slot(page, place) for place in places]
    for rank, name in enumerate(ids, 1):
        page.locator(f"#{name}").click()
        expect(page.locator(f"#{name} .slot__rank")).to_have_text(str(rank))


def fill_in(page: Page, **answers: str) -> None:
    """Fill the form for a request in."""
    for name, value in (ANSWERS | answers).items():
        page.locator(f"#{name}").fill(value)
    page.locator("#organisation_type").select_option("utility")
    page.locator("#country").select_option("SE")
    page.locator("input[name=exemption_ground][value=none]").check()


def open_form(page: Page, language: str = "en", *places: int) -> None:
    """Choose times and go on to the form."""
    page.goto(f"/{language}/visits/introduction")
    choose(page, *(places or (0,)))
    page.locator(".slot-tray__on a").click()
    expect(page.locator("form.request")).to_be_visible()


def send(page: Page) -> None:
    """Press the button that sends the request."""
    page.locator("form.request button[type=submit]").click()


def own_page(page: Page) -> str:
    """Wait for the booker's own page, and return its path."""
    page.wait_for_url("**/manage/*")
    return urlsplit(page.url).path


def press(page: Page, words: str) -> None:
    """Press the one button or link of the page's main part that says exactly this."""
    main = page.locator("main")
    button = main.get_by_role("button", name=words, exact=True)
    main.get_by_role("link", name=words, exact=True).or_(button).click()
