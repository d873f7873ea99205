"""What a draft says: what its parts are called, why a stop was chosen, what stands in its way.

Items keep the words in both languages, so each is written by speaking the one and then the other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from arena.delegations.meanings import LEVELS
from arena.delegations.models import Level, Stop
from arena.delegations.queries.drafting import Material
from arena.delegations.rules.drafting import INTRODUCTION, Cause, DayDraft, Line
from arena.delegations.rules.drafting_guides import Guides
from arena.delegations.rules.drafting_loosening import Loosened
from arena.delegations.topics import topic_word
from arena.web import filters
from arena.web.languages import LANGUAGES, localized, speak

PARTS: dict[str, Any] = {
    "welcome": _l("Words of welcome"),
    "gifts": _l("Courtesy talk and exchange of gifts"),
    "registration": _l("Registration and coffee"),
    "press_briefing": _l("Briefing by the press officer, and rules for pictures"),
    "technical_check": _l("Technical check, and decision on recording"),
    "lunch": _l("Lunch"),
    "break": _l("Coffee break"),
    "photo": _l("Group photo"),
    "press": _l("Press moment"),
    "questions": _l("Questions and answers"),
    "next_steps": _l("Next steps"),
    "facts_check": _l("Facts to check, and contacts"),
    "close": _l("Closing words"),
}
CAUSES: dict[Cause, Any] = {
    Cause.DIGITAL: _l("For visits of another kind: on a screen, or on site"),
    Cause.TOPIC: _l("About other topics"),
    Cause.LEVEL: _l("Meant for another level"),
    Cause.SIZE: _l("Too small for so many people at a time"),
    Cause.STEPS: _l("Reached by steps only"),
    Cause.NOTICE: _l("Must know earlier who comes"),
    Cause.FULL: _l("The place has had its visits this quarter"),
    Cause.LANGUAGE: _l("No host speaks the language"),
    Cause.KNOWLEDGE: _l("No host knows it and speaks the language"),
}
LOOSENED: dict[Loosened, Any] = {
    Loosened.TOPICS: _l("Show something about any topic"),
    Loosened.LEVEL: _l("Show also what is meant for other levels"),
    Loosened.HOSTS: _l("Look for the hosts later"),
    Loosened.STEPS: _l("Take also places with steps"),
    Loosened.SIZE: _l("Go in two groups: draft for half of the people"),
    Loosened.HOURS: _l("Stay an hour longer each day"),
}


def in_both(say: Callable[[], str]) -> tuple[str, str]:
    """Return what `say` says, in Swedish and in English."""
    found = {}
    for language in LANGUAGES:
        with speak(language):
            found[language] = say()
    return found["sv"], found["en"]


def part_name(line: Line, stop: Stop | None) -> str:
    """Return what a line is called, in the reader's language."""
    return localized(stop, "title") if stop else str(PARTS[line.part])


def reason(line: Line, day: DayDraft, material: Material) -> str:
    """Return in one sentence why a stop was chosen; of a meal, why it is eaten there."""
    stop = material.stops[line.option_id or 0]
    said = [
        *_about(stop, material),
        _load(stop, material),
        *_way(line),
        *_host(line, day, material),
    ]
    if line.is_shortened:
        said.append(
            _("made %(num)d minutes shorter so that it fits", num=stop.minutes - line.minutes)
        )
    return filters.sentence("; ".join(said)) + "."


def _about(stop: Stop, material: Material) -> list[str]:
    wanted = [topic for topic in stop.topics if topic in material.wishes.topics]
    said = []
    if wanted:
        said.append(_("about what they ask for: %(topics)s", topics=_listed(wanted)))
    elif INTRODUCTION in stop.topics:
        said.append(_("gives an overview"))
    elif stop.topics:
        said.append(_("about %(topics)s", topics=_listed(stop.topics)))
    level = material.wishes.level
    if level and level in stop.levels and len(stop.levels) == 1:
        said.append(_("meant for just this level: %(level)s", level=_lower(LEVELS[Level(level)])))
    return said


def _load(stop: Stop, material: Material) -> str:
    option = next(each for each in material.house.options if each.id == stop.id)
    if not option.visits:
        return str(_("no other delegation this quarter"))
    return str(
        ngettext(
            "%(num)d delegation this quarter", "%(num)d delegations this quarter", option.visits
        )
    )


def _way(line: Line) -> list[str]:
    if line.way is None:
        return []
    if not line.is_way_known:
        return [_("the way there is not known: %(num)d minutes are counted", num=line.way.minutes)]
    words = {
        "walk": _("%(num)d min on foot from the stop before", num=line.way.minutes),
        "bus": _("%(num)d min by bus from the stop before", num=line.way.minutes),
        "transit": _("%(num)d min by public transport from the stop before", num=line.way.minutes),
    }
    return [words[line.way.mode]]


def _host(line: Line, day: DayDraft, material: Material) -> list[str]:
    if line.kind == "meal":
        return []
    if line.guide_id is None:
        return [_("no host is free then: somebody must be found")]
    others = count_others(line, day, material) - 1
    said = [_("%(name)s speaks the language, knows it and is free", name=_name(line, material))]
    if others > 0:
        said.append(ngettext("%(num)d other host could", "%(num)d other hosts could", others))
    return said


def count_others(line: Line, day: DayDraft, material: Material) -> int:
    """Count the hosts who could guide a stop at its time, as if the draft asked nobody."""
    option = next(each for each in material.house.options if each.id == line.option_id)
    guides = Guides(material.wishes, material.house, day.wish.day, {})
    return sum(
        guides.duty(guide, line.starts, line.ends, {}) is not None for guide in guides.able(option)
    )


def _name(line: Line, material: Material) -> str:
    return material.hosts[line.guide_id or 0].name


def _listed(topics: Sequence[str]) -> str:
    """Return topics in one clause; some of their names have an “and” of their own."""
    return ", ".join(_lower(topic_word(topic)) for topic in topics)


def _lower(word: Any) -> str:
    text = str(word)
    return text[:1].lower() + text[1:]
