"""Places: those that the header and the footer of public pages lead to, and the countries."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Any

from flask import Flask, current_app, request, url_for
from flask_babel import lazy_gettext as _l

from arena.web import formats, languages
from arena.web.query import asked_for

# Territories of the CLDR that are unions, test data or parts of another country.
_NO_COUNTRIES = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
_AFTER_Z = str.maketrans("åäö", "{|}")


@dataclass(frozen=True)
class Place:
    """One page of the public site, in a word."""

    endpoint: str
    label: Any

    @property
    def href(self) -> str:
        """The address of the page, in the current language."""
        return url_for(self.endpoint)

    @property
    def is_current(self) -> bool:
        """Whether the page that is shown is this one, or one below it."""
        ours, shown = self.endpoint.partition("."), (request.endpoint or "").partition(".")
        return ours == shown or (ours[2] == "index" and ours[0] == shown[0])


HEADER = (
    Place("visits.index", _l("Study visits")),
    Place("networks.index", _l("Networks")),
    Place("feeds.calendar", _l("Calendar")),
    Place("needs.index", _l("Needs")),
    Place("site.about", _l("About")),
)
FOOTER = (
    Place("feeds.calendar", _l("Subscribe to the calendar")),
    Place("site.contact", _l("Contact")),
    Place("site.accessibility", _l("Accessibility statement")),
    Place("site.privacy", _l("How we handle personal data")),
)


def _present(places: tuple[Place, ...]) -> list[Place]:
    return [place for place in places if place.endpoint in current_app.view_functions]


def header_places() -> list[Place]:
    """Return the words of the header."""
    return _present(HEADER)


def footer_places() -> list[Place]:
    """Return the words of the footer."""
    return _present(FOOTER)


def workplace_url() -> str:
    """Return the address at which a signed-in person's work begins."""
    return find_url("accounts.workplace") or "/staff/"


def find_url(endpoint: str, **values: Any) -> str | None:
    """Return an address, or None when this application has no such page."""
    return url_for(endpoint, **values) if endpoint in current_app.view_functions else None


def url_with(**changes: Any) -> str:
    """Return the address of this page with some of its query changed; None takes a key away."""
    query = {**asked_for(), **changes}
    kept = {key: value for key, value in query.items() if value is not None}
    return url_for(str(request.endpoint), **{**(request.view_args or {}), **kept})


def country_choices() -> list[tuple[str, str]]:
    """Return the countries as (code, name) in the reader's language: Sweden, then all by name."""
    return list(_countries(languages.current()))


@cache
def _countries(language: str) -> tuple[tuple[str, str], ...]:
    names = formats.spoken(language).territories
    countries = [
        (code, str(name))
        for code, name in names.items()
        if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRIES
    ]
    countries.sort(key=lambda country: (country[0] != "SE", _alphabetical(country[1], language)))
    return tuple(countries)


def _alphabetical(name: str, language: str) -> str:
    """Return what a name is sorted by: å, ä and ö end the alphabet in Swedish only."""
    folded = name.casefold().translate(_AFTER_Z) if language == "sv" else name.casefold()
    return "".join(c for c in unicodedata.normalize("NFD", folded) if not unicodedata.combining(c))


def init_app(app: Flask) -> None:
    """Let the layouts ask for their places."""
    app.jinja_env.globals.update(
        header_places=header_places,
        footer_places=footer_places,
        find_url=find_url,
        url_with=url_with,
        workplace_url=workplace_url,
    )
