"""Students in two groups that walk the same way, each in its own direction."""

from __future__ import annotations

from arena.demo.data.programmes.shape import Line, Outsider, Party, Role

_HALL = ("Högskolans sal vid Bobergstorget", "The university's hall by Bobergstorget")
_TEACHER = Outsider(
    name="Linus Tallgren",
    title=("Lärare i stadsplanering", "Teacher of urban planning"),
    organisation="Tallåsens tekniska högskola",
    email="linus.tallgren@tallasen.example",
)

STUDENTS = Party(
    code="D4",
    name="Tallåsens tekniska högskola",
    type="academic",
    level="experts",
    size=46,
    in_days=0,
    organisation="Tallåsens tekniska högskola",
    organisation_type="university",
    country="SE",
    language="en",
    topics=("introduction", "nature"),
    contact=Role(
        role="contact",
        name="Kristina Jernberg",
        title="Kursansvarig",
        email="kristina.jernberg@tallasen.example",
        phone="+46701740633",
        language="sv",
    ),
    purpose="Master's course in sustainable urban planning: cases and data.",
    groups=(("A", 23), ("B", 23)),
    lines=(
        Line(
            kind="arrival",
            minutes=10,
            title=("Samling, vi delar oss i två", "We gather, and part in two"),
            place="GV",
            at="10:00",
        ),
        Line(
            kind="walk",
            minutes=75,
            group="A",
            title=("Vandring medurs", "The walk, clockwise"),
            place="HV",
            who=("ines@arena.example",),
        ),
        Line(
            kind="walk",
            minutes=75,
            group="B",
            title=("Vandring moturs", "The walk, counter-clockwise"),
            place="HV",
            at="10:30",
            who=("karl@arena.example",),
        ),
        Line(
            kind="discussion",
            minutes=20,
            title=("Gemensam frågestund i parken", "Joint questions in the park"),
            place="HV",
            at="12:00",
            note=("Enkäten fylls i med mobilen.", "The survey is filled in by phone."),
        ),
        Line(
            kind="meal",
            minutes=70,
            title=("Lunch på egen hand", "Lunch on your own"),
            elsewhere=("Valfritt ställe vid Bobergstorget", "Anywhere by Bobergstorget"),
        ),
        Line(
            kind="discussion",
            minutes=90,
            title=("Verkstad: läsa stadsdelens data", "Workshop: reading the district's data"),
            elsewhere=_HALL,
            at="13:45",
            outsiders=(_TEACHER,),
        ),
        Line(
            kind="discussion",
            minutes=60,
            title=("Verkstad: skissa en egen gata", "Workshop: draw a street of your own"),
            elsewhere=_HALL,
            at="15:30",
            outsiders=(_TEACHER,),
        ),
    ),
    roles=(Role(role="day_lead", user="mirja@arena.example"),),
    needs=(("access", "step_free", 2),),
)
