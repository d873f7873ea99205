"""How the demo's rooms are lent out, and what is booked in them. All of it is invented."""

from __future__ import annotations

from dataclasses import dataclass, field

from arena.demo.data.places import Place


@dataclass(frozen=True)
class Terms:
    """On what terms a room is lent out; `parts` are codes."""

    features: tuple[str, ...]
    layouts: dict[str, int]
    is_for_partners: bool = False
    needs_approval: bool = True
    approver: str = ""  # Whose address it is.
    release_minutes: int | None = None
    parts: tuple[str, ...] = field(default=())


ROOMS = (
    Place(
        "VR1",
        "room",
        "Visningsrummet, östra halvan",
        "Showroom, east half",
        "Gasverksvägen 2, Stockholm",
        "Vikväggen skiljer halvorna åt.",
        "The folding wall parts the halves.",
        capacity=20,
        setup_minutes=15,
        clearup_minutes=15,
    ),
    Place(
        "VR2",
        "room",
        "Visningsrummet, västra halvan",
        "Showroom, west half",
        "Gasverksvägen 2, Stockholm",
        "Vikväggen skiljer halvorna åt.",
        "The folding wall parts the halves.",
        capacity=20,
        setup_minutes=15,
        clearup_minutes=15,
    ),
    Place(
        "KR",
        "room",
        "Kajrummet, Bobergsgatan 15",
        "Quay room, Bobergsgatan 15",
        "Bobergsgatan 15, Stockholm",
        "Litet mötesrum en trappa upp.",
        "A small meeting room, one flight up.",
        capacity=8,
        is_step_free=False,
    ),
    Place(
        "HL",
        "equipment",
        "Hörlurar",
        "Headsets",
        "Projektkontoret",
        "Lånas en och en.",
        "Lent one by one.",
        units=12,
    ),
    Place(
        "BH",
        "equipment",
        "Bärbar högtalare",
        "Portable speaker",
        "Projektkontoret",
        "Med mikrofon.",
        "With a microphone.",
        units=2,
    ),
)
TERMS = {
    "VR": Terms(
        ("screen", "sound", "hearing_loop", "model"),
        {"theatre": 40, "classroom": 28, "standing": 40},
        is_for_partners=True,
        parts=("VR1", "VR2"),
    ),
    "VR1": Terms(("screen", "model"), {"theatre": 20, "u_shape": 14}, is_for_partners=True),
    "VR2": Terms(("hearing_loop", "daylight"), {"theatre": 20, "islands": 16}),
    "PK": Terms(
        ("screen", "video", "hearing_loop", "whiteboard"),
        {"boardroom": 18, "islands": 16},
        is_for_partners=True,
        approver="bob@arena.example",
        release_minutes=20,
    ),
    "KR": Terms(
        ("screen", "whiteboard", "daylight"),
        {"boardroom": 8},
        is_for_partners=True,
        needs_approval=False,
        release_minutes=15,
    ),
    "DS": Terms(("video", "screen"), {"boardroom": 6}),
}
# What staff meet about, and in which rooms, with how many people and for how long.
MEETINGS = (
    ("Planering av nästa vecka", "KR", 6, 60),
    ("Avstämning om bygglogistik", "PK", 12, 90),
    ("Genomgång av mätvärden", "PK", 9, 60),
    ("Inspelning för webben", "DS", 4, 120),
    ("Samråd om parkstråket", "VR1", 18, 90),
    ("Workshop om återbruk", "VR2", 16, 120),
    ("Introduktion för nya kollegor", "KR", 7, 60),
    ("Referensgrupp energi", "VR2", 14, 90),
    ("Dialog med boende", "VR", 36, 120),
)
PARTNER_MEETINGS = (
    ("Projektgrupp värmelager", "PK", 10, 90),
    ("Styrgrupp", "KR", 6, 60),
    ("Visning för kunder", "VR1", 16, 90),
)
CATERING = "Kaffe, te och frukt. En glutenfri."
TECHNOLOGY = "Hjälp att koppla upp distansmötet tio minuter före."
