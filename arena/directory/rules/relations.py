"""Whether a relation would make an organisation its own parent."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple


class Step(NamedTuple):
    """One step up: to whom, and from which day to (not including) which it holds."""

    to: int
    starts_on: date | None
    ends_on: date | None


def leads_back(subject: int, step: Step, above: Callable[[int], Iterable[Step]]) -> bool:
    """Tell whether a first step from `subject` leads back to it, at any one time.

    What was over before the next began makes no ring: A may own B, and B later A. `above` returns
    the steps up from an organisation.
    """
    seen = set()
    waiting = [step]
    while waiting:
        here = waiting.pop()
        if here.to == subject:
            return True
        if here in seen:
            continue
        seen.add(here)
        for further in above(here.to):
            starts_on = max(here.starts_on or date.min, further.starts_on or date.min)
            ends_on = min(here.ends_on or date.max, further.ends_on or date.max)
            if starts_on < ends_on:
                waiting.append(Step(further.to, starts_on, ends_on))
    return False
