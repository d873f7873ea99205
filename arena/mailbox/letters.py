"""A mail as it came in: headers and text read with patience, since anybody may have written them.

The tolerant policy of the standard library is used on purpose: the newer one raises on headers that
real programs write.
"""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email import message_from_bytes
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from typing import TypeAlias, cast

from arena.mailbox.texts import cleaned, html_words, on_one_line

Part: TypeAlias = "Message[str, str]"

_MOST_IN_HEADER = 2_000
_MOST_PARTS = 200
_MOST_IDS = 50
_MESSAGE_ID = re.compile(r"<[!-;=?A-~]{1,200}@[!-;=?A-~]{1,200}>")  # Printable ASCII, no <>@.
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class Letter:
    """One mail. Nothing it holds is believed, and nothing in it makes reading fail."""

    def __init__(self, octets: bytes) -> None:
        self._octets = octets
        self._mail: Part = message_from_bytes(octets)
        self.parts = list(_leaves(self._mail))
        name, address = parseaddr(self.raw_header("From"))
        self.sender_name = on_one_line(_decoded(name))[:120]
        self.sender_email = as_address(address)
        self.title = self.header("Subject")[:300]

    @property
    def key(self) -> str:
        """What the mail is known by, wherever it lies: its Message-ID and its text.

        The Message-ID alone is not enough: some programs give all their mails the same.
        """
        _, _, text = self._octets.partition(b"\r\n\r\n")
        own = self.own_id.encode()
        return hashlib.sha256(own + b"\0" + text if own and text else self._octets).hexdigest()

    @property
    def own_id(self) -> str:
        """Its own Message-ID."""
        found = _MESSAGE_ID.search(self.raw_header("Message-ID"))
        return found[0] if found else ""

    @property
    def answered_ids(self) -> list[str]:
        """The mails that it answers, the nearest first (RFC 5322, 3.6.4)."""
        back = _MESSAGE_ID.findall(self.raw_header("References", 10_000))[::-1]
        return list(dict.fromkeys(_MESSAGE_ID.findall(self.raw_header("In-Reply-To")) + back))[
            :_MOST_IDS
        ]

    @property
    def sent_at(self) -> datetime | None:
        """When its sender says that it was sent."""
        try:
            moment = parsedate_to_datetime(self.raw_header("Date"))
            return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
        except (ValueError, TypeError, OverflowError):
            return None

    @property
    def content_type(self) -> str:
        """What it is as a whole, such as multipart/report."""
        return str(self._mail.get_content_type())

    def parameter(self, name: str) -> str:
        """Return a parameter of its Content-Type, in small letters."""
        found = self._mail.get_param(name)
        return found.lower() if isinstance(found, str) else ""

    def has(self, name: str) -> bool:
        """Tell whether it has a header."""
        return name in self._mail

    def raw_header(self, name: str, most: int = _MOST_IN_HEADER) -> str:
        """Return a header as it stands, on one line; empty where there is none."""
        return on_one_line(str(self._mail.get(name, ""))[:most])

    def header(self, name: str) -> str:
        """Return a header in words."""
        return on_one_line(_decoded(self.raw_header(name)))

    @property
    def text(self) -> str:
        """What it says: its plain text, or the words of its HTML."""
        for kind, read in (("text/plain", str), ("text/html", html_words)):
            for part in self.parts:
                if part.get_content_type() != kind or part.get_filename():
                    continue
                if words := cleaned(read(text_of(part))):
                    return words
        return ""


def text_of(part: Part) -> str:
    """Return the text of a part, by its charset or what it looks like."""
    octets = octets_of(part)
    for mark, charset in _BOMS:
        if octets.startswith(mark):
            return octets.decode(charset, "replace")
    charset = part.get_content_charset() or "utf-8"
    if charset.startswith("utf-16") and b"\0" not in octets[:100]:
        charset = "utf-8"  # Declared so, and yet it is not.
    for name in (charset, "utf-8"):
        try:
            return octets.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    return octets.decode("cp1252", "replace")


def octets_of(part: Part) -> bytes:
    """Return the octets of a part with its transfer encoding undone."""
    try:
        payload = part.get_payload(decode=True)
    except (ValueError, TypeError, LookupError):
        payload = None
    return payload if isinstance(payload, bytes) else b""


def ids_in(text: str) -> list[str]:
    """Return what looks like a Message-ID in a text."""
    return list(dict.fromkeys(_MESSAGE_ID.findall(text)))[:_MOST_IDS]


def as_address(text: str) -> str:
    """Return an address in small letters; empty for what is none."""
    address = text.strip().lower()
    is_one = 3 <= len(address) <= 254 and address.isprintable() and address.count("@") == 1
    return address if is_one and " " not in address and not address.startswith("@") else ""


def _leaves(mail: Part) -> Iterator[Part]:
    """Give the parts of a mail, outermost first, and none of a mail that it carries along."""
    waiting, given = [mail], 0
    while waiting and given < _MOST_PARTS:
        part = waiting.pop(0)
        payload = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(payload, list):
            waiting = [cast("Part", each) for each in payload] + waiting
        else:
            given += 1
            yield part


def _decoded(header: str) -> str:
    """Return a header with its encoded words in clear (RFC 2047)."""
    try:
        pieces = decode_header(header)
    except Exception:  # noqa: BLE001 - whatever it chokes on, the header as it stands will do
        return header
    words = []
    for piece, charset in pieces:
        if isinstance(piece, str):
            words.append(piece)
            continue
        try:
            words.append(piece.decode(charset or "utf-8"))
        except (UnicodeDecodeError, LookupError):
            words.append(piece.decode("cp1252", "replace"))
    return "".join(words)
