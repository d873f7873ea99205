"""What the trail keeps is told in words, in both languages, with names instead of numbers."""

import ast
from pathlib import Path

import pytest

import arena
from arena import db
from arena.accounts.models import Role
from arena.accounts.services import change_role
from arena.audit.models import COMMAND
from arena.visits.models import DeclineReason
from arena.visits.services import change_headcount, decline_visit, propose_time, start_review
from tests.cast import make_host, make_offer, make_user, sign_in
from tests.pages import words
from tests.visits.bookings import DAY, STAFF, at, do, received

CODE = Path(arena.__file__).parent


@pytest.fixture
def offer(app):
    with db.transaction():
        make_host("Hedda Holm")
        return make_offer()


def trail(client, language):
    with db.transaction():
        dana = make_user(f"Dana{language} Dal", Role.ADMIN, language)
    return words(sign_in(client, dana).get("/staff/audit/")).replace("\xa0", " ")


def test_a_visit_is_called_by_its_reference_and_its_details_in_words(client, offer):
    with db.transaction():
        alice = make_user("Alice Alm")
    visit = received(offer)
    do(start_review, visit, handler_id=alice.id, by=STAFF)
    do(change_headcount, visit, 12, by=STAFF, is_vouched=True)
    do(propose_time, visit, starts_at=at(DAY, 13), by=STAFF)
    do(decline_visit, visit, reason=DeclineReason.FULL, by=STAFF)
    said = trail(client, "sv")
    assert f"Besök {visit.reference}" in said
    assert f"Kalenderpost {visit.reference}" in said
    for expected in (
        "nu: Under handläggning; Alice Alm",
        "Från 18 till 12 personer",
        "tors 17 december 2026, kl. 13.00",
        "nu: Avböjd; Fullbokat",
    ):
        assert expected in said, expected
    for raw in ("group_size", "in_review", "handler", "version:", "from:", "starts_at", "full"):
        assert raw not in said.split(), raw
    english = trail(client, "en")
    assert "From 18 to 12 people" in english
    assert "Thu 17 December 2026, 13:00" in english


def test_roles_are_named(client, app):
    with db.transaction():
        bob = make_user("Bob Björk", Role.HOST)
        change_role(bob, Role.ANALYST, by=COMMAND)
    said = trail(client, "sv")
    assert "Användare Bob Björk" in said
    assert "förut: Värd; nu: Analytiker" in said


def recorded_keys():
    """Find what acts of each package keep as detail, where the code writes it out."""
    for path in CODE.rglob("services/**/*.py"):
        package = path.relative_to(CODE).parts[0]
        for call in ast.walk(ast.parse(path.read_text())):
            if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
                continue
            if call.func.id == "doing":
                given = {keyword.arg for keyword in call.keywords} - {"by", "version", "name", None}
                yield from ((package, key) for key in given)
            if call.func.id == "record":
                details = [word.value for word in call.keywords if word.arg == "detail"]
                for detail in (each for each in details if isinstance(each, ast.Dict)):
                    keys = (key.value for key in detail.keys if isinstance(key, ast.Constant))
                    yield from ((named_in(call) or package, key) for key in keys)


def named_in(call):
    """Return what an act's name begins with, which need not be its package; None where unsaid."""
    name = call.args[0] if call.args else None
    name = name.values[0] if isinstance(name, ast.JoinedStr) else name
    said = name.value if isinstance(name, ast.Constant) else ""
    return said.partition(".")[0] if "." in said else None


def test_everything_that_acts_keep_has_words(app):
    known = app.extensions["arena.audit.words"].details
    keys = {f"{package}.{key}" for package, key in recorded_keys()}
    assert len(keys) > 15
    missing = sorted(keys - known.keys())
    assert not missing, f"Say these in the package's trail.py: {missing}"
