"""Resources, days and hours in the words that people read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time, timedelta
from typing import Any

from flask_babel import lazy_gettext as _l
from markupsafe import Markup

from arena.resources.models import Resource, ResourceKind
from arena.resources.rules.days import DayKind
from arena.web import filters
from arena.web.languages import localized

KINDS: dict[str, Any] = {
    ResourceKind.ROOM: _l("Room"),
    ResourceKind.SITE: _l("Site"),
    ResourceKind.HOST: _l("Host"),
    ResourceKind.EQUIPMENT: _l("Equipment"),
}
MANY: dict[str, Any] = {
    ResourceKind.ROOM: _l("Rooms"),
    ResourceKind.SITE: _l("Sites"),
    ResourceKind.HOST: _l("Hosts"),
    ResourceKind.EQUIPMENT: _l("Equipment"),
}
KIND_HINTS: dict[str, Any] = {
    ResourceKind.ROOM: _l("Indoors, for one group at a time."),
    ResourceKind.SITE: _l("A place that visits go to; it may take several groups at a time."),
    ResourceKind.EQUIPMENT: _l("Something to borrow, in as many sets as there are."),
}
DAY_KINDS: dict[str, Any] = {
    DayKind.PUBLIC_HOLIDAY: _l("Public holidays"),
    DayKind.EVE: _l("Eves"),
    DayKind.SQUEEZE_DAY: _l("Bridge days"),
}
DAY_KIND: dict[str, Any] = {
    DayKind.PUBLIC_HOLIDAY: _l("Public holiday"),
    DayKind.EVE: _l("Eve"),
    DayKind.SQUEEZE_DAY: _l("Bridge day"),
}
DAY_KIND_HINTS: dict[str, Any] = {
    DayKind.PUBLIC_HOLIDAY: _l("The holidays of Swedish law, Sundays aside."),
    DayKind.EVE: _l("Midsummer Eve, Christmas Eve and New Year’s Eve."),
    DayKind.SQUEEZE_DAY: _l(
        "A single weekday between a holiday and a weekend or another holiday, such as the Friday "
        "after Ascension Day."
    ),
}
_MONDAY = date(2024, 1, 1)


def resource_name(resource: Resource) -> str:
    """`{{ resource|resource_name }}`: its name in the reader's language, a host's own name."""
    if resource.host is not None:
        return resource.host.user.name
    return localized(resource, "name")


def kind_name(kind: str) -> Any:
    """`{{ resource.kind|kind_name }}`: “Plats”."""
    return KINDS[kind]


def kinds_name(kind: str) -> Any:
    """`{{ resource.kind|kinds_name }}`: “Platser”."""
    return MANY[kind]


def weekday_label(weekday: int) -> str:
    """`{{ 0|weekday_label }}`: “måndag”."""
    return filters.weekday(_MONDAY + timedelta(days=weekday))


def day_kind_name(kind: str) -> Any:
    """`{{ special.kind|day_kind_name }}`: “Afton”."""
    return DAY_KIND[kind]


def hours_words(spans: Iterable[tuple[time, time]]) -> str:
    """`{{ spans|hours_words }}`: “9.00–12.00, 13.00–17.00”; nothing for a closed day."""
    return ", ".join(
        f"{filters.clocktime(opens_at)}–{filters.clocktime(closes_at)}"
        for opens_at, closes_at in spans
    )


def hours_lines(spans: Iterable[tuple[time, time]]) -> Markup:
    """`{{ spans|hours_lines }}`: the same, each span on a line of its own."""
    return Markup("<br>").join(hours_words([span]) for span in spans)


FILTERS = (
    resource_name,
    kind_name,
    kinds_name,
    weekday_label,
    day_kind_name,
    hours_words,
    hours_lines,
)
