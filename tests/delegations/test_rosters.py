"""Lists of participants as people send them: what is read, and what is told of each faulty row."""

import io
import zipfile

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from arena.delegations.rules.rosters import (
    MOST_PEOPLE,
    FaultKind,
    Person,
    placed_between,
    read_rows,
)
from arena.delegations.spreadsheets import TooLong, Unreadable, read_file, split_text

GROUPS = {"A": 7, "Buss 2": 8}


def read(text, **options):
    return read_rows(split_text(text), **{"groups": GROUPS, "taken": {}, **options})


def faults(roster):
    return [(each.row, each.kind, each.value, each.other) for each in roster.faults]


def test_headings_in_either_language_say_what_each_column_holds():
    roster = read("Rang;Namn;Pass nr;Befattning;Grupp\n1;Aiko Tanaka;TZ123;Mayor;grupp A\n\n;Bo;;;")
    assert roster.people == (
        Person(name="Aiko Tanaka", title="Mayor", precedence=1, group_id=7),
        Person(name="Bo"),
    )
    assert roster.left_out == ("Pass nr",)
    english = read("First name\tLast name\tOrganization\nO’Brien\tShea\tCork, Ireland")
    assert english.people == (Person(name="O’Brien Shea", organisation="Cork, Ireland"),)


def test_without_headings_the_columns_come_in_their_order():
    roster = read('Li Wei, "Head, planning", Aldermoor, 2\n山田太郎')
    assert roster.people == (
        Person(name="Li Wei", title="Head, planning", organisation="Aldermoor", precedence=2),
        Person(name="山田太郎"),
    )
    assert read_rows([(1, ["Li"])], groups={}, taken={}, needs_headings=True).faults


def test_every_faulty_row_is_told_and_nothing_is_taken():
    text = "namn;titel;nr;grupp\nAnn;;1;\n;Chef;2;\nBo;;1;\nCy;;x;Z\nDi;;3;\nEd 19900101-1234;;;\n"
    roster = read(text + "F" * 121, taken={3: "Eva"})
    assert roster.people == ()
    assert faults(roster) == [
        (3, FaultKind.NO_NAME, "", ""),
        (4, FaultKind.GIVEN_TWICE, "1", "2"),
        (5, FaultKind.NO_NUMBER, "x", ""),
        (5, FaultKind.NO_GROUP, "Z", ""),
        (6, FaultKind.TAKEN, "3", "Eva"),
        (7, FaultKind.IDENTITY, "", ""),
        (8, FaultKind.TOO_LONG, "F" * 30 + "…", "120"),
    ]


def test_a_list_keeps_to_its_limits():
    assert len(read("\n".join(["Ann"] * MOST_PEOPLE)).people) == MOST_PEOPLE
    assert faults(read("\n".join(["Ann"] * (MOST_PEOPLE + 1)))) == [
        (0, FaultKind.TOO_MANY, "501", "")
    ]
    assert faults(read(" \n\t\n")) == [(0, FaultKind.EMPTY, "", "")]
    assert [kind for _, kind, _, _ in faults(read("a,b,c,1,A,f"))] == [FaultKind.TOO_MANY_CELLS]


@given(st.text(max_size=400))
def test_whatever_is_pasted_is_read_or_told(text):
    roster = read(text)
    assert bool(roster.people) != bool(roster.faults)
    assert all(person.name and "\n" not in person.name for person in roster.people)


@given(st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", b"\xff\xfe", b"namn\n"]))
def test_whatever_is_sent_is_read_or_refused(content, begins):
    try:
        rows = read_file(begins + content)
    except (Unreadable, TooLong):
        return
    read_rows(rows, groups=GROUPS, taken={})


NAMES = st.text(
    st.characters(categories=["L"], include_characters=" '’-"), min_size=1, max_size=30
).filter(lambda name: name.strip() and name.casefold().strip() not in ("name", "namn"))


@given(st.lists(st.tuples(NAMES, NAMES), min_size=1, max_size=20))
def test_a_list_that_was_written_is_read_as_it_was(people):
    text = "Name\tTitle\tPrecedence\n" + "\n".join(
        f"{name}\t{title}\t{number}" for number, (name, title) in enumerate(people, start=1)
    )
    found = read(text).people
    assert [(each.name, each.title, each.precedence) for each in found] == [
        (" ".join(name.split()), " ".join(title.split()), number)
        for number, (name, title) in enumerate(people, start=1)
    ]


def workbook(rows):
    sheet = io.BytesIO()
    with xlsxwriter.Workbook(sheet, {"in_memory": True}) as book:
        page = book.add_worksheet()
        for number, cells in enumerate(rows):
            page.write_row(number, 0, cells)
    return sheet.getvalue()


def test_a_spreadsheet_is_read_like_a_text():
    rows = read_file(workbook([["Namn", "Nr"], ["Åsa Öberg", 2], ["Bo", 1.0]]))
    roster = read_rows(rows, groups={}, taken={}, needs_headings=True)
    assert [(each.name, each.precedence) for each in roster.people] == [("Åsa Öberg", 2), ("Bo", 1)]
    assert read_file("Namn\nÅsa".encode("cp1252")) == read_file("Namn\nÅsa".encode())


def test_files_that_are_too_large_or_something_else_are_refused():
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * (60 * 1024 * 1024))
    for content, error in (
        (bomb.getvalue(), TooLong),
        (workbook([["Namn"]] * 3000), TooLong),
        (b"a" * (2 * 1024 * 1024 + 1), TooLong),
        (b"PK\x03\x04 no zip", Unreadable),
        (workbook([["Namn"]])[:-40], Unreadable),
        (b"%PDF-1.7", Unreadable),
    ):
        with pytest.raises(error):
            read_file(content)


@pytest.mark.parametrize(
    ("mover", "above", "then"),
    [(3, 2, (2, 3)), (None, None, (None, None)), (None, 4, (4, 5))],
)
def test_who_moves_up_gets_the_place_of_the_other(mover, above, then):
    assert placed_between(mover, above) == then
