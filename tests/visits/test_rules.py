"""The rules of visits, over values."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arena.references import (
    ALPHABET,
    find_reference,
    is_reference,
    reference_for,
)
from arena.visits.meanings import GAPS, GROUNDS, HINDRANCES, REASON_LABELS, REASONS, STATES
from arena.visits.models import DeclineReason, ExemptionGround
from arena.visits.rules import deadlines as rules
from arena.visits.rules.completeness import Gap, gaps
from arena.visits.rules.fees import cancellation_fee, dearer_rungs, fee_due
from arena.visits.rules.groups import Limits, Misfit, fitting, hosts_needed, misfit
from arena.visits.rules.ladder import (
    ENDED,
    HELD,
    OPEN,
    PENDING,
    STAGES,
    TOOK_PLACE,
    TRANSITIONS,
    Act,
    VisitState,
    acts_from,
    may_move,
    next_state,
)
from arena.visits.rules.times import Hindrance, Hours, hindrance, programme
from arena.visits.trail import ACT_NAMES
from tests.visits.bookings import at

STOCKHOLM = ZoneInfo("Europe/Stockholm")
HOLIDAYS = {date(2026, 12, 24), date(2026, 12, 25), date(2026, 12, 31), date(2027, 1, 1)}
NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
LADDER = [{"working_days": 9, "percent": 50}, {"working_days": 2, "percent": 100}]
numbers = st.integers(0, 28**7 - 1)
moments = st.datetimes(datetime(2025, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis adds the zone
ladders = st.lists(
    st.fixed_dictionaries({"working_days": st.integers(0, 30), "percent": st.integers(0, 100)}),
    max_size=5,
)


class Weekdays:
    """Monday to Friday, but for a few holidays."""

    def is_open(self, day: date) -> bool:
        return day not in HOLIDAYS

    def is_working(self, day: date) -> bool:
        return day.weekday() < 5 and self.is_open(day)

    def add(self, day: date, n: int) -> date:
        step = timedelta(days=1 if n > 0 else -1)
        for _ in range(abs(n)):
            day += step
            while not self.is_working(day):
                day += step
        return day


CALENDAR = Weekdays()


def steps(starts_at: datetime, ladder=LADDER):
    return rules.cancellation_steps(ladder, starts_at, STOCKHOLM, CALENDAR)


# --- the ladder -----------------------------------------------------------------------------------


@pytest.mark.parametrize("act", Act)
def test_what_may_not_be_done_leads_nowhere(act):
    for state in VisitState:
        if state in TRANSITIONS[act][0]:
            assert may_move(state, act) or may_move(state, act, is_walk=True)
            assert next_state(state, act) in VisitState
        else:
            assert not may_move(state, act)
            with pytest.raises(ValueError, match=str(state)):
                next_state(state, act)


def test_every_state_can_be_reached_from_a_request():
    reached = {VisitState.UNVERIFIED}
    for _ in VisitState:
        reached |= {next_state(state, act) for state in reached for act in acts_from(state)}
    assert reached == set(VisitState)


def test_what_has_ended_never_takes_place_after_all_but_for_a_corrected_report():
    for state in ENDED:
        for act in acts_from(state):
            if act is not Act.REPORT:
                assert next_state(state, act) == state


def test_the_states_fall_into_three_parts():
    assert set(VisitState) == OPEN | ENDED | TOOK_PLACE
    assert not OPEN & ENDED
    assert not OPEN & TOOK_PLACE
    assert HELD < PENDING < OPEN


def test_every_state_belongs_to_one_stage():
    found = [state for states in STAGES.values() for state in states]
    assert sorted(found) == sorted(VisitState)


def test_seats_on_a_walk_are_never_moved_hosted_or_confirmed_by_staff():
    for state in VisitState:
        assert not {Act.CONFIRM, Act.MOVE, Act.REASSIGN, Act.PROPOSE} & set(
            acts_from(state, is_walk=True)
        )


def test_everything_that_can_be_said_has_words():
    for words, things in (
        (STATES, VisitState),
        (REASONS, DeclineReason),
        (REASON_LABELS, DeclineReason),
        (GROUNDS, ExemptionGround),
        (GAPS, Gap),
        (HINDRANCES, Hindrance),
        (ACT_NAMES, Act),
    ):
        assert set(words) == set(things)


# --- deadlines ------------------------------------------------------------------------------------


def test_an_answer_is_promised_for_the_third_working_day_at_five():
    friday = datetime(2026, 12, 18, 15, tzinfo=UTC)
    assert rules.answer_by(friday, STOCKHOLM, CALENDAR) == at(date(2026, 12, 23), 17)


def test_a_request_just_before_midnight_utc_counts_from_the_local_day():
    late = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)  # Half past midnight in Stockholm.
    assert rules.answer_by(late, STOCKHOLM, CALENDAR) == at(date(2026, 11, 30), 17)


@pytest.mark.parametrize(
    ("starts_at", "answered"),
    [
        (at(date(2026, 11, 27), 10), at(date(2026, 11, 26), 17)),
        (at(date(2026, 11, 26), 10), at(date(2026, 11, 25), 17)),
        (at(date(2026, 11, 25), 20), at(date(2026, 11, 25), 20)),
        (at(date(2026, 12, 17), 10), at(date(2026, 11, 30), 17)),
        (at(date(2026, 11, 24), 10), at(date(2026, 11, 30), 17)),
    ],
)
def test_no_answer_is_promised_for_after_the_visit(starts_at, answered):
    now = at(date(2026, 11, 25), 12)
    promised = rules.answer_by(now, STOCKHOLM, CALENDAR, starts_at=starts_at)
    assert promised == answered


@given(moments, moments)
def test_no_hold_outlasts_the_time_it_holds(now, starts_at):
    assert rules.unverified_hold(now, starts_at) <= starts_at
    assert rules.offered_hold(now, starts_at, STOCKHOLM, CALENDAR) <= starts_at


def test_the_ladder_of_the_domain_has_the_dates_of_the_domain():
    """Free at ten working days or more, half from nine to three, all from two."""
    assert steps(at(date(2026, 12, 17))) == (
        rules.CancellationStep(0, None, date(2026, 12, 3)),
        rules.CancellationStep(50, date(2026, 12, 4), date(2026, 12, 14)),
        rules.CancellationStep(100, date(2026, 12, 15), date(2026, 12, 17)),
    )


def test_holidays_bring_the_deadlines_forward():
    free = steps(at(date(2027, 1, 11)))[0]
    assert free.ends_on == date(2026, 12, 22)


def test_without_a_ladder_cancelling_is_free_to_the_last():
    assert steps(at(date(2026, 12, 17)), []) == (
        rules.CancellationStep(0, None, date(2026, 12, 17)),
    )


def test_a_rung_that_changes_nothing_is_no_step():
    ladder = [
        {"working_days": days, "percent": percent}
        for days, percent in [(15, 0), (9, 50), (5, 50), (2, 100), (1, 80)]
    ]
    assert dearer_rungs(ladder) == [(9, 50), (2, 100)]
    assert steps(at(date(2026, 12, 17)), ladder) == steps(at(date(2026, 12, 17)))


@given(ladders, moments)
def test_cancelling_later_never_costs_less(ladder, starts_at):
    found = steps(starts_at, ladder)
    assert [step.percent for step in found] == sorted(step.percent for step in found)
    for earlier, later in pairwise(found):
        assert later.starts_on == earlier.ends_on + timedelta(days=1)
        assert later.starts_on <= later.ends_on
    assert found[0].starts_on is None
    assert found[-1].ends_on == starts_at.astimezone(STOCKHOLM).date()


@given(ladders, moments, st.integers(0, 60 * 24 * 60))
def test_what_is_due_is_what_the_dated_steps_say(ladder, starts_at, minutes_before):
    found, now = steps(starts_at, ladder), starts_at - timedelta(minutes=minutes_before)
    today = now.astimezone(STOCKHOLM).date()
    step = next(step for step in found if step.ends_on >= today)
    assert rules.percent_due(found, now, STOCKHOLM) == step.percent


@given(ladders, moments, st.integers(0, 20), st.sampled_from([0, 2400]))
def test_no_deadline_is_after_the_visit_begins(ladder, starts_at, days, fee):
    found = rules.deadlines(
        starts_at,
        change_working_days=days,
        ladder=ladder,
        fee_sek=fee,
        zone=STOCKHOLM,
        working_days=CALENDAR,
    )
    assert max(found.change_headcount, found.move, found.cancel) == starts_at == found.cancel
    if fee and found.move > NOW:
        assert rules.percent_due(found.cancellation, found.move, STOCKHOLM) == 0 or (
            found.cancellation[0].ends_on >= found.move.astimezone(STOCKHOLM).date()
        )


def test_a_deadline_shows_its_last_day_across_the_clock_change():
    assert rules.end_of_day(date(2026, 10, 25), STOCKHOLM) == datetime(
        2026, 10, 25, 22, 59, tzinfo=UTC
    )
    assert rules.end_of_day(date(2026, 3, 29), STOCKHOLM) == datetime(
        2026, 3, 29, 21, 59, tzinfo=UTC
    )


# --- times ----------------------------------------------------------------------------------------

HOURS = Hours(
    weekdays=[0, 1, 2, 3, 4],
    first_start=time(9, 30),
    last_start=time(15),
    step_minutes=45,
    lead_working_days=15,
)


@pytest.mark.parametrize(
    ("starts_at", "expected"),
    [
        (at(date(2026, 12, 17), 9, 30), None),
        (at(date(2026, 12, 17), 10, 15), None),
        (at(date(2026, 12, 17), 10), Hindrance.OTHER_HOUR),
        (at(date(2026, 12, 15), 9, 30), None),
        (at(date(2026, 12, 14), 9, 30), Hindrance.TOO_SOON),
        (at(date(2026, 12, 31), 9, 30), Hindrance.CLOSED_DAY),
        (at(date(2026, 12, 19), 9, 30), Hindrance.OTHER_WEEKDAY),
        (NOW, Hindrance.PAST),
        (NOW + timedelta(days=401), Hindrance.TOO_FAR),
    ],
)
def test_a_time_is_offered_or_says_why_not(starts_at, expected):
    found = hindrance(starts_at, HOURS, now=NOW, zone=STOCKHOLM, working_days=CALENDAR)
    assert found == expected


@given(st.lists(st.builds(SimpleNamespace, minutes=st.integers(1, 240)), max_size=6), moments)
def test_the_parts_of_a_visit_follow_each_other(stops, starts_at):
    found = programme(stops, starts_at)
    assert [timed.stop for timed in found] == stops
    for earlier, later in pairwise(found):
        assert earlier.ends_at == later.starts_at
    if found:
        length = timedelta(minutes=sum(stop.minutes for stop in stops))
        assert (found[0].starts_at, found[-1].ends_at) == (starts_at, starts_at + length)


# --- groups, fees, completeness -------------------------------------------------------------------


@given(st.integers(1, 500), st.integers(1, 60))
def test_hosts_are_enough_and_not_one_too_many(size, most):
    needed = hosts_needed(size, most)
    assert needed * most >= size
    assert needed == 1 or (needed - 1) * most < size


def test_a_group_fits_or_is_told_which_offers_it_fits():
    offers = [Limits("b1", 8, 25), Limits("b4", 8, 15), Limits("b7", 10, 50)]
    assert misfit(26, offers[0]) is Misfit.TOO_LARGE
    assert misfit(7, offers[0]) is Misfit.TOO_SMALL
    assert misfit(25, offers[0]) is None
    assert fitting(26, offers) == ["b7"]
    assert fitting(12, offers) == ["b1", "b4", "b7"]


def test_the_fee_is_waived_only_on_a_ground_that_the_offer_allows():
    assert fee_due(2400, None, ["education"]) == 2400
    assert fee_due(2400, "media", ["education"]) == 2400
    assert fee_due(2400, "education", ["education"]) == 0
    assert cancellation_fee(2401, 50) == 1200


def complete(**facts):
    values = {
        "purpose": "Se",
        "phone": "+46701740605",
        "organisation_type": "utility",
        "organisation_number": "4020010007",
        "invoice_reference": "KST 4711",
        "country": "SE",
        "fee_sek": 2400,
        "alternatives": 1,
    }
    return gaps(**(values | facts))


def test_a_whole_request_lacks_nothing():
    assert complete() == []


def test_only_an_invoice_needs_a_number_and_a_reference():
    facts = {"organisation_number": None, "invoice_reference": ""}
    assert complete(**facts) == [Gap.ORGANISATION_NUMBER, Gap.INVOICE_REFERENCE]
    assert complete(**facts, fee_sek=0) == []
    assert complete(organisation_number=None, country="DE") == []


# --- references -----------------------------------------------------------------------------------


@given(numbers)
def test_a_reference_is_one_and_holds_nothing_that_is_misread(number):
    reference = reference_for(number)
    assert is_reference(reference)
    assert len(reference) == 9
    assert not set(reference) & set("0O1IAEUY")


@given(numbers, numbers)
def test_two_visits_never_have_one_reference(one, other):
    assert (reference_for(one) == reference_for(other)) == (one == other)


@given(numbers, st.integers(0, 7), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_always_noticed(number, place, character):
    plain = reference_for(number).replace("-", "")
    slip = plain[:place] + character + plain[place + 1 :]
    assert is_reference(slip) == (slip == plain)


@given(numbers)
def test_a_reference_is_found_however_it_is_typed(number):
    reference = reference_for(number)
    assert find_reference(f"  {reference.lower().replace('-', ' ')} ") == reference


@given(st.text(max_size=20))
def test_any_text_is_a_reference_or_none(text):
    found = find_reference(text)
    assert found is None or is_reference(found)
