"""The planning board in a real browser: drag, stretch, clashes, undo, keys, and two at once."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from arena import db
from arena.meeting_place.models import RoomBooking
from arena.resources.models import Resource
from arena.visits.models import OfferStop, Visit
from arena.visits.queries.holdings import placed_programme
from tests.browser.looks import PHONE
from tests.cast import make_resource
from tests.meeting_place.board_rooms import book_room, make_room
from tests.visits.bookings import DAY, at, confirmed, host_ids

pytestmark = pytest.mark.browser

DAY_AFTER = DAY + timedelta(days=1)
BOARD = f"/staff/board?view=day&on={DAY}"


@pytest.fixture
def rooms(house) -> list[Resource]:
    with db.transaction():
        return [make_room("R1"), make_room("R2")]


@pytest.fixture
def booking(rooms) -> RoomBooking:
    return book_room(rooms[0], at(hour=13))


@pytest.fixture
def board(page, sign_in, booking) -> Page:
    sign_in("alice")
    page.goto(BOARD)
    return page


def forget() -> None:
    db.session.rollback()
    db.session.expire_all()


def bar(page: Page, event_id: int, room: Resource | None = None) -> Locator:
    row = f"tr[data-r='{room.id}'] " if room else ""
    return page.locator(f"{row}a[data-b^='{event_id} ']").first


def drag(page: Page, what: Locator, *, right: float = 0, down: float = 0, at_end=False) -> None:
    """Drag a bar by pixels; what is seen before it is let go is looked at by the caller."""
    box = what.locator("rect").last.bounding_box()
    assert box is not None
    x = box["x"] + (box["width"] - 2 if at_end else box["width"] / 2)
    y = box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + right / 2, y + down / 2)
    page.mouse.move(x + right, y + down)


def hour(page: Page) -> float:
    """How many pixels an hour is."""
    width = page.locator(".track[role=group]").first.bounding_box()["width"]
    first, last = map(int, page.locator("[data-board]").get_attribute("data-hours").split())
    return width / (last - first)


def do_it(page: Page) -> None:
    page.get_by_role("dialog").get_by_role("button", name="Do it").click()
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_an_entry_is_dragged_to_another_time_and_room_and_that_is_undone(board, booking, rooms):
    below = board.locator(f"tr[data-r='{rooms[1].id}']").bounding_box()["y"]
    above = board.locator(f"tr[data-r='{rooms[0].id}']").bounding_box()["y"]
    drag(board, bar(board, booking.event_id), right=2 * hour(board), down=below - above)
    expect(board.locator("[data-board-tip]")).to_have_text("Thu 17 Dec 15:00–16:00, Place R2")
    board.mouse.up()
    dialog = board.get_by_role("dialog")
    expect(dialog).to_contain_text("15:00–16:00")
    expect(dialog).to_contain_text("Place R2 instead of Place R1")
    expect(dialog).to_contain_text("who booked, is told")
    do_it(board)
    expect(bar(board, booking.event_id, rooms[1])).to_be_focused()
    forget()
    assert (booking.event.starts_at, booking.room_id) == (at(hour=15), rooms[1].id)
    board.get_by_role("button", name="Undo").click()
    expect(bar(board, booking.event_id, rooms[0])).to_be_visible()
    forget()
    assert (booking.event.starts_at, booking.room_id) == (at(hour=13), rooms[0].id)


def test_an_end_is_dragged_and_what_it_would_run_into_is_shown(board, booking, rooms):
    other = book_room(rooms[0], at(hour=15))
    board.reload()
    grip = bar(board, booking.event_id).locator(".grip")
    assert grip.evaluate("element => getComputedStyle(element).cursor") == "ew-resize"
    expect(board.get_by_text("Drag the handle to make it longer or shorter.")).to_be_visible()
    drag(board, bar(board, booking.event_id), right=1.5 * hour(board), at_end=True)
    tip = board.locator("[data-board-tip]")
    expect(tip).to_contain_text("13:00–15:30")
    expect(tip).to_contain_text("Taken: Ledningsgrupp, 4 people, Thu 17 Dec at 15:00–16:00")
    board.mouse.up()
    dialog = board.get_by_role("dialog")
    expect(dialog).to_contain_text("is taken then")
    expect(dialog.get_by_role("button", name="Do it")).to_have_count(0)
    board.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    drag(board, bar(board, booking.event_id), right=hour(board), at_end=True)
    board.mouse.up()
    do_it(board)
    forget()
    assert booking.event.ends_at == at(hour=15) == other.event.starts_at


def test_a_visit_is_given_to_another_host_by_keys_alone(page, sign_in, house):
    visit = confirmed(house)
    old = db.session.get_one(Resource, host_ids(visit)[0])
    sign_in("alice")
    page.goto(BOARD)
    bar(page, visit.event_id, old).focus()
    status = page.locator("[data-board-status]")
    page.keyboard.press("Enter")
    expect(status).to_contain_text("Picked up: Introduction and walk, 18 people")
    page.keyboard.press("ArrowRight")
    expect(status).to_contain_text("10:15–11:45")
    page.keyboard.press("Shift+ArrowRight")
    expect(status).to_contain_text("cannot be made longer or shorter")
    page.keyboard.press("Escape")
    expect(status).to_have_text("Put back.")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("no longer lead it")
    page.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
    expect(status).to_contain_text("instead of")
    forget()
    assert host_ids(visit) != [old.id]


@pytest.fixture
def two_stops(house) -> tuple[Visit, Resource]:
    """A visit that goes on to a second site after an hour, and that site."""
    with db.transaction():
        other = make_resource("S2", "site")
        house.stops[0].minutes = 60
        house.stops.append(
            OfferStop(position=2, minutes=30, title_sv="Utsikt", title_en="View", resource=other)
        )
    return confirmed(house), other


def places(visit: Visit) -> list[str]:
    forget()
    parts = placed_programme(visit.event, visit.offer)
    return [part.place.name_en for part in parts if part.place]


def test_each_place_of_a_visit_goes_to_another_row_by_itself(page, sign_in, two_stops):
    visit, second = two_stops
    with db.transaction():
        third, fourth = make_resource("S3", "site"), make_resource("S4", "site")
    first = places(visit)[0]
    sign_in("alice")
    page.goto(BOARD)
    row = {each.id: page.locator(f"tr[data-r='{each.id}']") for each in (second, third)}
    tops = [row[each.id].bounding_box()["y"] for each in (second, third)]
    drag(page, bar(page, visit.event_id, second), down=tops[1] - tops[0])
    expect(page.locator("[data-board-tip]")).to_contain_text("11:00–11:30, Place S3")
    page.mouse.up()
    expect(page.get_by_role("dialog")).to_contain_text("Place S3 instead of Place S2")
    do_it(page)
    expect(bar(page, visit.event_id, third)).to_be_focused()
    assert places(visit) == [first, "Place S3"]
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("Place S4 instead of Place S3")
    page.keyboard.press("Enter")
    expect(bar(page, visit.event_id, fourth)).to_be_focused()
    assert places(visit) == [first, "Place S4"]
    page.get_by_role("button", name="Undo").click()
    expect(bar(page, visit.event_id, third)).to_be_visible()
    assert places(visit) == [first, "Place S3"]


def test_a_later_stop_takes_its_whole_visit_along(page, sign_in, two_stops):
    visit, other = two_stops
    sign_in("alice")
    page.goto(BOARD)
    expect(bar(page, visit.event_id, other).locator(".grip")).to_have_count(0)
    drag(page, bar(page, visit.event_id, other), right=hour(page), at_end=True)
    tip = page.locator("[data-board-tip]")
    expect(tip).to_contain_text("12:00–12:30")
    expect(tip).to_contain_text("It has a length of its own")
    page.mouse.up()
    expect(page.get_by_role("dialog")).to_contain_text("11:00–12:30 (week 51) instead of")
    do_it(page)
    forget()
    assert visit.event.starts_at == at(hour=11)


def test_keys_stretch_and_go_from_entry_to_entry(board, booking, rooms):
    other = book_room(rooms[1], at(hour=13))
    board.reload()
    bar(board, booking.event_id).focus()
    board.keyboard.press("ArrowDown")
    expect(bar(board, other.event_id)).to_be_focused()
    board.keyboard.press("ArrowUp")
    board.keyboard.press("Enter")
    board.keyboard.press("Shift+ArrowRight")
    board.keyboard.press("Shift+ArrowRight")
    expect(board.locator("[data-board-status]")).to_contain_text("13:00–14:30")
    board.keyboard.press("Enter")
    do_it(board)
    forget()
    assert booking.event.ends_at == at(hour=14, minute=30)


def test_on_a_phone_a_week_begins_where_today_is(new_page, sign_in, house, rooms):
    page = new_page(viewport=PHONE)
    sign_in("alice", page)
    page.goto("/staff/board?view=week")
    today = page.locator(".scale__column--today").bounding_box()
    names = page.locator(".board__corner").bounding_box()
    assert today["x"] == pytest.approx(names["x"] + names["width"], abs=2)


def test_two_at_once_see_each_other_and_overwrite_nothing(board, booking, rooms, new_page, sign_in):
    bobs = new_page()
    sign_in("bob", bobs)
    bobs.goto(BOARD)
    drag(board, bar(board, booking.event_id), right=hour(board))
    board.mouse.up()
    do_it(board)
    drag(bobs, bar(bobs, booking.event_id), right=2 * hour(bobs))
    bobs.mouse.up()
    dialog = bobs.get_by_role("dialog")
    expect(dialog).to_contain_text("Somebody else has changed this meanwhile")
    expect(dialog).to_contain_text("Alice Alm")
    dialog.get_by_role("button", name="Mine instead").click()
    do_it(bobs)
    forget()
    assert booking.event.starts_at == at(hour=15)
    bar(board, booking.event_id).focus()
    board.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(bar(board, booking.event_id)).to_have_attribute(
        "aria-label", "Ledningsgrupp, 4 people, Thu 17 Dec at 15:00–16:00, Place R1, booked"
    )
    expect(bar(board, booking.event_id)).to_be_focused()


def test_a_click_opens_the_form_and_an_analyst_drags_nothing(page, sign_in, booking):
    sign_in("arvid")
    page.goto(BOARD)
    drag(page, bar(page, booking.event_id), right=90)
    page.mouse.up()
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.goto(BOARD)
    bar(page, booking.event_id).locator("rect").first.click()
    expect(page.get_by_role("heading", name="Ledningsgrupp")).to_be_visible()


def test_what_is_refused_when_it_is_done_is_read_in_the_dialogue(board, booking, rooms):
    drag(board, bar(board, booking.event_id), right=2 * hour(board))
    board.mouse.up()
    dialog = board.get_by_role("dialog")
    expect(dialog.get_by_role("button", name="Do it")).to_be_visible()
    book_room(rooms[0], at(hour=15), title="Styrelsen")
    dialog.get_by_role("button", name="Do it").click()
    expect(dialog).to_contain_text("It cannot be done")
    expect(dialog.get_by_role("listitem")).to_contain_text("Styrelsen, Thu 17 December 2026")
    assert "is taken then" in dialog.evaluate("""element => element
        .getAttribute("aria-describedby").split(" ")
        .map(id => document.getElementById(id)?.textContent).join(" ")""")
    dialog.get_by_role("link", name="Leave it as it is").click()
    expect(dialog).to_be_hidden()
    forget()
    assert booking.event.starts_at == at(hour=13)


def test_when_no_answer_comes_that_is_seen_and_said(board, booking):
    board.route("**/staff/board/entries/*", lambda route: route.abort())
    drag(board, bar(board, booking.event_id), right=hour(board))
    board.mouse.up()
    trouble = board.get_by_role("alert").filter(has_text="No answer came")
    expect(trouble).to_be_in_viewport()
    expect(bar(board, booking.event_id)).to_be_focused()
    board.unroute("**/staff/board/entries/*")
    drag(board, bar(board, booking.event_id), right=hour(board))
    expect(trouble).to_have_count(0)
    board.mouse.up()
    do_it(board)


def test_a_board_is_not_led_astray_by_another_window(board, booking):
    table = board.context.new_page()
    drag(board, bar(board, booking.event_id), right=hour(board))
    board.mouse.up()
    expect(board.get_by_role("dialog")).to_be_visible()
    table.goto(f"/staff/board/table?on={DAY}")
    do_it(board)
    expect(bar(board, booking.event_id)).to_be_focused()
    expect(bar(board, booking.event_id)).to_have_attribute("aria-label", re.compile("14:00–15:00"))
    table.reload()
    board.get_by_role("button", name="Undo").click()
    expect(bar(board, booking.event_id)).to_have_attribute("aria-label", re.compile("13:00–14:00"))


def test_what_lasts_over_midnight_is_moved_and_stretched(page, sign_in, rooms):
    booking = book_room(rooms[0], at(hour=22), hours=3)
    sign_in("alice")
    page.goto(BOARD)
    drag(page, bar(page, booking.event_id), right=-hour(page))
    expect(page.locator("[data-board-tip]")).to_contain_text("Thu 17 Dec 21:00–00:00, Place R1")
    page.mouse.up()
    do_it(page)
    forget()
    assert (booking.event.starts_at, booking.event.ends_at) == (at(hour=21), at(DAY_AFTER, 0))
    page.get_by_role("button", name="Undo").click()
    expect(bar(page, booking.event_id)).to_have_attribute("aria-label", re.compile("22:00–01:00"))
    # From the morning after, where its beginning is not drawn: another room, the same time.
    page.goto(f"/staff/board?view=day&on={DAY_AFTER}")
    bar(page, booking.event_id).focus()
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Shift+ArrowRight")
    expect(page.locator("[data-board-status]")).to_contain_text("Thu 17 Dec 22:00–01:15, Place R2")
    page.keyboard.press("Enter")
    do_it(page)
    forget()
    assert (booking.event.starts_at, booking.room_id) == (at(hour=22), rooms[1].id)
    assert booking.event.ends_at == at(DAY_AFTER, 1, 15)


def test_no_words_are_cut(page, sign_in, rooms):
    long = "Nya MMW om ledningsgruppens genomgång av verksamheten"
    for number, room in enumerate(rooms):
        book_room(room, at(hour=9), hours=0.25, title=long)
        book_room(room, at(hour=11 + 2 * number), title=long)
        book_room(room, at(hour=16), hours=2, title="Möte")
    sign_in("alice")
    for view in ("day", "week"):
        page.goto(f"/staff/board?view={view}&on={DAY}")
        words = page.locator("a[data-b] svg text")
        assert "Möte" in words.all_text_contents()
        assert any(each.endswith("…") for each in words.all_text_contents())
        assert (
            words.evaluate_all("""texts => texts
            .filter(text => text.getComputedTextLength() + 7 >
                text.ownerSVGElement.width.baseVal.value)
            .map(text => text.textContent)""")
            == []
        )
