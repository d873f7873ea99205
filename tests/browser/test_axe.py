"""Every page, as every role sees it: axe finds nothing, and nothing scrolls sideways."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from arena import db
from arena.accounts.models import User
from arena.audit.models import COMMAND
from arena.visits.services import confirm_visit
from arena.web.requests import ArenaFlask
from tests.browser.acts import choose, fill_in, open_form, press, send
from tests.browser.addresses import addresses_of, without_sample
from tests.browser.conftest import SignIn
from tests.browser.looks import BOTH, DESK, Sizes, faults, sideways
from tests.browser.scene import Scene, build
from tests.visits.bookings import asked, at, do, host_ids, received

pytestmark = pytest.mark.browser


@pytest.fixture
def scene(house) -> Scene:
    return build(house)


def look_at_all(page: Page, paths: Iterable[str], sizes: Sizes) -> None:
    """Open each page, let axe look at it at `sizes`, and say what is wrong with any of them."""
    wrong = []
    db.session.rollback()  # PostgreSQL ends a transaction that is left open for a minute.
    for path in paths:
        answer = page.goto(path)
        assert answer is not None
        if answer.status != 200 or not answer.url.endswith(path):
            wrong.append(f"{path} is not shown: {answer.status} {answer.url}")
        else:
            wrong += [*faults(page, sizes), *sideways(page)]
    assert not wrong, "\n".join(["", *wrong])


def test_every_page_is_looked_at(app):
    missing = without_sample(app)
    assert not missing, (
        f"No browser test looks at {missing}: give each a line in SAMPLES in "
        "tests/browser/addresses.py, and let tests/browser/scene.py make what it shows; "
        "or name it in NOT_PAGES if it is no page for people to read."
    )


# Axe looks at every page at a desk, and once at each kind of page on a phone.
def test_public_pages(app, page, scene):
    with app.test_request_context():
        first, more = addresses_of(app, scene, language="sv")
        english = [path for paths in addresses_of(app, scene, language="en") for path in paths]
    look_at_all(page, first, BOTH)
    look_at_all(page, [*more, *english], [DESK])


def test_pages_of_administrators(app, page, scene, sign_in):
    look_as("dana", page, app, scene, sign_in, BOTH)


def test_pages_of_hosts_partners_and_analysts(app, new_page, scene, sign_in):
    look_as("hedda", new_page(), app, scene, sign_in, BOTH)
    look_as("petra", new_page(), app, scene, sign_in, BOTH)
    # An analyst's pages are an administrator's with less on them.
    look_as("arvid", new_page(), app, scene, sign_in, [DESK])


def look_as(
    name: str, page: Page, app: ArenaFlask, scene: Scene, sign_in: SignIn, sizes: Sizes
) -> None:
    """Look at every page that somebody may open."""
    person = db.session.scalars(select(User).where(User.email == f"{name}@arena.example")).one()
    with app.test_request_context():
        first, more = addresses_of(app, scene, person)
    sign_in(name, page)
    look_at_all(page, first, sizes)
    look_at_all(page, more, [DESK])


def test_public_pages_that_answer_a_form(page, house):
    wrong = []
    open_form(page, "sv", 0)
    send(page)
    expect(page.locator(".error-summary")).to_be_visible()
    wrong += faults(page)
    fill_in(page)
    for number in range(2):
        asked(house, starts_at=at(hour=9), contact_email=f"g{number}@example.org")
    page.locator("input[name=choice]").evaluate("(field) => { field.value = '20261217T0800Z'; }")
    send(page)
    expect(page.locator("input[name=instead]").first).to_be_visible()
    wrong += faults(page)
    page.goto("/sv/visits/introduction?group_size=26")
    wrong += faults(page)
    page.goto("/sv/sign-in")
    page.locator("#email").fill("alice@arena.example")
    page.locator("#password").fill("wrong")
    page.locator("#password").press("Enter")
    expect(page.locator(".error-summary")).to_be_visible()
    wrong += faults(page)
    assert not wrong, "\n".join(["", *wrong])


def test_staff_pages_that_answer_a_form(page, house, sign_in):
    visit, wrong = received(house), []
    sign_in("alice")
    for act in ("decline", "confirm"):
        page.goto(f"/staff/visits/{visit.reference}/{act}")
        press(page, "Preview")
        if act == "decline":
            expect(page.locator(".error-summary")).to_be_visible()
        wrong += faults(page)
    do(confirm_visit, visit, host_ids=host_ids(visit), by=COMMAND)
    press(page, "Confirm the visit")
    expect(page.locator("main")).to_contain_text("Changed meanwhile")
    wrong += faults(page)
    page.goto("/me/feeds/new")
    page.locator("#name").fill("My phone")
    page.locator("main form button[type=submit]").click()
    expect(page.locator(".copy input, input[readonly]").first).to_be_visible()
    wrong += faults(page)
    assert not wrong, "\n".join(["", *wrong])


def test_error_pages(page, sign_in):
    wrong = []
    page.goto("/sv/nothing/here")
    wrong += faults(page)
    sign_in("petra")
    page.goto("/staff/visits")
    expect(page.locator("h1")).to_have_text("You may not open this page")
    wrong += faults(page)
    page.goto("/me/edit")
    page.context.clear_cookies()
    press(page, "Save")
    expect(page.locator("h1")).to_have_text("The page had been open too long")
    wrong += faults(page)
    press(page, "Send what I typed")
    expect(page.locator("h1")).to_have_text("You are signed out")
    wrong += faults(page)
    assert not wrong, "\n".join(["", *wrong])


def test_dark_pages(app, page, scene, sign_in):
    page.emulate_media(color_scheme="dark")
    page.goto("/en/visits/introduction")
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.emulate_media(color_scheme="light")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != dark
    page.emulate_media(color_scheme="dark")
    choose(page, 0)
    wrong = faults(page)
    reference = scene.visits["received"].reference
    sign_in("dana")
    paths = ["/sv/", "/sv/visits/", "/sv/calendar/", "/staff/", "/staff/visits?stage=all"]
    paths += [f"/staff/visits/{reference}", f"/staff/visits/{reference}/decline"]
    paths += ["/staff/calendar?week=2026-W51", "/staff/messages/", "/me", "/host/"]
    look_at_all(page, paths, [DESK])
    page.goto("/en/nothing/here")
    assert not [*wrong, *faults(page, [DESK])]
