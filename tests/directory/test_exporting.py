"""What of the directory is taken along: by whom, for whom, and harmless to a spreadsheet."""

import io
from datetime import date

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from arena import db
from arena.accounts.models import Role
from arena.audit.models import COMMAND, AuditEntry
from arena.directory.models import OrganisationType, Person, PersonFact
from arena.directory.services import (
    OrganisationFacts,
    PersonFacts,
    add_person,
    create_organisation,
)
from tests.cast import make_user, sign_in

HOSTILE = ["=cmd|' /C calc'!A0", "+1+1", "-2", "@SUM(1)", "\t=1", "＝1", '=HYPERLINK("x")']


@pytest.fixture
def energy(app):
    with db.transaction():
        made = create_organisation(
            OrganisationFacts("Norrskär Energi AB", OrganisationType.UTILITY, "SE", "402001-0007"),
            by=COMMAND,
        )
        for name, email in (("Åsa Ask", "asa@norrskar.example"), ("Bo Ek", "bo@norrskar.example")):
            add_person(
                PersonFacts(name, email, "+46701740605"),
                made,
                title="Chef",
                starts_on=date(2025, 1, 1),
                by=COMMAND,
            )
    return made


def signed_in(client, role=Role.COORDINATOR):
    with db.transaction():
        user = make_user("Alice Alm", role)
    return sign_in(client, user)


def take(client, subject, query="", **data):
    said = {"kind": "csv", "audience": "staff", **data}
    answer = client.post(f"/staff/directory/export/{subject}{query}", data=said)
    assert answer.status_code == 200
    return answer


def test_the_list_is_taken_along_as_it_is_narrowed(client, energy):
    signed_in(client)
    page = client.get("/staff/directory/?q=norrskär").text
    assert "/staff/directory/export/organisations?q=norrsk" in page
    assert "1 rad" in client.get("/staff/directory/export/organisations?q=norrskär").text
    text = take(client, "organisations", "?q=norrskär").text
    assert text.splitlines()[1].startswith("Norrskär Energi AB;402001-0007;Energi-")
    assert len(take(client, "organisations", "?q=finns+inte").text.splitlines()) == 1
    [*_, line] = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id))
    assert line.action == "directory.export"
    assert line.detail == {
        "subject": "organisations", "rows": 0, "file": "csv", "audience": "staff"
    }  # fmt: skip


def test_an_analyst_takes_no_contact_details_along(client, energy):
    signed_in(client, Role.ANALYST)
    for kind in ("csv", "xlsx"):
        content = take(client, "people", kind=kind).data
        text = content.decode() if kind == "csv" else str(sheet(content))
        assert "Åsa Ask" in text
        assert not any(said in text for said in ("norrskar.example", "0701", "070-"))
    assert len(take(client, "people", "?q=asa@norrskar.example").text.splitlines()) == 1


@pytest.mark.parametrize(
    ("audience", "there"),
    [
        ("staff", {"asa@norrskar.example", "bo@norrskar.example"}),
        ("partners", {"bo@norrskar.example"}),
        ("public", set()),
    ],
)
def test_a_fact_that_may_not_be_shown_is_left_out(client, energy, audience, there):
    with db.transaction():
        bo = db.session.scalars(select(Person).where(Person.name == "Bo Ek")).one()
        asa = db.session.scalars(select(Person).where(Person.name == "Åsa Ask")).one()
        db.session.query(PersonFact).delete()
        for person, whom in ((bo, "partners"), (asa, "circle")):
            db.session.add(
                PersonFact(
                    person_id=person.id,
                    fact="email",
                    source="person",
                    basis="consent",
                    audience=whom,
                    obtained_on=date(2026, 1, 1),
                )
            )
    signed_in(client)
    text = take(client, "people", audience=audience).text
    assert {
        said for said in ("asa@norrskar.example", "bo@norrskar.example") if said in text
    } == there
    assert ("070-174" in text) is (audience == "staff")
    assert ("Chef" in text) is (audience == "staff")


def test_no_cell_is_a_formula(client, app):
    with db.transaction():
        for name in HOSTILE:
            create_organisation(OrganisationFacts(name, OrganisationType.MEDIA), by=COMMAND)
    signed_in(client)
    for line in take(client, "organisations").text.splitlines()[1:]:
        assert line.lstrip('"').startswith("'")
    content = take(client, "organisations", kind="xlsx").data
    assert b"<f>" not in content
    names = {row[0].strip() for row in sheet(content)[1:]}
    assert "'=cmd|' /C calc'!A0" in names


def test_many_rows_come_in_the_order_of_the_list(client, app):
    with db.transaction():
        for number in range(1_201):
            create_organisation(
                OrganisationFacts(f"Bolag {number:04}", OrganisationType.MEDIA), by=COMMAND
            )
    signed_in(client)
    lines = take(client, "organisations").text.splitlines()[1:]
    assert [line.partition(";")[0] for line in lines] == [f"Bolag {n:04}" for n in range(1_201)]


def test_how_the_file_is_wanted_must_be_said(client, energy):
    signed_in(client)
    answer = client.post("/staff/directory/export/people", data={"kind": "pdf"})
    assert answer.status_code == 400


def sheet(content):
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
