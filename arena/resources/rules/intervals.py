"""Half-open intervals `[start, end)` of moments, dates, times of day or whole numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from typing import TypeVar

Point = TypeVar("Point", int, date, datetime, time)


def overlaps(one: tuple[Point, Point], other: tuple[Point, Point]) -> bool:
    """Tell whether two intervals share some time; back to back they do not."""
    return one[0] < other[1] and other[0] < one[1]


def merged(intervals: Iterable[tuple[Point, Point]]) -> list[tuple[Point, Point]]:
    """Return the same time as few intervals in order; those that touch become one."""
    result: list[tuple[Point, Point]] = []
    for start, end in sorted(intervals):
        if start >= end:
            continue
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(result[-1][1], end))
        else:
            result.append((start, end))
    return result


def free_intervals(
    within: tuple[Point, Point], busy: Iterable[tuple[Point, Point]]
) -> list[tuple[Point, Point]]:
    """Return the parts of `within` that no interval of `busy` covers, in order."""
    start, end = within
    result = []
    for busy_start, busy_end in merged(busy):
        if busy_end <= start:
            continue
        if busy_start >= end:
            break
        if busy_start > start:
            result.append((start, busy_start))
        start = max(start, busy_end)
    if start < end:
        result.append((start, end))
    return result


def covers(intervals: Sequence[tuple[Point, Point]], wanted: tuple[Point, Point]) -> bool:
    """Tell whether the whole of `wanted` lies within `intervals`, which may touch each other."""
    start, end = wanted
    if any(one[0] <= start and end <= one[1] for one in intervals):
        return True  # The common case, without more ado.
    return not free_intervals(wanted, intervals)
