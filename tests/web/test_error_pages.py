"""Errors as people meet them: in their own language, and inside the frame they work in."""

import pytest
from sqlalchemy.exc import OperationalError

from arena import db
from arena.accounts.models import Role
from tests.cast import make_user, sign_in
from tests.pages import links, parsed, words

ENGLISH = {"Accept-Language": "en-GB,en;q=0.9"}


def person(role=Role.COORDINATOR, language="sv"):
    with db.transaction():
        return make_user("Alice Alm", role, language)


def rail(answer):
    return parsed(answer).find(".//header[@class='rail']")


@pytest.mark.parametrize("path", ["/staff/nothing", "/staff/visits/2222-2222", "/me/nothing"])
def test_a_missing_page_of_the_workplace_keeps_its_frame_and_the_persons_language(client, path):
    answer = sign_in(client, person()).get(path, headers=ENGLISH)
    assert answer.status_code == 404
    assert parsed(answer).get("lang") == "sv"
    assert "Sidan finns inte" in words(answer)
    assert rail(answer) is not None
    assert "/staff/home" in links(answer)


def test_a_page_that_one_may_not_open_keeps_frame_and_language(client):
    answer = sign_in(client, person(Role.ANALYST)).get("/staff/users/", headers=ENGLISH)
    assert answer.status_code == 403
    assert parsed(answer).get("lang") == "sv"
    assert rail(answer) is not None


@pytest.mark.parametrize("path", ["/en/nothing", "/nothing/at/all", "/metrics/nothing"])
def test_elsewhere_no_error_page_asks_who_reads_it(client, path):
    answer = sign_in(client, person()).get(path, headers=ENGLISH)
    assert (answer.status_code, parsed(answer).get("lang")) == (404, "en")
    assert rail(answer) is None


def test_a_stranger_gets_no_frame(client):
    answer = client.get("/staff/nothing", headers=ENGLISH)
    assert (answer.status_code, parsed(answer).get("lang")) == (404, "en")
    assert rail(answer) is None


def test_a_frame_that_cannot_be_drawn_leaves_the_plain_page(client, monkeypatch):
    def fail():
        raise OperationalError("SELECT", {}, Exception("gone"))

    monkeypatch.setitem(client.application.jinja_env.globals, "navigation", fail)
    answer = sign_in(client, person()).get("/staff/nothing")
    assert answer.status_code == 404
    assert rail(answer) is None


def test_after_signing_out_the_persons_language_is_spoken_on(client):
    sign_in(client, person())
    out = client.post("/sign-out", headers=ENGLISH)
    assert out.location == "/sv/sign-in"
    asked = client.get("/staff/", headers=ENGLISH)
    assert asked.location.startswith("/sv/sign-in?")
    refused = client.post("/staff/visits/2222-2222/note", headers=ENGLISH)
    assert parsed(refused).get("lang") == "sv"
