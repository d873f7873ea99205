"""A real Chromium, a real server, and axe: what the browser tests stand on."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import make_server

from arena import db
from arena.accounts.models import Role
from arena.accounts.passwords import hash_password
from arena.web.requests import ArenaFlask
from tests.cast import make_host, make_offer, make_user

AXE = Path(__file__).resolve().parents[2] / "node_modules/axe-core/axe.min.js"
CHROMIUM = "/usr/bin/chromium"
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PASSWORD = "correct horse battery"
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1440, "height": 900}


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


@pytest.fixture
def address(app: ArenaFlask) -> Iterator[str]:
    """The address at which the application really answers, CSRF protection and all."""
    app.config["WTF_CSRF_ENABLED"] = True
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
    app.config["WTF_CSRF_ENABLED"] = False


@pytest.fixture
def house(app: ArenaFlask) -> None:
    """One offer, two hosts, and a person of each role who signs in with PASSWORD."""
    with db.transaction():
        make_offer()
        people = [
            make_user("Alice Alm", Role.COORDINATOR),
            make_user("Dana Dahl", Role.ADMIN),
            make_user("Arvid Ås", Role.ANALYST),
            make_user("Petra Pål", Role.PARTNER),
            make_host("Hedda Holm").host.user,
            make_host("Hugo Hed").host.user,
        ]
        for person in people:
            person.password_hash = hash_password(PASSWORD)


@pytest.fixture
def page(chromium: Browser, address: str, house: None) -> Iterator[Page]:
    """An open page whose script errors and refused scripts fail the test."""
    context = chromium.new_context(base_url=address, viewport=DESK, reduced_motion="reduce")
    context.set_default_timeout(10_000)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on(
        "console",
        lambda said: faults.append(said.text) if "Content Security Policy" in said.text else None,
    )
    yield page
    context.close()
    assert not faults, faults


@pytest.fixture
def sign_in(page: Page) -> Callable[[str], None]:
    """Sign somebody in through the page: `sign_in("alice")`."""

    def sign_in(name: str) -> None:
        page.goto("/en/sign-in")
        page.get_by_label("E-mail").first.fill(f"{name}@arena.example")
        page.get_by_label("Password").first.fill(PASSWORD)
        page.get_by_role("button", name="Sign in", exact=True).first.click()
        page.wait_for_url(lambda url: "/sign-in" not in url)

    return sign_in


@pytest.fixture
def axe(page: Page) -> Callable[[], None]:
    """Let axe look at the page as it is, at both widths, and fail for anything it finds."""
    source = AXE.read_text()

    def look() -> None:
        for size in (DESK, PHONE):
            page.set_viewport_size(size)
            page.evaluate(source)
            found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
            told = [
                (fault["id"], fault["help"], [node["html"] for node in fault["nodes"]][:3])
                for fault in found["violations"]
            ]
            assert not told, f"{page.url} at {size['width']} px: {told}"
            overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            assert page.evaluate(overflow) <= 0, (
                f"{page.url} scrolls sideways at {size['width']} px"
            )

    return look
