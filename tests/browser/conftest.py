"""A real Chromium, a real server, and axe: what the browser tests stand on."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

from arena import db
from arena.accounts.models import Role
from arena.accounts.passwords import hash_password
from arena.visits.models import Offer
from arena.web.requests import ArenaFlask
from tests.browser.looks import DESK, with_axe
from tests.cast import make_host, make_offer, make_user

CHROMIUM = "/usr/bin/chromium"
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Each page brings its scripts anew, and is gone before a compiler that optimises has paid off.
    "--js-flags=--no-opt --no-maglev",
]
PATIENCE = 10_000  # Milliseconds; only a test that fails waits for so long.
PASSWORD = "correct horse battery"

NewPage = Callable[..., Page]
SignIn = Callable[..., None]


expect.set_options(timeout=PATIENCE)


def is_refusal(said: ConsoleMessage) -> bool:
    """Tell whether the browser says that it refused a script or a style."""
    return "Content Security Policy" in said.text


class Quiet(WSGIRequestHandler):
    """Serve without a line in the log for each file of each page."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def database() -> str:
    """Browser tests look at pages: one database is enough."""
    return "sqlite"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests of this process."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def password_hash() -> str:
    """PASSWORD as it is kept: hashing is slow on purpose, so it is done once."""
    return hash_password(PASSWORD)


@pytest.fixture
def address(app: ArenaFlask) -> Iterator[str]:
    """The address at which the application really answers, CSRF protection and all."""
    app.config["WTF_CSRF_ENABLED"] = True
    server = make_server("127.0.0.1", 0, with_axe(app), threaded=True, request_handler=Quiet)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
    app.config["WTF_CSRF_ENABLED"] = False


@pytest.fixture
def house(app: ArenaFlask, password_hash: str) -> Offer:
    """One offer, two hosts, and a person of each role who signs in with PASSWORD."""
    with db.transaction():
        people = [
            make_user("Alice Alm", Role.COORDINATOR, "en"),
            make_user("Bob Berg", Role.COORDINATOR, "en"),
            make_user("Dana Dahl", Role.ADMIN, "en"),
            make_user("Arvid Ås", Role.ANALYST, "en"),
            make_user("Petra Pål", Role.PARTNER, "en"),
            make_host("Hedda Holm").host.user,
            make_host("Hugo Hed").host.user,
        ]
        for person in people:
            person.password_hash = password_hash
        return make_offer()


@pytest.fixture
def new_page(chromium: Browser, address: str, house: Offer) -> Iterator[NewPage]:
    """Open a browser of somebody's own; script errors and refused scripts fail the test."""
    faults: list[str] = []
    contexts = []

    def hear(page: Page | None, words: str) -> None:
        faults.append(f"{page.url if page else 'A page'}: {words}")

    def open_page(**options: Any) -> Page:
        shape = {"base_url": address, "viewport": DESK, "reduced_motion": "reduce"}
        context = chromium.new_context(**shape | options)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        context.on("weberror", lambda error: hear(error.page, str(error.error)))
        context.on("console", lambda said: hear(said.page, said.text) if is_refusal(said) else None)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()
    assert not faults, faults


@pytest.fixture
def page(new_page: NewPage) -> Page:
    """The browser of somebody at a desk."""
    return new_page()


@pytest.fixture
def sign_in(page: Page) -> SignIn:
    """Sign somebody in through the page: `sign_in("alice")`; `at` names another browser."""

    def enter(name: str, at: Page = page) -> None:
        at.goto("/en/sign-in")
        at.locator("#email").fill(f"{name}@arena.example")
        at.locator("#password").fill(PASSWORD)
        at.locator("main form[novalidate]").get_by_role("button", name="Sign in").click()
        at.wait_for_url(lambda url: "/sign-in" not in url)

    return enter
