"""Text that calendars can carry: no control characters, one line break, addresses in ASCII.

icalendar 7.3 writes control characters out unchanged and raises on line breaks in addresses;
parsers differ on what ends a line. So everything that people typed passes here first.
"""

from __future__ import annotations

import re
from urllib.parse import quote

from icalendar import vText

_LINE_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
_BLANKS = re.compile("[ \t\n]+")
_URI_PUNCTUATION = "%:/?#[]@!$&'()*+,;=-._~"  # RFC 3986, 2.2 and 2.3.
_ADDRESS_PUNCTUATION = "@!$&'*+-./=_~"  # Of RFC 5322 atoms, what RFC 6068 lets stand.


class Text(vText):
    r"""Text escaped as RFC 5545, 3.3.11 has it.

    icalendar 7.3 takes a typed \N for a line break: "C:\Nya" would come out on two lines.
    """

    __slots__ = ()

    def to_ical(self) -> bytes:
        """Return the text as it stands in a content line."""
        return self.translate(_ESCAPES).encode()


def paragraphs(text: str) -> Text:
    """Return text of several lines, fit for DESCRIPTION."""
    return Text(_clean(text).strip())


def line(text: str) -> Text:
    """Return text on one line, fit for SUMMARY, LOCATION and names."""
    return Text(_BLANKS.sub(" ", _clean(text)).strip())


def parameter(text: str) -> str:
    """Return text on one line without double quotes, fit for a parameter such as CN.

    RFC 6868 has a way to write quotes there that few mail programs undo.
    """
    return line(text).replace('"', "'")


def uri(address: str) -> str:
    """Return a web address in ASCII and without blanks, fit for URL."""
    return quote(line(address), safe=_URI_PUNCTUATION)


def mailto(address: str) -> str:
    """Return an e-mail address as a mailto URI (RFC 6068)."""
    return "mailto:" + quote(line(address), safe=_ADDRESS_PUNCTUATION)


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("", _LINE_BREAKS.sub("\n", text))
