"""Order, names and sheets of what is printed, and the time between the stops of a run sheet."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arena.delegations.rules.precedence import by_precedence, language_of_name, size_step
from arena.delegations.rules.programme import Entry, ordered
from arena.delegations.rules.run_sheet import buffers
from arena.delegations.rules.sheets import BADGES, PLACE_CARDS, on_sheets

STOCKHOLM = ZoneInfo("Europe/Stockholm")
NINE = datetime(2026, 12, 10, 8, tzinfo=UTC)  # By the clock of Stockholm.


@dataclass
class Guest:
    name: str
    precedence: int | None
    position: int


def entry(key, begins, minutes, group="", travel=0):
    starts_at = NINE + timedelta(minutes=begins)
    return Entry(
        key=key,
        uid=f"{key}",
        sequence=0,
        kind="site",
        group=group,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=minutes),
        travel_minutes=travel,
        travel_mode="walk",
        title_sv="",
        title_en="",
    )


def test_who_has_no_number_comes_last_as_given():
    guests = [
        Guest("fourth", None, 1),
        Guest("second", 2, 2),
        Guest("first", 1, 3),
        Guest("third", None, 0),
    ]
    assert [each.name for each in by_precedence(guests)] == ["first", "second", "third", "fourth"]


@pytest.mark.parametrize(
    ("name", "country", "language"),
    [
        ("Åsa Öberg", "SE", ""),
        ("Nguyễn Thị Hằng", "VN", ""),
        ("山田 太郎", "JP", "ja"),
        ("山田 太郎", "CN", "zh"),
        ("たろう", "CN", "ja"),
        ("김민수", "GB", "ko"),
        ("محمد", "SA", "ar"),
        ("محمد", "IR", "fa"),
        ("שירה", "IL", "he"),
    ],
)
def test_a_name_is_drawn_and_read_out_in_its_own_language(name, country, language):
    assert language_of_name(name, country) == language


def test_long_names_are_set_smaller_and_wide_letters_count_double():
    assert [size_step("x" * length) for length in (26, 27, 45, 73)] == [0, 1, 2, 3]
    assert size_step("山" * 14) == 1


@given(st.integers(0, 130), st.sampled_from([BADGES, PLACE_CARDS]))
def test_every_card_is_on_one_sheet_and_sheets_are_filled(number, sheet):
    cards = list(range(number))
    sheets = on_sheets(cards, sheet)
    assert [card for each in sheets for card in each] == cards
    assert all(len(each) == sheet.cards for each in sheets[:-1])
    assert all(0 < len(each) <= sheet.cards for each in sheets)


@pytest.mark.parametrize(("sheet", "cards"), [(BADGES, 10), (PLACE_CARDS, 6)])
def test_cards_lie_where_printers_print(sheet, cards):
    assert sheet.cards == cards
    assert min(sheet.margins) >= 10


def test_time_to_spare_is_said_of_days_that_are_as_they_are_planned():
    draft = ordered([entry(1, 0, 30), entry(2, 45, 30, "A", travel=10), entry(3, 24 * 60, 30)])
    shown = ordered([entry(1, 0, 30), entry(2, 50, 30, "A", travel=10), entry(3, 24 * 60, 30)])
    slack = {1: 0, 2: 5, 3: 0}
    assert buffers(draft, draft, slack, STOCKHOLM) == slack
    assert buffers(shown, draft, slack, STOCKHOLM) == {3: 0}
