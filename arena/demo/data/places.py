"""Rooms, sites and equipment of the demo arena."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """A resource of the demo; `units` is how many groups it takes at a time."""

    code: str
    kind: str
    name_sv: str
    name_en: str
    address: str = ""
    note_sv: str = ""
    note_en: str = ""
    capacity: int | None = None
    units: int = 1
    setup_minutes: int = 0
    clearup_minutes: int = 0
    is_step_free: bool = True
    quarter_limit: int | None = None


PLACES = (
    Place(
        "GV",
        "site",
        "Gasverket, Bobergstorget",
        "Gasverket, Bobergstorget",
        "Bobergstorget, Stockholm",
        "Kullersten på torget. Samling vid den röda klockan.",
        "Cobbles on the square. Gather by the red clock.",
        units=3,
        is_step_free=False,
    ),
    Place(
        "VR",
        "room",
        "Visningsrummet, Gasverket",
        "Showroom, Gasverket",
        "Gasverksvägen 2, Stockholm",
        "Modell av stadsdelen i skala 1:500. Hörslinga.",
        "Model of the district, 1:500. Hearing loop.",
        capacity=40,
        setup_minutes=15,
        clearup_minutes=15,
    ),
    Place(
        "PK",
        "room",
        "Projektkontoret, Bobergsgatan 15",
        "Project office, Bobergsgatan 15",
        "Bobergsgatan 15, Stockholm",
        "Mötesrum på bottenvåningen. Hörslinga.",
        "Meeting room on the ground floor. Hearing loop.",
        capacity=25,
        setup_minutes=15,
        clearup_minutes=15,
    ),
    Place(
        "HV",
        "site",
        "Husarviken och Båthusparken",
        "Husarviken and Båthusparken",
        "Husarviken, Stockholm",
        "Stegfritt längs kajen.",
        "Step-free along the quay.",
        units=3,
    ),
    Place(
        "N1",
        "site",
        "Norra 1 och Västra",
        "Norra 1 and Västra",
        "Norra Djurgårdsstaden, Stockholm",
        "Endast utomhus: människor bor här.",
        "Outdoors only: people live here.",
        units=2,
    ),
    Place(
        "N2",
        "site",
        "Norra 2",
        "Norra 2",
        "Norra Djurgårdsstaden, Stockholm",
        "Energiexemplet: uppmätt användning visas på gården.",
        "The energy case: measured use is shown in the courtyard.",
        units=3,
    ),
    Place(
        "BF",
        "site",
        "Brofästet, plusenergihusen",
        "Brofästet, the plus-energy houses",
        "Bobergsgatan, Stockholm",
        "Högst 20 personer i teknikrummet, i två omgångar.",
        "At most 20 people in the plant room, in two turns.",
        capacity=20,
        quarter_limit=5,
    ),
    Place(
        "BLC",
        "site",
        "Bygglogistikcenter",
        "Construction logistics centre",
        "Norra Djurgårdsstaden, Stockholm",
        "Väst och hjälm lånas ut. Stängt fredag eftermiddag.",
        "Vests and helmets are lent. Closed Friday afternoons.",
        capacity=15,
        clearup_minutes=15,
    ),
    Place(
        "MLC",
        "site",
        "Masslogistikcenter",
        "Mass logistics centre",
        "Norra Djurgårdsstaden, Stockholm",
        "Nås bara med buss.",
        "Reached by bus only.",
        capacity=15,
        quarter_limit=5,
    ),
    Place(
        "PU",
        "site",
        "Pop-up återbruk",
        "Pop-up reuse",
        "Norra Djurgårdsstaden, Stockholm",
        "Öppet för allmänheten på lördagar.",
        "Open to the public on Saturdays.",
        capacity=20,
    ),
    Place(
        "VP",
        "site",
        "Värtapiren",
        "Värtapiren",
        "Värtapiren, Stockholm",
        "Hamn i drift: namnlista till hamnen fem dagar i förväg.",
        "A working port: a name list to the port five days ahead.",
        capacity=25,
    ),
    Place(
        "SV",
        "site",
        "Södra Värtahamnen, utsikten",
        "Södra Värtahamnen, the viewpoint",
        "Södra Hamnvägen, Stockholm",
        "Utsiktspunkt över bygget.",
        "A viewpoint over the construction.",
        capacity=30,
    ),
    Place(
        "LD",
        "site",
        "Loudden",
        "Loudden",
        "Loudden, Stockholm",
        "Sanering pågår. Endast med värd.",
        "Remediation under way. With a host only.",
        capacity=20,
    ),
    Place(
        "HS",
        "equipment",
        "Hörselguide, väska med 25",
        "Tour headsets, case of 25",
        "Projektkontoret",
        "Laddas över natten.",
        "Charged overnight.",
        units=3,
        clearup_minutes=30,
    ),
    Place(
        "DS",
        "room",
        "Digital studio",
        "Digital studio",
        "Bobergsgatan 15, Stockholm",
        "Kamera, två mikrofoner, skärm för frågor.",
        "Camera, two microphones, a screen for questions.",
        setup_minutes=15,
        clearup_minutes=15,
    ),
    Place(
        "SK",
        "site",
        "Saltkajen och Kolkajen",
        "Saltkajen and Kolkajen",
        "Kolkajen, Stockholm",
        "Kommande etapper vid vattnet. Båt kan lägga till.",
        "Stages to come, by the water. A boat can moor.",
        capacity=25,
    ),
    Place(
        "FH",
        "site",
        "Frihamnen",
        "Frihamnen",
        "Frihamnsgatan, Stockholm",
        "Ojämn kaj. Följ värden: hamntrafik.",
        "An uneven quay. Follow the host: port traffic.",
        capacity=25,
        is_step_free=False,
        quarter_limit=12,
    ),
    Place(
        "ST",
        "site",
        "Sopsugsterminalen",
        "Waste vacuum terminal",
        "Bobergsgatan, Stockholm",
        "Buller när det töms: hörselskydd finns.",
        "Noise when it empties: ear protection is there.",
        capacity=20,
        quarter_limit=10,
    ),
    Place(
        "BK",
        "site",
        "Båthuskaféet",
        "Båthuskaféet",
        "Husarviken, Stockholm",
        "Kafé vid kajen. Beställ mat tre dagar i förväg.",
        "A café on the quay. Order food three days ahead.",
        capacity=40,
    ),
    Place(
        "GM",
        "site",
        "Matsalen, Gasverket",
        "Matsalen, Gasverket",
        "Gasverksvägen 4, Stockholm",
        "Avskilt rum för upp till 24 gäster.",
        "A private room for up to 24 guests.",
        capacity=24,
    ),
)
