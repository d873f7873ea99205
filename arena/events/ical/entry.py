"""EntryFacts: what is known of one calendar entry, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Status = Literal["TENTATIVE", "CONFIRMED", "CANCELLED"]
Language = Literal["sv", "en"]

MAX_UID_OCTETS = 255


@dataclass(frozen=True, kw_only=True)
class EntryFacts:
    """One entry, in one language; moments are aware, the end is exclusive.

    An entry of whole days begins and ends at midnights of the zone that it is written in. Raises
    `ValueError` on facts that no calendar could hold; texts may be anything that a person typed.
    """

    uid: str
    sequence: int
    status: Status
    starts_at: datetime
    ends_at: datetime
    created_at: datetime
    modified_at: datetime
    summary: str
    language: Language
    all_day: bool = False
    description: str = ""
    location: str = ""
    url: str = ""
    categories: tuple[str, ...] = ()
    transparent: bool = False

    def __post_init__(self) -> None:
        """Refuse what would make the entry, or the whole feed around it, unreadable."""
        moments = (self.starts_at, self.ends_at, self.created_at, self.modified_at)
        if any(moment.utcoffset() is None for moment in moments):
            raise ValueError("A calendar entry takes aware moments only.")
        if self.ends_at.replace(microsecond=0) <= self.starts_at.replace(microsecond=0):
            raise ValueError("A calendar entry ends after it starts.")
        if self.sequence < 0:
            raise ValueError("SEQUENCE counts from 0 (RFC 5545, 3.8.7.4).")
        if not self.uid.isascii() or not self.uid.isprintable() or not self.uid.strip():
            raise ValueError("A UID is printable ASCII text.")
        if len(self.uid) > MAX_UID_OCTETS:
            raise ValueError(f"A UID has at most {MAX_UID_OCTETS} octets (RFC 7986, 5.3).")

    @property
    def is_cancelled(self) -> bool:
        """Whether it will not take place."""
        return self.status == "CANCELLED"
