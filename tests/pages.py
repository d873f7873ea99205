"""Reading pages in tests: as a browser parses them, and as a person reads them."""

from __future__ import annotations

from functools import lru_cache
from xml.etree.ElementTree import Element

import html5lib
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse


def parsed(answer: TestResponse) -> Element:
    """Return the page's tree; a page that a browser would have to mend fails."""
    return _parsed(answer.get_data(as_text=True))


@lru_cache(maxsize=4)  # One answer is often asked for its words, its errors and its links.
def _parsed(page: str) -> Element:
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    tree: Element = parser.parse(page)
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


def values(answer: TestResponse) -> MultiDict[str, str]:
    """Return what the page's first posting form, in its main part, would send as it stands."""
    main = parsed(answer).find(".//main")
    assert main is not None
    form = next(f for f in main.iter("form") if f.get("method") == "post")
    sent: MultiDict[str, str] = MultiDict()
    for control in form.iter():
        name, value = control.get("name"), _value(control)
        if name and value is not None:
            sent.add(name, value)
    return sent


def _value(control: Element) -> str | None:
    if control.tag == "textarea":
        return (control.text or "").removeprefix("\n")
    if control.tag == "select":
        options = list(control.iter("option"))
        chosen = [option for option in options if option.get("selected") is not None]
        return (chosen or options)[0].get("value", "")
    if control.tag != "input":
        return None
    if control.get("type") in ("checkbox", "radio") and control.get("checked") is None:
        return None
    return control.get("value", "")
