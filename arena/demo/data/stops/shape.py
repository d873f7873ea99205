"""What a stop of the demo says of itself."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count

_numbers = count(10)

EXPERTS, MANAGERS, LEADERS = "experts", "managers", "leaders"
WORKING = (EXPERTS, MANAGERS)  # Who works with it, rather than decides on it.
DECIDING = (MANAGERS, LEADERS)
ALL = (EXPERTS, MANAGERS, LEADERS)
HELMET = ("Hjälm, väst och kraftiga skor. Hjälm och väst lånas ut.",
          "Helmet, vest and sturdy shoes. Helmets and vests are lent.")  # fmt: skip
OUTDOOR_SHOES = ("Bra skor: vi går på grus.", "Good shoes: we walk on gravel.")
IDENTITY = ("Legitimation eller pass visas i grinden.", "Identity card or passport at the gate.")


@dataclass(frozen=True)
class Receiver:
    """Somebody of the place, who is invented, with an address that nobody has."""

    name: str
    title: tuple[str, str]
    organisation: str
    email: str
    phone: str
    language: str = "sv"


@dataclass(frozen=True)
class Shown:
    """One stop; texts come in pairs (Swedish, English), `minutes` as usual and at the least."""

    code: str
    place: str
    kind: str
    title: tuple[str, str]
    summary: tuple[str, str]
    topics: tuple[str, ...]
    minutes: tuple[int, int]
    levels: tuple[str, ...] = ALL
    group_max: int | None = None
    is_indoors: bool = True
    notice_days: int = 0
    needs: tuple[str, str] = ("", "")
    host_topic: str = ""
    receiver: Receiver | None = None


def receiver(name: str, swedish: str, english: str, organisation: str, domain: str) -> Receiver:
    """Return somebody with an address at a domain, and a number kept for invented people."""
    first, _, last = name.casefold().partition(" ")
    plain = f"{first}.{last}".translate(str.maketrans("åäöé ", "aaoe."))
    phone = f"+467017406{next(_numbers) + 10:02d}"
    return Receiver(name, (swedish, english), organisation, f"{plain}@{domain}", phone)
