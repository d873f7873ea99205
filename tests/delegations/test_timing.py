"""When the items of a programme take place."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from arena.delegations.rules.timing import Piece, length, place

STOCKHOLM = ZoneInfo("Europe/Stockholm")
DAY = date(2026, 12, 10)


def no_way(start, end, mode):
    return 0


def ten_minutes(start, end, mode):
    return 0 if start == end else 10


def starts(placed):
    return [each.starts_at.astimezone(STOCKHOLM).time() for each in placed]


def lay(*pieces, travel=ten_minutes, factor=1.0):
    return place(pieces, zone=STOCKHOLM, factor=factor, travel=travel)


def test_items_follow_each_other_with_the_way_between():
    placed = lay(
        Piece(key=1, day=DAY, minutes=30, place=1),
        Piece(key=2, day=DAY, minutes=45, place=1),
        Piece(key=3, day=DAY, minutes=20, place=2),
    )
    assert starts(placed) == [time(9), time(9, 30), time(10, 25)]
    assert [each.travel for each in placed] == [0, 0, 10]


def test_a_fixed_start_holds_and_says_what_is_to_spare_or_missing():
    early, late = (
        lay(
            Piece(key=1, day=DAY, minutes=60, place=1),
            Piece(key=2, day=DAY, minutes=30, place=2, fixed_start=start),
        )[1]
        for start in (time(10, 30), time(10))
    )
    assert (early.slack, late.slack) == (20, -10)
    assert starts([early, late]) == [time(10, 30), time(10)]


def test_groups_part_and_meet_again():
    placed = lay(
        Piece(key=1, day=DAY, minutes=30, place=1),
        Piece(key=2, day=DAY, group=1, minutes=60, place=2),
        Piece(key=3, day=DAY, group=2, minutes=40, place=3),
        Piece(key=4, day=DAY, group=2, minutes=40, place=2),
        Piece(key=5, day=DAY, minutes=30, place=4),
    )
    assert starts(placed) == [time(9), time(9, 40), time(9, 40), time(10, 30), time(11, 20)]


def test_a_way_that_staff_gave_is_the_way():
    placed = lay(
        Piece(key=1, day=DAY, minutes=30, place=1),
        Piece(key=2, day=DAY, minutes=30, place=2, travel_minutes=25),
    )
    assert (placed[1].travel, starts(placed)[1]) == (25, time(9, 55))


def test_what_is_nowhere_leaves_people_where_they_were():
    placed = lay(
        Piece(key=1, day=DAY, minutes=30, place=1),
        Piece(key=2, day=DAY, minutes=10),
        Piece(key=3, day=DAY, minutes=30, place=2),
        travel=lambda start, end, mode: 7 if {start, end} == {1, 2} else 0,
    )
    assert placed[2].travel == 7


def test_an_interpreter_lengthens_in_full_five_minutes():
    assert length(25, is_interpreted=True, factor=1.6) == 40
    assert length(10, is_interpreted=True, factor=1.6) == 20
    assert length(25, is_interpreted=False, factor=1.6) == 25
    assert length(25, is_interpreted=True, factor=1) == 25


def test_an_hour_is_an_hour_when_the_clocks_change():
    spring = date(2026, 3, 29)
    placed = place(
        [Piece(key=1, day=spring, minutes=120, fixed_start=time(1, 30))],
        zone=STOCKHOLM,
        factor=1,
        travel=no_way,
    )
    assert placed[0].starts_at == datetime(2026, 3, 29, 0, 30, tzinfo=UTC)
    assert placed[0].ends_at.astimezone(STOCKHOLM).time() == time(4, 30)


PIECES = st.builds(
    Piece,
    key=st.integers(),
    day=st.sampled_from([DAY, DAY + timedelta(days=1)]),
    group=st.sampled_from([None, 1, 2]),
    minutes=st.integers(5, 90),
    is_interpreted=st.booleans(),
    place=st.sampled_from([None, 1, 2, 3]),
)


@given(st.lists(PIECES, max_size=12))
def test_nobody_is_in_two_places_at_once(pieces):
    placed = place(pieces, zone=STOCKHOLM, factor=1.6, travel=ten_minutes)
    for group in (1, 2):
        mine = [
            (piece, when)
            for piece, when in zip(pieces, placed, strict=True)
            if piece.group in (None, group)
        ]
        for day in {piece.day for piece, _ in mine}:
            times = [when for piece, when in mine if piece.day == day]
            assert all(before.ends_at <= after.starts_at for before, after in pairwise(times))
