"""The templates that the house comes with: one for each type of delegation, for staff to build on.

They are in the code rather than in the database, so that every arena has them without a command,
and gets better ones with a new version. What staff change they keep as a template of their own.
"""

from __future__ import annotations

from arena.delegations.rules.templates import Template, TemplateItem


def _item(kind: str, minutes: int, swedish: str, english: str, start: str = "") -> TemplateItem:
    """Return something that is said: an interpreter lengthens it."""
    return TemplateItem(
        kind=kind,
        minutes=minutes,
        title_sv=swedish,
        title_en=english,
        start=start,
        is_interpreted=True,
    )


def _pause(kind: str, minutes: int, swedish: str, english: str, start: str = "") -> TemplateItem:
    """Return something at which little is interpreted: a rest, a way, a picture."""
    return TemplateItem(kind=kind, minutes=minutes, title_sv=swedish, title_en=english, start=start)


def _for(group: str, item: TemplateItem) -> TemplateItem:
    return TemplateItem(**{**vars(item), "group": group})


def _on(day: int, item: TemplateItem) -> TemplateItem:
    return TemplateItem(**{**vars(item), "day": day})


_POLITICAL = (
    _pause("arrival", 15, "Ankomst, mottagning av dagansvarig", "Arrival, met by the day lead",
           "08:45"),
    _item("welcome", 10, "Välkomsttal", "Words of welcome", "09:00"),
    _item("presentation", 25, "Översikt: stadsdelen och besluten", "Overview: district, decisions"),
    _pause("gifts", 25, "Kaffe, artighetssamtal och gåvoväxling",
           "Coffee, courtesy talk and exchange of gifts"),
    _item("walk", 60, "Vandring med två stopp", "Walk with two stops"),
    _pause("photo", 10, "Gruppfoto", "Group photo"),
    _item("discussion", 45, "Rundabordssamtal om krav och uppföljning",
          "Round table on requirements and follow-up"),
    _pause("press", 10, "Pressträff", "Press moment"),
    _pause("meal", 60, "Lunch, värd är staden", "Lunch hosted by the city", "12:30"),
    _pause("transfer", 25, "Transport till Stadshuset", "Transfer to City Hall", "13:30"),
    _pause("reception", 45, "Mottagning, ansvar har protokollsenheten",
           "Reception, by the Protocol Unit"),
)  # fmt: skip
_BUSINESS = (
    _pause("arrival", 15, "Registrering och kaffe", "Registration and coffee", "09:00"),
    _item("presentation", 20, "Arenan på tjugo minuter", "The arena in twenty minutes", "09:15"),
    _item("presentation", 30, "Tre behovsägare, åtta minuter var",
          "Three owners of needs, eight minutes each"),
    _pause("break", 15, "Paus", "Break"),
    _for("A", _item("site", 50, "Platsbesök A", "Site visit A", "10:20")),
    _for("B", _item("site", 50, "Platsbesök B", "Site visit B", "10:20")),
    _for("A", _item("site", 50, "Platsbesök B", "Site visit B", "11:20")),
    _for("B", _item("site", 50, "Platsbesök A", "Site visit A", "11:20")),
    _pause("meal", 60, "Lunch med bordsämnen", "Lunch with table topics", "12:15"),
    _item("meetings", 75, "Enskilda möten, fem gånger femton minuter",
          "One-to-one meetings, five of fifteen minutes", "13:15"),
    _item("discussion", 30, "Panel: upphandlingens gränser",
          "Panel: the limits of procurement", "14:40"),
    _item("close", 20, "Sammanfattning och nästa steg", "Wrap-up and next steps", "15:10"),
)  # fmt: skip
_TECHNICAL = (
    _item("presentation", 45, "Kravkedjan från programhandling till drift",
          "Requirements, from brief to operation", "13:00"),
    _item("presentation", 40, "Uppföljningsverktyget, visat live", "The follow-up tool, live"),
    _pause("break", 20, "Fika", "Coffee"),
    _item("walk", 75, "Platsbesök med den som sköter anläggningen",
          "Site visit with who looks after it"),
    _item("discussion", 30, "Frågetavlan", "The board of questions"),
    _on(1, _item("site", 90, "Platsbesök med minibuss", "Site visit by minibus", "08:30")),
    _on(1, _item("discussion", 75, "Verkstad om upphandling: klausuler som håller",
                 "Procurement workshop: clauses that hold")),
    _on(1, _item("discussion", 30, "Vad vi skulle göra annorlunda",
                 "What we would do differently")),
)  # fmt: skip
_ACADEMIC = (
    _pause("arrival", 10, "Samling och indelning i två grupper",
           "Gathering, and parting into two groups", "10:00"),
    _for("A", _item("walk", 75, "Vandring medsols", "Walk clockwise", "10:10")),
    _for("B", _item("walk", 75, "Vandring motsols", "Walk counter-clockwise", "10:30")),
    _item("discussion", 20, "Gemensamma frågor", "Questions together", "12:00"),
)  # fmt: skip
_MEDIA = (
    _item("press", 10, "Genomgång med pressansvarig, bildregler",
          "Briefing by the press officer, rules for pictures", "09:30"),
    _item("walk", 50, "Vandring med pilotledaren", "Walk with the pilot lead", "09:40"),
    _item("press", 30, "Intervjuer, med eget samtycke", "Interviews, each with consent", "10:30"),
    _item("close", 10, "Faktablad med datum för varje siffra",
          "Facts, each figure with its date", "11:00"),
)  # fmt: skip
_CIVIC = (
    _item("welcome", 10, "Välkomna", "Welcome", "17:30"),
    _item("walk", 60, "Vandring: det här byggs här", "Walk: what is built here"),
    _item("discussion", 30, "Frågor och fika", "Questions and coffee"),
    _item("close", 5, "Så följer ni med framöver", "How to follow what comes"),
)  # fmt: skip
_DIGITAL = (
    _pause("online", 5, "Teknikkontroll och besked om inspelning",
           "Technical check, and the decision on recording", "08:00"),
    _pause("online", 7, "Film", "Film"),
    _item("online", 20, "Genomgång", "Presentation"),
    _item("online", 20, "Frågor, insända i förväg", "Questions, sent in beforehand"),
    _item("online", 5, "Nästa steg", "Next steps"),
)  # fmt: skip

LIBRARY = tuple(
    Template(key=kind, type=kind, title_sv=swedish, title_en=english, items=items, is_built_in=True)
    for kind, swedish, english, items in (
        ("political", "Politisk delegation, en dag", "Political delegation, one day", _POLITICAL),
        ("technical", "Tjänstepersoner, två halvdagar", "Officials, two half-days", _TECHNICAL),
        (
            "business",
            "Näringsliv, en dag i två grupper",
            "Business, a day in two groups",
            _BUSINESS,
        ),
        ("academic", "Studenter i två grupper", "Students in two groups", _ACADEMIC),
        ("media", "Media, hundra minuter", "Media, a hundred minutes", _MEDIA),
        ("civic", "Boende och föreningar, en kväll", "Residents, an evening", _CIVIC),
        ("digital", "Digitalt, en timme", "Digital, one hour", _DIGITAL),
    )
)
