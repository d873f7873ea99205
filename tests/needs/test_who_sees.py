"""Equal terms: nobody but a need's owner learns who shows interest, nor how many do."""

import re
from datetime import date

import pytest

from arena import db
from arena.accounts.models import Role
from arena.audit.models import Actor
from arena.directory.models import OrganisationType
from arena.needs.models import NeedInterest, NeedState
from arena.needs.queries.members import standing_of
from arena.needs.services import asking
from tests.cast import make_user, sign_in
from tests.needs.cast import (
    MARK,
    interested,
    make_need,
    make_organisation,
    make_partner,
    person_of,
)

RIVAL = "Kvarnsten Natt AB"
ASKED = "Hur många lastbilar kommer på natten från Stenbrott?"


@pytest.fixture
def scene(app):
    """A need that a rival is interested in, and a question that waits, written by a competitor."""
    with db.transaction():
        city = make_organisation()
        rival = make_organisation(RIVAL, OrganisationType.SMALL_COMPANY)
        other = make_organisation("Stenbrott AB", OrganisationType.SMALL_COMPANY)
        people = {
            "owner": make_partner("Olle Owner", city),
            "colleague": make_partner("Kim Kollega", city),
            "rival": make_partner("Alf Alm", rival),
            "competitor": make_partner("Bea Berg", other),
            "coordinator": make_user("Cora Coord"),
            "admin": make_user("Dana Dahl", Role.ADMIN),
            "analyst": make_user("Ana Analys", Role.ANALYST),
            "host": make_user("Hedda Holm", Role.HOST),
        }
        need = make_need(people["owner"], city)
        bea = people["competitor"]
        asking.ask(need, ASKED, "sv", user=bea, standing=standing_of(bea), by=Actor.user(bea.id))
        interested(need, people["rival"])
    return need, people


def addresses(app, need, interest):
    """Every address that can be opened, with the numbers and names of what is there."""
    filled = []
    known = {
        "lang": "sv",
        "reference": need.reference,
        "question_id": "1",
        "outcome_id": "1",
        "interest_id": str(interest.id),
        "need_id": str(need.id),
        "organisation_id": str(interest.organisation_id),
    }
    for rule in app.url_map.iter_rules():
        if "GET" not in rule.methods or rule.endpoint == "static":
            continue
        fill = lambda m: known.get(m[2], "1" if m[1] else "x")  # noqa: E731
        path = re.sub(r"<(?:(int|any\([^)]*\)|[a-z]+):)?(\w+)>", fill, rule.rule)
        filled.append(path)
    numbers = range(1, 5)
    return sorted(
        {
            *filled,
            *(f"/staff/directory/{number}" for number in numbers),
            *(f"/staff/directory/people/{number}" for number in numbers),
            *(f"/staff/messages/{number}" for number in range(1, 12)),
            *(f"/staff/messages/{number}/preview" for number in range(1, 12)),
            "/staff/messages/?show=all",
            "/staff/messages/?show=sent",
            f"/staff/messages/?show=all&about=need:{need.id}",
            f"/staff/messages/?show=all&about=need_interest:{interest.id}",
            "/staff/messages/?show=all&to=alf",
            "/staff/search?q=Kvarnsten",
            f"/sv/needs/?q={RIVAL.split()[0]}",
            f"/en/needs/{need.reference}",
        }
    )


# Whose own pages may name the rival: its own directory entry is no secret, but its interest is.
MARKS = {"words": MARK, "mail": "alf@arena.example"}


@pytest.mark.parametrize(
    "who", ["stranger", "competitor", "colleague", "analyst", "host", "coordinator", "admin"]
)
def test_nobody_but_the_owner_finds_the_interest_at_any_address(app, scene, who):
    need, people = scene
    interest = db.session.query(NeedInterest).one()
    paths = addresses(app, need, interest)
    client = app.test_client() if who == "stranger" else sign_in(app.test_client(), people[who])
    found = []
    for path in paths:
        with client.get(path) as answer:
            text = answer.get_data().decode(errors="replace")  # Some are files.
        tells = need.reference in path or path.startswith(("/staff/messages", "/sv/needs"))
        if MARK in text or (tells and (RIVAL in text or MARKS["mail"] in text)):
            found.append(path)
    assert not found
    for path in (f"/partner/needs/{need.reference}", f"/staff/needs/{need.reference}"):
        for end in ("/interest", f"/interest/{interest.id}"):
            assert client.get(path + end).status_code in (302, 403, 404)
        assert client.post(path + "/interest.csv").status_code in (302, 403, 404)


def test_the_owner_sees_it_and_takes_it_along(app, scene):
    need, people = scene
    interest = db.session.query(NeedInterest).one()
    client = sign_in(app.test_client(), people["owner"])
    base = f"/partner/needs/{need.reference}"
    assert RIVAL in client.get(f"{base}/interest").text
    assert MARK in client.get(f"{base}/interest/{interest.id}").text
    exported = client.post(f"{base}/interest.csv")
    assert MARK in exported.text
    assert "alf@arena.example" in exported.text


def test_the_page_is_the_same_however_many_are_interested(app, scene):
    need, people = scene
    client = sign_in(app.test_client(), people["competitor"])
    page = f"/sv/needs/{need.reference}"

    def seen():
        return re.sub(r'value="[^"]{60,}"', "", client.get(page).text)

    before = seen()
    with db.transaction():
        third = make_partner(
            "Cia Ceder", make_organisation("Ceder AB", OrganisationType.SMALL_COMPANY)
        )
        interested(need, third, "Vi också")
    assert seen() == before


def test_who_asked_is_shown_to_nobody(app, scene):
    need, people = scene
    for who, person in people.items():
        client = sign_in(app.test_client(), person)
        for path in (
            f"/sv/needs/{need.reference}",
            f"/partner/needs/{need.reference}",
            f"/staff/needs/{need.reference}",
            f"/partner/needs/{need.reference}/questions/1",
        ):
            text = client.get(path, follow_redirects=True).text
            if who != "competitor":
                assert "Bea Berg" not in text, (who, path)
            if who != "owner":
                assert ASKED not in text, (who, path)


def test_a_draft_is_seen_by_who_writes_it_alone(app, scene):
    need, people = scene
    with db.transaction():
        draft = make_need(
            people["owner"],
            need.organisation,
            published=False,
            title_sv="Ett hemligt utkast",
        )
    for who, person in people.items():
        client = sign_in(app.test_client(), person)
        pages = [
            client.get(f"/sv/needs/{draft.reference}"),
            client.get(f"/partner/needs/{draft.reference}"),
            client.get(f"/staff/needs/{draft.reference}"),
            client.get("/sv/needs/?q=hemligt"),
            client.get("/staff/needs/?q=hemligt"),
            client.get("/staff/search?q=hemligt"),
        ]
        shown = any("Ett hemligt utkast" in each.text for each in pages)
        assert shown is (who == "owner"), who
    assert draft.state == NeedState.DRAFT


def test_who_leaves_the_organisation_leads_its_needs_no_more(app, scene):
    need, people = scene
    client = sign_in(app.test_client(), people["owner"])
    assert client.get(f"/partner/needs/{need.reference}/interest").status_code == 200
    with db.transaction():
        (role,) = person_of(people["owner"]).roles
        role.ends_on = date(2026, 11, 1)
    assert client.get(f"/partner/needs/{need.reference}/interest").status_code == 404


def test_histories_tell_of_needs_and_never_of_interest(app, scene):
    need, people = scene
    interest = db.session.query(NeedInterest).one()
    client = sign_in(app.test_client(), people["admin"])
    seeks = client.get(f"/staff/directory/{need.organisation_id}/history")
    assert need.title_sv in seeks.text
    assert (
        need.title_sv not in client.get(f"/staff/directory/{interest.organisation_id}/history").text
    )
    for number in range(1, 4):
        person = client.get(f"/staff/directory/people/{number}/history")
        assert (need.title_sv in person.text) is (number == need.owner_id)
