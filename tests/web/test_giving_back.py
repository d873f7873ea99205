"""A form that comes too late gives back what was typed: to our own pages, and no passwords."""

import pytest

from arena import db
from arena.web.fields import PasswordField
from arena.web.forms import Form
from tests.cast import make_user, sign_in
from tests.pages import values, words

TYPED = {"name": "<script>O'Brien</script>", "choice": ["a", "b"], "csrf_token": "old"}


@pytest.fixture
def strict(app, client):
    """A browser whose forms must carry a token, as they must outside the tests."""
    app.config["WTF_CSRF_ENABLED"] = True
    yield client
    app.config["WTF_CSRF_ENABLED"] = False


def test_a_form_without_its_token_is_given_back_with_a_new_one(strict):
    answer = strict.post("/sv/visits/x/book?choice=c", data=TYPED)
    kept = values(answer)
    assert answer.status_code == 400
    assert kept["name"] == TYPED["name"]
    assert kept.getlist("choice") == TYPED["choice"]
    assert kept["csrf_token"] != "old"
    assert TYPED["name"] not in answer.text
    assert 'action="/sv/visits/x/book?choice=c"' in answer.text


def test_a_stranger_is_told_to_sign_in_and_loses_nothing(client):
    answer = client.post("/me/edit", data=TYPED, headers={"Accept-Language": "sv"})
    assert answer.status_code == 403
    assert values(answer)["name"] == TYPED["name"]
    assert "Det du skrev finns kvar på den här sidan" in words(answer)


def test_whose_account_does_not_reach_so_far_is_told_so(app, client):
    with db.transaction():
        user = make_user()
    answer = sign_in(client, user).post("/staff/users/invite", data=TYPED)
    assert answer.status_code == 403
    assert "O&#39;Brien" not in answer.text


@pytest.mark.parametrize("path", ["/sv/visits/x/book", "/me/edit"])
def test_another_site_gets_nothing_back(strict, path):
    answer = strict.post(path, data=TYPED, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code in (400, 403)
    assert "O&#39;Brien" not in answer.text


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/sv/sign-in", "password"),
        ("/me/password", "current_password"),
        ("/me/welcome", "new_password"),
    ],
)
def test_passwords_are_never_given_back(strict, path, name):
    answer = strict.post(path, data={"email": "a@b.example", name: "hemligt"})
    assert answer.status_code == 400
    assert "hemligt" not in answer.text


def test_every_field_of_a_password_says_so_in_its_name():
    fields = [name for form in all_forms(Form) for name in password_fields(form)]
    assert "new_password" in fields
    unknown = [name for name in fields if "password" not in name]
    assert not unknown, f"Name these so that arena.web.errors gives them to nobody: {unknown}"


def all_forms(form):
    return [form, *(below for child in form.__subclasses__() for below in all_forms(child))]


def password_fields(form):
    made = vars(form).items()
    return [name for name, field in made if getattr(field, "field_class", None) is PasswordField]
