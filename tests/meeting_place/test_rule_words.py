"""How a rule is said, so that it reads as people speak."""

from datetime import time

import pytest

from arena.events.recurrence import Frequency, Rule
from arena.meeting_place.rule_words import whole_rule_words
from arena.meeting_place.words import STATES
from arena.web.languages import speak


@pytest.mark.parametrize(
    ("interval", "swedish", "english"),
    [
        (1, "Varje vecka", "Every week"),
        (2, "Varannan vecka", "Every other week"),
        (3, "Var 3:e vecka", "Every 3 weeks"),
        (12, "Var 12:e vecka", "Every 12 weeks"),
        (21, "Var 21:a vecka", "Every 21 weeks"),
    ],
)
def test_every_so_often_is_said_as_people_say_it(app, interval, swedish, english):
    rule = Rule(frequency=Frequency.WEEKLY, interval=interval, weekdays=(3,), count=4)
    for language, said in (("sv", swedish), ("en", english)):
        with speak(language):
            assert whole_rule_words(rule, time(10)).startswith(f"{said}, ")


def test_the_states_of_a_booking_agree_with_each_other(app):
    with speak("sv"):
        said = [str(word) for word, _shape in STATES.values()]
    assert said == [
        "Väntar på svar",
        "Bokad",
        "Avböjd",
        "Avbokad",
        "Återlämnad: ingen kom",
    ]
