"""The components that more than one page stands on, drawn without a page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import html5lib
import pytest
from flask import render_template

from arena import clock, config, create_app
from arena.web import components, languages
from arena.web.errors import PAGES
from tests.conftest import NOW

STOCKHOLM = ZoneInfo("Europe/Stockholm")
MONDAY = date(2026, 11, 23)

# No test here reads or writes a database: the address only has to be well formed.
_APP = create_app(
    config.load({"ARENA_SECRET_KEY": "k" * 32, "ARENA_DATABASE_URL": "sqlite:///unused.db"})
)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with _APP.test_request_context("/en/"), clock.travel(NOW), languages.speak("en"):
        yield


def slot(day: int, hour: int, **values: Any) -> dict[str, Any]:
    starts_at = datetime(2026, 11, day, hour, tzinfo=STOCKHOLM)
    common = {"starts_at": starts_at, "ends_at": starts_at + timedelta(minutes=90)}
    return common | {"href_choose": f"?choose={day}-{hour}", "rank": None} | values


def week(*slots: dict[str, Any], closed: dict[int, str] | None = None) -> dict[str, Any]:
    days = []
    for number in range(5):
        day = MONDAY + timedelta(days=number)
        days.append(
            {
                "date": day,
                "is_today": day == NOW.date(),
                "is_past": day < NOW.date(),
                "closed_reason": (closed or {}).get(day.day),
                "slots": [one for one in slots if one["starts_at"].date() == day],
            }
        )
    return {"number": 48, "year": 2026, "label": "November", "href": "?from=48", "days": days}


def drawn(name: str, *arguments: Any, **options: Any) -> Any:
    markup = components.render(name, *arguments, **options)
    return html5lib.parseFragment(markup, namespaceHTMLElements=False)


def words(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def test_each_day_announces_its_date_and_its_number_of_free_times() -> None:
    picker = drawn("slot_picker", [week(slot(26, 9), slot(26, 13), slot(27, 9))])
    cells = [words(cell) for cell in picker.iter("td")]
    assert cells[3].startswith("Thursday 26 Nov 2 free times")
    assert cells[4].startswith("Friday 27 Nov 1 free time ")
    assert cells[2].endswith("no free times")


def test_each_free_time_says_its_day_to_those_who_hear_it() -> None:
    picker = drawn("slot_picker", [week(slot(26, 9))])
    [link] = [a for a in picker.iter("a") if "data-slot" in a.attrib]
    assert words(link) == "09:00–10:30, Thursday 26 November 2026"
    assert link.get("href") == "?choose=26-9"


def test_a_closed_day_is_named() -> None:
    picker = drawn("slot_picker", [week(closed={27: "Closed: clearing day"})])
    assert words(list(picker.iter("td"))[4]) == "Friday 27 Nov Closed: clearing day"


def test_a_time_that_cannot_be_chosen_any_more_is_no_link() -> None:
    picker = drawn("slot_picker", [week(slot(26, 9, href_choose=None))])
    assert not [a for a in picker.iter("a") if "data-slot" in a.attrib]
    assert "09:00–10:30" in words(picker)


def test_chosen_times_stand_in_order_of_preference_with_a_way_back() -> None:
    first, second = slot(26, 9, rank=1), slot(27, 9, rank=2)
    chosen = [
        {**first, "href_remove": "?a", "href_up": None},
        {**second, "href_remove": "?b", "href_up": "?c"},
    ]
    picker = drawn("slot_picker", [week(first, second)], chosen, continue_href="/on")
    links = {words(a): a.get("href") for a in picker.iter("a")}
    assert links["Remove Thu 26 Nov"] == "?a"
    assert links["Prefer Fri 27 Nov more"] == "?c"
    assert links["Continue"] == "/on"
    assert "Chosen times: 2 of 3." in words(picker)


def test_weeks_without_free_times_lead_to_the_next_that_has_some() -> None:
    nearest = {"date": date(2027, 1, 11), "href": "?from=2"}
    picker = drawn("slot_picker", [week()], next_free=nearest)
    links = {words(a): a.get("href") for a in picker.iter("a")}
    assert links["The next free day is Mon 11 January 2027"] == "?from=2"


def test_a_state_is_a_word_with_a_shape() -> None:
    shapes = set()
    for kind in ("open", "waiting", "good", "done", "late", "bad", "quiet"):
        markup = components.render("status", "Confirmed", kind)
        shapes.add(markup.split("<svg")[1].split("</svg>")[0])
        assert "Confirmed" in markup
    assert len(shapes) == 7


def test_a_button_with_an_address_is_a_link() -> None:
    assert drawn("button", "Book", href="/x").find("a").get("href") == "/x"
    assert drawn("button", "Book").find("button").get("type") == "submit"


def test_what_people_wrote_is_never_markup() -> None:
    bad = "<b>x</b>"
    rows = [(bad, bad)]
    entries = [{"at": NOW, "text": bad, "who": bad, "detail": bad, "kind": None}]
    for markup in (
        components.render("button", bad),
        components.render("notice", bad, heading=bad),
        components.render("summary_list", rows),
        components.render("timeline", entries),
        components.render("status", bad),
        components.render("contact", bad, role=bad, email=bad),
        components.render("copy_field", "id", bad, bad),
    ):
        assert "<b>" not in markup


def test_a_table_on_a_phone_says_each_cells_column() -> None:
    cell = components.render("table_cell", "Group", 22, is_numeric=True)
    assert 'data-label="Group"' in cell


@pytest.mark.parametrize("status", PAGES)
def test_every_error_page_is_drawn_in_both_languages(status: int) -> None:
    for language in languages.LANGUAGES:
        with languages.speak(language):
            page = html5lib.parse(
                render_template(f"errors/{status}.html", message=""), namespaceHTMLElements=False
            )
        assert page.get("lang") == language
        assert str(status) in words(page)
        assert len(list(page.iter("h1"))) == 1


def test_a_form_that_was_too_old_can_be_sent_again() -> None:
    typed = [("name", 'Anna "A" Berg'), ("themes", "e"), ("themes", "w")]
    page = html5lib.parse(
        render_template("errors/csrf.html", typed=typed, path="/en/x"), namespaceHTMLElements=False
    )
    form = next(page.iter("form"))
    sent = [(i.get("name"), i.get("value")) for i in form.iter("input")]
    assert form.get("action") == "/en/x"
    assert sent[1:] == typed
    assert sent[0][0] == "csrf_token"
