"""What is wrong with the rows of a list, in words that say what to do."""

from __future__ import annotations

from flask_babel import gettext as _

from arena.delegations.rules.rosters import MOST_PEOPLE, Fault, FaultKind

MOST_TOLD = 20


def tell_fault(fault: Fault) -> str:
    """Return one fault in words, with the number of its row."""
    words = _words(fault)
    return _("Row %(row)d: %(words)s", row=fault.row, words=words) if fault.row else words


def _words(fault: Fault) -> str:
    value, other = fault.value, fault.other
    words: dict[FaultKind, str] = {
        FaultKind.EMPTY: _("There is nobody in the list. Paste it, or choose a file."),
        FaultKind.TOO_MANY: _(
            "There are %(count)s people, and a list has room for %(most)d.",
            count=value,
            most=MOST_PEOPLE,
        ),
        FaultKind.NO_NAME_COLUMN: _(
            "No column is called “Name”. Write the names of the columns in the first line: Name,"
            " Title, Organisation, Precedence, Group."
        ),
        FaultKind.NO_NAME: _("The name is missing."),
        FaultKind.TOO_LONG: _(
            "“%(text)s” is too long. There is room for %(most)d characters.",
            text=value,
            most=int(other or 0),
        ),
        FaultKind.TOO_MANY_CELLS: _(
            "There are %(count)s columns, and we know five: name, title, organisation, number and"
            " group. Put quotation marks around what has a comma in it.",
            count=value,
        ),
        FaultKind.NO_NUMBER: _(
            "“%(text)s” is no number in the order of precedence. Write 1, 2, 3 and so on.",
            text=value,
        ),
        FaultKind.GIVEN_TWICE: _(
            "Number %(number)s stands in row %(other)s too. Give one of them another.",
            number=value,
            other=other,
        ),
        FaultKind.TAKEN: _(
            "%(name)s, who is on the list already, has number %(number)s.", name=other, number=value
        ),
        FaultKind.NO_GROUP: _("There is no group “%(name)s” in the programme.", name=value),
        FaultKind.IDENTITY: _(
            "This looks like an identity number. We never keep those: take it out."
        ),
    }
    return words[fault.kind]
