"""What is typed of a need, and whether it is enough for others to see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l

from arena import clock
from arena.needs.models import Audience, Dialogue, Need, NeedNetwork
from arena.needs.rules.wholeness import first_gap, spoken
from arena.needs.services.errors import Missing

# What everybody reads, and what is versioned once everybody has.
TEXTS = ("title", "problem", "effect", "limits")
READ = (
    *(f"{text}_{language}" for text in TEXTS for language in ("sv", "en")),
    *("topics", "dialogue", "questions_until", "interest_until"),
)
_WORDS: dict[str, Any] = {
    "title": _l("Give the need a title."),
    "problem": _l("Say what the problem is."),
    "effect": _l("Say what you want to achieve."),
}


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What a need says, and who may read it."""

    title_sv: str = ""
    title_en: str = ""
    problem_sv: str = ""
    problem_en: str = ""
    effect_sv: str = ""
    effect_en: str = ""
    limits_sv: str = ""
    limits_en: str = ""
    topics: Sequence[str] = ()
    dialogue: str = Dialogue.NOT_BEGUN
    questions_until: date | None = None
    interest_until: date | None = None
    audience: str = Audience.PUBLIC
    network_ids: Sequence[int] = ()

    def columns(self) -> dict[str, Any]:
        """Return what everybody reads, as a need keeps it."""
        return {name: getattr(self, name) for name in READ} | {"topics": list(self.topics)}


def keep_facts(need: Need, facts: Facts) -> None:
    """Write what was typed into a need."""
    for name, value in facts.columns().items():
        setattr(need, name, value)
    need.audience = facts.audience
    wanted = set(facts.network_ids) if facts.audience == Audience.NETWORKS else set()
    need.circles = [
        *(each for each in need.circles if each.network_id in wanted),
        *(
            NeedNetwork(network_id=number)
            for number in sorted(wanted - {each.network_id for each in need.circles})
        ),
    ]


def require_whole(need: Need, *, is_new: bool = True) -> None:
    """Raise `Missing` unless a need says, in one language at least, what others must know.

    What stands in the other language must be whole as well. Days for answers are still to come,
    unless it was published before.
    """
    texts = {name: getattr(need, name) for name in READ if name[:-3] in TEXTS}
    gap = first_gap(texts)
    if gap is not None:
        raise Missing(_WORDS[gap[:-3]], gap)
    if need.audience == Audience.NETWORKS and not need.circles:
        raise Missing(_l("Choose a network, or let everybody see the need."), "network_ids")
    for name in ("questions_until", "interest_until"):
        until = getattr(need, name)
        if is_new and until is not None and until < clock.today():
            raise Missing(_l("Choose a day that is still to come."), name)
    questions, interest = need.questions_until, need.interest_until
    if questions and interest and questions > interest:
        raise Missing(
            _l("Questions end on the day of the interest, or before it."), "questions_until"
        )


def languages_of(need: Need) -> tuple[str, ...]:
    """Return the languages in which a need can be read."""
    return spoken({name: getattr(need, name) for name in READ if name[:-3] in TEXTS})
