"""What people type, and what becomes of it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from datetime import date, time
from typing import Any

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict
from wtforms import ValidationError

from arena import clock, config, create_app
from arena.web import languages
from arena.web.fields import (
    CheckboxesField,
    CheckboxField,
    ChoiceField,
    DateField,
    EmailField,
    HiddenField,
    IntegerField,
    OrgNumberField,
    PasswordField,
    PhoneField,
    RadioField,
    TextAreaField,
    TextField,
    TimeField,
)
from arena.web.fields.cleaning import clean_line, clean_text
from arena.web.forms import FilterForm, Form
from tests.conftest import NOW


def not_bob(form: Any, field: Any) -> None:
    if field.data == "Bob":
        raise ValidationError("Choose another name.")


class VisitForm(Form):
    name = TextField("Name", required="Enter your name", validators=[not_bob], max_length=20)
    email = EmailField("E-mail", hint="We answer here.")
    phone = PhoneField("Phone")
    number = OrgNumberField("Organisation number")
    group_size = IntegerField("Group", minimum=8, maximum=25)
    language = ChoiceField(
        "Language", blank="Choose", choices=[("sv", "Swedish"), ("en", "English")]
    )
    host = RadioField("Host", choices=[(1, "Alice"), (2, "Bob", "Speaks German")], coerce=int)
    themes = CheckboxesField("Themes", choices=[("e", "Energy"), ("w", "Water")], most=1)
    starts_on = DateField("Day", earliest=date(2026, 1, 1), latest=date(2026, 12, 31))
    starts_at = TimeField("Time")
    questions = TextAreaField("Questions")
    terms = CheckboxField("We have read the terms", required="Tick the box")
    password = PasswordField("Password")
    back = HiddenField(max_length=20)


class SearchForm(FilterForm):
    q = TextField("Search")


# No test here reads or writes a database: the address only has to be well formed.
_APP = create_app(
    config.load({"ARENA_SECRET_KEY": "k" * 32, "ARENA_DATABASE_URL": "sqlite:///unused.db"})
)
_APP.config["WTF_CSRF_ENABLED"] = False


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with _APP.test_request_context("/"), clock.travel(NOW), languages.speak("en"):
        yield


def typed(**values: Any) -> VisitForm:
    form = VisitForm(formdata=MultiDict({"name": "Alice", "terms": "1"} | values))
    form.validate()
    return form


def drawn(markup: str) -> Any:
    return html5lib.parseFragment(markup, namespaceHTMLElements=False)


def find(markup: str, tag: str) -> Any:
    return next(drawn(markup).iter(tag))


def test_a_field_ties_label_hint_and_error_to_its_control() -> None:
    form = typed(email="nobody")
    markup = str(form.email())
    control = find(markup, "input")
    assert find(markup, "label").get("for") == control.get("id") == "email"
    assert control.get("aria-describedby") == "email-hint email-error"
    assert control.get("aria-invalid") == "true"
    ids = {element.get("id") for element in drawn(markup).iter()}
    assert {"email-hint", "email-error"} <= ids


def test_what_was_typed_comes_back_even_when_it_could_not_be_read() -> None:
    form = typed(email="nobody", group_size="many", starts_on="soon")
    assert find(str(form.email()), "input").get("value") == "nobody"
    assert find(str(form.group_size()), "input").get("value") == "many"
    assert find(str(form.starts_on()), "input").get("value") == "soon"


def test_what_was_typed_is_never_markup() -> None:
    form = typed(name="<script>", questions="</textarea><b>")
    assert "<script>" not in str(form.name())
    assert "</textarea><b>" not in str(form.questions())


def test_only_optional_fields_say_that_they_are() -> None:
    form = typed()
    assert "optional" not in str(form.name())
    assert "optional" in str(form.phone())


def test_a_blank_required_field_says_what_to_do() -> None:
    form = typed(name="   ")
    assert form.name.error == "Enter your name"
    assert form.error_list[0] == ("name", "Enter your name")


def test_a_blank_optional_field_passes_its_other_rules() -> None:
    form = typed(email="", phone=" ", number="", group_size="", starts_on="", starts_at="")
    assert form.error_list == []
    assert (form.email.data, form.group_size.data, form.starts_on.data) == ("", None, None)


def test_rules_of_the_form_are_asked_after_the_fields_own() -> None:
    assert typed(name="Bob").name.error == "Choose another name."


def test_a_long_text_says_by_how_much() -> None:
    assert typed(name="x" * 23).name.error == (
        "Shorten this by 3 characters: there is room for 20."
    )


def test_ten_thousand_characters_are_refused_by_every_text_field() -> None:
    long = "9" * 10_000
    form = typed(name=long, email=long, phone=long, number=long, questions=long, back=long)
    wrong = {line.control_id for line in form.error_list}
    assert wrong == {"name", "email", "phone", "number", "questions"}
    assert form.back.data == ""


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Alice@Arena.EXAMPLE", "Alice@arena.example"),
        (" a@åre.example ", "a@xn--re-xia.example"),
        ("a+b@company.example", "a+b@company.example"),
    ],
)
def test_mail_addresses_are_kept_as_they_are_written_to(text: str, address: str) -> None:
    form = typed(email=text)
    assert (form.email.error, form.email.data) == (None, address)


@pytest.mark.parametrize("text", ["a", "a@", "@b.example", "a b@c.example", "å@c.example", "a@c"])
def test_what_cannot_be_written_to_is_no_mail_address(text: str) -> None:
    assert typed(email=text).email.error == "Enter an e-mail address such as name@company.example."


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("08-465 00 405", "+46846500405"),
        ("070 174 06 05", "+46701740605"),
        ("+46 (0)70-174 06 05", "+46701740605"),
        ("0044 20 7946 0000", "+442079460000"),
    ],
)
def test_phone_numbers_are_read_as_people_write_them(text: str, number: str) -> None:
    form = typed(phone=text)
    assert (form.phone.error, form.phone.data) == (None, number)


@pytest.mark.parametrize("text", ["12", "ring me", "+999 123 456", "08-465 00 405 ext. 5"])
def test_what_cannot_be_called_is_no_phone_number(text: str) -> None:
    assert typed(phone=text).phone.error


@pytest.mark.parametrize(
    "text",
    ["402001-0007", "4020010007", "16402001-0007", "402001 0007", "402001\u20130007"],
)
def test_organisation_numbers_are_kept_in_one_form(text: str) -> None:
    form = typed(number=text)
    assert (form.number.error, form.number.data) == (None, "402001-0007")


def test_a_swedish_vat_number_holds_an_organisation_number() -> None:
    assert typed(number="SE212000014201").number.data == "212000-0142"


@pytest.mark.parametrize("text", ["402001-0008", "123", "811228-9874", "SE1234", "abcdefghij"])
def test_wrong_numbers_and_personal_ones_are_no_organisation_numbers(text: str) -> None:
    assert typed(number=text).number.error


@pytest.mark.parametrize(
    ("text", "error"), [("7", True), ("8", False), ("25", False), ("26", True)]
)
def test_the_limits_of_a_number_are_inclusive_and_named(text: str, error: bool) -> None:
    form = typed(group_size=text)
    assert form.group_size.error == ("Enter a number from 8 to 25." if error else None)


@pytest.mark.parametrize("text", ["1e3", "12.5", "٣٤", "9" * 40, "0x10"])
def test_what_is_not_a_whole_number_is_said_to_be_none(text: str) -> None:
    form = typed(group_size=text)
    assert form.group_size.error == "Enter a whole number in digits, for example 12."
    assert form.group_size.data is None


def test_limits_may_be_set_when_the_offer_is_known() -> None:
    form = VisitForm(formdata=MultiDict({"name": "Alice", "terms": "1", "group_size": "40"}))
    form.group_size.maximum = 50
    assert form.validate()
    assert form.group_size.data == 40


@pytest.mark.parametrize(
    "text", ["2026-11-26", "20261126", "26/11/2026", "26.11.2026", "26-11-2026"]
)
def test_dates_are_read_with_the_year_first_or_last(text: str) -> None:
    assert typed(starts_on=text).starts_on.data == date(2026, 11, 26)


@pytest.mark.parametrize("text", ["2026-02-30", "tomorrow", "26/11", "0000-01-01"])
def test_days_that_do_not_exist_are_refused(text: str) -> None:
    assert typed(starts_on=text).starts_on.error == (
        "Enter a date as year-month-day, for example 2026-11-26."
    )


def test_the_limits_of_a_date_are_inclusive_and_named() -> None:
    assert typed(starts_on="2026-12-31").starts_on.error is None
    assert typed(starts_on="2027-01-01").starts_on.error == (
        "Enter Thu 31 December 2026 or an earlier date."
    )
    assert typed(starts_on="2025-12-31").starts_on.error == (
        "Enter Thu 1 January 2026 or a later date."
    )


@pytest.mark.parametrize(
    ("text", "at"),
    [("9", time(9)), ("9.30", time(9, 30)), ("0930", time(9, 30)), ("09:30:00", time(9, 30))],
)
def test_times_are_read_as_people_write_them(text: str, at: time) -> None:
    assert typed(starts_at=text).starts_at.data == at


@pytest.mark.parametrize("text", ["24:00", "9:60", "noon", "9:3"])
def test_times_that_no_clock_shows_are_refused(text: str) -> None:
    assert typed(starts_at=text).starts_at.error


def test_a_choice_that_was_not_offered_is_refused() -> None:
    form = typed(language="xx", host="3", themes="e")
    assert form.language.error == form.host.error == "Choose one of the alternatives shown."
    assert form.themes.data == ["e"]


def test_a_choice_has_the_type_that_was_asked_for() -> None:
    assert typed(host="2").host.data == 2


def test_more_choices_than_allowed_are_refused() -> None:
    form = VisitForm(
        formdata=MultiDict([("name", "A"), ("terms", "1"), ("themes", "e"), ("themes", "w")])
    )
    assert not form.validate()
    assert form.themes.error == "Choose 1 at most."


def test_the_summary_leads_to_a_groups_first_control() -> None:
    form = typed(host="9")
    first = find(str(form.host()), "input")
    assert form.error_list[0].control_id == first.get("id")


def test_a_group_carries_its_error_on_the_fieldset() -> None:
    fieldset = find(str(typed(host="9").host()), "fieldset")
    assert fieldset.get("aria-describedby") == "host-error"


def test_a_box_that_must_be_ticked_says_so() -> None:
    form = VisitForm(formdata=MultiDict({"name": "Alice"}))
    assert not form.validate()
    assert form.terms.error == "Tick the box"


def test_a_password_is_kept_as_typed_and_never_shown() -> None:
    form = typed(password="  p ä\u00a0ss ")
    assert form.password.data == "  p ä\u00a0ss "
    assert "ss" not in (find(str(form.password()), "input").get("value") or "")


def test_what_a_service_found_is_said_by_the_field_or_on_top() -> None:
    form = typed()
    form.refuse("starts_on", "The day is taken.")
    form.refuse("no_such_field", "The offer is closed.")
    assert form.error_list == [(None, "The offer is closed."), ("starts_on", "The day is taken.")]


def test_a_filter_needs_no_token() -> None:
    _APP.config["WTF_CSRF_ENABLED"] = True
    try:
        form = SearchForm(MultiDict({"q": "granbacken"}))
        assert [field.name for field in form] == ["q"]
    finally:
        _APP.config["WTF_CSRF_ENABLED"] = False


def test_stored_values_are_shown_as_people_write_them() -> None:
    form = VisitForm(
        data={"phone": "+442079460000", "starts_at": time(9, 5), "starts_on": date(2026, 11, 26)}
    )
    assert find(str(form.phone()), "input").get("value") == "+44 20 7946 0000"
    assert find(str(form.starts_at()), "input").get("value") == "09:05"
    assert find(str(form.starts_on()), "input").get("value") == "2026-11-26"


@given(st.text())
def test_a_clean_line_has_no_control_characters_and_no_loose_space(text: str) -> None:
    line = clean_line(text)
    assert line == clean_line(line) == line.strip()
    assert "  " not in line
    assert not any(unicodedata.category(c) in ("Cc", "Cs") for c in line)
    assert unicodedata.is_normalized("NFC", line)


@given(st.text())
def test_cleaning_a_text_twice_changes_nothing_more(text: str) -> None:
    once = clean_text(text)
    assert once == clean_text(once)
    assert "\r" not in once
    assert "\n\n\n" not in once


def test_names_cannot_be_turned_round_by_hidden_marks() -> None:
    assert clean_line("An\u202ena\u200b B\x00erg\t") == "Anna Berg"
    assert clean_line("A\u030asa") == "Åsa"
