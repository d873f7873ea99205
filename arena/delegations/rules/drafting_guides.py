"""Who guides which stop of a draft: free, able, and as few different hosts as may be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from arena.delegations.rules.drafting import Guide, House, Option, Wishes, knows

Stay = tuple[int, int]
Duties = Mapping[int, tuple[Stay, ...]]  # What each host does on the day, by their numbers.


@dataclass(frozen=True)
class Duty:
    """A host for a stop, and what they do on the day with it."""

    guide: Guide
    stays: tuple[Stay, ...]


class Guides:
    """The hosts who can be asked on a day; `spent` are their tours on other days of the draft."""

    def __init__(self, wishes: Wishes, house: House, day: date, spent: Mapping[int, int]) -> None:
        self._speaking = [guide for guide in house.guides if guide.languages & wishes.languages]
        self._able: dict[int, list[Guide]] = {}
        self._house = house
        self._day = day
        self._left = {
            guide.id: guide.left.get(day, 0) - guide.has_week_limit * spent.get(guide.id, 0)
            for guide in house.guides
        }
        self._free: dict[tuple[int, int, int], bool] = {}

    def able(self, option: Option) -> Sequence[Guide]:
        """Return the hosts who speak with the guests and know the stop."""
        if option.id not in self._able:
            self._able[option.id] = [guide for guide in self._speaking if knows(guide, option)]
        return self._able[option.id]

    def choose(self, option: Option, start: int, end: int, duties: Duties) -> Duty | None:
        """Return who guides a stop: rather who is with the guests already, else who has least."""
        found = [
            (self._rank(guide, start, duties), duty)
            for guide in self.able(option)
            if (duty := self.duty(guide, start, end, duties)) is not None
        ]
        return min(found, key=lambda each: each[0], default=(None, None))[1]

    def duty(self, guide: Guide, start: int, end: int, duties: Duties) -> Duty | None:
        """Return what a host would do with a stop as well; None where they cannot."""
        stays = duties.get(guide.id, ())
        if stays and stays[-1][1] <= start <= stays[-1][1] + guide.buffer:
            stays, begins = stays[:-1], stays[-1][0]  # One tour with the stop before.
        elif stays and start < stays[-1][1] + guide.buffer:
            return None
        else:
            begins = start
        if len(stays) >= self._left[guide.id] or not self._is_free(guide.id, begins, end):
            return None
        return Duty(guide, (*stays, (begins, end)))

    def _rank(self, guide: Guide, start: int, duties: Duties) -> tuple[bool, int, int, int, int]:
        stays = duties.get(guide.id, ())
        goes_on = bool(stays) and start <= stays[-1][1] + guide.buffer
        busy = sum(end - begins for begins, end in stays)
        last = -stays[-1][1] if goes_on else len(stays)
        return not goes_on, last, busy, guide.uses, guide.id

    def _is_free(self, guide_id: int, start: int, end: int) -> bool:
        key = (guide_id, start, end)
        if key not in self._free:
            self._free[key] = self._house.is_guide_free(guide_id, self._day, start, end)
        return self._free[key]
