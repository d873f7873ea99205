"""What is wrong with the rows of a list, in words that say what to do."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from arena.delegations.rules.rosters import MOST_PEOPLE, Fault, FaultKind

MOST_TOLD = 20
_WORDS: dict[FaultKind, Any] = {
    FaultKind.EMPTY: _l("There is nobody in the list. Paste it, or choose a file."),
    FaultKind.TOO_MANY: _l("There are %(count)s people, and a list has room for %(most)d."),
    FaultKind.NO_NAME_COLUMN: _l(
        "No column is called “Name”. Write the names of the columns in the first line: Name,"
        " Title, Organisation, Precedence, Group."
    ),
    FaultKind.NO_NAME: _l("The name is missing."),
    FaultKind.TOO_LONG: _l("“%(text)s” is too long. There is room for %(most)d characters."),
    FaultKind.TOO_MANY_CELLS: _l(
        "There are %(count)s columns, and we know five: name, title, organisation, number and"
        " group. Put quotation marks around what has a comma in it."
    ),
    FaultKind.NO_NUMBER: _l(
        "“%(text)s” is no number in the order of precedence. Write 1, 2, 3 and so on."
    ),
    FaultKind.GIVEN_TWICE: _l(
        "Number %(number)s stands in row %(other)s too. Give one of them another."
    ),
    FaultKind.TAKEN: _l("%(name)s, who is on the list already, has number %(number)s."),
    FaultKind.NO_GROUP: _l("There is no group “%(name)s” in the programme."),
    FaultKind.IDENTITY: _l("This looks like an identity number. We never keep those: take it out."),
}


def tell_fault(fault: Fault) -> str:
    """Return one fault in words, with the number of its row."""
    value, other = fault.value, fault.other
    words = str(_WORDS[fault.kind]) % {
        "count": value,
        "text": value,
        "number": value,
        "other": other,
        "name": other or value,
        "most": int(other) if fault.kind is FaultKind.TOO_LONG else MOST_PEOPLE,
    }
    return _("Row %(row)d: %(words)s", row=fault.row, words=words) if fault.row else words
