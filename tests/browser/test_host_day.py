"""A host's day in a real browser: it opens without a network, and goes when its host signs out."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from playwright.sync_api import Error, Page, expect
from sqlalchemy import select

from arena import clock, db
from arena.accounts.models import User
from arena.accounts.services import end_other_sessions
from arena.audit.models import COMMAND
from arena.on_the_day.views import host
from arena.resources.models import Resource
from arena.visits.models import Visit
from arena.visits.services import confirm_visit
from tests.browser.conftest import SignIn
from tests.browser.looks import PHONE
from tests.conftest import NOW
from tests.visits.bookings import STAFF, at, do, received

pytestmark = pytest.mark.browser
LONG_AGO = at(date(2026, 10, 20), 9)
KEPT = """async () => {
  const kept = [];
  for (const name of await caches.keys()) {
    for (const { url } of await (await caches.open(name)).keys()) kept.push(new URL(url).pathname);
  }
  return kept;
}"""
WORKERS = "async () => (await navigator.serviceWorker.getRegistrations()).length"
SAVED = "This page is kept on your device"


@pytest.fixture
def hedda(house) -> User:
    """A host who reads English and has a number."""
    with db.transaction():
        hedda = db.session.scalars(select(User).where(User.email == "hedda@arena.example")).one()
        hedda.language = "en"
        alice = db.session.scalars(select(User).where(User.email == "alice@arena.example")).one()
        alice.phone = "+46701740601"
    return hedda


@pytest.fixture
def visit(house, hedda) -> Visit:
    """What Hedda leads at one o'clock today."""
    leading = db.session.scalars(select(Resource).where(Resource.code == f"H{hedda.id}")).one()
    with clock.travel(LONG_AGO):
        visit = received(house, starts_at=at(NOW.date(), 13), access_needs="En rullstol")
        do(confirm_visit, visit, host_ids=[leading.id], by=STAFF)
    return visit


@pytest.fixture
def page(new_page, visit) -> Page:
    """A host's phone."""
    return new_page(viewport=PHONE)


def keep(page: Page) -> None:
    """Open the day, and wait until the browser has kept it."""
    page.goto("/host/day")
    expect(page.get_by_text(SAVED)).to_be_visible()


def wait_until(page: Page, script: str) -> None:
    """Wait until an asynchronous script says yes."""
    for _ in range(200):
        if page.evaluate(script):
            return
        page.wait_for_timeout(50)
    raise AssertionError(script)


def expect_the_day(page: Page) -> None:
    main = page.locator("main")
    expect(main.get_by_text("No network")).to_be_visible()
    for words in (
        "13:00–14:30",
        "Norrskär Energi AB",
        "Bobergstorget, by the red clock",
        "Walk",
        "En rullstol",
        "Bodil Berg",
        "+46 70 174 06 05",
        "Alice Alm",
        "+46 70 174 06 01",
    ):
        expect(main).to_contain_text(words)
    expect(page.locator('article a[href="tel:+46701740605"]')).to_be_visible()
    family = page.locator("body").evaluate("body => getComputedStyle(body).fontFamily")
    assert "Familjen" in family, "its looks were not kept"
    assert page.locator("h1").evaluate("async () => (await document.fonts.ready).size > 0")


def test_the_day_opens_without_a_network_and_looks_like_itself(page, sign_in: SignIn):
    sign_in("hedda")
    keep(page)
    expect(page.get_by_text("No network")).to_be_hidden()
    page.context.set_offline(True)
    page.reload()
    expect(page.get_by_text("No network")).to_be_visible()
    expect_the_day(page)
    for path in ("/host/", "/host/past"):  # Whatever of a host's is asked for.
        page.goto(path)
        expect(page.get_by_role("heading", level=1)).to_have_text("My day")
        expect_the_day(page)
    page.context.set_offline(False)
    page.goto("/host/")
    expect(page.get_by_role("heading", level=1)).to_have_text("My tours")
    expect(page.get_by_text("No network")).to_have_count(0)


def test_the_first_page_of_a_host_keeps_the_day_already(page, sign_in: SignIn):
    sign_in("hedda")
    page.wait_for_url("**/host/")
    wait_until(page, f"async () => (await ({KEPT})()).includes('/host/day')")
    page.context.set_offline(True)
    page.reload()
    expect_the_day(page)


def test_what_is_kept_is_as_new_as_the_last_page(page, sign_in: SignIn, visit):
    sign_in("hedda")
    keep(page)
    with db.transaction():
        db.session.get_one(Visit, visit.id).contact_phone = "+46701740699"
    page.goto("/host/")
    wait_until(
        page,
        "async () => (await (await caches.match('/host/day')).text()).includes('+46701740699')",
    )


def test_nothing_of_it_is_left_after_signing_out(page, sign_in: SignIn):
    sign_in("hedda")
    keep(page)
    assert "/host/day" in page.evaluate(KEPT)
    page.locator("summary", has_text="More").click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/sign-in")
    assert page.evaluate(KEPT) == []
    assert page.evaluate(WORKERS) == 0
    page.context.set_offline(True)
    with pytest.raises(Error, match="ERR_INTERNET_DISCONNECTED"):
        page.goto("/host/day")


def test_nothing_is_left_where_the_script_cannot_forget(page, sign_in: SignIn):
    """Without the page's own script, the header of the answer empties the browser."""
    sign_in("hedda")
    keep(page)
    form = page.locator("form.sign-out").first
    with page.expect_navigation():
        form.evaluate("form => form.submit()")  # No event, so no script hears of it.
    assert page.evaluate(KEPT) == []
    assert page.evaluate(WORKERS) == 0


def test_it_goes_when_the_session_was_ended_elsewhere(page, sign_in: SignIn, hedda):
    sign_in("hedda")
    keep(page)
    with db.transaction():
        end_other_sessions(db.session.get_one(User, hedda.id), keep=None, by=COMMAND)
    page.goto("/host/")
    assert "/sign-in?next=" in page.url
    wait_until(page, f"async () => (await ({KEPT})()).length === 0")


def test_who_signs_in_next_begins_with_nothing(page, sign_in: SignIn, hedda):
    sign_in("hedda")
    keep(page)
    page.context.clear_cookies()  # As when a browser was closed.
    sign_in("hugo")
    wait_until(
        page,
        "async () => !(await (await caches.match('/host/day'))?.text() ?? '').includes('Bodil')",
    )


def test_it_goes_with_its_days(page, sign_in: SignIn, monkeypatch):
    monkeypatch.setattr(host, "DAYS", 1)
    with clock.travel(at(NOW.date(), 23, 59) + timedelta(seconds=57)):
        sign_in("hedda")
        keep(page)
    page.context.set_offline(True)
    page.wait_for_timeout(3500)
    with pytest.raises(Error, match="ERR_"):
        page.goto("/host/day")
    page.context.set_offline(False)
    page.goto("/en/")
    assert page.evaluate(KEPT) == []
