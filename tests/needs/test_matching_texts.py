"""Needs and offers find each other by what they say, in Swedish and English."""

import time
from collections import Counter

import pytest

from arena.needs.rules.matching import Strength, Term, explain, rarity, score, telling_terms
from arena.needs.texts import analyse, concept_name, thesaurus
from arena.needs.texts.folding import MOST_WORDS, fold, words_of
from arena.needs.texts.lexicon import lexicon, phrase_of, splitter
from tests.needs.matching_field import NEEDS, OFFERS, PAIRS, PERHAPS


@pytest.fixture(scope="module")
def offers():
    return {name: (analyse(texts), topics) for name, (texts, topics) in OFFERS.items()}


@pytest.fixture(scope="module")
def frequencies(offers):
    return Counter(term for terms, _topics in offers.values() for term in terms)


def matches(name, offers, frequencies):
    texts, topics = NEEDS[name]
    found = {
        offer: explain(0, analyse(texts), terms, frequencies, len(offers), (topics, others))
        for offer, (terms, others) in offers.items()
    }
    return {offer: scored for offer, scored in found.items() if scored is not None}


@pytest.mark.parametrize("name", sorted(NEEDS))
def test_a_need_finds_what_fits_and_nothing_else(name, offers, frequencies):
    found = matches(name, offers, frequencies)
    assert not PAIRS[name] - found.keys(), "what fits is missing"
    assert not found.keys() - PAIRS[name] - PERHAPS[name], "what does not fit is there"


@pytest.mark.parametrize("name", sorted(NEEDS))
def test_what_fits_stands_first(name, offers, frequencies):
    found = matches(name, offers, frequencies)
    order = sorted(found, key=lambda offer: -found[offer].score)
    assert order[0] in PAIRS[name]


def test_an_offer_finds_the_needs_that_it_may_meet(frequencies):
    needs = {name: (analyse(texts), topics) for name, (texts, topics) in NEEDS.items()}
    known = Counter(term for terms, _topics in needs.values() for term in terms)
    texts, topics = OFFERS["buffer"]
    ours = analyse(texts)
    found = [
        name
        for name, (terms, others) in needs.items()
        if explain(0, ours, terms, known, len(needs), (topics, others))
    ]
    assert found == ["machines"]


def test_the_reason_says_which_words_meet(offers, frequencies):
    scored = matches("dagvatten", offers, frequencies)["rain bed"]
    words = {(each.ours, each.theirs) for each in scored.shared}
    assert ("dagvattenrening", "stormwater") in words
    assert scored.topics == ["nature"]
    assert scored.strength is Strength.STRONG
    assert concept_name("=dagvatten", "en") == "stormwater"


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("dagvattenrening", {"=dagvatten", "=rening"}),
        ("fasadtegel", {"=fasad", "=tegel"}),
        ("skyfallsvägar", {"=skyfall", "=gata"}),
        ("parkeringsrobotarna", {"=parkering", "=robot"}),
        ("nattdistribution", {"=natt", "=leverans"}),
        ("dricksvattennätet", {"=dricksvatten"}),
    ],
)
def test_a_compound_speaks_of_its_parts(word, parts):
    assert parts <= analyse([("sv", word, "")]).keys()


@pytest.mark.parametrize("word", ["förening", "redovisning", "utbildning", "marknad", "lösning"])
def test_words_that_are_no_compounds_stay_whole(word):
    assert splitter().split(lexicon("sv").stem(word)) == ()


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_word_of_the_thesaurus_names_one_concept(language):
    lines = thesaurus.lines()
    named = Counter()
    for forms_sv, forms_en, _broader in lines:
        for form in set(forms_sv if language == "sv" else forms_en):
            if not form.startswith(thesaurus.AS_WRITTEN):
                assert phrase_of(form, lexicon(language).stem), f"{form} says nothing"
                named[form] += 1
    assert [form for form, times in named.items() if times > 1] == []
    names = {forms_sv[0] for forms_sv, _forms_en, _broader in lines}
    assert {broader for *_forms, broader in lines if broader} <= names


def test_folding_keeps_swedish_letters_and_understands_hyphens():
    assert fold("Återbruks-Café CO₂ GRØN") == "återbruks-cafe co2 grön"
    assert words_of("el- och LED-belysning, 50 % i 3D") == [
        "el",
        "och",
        "ledbelysning",
        "led",
        "belysning",
    ]
    assert words_of("dag\u00advatten\u200b") == ["dagvatten"]


def test_stop_words_and_numbers_say_nothing():
    assert analyse([("sv", "Vi söker det som är bäst 2026", "och att den som")]) == {}
    assert analyse([]) == {}


def test_what_both_languages_say_counts_once():
    both = analyse([("sv", "Regnbäddar", ""), ("en", "Rain beds", "")])
    one = analyse([("sv", "Regnbäddar", "")])
    there = Counter(both.keys())
    full = explain(0, one, both, there, 9, (["nature"], ["nature"]))
    same = explain(0, both, both, there, 9, (["nature"], ["nature"]))
    assert full is not None
    assert same is not None
    assert same.score == pytest.approx(full.score, rel=0.01)


def test_hostile_text_takes_no_time():
    began = time.process_time()
    terms = analyse([("sv", "a" * 100_000, "vatten" * 20_000 + " x\x00y " * 50_000)])
    assert time.process_time() - began < 2
    assert len(terms) <= 150
    assert len(words_of("vatten " * 10_000)) == MOST_WORDS


def test_a_rare_word_says_more_than_a_common_one():
    assert rarity(1, 5_000) > rarity(50, 5_000) > rarity(4_000, 5_000) >= 0


def test_common_words_are_asked_for_only_where_nothing_rarer_is():
    ours = {f"w{number}": Term(1.0, "w", 1) for number in range(40)}
    rare = {f"w{number}": 3 for number in range(20)}
    common = {f"w{number}": 4_000 for number in range(20, 40)}
    assert set(telling_terms(ours, rare | common, 5_000)) == set(rare)
    assert len(telling_terms(ours, common, 5_000)) == 12


def test_scoring_many_rows_agrees_with_explaining_one(offers, frequencies):
    ours = analyse(NEEDS["machines"][0])
    theirs = offers["buffer"][0]
    rows = [(7, name, theirs[name].weight, theirs[name].languages) for name in theirs]
    rows = [row for row in rows if row[1] in ours]
    total = len(offers)
    explained = explain(7, ours, theirs, frequencies, total)
    assert explained is not None
    assert score(ours, rows, frequencies, total)[7] == pytest.approx(explained.score)
