"""Reading pages in tests: as a browser parses them, and as a person reads them."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from werkzeug.test import TestResponse


def parsed(answer: TestResponse) -> Element:
    """Return the page's tree; a page that a browser would have to mend fails."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    tree: Element = parser.parse(answer.get_data(as_text=True))
    return tree


def words(answer: TestResponse) -> str:
    """Return what the main part of a page says, with single spaces."""
    main = parsed(answer).find(".//main")
    return " ".join(" ".join(main.itertext()).split()) if main is not None else ""


def links(answer: TestResponse) -> list[str]:
    """Return where the links of a page lead."""
    return [link.get("href", "") for link in parsed(answer).iter("a")]


def errors(answer: TestResponse) -> list[str]:
    """Return the lines of the error summary."""
    found = parsed(answer).find(".//ul[@class='error-summary__list']")
    return [] if found is None else [" ".join("".join(li.itertext()).split()) for li in found]


def values(answer: TestResponse) -> dict[str, Any]:
    """Return what the page's posting form would send as it stands; a name may have many values."""
    form = next(f for f in parsed(answer).iter("form") if f.get("method") == "post")
    sent: dict[str, Any] = {}

    def add(name: str | None, value: str) -> None:
        if name:
            sent[name] = [*sent.get(name, []), value] if name in sent else [value]

    for control in form.iter():
        if control.tag == "input" and control.get("type") in ("checkbox", "radio"):
            if control.get("checked") is not None:
                add(control.get("name"), control.get("value", "on"))
        elif control.tag == "input":
            add(control.get("name"), control.get("value", ""))
        elif control.tag == "textarea":
            add(control.get("name"), (control.text or "").removeprefix("\n"))
        elif control.tag == "select":
            chosen = [o for o in control.iter("option") if o.get("selected") is not None]
            add(control.get("name"), chosen[0].get("value", "") if chosen else "")
    return sent
