"""A storm warning on the morning of the visit: outdoors becomes indoors, and all are told."""

from __future__ import annotations

from arena.demo.data.programmes.shape import Line, Party, Role

GRANBACKEN = Party(
    code="D7",
    name="Granbacken Arkitekter",
    type="technical",
    level="experts",
    size=14,
    in_days=1,
    organisation="Granbacken Arkitekter AB",
    organisation_type="consultant",
    country="SE",
    language="sv",
    topics=("introduction", "requirements"),
    contact=Role(
        role="contact",
        name="Fatima Isaksdotter",
        title="Kontorschef",
        email="fatima.isaksdotter@granbacken.example",
        phone="+46701740635",
        language="sv",
    ),
    purpose="Hur kvarteren möter vattnet.",
    lines=(
        Line(
            kind="welcome",
            minutes=15,
            title=("Samling", "We gather"),
            place="GV",
            at="13:00",
        ),
        Line(
            kind="walk",
            minutes=75,
            title=("Vandring längs vattnet", "A walk along the water"),
            place="HV",
            who=("host@arena.example",),
        ),
        Line(
            kind="close",
            minutes=15,
            title=("Frågor och avslutning", "Questions, and goodbye"),
            place="PK",
            who=("host@arena.example",),
        ),
    ),
    roles=(Role(role="day_lead", user="mirja@arena.example"),),
)
# What the walk becomes when the wind is too strong for it.
INDOORS = Line(
    kind="presentation",
    minutes=75,
    title=("Inomhus i stället: krav och uppföljning", "Indoors instead: requirements"),
    place="PK",
    who=("host@arena.example",),
    note=(
        "Det blåser för hårt för att gå ut. Vi ses inne i stället.",
        "The wind is too strong for a walk. We meet indoors instead.",
    ),
)
