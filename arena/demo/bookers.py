"""Who asks for the demo's visits, and what they write."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from random import Random

from arena.demo.data.organisations import (
    ACCESS_NEEDS,
    FOREIGN,
    KNOWN,
    PURPOSES,
    QUESTIONS,
    SWEDISH,
    Body,
)
from arena.demo.data.people import FIRST_NAMES, FOREIGN_NAMES, LAST_NAMES
from arena.visits.models import Offer
from arena.visits.services import BookingRequest, SeatRequest

ALL = (*KNOWN, *SWEDISH, *FOREIGN)
EXEMPT = {
    "school": "education",
    "university": "education",
    "city_administration": "city",
    "city_company": "city",
    "media": "media",
}
PHONES = tuple(f"+4670174{number:04d}" for number in range(620, 700))  # Reserved for fiction.


@dataclass(frozen=True)
class Wish:
    """What one group wants, before it has chosen a time."""

    body: Body
    name: str
    email: str  # Empty for who calls.
    phone: str
    language: str
    group_size: int
    contact_language: str


def wish(offer: Offer, chance: Random) -> Wish:
    """Make up a group that goes with an offer."""
    body = _body(offer, chance)
    name = _name(body, chance)
    swedish = body.country == "SE"
    preferred = "sv" if swedish else _foreign_language(body, offer, chance)
    language = preferred if preferred in offer.languages else "en"
    return Wish(
        body=body,
        name=name,
        email=f"visit{chance.randrange(1, 6)}@{body.domain}",
        phone=chance.choice(PHONES),
        language=language,
        group_size=_size(offer, chance),
        contact_language="sv" if swedish else "en",
    )


def request(wanted: Wish, offer: Offer, times: list[datetime], chance: Random) -> BookingRequest:
    """Write the request of a group that has chosen `times`, the best first."""
    swedish = wanted.contact_language == "sv"
    purpose = chance.choice(PURPOSES)[0 if swedish else 1]
    questions = chance.choice(QUESTIONS)[0 if swedish else 1]
    ground = EXEMPT.get(wanted.body.type)
    return BookingRequest(
        starts_at=times[0],
        alternatives=tuple(times[1:3]),
        language=wanted.language,
        group_size=wanted.group_size,
        contact_name=wanted.name,
        contact_email=wanted.email,
        contact_phone=wanted.phone,
        contact_language=wanted.contact_language,
        organisation_name=wanted.body.name,
        organisation_type=wanted.body.type,
        organisation_number=wanted.body.number,
        country=wanted.body.country,
        purpose=purpose,
        questions=questions,
        access_needs=chance.choice(ACCESS_NEEDS),
        has_interpreter=not swedish and chance.random() < 0.15,
        exemption_ground=ground if ground in offer.exemptions else None,
        invoice_reference="KST 4711" if ground == "city" and offer.fee_sek else "",
    )


def seats(number: int, chance: Random) -> SeatRequest:
    """Write the request of a resident who joins an open walk."""
    swedish = chance.random() < 0.85
    return SeatRequest(
        group_size=chance.choice((1, 1, 2, 2, 3, 4)),
        contact_name=f"{chance.choice(FIRST_NAMES)} {chance.choice(LAST_NAMES)}",
        contact_email=f"neighbour{number}@boende.example",
        contact_language="sv" if swedish else "en",
    )


def _body(offer: Offer, chance: Random) -> Body:
    if offer.code == "B7":
        choices = [body for body in ALL if body.type in ("school", "university")]
    elif offer.code in ("B5", "B6"):
        official = ("municipality", "foreign_city", "agency", "city_administration")
        choices = [body for body in ALL if body.type in official]
    else:
        choices = [body for body in ALL if body.type != "school"]
    return chance.choices(choices, [body.share for body in choices])[0]


def _name(body: Body, chance: Random) -> str:
    foreign = FOREIGN_NAMES.get(body.country)
    if foreign:
        return chance.choice(foreign)
    return f"{chance.choice(FIRST_NAMES)} {chance.choice(LAST_NAMES)}"


def _foreign_language(body: Body, offer: Offer, chance: Random) -> str:
    own = {"DE": "de", "FR": "fr", "CL": "es", "CN": "zh"}.get(body.country, "en")
    return own if chance.random() < 0.4 else "en"


def _size(offer: Offer, chance: Random) -> int:
    """Return a group's size: most groups come near the offer's limit (mean 21.9 in 2023)."""
    low, high = offer.group_min, min(offer.group_max, 52)
    return round(chance.triangular(low, high, low + 0.8 * (high - low)))
