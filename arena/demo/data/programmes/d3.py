"""Officials over two half days: methods, tools and numbers, in Swedish."""

from __future__ import annotations

from arena.demo.data.programmes.shape import Guest, Line, Outsider, Party, Role

_CARETAKER = Outsider(
    name="Göran Gran",
    title=("Driftansvarig", "Maintenance lead"),
    organisation="Demostadens trafikkontor",
    email="goran.gran@trafik.stad.example",
    role="receiver",
)

LOVSUND = Party(
    code="D3",
    name="Lövsund kommun och Vassbäck VA",
    type="technical",
    level="experts",
    size=9,
    days=2,
    weeks=-3,
    weekday=1,
    organisation="Lövsund kommun",
    organisation_type="municipality",
    country="SE",
    language="sv",
    topics=("requirements", "nature"),
    contact=Role(
        role="contact",
        name="Ängla Åkerblom",
        title="Hållbarhetsstrateg",
        email="angla.akerblom@lovsund.example",
        phone="+46701740632",
        language="sv",
    ),
    purpose="Hur kraven följer med från programhandling till drift.",
    questions="Vem följer upp när huset är sålt?\nHur mycket tid tar uppföljningen?",
    lines=(
        Line(
            kind="presentation",
            minutes=45,
            title=("Kravkedjan från program till drift", "The chain of requirements"),
            place="PK",
            at="13:00",
            who=("jonas@arena.example",),
        ),
        Line(
            kind="presentation",
            minutes=40,
            title=("Uppföljning på webben", "The follow-up tool on the web"),
            place="PK",
            who=("jonas@arena.example",),
        ),
        Line(kind="break", minutes=15, title=("Fika", "Coffee"), place="PK"),
        Line(
            kind="walk",
            minutes=75,
            title=("Regnbäddar med den som sköter dem", "Rain beds, with who keeps them"),
            place="HV",
            who=("lena@arena.example",),
            outsiders=(_CARETAKER,),
        ),
        Line(
            kind="discussion",
            minutes=20,
            title=("Frågetavlan", "The board of questions"),
            place="PK",
            who=("jonas@arena.example",),
        ),
        Line(
            day=1,
            kind="site",
            minutes=90,
            title=("Marksanering på Loudden", "Remediation at Loudden"),
            place="LD",
            at="08:30",
            who=("tor@arena.example",),
            note=("Minibuss från projektkontoret 8.10.", "Minibus from the office at 8.10."),
        ),
        Line(
            day=1,
            kind="discussion",
            minutes=75,
            title=("Verkstad: upphandlingens klausuler", "Workshop: clauses of procurement"),
            place="PK",
            at="10:25",
            mode="bus",
            who=("jonas@arena.example",),
        ),
        Line(
            day=1,
            kind="close",
            minutes=20,
            title=("Vad vi skulle göra annorlunda", "What we would do differently"),
            place="PK",
            who=("coordinator@arena.example",),
        ),
    ),
    roles=(Role(role="day_lead", user="coordinator@arena.example"),),
    guests=(
        Guest("Ängla Åkerblom", "Hållbarhetsstrateg", "Lövsund kommun"),
        Guest("Pär Palmvik", "Stadsbyggnadschef", "Lövsund kommun", 1),
        Guest("Zahra Kvist", "Ingenjör", "Vassbäck VA-bolag"),
    ),
    expenses=(("Minibuss", 2900, "delegation"),),
    promises=(
        ("Vad kostar uppföljningen per lägenhet?", "Ungefär 400 kronor om året.", 10),
        ("Får vi läsa klausulbanken?", "", 14),
    ),
)
