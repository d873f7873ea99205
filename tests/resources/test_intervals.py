"""Intervals are half-open, and what is free is exactly what is not busy."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from arena.resources.rules.intervals import covers, free_intervals, merged, overlaps

points = st.integers(0, 60)
intervals = st.tuples(points, points).filter(lambda pair: pair[0] < pair[1])


def minutes(pieces):
    return {minute for start, end in pieces for minute in range(start, end)}


@given(intervals, intervals)
def test_two_intervals_overlap_when_they_share_a_minute(one, other):
    assert overlaps(one, other) == bool(minutes([one]) & minutes([other]))


def test_back_to_back_is_not_an_overlap():
    assert not overlaps((9, 10), (10, 11))


@given(st.lists(intervals))
def test_merging_keeps_every_minute_and_leaves_gaps_between(pieces):
    result = merged(pieces)
    assert minutes(result) == minutes(pieces)
    assert all(one[1] < other[0] for one, other in pairwise(result))


@given(intervals, st.lists(intervals))
def test_free_is_what_is_not_busy(within, busy):
    result = free_intervals(within, busy)
    assert minutes(result) == minutes([within]) - minutes(busy)
    assert all(start < end for start, end in result)


@given(st.lists(intervals), intervals)
def test_a_wish_is_covered_when_each_of_its_minutes_is(pieces, wanted):
    assert covers(pieces, wanted) == (minutes([wanted]) <= minutes(pieces))
