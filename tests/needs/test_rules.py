"""The rules of a need: where each act leads, until when one may ask, and what it must say."""

from datetime import date

import pytest

from arena.needs.rules.ladder import (
    ENDED,
    SHOWN,
    TRANSITIONS,
    UNSEEN,
    Act,
    Dialogue,
    NeedState,
    dialogue_in,
    may_do,
    next_state,
)
from arena.needs.rules.standing import takes_interest, takes_questions
from arena.needs.rules.wholeness import first_gap, spoken

TODAY = date(2026, 11, 24)


def test_nothing_leads_back_to_what_nobody_had_seen():
    for act, (starts, end) in TRANSITIONS.items():
        if end in UNSEEN:
            assert starts <= UNSEEN, act


def test_what_has_ended_stays_as_it_is():
    kept = {Act.HAND_OVER, Act.SEE_TO_INTEREST}
    moving = {act for act in Act if act not in kept and any(may_do(s, act) for s in ENDED)}
    assert not moving


def test_only_an_open_need_takes_interest_and_questions():
    for state in NeedState:
        may = state == NeedState.PUBLISHED
        assert takes_interest(state, Dialogue.OPEN, None, TODAY) is may
        assert takes_questions(state, Dialogue.OPEN, None, TODAY) is may


@pytest.mark.parametrize(("until", "is_open"), [(TODAY, True), (date(2026, 11, 23), False)])
def test_the_last_day_is_the_last(until, is_open):
    assert takes_interest(NeedState.PUBLISHED, Dialogue.OPEN, until, TODAY) is is_open


def test_a_closed_dialogue_takes_nothing():
    for dialogue in (Dialogue.CLOSED, Dialogue.PROCUREMENT):
        assert not takes_questions(NeedState.PUBLISHED, dialogue, None, TODAY)


def test_the_market_dialogue_follows_the_state():
    assert dialogue_in(NeedState.PUBLISHED, Dialogue.OPEN) == Dialogue.OPEN
    assert dialogue_in(NeedState.DIALOGUE_CLOSED, Dialogue.OPEN) == Dialogue.CLOSED
    assert dialogue_in(NeedState.PROCUREMENT, Dialogue.CLOSED) == Dialogue.PROCUREMENT
    assert dialogue_in(NeedState.NOTHING, Dialogue.PROCUREMENT) == Dialogue.PROCUREMENT


def test_an_act_that_may_not_be_done_leads_nowhere():
    with pytest.raises(ValueError, match="draft"):
        next_state(NeedState.DRAFT, Act.CLOSE_DIALOGUE)
    assert next_state(NeedState.PUBLISHED, Act.CLOSE_DIALOGUE) == NeedState.DIALOGUE_CLOSED
    assert next_state(NeedState.PUBLISHED, Act.ANSWER) == NeedState.PUBLISHED
    assert set(NeedState) == SHOWN | UNSEEN


def test_one_language_is_enough_but_a_begun_one_is_finished():
    swedish = {
        "title_sv": "A",
        "problem_sv": "B",
        "effect_sv": "C",
        "title_en": "",
        "limits_en": "",
    }
    assert first_gap(swedish) is None
    assert spoken(swedish) == ("sv",)
    assert first_gap(swedish | {"limits_en": "D"}) == "title_en"
    assert first_gap({"title_en": "A", "problem_en": "B"}) == "effect_en"
    assert first_gap({}) == "title_sv"
