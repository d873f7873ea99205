"""Names, numbers and domains are folded so that the same body looks the same, and others do not."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from arena.directory.rules import (
    key_ranges,
    name_key,
    normalise_domain,
    normalise_number,
    shown_number,
    telling_domains,
)

LETTERS = "abcdefghijklmnopqrstuvwxyzåäöABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖé0123456789"
WORDS = st.lists(st.text(LETTERS, min_size=4, max_size=12), min_size=1, max_size=4)
SIGNS = st.sampled_from([" ", "  ", " - ", ", ", " / ", "\t", "–", " (", ") "])


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Norrskär Energi AB", "NORRSKÄR ENERGI AB (publ)"),
        ("Norrskär Energi AB", "Norrskär Energi Aktiebolag"),
        ("Lövsund kommun", "Lövsunds Kommun".replace("s K", " K")),
        ("City of Aldermoor", "Aldermoor City Council"),
        ("Stadt Lindenau am See", "Lindenau See"),
        ("Comune di Porto Sereno", "Porto Sereno"),
        ("Acme Ltd.", "ACME Limited"),
        ("Müller GmbH & Co. KG", "Muller"),
        ("O’Brien Inc", "OBrien"),
        ("S.T.A.D. Arkitekter A/S", "STAD arkitekter"),
        ("Nyhavnsund Kommune", "nyhavnsund"),
        ("Café Étoile SARL", "Cafe Etoile"),
        ("Ærø Kommune", "Ärö kommun"),
    ],
)
def test_the_same_body_has_the_same_key(first, second):
    assert name_key(first) == name_key(second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Bärs kommun", "Bars kommun"),
        ("Hörby", "Horby"),
        ("Tallåsen", "Tallasen"),
        ("Norrskär Energi AB", "Norrskär Vatten AB"),
        ("Region Mellanvik", "Mellanviks kommun"),
    ],
)
def test_another_body_has_another_key(first, second):
    assert name_key(first) != name_key(second)


@pytest.mark.parametrize(("name", "key"), [("AB", "ab"), ("Kommun AB", "kommun ab"), ("", "")])
def test_a_name_of_forms_alone_keeps_them(name, key):
    assert name_key(name) == key


@given(st.text(max_size=200))
def test_folding_twice_changes_nothing(name):
    assert name_key(name_key(name)) == name_key(name)


@given(st.text(max_size=400))
def test_a_key_is_short_lower_case_and_in_single_spaces(name):
    key = name_key(name)
    assert len(key) <= 160
    assert key == key.casefold()
    assert key == " ".join(key.split())


@given(WORDS, st.lists(SIGNS, min_size=4, max_size=4), st.sampled_from(["", "AB", "Ltd", "kommun"]))
def test_case_punctuation_and_the_form_of_the_body_make_no_difference(words, signs, form):
    plain = " ".join(words)
    assume(set(name_key(plain).split()) == set(name_key(plain + " xyzzy").split()) - {"xyzzy"})
    spelled = "".join(word + sign for word, sign in zip(words, signs, strict=False)) + " " + form
    assert name_key(spelled.upper()) == name_key(spelled.lower()) == name_key(plain)


@given(st.text("åäöaeo", min_size=5, max_size=10), st.text("åäöaeo", min_size=5, max_size=10))
def test_swedish_letters_tell_names_apart(first, second):
    assert (name_key(first) == name_key(second)) == (first == second)


@given(st.text(max_size=60), st.text(max_size=60))
def test_an_index_range_holds_every_key_that_begins_alike(first, second):
    key, other = name_key(first), name_key(second)
    assume(key)
    ranges = key_ranges(key)
    assert any(start <= key < end for start, end in ranges)
    if other and other[:3] == key[:3] and len(key.split()[0]) >= 3:
        assert any(start <= other < end for start, end in ranges)


@pytest.mark.parametrize(
    "typed",
    [
        "402001-0007",
        "4020010007",
        " 402001 0007 ",
        "16402001-0007",
        "SE402001000701",
        "402001–0007",
    ],
)
def test_a_swedish_number_is_read_however_it_is_written(typed):
    number = normalise_number(typed, "SE")
    assert number == "4020010007"
    assert shown_number(number, "SE") == "402001-0007"


def test_a_foreign_number_is_kept_in_capitals():
    assert normalise_number("gb 123-456", "GB") == "GB123456"
    assert shown_number("GB123456", "GB") == "GB123456"
    assert shown_number(None, "SE") == ""


@given(st.text(max_size=40), st.sampled_from(["SE", "GB"]))
def test_reading_a_number_twice_changes_nothing(number, country):
    once = normalise_number(number, country)
    assume(not (country == "SE" and len(once) >= 12))
    assert normalise_number(once, country) == once


@pytest.mark.parametrize(
    ("typed", "domain"),
    [
        ("example.org", "example.org"),
        ("@Example.ORG", "example.org"),
        ("name@example.org", "example.org"),
        ("https://www.example.org/about", "example.org"),
        (" example.org. ", "example.org"),
        ("", ""),
    ],
)
def test_a_domain_is_read_however_it_is_written(typed, domain):
    assert normalise_domain(typed) == domain


@pytest.mark.parametrize(
    ("email", "domains"),
    [
        ("bo@lovsund.example", ["lovsund.example"]),
        ("bo@skola.lovsund.example", ["skola.lovsund.example", "lovsund.example"]),
        ("bo@gmail.com", []),
        ("bo@mail.yahoo.com", []),
        ("bo", []),
        ("", []),
    ],
)
def test_only_an_employers_domain_tells_where_somebody_works(email, domains):
    assert telling_domains(email) == domains
