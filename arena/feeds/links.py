"""The addresses of a feed, one for each way to subscribe, and the picture a telephone reads."""

from __future__ import annotations

from dataclasses import dataclass

import segno

from arena.web.addresses import absolute_url
from arena.web.calendar_links import CalendarLinks

_INK, _PAPER = "#16231f", "#ffffff"  # Dark on light in either scheme: cameras expect it.


@dataclass(frozen=True)
class FeedLinks(CalendarLinks):
    """Where a feed is read, and the picture of it."""

    @property
    def picture(self) -> str:
        """A QR code of the webcal address, as the address of an image."""
        code = segno.make(self.webcal, error="m", micro=False)
        return code.svg_data_uri(scale=4, border=4, dark=_INK, light=_PAPER)


def public_links(language: str, *, with_cancelled: bool = True) -> FeedLinks:
    """Return where the public feed is read in a language."""
    options = {} if with_cancelled else {"cancelled": "no"}
    return FeedLinks(absolute_url("feeds_ics.everybody", lang=language, **options))


def private_links(token: str) -> FeedLinks:
    """Return where a subscription is read; whoever has the address has its calendar."""
    return FeedLinks(absolute_url("feeds_ics.private", token=token))
