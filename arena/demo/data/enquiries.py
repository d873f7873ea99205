"""Delegations that ask to come to the demo arena, and how far each enquiry has got. All invented.

Days are counted from today: `asked` before it, `first` after it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Enquiry:
    """One enquiry: what is said of it, when it was asked, and what has become of it.

    `step` is "new", "taken_on", "asked", "declined" or "withdrawn"; `words` go with it.
    """

    name: str
    asked: float
    first: int
    days: int
    size: int
    type: str
    level: str
    said: dict[str, Any] = field(default_factory=dict)
    mail: str = ""  # Typed by staff from it, where there is one.
    step: str = "new"
    words: str = ""
    referred_to: str = ""


ENQUIRIES = (
    Enquiry(
        "Gemeente Marenholt",
        asked=0.2,
        first=74,
        days=2,
        size=14,
        type="political",
        level="leaders",
        said={
            "language": "en",
            "organisation_name": "Embassy of the Low Lands",
            "organisation_type": "embassy",
            "country": "NL",
            "on_behalf_of": "Gemeente Marenholt",
            "topics": ("port", "housing", "requirements"),
            "purpose": "The mayor and the aldermen for building and water prepare a harbour "
            "district of 9,000 homes. They want to know how you got from a vision to requirements "
            "that hold.",
            "questions": "Who decides when a developer does not meet the requirements?\n"
            "What would you do differently at the quays?",
            "arrival": "By coach from the embassy, 20 minutes away.",
            "other_dates": "The week after, Tuesday to Thursday.",
            "timezone": "Europe/Amsterdam",
            "contact_name": "Femke Dijkgraaf",
            "contact_title": "Counsellor for infrastructure",
            "contact_email": "f.dijkgraaf@lowlands-embassy.example",
            "contact_language": "en",
        },
    ),
    Enquiry(
        "北浜スマートシティ推進室",
        asked=1.1,
        first=40,
        days=1,
        size=25,
        type="digital",
        level="managers",
        said={
            "language": "en",
            "interpretation": "consecutive",
            "interpreter_language": "ja",
            "organisation_name": "Kitahama Smart City Office (北浜スマートシティ推進室)",
            "organisation_type": "foreign_city",
            "country": "JP",
            "topics": ("energy", "learning"),
            "purpose": "Ett samtal på distans om energiuppföljning, på morgonen svensk tid.",
            "timezone": "Asia/Tokyo",
            "contact_name": "森 直子",
            "contact_title": "Director",
            "contact_email": "n.mori@kitahama.example",
            "contact_language": "en",
        },
        mail="Dear colleagues,\n\nour office would like to learn from your district by video. "
        "We are about 25 people and bring an interpreter. Morning in Stockholm would suit us.\n\n"
        "Naoko Mori, Kitahama",
    ),
    Enquiry(
        "Hochschule Falkenbrück",
        asked=4.3,
        first=58,
        days=1,
        size=42,
        type="academic",
        level="experts",
        said={
            "language": "en",
            "organisation_name": "Hochschule Falkenbrück",
            "organisation_type": "university",
            "country": "DE",
            "topics": ("nature", "climate", "reuse"),
            "purpose": "Excursion of our master's students in landscape architecture.",
            "questions": "How are rain beds kept in winter?",
            "earlier_contact": "Two of us walked with you in 2023.",
            "arrival": "Night train to Stockholm, then the 6 bus.",
            "timezone": "Europe/Berlin",
            "contact_name": "Jürgen Groß",
            "contact_title": "Professor",
            "contact_email": "gross@hs-falkenbrueck.example",
            "contact_language": "en",
        },
        step="taken_on",
    ),
    Enquiry(
        "Hansol Urban Leaders",
        asked=6.4,
        first=66,
        days=1,
        size=22,
        type="business",
        level="managers",
        said={
            "language": "en",
            "interpretation": "consecutive",
            "interpreter_language": "ko",
            "organisation_name": "Northern Insight Programmes",
            "organisation_type": "small_company",
            "country": "KR",
            "on_behalf_of": "Hansol Urban Leaders",
            "topics": ("introduction",),
            "purpose": "An official visit of 22 leaders.",
            "has_media": True,
            "timezone": "Asia/Seoul",
            "contact_name": "O'Brien Park",
            "contact_email": "park@northern-insight.example",
            "contact_language": "en",
        },
        step="asked",
        words="You ask on behalf of Hansol Urban Leaders. Please send us a letter from them, and "
        "tell us what they work with and what they want to know.",
    ),
    Enquiry(
        "Fjordvik kommune",
        asked=19.5,
        first=9,
        days=1,
        size=9,
        type="technical",
        level="experts",
        said={
            "language": "sv",
            "organisation_name": "Fjordvik kommune",
            "organisation_type": "foreign_city",
            "country": "NO",
            "topics": ("logistics",),
            "purpose": "Vi ska bygge en ny bydel og vil se byggelogistikken.",
            "timezone": "Europe/Oslo",
            "contact_name": "Åse Østby",
            "contact_email": "ase.ostby@fjordvik.example",
            "contact_language": "sv",
        },
        step="declined",
        words="Veckan är full hos oss, och det är kort om tid. Välkomna att fråga igen i vår.",
        referred_to="Hamnhuset Innovation, hamnhuset.example",
    ),
    Enquiry(
        "Kiveri kaupunki",
        asked=12.2,
        first=51,
        days=2,
        size=11,
        type="political",
        level="leaders",
        said={
            "language": "sv",
            "organisation_name": "Kiverin kaupunki",
            "organisation_type": "foreign_city",
            "country": "FI",
            "topics": ("procurement",),
            "purpose": "Stadsstyrelsen vill höra om markanvisning.",
            "timezone": "Europe/Helsinki",
            "contact_name": "Päivi Mäenpää",
            "contact_email": "paivi.maenpaa@kiveri.example",
            "contact_language": "sv",
        },
        step="withdrawn",
        words="Vår resa är inställd.",
    ),
)
