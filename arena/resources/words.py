"""Resources, days and hours in the words that people read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time, timedelta
from typing import Any

from flask_babel import lazy_gettext as _l
from markupsafe import Markup

from arena.resources.models import Resource, ResourceKind
from arena.resources.rules.days import DayKind
from arena.resources.rules.rooms import Feature, Layout
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
    DayKind.SQUEEZE_DAY: _l("Squeeze days"),
}
DAY_KIND: dict[str, Any] = {
    DayKind.PUBLIC_HOLIDAY: _l("Public holiday"),
    DayKind.EVE: _l("Eve"),
    DayKind.SQUEEZE_DAY: _l("Squeeze day"),
}
DAY_KIND_HINTS: dict[str, Any] = {
    DayKind.PUBLIC_HOLIDAY: _l("The holidays of Swedish law, Sundays aside."),
    DayKind.EVE: _l("Midsummer Eve, Christmas Eve and New Year’s Eve."),
    DayKind.SQUEEZE_DAY: _l(
        "A single weekday between a holiday and a weekend or another holiday, such as the Friday "
        "after Ascension Day."
    ),
}
FEATURES: dict[str, Any] = {
    Feature.SCREEN: _l("Screen or projector"),
    Feature.VIDEO: _l("Camera and microphone for remote meetings"),
    Feature.SOUND: _l("Sound system with microphone"),
    Feature.HEARING_LOOP: _l("Hearing loop"),
    Feature.WHITEBOARD: _l("Whiteboard"),
    Feature.DAYLIGHT: _l("Daylight"),
    Feature.PANTRY: _l("Pantry in the room"),
    Feature.MODEL: _l("Model of the district"),
}
LAYOUTS: dict[str, Any] = {
    Layout.BOARDROOM: _l("Around one table"),
    Layout.U_SHAPE: _l("In a U"),
    Layout.ISLANDS: _l("Islands"),
    Layout.CLASSROOM: _l("Classroom"),
    Layout.THEATRE: _l("Rows of chairs"),
    Layout.STANDING: _l("Standing"),
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


def feature_name(feature: str) -> Any:
    """`{{ "hearing_loop"|feature_name }}`: “Hörslinga”; a code that is no longer known as it is."""
    return FEATURES.get(feature, feature)


def layout_name(layout: str) -> Any:
    """`{{ "theatre"|layout_name }}`: “Biosittning”; a code that is no longer known as it is."""
    return LAYOUTS.get(layout, layout)


def hours_words(spans: Iterable[tuple[time, time]]) -> str:
    """`{{ spans|hours_words }}`: “9.00–12.00, 13.00–17.00”; nothing for a closed day."""
    return ", ".join(
        f"{filters.clocktime(opens_at)}–{filters.clocktime(closes_at)}"
        for opens_at, closes_at in spans
    )


def hours_lines(spans: Iterable[tuple[time, time]]) -> Markup:
    """`{{ spans|hours_lines }}`: the same, each span on a line of its own."""
    return Markup("<br>").join(hours_words([span]) for span in spans)


def whereabouts(place: Resource, language: str) -> str:
    """Return a place's name in a language and its address; what the name says is not said again.

    “Gasverket, Bobergstorget” at “Bobergstorget, Stockholm” is one square, not two.
    """
    said = ((place.name_en if language == "en" else "") or place.name_sv).split(", ")
    said += [part for part in place.address.split(", ") if part and part not in said]
    return ", ".join(said)


FILTERS = (
    resource_name,
    kind_name,
    kinds_name,
    weekday_label,
    day_kind_name,
    feature_name,
    layout_name,
    hours_words,
    hours_lines,
)
