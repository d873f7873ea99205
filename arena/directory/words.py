"""Kinds of organisations in the words that people read."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from flask_babel import lazy_gettext as _l

from arena.directory.models import (
    Audience,
    Basis,
    Fact,
    FactSource,
    LanguageLevel,
    RelationKind,
)
from arena.directory.models import OrganisationType as Type
from arena.web import filters

TYPE_NAMES: dict[str, Any] = {
    Type.CITY_ADMINISTRATION: _l("City administration"),
    Type.CITY_COMPANY: _l("Company owned by the city"),
    Type.MUNICIPALITY: _l("Municipality or region in Sweden"),
    Type.FOREIGN_CITY: _l("City or region abroad"),
    Type.AGENCY: _l("Government agency or ministry"),
    Type.EMBASSY: _l("Embassy or chamber of commerce"),
    Type.LARGE_COMPANY: _l("Large company"),
    Type.SMALL_COMPANY: _l("Small or medium-sized company"),
    Type.DEVELOPER: _l("Developer or property owner"),
    Type.UTILITY: _l("Energy, water or waste utility"),
    Type.CONSULTANT: _l("Consultant or architect"),
    Type.UNIVERSITY: _l("University or college"),
    Type.INSTITUTE: _l("Research institute"),
    Type.SCHOOL: _l("School"),
    Type.TRADE_BODY: _l("Trade body or cluster"),
    Type.CIVIL_SOCIETY: _l("Civil society or residents' association"),
    Type.MEDIA: _l("Media"),
    Type.FUNDER: _l("Funder"),
}

# A relation in the words of each of its ends; what follows is the name of the other.
READINGS: dict[str, Any] = {
    RelationKind.PART_OF: _l("Is part of"),
    f"{RelationKind.PART_OF}:object": _l("Consists of"),
    RelationKind.OWNS: _l("Owns"),
    f"{RelationKind.OWNS}:object": _l("Is owned by"),
    RelationKind.MEMBER_OF: _l("Is a member of"),
    f"{RelationKind.MEMBER_OF}:object": _l("Has as a member"),
    RelationKind.SUPPLIES: _l("Supplies"),
    f"{RelationKind.SUPPLIES}:object": _l("Is supplied by"),
    RelationKind.FINANCES: _l("Finances"),
    f"{RelationKind.FINANCES}:object": _l("Is financed by"),
    RelationKind.TENANT_OF: _l("Is a tenant of"),
    f"{RelationKind.TENANT_OF}:object": _l("Has as a tenant"),
    RelationKind.WORKS_WITH: _l("Works with"),
}
FACT_NAMES: dict[str, Any] = {
    Fact.EMAIL: _l("E-mail"),
    Fact.PHONE: _l("Phone"),
    Fact.ADDRESS: _l("Postal address"),
    Fact.TITLE: _l("Titles"),
}
SOURCE_NAMES: dict[str, Any] = {
    FactSource.PERSON: _l("Told by the person"),
    FactSource.ORGANISATION: _l("Told by the organisation"),
    FactSource.WEBSITE: _l("Found on a public page"),
    FactSource.BOOKING: _l("Given with a booking"),
    FactSource.IMPORT: _l("Came with an imported list"),
    FactSource.UNKNOWN: _l("Not known"),
}
BASIS_NAMES: dict[str, Any] = {
    Basis.TASK: _l("Needed for our public task"),
    Basis.CONSENT: _l("The person has agreed"),
    Basis.AGREEMENT: _l("Part of an agreement"),
}
AUDIENCE_NAMES: dict[str, Any] = {
    Audience.STAFF: _l("Our own staff only"),
    Audience.CIRCLE: _l("Also those in the same networks"),
    Audience.PARTNERS: _l("Also all partners"),
    Audience.PUBLIC: _l("Everybody"),
}
LEVEL_NAMES: dict[str, Any] = {
    LanguageLevel.NATIVE: _l("first language"),
    LanguageLevel.FLUENT: _l("fluent"),
    LanguageLevel.SOME: _l("some"),
}
# Languages that somebody may speak, by the codes that Babel has names for.
SPOKEN = """
sv en fi da nb is de fr es it pt nl et lv lt pl cs hu ro bg hr sr el tr uk ru ar fa ku so ti am sw
hi ur bn ta th vi id zh ja ko he se
""".split()  # noqa: SIM905 - a list of codes reads best as words
FIELD_NAMES: dict[str, Any] = {
    "name": _l("Name"),
    "type": _l("Kind"),
    "country": _l("Country"),
    "number": _l("Number"),
    "email_domain": _l("E-mail domain"),
    "website": _l("Web address"),
    "postal_address": _l("Postal address"),
    "description_sv": _l("Description in Swedish"),
    "description_en": _l("Description in English"),
    "topics": _l("Topics"),
    "email": _l("E-mail"),
    "phone": _l("Phone"),
    "language": _l("Language"),
}


def organisation_type(value: str) -> Any:
    """`{{ organisation.type|organisation_type }}`: “Kommun eller region i Sverige”."""
    return TYPE_NAMES[value]


def day_before(day: date) -> date:
    """`{{ role.ends_on|day_before|day }}`: the last day of what ends exclusively."""
    return day - timedelta(days=1)


def type_choices() -> list[tuple[str, Any]]:
    """Return the kinds of organisations, for a field of a form."""
    return [(str(value), name) for value, name in TYPE_NAMES.items()]


def reading_name(reading: str) -> Any:
    """`{{ related.reading|reading_name }}`: “Ingår i”."""
    return READINGS.get(reading, reading)


def reading_choices() -> list[tuple[str, Any]]:
    """Return the relations as one end says them, for a field of a form."""
    return list(READINGS.items())


def fact_name(fact: str) -> Any:
    """`{{ known.fact|fact_name }}`: “Telefon”."""
    return FACT_NAMES[fact]


def source_name(source: str) -> Any:
    """`{{ row.source|source_name }}`: “Fått av personen”."""
    return SOURCE_NAMES[source]


def basis_name(basis: str) -> Any:
    """`{{ row.basis|basis_name }}`: “Personen har samtyckt”."""
    return BASIS_NAMES[basis]


def audience_name(audience: str) -> Any:
    """`{{ row.audience|audience_name }}`: “Bara vår personal”."""
    return AUDIENCE_NAMES[audience]


def spoken_name(language: str, level: str) -> str:
    """Return a language with how well it is spoken: “Tyska, flytande”."""
    return f"{filters.sentence(filters.language_name(language))}, {LEVEL_NAMES[level]}"


def language_choices() -> list[tuple[str, str]]:
    """Return the languages that somebody may speak by their names, our own two first."""
    named = [(code, filters.sentence(filters.language_name(code))) for code in SPOKEN]
    return named[:2] + sorted(named[2:], key=lambda choice: choice[1].casefold())


FILTERS = (
    organisation_type,
    day_before,
    reading_name,
    fact_name,
    source_name,
    basis_name,
    audience_name,
)
