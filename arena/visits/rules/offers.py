"""Whether an offer holds together: texts in both languages, parts that add up, fair steps."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from enum import StrEnum
from typing import Any

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# Words that stand for pages of their own below the address of visits.
_RESERVED = frozenset({"new", "walks", "search"})
TEXTS = ("title", "summary", "description", "audience", "meeting_point")
TEXTS_OR_NONE = ("directions", "advice")


class OfferFault(StrEnum):
    """What is wrong with an offer; `arena.visits.services.offers` has the words."""

    NO_SWEDISH = "no_swedish"
    NO_ENGLISH = "no_english"
    BAD_SLUG = "bad_slug"
    GROUP_MAX_BELOW_MIN = "group_max_below_min"
    NO_LANGUAGE = "no_language"
    NO_WEEKDAY = "no_weekday"
    LAST_START_BEFORE_FIRST = "last_start_before_first"
    NO_STOP = "no_stop"
    STOPS_DO_NOT_ADD_UP = "stops_do_not_add_up"
    RUNG_TWICE = "rung_twice"
    RUNGS_GROW_CHEAPER = "rungs_grow_cheaper"
    RUNG_FREE = "rung_free"
    EXEMPT_FROM_NOTHING = "exempt_from_nothing"


@dataclass(frozen=True)
class Finding:
    """One fault, and the field that it is about."""

    field: str
    fault: OfferFault


def text_faults(
    texts: Mapping[str, str], *, is_free: bool, is_digital: bool = False
) -> list[Finding]:
    """Find texts that one language lacks; `texts` holds `title_sv`, `title_en` and so on.

    Directions and advice may be left out, but then in both languages, and so may the meeting point
    of a digital visit. What costs nothing says why.
    """
    needed = {*TEXTS, "fee_reason"} if is_free else {*TEXTS}
    if is_digital:
        needed.discard("meeting_point")
    found = []
    for name in (*TEXTS, *TEXTS_OR_NONE, "fee_reason"):
        is_needed = name in needed
        swedish, english = texts[f"{name}_sv"].strip(), texts[f"{name}_en"].strip()
        if not swedish and (is_needed or english):
            found.append(Finding(f"{name}_sv", OfferFault.NO_SWEDISH))
        if not english and (is_needed or swedish):
            found.append(Finding(f"{name}_en", OfferFault.NO_ENGLISH))
    return found


def slug_faults(slug: str) -> list[Finding]:
    """Find what makes `slug` useless as the last part of an address."""
    is_good = _SLUG.fullmatch(slug) is not None and slug not in _RESERVED
    return [] if is_good else [Finding("slug", OfferFault.BAD_SLUG)]


def group_faults(group_min: int, group_max: int, languages: Sequence[str]) -> list[Finding]:
    """Find what makes an offer fit no group at all."""
    found = []
    if group_max < group_min:
        found.append(Finding("group_max", OfferFault.GROUP_MAX_BELOW_MIN))
    if not languages:
        found.append(Finding("languages", OfferFault.NO_LANGUAGE))
    return found


def hours_faults(weekdays: Sequence[int], first_start: time, last_start: time) -> list[Finding]:
    """Find what leaves an offer without a time to begin."""
    found = []
    if not weekdays:
        found.append(Finding("weekdays", OfferFault.NO_WEEKDAY))
    if last_start < first_start:
        found.append(Finding("last_start", OfferFault.LAST_START_BEFORE_FIRST))
    return found


def programme_faults(minutes: int, stops: Sequence[int]) -> list[Finding]:
    """Find a programme whose parts, `stops` in minutes, do not make up the length of the visit."""
    if not stops:
        return [Finding("stops", OfferFault.NO_STOP)]
    if sum(stops) != minutes:
        return [Finding("stops", OfferFault.STOPS_DO_NOT_ADD_UP)]
    return []


def ladder_faults(ladder: Iterable[Mapping[str, Any]]) -> list[Finding]:
    """Find a step that costs nothing, two on one day, or one that costs less than an earlier.

    Before the first step cancelling is free anyway: a step of 0 % would only hide that.
    """
    rungs = sorted(ladder, key=lambda rung: -int(rung["working_days"]))
    days = [int(rung["working_days"]) for rung in rungs]
    percents = [int(rung["percent"]) for rung in rungs]
    if 0 in percents:
        return [Finding("cancellation_ladder", OfferFault.RUNG_FREE)]
    if len(set(days)) < len(days):
        return [Finding("cancellation_ladder", OfferFault.RUNG_TWICE)]
    if percents != sorted(percents):
        return [Finding("cancellation_ladder", OfferFault.RUNGS_GROW_CHEAPER)]
    return []


def fee_faults(fee_sek: int, exemptions: Sequence[str]) -> list[Finding]:
    """Find exemptions from a fee that nobody pays."""
    if fee_sek == 0 and exemptions:
        return [Finding("exemptions", OfferFault.EXEMPT_FROM_NOTHING)]
    return []
