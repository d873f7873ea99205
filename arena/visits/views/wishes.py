"""Wish: what a visitor has chosen so far; it stands in the address, so that nothing is lost."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from flask import url_for

from arena.visits.forms.starts import MOST_CHOICES, written_start
from arena.visits.models import Offer
from arena.web import languages

_WEEK = re.compile(r"2[01][0-9]{2}-W[0-9]{2}", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class Wish:
    """A group, its language, its chosen times, the best first, and the week that is looked at."""

    offer: Offer
    language: str
    group_size: int
    choices: tuple[datetime, ...] = ()
    week: date | None = None  # A Monday.

    @property
    def is_full(self) -> bool:
        """Whether no further time can be chosen."""
        return len(self.choices) >= MOST_CHOICES

    def rank(self, start: datetime) -> int | None:
        """Return the place of a time among the choices, counted from 1."""
        return self.choices.index(start) + 1 if start in self.choices else None

    def toggled(self, start: datetime) -> Wish:
        """Return the wish with a time added as the last choice, or taken away."""
        if start in self.choices:
            return replace(self, choices=tuple(one for one in self.choices if one != start))
        return replace(self, choices=(*self.choices, start))

    def raised(self, start: datetime) -> Wish:
        """Return the wish with a chosen time one place higher."""
        order = list(self.choices)
        place = order.index(start)
        order.insert(max(place - 1, 0), order.pop(place))
        return replace(self, choices=tuple(order))

    def without_first(self) -> Wish:
        """Return the wish when its first choice is no longer to be had."""
        return replace(self, choices=self.choices[1:])

    def choose_url(self, start: datetime) -> str | None:
        """Return the address that adds a time or takes it away; None once enough are chosen."""
        if self.is_full and start not in self.choices:
            return None
        return self.toggled(start).url()

    def week_url(self, monday: date) -> str:
        """Return the address that shows another week first."""
        return replace(self, week=monday).url()

    def tray(self) -> list[dict[str, Any]]:
        """Return the chosen times as the slot picker lists them."""
        length = timedelta(minutes=self.offer.minutes)
        return [
            {
                "starts_at": start,
                "ends_at": start + length,
                "href_remove": self.toggled(start).url(),
                "href_up": self.raised(start).url() if place else None,
            }
            for place, start in enumerate(self.choices)
        ]

    def url(self) -> str:
        """Return the address of the offer's page with this wish, at its free times."""
        return f"{self._address}?{self._query(with_week=True)}#slots"

    def book_url(self) -> str:
        """Return the address of the form that sends this wish."""
        return f"{self._address}/book?{self._query(with_week=False)}"

    @property
    def _address(self) -> str:
        return _offer_address(self.offer.slug, languages.current())

    def _query(self, *, with_week: bool) -> str:
        # A page of free times has a hundred such addresses: `url_for` would be most of its cost.
        values = [("language", self.language), ("group_size", str(self.group_size))]
        values += [("choice", written_start(start)) for start in self.choices]
        if with_week and self.week:
            values.append(("week", written_week(self.week)))
        return urlencode(values)


@lru_cache(maxsize=64)
def _offer_address(slug: str, lang: str) -> str:
    return url_for("visits.show", slug=slug, lang=lang)


def written_week(monday: date) -> str:
    """Return “2026-W50” (ISO 8601)."""
    year, week, _ = monday.isocalendar()
    return f"{year}-W{week:02d}"


def read_week(text: str) -> date | None:
    """Return the Monday of a written week, or None for anything else."""
    if not _WEEK.fullmatch(text):
        return None
    try:
        return date.fromisocalendar(int(text[:4]), int(text[6:]), 1)
    except ValueError:
        return None
