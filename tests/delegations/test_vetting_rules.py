"""What speaks for and against an enquiry, and which act leads where."""

from datetime import date
from zoneinfo import available_timezones

import pytest
from babel.core import get_global
from hypothesis import given
from hypothesis import strategies as st

from arena.delegations.models import DelegationState, DelegationType, Level
from arena.delegations.rules import ladder, vetting
from arena.delegations.rules.ladder import STAGES, TRANSITIONS, Act
from arena.delegations.rules.vetting import Mark
from arena.delegations.rules.zones import HOME, main_zone

RANK = [Mark.NOT_MET, Mark.DOUBTFUL, Mark.MET]
days = st.integers(0, 400)


@given(left=days, more=days, needed=st.sampled_from([5, 15, 30]))
def test_more_notice_is_never_worse(left, more, needed):
    fewer, longer = vetting.judge_notice(left, needed), vetting.judge_notice(left + more, needed)
    assert RANK.index(longer) >= RANK.index(fewer)


def test_notice_is_met_from_the_very_day_on():
    assert [vetting.judge_notice(left, 15) for left in (15, 14, 8, 7)] == [
        Mark.MET,
        Mark.DOUBTFUL,
        Mark.DOUBTFUL,
        Mark.NOT_MET,
    ]


@given(type_=st.sampled_from(list(DelegationType)), level=st.sampled_from(list(Level)))
def test_only_a_digital_visit_needs_less_notice_than_others(type_, level):
    needed = vetting.notice_needed(type_, level)
    assert (needed < vetting.NOTICE) == (type_ == DelegationType.DIGITAL)


@given(
    needed=st.integers(1, 4),
    free=st.lists(st.integers(0, 9), min_size=1, max_size=5),
    others=st.integers(0, 3),
    closed=st.integers(0, 2),
)
def test_a_party_has_room_only_where_all_its_hosts_are_free_on_every_open_day(
    needed, free, others, closed
):
    mark = vetting.judge_capacity(needed=needed, free_hosts=free, others=others, closed_days=closed)
    if closed or any(each < needed for each in free):
        assert mark is Mark.NOT_MET
    if mark is Mark.MET:
        assert not others
        assert min(free) > needed


def test_who_asks_for_others_is_asked_for_their_mandate():
    said = {"purpose": "To learn.", "questions": "How?", "topics": []}
    assert vetting.judge_benefit(**said, on_behalf_of="") is Mark.MET
    assert vetting.judge_benefit(**said, on_behalf_of="Another city") is Mark.DOUBTFUL
    assert vetting.judge_benefit(**{**said, "purpose": " "}, on_behalf_of="") is Mark.NOT_MET


@given(day=st.dates(date(2020, 1, 1), date(2040, 12, 31)), months=st.integers(0, 60))
def test_months_before_a_day_keep_it_or_the_last_day_of_a_shorter_month(day, months):
    before = vetting.months_before(day, months)
    assert (day.year - before.year) * 12 + day.month - before.month == months
    assert before.day == day.day or (before.day < day.day and before.day >= 28)


@pytest.mark.parametrize(
    ("one", "other", "is_abroad", "is_same"),
    [
        ("City of Aldermoor", "CITY OF  ALDERMOOR", True, True),
        ("City of Aldermoor, the mayor", "City of Aldermoor", False, True),
        ("City of Aldermoor, the mayor", "City of Aldermoor", True, False),
        ("City of Alder", "City of Aldermoor", False, False),
        ("City", "City of Aldermoor", False, False),
        ("", "", False, False),
        ("川西町", "川西町", True, True),
    ],
)
def test_the_same_party_is_known_by_name_and_in_one_country_by_a_part_of_it(
    one, other, is_abroad, is_same
):
    assert vetting.is_same_name(one, other, is_same_country=not is_abroad) == is_same
    assert vetting.is_same_name(other, one, is_same_country=not is_abroad) == is_same


def test_who_is_known_from_another_enquiry_is_never_new():
    marks = [vetting.judge_repeat(received, asked) for received, asked in [(0, 0), (0, 1), (2, 0)]]
    assert marks == [Mark.MET, Mark.DOUBTFUL, Mark.NOT_MET]


def test_every_country_has_one_zone_that_is_known_and_its_own():
    known = available_timezones()
    for country, zones in get_global("territory_zones").items():
        zone = main_zone(country)
        assert zone in known, country
        assert zone == HOME or zone in zones, country


def test_every_state_is_at_one_stage():
    stages = [state for states in STAGES.values() for state in states]
    assert sorted(stages) == sorted(DelegationState)


@pytest.mark.parametrize("state", list(DelegationState))
def test_what_has_ended_stays_so(state):
    if state in ladder.ENDED:
        allowed = {act for act in Act if ladder.may_do(state, act)}
        assert allowed == {Act.LINK, Act.NOTE}


def test_nothing_that_is_accepted_goes_back_to_being_weighed():
    for act, (starts, end) in TRANSITIONS.items():
        if end in ladder.UNDECIDED:
            assert starts <= ladder.UNDECIDED, act
