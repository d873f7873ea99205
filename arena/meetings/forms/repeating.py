"""Meetings by weeks, as people type them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from arena import clock
from arena.meetings.forms.planning import FactsForm, read_taken
from arena.meetings.rules.weeks import WeekError, read_weeks
from arena.meetings.services.facts import MeetingFacts
from arena.meetings.services.series import SKIP, Instead, Weeks
from arena.resources.words import weekday_label
from arena.web.fields import ChoiceField, IntegerField, TextField

PREFIX = "on-"
YEARS_AHEAD = 3


class SeriesForm(FactsForm):
    """What the meetings are, in which weeks, on which weekday and when."""

    weeks = TextField(
        _l("Weeks"),
        required=_l("Enter the weeks, such as “v. 6, 20, 37, 47”."),
        hint=_l(
            "As you write them: “v. 6, 20, 37, 47” or “6–9”. A lower week after a higher one is"
            " the next year’s."
        ),
        max_length=200,
    )
    year = IntegerField(
        _l("Year of the first week"), required=_l("Enter the year."), minimum=2000, maximum=2200
    )
    weekday = ChoiceField(
        _l("Weekday"),
        required=_l("Choose the weekday."),
        choices=lambda: [(day, weekday_label(day).capitalize()) for day in range(7)],
        coerce=int,
    )

    def process(self, *arguments: Any, **options: Any) -> None:
        """Read what was sent, within the years that are planned."""
        year = clock.today().isocalendar().year
        self["year"].minimum, self["year"].maximum = year, year + YEARS_AHEAD
        super().process(*arguments, **options)

    def read(self) -> Weeks | None:
        """Return when the meetings are; None, with an error, for weeks that cannot be."""
        try:
            weeks = Weeks(
                year=self["year"].data,
                weeks=read_weeks(self["weeks"].data),
                weekday=self["weekday"].data,
                at=self["begins_at"].data,
            )
            weeks.days()
        except WeekError as error:
            self["weeks"].refuse(week_words(error))
            return None
        return weeks

    def facts(self) -> MeetingFacts:
        """Return what was typed, at a moment that stands for all."""
        return self.facts_at(clock.now())


def week_words(error: WeekError) -> str:
    """Return what is wrong with weeks, and what to do about it."""
    words = {
        "none": _("Enter the weeks, such as “v. 6, 20, 37, 47”."),
        "many": _("Those are too many weeks for one series. Plan some of them first."),
        "week": _("There is no week %(week)s. Enter weeks from 1 to 53.", week=error.text),
        "no_53": _("The year %(year)s has no week 53. Choose another week.", year=error.text),
        "twice": _("Week %(week)s is there twice in a row. Enter each week once.", week=error.text),
    }
    syntax = _(
        "“%(word)s” is no week. Enter numbers with commas between: “v. 6, 20, 37, 47”.",
        word=error.text,
    )
    return str(words.get(error.problem, syntax))


def read_choices(sent: Mapping[str, str]) -> dict[date, Instead | str]:
    """Return what was chosen for each day: to leave it out, or something instead."""
    choices: dict[date, Instead | str] = {}
    for name, value in sent.items():
        day = _day(name)
        if day is None or not value:
            continue
        if value == SKIP:
            choices[day] = SKIP
        elif (taken := read_taken(value)) is not None:
            choices[day] = Instead(taken.room_id, taken.starts_at, taken.minutes)
    return choices


def _day(name: str) -> date | None:
    if not name.startswith(PREFIX):
        return None
    try:
        return date.fromisoformat(name.removeprefix(PREFIX))
    except ValueError:
        return None
