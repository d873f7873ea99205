"""What staff ask of a draft: which days and hours, about what, for how many, and how they go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any

from flask_babel import lazy_gettext as _l

from arena.delegations.meanings import LEVELS
from arena.delegations.models import Delegation, DelegationNeed
from arena.delegations.queries.drafting import Asked
from arena.delegations.topics import topic_choices
from arena.resources.forms.register import LANGUAGES
from arena.web import filters
from arena.web.fields import (
    CheckboxesField,
    CheckboxField,
    ChoiceField,
    HiddenField,
    IntegerField,
    TimeField,
)
from arena.web.forms import FilterForm, Form

OTHER = "other"
_HOURS: Mapping[str, tuple[int, int]] = {
    "full": (9 * 60, 16 * 60),
    "morning": (9 * 60, 12 * 60),
    "afternoon": (13 * 60, 16 * 60 + 30),
}
_LENGTHS = (
    ("full", _l("Whole day, 09:00–16:00")),
    ("morning", _l("Before lunch, 09:00–12:00")),
    ("afternoon", _l("After lunch, 13:00–16:30")),
    (OTHER, _l("Other hours")),
)
_SHORTEST = 60


class WishForm(FilterForm):
    """What a draft is to be like; days, topics and group are made for each delegation."""

    begins = TimeField(_l("From"), mark_optional=False, default=time(9))
    ends = TimeField(_l("Until"), mark_optional=False, default=time(15))
    level = ChoiceField(
        _l("Level"),
        mark_optional=False,
        blank=_l("Any level"),
        choices=[(str(level), word) for level, word in LEVELS.items()],
    )
    language = ChoiceField(
        _l("Language"),
        required=_l("Choose a language."),
        choices=lambda: [
            (code, filters.sentence(filters.language_name(code))) for code in LANGUAGES
        ],
    )
    size = IntegerField(
        _l("People"),
        required=_l("Enter how many they are."),
        hint=_l("Of the group, if the draft is for one."),
        minimum=1,
        maximum=10_000,
    )
    bus = CheckboxField(_l("They have a bus"))
    steps = CheckboxField(_l("Only places without steps"))
    no_hosts = CheckboxField(_l("Also stops for which no host is free"))

    def days(self, delegation_days: Sequence[date]) -> dict[date, tuple[int, int]]:
        """Return the hours of each day that is to be drafted, in minutes of the day."""
        hours = {}
        for day in delegation_days:
            chosen = self[field_name(day)].data
            if chosen == OTHER:
                hours[day] = (_minutes(self.begins.data), _minutes(self.ends.data))
            elif chosen:
                hours[day] = _HOURS[chosen]
        return hours

    def asked(self, hours: Mapping[date, tuple[int, int]]) -> Asked:
        """Return what is asked, as the query takes it."""
        return Asked(
            hours=hours,
            topics=frozenset(self["topics"].data),
            level=self.level.data,
            language=self.language.data or "en",
            size=self.size.data or 1,
            has_bus=self.bus.data,
            needs_step_free=self.steps.data,
            may_lack_hosts=self.no_hosts.data,
            group_id=self["group"].data,
        )


class KeepForm(Form):
    """That a draft is to be kept, as it was shown."""

    seen = HiddenField()
    version = HiddenField()
    replace = CheckboxField(_l("Take away what is planned on these days"))


def field_name(day: date) -> str:
    """Return the name of the field that says how long a day is."""
    return f"day-{day}"


def wish_form(
    delegation: Delegation,
    days: Sequence[date],
    busy: Mapping[date, int],
    needs: Sequence[DelegationNeed],
    given: Mapping[str, str],
) -> WishForm:
    """Return the form for a delegation: what it asked for, and days that are empty so far.

    `given` is the query; a form that was sent says itself what is ticked.
    """
    bound: type[WishForm] = type("BoundWishForm", (WishForm,), _fields(delegation, days))
    is_sent = "size" in given
    begun = {
        "topics": delegation.topics,
        "level": delegation.level,
        "language": delegation.language,
        "size": delegation.size,
        "bus": delegation.type in ("political", "business"),
        "steps": bool(needs),
        **{field_name(day): None if busy.get(day) else "full" for day in days},
    }
    return bound(given if is_sent else None, data=None if is_sent else begun)


def is_long_enough(hours: Mapping[date, tuple[int, int]]) -> bool:
    """Tell whether each day leaves an hour at least."""
    return all(ends - begins >= _SHORTEST for begins, ends in hours.values())


def _minutes(at: time | None) -> int:
    return 0 if at is None else at.hour * 60 + at.minute


def _fields(delegation: Delegation, days: Sequence[date]) -> dict[str, Any]:
    """Return the fields that are another for each delegation."""
    fields: dict[str, Any] = {
        field_name(day): ChoiceField(
            filters.sentence(filters.day(day)),
            mark_optional=False,
            blank=_l("Leave it as it is"),
            choices=_LENGTHS,
        )
        for day in days
    }
    fields["topics"] = CheckboxesField(
        _l("Topics"),
        mark_optional=False,
        hint=_l("None chosen: anything."),
        choices=topic_choices(more=delegation.topics),
    )
    fields["group"] = ChoiceField(
        _l("For whom"),
        mark_optional=False,
        blank=_l("The whole delegation"),
        choices=[(group.id, group.name) for group in delegation.groups],
        coerce=int,
    )
    return fields
