"""Writing Atom (RFC 4287): a feed and its entries, from plain values."""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

NAMESPACE = "http://www.w3.org/2005/Atom"
# What XML 1.0 cannot hold, not even escaped (2.2).
_IMPOSSIBLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
ET.register_namespace("", NAMESPACE)


@dataclass(frozen=True)
class Entry:
    """One entry; `language` where its title is not in the feed's."""

    id: str
    title: str
    updated: datetime
    published: datetime
    href: str
    author: str
    summary: str
    html: str
    categories: Sequence[tuple[str, str]] = ()  # Terms, and what they are called.
    language: str | None = None


def write(
    entries: Sequence[Entry],
    *,
    id: str,
    title: str,
    subtitle: str,
    language: str,
    own_href: str,
    page_href: str,
    updated: datetime,
) -> bytes:
    """Return a feed document, the same bytes for the same values."""
    feed = ET.Element(_name("feed"), {_LANGUAGE: language})
    _text(feed, "id", id)
    _text(feed, "title", title)
    _text(feed, "subtitle", subtitle)
    _text(feed, "updated", _moment(updated))
    ET.SubElement(feed, _name("link"), rel="self", type="application/atom+xml", href=own_href)
    ET.SubElement(
        feed, _name("link"), rel="alternate", type="text/html", hreflang=language, href=page_href
    )
    _text(feed, "generator", "Arena")
    for entry in entries:
        _add(feed, entry, language)
    ET.indent(feed)
    body: bytes = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return body + b"\n"


def entry_id(uid: str, language: str) -> str:
    """Return the id of a record's entry in the feeds of one language: the same for ever (4.2.6)."""
    return uuid.uuid5(uuid.UUID(uid), language).urn


def _add(feed: ET.Element, entry: Entry, language: str) -> None:
    spoken = {_LANGUAGE: entry.language} if entry.language else {}
    element = ET.SubElement(feed, _name("entry"), spoken)
    _text(element, "id", entry.id)
    _text(element, "title", entry.title)
    _text(element, "updated", _moment(entry.updated))
    _text(element, "published", _moment(entry.published))
    ET.SubElement(
        element,
        _name("link"),
        rel="alternate",
        type="text/html",
        hreflang=language,
        href=entry.href,
    )
    author = ET.SubElement(element, _name("author"))
    _text(author, "name", entry.author)
    for term, label in entry.categories:
        ET.SubElement(element, _name("category"), term=term, label=_clean(label))
    _text(element, "summary", entry.summary)
    content = _text(element, "content", entry.html)
    content.set("type", "html")


def _text(parent: ET.Element, name: str, text: str) -> ET.Element:
    element = ET.SubElement(parent, _name(name))
    element.text = _clean(text)
    return element


def _clean(text: str) -> str:
    return _IMPOSSIBLE.sub("", text)


def _moment(moment: datetime) -> str:
    """Return a moment as RFC 3339 has it (3.3), to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _name(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"
