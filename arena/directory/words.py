"""Kinds of organisations in the words that people read."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from flask_babel import lazy_gettext as _l

from arena.directory.models import OrganisationType as Type

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

FIELD_NAMES: dict[str, Any] = {
    "name": _l("Name"),
    "type": _l("Kind"),
    "country": _l("Country"),
    "number": _l("Number"),
    "email_domain": _l("E-mail domain"),
    "website": _l("Website"),
    "postal_address": _l("Postal address"),
    "description_sv": _l("Description in Swedish"),
    "description_en": _l("Description in English"),
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
