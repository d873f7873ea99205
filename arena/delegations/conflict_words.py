"""What is wrong with a programme, in plain words: what it is, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _l

from arena.delegations.models import ProgrammeItem
from arena.delegations.rules.conflicts import Conflict, ConflictKind
from arena.events.models import Event
from arena.web import filters
from arena.web.languages import localized

_K = ConflictKind

# What is wrong, and what to do. `%(what)s` is the place, equipment or host that it is about,
# `%(others)s` what else is in the way, `%(number)d` and `%(most)d` are figures.
_WORDS: dict[ConflictKind, tuple[Any, Any]] = {
    _K.OUTSIDE_DAYS: (
        _l("The delegation is not here on this day."),
        _l("Move it to one of its days, or change the days of the visit."),
    ),
    _K.ODD_HOURS: (
        _l("It begins before 7 in the morning or ends after 10 at night."),
        _l("Let it begin at another time, or agree on it with the guests."),
    ),
    _K.OVERLAP: (
        _l("It begins before %(others)s has ended, and the same people are to be there."),
        _l("Let it begin later, make the other shorter, or give them to two groups."),
    ),
    _K.NO_WAY: (
        _l("Nobody has said how long the way here takes; no time is reckoned for it."),
        _l("Open the item and enter the minutes of the way, or add it to the travel times."),
    ),
    _K.TOO_SMALL: (
        _l("%(what)s takes %(most)d people, and %(number)d are to come."),
        _l("Choose another place, or go there in groups."),
    ),
    _K.ARENA_CLOSED: (
        _l("The arena is closed on this day."),
        _l("Move the programme to another day, or make sure that everybody comes all the same."),
    ),
    _K.RETIRED: (
        _l("%(what)s is not planned with any more."),
        _l("Choose another."),
    ),
    _K.CLOSED: (
        _l("%(what)s is closed on this day."),
        _l("Choose another place, or another day."),
    ),
    _K.OUTSIDE_HOURS: (
        _l("It is outside the hours of %(what)s."),
        _l("Move it, or make sure that it is opened."),
    ),
    _K.TWICE: (
        _l("%(what)s is wanted at the same time for %(others)s."),
        _l("Move one of them, or choose another for one of them."),
    ),
    _K.NOT_HELD: (
        _l("%(what)s is free, but not held."),
        _l("Press “Hold what is free”."),
    ),
    _K.QUARTER_FULL: (
        _l("%(what)s would have visit number %(number)d this quarter, and %(most)d are enough."),
        _l("Choose another site, or agree on it with those who live and work there."),
    ),
    _K.AWAY: (
        _l("%(what)s is away then."),
        _l("Ask somebody else, or move it."),
    ),
    _K.BUSY: (
        _l("%(what)s is busy then by their own calendar."),
        _l("Ask them whether they can, or ask somebody else."),
    ),
    _K.LANGUAGE: (
        _l("%(what)s does not host in the language of the visit."),
        _l("Ask somebody else, or let the item be interpreted."),
    ),
    _K.REFUSED: (
        _l("Nobody who was asked to receive can come."),
        _l("Ask somebody else."),
    ),
    _K.NO_HOST: (
        _l("Nobody is chosen who receives the guests here."),
        _l("Choose a host on the page “Who takes part”, and ask them."),
    ),
    _K.FEW_HOSTS: (
        _l("%(number)d people need %(most)d hosts at once here, and fewer are chosen."),
        _l("Choose one more, wanted besides everybody else, or let the guests go in groups."),
    ),
    _K.NO_INTERPRETER: (
        _l("An interpreter is wanted, and none is entered for this day."),
        _l("Enter the interpreter among the roles of the visit."),
    ),
}


class Said(NamedTuple):
    """A conflict in words."""

    sentence: str
    remedy: str


@dataclass(frozen=True)
class Names:
    """What things are called: resources and items by their numbers, events of others by theirs."""

    resources: Mapping[int, str]
    items: Mapping[int, str]
    events: Mapping[int, str]


def names_of(
    items: Sequence[ProgrammeItem], events: Sequence[Event] = (), *, with_people: bool = True
) -> Names:
    """Return what a programme's items and all that they want are called, and others' events."""
    resources = {
        want.resource_id: localized(want.resource, "name") for item in items for want in item.wants
    }
    resources |= {
        party.resource_id: party.name if with_people else gettext("The host")
        for item in items
        for party in item.parties
        if party.resource_id is not None
    }
    return Names(
        resources=resources,
        items={item.id: localized(item, "title") for item in items},
        events={event.id: _called(event) for event in events},
    )


def say(conflict: Conflict, names: Names) -> Said:
    """Return what is wrong, and what to do about it."""
    values = {
        "what": names.resources.get(conflict.resource_id or 0, ""),
        "others": filters.listing(
            [gettext("“%(title)s”", title=names.items[each]) for each in conflict.others]
        ),
        "number": conflict.number,
        "most": conflict.most,
    }
    counted = _counted(conflict, values)
    if counted is not None:
        return counted
    if conflict.kind is ConflictKind.TAKEN:
        return _taken(conflict, names, values)
    sentence, remedy = _WORDS[conflict.kind]
    return Said(str(sentence) % values, str(remedy) % values)


def _counted(conflict: Conflict, values: Mapping[str, Any]) -> Said | None:
    """Say what names a number of something."""
    if conflict.kind is ConflictKind.LATE:
        return Said(
            ngettext(
                "The guests cannot be here in time: %(num)d minute is missing.",
                "The guests cannot be here in time: %(num)d minutes are missing.",
                conflict.number,
            ),
            gettext("Let it begin later, or make what comes before it shorter."),
        )
    remedy = gettext("Ask somebody else, or ask them whether one more is all right.")
    if conflict.kind is ConflictKind.DAY_FULL:
        return Said(
            ngettext(
                "%(what)s leads %(num)d visit that day already, the most they take.",
                "%(what)s leads %(num)d visits that day already, the most they take.",
                conflict.most,
                what=values["what"],
            ),
            remedy,
        )
    if conflict.kind is ConflictKind.WEEK_FULL:
        return Said(
            ngettext(
                "%(what)s leads %(num)d visit that week already, the most they take.",
                "%(what)s leads %(num)d visits that week already, the most they take.",
                conflict.most,
                what=values["what"],
            ),
            remedy,
        )
    return None


def _taken(conflict: Conflict, names: Names, values: Mapping[str, Any]) -> Said:
    events = [names.events[each] for each in conflict.event_ids if each in names.events]
    sentence = (
        gettext("%(what)s is taken then, by %(events)s.", **values, events=filters.listing(events))
        if events
        else gettext("%(what)s is taken then.", **values)
    )
    return Said(sentence, gettext("Choose another, or move one of the two."))


def _called(event: Event) -> str:
    times = filters.clock_span(event.starts_at, event.ends_at)
    return f"{localized(event, 'title')} {times}"
