"""An answer to an invitation, as people give it."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from arena.meetings.models import Answer, Invitee
from arena.meetings.services.answering import LONGEST_WORDS, Said
from arena.web.fields import HiddenField, RadioField, TextAreaField
from arena.web.forms import Form
from arena.web.numbers import read_whole

REMOTE = "remote"
SAYS = ("accepted", REMOTE, "tentative", "declined")


class AnswerForm(Form):
    """Words that go with an answer; which answer it is, the button says."""

    shown = HiddenField()
    words = TextAreaField(
        _l("Words to those who call the meeting"),
        hint=_l("For example that you come later, or what you cannot eat."),
        max_length=LONGEST_WORDS,
        rows=2,
        mark_optional=False,
    )

    @property
    def seen_sequence(self) -> int:
        """The revision of the meeting that the page was drawn with."""
        return read_whole(self["shown"].data) or 0


class HandForm(AnswerForm):
    """An answer that somebody else writes down."""

    say = RadioField(
        _l("What did they answer?"),
        required=_l("Choose what they answered."),
        choices=[
            ("accepted", _l("Comes to the place")),
            (REMOTE, _l("Takes part by link")),
            ("tentative", _l("Perhaps")),
            ("declined", _l("Does not come")),
        ],
    )


def said_of(say: str, words: str) -> Said | None:
    """Return the answer that a button stands for; None for what is none."""
    if say not in SAYS:
        return None
    is_remote = say == REMOTE
    answer = Answer.ACCEPTED if is_remote else Answer(say)
    return Said(answer=answer, is_remote=is_remote, words=words)


def say_of(invitee: Invitee, answer: str) -> str:
    """Return the button of an answer that somebody has given."""
    return REMOTE if answer == Answer.ACCEPTED and invitee.is_remote else answer
