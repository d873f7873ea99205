"""Whole numbers in addresses and hidden fields."""

from __future__ import annotations

import pytest

from arena.web.numbers import read_whole


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("007", 7), ("123456789", 123456789)])
def test_plain_digits_are_a_number(text, number):
    assert read_whole(text) == number


@pytest.mark.parametrize("text", [None, "", " 1", "-1", "1.0", "٣", "²", "1234567890", "x"])
def test_anything_else_is_none(text):
    assert read_whole(text) is None


def test_a_number_may_be_kept_shorter():
    assert (read_whole("9999", most_digits=4), read_whole("10000", most_digits=4)) == (9999, None)
