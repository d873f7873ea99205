"""Files for spreadsheets: whole, in the reader's way, and harmless."""

import pytest

from arena.web import downloads
from arena.web.languages import speak


@pytest.mark.parametrize(
    "typed",
    [
        "=1+1",
        "+46",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        " =1",
        "\u00a0=1",
        "\uff1d1",
        "\uff0b1",
        "\uff0d1",
        "\uff201",
        '=HYPERLINK("http://evil.example")',
    ],
)
def test_what_a_spreadsheet_would_run_is_marked_and_kept_whole(typed):
    assert downloads.cell(typed) == f"'{typed}"


@pytest.mark.parametrize(
    ("value", "written"),
    [("Ålvik", "Ålvik"), ("a=b", "a=b"), (-5, "-5"), (0, "0"), (None, ""), ("", "")],
)
def test_what_is_harmless_is_left_as_it_is(value, written):
    assert downloads.cell(value) == written


@pytest.mark.parametrize(("language", "mark"), [("sv", ";"), ("en", ",")])
def test_cells_are_parted_as_spreadsheets_of_the_language_expect(app, language, mark):
    with app.test_request_context("/"), speak(language):
        answer = downloads.csv("a.csv", ["a", "b"], [("1", 'x"y'), ("2", f"x{mark}y")])
        text = answer.data.decode("utf-8")
    assert text == f'\ufeffa{mark}b\r\n1{mark}"x""y"\r\n2{mark}"x{mark}y"\r\n'


@pytest.mark.parametrize(("language", "written"), [("sv", "1,5"), ("en", "1.5")])
def test_a_fraction_is_written_as_spreadsheets_of_the_language_expect(app, language, written):
    with app.test_request_context("/"), speak(language):
        assert downloads.cell(1.5) == written


def test_a_long_table_is_whole(app):
    with app.test_request_context("/"):
        answer = downloads.csv("a.csv", ["n"], ((number,) for number in range(1000)))
        assert answer.data.decode().count("\r\n") == 1001
