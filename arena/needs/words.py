"""How needs are said on pages and in mails: in the reader's language, or the one there is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from markupsafe import Markup, escape

from arena.needs.meanings import (
    AUDIENCES,
    DIALOGUES,
    INTERESTS,
    OUTCOMES,
    QUESTIONS,
    STATES,
)
from arena.needs.models import (
    Audience,
    Dialogue,
    InterestState,
    Need,
    NeedChange,
    NeedInterest,
    NeedOutcome,
    NeedQuestion,
    NeedState,
    OutcomeKind,
    QuestionState,
)
from arena.needs.topics import need_topic
from arena.web import filters, languages

# What is called what where a change is said openly.
FIELDS: dict[str, Any] = {
    "title": _l("Title"),
    "problem": _l("The problem"),
    "effect": _l("Effect sought"),
    "limits": _l("Constraints"),
    "topics": _l("Topics"),
    "dialogue": _l("Market dialogue"),
    "questions_until": _l("Last day for questions"),
    "interest_until": _l("Last day for showing interest"),
}


@dataclass(frozen=True)
class Said:
    """A text, and the language that it is in where that is not the reader's."""

    text: str
    language: str | None

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Changed:
    """One thing that was changed: what, and both values."""

    label: str
    before: str
    after: str
    language: str | None


def need_said(record: Any, field: str) -> Said:
    """`{{ need|need_said("title") }}`: a text in the reader's language, or in the one there is."""
    language = languages.current()
    own = getattr(record, f"{field}_{language}")
    if own:
        return Said(own, None)
    other = "en" if language == "sv" else "sv"
    text = getattr(record, f"{field}_{other}")
    return Said(text, other if text else None)


def need_title(need: Need) -> str:
    """`{{ need|need_title }}`: its title, or what a draft without one is called."""
    return need_said(need, "title").text or str(_("Need without a title"))


def need_paragraphs(said: Said) -> Markup:
    """`{{ need|need_said("problem")|need_paragraphs }}`: a text as paragraphs, in its language."""
    spoken = Markup(' lang="{}"').format(said.language) if said.language else Markup("")
    parts = [part.strip() for part in said.text.replace("\r\n", "\n").split("\n\n")]
    return Markup("").join(
        Markup("<p{}>{}</p>").format(spoken, Markup("<br>").join(map(escape, part.split("\n"))))
        for part in parts
        if part
    )


def need_state(need: Need) -> tuple[Any, str]:
    """`{{ need|need_state }}`: where it stands, and the shape of the mark."""
    meaning = STATES[NeedState(need.state)]
    return meaning.label, meaning.shape


def need_dialogue(need: Need) -> Any:
    """`{{ need|need_dialogue }}`: how far the market dialogue has come."""
    return DIALOGUES[Dialogue(need.dialogue)]


def need_audience(need: Need) -> Any:
    """`{{ need|need_audience }}`: who may see it."""
    if need.audience == Audience.PUBLIC:
        return AUDIENCES[Audience.PUBLIC]
    names = [languages.localized(each.network, "name") for each in need.circles]
    return _("Members of %(networks)s", networks=filters.listing(names))


def question_state(question: NeedQuestion) -> tuple[Any, str]:
    """`{{ question|question_state }}`: how it stands, and the shape of the mark."""
    meaning = QUESTIONS[QuestionState(question.state)]
    return meaning.label, meaning.shape


def interest_state(interest: NeedInterest) -> tuple[Any, str]:
    """`{{ interest|interest_state }}`: how it stands, and the shape of the mark."""
    meaning = INTERESTS[InterestState(interest.state)]
    return meaning.label, meaning.shape


def outcome_kind(outcome: NeedOutcome) -> Any:
    """`{{ outcome|outcome_kind }}`: what came of it, in a word."""
    return OUTCOMES[OutcomeKind(outcome.kind)]


def changed_parts(change: NeedChange) -> list[Changed]:
    """`{{ change|changed_parts }}`: what was changed, as the reader reads it."""
    return [
        Changed(_label(name), _value(name, change.before[name]), _value(name, value), _spoken(name))
        for name, value in change.after.items()
    ]


def changed_labels(change: NeedChange) -> str:
    """`{{ change|changed_labels }}`: the names of what was changed, in a row."""
    return filters.listing(dict.fromkeys(_label(name).lower() for name in change.after))


def _label(name: str) -> str:
    label = FIELDS.get(name) or FIELDS[name[:-3]]
    return str(label)


def _spoken(name: str) -> str | None:
    language = name.rpartition("_")[2]
    is_text = language in languages.LANGUAGES and language != languages.current()
    return language if is_text else None


def _value(name: str, value: Any) -> str:
    if name == "topics":
        return filters.listing(need_topic(topic) for topic in value)
    if name == "dialogue":
        return str(DIALOGUES[Dialogue(value)])
    if name in ("questions_until", "interest_until"):
        return filters.day(date.fromisoformat(value)) if value else ""
    return str(value)


FILTERS: tuple[Callable[..., Any], ...] = (
    need_said,
    need_title,
    need_paragraphs,
    need_state,
    need_dialogue,
    need_audience,
    question_state,
    interest_state,
    outcome_kind,
    changed_parts,
    changed_labels,
)
