"""What may be the same organisation is found and proposed, the surest first; nothing is merged."""

import pytest
from sqlalchemy import func, select

from arena import db
from arena.audit.models import COMMAND
from arena.directory.models import Organisation, OrganisationType
from arena.directory.queries import find_matches
from arena.directory.services import OrganisationFacts, create_organisation

KNOWN = [
    ("Norrskär Energi AB", "SE", "402001-0007", "norrskar.example"),
    ("Norrskär Vatten AB", "SE", "", ""),
    ("Granbacken Arkitekter AB", "SE", "402001-0080", ""),
    ("Granviken Arkitekter AB", "SE", "", ""),
    ("Lövsund kommun", "SE", "402001-0031", "lovsund.example"),
    ("Lovsund Bygg AB", "SE", "", ""),
    ("City of Aldermoor", "GB", "", "aldermoor.example"),
    ("Bo", "SE", "", ""),
]


@pytest.fixture
def directory(app):
    with db.transaction():
        for name, country, number, domain in KNOWN:
            facts = OrganisationFacts(name, OrganisationType.UTILITY, country, number, domain)
            create_organisation(facts, by=COMMAND)


def found(*described, **more):
    return [(m.organisation.name, m.ground) for m in find_matches(*described, **more)]


@pytest.mark.parametrize(
    ("described", "first"),
    [
        ({"name": "Something else", "number": "4020010007"}, ("Norrskär Energi AB", "number")),
        ({"name": "x", "number": "SE402001008001"}, ("Granbacken Arkitekter AB", "number")),
        ({"name": "Miljönämnden", "email": "bo@lovsund.example"}, ("Lövsund kommun", "domain")),
        ({"name": "Skolan", "email": "bo@skola.LOVSUND.example"}, ("Lövsund kommun", "domain")),
        ({"name": "NORRSKÄR ENERGI"}, ("Norrskär Energi AB", "name")),
        ({"name": "Energi Norrskär AB (publ)"}, ("Norrskär Energi AB", "name")),
        ({"name": "Norskär Energi"}, ("Norrskär Energi AB", "name")),
        ({"name": "Granbacken arkitekter"}, ("Granbacken Arkitekter AB", "name")),
        ({"name": "Granbakken Arkitekter"}, ("Granbacken Arkitekter AB", "name")),
        ({"name": "Lövsunds kommun"}, ("Lövsund kommun", "name")),
        ({"name": "Aldermoor City Council", "country": "GB"}, ("City of Aldermoor", "name")),
    ],
)
def test_what_is_meant_is_found_first(directory, described, first):
    assert found(**described)[0] == first


@pytest.mark.parametrize(
    "described",
    [
        {"name": "Fjällnäs Fastigheter AB"},
        {"name": "Kommun"},
        {"name": "AB"},
        {"name": ""},
        {"name": "..."},
        {"name": "Aldermoor", "country": "SE", "email": "bo@gmail.com"},
        {"name": "Fjällnäs", "email": "bo@gmail.com", "number": "402001-0015"},
        {"name": "Ba"},
        {"name": "x" * 500},
        {"name": "%_'; DROP TABLE organisations; --"},
    ],
)
def test_what_is_not_there_is_not_found(directory, described):
    names = {name for name, _ in found(**described)}
    assert names <= ({"City of Aldermoor"} if described["name"] == "Aldermoor" else set())


def test_a_number_counts_more_than_a_domain_and_a_domain_more_than_a_similar_name(directory):
    matches = find_matches("Granbakken Arkitekter", "402001-0007", "bo@lovsund.example")
    assert [(m.organisation.name, m.ground) for m in matches] == [
        ("Norrskär Energi AB", "number"),
        ("Lövsund kommun", "domain"),
        ("Granbacken Arkitekter AB", "name"),
    ]
    assert [m.score for m in matches] == sorted((m.score for m in matches), reverse=True)


def test_an_organisation_is_proposed_once_on_its_best_ground(directory):
    matches = find_matches("Norrskär Energi AB", "402001-0007", "bo@norrskar.example")
    assert [m.organisation.name for m in matches].count("Norrskär Energi AB") == 1
    assert matches[0].ground == "number"


def test_another_country_makes_a_name_less_sure(directory):
    (at_home,) = find_matches("City of Aldermoor", country="GB")
    (abroad,) = find_matches("City of Aldermoor", country="US")
    assert abroad.score < at_home.score


def test_looking_for_matches_changes_nothing(directory):
    find_matches("Norrskär Energi AB", "402001-0007", "bo@norrskar.example")
    db.session.rollback()
    assert db.session.scalar(select(func.count()).select_from(Organisation)) == len(KNOWN)


def test_the_look_for_similar_names_goes_by_the_index(directory):
    prefix = "EXPLAIN QUERY PLAN " if db.dialect() == "sqlite" else "EXPLAIN "
    if db.dialect() == "postgresql":
        db.session.execute(select(func.set_config("enable_seqscan", "off", True)))
    statement = (
        "SELECT id FROM organisations WHERE (name_key >= 'nor' AND name_key < 'nos')"
        " OR (name_key >= 'ene' AND name_key < 'enf')"
    )
    rows = db.session.connection().exec_driver_sql(prefix + statement)
    plan = "\n".join(str(tuple(row)) for row in rows)
    assert plan.count("ix_organisations_name_key") == 2
