"""Texts of strangers: without what no database, page or line can hold."""

from __future__ import annotations

import re
from html.parser import HTMLParser

MOST = 5_000  # Characters of a text that are kept.
_MOST_HTML = 200_000
_NOT_TEXT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_BLANKS = re.compile("[ \t\xa0]+")
_EMPTY_LINES = re.compile("\n{3,}")
_BREAKS = {"br", "p", "div", "tr", "li", "h1", "h2", "h3", "blockquote", "table", "hr"}
_SILENT = {"style", "script", "head", "title"}


def cleaned(text: str) -> str:
    """Return a text of several lines, fit to be kept and shown."""
    text = _NOT_TEXT.sub("", _LINE_ENDS.sub("\n", text[: 4 * MOST]))
    lines = (_BLANKS.sub(" ", line).strip() for line in text.split("\n"))
    return _EMPTY_LINES.sub("\n\n", "\n".join(lines)).strip()[:MOST]


def on_one_line(text: str) -> str:
    """Return a text on one line."""
    return " ".join(_NOT_TEXT.sub(" ", text).split())


def html_words(html: str) -> str:
    """Return the words of an HTML text, without what is not shown."""
    reader = _Words()
    reader.feed(html[:_MOST_HTML])
    reader.close()
    return "".join(reader.words)


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in _SILENT
        if tag in _BREAKS:
            self.words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in _SILENT and self._silent > 0

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.words.append(data.replace("\n", " "))
