"""What a first draft of a programme is like, whatever is asked of it."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arena.delegations.rules.drafting import Cause
from arena.delegations.rules.drafting_frames import LUNCH_FROM, LUNCH_UNTIL
from arena.delegations.rules.drafting_loosening import Loosened, loosenings
from arena.delegations.rules.drafting_search import (
    alternatives,
    lay,
    propose,
)
from arena.delegations.rules.ways import FAR, Way, usual_way
from tests.delegations.drafts import MONDAY, day, guide, house, large, option, wishes


def clock(minutes):
    return f"{minutes // 60}.{minutes % 60:02}"


def stops(draft):
    return [each.option_id for one in draft.days for each in one.stops]


@given(st.integers(1, 10_000), st.sampled_from(["political", "technical", "academic", "media"]))
@settings(max_examples=25, deadline=None)
def test_a_draft_holds_together(seed, kind):
    asked, there = large(seed, stops=24, hosts=12)
    asked = replace(asked, type=kind)
    draft = propose(asked, there, width=6)
    shown = [number for one in draft.days for number in one.option_ids]
    assert len(shown) == len(set(shown)), "every stop at most once"
    duties = []
    for one in draft.days:
        assert all(before.ends <= after.starts for before, after in pairwise(one.lines))
        for before, after in pairwise(one.lines):
            assert (
                after.starts == before.ends + (after.way.minutes if after.way else 0) + after.wait
            )
        assert all(one.wish.begins <= line.starts for line in one.lines)
        assert all(line.ends <= one.wish.ends for line in one.lines)
        lunches = [line for line in one.lines if line.part == "lunch"]
        assert len(lunches) == bool(one.lines and one.lines[-1].ends > 12 * 60)
        assert all(LUNCH_FROM <= line.starts < line.ends <= LUNCH_UNTIL for line in lunches)
        for line in one.stops:
            assert there.is_place_free(line.place, one.wish.day, line.starts, line.ends)
            assert there.is_guide_free(line.guide_id, one.wish.day, line.starts, line.ends)
            duties.append((line.guide_id, one.wish.day, line.starts, line.ends))
    for host, on, start, end in duties:
        same = [each for each in duties if each[:2] == (host, on)]
        assert sum(start < other[3] and other[2] < end for other in same) == 1, "host never double"
    assert propose(asked, there, width=6) == draft, "the same again"
    assert lay(draft.plan, asked, there) == draft, "the plan makes the draft"


def test_a_technical_day_in_full():
    there = house(
        [
            option(1, kind="presentation", topics=frozenset({"introduction"})),
            *map(option, (2, 3, 4)),
        ],
        rooms=(1,),
    )
    lines = propose(wishes(), there).days[0].lines
    assert [(line.part, clock(line.starts)) for line in lines] == [
        ("welcome", "9.00"),
        ("stop", "9.10"),
        ("stop", "10.00"),
        ("break", "10.40"),
        ("stop", "11.05"),
        ("lunch", "11.45"),
        ("stop", "12.55"),
        ("questions", "13.35"),
        ("close", "14.05"),
    ]


def test_the_least_visited_goes_first():
    short = day(begins=9 * 60, ends=10 * 60 + 40)
    loads = {1: 4, 2: 0, 3: 2}
    there = house([option(number, visits=visits) for number, visits in loads.items()])
    assert stops(propose(wishes(days=(short,)), there)) == [2]


def test_what_its_place_has_left_this_quarter_is_respected():
    three = [option(number, place=7, place_left=1) for number in (1, 2, 3)]
    apart = [option(number, place=number) for number in (8, 9)]
    there = house([*three, *apart])
    lines = propose(wishes(), there).days[0].stops
    places = [line.place for line in lines]
    assert {8, 9} < set(places)
    # Two that follow each other at a place are one visit to it.
    assert sum(now == 7 != before for before, now in pairwise([0, *places])) == 1
    full = house([option(1, place_left=0)])
    assert propose(wishes(), full).causes == {1: Cause.FULL}


@pytest.mark.parametrize(
    ("facts", "cause"),
    [
        ({"topics": frozenset({"port"})}, Cause.TOPIC),
        ({"levels": frozenset({"leaders"})}, Cause.LEVEL),
        ({"group_max": 11}, Cause.SIZE),
        ({"is_step_free": False}, Cause.STEPS),
        ({"notice_days": 14}, Cause.NOTICE),
        ({"kind": "online"}, Cause.DIGITAL),
        ({"host_topic": "history"}, Cause.KNOWLEDGE),
    ],
)
def test_what_is_out_of_the_question_says_why(facts, cause):
    draft = propose(wishes(needs_step_free=True), house([option(1, **facts)]))
    assert (draft.count, draft.causes) == (0, {1: cause})


def test_who_speaks_nothing_of_theirs_receives_nobody():
    there = house([option(1)], guides=[guide(1000, languages=frozenset({"sv"}))])
    assert propose(wishes(), there).causes == {1: Cause.LANGUAGE}
    found = propose(wishes(may_lack_hosts=True), there).days[0].stops
    assert [line.guide_id for line in found] == [None]


def test_a_host_has_no_more_tours_than_may_be():
    one = guide(1000, buffer=0, left={MONDAY: 1})
    there = house([option(1), option(2)], guides=[one])
    assert len(stops(propose(wishes(), there))) == 1
    with_pause = guide(1000, buffer=30, left={MONDAY: 1})  # Both stops are then one tour.
    assert len(stops(propose(wishes(), house([option(1), option(2)], guides=[with_pause])))) == 2


def test_a_week_that_is_full_on_its_first_day_leaves_nothing_for_the_second():
    days = (day(0, is_last=False), day(1, is_first=False))
    left = {MONDAY: 1, MONDAY + timedelta(days=1): 1}
    there = house(
        map(option, range(1, 15)), guides=[guide(1000, left=left, buffer=60, has_week_limit=True)]
    )
    drafted = propose(wishes(days=days), there)
    assert drafted.days[0].stops
    assert not drafted.days[1].stops


def test_an_interpreter_lengthens_what_is_said_and_not_lunch():
    lines = propose(wishes(factor=1.6), house([option(1), option(2), option(3)])).days[0].lines
    lengths = {line.part: line.ends - line.starts for line in lines}
    assert lengths["stop"] == 65
    assert lengths["lunch"] == 60


def test_a_swap_times_what_follows_anew():
    there = house([option(1), option(2), option(3, minutes=60)])
    asked = wishes(days=(day(ends=12 * 60),))
    draft = propose(asked, there)
    assert draft.plan[MONDAY] == (1, 3)
    assert alternatives(draft, MONDAY, 1, asked, there) == [2]
    swapped = lay({MONDAY: (3, 2)}, asked, there).days[0].stops
    assert [clock(line.starts) for line in swapped] == ["9.10", "10.20"]


def test_a_plan_shows_nothing_twice_and_nothing_that_is_out_of_the_question():
    there = house([option(1), option(2, group_max=3)])
    assert not lay({MONDAY: (1, 1)}, wishes(), there).count
    assert stops(lay({MONDAY: (1, 2, 77)}, wishes(), there)) == [1]


def test_where_a_party_cannot_go_nothing_is_shown_to_it():
    there = house([option(1), option(2)], ways={(1, 2): FAR})
    assert len(stops(propose(wishes(), there))) == 1
    assert usual_way({"walk": 25, "bus": 8}, ("walk", "bus")) == Way("bus", 8)
    assert usual_way({"walk": 15, "bus": 8}, ("walk", "bus")) == Way("walk", 15)
    assert usual_way({"bus": 8}, ("walk",)) is None


def test_an_unknown_way_is_counted_and_said():
    lines = propose(wishes(), house([option(1), option(2)], ways={})).days[0].stops
    assert [(line.way.minutes, line.is_way_known) for line in lines if line.way] == [(15, False)]


def test_which_wish_to_loosen_is_said_with_what_it_gives():
    there = house([option(1, topics=frozenset({"port"})), option(2, group_max=6)])
    found = {each.wish: each.stops for each in loosenings(wishes(), there, count=0)}
    assert found == {Loosened.TOPICS: 1, Loosened.SIZE: 1}


@pytest.mark.parametrize("seed", [2, 5, 19])
def test_a_beam_comes_close_to_the_best_order_there_is(seed):
    asked, there = large(seed, stops=13, hosts=8)
    asked = replace(asked, days=(day(ends=13 * 60 + 30),))
    found = propose(asked, there)
    able = [each.id for each in there.options if each.id not in found.causes]
    orders = [order for size in (1, 2, 3, 4) for order in permutations(able, size)]
    best = max(
        laid.score for order in orders if (laid := lay({MONDAY: order}, asked, there).days[0]).lines
    )
    assert found.days[0].score >= 0.9 * best
