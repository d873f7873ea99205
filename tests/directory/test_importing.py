"""Lists are read into the directory: what each row would do is seen first, and can be undone."""

import io
from datetime import date

import pytest
import xlsxwriter
from sqlalchemy import func, select

from arena import clock, db
from arena.audit.models import COMMAND
from arena.directory.jobs import do_work
from arena.directory.models import (
    Choice,
    DirectoryImport,
    Fact,
    ImportRow,
    ImportState,
    Organisation,
    OrganisationType,
    Person,
    PersonFact,
    PersonRole,
)
from arena.directory.rules.importing import guess_columns, headings_key, read_day
from arena.directory.services import (
    OrganisationFacts,
    PersonFacts,
    add_person,
    create_organisation,
    update_organisation,
)
from arena.directory.services.facts import withdraw_fact
from arena.directory.services.importing import acts
from arena.errors import Conflict
from tests.cast import make_user, sign_in

HEADINGS = ["Organisation", "Orgnr", "Typ", "Land", "Namn", "E-post", "Telefon", "Roll"]
SETTINGS = {"country": "SE", "type": "consultant", "differing": "directory"}


def clip(rows):
    return [(number, list(cells)) for number, cells in enumerate(rows, start=2)]


def read_in(rows, headings=HEADINGS, settings=SETTINGS):
    """Send a list, and have it compared."""
    with db.transaction():
        kept = acts.create_import("lista.csv", headings, clip(rows), by=COMMAND)
    with db.transaction():
        acts.set_columns(kept.id, kept.mapping, settings, version=kept.version, by=COMMAND)
    do_work()
    return fresh(kept)


def fresh(kept):
    db.session.rollback()
    db.session.expire_all()
    return db.session.get_one(DirectoryImport, kept.id)


def rows_of(kept):
    query = select(ImportRow).where(ImportRow.import_id == kept.id).order_by(ImportRow.number)
    return db.session.scalars(query).all()


def save(kept):
    with db.transaction():
        acts.ask_to_save(kept.id, version=kept.version, by=COMMAND)
    do_work()
    return fresh(kept)


def undo(kept):
    with db.transaction():
        acts.ask_to_undo(kept.id, version=kept.version, by=COMMAND)
    do_work()
    return fresh(kept)


def count(model):
    return db.session.scalar(select(func.count()).select_from(model))


def contents():
    db.session.rollback()
    tables = (Organisation, Person, PersonRole, PersonFact)
    leave = ("updated_at", "search_key")
    return [
        [{k: v for k, v in row.items() if k not in leave} for row in rows]
        for rows in (
            db.session.execute(t.__table__.select().order_by(*t.__table__.primary_key)).mappings()
            for t in tables
        )
    ]


@pytest.fixture
def granbacken(app):
    with db.transaction():
        made = create_organisation(
            OrganisationFacts(
                "Granbacken Arkitekter AB", OrganisationType.CONSULTANT, "SE", "402001-0080"
            ),
            by=COMMAND,
        )
        add_person(
            PersonFacts("Åsa Ask", "asa@granbacken.example"),
            made,
            title="",
            starts_on=date(2025, 1, 1),
            by=COMMAND,
        )
    return made


@pytest.mark.parametrize(
    ("headings", "columns"),
    [
        (["Företag", "Org.nr", "E-post", "Förnamn", "Efternamn", "Skonummer"],
         ["organisation", "number", "email", "given", "family", ""]),
        (["Company", "First name", "Last name", "Phone", "Phone"],
         ["organisation", "given", "family", "phone", ""]),
        (["Namn", "Land", "Hemsida"], ["organisation", "country", "website"]),
        (["Organisation", "Namn"], ["organisation", "name"]),
    ],
)  # fmt: skip
def test_columns_are_guessed_from_headings_in_both_languages(headings, columns):
    assert guess_columns(headings) == columns


def test_the_same_headings_are_known_whatever_their_case_and_blanks():
    assert headings_key(["Namn ", "E-POST"]) == headings_key(["namn", "e-post"])
    assert headings_key(["Namn", "E-post"]) != headings_key(["E-post", "Namn"])


@pytest.mark.parametrize("text", ["2026-01-31", "20260131", "31.1.2026", "2026-01-31 00:00:00"])
def test_days_are_read_as_spreadsheets_write_them(text):
    assert read_day(text) == date(2026, 1, 31)
    assert read_day("31 januari") is read_day("2026-02-31") is None


def test_each_row_says_what_it_is(granbacken):
    kept = read_in(
        [
            ("Granbacken Arkitekter AB", "402001-0080", "", "", "", "", "", ""),
            ("Granbacken Arkitekter AB", "402001-0080", "", "", "", "", "", ""),
            ("GRANBACKEN  arkitekter ab", "", "", "", "Åsa Ask", "asa@granbacken.example",
             "070-174 06 05", "VD"),
            ("Granbackens arkitektkontor", "", "", "", "", "", "", ""),
            ("Norrskär Energi AB", "402001-0007", "Media", "Sweden", "Bo Ek", "", "", ""),
            ("Norrskär Energi AB", "402001-0007", "", "", "Cia Ek", "", "", "Chef"),
            ("Norrskärs energi", "", "", "", "", "", "", ""),
            ("", "", "", "", "Ingen Alls", "", "", ""),
            ("Fel AB", "402001-0008", "Okänd", "Atlantis", "X", "inte en adress", "12", ""),
            ("=1+1", "", "", "", "", "", "", ""),
            ("#REF!", "", "", "", "Ed 900101-1234", "", "", ""),
        ]
    )  # fmt: skip
    assert kept.state == ImportState.PREVIEW
    kinds = [row.kind for row in rows_of(kept)]
    assert (
        kinds == ["same", "repeated", "change", "double", "new", "new", "double"] + ["faulty"] * 4
    )
    faults = [[fault[0] for fault in row.found["faults"]] for row in rows_of(kept)]
    assert faults[7:] == [
        ["no_organisation"],
        ["country", "type", "number", "email", "phone"],
        ["formula"],
        ["error", "identity"],
    ]
    assert rows_of(kept)[2].found["person"]["changes"] == {"phone": [None, "+46701740605"]}
    assert rows_of(kept)[6].found["organisation"]["row"] == 6


def test_a_list_is_saved_whole_and_undone_whole(granbacken):
    before = contents()
    kept = read_in(
        [
            ("Granbacken Arkitekter AB", "", "", "", "Åsa Ask", "asa@granbacken.example",
             "070-174 06 05", "VD"),
            ("Norrskär Energi AB", "402001-0007", "Media", "", "Bo Ek", "bo@norrskar.example", "",
             "Chef"),
            ("Norrskär Energi AB", "", "", "", "Cia Ek", "", "", ""),
            ("Granbackens arkitektkontor", "", "", "", "Di Ek", "", "", ""),
            ("Fel AB", "1", "", "", "", "", "", ""),
        ]
    )  # fmt: skip
    kept = save(kept)
    assert (kept.state, kept.counts) == (ImportState.SAVED, {"added": 2, "changed": 1})
    energy = db.session.scalars(select(Organisation).order_by(Organisation.id.desc())).first()
    assert (energy.name, energy.number, energy.type) == (
        "Norrskär Energi AB",
        "4020010007",
        "media",
    )
    assert {role.person.name for role in energy.roles} == {"Bo Ek", "Cia Ek"}
    bo = db.session.scalars(select(Person).where(Person.name == "Bo Ek")).one()
    assert {(f.fact, f.source, f.source_words) for f in bo.facts} == {
        ("email", "import", "lista.csv"),
        ("title", "import", "lista.csv"),
    }
    kept = undo(kept)
    assert kept.state == ImportState.UNDONE
    assert kept.counts["kept"] == 0
    assert contents() == before


def test_likely_doubles_are_the_same_or_others_as_people_say(granbacken):
    kept = read_in(
        [
            ("Granbackens arkitektkontor", "", "", "", "Bo Ek", "", "", ""),
            ("Granbacken arkitekt", "", "", "", "Cia Ek", "", "", ""),
            ("Granbacken Arkitekter AB", "", "", "", "Ask, Åsa", "", "070-174 06 05", ""),
        ]
    )
    with db.transaction():
        acts.choose_doubles(kept.id, Choice.SAME, version=kept.version)
    kept = fresh(kept)
    with db.transaction():
        acts.choose(kept.id, {3: Choice.NEW, 2: Choice.TAKE}, version=kept.version)
    save(fresh(kept))
    assert {role.person.name for role in granbacken.roles} == {"Åsa Ask", "Bo Ek"}
    assert {o.name for o in db.session.scalars(select(Organisation))} == {
        "Granbacken Arkitekter AB",
        "Granbacken arkitekt",
    }
    assert db.session.scalars(select(Person).where(Person.name == "Åsa Ask")).one().phone


def test_what_was_changed_since_the_preview_is_left_alone(granbacken):
    kept = read_in(
        [
            ("Granbacken Arkitekter AB", "", "", "", "Åsa Ask", "asa@granbacken.example",
             "070-174 06 05", ""),
            ("Norrskär Energi AB", "402001-0007", "", "", "", "", "", ""),
        ]
    )  # fmt: skip
    with db.transaction():
        person = db.session.scalars(select(Person)).one()
        person.phone = "+46701740699"
        create_organisation(
            OrganisationFacts("Norrskär", OrganisationType.UTILITY, "SE", "402001-0007"), by=COMMAND
        )
    kept = save(kept)
    assert kept.counts == {"late": 2}
    assert db.session.scalars(select(Person)).one().phone == "+46701740699"
    assert count(Organisation) == 2


def test_the_same_list_sent_twice_at_once_is_saved_once(granbacken):
    rows = [("Norrskär Energi AB", "", "", "", "Bo Ek", "bo@norrskar.example", "", "")]
    first, second = read_in(rows), read_in(rows)
    save(first)
    assert save(second).counts == {"late": 1}
    assert (count(Organisation), count(Person)) == (2, 2)


def test_undoing_keeps_what_has_been_changed_since_and_says_so(granbacken):
    kept = save(
        read_in(
            [
                ("Norrskär Energi AB", "", "", "", "Bo Ek", "bo@norrskar.example", "", ""),
                ("Fjällnäs Fastigheter", "", "", "", "Cia Ek", "", "", ""),
                ("Granbacken Arkitekter AB", "", "", "", "Åsa Ask", "asa@granbacken.example",
                 "070-174 06 05", ""),
            ]
        )
    )  # fmt: skip
    with clock.travel(clock.now().replace(year=2027)), db.transaction():
        energy = db.session.scalars(
            select(Organisation).where(Organisation.name == "Norrskär Energi AB")
        ).one()
        update_organisation(
            energy, OrganisationFacts("Norrskär", OrganisationType.UTILITY), by=COMMAND
        )
        db.session.get_one(Person, 1).phone = "+46701740699"
        create_organisation(OrganisationFacts("Ny", OrganisationType.UTILITY), by=COMMAND)
    kept = undo(kept)
    assert kept.counts["kept"] == 2
    assert [row.did.get("kept") for row in rows_of(kept)] == [["organisation"], None, ["person"]]
    names = {o.name for o in db.session.scalars(select(Organisation))}
    assert names == {"Granbacken Arkitekter AB", "Norrskär", "Ny"}
    assert [p.name for p in db.session.scalars(select(Person))] == ["Åsa Ask"]


def test_what_a_person_has_withdrawn_no_list_brings_back(granbacken):
    with db.transaction():
        person = db.session.scalars(select(Person)).one()
        person.phone = "+46701740605"
        withdraw_fact(person, Fact.PHONE, by=COMMAND)
    rows = [("Granbacken Arkitekter AB", "", "", "", "Åsa Ask", "asa@granbacken.example",
             "070-174 06 05", "")]  # fmt: skip
    assert save(read_in(rows)).counts == {"untouched": 1}
    assert db.session.scalars(select(Person)).one().phone is None


def test_columns_are_remembered_for_the_same_headings(app):
    headings = ["Vem", "Var", "E-post"]
    with db.transaction():
        kept = acts.create_import("a.csv", headings, clip([("Bo", "X AB", "")]), by=COMMAND)
        assert kept.mapping == ["", "", "email"]
        acts.set_columns(
            kept.id, ["name", "organisation", "email"], SETTINGS, version=1, by=COMMAND
        )
        again = acts.create_import("b.csv", ["VEM", " var", "E-post"], clip([("",)]), by=COMMAND)
    assert again.mapping == ["name", "organisation", "email"]


def test_two_who_go_on_with_one_list_do_not_undo_each_other(granbacken):
    kept = read_in([("Granbackens arkitektkontor",)])
    with db.transaction():
        acts.choose_doubles(kept.id, Choice.NEW, version=kept.version)
    with pytest.raises(Conflict), db.transaction():
        acts.choose_doubles(kept.id, Choice.SKIP, version=kept.version - 1)


def test_rows_are_erased_in_time_and_the_list_can_be_undone_no_more(granbacken):
    saved = save(read_in([("Norrskär Energi AB", "", "", "", "Bo Ek", "", "", "")]))
    unsaved = read_in([("Fjällnäs AB",)])
    with clock.travel(clock.now().replace(year=2027)):
        with db.transaction():
            assert acts.erase_imports([saved.id, unsaved.id], COMMAND) == 2
        assert count(ImportRow) == 0
        assert fresh(saved).filename == ""
        assert count(DirectoryImport) == 1
        with pytest.raises(Conflict), db.transaction():
            acts.ask_to_undo(saved.id, version=saved.version, by=COMMAND)


def spreadsheet(rows):
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        book.add_worksheet("Tomt")
        sheet = book.add_worksheet("Lista")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return content.getvalue()


@pytest.fixture
def alice(client):
    with db.transaction():
        user = make_user()
    return sign_in(client, user)


def send(client, content, name="lista.csv"):
    data = {"file": (io.BytesIO(content), name)}
    return client.post("/staff/directory/imports/new", data=data)


def test_a_swedish_csv_is_read_in_from_the_browser(granbacken, alice):
    text = (
        "Företag;Org.nr;E-post;Namn;Anm\n"
        "Norrskär Energi AB;402001-0007;bo@norrskar.example;Bo Öhn;x\n"
        "Granbackens arkitektkontor;;;;\n"
    )
    answer = send(alice, text.encode("cp1252"))
    page = alice.get(answer.location).text
    assert "Bo Öhn" in page
    chosen = {f"column-{n}": name for n, name in enumerate(
        ["organisation", "number", "email", "name", ""])}  # fmt: skip
    said = {"type": "utility", "country": "SE", "differing": "directory", "version": "1"}
    assert alice.post(answer.location, data={**chosen, **said}).status_code == 302
    show = answer.location.removesuffix("/columns")
    assert "data-work" in alice.get(show).text
    do_work()
    preview = alice.get(show).text
    assert "Liknar Granbacken Arkitekter AB i registret" in preview
    assert "Läs in 1 rad" in preview
    db.session.rollback()
    version = db.session.scalars(select(DirectoryImport)).one().version
    alice.post(f"{show}/rows", data={"version": version, "row-3": "new"})
    assert "Läs in 2 rader" in alice.get(show).text
    alice.post(f"{show}/save", data={"version": version})  # As another window has it.
    assert "data-work" not in alice.get(show).text
    alice.post(f"{show}/save", data={"version": version + 1})
    db.session.rollback()
    do_work()
    assert "Ångra hela listan" in alice.get(show).text
    assert count(Organisation) == 3
    version = fresh(db.session.scalars(select(DirectoryImport)).one()).version
    alice.post(f"{show}/undo", data={"version": version})
    db.session.rollback()
    do_work()
    assert "Ångrad" in alice.get(f"{show}?outcome=undone").text
    assert count(Organisation) == 1
    assert "lista.csv" in alice.get("/staff/directory/imports").text


def test_columns_that_make_no_sense_are_told(granbacken, alice):
    path = send(alice, spreadsheet([["A", "B"], ["x", "y"]]), "lista.xlsx").location
    said = {"type": "utility", "country": "SE", "differing": "directory", "version": "1"}
    for chosen, words in (
        ({"column-0": "email"}, "organisationens namn"),
        ({"column-0": "organisation", "column-1": "organisation"}, "samma sak"),
    ):
        answer = alice.post(path, data={**said, **chosen})
        assert answer.status_code == 400
        assert words in answer.text
    version = {"version": "1"}
    assert alice.post(path.replace("columns", "drop"), data=version).status_code == 302
    assert alice.get(path).status_code == 404


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "inget i filen"),
        (b"\n;;\n", "inget i filen"),
        (b"Organisation;Namn\n", "bara en rad"),
        (b"%PDF-1.7", "Vi kan inte läsa filen"),
        (b"PK\x03\x04broken", "Vi kan inte läsa filen"),
        (b"Organisation\n" + b"X\n" * 5_001, "5 000 rader"),
    ],
)
def test_files_that_are_no_lists_are_told(alice, content, words):
    answer = send(alice, content)
    assert answer.status_code == 400
    assert words in answer.text.replace("\xa0", " ")


def test_three_thousand_and_one_rows_of_rubbish_are_told_row_by_row(alice):
    sent = send(alice, b"Organisation;Orgnr\n" + b"=X;1\n" * 3_001).location
    number = int(sent.split("/")[-2])
    with db.transaction():
        acts.set_columns(number, ["organisation", "number"], SETTINGS, version=1, by=COMMAND)
    do_work()
    page = alice.get(f"/staff/directory/imports/{number}?kind=faulty&page=61").text
    assert "3002" in page
    assert "en formel i stället för text" in page
    assert "skulle ingen rad" in page
