"""Where on the board a moment stands, also on the days on which the clock is changed."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from arena.meeting_place.rules.board import (
    DAY_MINUTES,
    Scale,
    View,
    closed_walls,
    first_day,
    hours_shown,
)
from arena.meeting_place.rules.board_labels import label_ends, shortened, width_of

ZONE = ZoneInfo("Europe/Stockholm")
OPEN = [(time(9), time(17))]


def moment(day, at):
    return int(datetime.combine(day, at, ZONE).timestamp())


@pytest.mark.parametrize("monday", [date(2026, 3, 23), date(2026, 10, 19), date(2026, 12, 14)])
@given(day=some.integers(0, 6), hour=some.integers(4, 23), minute=some.integers(0, 59))
def test_a_moment_stands_where_the_clock_on_the_wall_says(monday, day, hour, minute):
    scale = Scale(monday, 7, ZONE, (8, 18))
    when = datetime.combine(scale.dates[day], time(hour, minute), ZONE)
    assert scale.wall(int(when.timestamp())) == day * DAY_MINUTES + hour * 60 + minute


def test_every_day_is_as_wide_and_the_night_takes_no_room():
    scale = Scale(date(2026, 12, 14), 7, ZONE, (8, 18))
    evening, morning = DAY_MINUTES - 60, DAY_MINUTES + 8 * 60
    assert scale.percent(evening) == scale.percent(morning) == round(100 / 7, 2)
    assert scale.percent(13 * 60) == round(50 / 7, 2)
    assert scale.percent(7 * DAY_MINUTES) == 100


def test_what_lies_outside_the_days_is_drawn_at_the_edge_and_known_as_it_is():
    scale = Scale(date(2026, 12, 14), 7, ZONE, (8, 18))
    before = scale.wall(moment(date(2026, 12, 13), time(22)))
    after = scale.wall(moment(date(2026, 12, 21), time(1)))
    assert (before, after) == (-120, 7 * DAY_MINUTES + 60)
    assert (scale.percent(before), scale.percent(after)) == (0, 100)


def test_hours_are_those_of_opening_and_of_whatever_is_earlier_or_later():
    assert hours_shown(OPEN, [], 7) == (9, 17)
    assert hours_shown(OPEN, [(7 * 60 + 30, 8 * 60), (18 * 60, 19 * 60 + 15)], 7) == (7, 20)
    assert hours_shown([(time.min, time.max)], [], 7) == (8, 18)


def test_a_night_is_drawn_where_all_of_something_lies_in_it():
    assert hours_shown(OPEN, [(22 * 60, DAY_MINUTES + 60)], 7) == (9, 24)
    assert hours_shown(OPEN, [(16 * 60, DAY_MINUTES + 60)], 7) == (9, 17)
    assert hours_shown(OPEN, [(22 * 60, DAY_MINUTES + 60)], 1) == (9, 24)
    assert hours_shown(OPEN, [(-2 * 60, 60)], 7) == (0, 17)
    assert hours_shown(OPEN, [(0, 3 * DAY_MINUTES)], 7) == (9, 17)


def test_closed_is_what_no_opening_covers_within_the_shown_hours():
    assert closed_walls(0, OPEN, (8, 18)) == [(480, 540), (1020, 1080)]
    assert closed_walls(1, [], (8, 18)) == [(DAY_MINUTES + 480, DAY_MINUTES + 1080)]
    assert closed_walls(0, [(time.min, time.max)], (8, 18)) == []
    assert closed_walls(0, [(time(6), time(7))], (8, 18)) == [(480, 1080)]


def test_words_reach_to_the_next_bar():
    assert label_ends([(50.0, 60.0), (10.0, 20.0)]) == [100.0, 50.0]


def test_words_are_left_out_whole_and_that_is_shown():
    words = "Styrelsemöte, höst (ny)"
    assert shortened(words, width_of(words)) == words
    assert shortened(words, width_of(words) - 1) == "Styrelsemöte, höst…"
    assert shortened(words, width_of("Styrelsemöte, hö…")) == "Styrelsemöte…"
    assert shortened(words, width_of("Styrelse…")) == ""
    assert shortened("Möte", 0) == ""


@given(words=some.text(max_size=30), pixels=some.integers(-5, 300))
def test_cut_words_have_room(words, pixels):
    cut = shortened(words, pixels)
    assert width_of(cut) <= max(pixels, 0)
    assert cut == words or cut == "" or words.startswith(cut[:-1])


def test_a_week_begins_on_its_monday_and_a_day_on_itself():
    thursday = date(2026, 12, 17)
    assert first_day(View.DAY, thursday) == thursday
    assert first_day(View.WEEK, thursday) == first_day(View.WEEKS, thursday) == date(2026, 12, 14)
