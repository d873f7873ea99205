"""What the demo's organisations are to each other, and who speaks for them. All is invented."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Abroad:
    """An organisation of another country, and its office."""

    name: str
    type: str
    domain: str
    country: str
    person: str
    title: str = "International Office"


@dataclass(frozen=True)
class Speaker:
    """Somebody who speaks for an organisation."""

    organisation: str
    name: str
    mailbox: str
    title: str
    phone: str = ""
    writes_in: str = "sv"
    is_public: bool = False  # Whether everybody may be shown the title.
    has_withdrawn: bool = False  # Whether the number may no longer be kept.


ABROAD = (
    Abroad("City of Aldermoor", "foreign_city", "aldermoor.example", "GB", "Rowan O'Brien"),
    Abroad("Stadt Lindenau am See", "foreign_city", "lindenau.example", "DE", "Jörg Weiß"),
    Abroad("Comune di Porto Sereno", "foreign_city", "portosereno.example", "IT", "Chiara Neri"),
    Abroad("Kawanishi-machi Smart District Council", "foreign_city", "kawanishi.example", "JP",
           "川西 陽子"),
    Abroad("Ciudad de Valdeclara", "foreign_city", "valdeclara.example", "CL", "Inés Muñoz"),
    Abroad("Municipality of Nyhavnsund", "foreign_city", "nyhavnsund.example", "DK", "Søren Bæk"),
    Abroad("Embassy of the Norrland Isles", "embassy", "embassy.norrlandisles.example", "SE",
           "Thora", "Attaché"),
)  # fmt: skip

RELATED = (
    ("part_of", "Lövsund kommun", "Region Mellanvik", ""),
    ("owns", "Lövsund kommun", "Vassbäck VA-bolag", "60 %"),
    ("owns", "Region Mellanvik", "Vassbäck VA-bolag", "40 %"),
    ("member_of", "Norrskär Energi AB", "Klimatklustret Öst", ""),
    ("member_of", "Fjällnäs Fastigheter AB", "Klimatklustret Öst", ""),
    ("member_of", "Bobergs Betonglabb AB", "Klimatklustret Öst", ""),
    ("supplies", "Bobergs Betonglabb AB", "Fjällnäs Fastigheter AB", "Slaggbetong till kajdäck"),
    ("supplies", "Norrskär Energi AB", "Fjällnäs Fastigheter AB", "Fjärrvärme"),
    ("finances", "Region Mellanvik", "Institutet för Urban Cirkularitet", ""),
    ("tenant_of", "Kajkvarterets boendeförening", "Fjällnäs Fastigheter AB", ""),
    ("works_with", "Tallåsens tekniska högskola", "Institutet för Urban Cirkularitet", ""),
    ("works_with", "Lövsund kommun", "Municipality of Nyhavnsund", "Vänort sedan länge"),
)

TAGGED = {
    "Tar emot besök": (
        "Norrskär Energi AB",
        "Fjällnäs Fastigheter AB",
        "Bobergs Betonglabb AB",
        "Kajkvarterets boendeförening",
    ),
    "Har testbädd": (
        "Norrskär Energi AB",
        "Tallåsens tekniska högskola",
        "Bobergs Betonglabb AB",
    ),
    "Vänstad": ("Municipality of Nyhavnsund", "Stadt Lindenau am See", "City of Aldermoor"),
    "Partnerdagen": ("Klimatklustret Öst", "Granbacken Arkitekter AB", "Region Mellanvik"),
}

PRESENTED: dict[str, dict[str, Any]] = {
    "Norrskär Energi AB": {
        "description_sv": "Fjärrvärme, fjärrkyla och styrd laddning i stadsdelen.",
        "description_en": "District heating and cooling, and managed charging in the district.",
        "website": "www.norrskar.example",
        "postal_address": "Kolkajen 4\n115 42 Demostaden",
        "topics": ("energy",),
    },
    "Bobergs Betonglabb AB": {
        "description_sv": "Provar betong med lägre klimatavtryck, i labb och i kajdäck.",
        "description_en": "Tests concrete with a smaller footprint, in the lab and in quay decks.",
        "website": "www.betonglabb.example",
        "topics": ("logistics",),
    },
    "Fjällnäs Fastigheter AB": {
        "description_sv": "Bygger och förvaltar hyresbostäder, bland annat två plusenergihus.",
        "description_en": "Builds and runs rental homes, two of them plus-energy houses.",
        "website": "www.fjallnas.example",
        "postal_address": "Brofästet 12\n115 43 Demostaden",
    },
}

SPEAKERS = (
    Speaker("Norrskär Energi AB", "Åsa Östlund", "asa.ostlund", "Hållbarhetschef",
            "+46701740611", is_public=True),
    Speaker("Fjällnäs Fastigheter AB", "Mehmet Çelik", "mehmet", "Projektchef", "+46701740612"),
    Speaker("Klimatklustret Öst", "Nguyễn Linh", "linh", "Nätverksledare", "+46701740613",
            has_withdrawn=True),
    Speaker("Tallåsens tekniska högskola", "Judith Klein", "klein", "Professor", writes_in="en"),
)  # fmt: skip
LANGUAGES = {
    "Åsa Östlund": {"sv": "native", "en": "fluent", "de": "some"},
    "Mehmet Çelik": {"sv": "fluent", "tr": "native", "en": "fluent"},
    "Nguyễn Linh": {"sv": "native", "vi": "fluent", "en": "fluent"},
    "Judith Klein": {"de": "native", "en": "fluent", "sv": "some"},
}
