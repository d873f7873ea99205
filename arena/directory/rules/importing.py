"""Lists of organisations and people: what their columns hold, by their headings."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from datetime import date

ORGANISATION_COLUMNS = (
    "organisation",
    "number",
    "type",
    "country",
    "email_domain",
    "website",
    "postal_address",
)
PERSON_COLUMNS = ("name", "given", "family", "title", "email", "phone", "language", "since")
COLUMNS = ORGANISATION_COLUMNS + PERSON_COLUMNS
LONGEST = {
    "organisation": 160,
    "name": 120,
    "title": 120,
    "website": 300,
    "postal_address": 300,
}

# Headings as people write them, without blanks and signs.
_HEADINGS = {
    "organisation": "organisation organization organisationsnamn organisationname company"
    " companyname företag företagsnamn bolag bolagsnamn kund employer arbetsgivare",
    "number": "organisationsnummer orgnr orgnummer organisationsnr organisationnumber orgnumber"
    " registrationnumber corporateidentityno vat vatnumber momsnr momsnummer orgno",
    "type": "typ type slag kind organisationstyp kategori category organisationtype",
    "country": "land country landskod countrycode",
    "email_domain": "domän domain epostdomän emaildomain maildomän",
    "website": "webbplats website hemsida webb web url www webbadress",
    "postal_address": "postadress adress address postaladdress besöksadress gatuadress",
    "name": "namn name kontakt kontaktperson contact contactperson contactname person fullname"
    " helanamn personnamn",
    "given": "förnamn firstname givenname",
    "family": "efternamn lastname surname familyname",
    "title": "titel title roll role befattning position",
    "email": "epost epostadress email emailaddress mail mailadress mejl mejladress",
    "phone": "telefon phone telefonnummer phonenumber mobil mobile mobiltelefon mobilnummer tel"
    " cell",
    "language": "språk language kontaktspråk",
    "since": "sedan since från from startdatum startdate",
}
_FIELDS = {word: field for field, words in _HEADINGS.items() for word in words.split()}
_BLANKS = re.compile(r"\s+")
# What a spreadsheet shows where a formula has gone wrong, in Swedish and English.
_ERRORS = re.compile(
    r"#(REF!|NAME\?|N/A|VALUE!|DIV/0!|NULL!|NUM!|REFERENS!|NAMN\?|SAKNAS!|VÄRDEFEL!"
    r"|DIVISION/0!|SKÄRNING!|OGILTIGT!)"
)
_IDENTITY = re.compile(r"\b(?:19|20)?\d{6}[-+]\d{4}\b")
_DAYS = (
    (re.compile(r"(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})(?:[T ].*)?"), (1, 2, 3)),
    (re.compile(r"(\d{1,2})[./](\d{1,2})[./ ](\d{4})"), (3, 2, 1)),
)


def guess_columns(headings: Sequence[str]) -> list[str]:
    """Return what each column holds by its heading, "" for nothing of ours; each once.

    Where there is no column for the organisation but one called “Namn”, that is its name, unless
    there are columns that only a person has.
    """
    fields: list[str] = []
    for heading in headings:
        field = _FIELDS.get("".join(c for c in heading.casefold() if c.isalpha()), "")
        fields.append("" if field in fields else field)
    has_people = {"given", "family", "email", "phone", "title"} & set(fields)
    if "organisation" not in fields and "name" in fields and not has_people:
        fields[fields.index("name")] = "organisation"
    return fields


def headings_key(headings: Sequence[str]) -> str:
    """Return what is the same for lists with the same headings, whatever their case and blanks."""
    folded = "\n".join(" ".join(heading.casefold().split()) for heading in headings)
    return hashlib.sha256(folded.encode()).hexdigest()


def lacks_organisation(mapping: Sequence[str]) -> bool:
    """Tell whether no column says which organisation is meant."""
    return "organisation" not in mapping


def clean_cell(text: str) -> str:
    """Return a cell as one line without what cannot be seen."""
    seen = "".join(each if each.isprintable() else " " for each in text[:2000])
    return _BLANKS.sub(" ", seen).strip()


def cell_fault(field: str, text: str) -> str:
    """Return what is wrong with a cell whatever it holds: a formula, its error, or an identity."""
    if text.startswith("="):
        return "formula"
    if _ERRORS.fullmatch(text):
        return "error"
    if field in ("organisation", "name", "given", "family", "title") and _IDENTITY.search(text):
        return "identity"
    if len(text) > LONGEST.get(field, 300):
        return "too_long"
    return ""


def read_day(text: str) -> date | None:
    """Return a day as spreadsheets write it (2026-01-31, 20260131, 31.1.2026); None for none."""
    for pattern, order in _DAYS:
        if found := pattern.fullmatch(text):
            year, month, day = (int(found[place]) for place in order)
            try:
                return date(year, month, day)
            except ValueError:
                return None
    return None
