"""What the demo says of a delegation; all its people are invented."""

from __future__ import annotations

from dataclasses import dataclass

Words = tuple[str, str]  # In Swedish, in English.
NOTHING: Words = ("", "")


@dataclass(frozen=True, kw_only=True)
class Outsider:
    """Somebody elsewhere who receives or speaks; the demo's numbers and addresses are nobody's."""

    name: str
    title: Words
    organisation: str
    email: str
    phone: str = "+46701740625"
    role: str = "speaker"


@dataclass(frozen=True, kw_only=True)
class Line:
    """One item: `who` are the hosts' addresses, `at` a fixed start by the arena's clock."""

    kind: str
    minutes: int
    title: Words
    day: int = 0
    group: str = ""
    place: str = ""  # The code of a room or site.
    elsewhere: Words = NOTHING
    at: str = ""
    is_interpreted: bool = False
    who: tuple[str, ...] = ()
    outsiders: tuple[Outsider, ...] = ()
    note: Words = NOTHING
    staff_note: str = ""
    equipment: tuple[str, ...] = ()
    travel: int | None = None
    mode: str = "walk"


@dataclass(frozen=True, kw_only=True)
class Role:
    """Somebody with a role in the visit; `user` is the address of one of the arena's own."""

    role: str
    name: str = ""
    title: str = ""
    organisation: str = ""
    email: str = ""
    phone: str = ""
    language: str = "en"
    user: str = ""


@dataclass(frozen=True)
class Guest:
    """Somebody on the list of participants."""

    name: str
    title: str = ""
    organisation: str = ""
    precedence: int | None = None
    group: str = ""


@dataclass(frozen=True, kw_only=True)
class Party:
    """A delegation of the demo, with the programme that it gets.

    `weeks` from now and `weekday` (0 is Monday) say when its first day is; with `in_days`, it is
    that many working days from today instead.
    """

    code: str
    name: str
    type: str
    level: str
    size: int
    days: int = 1
    weeks: int = 0
    weekday: int = 3
    in_days: int | None = None
    organisation: str
    organisation_type: str
    country: str
    language: str
    contact: Role
    purpose: str
    questions: str = ""
    topics: tuple[str, ...] = ()
    interpretation: str = "none"
    interpreter_language: str = ""
    timezone: str = ""  # As in the country.
    meeting_link: str = ""
    arrival: str = ""
    on_behalf_of: str = ""
    has_media: bool = False
    groups: tuple[tuple[str, int], ...] = ()
    lines: tuple[Line, ...]
    roles: tuple[Role, ...] = ()
    guests: tuple[Guest, ...] = ()
    needs: tuple[tuple[str, str, int], ...] = ()  # Kind, what, how many.
    forms_of_address: str = ""
    customs: str = ""
    gifts: tuple[tuple[str, str, str, int], ...] = ()  # Direction, what, who, kronor.
    expenses: tuple[tuple[str, int, str], ...] = ()  # What, kronor, who bears it.
    promises: tuple[tuple[str, str, int], ...] = ()  # Question, answer, days after.
