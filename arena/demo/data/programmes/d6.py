"""A council on a screen, eight hours away, with an interpreter."""

from __future__ import annotations

from arena.demo.data.programmes.shape import Line, Party, Role

KAWANISHI = Party(
    code="D6",
    name="Kawanishi-machi Smart District Council",
    type="digital",
    level="managers",
    size=35,
    in_days=6,
    organisation="Kawanishi-machi Smart District Council",
    organisation_type="foreign_city",
    country="JP",
    language="en",
    interpretation="simultaneous",
    interpreter_language="ja",
    timezone="Asia/Tokyo",
    meeting_link="https://mote.arena.example/kawanishi",
    topics=("introduction", "energy"),
    contact=Role(
        role="contact",
        name="川西 恵子",
        title="Secretary",
        email="keiko@kawanishi.example",
        phone="",
    ),
    purpose="How a district shares its measurements with those who live there.",
    questions="Who owns the measured data?\nHow do residents read it?",
    lines=(
        Line(
            kind="online",
            minutes=5,
            title=("Ljud och bild, besked om inspelning", "Technical check, decision on recording"),
            place="DS",
            at="08:00",
            who=("wei@arena.example",),
        ),
        Line(kind="online", minutes=7, title=("Film", "A film"), place="DS"),
        Line(
            kind="presentation",
            minutes=23,
            title=("Öppna mätdata i Norra", "Open measurements in Norra"),
            place="DS",
            who=("wei@arena.example",),
        ),
        Line(
            kind="discussion",
            minutes=20,
            title=("Frågor som skickats i förväg", "Questions sent beforehand"),
            place="DS",
            who=("wei@arena.example",),
        ),
        Line(
            kind="close",
            minutes=5,
            title=("Nästa steg", "Next steps"),
            place="DS",
            who=("wei@arena.example",),
        ),
    ),
    forms_of_address="Efternamnet står först. Säg efternamn och -san: Kawanishi-san.",
    customs="Frågorna kommer skriftligt i förväg. Mötet spelas in bara om alla säger ja.",
    roles=(
        Role(role="day_lead", user="bob@arena.example"),
        Role(
            role="interpreter",
            name="Kawanishi Haruto",
            email="haruto@kawanishi.example",
            phone="",
        ),
    ),
)
