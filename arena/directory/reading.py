"""One row of a list, read into an organisation and a person, or into what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

import phonenumbers
from babel import Locale
from email_validator import EmailNotValidError, validate_email
from flask_babel import force_locale

from arena.directory.models import OrganisationType
from arena.directory.numbers import read_number
from arena.directory.rules import FREE_MAIL, normalise_domain
from arena.directory.rules.importing import cell_fault, clean_cell, read_day
from arena.directory.words import TYPE_NAMES
from arena.errors import Invalid

LANGUAGES = {"sv": "sv", "svenska": "sv", "swedish": "sv", "en": "en", "engelska": "en"} | {
    "english": "en"
}
Fault = tuple[str, str, str]  # What is wrong, in which field, and what stood there.


@dataclass
class Entry:
    """What a row says: of an organisation, of a person, and of what that person is there."""

    organisation: dict[str, Any] = field(default_factory=dict)
    person: dict[str, Any] = field(default_factory=dict)
    title: str = ""
    starts_on: date | None = None
    faults: list[Fault] = field(default_factory=list)


def read_entry(cells: Sequence[str], mapping: Sequence[str], settings: Mapping[str, Any]) -> Entry:
    """Return what a row says; blanks are filled in with the import's own kind and country."""
    entry = Entry()
    said: dict[str, str] = {}
    for name, cell in zip(mapping, cells, strict=False):
        text = clean_cell(cell) if name else ""
        if text:
            if fault := cell_fault(name, text):
                entry.faults.append((fault, name, text[:40]))
            said[name] = text
    name = said.get("name") or " ".join(filter(None, (said.get("given"), said.get("family"))))
    if not said.get("organisation"):
        entry.faults.append(("no_organisation", "organisation", ""))
    _read_organisation(entry, said, settings)
    if name or said.get("email") or said.get("phone"):
        _read_person(entry, said, name)
    return entry


def _read_organisation(entry: Entry, said: Mapping[str, str], settings: Mapping[str, Any]) -> None:
    country = _looked_up(entry, said, "country", countries()) or settings.get("country") or "SE"
    kind = _looked_up(entry, said, "type", types()) or settings.get("type") or ""
    entry.organisation = {"name": said.get("organisation", ""), "country": country, "type": kind}
    entry.organisation["is_type_said"] = "type" in said
    entry.organisation["is_country_said"] = "country" in said
    try:
        entry.organisation["number"] = read_number(said.get("number", ""), country)
    except Invalid:
        entry.faults.append(("number", "number", said.get("number", "")[:40]))
    if domain := normalise_domain(said.get("email_domain", "")):
        if domain in FREE_MAIL or "." not in domain or len(domain) > 120:
            entry.faults.append(("domain", "email_domain", domain[:40]))
        entry.organisation["email_domain"] = domain
    for name in ("website", "postal_address"):
        if said.get(name):
            entry.organisation[name] = said[name]


def _read_person(entry: Entry, said: Mapping[str, str], name: str) -> None:
    if not name:
        entry.faults.append(("no_name", "name", ""))
    elif len(name) > 120:
        entry.faults.append(("too_long", "name", name[:40]))
    entry.person = {"name": name}
    if text := said.get("email"):
        entry.person["email"] = _read_email(entry, text)
    if text := said.get("phone"):
        entry.person["phone"] = _read_phone(entry, text, entry.organisation["country"])
    if text := said.get("language"):
        entry.person["language"] = LANGUAGES.get(text.casefold(), "")
        if not entry.person["language"]:
            entry.faults.append(("language", "language", text[:40]))
    entry.title = said.get("title", "")
    if text := said.get("since"):
        entry.starts_on = read_day(text)
        if entry.starts_on is None:
            entry.faults.append(("day", "since", text[:40]))


def _read_email(entry: Entry, text: str) -> str:
    try:
        found = validate_email(text, check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError:
        entry.faults.append(("email", "email", text[:40]))
        return ""
    return (found.ascii_email or found.normalized).lower()


def _read_phone(entry: Entry, text: str, country: str) -> str:
    try:
        number = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        number = None
    if number is None or number.extension or not phonenumbers.is_valid_number(number):
        entry.faults.append(("phone", "phone", text[:40]))
        return ""
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def _looked_up(entry: Entry, said: Mapping[str, str], name: str, known: Mapping[str, str]) -> str:
    text = said.get(name, "")
    found = known.get(text.casefold(), "")
    if text and not found:
        entry.faults.append((name, name, text[:40]))
    return found


@cache
def countries() -> Mapping[str, str]:
    """Return the codes of countries by their names in both languages, and by themselves."""
    known: dict[str, str] = {}
    for language in ("sv", "en"):
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha():
                known[str(name).casefold()] = code
                known[code.casefold()] = code
    return known


@cache
def types() -> Mapping[str, str]:
    """Return the kinds of organisations by their names in both languages, and by themselves."""
    known = {str(kind): str(kind) for kind in OrganisationType}
    for language in ("sv", "en"):
        with force_locale(language):
            known |= {str(name).casefold(): str(kind) for kind, name in TYPE_NAMES.items()}
    return known
