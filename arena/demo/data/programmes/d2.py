"""Buyers from six cities: needs, two tours that swap, and one-to-one meetings."""

from __future__ import annotations

from arena.demo.data.programmes.shape import Line, Outsider, Party, Role

_OWNERS = (
    Outsider(
        name="Maja Mörk",
        title=("Behovsägare, trafik", "Need owner, traffic"),
        organisation="Demostadens trafikkontor",
        email="maja.mork@trafik.stad.example",
    ),
    Outsider(
        name="Nils Norén",
        title=("Inköpschef", "Head of procurement"),
        organisation="Demostadens Lokaler AB",
        email="nils.noren@lokaler.stad.example",
    ),
)

BUYERS = Party(
    code="D2",
    name="Klimatklustret Öst med 18 inköpare",
    type="business",
    level="managers",
    size=24,
    weeks=3,
    weekday=2,
    organisation="Klimatklustret Öst",
    organisation_type="trade_body",
    country="SE",
    language="en",
    topics=("energy", "logistics", "requirements"),
    contact=Role(
        role="contact",
        name="Örjan Öhrn",
        title="Klusterledare",
        email="orjan.ohrn@klimatklustret.example",
        phone="+46701740631",
        language="sv",
    ),
    purpose="Six cities look for suppliers and solutions for fossil-free building sites.",
    questions="Which limits does procurement set for trying out something new?",
    groups=(("A", 12), ("B", 12)),
    lines=(
        Line(
            kind="arrival",
            minutes=15,
            title=("Registrering i visningsrummet", "Registration in the showroom"),
            place="VR",
            at="09:00",
        ),
        Line(
            kind="presentation",
            minutes=20,
            title=("Arenan på tjugo minuter", "The arena in twenty minutes"),
            place="VR",
            who=("coordinator@arena.example",),
        ),
        Line(
            kind="presentation",
            minutes=30,
            title=("Tre behov, åtta minuter var", "Three needs, eight minutes each"),
            place="VR",
            outsiders=_OWNERS,
        ),
        Line(kind="break", minutes=15, title=("Kaffe", "Coffee"), place="VR"),
        Line(
            kind="site",
            minutes=55,
            group="A",
            title=("Bygglogistik", "Construction logistics"),
            place="BLC",
            who=("tor@arena.example",),
            note=("Väst och hjälm lånas ut.", "Vests and helmets are lent."),
        ),
        Line(
            kind="site",
            minutes=55,
            group="A",
            title=("Energi i Norra 2", "Energy in Norra 2"),
            place="N2",
            who=("tor@arena.example",),
        ),
        Line(
            kind="site",
            minutes=55,
            group="B",
            title=("Energi i Norra 2", "Energy in Norra 2"),
            place="N2",
            who=("jonas@arena.example",),
        ),
        Line(
            kind="site",
            minutes=55,
            group="B",
            title=("Bygglogistik", "Construction logistics"),
            place="BLC",
            who=("jonas@arena.example",),
            note=("Väst och hjälm lånas ut.", "Vests and helmets are lent."),
        ),
        Line(
            kind="meal",
            minutes=50,
            title=("Lunch med ämne på varje bord", "Lunch with a topic at each table"),
            place="VR",
            at="13:10",
        ),
        Line(
            kind="meetings",
            minutes=75,
            title=("Enskilda möten, 5 × 15 minuter", "One-to-one meetings, 5 × 15 minutes"),
            place="PK",
            note=(
                "Alla får samma underlag, så att ingen gynnas i en upphandling.",
                "All get the same information, so that nobody gains in a procurement.",
            ),
        ),
        Line(
            kind="discussion",
            minutes=30,
            title=("Samtal: var upphandlingen sätter gränser", "Panel: the limits of procurement"),
            place="PK",
            at="15:25",
            outsiders=(_OWNERS[1],),
        ),
        Line(
            kind="close",
            minutes=20,
            title=("Sammanfattning och nästa steg", "Wrap-up and next steps"),
            place="PK",
            who=("coordinator@arena.example",),
        ),
    ),
    roles=(Role(role="day_lead", user="bob@arena.example"),),
    needs=(("food", "vegan", 4), ("food", "vegetarian", 6)),
    expenses=(("Lunch för 30", 8100, "partner"),),
)
