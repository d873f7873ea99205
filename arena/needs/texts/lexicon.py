"""The words of the thesaurus by their stems, made once for each process when first asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache

import snowballstemmer

from arena.needs.texts import thesaurus, vocabulary
from arena.needs.texts.compounds import Splitter
from arena.needs.texts.folding import words_of

CONCEPT = "="  # What a term that is a concept begins with.
LANGUAGES = ("sv", "en")
_LONGEST_PHRASE = 3
_KEPT_STEMS = 20_000


@dataclass(frozen=True)
class Lexicon:
    """What one language's words mean."""

    stem: Callable[[str], str]
    phrases: dict[tuple[str, ...], str]  # Stems in their order, and the concept that they name.
    written: dict[str, str]  # Words that are compared as they are written.
    stop: frozenset[str]  # As words.
    generic: frozenset[str]  # As stems.
    longest: int = _LONGEST_PHRASE


@cache
def lexicon(language: str) -> Lexicon:
    """Return the lexicon of a language."""
    stem = _stemmer(language)
    swedish = language == "sv"
    phrases: dict[tuple[str, ...], str] = {}
    written: dict[str, str] = {}
    for forms_sv, forms_en, _broader in thesaurus.lines():
        term = CONCEPT + forms_sv[0]
        for form in forms_sv if swedish else forms_en:
            if form.startswith(thesaurus.AS_WRITTEN):
                written[form.removeprefix(thesaurus.AS_WRITTEN)] = term
            else:
                phrases.setdefault(phrase_of(form, stem), term)
    generic = vocabulary.GENERIC_SV if swedish else vocabulary.GENERIC_EN
    return Lexicon(
        stem,
        phrases,
        written,
        vocabulary.STOP_SV if swedish else vocabulary.STOP_EN,
        frozenset(stem(word) for word in generic),
    )


@cache
def splitter() -> Splitter:
    """Return what takes Swedish compounds apart."""
    known = lexicon("sv")
    forms = {form for forms_sv, _forms_en, _broader in thesaurus.lines() for form in forms_sv}
    words = {
        form for form in forms if " " not in form and not form.startswith(thesaurus.AS_WRITTEN)
    }
    return Splitter(words | {*vocabulary.PARTS, *vocabulary.GENERIC_SV}, known.stem)


@cache
def broader_of() -> dict[str, str]:
    """Return what concepts belong to: “=regnbädd” to “=dagvatten”."""
    return {
        CONCEPT + forms_sv[0]: CONCEPT + broader
        for forms_sv, _forms_en, broader in thesaurus.lines()
        if broader
    }


def concept_name(term: str, language: str) -> str | None:
    """Return what a concept is called in a language; None for a term that is none."""
    return _names()[language == "en"].get(term) if term.startswith(CONCEPT) else None


@cache
def _names() -> tuple[dict[str, str], dict[str, str]]:
    lines = thesaurus.lines()
    return (
        {CONCEPT + forms_sv[0]: forms_sv[0] for forms_sv, _forms_en, _broader in lines},
        {
            CONCEPT + forms_sv[0]: forms_en[0].lstrip(thesaurus.AS_WRITTEN)
            for forms_sv, forms_en, _broader in lines
        },
    )


def phrase_of(form: str, stem: Callable[[str], str]) -> tuple[str, ...]:
    """Return a form of the thesaurus as the stems by which texts are searched for it."""
    return tuple(stem(word) for word in words_of(form.replace("-", "")))


def _stemmer(language: str) -> Callable[[str], str]:
    stemmer = snowballstemmer.stemmer("swedish" if language == "sv" else "english")

    @lru_cache(maxsize=_KEPT_STEMS)
    def stem(word: str) -> str:
        return str(stemmer.stemWord(word))

    return stem
