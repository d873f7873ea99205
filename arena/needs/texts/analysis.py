"""What a text is about: its words as terms, each with its weight and the word that stood there."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from arena.needs.rules.matching import BITS, Term
from arena.needs.texts.folding import words_of
from arena.needs.texts.lexicon import CONCEPT, LANGUAGES, Lexicon, broader_of, lexicon, splitter
from arena.needs.texts.thesaurus import BROAD

MOST_TERMS = 150  # Of one record, the weightiest.
_TITLE = 2.0
_BROADER = 0.5  # What belongs to something is a little about that, too.
_PART = 0.7  # A part of a compound, against a word of its own.
_GENERIC = 0.2
_BROAD = 0.6  # A concept that many texts touch upon.
_FOREIGN = 6  # A word of the other language is known as one from this length on.
_SATURATED = 1.2  # BM25's k1: how little more a word says when it comes again.

_Found = tuple[str, float, str]  # The term, its weight, and the word.


def analyse(texts: Sequence[tuple[str, str, str]]) -> dict[str, Term]:
    """Return the terms of a record by their names, from its `(language, title, body)`.

    A word that comes again adds less and less, as in BM25; that of a title counts twice. What both
    languages of a record say is told apart by the term's languages, and counts once.
    """
    found: dict[str, Term] = {}
    for language, title, body in texts:
        for name, (weight, word) in _weighed(language, title, body).items():
            before = found.get(name)
            bits = BITS[language] | (before.languages if before else 0)
            if before is not None and before.weight >= weight:
                found[name] = Term(before.weight, before.word, bits)
            else:
                found[name] = Term(weight, word, bits)
    kept = sorted(found, key=lambda name: (-found[name].weight, name))[:MOST_TERMS]
    return {name: found[name] for name in kept}


def _weighed(language: str, title: str, body: str) -> dict[str, tuple[float, str]]:
    counts: dict[str, float] = {}
    words: dict[str, tuple[float, str]] = {}
    for factor, text in ((_TITLE, title), (1.0, body)):
        for name, weight, word in _terms_of(words_of(text), language):
            counts[name] = counts.get(name, 0.0) + weight * factor
            if name not in words or words[name][0] < weight:
                words[name] = (weight, word)
    length = math.log(math.e + len(counts) / 60)  # A long text speaks of more by chance.
    return {
        name: (count * (_SATURATED + 1) / (count + _SATURATED) / length, words[name][1])
        for name, count in counts.items()
    }


def _terms_of(words: Sequence[str], language: str) -> Iterator[_Found]:
    own = lexicon(language)
    stems = [own.stem(word) for word in words]
    at = 0
    while at < len(words):
        size, concept = _concept_at(words, stems, at, own)
        if concept is not None:
            yield from _with_broader(concept, 1.0, " ".join(words[at : at + size]))
        elif words[at] not in own.stop:
            yield from _of_word(words[at], stems[at], language, own)
        at += size


def _concept_at(
    words: Sequence[str], stems: Sequence[str], at: int, own: Lexicon
) -> tuple[int, str | None]:
    """Return how many words name a concept here, the most first, and which."""
    for size in range(min(own.longest, len(stems) - at), 0, -1):
        concept = own.phrases.get(tuple(stems[at : at + size]))
        if concept is not None:
            return size, concept
    return 1, own.written.get(words[at])


def _of_word(word: str, stem: str, language: str, own: Lexicon) -> Iterator[_Found]:
    if len(word) >= _FOREIGN:
        other = lexicon(LANGUAGES[language == "sv"])
        concept = other.phrases.get((other.stem(word),))
        if concept is not None:
            yield from _with_broader(concept, 1.0, word)
            return
    yield stem, _GENERIC if stem in own.generic else 1.0, word
    if language != "sv":
        return
    for part in splitter().split(stem):
        concept = own.phrases.get((part,))
        if concept is not None:
            yield from _with_broader(concept, _PART, word)
        else:
            yield part, _GENERIC if part in own.generic else _PART, word


def _with_broader(concept: str, weight: float, word: str) -> Iterator[_Found]:
    seen: set[str] = set()
    while concept and concept not in seen:
        is_broad = concept.removeprefix(CONCEPT) in BROAD
        yield concept, weight * (_BROAD if is_broad else 1.0), word
        seen.add(concept)
        concept, weight = broader_of().get(concept, ""), weight * _BROADER
