"""Displays on walls, in a real browser: all fits, no row is cut, and they ask again unasked."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from arena import clock, db
from arena.audit.models import COMMAND
from arena.on_the_day.services import create_screen, revoke_screen
from arena.on_the_day.views import public
from arena.resources.services import RoomTerms, set_room_terms
from tests.cast import make_user
from tests.meeting_place.rooms import DAY, booked, build_house
from tests.visits.bookings import at

pytestmark = pytest.mark.browser
WALLS = [(1920, 1080), (1080, 1920), (1366, 768), (768, 1024), (1024, 768), (800, 480)]
PHONE = (360, 740)
LONG = "Samråd om energieffektivisering av flerbostadshus i Norrköping och Östergötland"
WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamten"
# What leaves the display, or is cut by what holds it: nothing may, but whole rows.
CUT = """() => {
  const wide = innerWidth, high = innerHeight, cut = [];
  const rows = document.querySelector(".screen__rows")?.getBoundingClientRect();
  for (const part of document.querySelectorAll(
    ".screen__head > *, .screen__now > *, .screen__next, .screen__row, .screen__foot > *")) {
    const box = part.getBoundingClientRect();
    const beside = rows && part.matches(".screen__row") && box.left >= rows.right;
    const within = part.matches(".screen__row") ? rows.bottom : high;
    if (!beside && (box.right > wide + 1 || box.bottom > within + 1 || box.top < 0)) {
      cut.push(part.className + " " + Math.round(box.bottom) + " of " + Math.round(within));
    }
  }
  return cut;
}"""
SHOWN = """() => {
  const edge = document.querySelector(".screen__rows").getBoundingClientRect().right;
  const rows = [...document.querySelectorAll(".screen__row")];
  return rows.filter((row) => row.getBoundingClientRect().left < edge).length;
}"""


@pytest.fixture
def rooms(house):
    with db.transaction():
        rooms = build_house()
        set_room_terms(rooms.office, RoomTerms(release_minutes=20), by=COMMAND)
        return rooms


@pytest.fixture
def screens(rooms):
    """A door and a foyer on a full day of long names."""
    with db.transaction():
        alice = make_user("Åsa Ask")
    for hour in range(8, 18):
        for room, title in ((rooms.east, LONG), (rooms.office, WORD)):
            booked(room, alice, hour, title=title, is_title_shown=True)
    with db.transaction():
        return [create_screen("Skärm", room, by=COMMAND) for room in (rooms.office, None)]


def open_at(page: Page, token: str, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(f"/sv/screens/{token}")
    page.evaluate("() => document.fonts.ready")


def test_nothing_is_cut_off_on_any_wall(page, screens):
    with clock.travel(at(DAY, 10, 5)):
        for _, token in screens:
            for size in WALLS:
                open_at(page, token, size)
                assert page.evaluate(CUT) == [], (size, page.url)
                assert page.evaluate(SHOWN) >= 1, size
                assert page.evaluate("scrollY + document.body.scrollWidth - innerWidth") <= 0


def test_a_foyer_of_full_size_shows_at_least_six(page, screens):
    with clock.travel(at(DAY, 10, 5)):
        for size in WALLS[:2]:
            open_at(page, screens[1][1], size)
            assert page.evaluate(SHOWN) >= 6, size


def test_on_a_phone_all_is_there_to_scroll_to(page, screens):
    with clock.travel(at(DAY, 10, 5)):
        for _, token in screens:
            open_at(page, token, PHONE)
            assert page.evaluate("document.body.scrollWidth - innerWidth") <= 0
            assert page.evaluate(SHOWN) == page.locator(".screen__row").count()


def test_a_display_follows_the_day_without_a_script(new_page, rooms, screens, monkeypatch):
    monkeypatch.setattr(public, "SECONDS", 1)
    page = new_page(java_script_enabled=False)
    screen, token = screens[0]
    with clock.travel(at(DAY, 7, 30)) as move:
        page.goto(f"/en/screens/{token}")
        expect(page.locator(".screen__state")).to_contain_text("Available")
        move(at(DAY, 8, 1))
        expect(page.locator(".screen__state")).to_contain_text("Occupied")
        expect(page.locator(".screen__hint")).to_contain_text("given back at 08:20")
        with db.transaction():
            revoke_screen(screen, by=COMMAND)
        expect(page.locator("h1")).to_contain_text("This screen is off")


def test_an_empty_day_says_so(page, screens):
    with clock.travel(at(DAY + timedelta(days=1), 7)):
        open_at(page, screens[1][1], WALLS[0])
        expect(page.locator(".screen__empty")).to_contain_text("Inget mer är planerat i dag.")
        assert page.evaluate(CUT) == []
