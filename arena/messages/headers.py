"""What goes into the headers of a mail: one line, no character that a header cannot carry."""

from __future__ import annotations

import re
from email.headerregistry import Address
from email.utils import parseaddr

from arena import config

# What `EmailMessage` refuses in a header, what no header can carry, and what turns the direction
# of the text around it.
_NOT_IN_A_HEADER = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


class Unsendable(Exception):
    """No server could take this mail: its address cannot be written into one."""


def one_line(text: str) -> str:
    """Return `text` on one line that every header can carry."""
    return " ".join(_NOT_IN_A_HEADER.sub(" ", text).split())


def sender() -> Address:
    """Return whom mail comes from: ARENA_MAIL_FROM."""
    name, address = parseaddr(config.current().mail_from)
    return Address(display_name=one_line(name), addr_spec=address)


def receiver(name: str, email: str) -> Address:
    """Return whom mail goes to; raise `Unsendable` when `email` is no address that servers take."""
    try:
        if not email.isascii():
            raise ValueError("Only servers that speak SMTPUTF8 would take it.")
        return Address(display_name=one_line(name), addr_spec=email)
    except (ValueError, IndexError) as error:
        raise Unsendable(str(error)) from error
