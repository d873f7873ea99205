"""Of several answers the right one holds, in whatever order they come."""

from datetime import UTC, datetime, timedelta
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from arena.meetings.rules.answering import Given, Verdict, current, page_sequence, weigh

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)


def at(sequence, minutes=0):
    return Given(sequence, NOON + timedelta(minutes=minutes))


def test_an_answer_about_the_time_that_holds_is_taken():
    assert weigh(at(0), None, 0) == Verdict.HOLDS
    assert weigh(at(3), at(2), 2) == Verdict.HOLDS


def test_an_answer_about_an_earlier_time_is_kept_as_such():
    assert weigh(at(0, 60), None, 1) == Verdict.EARLIER_TIME
    assert current("accepted", 0, 1) == "needs_action"
    assert current("accepted", 1, 1) == "accepted"


def test_an_older_answer_is_not_heard():
    assert weigh(at(0, 60), at(1, 0), 0) == Verdict.OVERTAKEN
    assert weigh(at(1, 0), at(1, 5), 1) == Verdict.OVERTAKEN
    assert weigh(at(1, 5), at(1, 0), 1) == Verdict.HOLDS


def test_a_page_s_answer_does_not_shut_out_the_calendar_s_later_one():
    on_page = page_sequence(shown=4, asked=2, known=None, time_sequence=1)
    assert weigh(at(2, 10), at(on_page, 5), 1) == Verdict.HOLDS


def test_a_page_that_was_drawn_before_the_move_answers_the_earlier_time():
    about = page_sequence(shown=0, asked=2, known=None, time_sequence=2)
    assert weigh(Given(about, NOON), None, 2) == Verdict.EARLIER_TIME


@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 9)), min_size=1, max_size=4, unique=True),
    st.integers(0, 3),
)
def test_the_order_in_which_answers_arrive_does_not_matter(answers, time_sequence):
    ends = set()
    for order in permutations(answers):
        known = None
        for sequence, minutes in order:
            new = at(sequence, minutes)
            if weigh(new, known, time_sequence) != Verdict.OVERTAKEN:
                known = new
        ends.add(known)
    assert ends == {max((at(*each) for each in answers), key=lambda g: (g.sequence, g.at))}
