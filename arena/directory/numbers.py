"""Identity numbers of organisations, checked by the rules of their country."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from stdnum.exceptions import ValidationError
from stdnum.se import orgnr

from arena.directory.rules import normalise_number
from arena.errors import Invalid

_LONGEST = 20


def read_number(text: str, country: str) -> str | None:
    """Return a number as it is stored, or None for a blank one; raise `Invalid` for a wrong one.

    Swedish numbers have ten digits with a check digit, and a third digit of 2 or more: below that
    it is a person's own number (lag 1974:174), which Arena does not keep. Group 4 is given to
    nobody, so numbers made up for a demonstration pass. Other countries' numbers are taken as they
    are.
    """
    number = normalise_number(text, country)
    if not number:
        return None
    if country == "SE":
        try:
            is_wrong = orgnr.validate(number)[2] < "2"
        except ValidationError:
            is_wrong = True
        if is_wrong:
            raise Invalid(
                _l("Enter the organisation number with its ten digits, for example 402001-0007."),
                "number",
            )
    elif len(number) > _LONGEST:
        raise Invalid(_l("Enter a number of at most 20 letters and digits."), "number")
    return number
