"""Lists in words: their columns, what a row is, what is wrong with it, and what it would do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from arena.directory.comparing import shown_value
from arena.directory.models import Choice, ImportRow, ImportState, Outcome, RowKind
from arena.directory.words import FIELD_NAMES

COLUMN_NAMES: Mapping[str, Any] = {
    "organisation": _l("Organisation: name"),
    "number": _l("Organisation: number"),
    "type": _l("Organisation: kind"),
    "country": _l("Organisation: country"),
    "email_domain": _l("Organisation: e-mail domain"),
    "website": _l("Organisation: website"),
    "postal_address": _l("Organisation: postal address"),
    "name": _l("Person: whole name"),
    "given": _l("Person: first name"),
    "family": _l("Person: family name"),
    "title": _l("Person: role"),
    "email": _l("Person: e-mail"),
    "phone": _l("Person: phone"),
    "language": _l("Person: language"),
    "since": _l("Person: in the role since"),
}
KIND_NAMES: Mapping[str, tuple[Any, str]] = {
    RowKind.NEW: (_l("Is new"), "open"),
    RowKind.CHANGE: (_l("Changes"), "waiting"),
    RowKind.DOUBLE: (_l("Likely double"), "late"),
    RowKind.SAME: (_l("As it is"), "done"),
    RowKind.REPEATED: (_l("Repeated"), "quiet"),
    RowKind.FAULTY: (_l("Faulty"), "bad"),
}
STATE_NAMES: Mapping[str, tuple[Any, str]] = {
    ImportState.MAPPING: (_l("Columns are to be chosen"), "waiting"),
    ImportState.COMPARING: (_l("Is compared"), "open"),
    ImportState.PREVIEW: (_l("Is to be looked through"), "waiting"),
    ImportState.SAVING: (_l("Is saved"), "open"),
    ImportState.SAVED: (_l("Saved"), "done"),
    ImportState.UNDOING: (_l("Is undone"), "open"),
    ImportState.UNDONE: (_l("Undone"), "quiet"),
}
OUTCOME_NAMES: Mapping[str, tuple[Any, str]] = {
    Outcome.ADDED: (_l("Added"), "good"),
    Outcome.CHANGED: (_l("Has been changed"), "good"),
    Outcome.UNTOUCHED: (_l("As it was"), "done"),
    Outcome.LATE: (_l("Changed meanwhile: not read in"), "late"),
    Outcome.UNDONE: (_l("Undone"), "quiet"),
    Outcome.KEPT: (_l("Changed since: kept"), "late"),
    "": (_l("Was left out"), "quiet"),
}
CHOICE_NAMES: Mapping[str, Any] = {
    Choice.TAKE: _l("Read in"),
    Choice.SAME: _l("The same: use what is there"),
    Choice.NEW: _l("Another: add it"),
    Choice.SKIP: _l("Leave out"),
}
_FAULTS: Mapping[str, Any] = {
    "no_organisation": _l("no organisation"),
    "no_name": _l("an address or a number, but no name"),
    "formula": _l("a formula instead of text"),
    "error": _l("a formula that has gone wrong"),
    "identity": _l("looks like a personal identity number, which Arena does not keep"),
    "too_long": _l("too long"),
    "number": _l("no organisation number"),
    "country": _l("no country that we know"),
    "type": _l("no kind of organisation that we know"),
    "domain": _l("no e-mail domain of an organisation"),
    "email": _l("no e-mail address"),
    "phone": _l("no phone number"),
    "language": _l("neither Swedish nor English"),
    "day": _l("no day"),
}
_KEPT: Mapping[str, Any] = {
    "role": _l("The role has been changed since"),
    "title": _l("The role has been changed since"),
    "person": _l("The person has been changed or used since"),
    "organisation": _l("The organisation has been changed or used since"),
}


def row_name(row: ImportRow) -> str:
    """`{{ row|row_name }}`: whom a row is about."""
    entry = row.found.get("entry", {})
    names = (entry.get("person", {}).get("name"), entry.get("organisation", {}).get("name"))
    return ", ".join(filter(None, names)) or _("No name")


def row_words(row: ImportRow) -> list[str]:
    """`{{ row|row_words }}`: what a row would do, or what is wrong with it, line by line."""
    if row.kind == RowKind.FAULTY:
        return [_fault_words(*fault) for fault in row.found["faults"]]
    mine, theirs = row.found.get("organisation", {}), row.found.get("person", {})
    lines = [*_party_words(mine, is_person=False), *_party_words(theirs, is_person=True)]
    if theirs.get("role") == "titled":
        before, after = theirs["titles"]
        lines.append(_change(str(COLUMN_NAMES["title"]), before, after))
    elif theirs.get("role") == "new" and theirs.get("is") != "new":
        lines.append(_("Stands for the organisation from now on"))
    return lines


def kept_words(row: ImportRow) -> list[str]:
    """`{{ row|kept_words }}`: what of a row stayed when the list was undone."""
    return list(dict.fromkeys(str(_KEPT[what]) for what in row.did.get("kept", ())))


def _party_words(finding: Mapping[str, Any], *, is_person: bool) -> list[str]:
    lines = []
    if finding.get("is") == "new":
        lines.append(_("A new person") if is_person else _("A new organisation"))
    elif finding.get("is") == "double" and finding.get("row"):
        line = _("Looks like row %(row)s: %(name)s", row=finding["row"], name=finding["name"])
        lines.append(line)
    elif finding.get("is") == "double":
        lines.append(_("Looks like %(name)s in the directory", name=finding["name"]))
    elif finding.get("is") == "row":
        line = (
            _("The same person as in row %(row)s", row=finding["row"])
            if is_person
            else _("The same organisation as in row %(row)s", row=finding["row"])
        )
        lines.append(line)
    for name, (before, after) in (finding.get("changes") or {}).items():
        lines.append(
            _change(str(FIELD_NAMES[name]), shown_value(name, before), shown_value(name, after))
        )
    return lines


def _change(label: str, before: str | None, after: str) -> str:
    if not before:
        return f"{label}: {after}"
    return f"{label}: {before} → {after}"


def _fault_words(fault: str, name: str, value: str) -> str:
    words, column = str(_FAULTS[fault]), str(COLUMN_NAMES[name])
    return f"{column}: {words} (“{value}”)" if value else f"{column}: {words}"


def choices_of(row: ImportRow, allowed: Sequence[Choice]) -> list[tuple[str, Any, bool]]:
    """Return what may be done with a row: the value, its words, and whether it is chosen."""
    default = Choice.SKIP if row.kind == RowKind.DOUBLE else Choice.TAKE
    chosen = row.choice or default
    return [(str(each), CHOICE_NAMES[each], each == chosen) for each in allowed]


FILTERS = (row_name, row_words, kept_words)
