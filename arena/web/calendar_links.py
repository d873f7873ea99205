"""The addresses of a feed, one for each way to subscribe."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlencode, urlsplit

_GOOGLE = "https://calendar.google.com/calendar/r?cid="
_OUTLOOK = "https://outlook.office.com/calendar/0/addfromweb?"


@dataclass(frozen=True)
class CalendarLinks:
    """Where a feed is read: the address itself, and those that open calendar programs."""

    address: str
    name: str = ""  # What Outlook calls it; other programs ask the feed.

    @property
    def webcal(self) -> str:
        """The address that Apple's calendar, Thunderbird and Outlook open by themselves."""
        return urlsplit(self.address)._replace(scheme="webcal").geturl()

    @property
    def google(self) -> str:
        """The address that has Google Calendar ask whether to subscribe."""
        return _GOOGLE + quote(self.webcal, safe="")

    @property
    def outlook(self) -> str:
        """The address that has Outlook on the web ask whether to subscribe."""
        return _OUTLOOK + urlencode({"url": self.address, "name": self.name})
