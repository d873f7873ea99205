"""Two organisations, or people, field by field in words, to see beside each other."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from arena.audit.words import record_kind
from arena.directory.clashes import rules
from arena.directory.models import Organisation, Person
from arena.directory.rules import shown_number
from arena.directory.words import FIELD_NAMES, TYPE_NAMES
from arena.web import filters

GROUNDS: Mapping[str, Any] = {
    "number": _l("same number"),
    "domain": _l("same e-mail domain"),
    "name": _l("similar name"),
    "address": _l("same e-mail address"),
    "name_and_organisation": _l("same name in the same organisation"),
}
_SURE, _LIKELY = 93, 80


@dataclass(frozen=True)
class Difference:
    """One field of both: what it is called, what each says, and whose is taken."""

    name: str
    label: Any
    mine: str
    theirs: str
    takes_theirs: bool

    @property
    def is_same(self) -> bool:
        """Whether both say the same."""
        return self.mine == self.theirs


def differences(
    survivor: Organisation | Person,
    other: Organisation | Person,
    fields: Collection[str],
    taken: Collection[str] | None = None,
) -> list[Difference]:
    """Return each field that either has; without a choice, what only the other says is taken."""
    rows = []
    for name in fields:
        mine, theirs = _shown(survivor, name), _shown(other, name)
        if mine or theirs:
            takes = bool(theirs and not mine) if taken is None else name in taken
            rows.append(Difference(name, FIELD_NAMES[name], mine, theirs, takes))
    return rows


def sureness(score: int) -> tuple[str, str]:
    """`{{ status(*(pair.score|sureness)) }}`: how sure it is, in a word with a shape."""
    if score >= _SURE:
        return _("Almost certainly"), "late"
    return (_("Probably"), "waiting") if score >= _LIKELY else (_("Perhaps"), "open")


def ground_words(grounds: Collection[str]) -> str:
    """`{{ pair.grounds|ground_words }}`: on what grounds two may be the same."""
    return str(filters.sentence(filters.listing([str(GROUNDS[each]) for each in grounds])))


def work_words(result: Mapping[str, Any]) -> str:
    """Return what a search for doubles came to: the counts of new pairs."""
    new = sum(counts.get("new", 0) for counts in result.values())
    return str(ngettext("%(num)d new pair", "%(num)d new pairs", new))


def owned_words(counts: Mapping[str, int]) -> list[str]:
    """Return what somebody owns, or what moved, kind by kind: “Visit: 3”."""
    known: dict[str, int] = {}
    for table, rows in counts.items():
        kind, rule = record_kind(table).label, rules().get(table)
        is_told = kind != table and not (rule is not None and rule.is_secret)
        label = str(kind) if is_told else _("Other")
        known[label] = known.get(label, 0) + rows
    return [f"{label}: {filters.number(rows)}" for label, rows in sorted(known.items())]


def shown_value(name: str, value: Any, country: str = "") -> str:
    """Return the value of a field as people read it; "" for none."""
    if value is None:
        return ""
    if name == "number":
        return shown_number(value, country)
    show = _SHOWN.get(name)
    return str(value if show is None else show(value))


def _shown(party: Organisation | Person, name: str) -> str:
    return shown_value(name, getattr(party, name), getattr(party, "country", ""))


_SHOWN: Mapping[str, Callable[[Any], Any]] = {
    "type": lambda value: TYPE_NAMES.get(value, value),
    "country": filters.country_name,
    "phone": filters.phone,
    "language": lambda value: filters.sentence(filters.language_name(value)),
}
FILTERS = (sureness, ground_words, work_words, owned_words)
