"""What the trail's words mean to people: packages say it for their own records and acts.

What nobody has named is shown as it is stored.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from flask import Flask, current_app
from flask_babel import lazy_gettext as _l

from arena.audit.models import AuditEntry
from arena.web import filters

_WORDS = "arena.audit.words"

# Given the numbers of some records, their names.
Naming = Callable[[Collection[int]], Mapping[int, str]]
# Given a value of an act's detail, and the whole detail, what to say of it; nothing for None.
Saying = Callable[[Any, Mapping[str, Any]], Any]


@dataclass(frozen=True)
class Record:
    """A kind of record: what it is called, the endpoint of its page, and its address's variable.

    `names` calls each by what people know it by; one without a name is called by its number.
    """

    label: Any
    endpoint: str | None = None
    variable: str | None = None
    names: Naming | None = None


@dataclass(frozen=True)
class Reference:
    """A detail that is the number of a record: `names` are asked once for all lines of a page.

    `nothing` is said where there is no number.
    """

    names: Naming
    nothing: Any = None


Details = Mapping[str, Saying | Reference]


@dataclass
class _Words:
    records: dict[str, Record]
    acts: dict[str, Any]
    name_users: Naming | None = None
    details: dict[str, Saying | Reference] = field(default_factory=dict)


_ACTORS: dict[str, Any] = {
    "booker": _l("The booker"),
    "guests": _l("The delegation’s guests"),
    "invited": _l("Somebody who was asked"),
    "reader": _l("A reader of mailings"),
    "stranger": _l("Somebody who was not signed in"),
    "api": _l("A program, by the API"),
    "worker": _l("Arena itself"),
    "command": _l("A command on the server"),
}


def register_words(
    app: Flask,
    *,
    records: Mapping[str, Record] | None = None,
    acts: Mapping[str, Any] | None = None,
    name_users: Naming | None = None,
    details: Details | None = None,
) -> None:
    """Name kinds of records by their table, acts by what was recorded, and users by number.

    `details` say what acts add, by package and key: "visits.group_size".
    """
    words: _Words = app.extensions.setdefault(_WORDS, _Words({}, {}))
    words.records.update(records or {})
    words.acts.update(acts or {})
    words.name_users = name_users or words.name_users
    words.details.update(details or {})


def record_kind(subject_type: str) -> Record:
    """Return what a kind of record is called."""
    return _words().records.get(subject_type, Record(subject_type))


def act_name(action: str) -> Any:
    """Return what an act is called: “Signed in” for `accounts.sign_in`."""
    return _words().acts.get(action, action)


def record_names(entries: Iterable[AuditEntry]) -> dict[tuple[str, int], str]:
    """Return what the records of some lines are called, where they are still there."""
    numbers: dict[str, set[int]] = defaultdict(set)
    for entry in entries:
        if entry.subject_id is not None:
            numbers[entry.subject_type].add(entry.subject_id)
    return {
        (kind, number): name
        for kind, ids in numbers.items()
        if (names := record_kind(kind).names) is not None
        for number, name in names(ids).items()
    }


def detail_words(entries: Iterable[AuditEntry]) -> dict[int, list[str]]:
    """Return what lines add to their acts, in words, by the numbers of the lines.

    What nobody has words for is said as it is stored.
    """
    entries = list(entries)
    names = _referred_names(entries)
    return {
        entry.id: [str(words) for words in _details_of(entry, names) if words is not None]
        for entry in entries
    }


def _referred_names(entries: Iterable[AuditEntry]) -> dict[str, Mapping[int, str]]:
    """Return the names of all records that the details of some lines refer to, by detail."""
    numbers: dict[str, set[int]] = defaultdict(set)
    for entry in entries:
        for key, value in entry.detail.items():
            detail = _detail_key(entry, key)
            if isinstance(_words().details.get(detail), Reference) and value is not None:
                numbers[detail].add(value)
    found = {}
    for detail, ids in numbers.items():
        reference = _words().details[detail]
        if isinstance(reference, Reference):
            found[detail] = reference.names(ids)
    return found


def _details_of(entry: AuditEntry, names: Mapping[str, Mapping[int, str]]) -> Iterable[Any]:
    for key, value in entry.detail.items():
        detail = _detail_key(entry, key)
        saying = _words().details.get(detail)
        if saying is None:
            yield f"{key}: {_plain(value)}"
        elif isinstance(saying, Reference):
            yield saying.nothing if value is None else names[detail].get(value)
        else:
            yield saying(value, entry.detail)


def _detail_key(entry: AuditEntry, key: str) -> str:
    return f"{entry.action.partition('.')[0]}.{key}"


def unsaid(value: Any, detail: Mapping[str, Any]) -> None:
    """Say nothing: a number that only the program knows, or what another word says with it."""
    return


def moment_words(written: str) -> str:
    """Return a moment that a detail keeps, as people read it."""
    return filters.moment(datetime.fromisoformat(written))


def day_words(written: str) -> str:
    """Return a day that a detail keeps, as people read it."""
    return filters.day(date.fromisoformat(written))


def listed(labels: Mapping[str, Any]) -> Saying:
    """Return what says which fields were changed, by their labels."""
    return lambda names, detail: filters.listing(
        dict.fromkeys(str(labels.get(name, name)) for name in names)
    )


def actor_names(labels: Collection[str]) -> dict[str, Any]:
    """Return who the actors of some lines are: users by name, where they are still known."""
    numbers = {label: int(label.partition(":")[2]) for label in labels if label.startswith("user:")}
    name_users = _words().name_users
    names = name_users(list(numbers.values())) if name_users and numbers else {}
    users = {label: names.get(number, label) for label, number in numbers.items()}
    return {label: users.get(label) or _ACTORS.get(label, label) for label in labels}


def _plain(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _words() -> _Words:
    words: _Words = current_app.extensions[_WORDS]
    return words
