"""Times of visits in addresses and forms: `20261210T0800Z`, with nothing to escape."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

from flask_babel import gettext

from arena.web.fields import ArenaField, RadioField

MOST_CHOICES = 3
_FORMAT = "%Y%m%dT%H%MZ"
_CENTURIES = ("20", "21")
_PATTERN = re.compile(r"[0-9]{8}T[0-9]{4}Z", re.ASCII)


def written_start(moment: datetime) -> str:
    """Return a time as it stands in an address, in UTC and to the minute."""
    return moment.astimezone(UTC).strftime(_FORMAT)


def read_start(text: str) -> datetime | None:
    """Return the time that was written, or None for anything else.

    Years that no visit is in are nonsense: at the end of time one cannot even add an hour.
    """
    if not _PATTERN.fullmatch(text) or not text.startswith(_CENTURIES):
        return None
    try:
        return datetime.strptime(text, _FORMAT).replace(tzinfo=UTC)
    except ValueError:
        return None


class StartsField(ArenaField):
    """Up to three chosen times, the best first, each in a hidden control: the page shows them."""

    data: list[datetime]

    def __init__(self, label: Any = None, **options: Any) -> None:
        options.setdefault("default", ())
        super().__init__(label, **options)

    @property
    def is_blank(self) -> bool:
        """Whether no time was chosen."""
        return not self.data

    def process_data(self, value: Any) -> None:
        """Take any iterable of times."""
        self.data = list(value or ())

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read each time once, in the order given; refuse what is none."""
        found = [read_start(str(text)) for text in valuelist]
        starts = [start for start in found if start is not None]
        self.data = list(dict.fromkeys(starts))[:MOST_CHOICES]
        if len(starts) < len(found):
            raise ValueError(gettext("Choose from the free times."))


class StartField(RadioField):
    """One time of some that the page offers; whether it is free yet is for the service to say."""

    data: datetime | None

    def _coerced(self, text: str) -> datetime:
        start = read_start(text)
        if start is None:
            raise ValueError(gettext("Choose from the free times."))
        return start

    def _chosen_values(self) -> set[str]:
        return set() if self.data is None else {written_start(self.data)}
