"""What mail servers tell of a mail of ours: delivery reports (RFC 3464), and older shapes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from itertools import islice
from typing import cast

from arena.mailbox.letters import Letter, Part, ids_in, text_of
from arena.mailbox.texts import cleaned, on_one_line

_MOST_TEXT = 200_000
_MOST_WORDS = 1_500
_SERVERS = re.compile(
    r"^(?:mailer-?daemon|postmaster|mail-?daemon|maildelivery\S*)@", re.IGNORECASE
)
_FAILED = re.compile(
    r"undeliver|delivery (?:status|failure|has failed|incomplete)|returned mail|failure notice"
    r"|mail delivery (?:failed|system)|could ?n[o']t be delivered|(?:inte|ej) levererats?"
    r"|kunde inte levereras|olevererbar|oleverer|levereras inte|unzustellbar",
    re.IGNORECASE,
)
_DELAYED = re.compile(
    r"\bdelayed\b|warning:|will (?:be retried|keep trying|retry)|försena|fördröj", re.IGNORECASE
)
_COPY = re.compile(
    r"^.*(?:copy of (?:the|your) (?:message|mail)|original message (?:headers|follows)"
    r"|below this line|ursprungligt meddelande|meddelandehuvuden).*$",
    re.IGNORECASE | re.MULTILINE,
)
_OWN_ID = re.compile(r"^message-id:(.{0,300}(?:\n[ \t].{0,300})?)", re.IGNORECASE | re.MULTILINE)
_MOST_IDS = 100
_GRAVEST = ("failed", "delayed")


@dataclass(frozen=True, kw_only=True)
class Report:
    """What became of a mail, in the server's own terms; `ids` may be those of our mail.

    `action` is failed, delayed, or something that is no trouble, such as delivered.
    """

    action: str
    status: str = ""
    words: str = ""
    ids: tuple[str, ...] = ()

    @property
    def said(self) -> str:
        """The words with the code, which they often have in them."""
        return self.words if self.status in self.words else f"{self.status} {self.words}".strip()

    @property
    def is_trouble(self) -> bool:
        """Whether the mail did not arrive, or not yet."""
        return self.action in _GRAVEST


def find_report(letter: Letter) -> Report | None:
    """Return the delivery report of a mail; None where it is none."""
    for part in letter.parts:
        if part.get_content_type() == "message/delivery-status":
            return _read_report(letter, part)
    is_report = letter.content_type == "multipart/report" and _FAILED.search(letter.title)
    if is_report or letter.has("X-Failed-Recipients") or _looks_returned(letter):
        return _read_words(letter)
    return None


def _read_report(letter: Letter, part: Part) -> Report:
    groups = list(_groups(part))
    actions = {_field(group, "Action").lower() for group in groups}
    action = next((each for each in _GRAVEST if each in actions), "")
    told = next((group for group in groups if _field(group, "Action").lower() == action), None)
    if told is None:
        return Report(action=_field(groups[-1], "Action").lower() if groups else "failed")
    words = _field(told, "Diagnostic-Code").partition(";")[2].strip()
    return Report(
        action=action,
        status=_field(told, "Status"),
        words=words or _excerpt(letter),
        ids=tuple(islice(_ids(letter), _MOST_IDS)),
    )


def _read_words(letter: Letter) -> Report:
    words = _excerpt(letter)
    is_delayed = _DELAYED.search(letter.title) or _DELAYED.search(words)
    return Report(
        action="delayed" if is_delayed else "failed",
        words=words,
        ids=tuple(islice(_ids(letter), _MOST_IDS)),
    )


def _looks_returned(letter: Letter) -> bool:
    return bool(_SERVERS.match(letter.sender_email) and _FAILED.search(letter.title))


def _excerpt(letter: Letter) -> str:
    """Return what the server wrote, without the mail of ours that it gives back."""
    text = cleaned(letter.text)
    copy = _COPY.search(text)
    return on_one_line((text[: copy.start()] if copy else text)[:_MOST_WORDS])


def _groups(part: Part) -> Iterator[Part]:
    """Give the groups of fields of a delivery report, however the parser took it."""
    payload = part.get_payload()
    if isinstance(payload, list):
        yield from (cast("Part", each) for each in payload if isinstance(each, Message))


def _field(group: Part, name: str) -> str:
    return on_one_line(str(group.get(name, ""))[:2000])


def _ids(letter: Letter) -> Iterator[str]:
    """Give what may be the Message-ID of our mail: of what was given back, then of the answer."""
    for part in letter.parts:
        payload = part.get_payload()
        if isinstance(payload, list):
            for inner in payload:
                if isinstance(inner, Message) and inner.get("Message-ID"):
                    yield from ids_in(str(inner["Message-ID"])[:500])
        elif part.get_content_maintype() in ("text", "message"):
            text = text_of(part)[:_MOST_TEXT]
            for header in _OWN_ID.findall(text):  # Before those that our mail itself answers.
                yield from ids_in(header)
            yield from ids_in(text)
    yield from letter.answered_ids
