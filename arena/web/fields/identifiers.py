"""Fields for what has a form of its own: mail addresses, phone numbers, organisation numbers."""

from __future__ import annotations

import re
from typing import Any

import phonenumbers
from email_validator import EmailNotValidError, validate_email
from flask_babel import gettext
from stdnum.exceptions import ValidationError as NumberError
from stdnum.se import orgnr

from arena.web import filters
from arena.web.fields.base import Words
from arena.web.fields.text import TextField


class EmailField(TextField):
    """A mail address that can be written to; `data` has its domain in lower case and ASCII.

    Letters outside ASCII before the @ are refused: few mail servers can deliver to
    them, and the booker would wait for an answer that never comes.
    """

    input_type = "email"
    default_max_length = 254
    default_autocomplete = "email"
    default_inputmode = "email"
    default_width = 32

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read and normalise the address."""
        super().process_formdata(valuelist)
        if not self.data or len(self.data) > self.max_length:
            return
        try:
            # Delivery itself tells whether the address exists; asking name servers
            # here would let a slow one hold up the form.
            found = validate_email(self.data, check_deliverability=False, allow_smtputf8=False)
        except EmailNotValidError:
            raise ValueError(
                gettext("Enter an e-mail address such as name@company.example.")
            ) from None
        self.data = found.ascii_email or found.normalized


class PhoneField(TextField):
    """A phone number; `data` is E.164. It is read as Swedish when it has no country code."""

    input_type = "tel"
    default_max_length = 40
    default_autocomplete = "tel"
    default_inputmode = "tel"
    default_width = 20

    def __init__(self, label: Words = None, *, region: str = "SE", **options: Any) -> None:
        self.region = region
        super().__init__(label, **options)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the number with or without country code, spaces, hyphens and brackets."""
        super().process_formdata(valuelist)
        if not self.data or len(self.data) > self.max_length:
            return
        try:
            number = phonenumbers.parse(self.data, self.region)
        except phonenumbers.NumberParseException:
            number = None
        if number is None or number.extension or not phonenumbers.is_valid_number(number):
            raise ValueError(
                gettext(
                    "Enter a phone number such as 070-174 06 05, or +44 20 7946 0000 from abroad."
                )
            )
        self.data = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)

    def format_data(self) -> str:
        """Return the number grouped as people read it."""
        return filters.phone(self.data) if self.data else ""


class OrgNumberField(TextField):
    """A Swedish organisation number; `data` is `NNNNNN-NNNN`.

    A sole trader's number is a personal identity number. It fails here (the third
    digit is below 2), because Arena does not want to keep any.
    """

    default_max_length = 30
    default_inputmode = "text"
    default_width = 12

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read ten digits, with or without hyphen, prefix 16 or the SE…01 of a VAT number."""
        super().process_formdata(valuelist)
        if not self.data or len(self.data) > self.max_length:
            return
        digits = re.sub(r"[\s\u2010-\u2015-]", "", self.data.upper())
        if vat := re.fullmatch(r"SE([0-9]{10})01", digits):
            digits = vat[1]
        elif len(digits) == 12 and digits.startswith("16"):
            digits = digits[2:]
        try:
            number = orgnr.validate(digits)
            if number[2] < "2":
                raise NumberError
        except NumberError:
            raise ValueError(
                gettext(
                    "Enter the organisation number with its ten digits, for example 402001-0007."
                )
            ) from None
        self.data = orgnr.format(number)
