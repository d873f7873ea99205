"""Names are found by the beginnings of their words, whatever their accents, the best first."""

import pytest

from arena import db
from arena.audit.models import COMMAND
from arena.directory import services
from arena.directory.models import OrganisationType
from arena.directory.queries import find_organisations, find_people
from arena.directory.rules import how_well, search_key, search_words, web_address

NAMES = (
    ("Norrskär Energi AB", "402001-0007", "norrskar.example"),
    ("Energibolaget Norr", "", ""),
    ("Östra Energi", "", ""),
    ("Ostra Fastigheter", "", ""),
    ("O'Brien & Söner HB", "", ""),
    ("Saarenrannan kaupunki", "", "saarenranta.example"),
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Tallåsens tekniska högskola", ["tallasens", "tekniska", "hogskola"]),
        ("ÖREBRO", ["orebro"]),
        ("Søren Łucja Nguyễn", ["soren", "lucja", "nguyen"]),
        ("Straße", ["strasse"]),
        ("O'Brien", ["obrien"]),
        ("@norrskar.example", ["norrskarexample"]),
        ("402001-0007", ["402001", "0007"]),
        ("川西町", ["川西町"]),
        ("% _ -- !", []),
        ("", []),
    ],
)
def test_words_are_folded(text, words):
    assert search_words(text) == words


def test_a_name_of_signs_alone_has_a_key():
    assert search_key("—") == "—"


def test_what_begins_as_typed_comes_first_and_accents_decide_between_equals():
    names = ["Energi i norr", "Ostra", "Östra", "Norr", "Norrskär"]
    by = {text: sorted(names, key=lambda n: how_well(text, search_words(text), n, search_key(n)))
          for text in ("östra", "ostra", "norr")}  # fmt: skip
    assert by["östra"][0] == "Östra"
    assert by["ostra"][0] == "Ostra"
    assert by["norr"][:3] == ["Norr", "Norrskär", "Energi i norr"]


@pytest.mark.parametrize(
    ("typed", "whole"),
    [
        ("www.example.org", "https://www.example.org"),
        ("http://example.org/om", "http://example.org/om"),
        ("", ""),
        ("javascript:alert(1)", None),
        ("https://a@b.example", None),
        ("https://exa mple.org", None),
        ("example", None),
        ('https://example.org/"onclick=', None),
        ("data:text/html,x.y", None),
        ("http://[", None),
    ],
)
def test_only_pages_are_web_addresses(typed, whole):
    assert web_address(typed) == whole


@pytest.fixture
def known(app):
    with db.transaction():
        for name, number, domain in NAMES:
            facts = services.OrganisationFacts(name, OrganisationType.UTILITY, "SE", number, domain)
            made = services.create_organisation(facts, by=COMMAND)
        services.add_person(
            services.PersonFacts("Åsa Ask", "asa.ask@norrskar.example"),
            made,
            title="",
            starts_on=made.created_at.date(),
            by=COMMAND,
        )


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("norr", ["Norrskär Energi AB", "Energibolaget Norr"]),
        ("NORRSKAR EN", ["Norrskär Energi AB"]),
        ("en norr", ["Energibolaget Norr", "Norrskär Energi AB"]),
        ("ostra", ["Ostra Fastigheter", "Östra Energi"]),
        ("östra", ["Östra Energi", "Ostra Fastigheter"]),
        ("402001-00", ["Norrskär Energi AB"]),
        ("0007", ["Norrskär Energi AB"]),
        ("@norrsk", ["Norrskär Energi AB"]),
        ("saarenranta.ex", ["Saarenrannan kaupunki"]),
        ("obrien", ["O'Brien & Söner HB"]),
        ("kär", []),
        ("%", []),
    ],
)
def test_organisations_are_found_while_one_types(known, typed, found):
    assert [each.name for each in find_organisations(typed, limit=5).hits] == found


def test_an_address_finds_its_person_only_for_who_may_read_addresses(known):
    for typed in ("norrskar", "asa.ask@norrskar.example"):
        assert find_people(typed, by_address=True, limit=5).total == 1
        assert find_people(typed, by_address=False, limit=5).total == 0
    assert find_people("ask", by_address=False, limit=5).total == 1


def test_another_name_is_found_and_the_old_one_no_more(known):
    organisation = find_organisations("norrskär", limit=1).hits[0]
    facts = services.OrganisationFacts("Kraftbolaget", OrganisationType.UTILITY)
    with db.transaction():
        services.update_organisation(organisation, facts, by=COMMAND)
    assert find_organisations("norrsk", limit=5).total == 0
    assert find_organisations("kraft", limit=5).total == 1
