"""Reporters: a press officer's briefing, a walk, an interview and facts with their dates."""

from __future__ import annotations

from arena.demo.data.programmes.shape import Guest, Line, Outsider, Party, Role

_RESIDENT = Outsider(
    name="Elin Dufva",
    title=("Ordförande i boendeföreningen", "Chair of the residents' association"),
    organisation="Kajkvarterets boendeförening",
    email="elin.dufva@kajkvarteret.example",
)

REPORTERS = Party(
    code="D5",
    name="Tidningen Stadsrummet med tre utländska reportrar",
    type="media",
    level="experts",
    size=4,
    in_days=-5,
    organisation="Tidningen Stadsrummet",
    organisation_type="media",
    country="SE",
    language="en",
    has_media=True,
    topics=("nature",),
    contact=Role(
        role="contact",
        name="Mikael Frisk",
        title="Redaktör",
        email="mikael.frisk@stadsrummet.example",
        phone="+46701740634",
        language="sv",
    ),
    purpose="Ett reportage om kajen som byggs med slaggbetong.",
    lines=(
        Line(
            kind="press",
            minutes=10,
            title=("Genomgång: regler för bilder", "Briefing: rules for pictures"),
            place="PK",
            at="09:30",
            who=("coordinator@arena.example",),
        ),
        Line(
            kind="walk",
            minutes=45,
            title=("Kajen med pilotledaren", "The quay, with the pilot lead"),
            place="HV",
            who=("lena@arena.example",),
        ),
        Line(
            kind="press",
            minutes=25,
            title=("Intervju med boende", "An interview with residents"),
            place="HV",
            outsiders=(_RESIDENT,),
            note=("Den som intervjuas har sagt ja.", "Who is interviewed has agreed."),
        ),
        Line(
            kind="close",
            minutes=10,
            title=("Fakta med datum", "Facts with their dates"),
            place="HV",
            who=("lena@arena.example",),
        ),
    ),
    roles=(Role(role="day_lead", user="coordinator@arena.example"),),
    guests=(
        Guest("Mikael Frisk", "Redaktör", "Tidningen Stadsrummet"),
        Guest("Thérèse d'Aubigné", "Reporter", "Le Quai"),
        Guest("Jürgen Lindenauer", "Reporter", "Lindenau Anzeiger"),
        Guest("김서연", "Reporter", "Dosi Sinmun"),
    ),
    promises=(("Vilka tal gäller, och från när?", "Faktabladet skickades samma dag.", 1),),
)
