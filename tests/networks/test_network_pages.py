"""The pages of networks: staff's and a chair's are the same, and a partner sees what is theirs."""

from __future__ import annotations

import io

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from arena import clock, db
from arena.accounts.models import Role
from arena.audit.models import COMMAND
from arena.directory.models import OrganisationType
from arena.directory.services import OrganisationFacts, create_organisation
from arena.networks.models import (
    CharterVersion,
    Circle,
    Membership,
    Network,
    Office,
    OfficeName,
    Seat,
)
from tests.cast import make_user, sign_in
from tests.networks.cast import (
    give_office,
    join,
    make_network,
    make_organisation,
    make_partner,
    make_person,
)
from tests.pages import words

FACTS = {
    "name_sv": "Cirkulär mark och massor",
    "purpose_sv": "Vi flyttar färre massor.",
    "entry": "invitation",
    "joining": "anybody",
}


@pytest.fixture
def cast(app):
    """A network with a chair of a partner, one more member, and a coordinator."""
    with db.transaction():
        alice = make_user()
        energy, granbacken = make_organisation(), make_organisation("Granbacken Arkitekter AB")
        chair, gun = make_partner(energy, "Petra Pålsson"), make_partner(granbacken, "Gun Gran")
        network = make_network()
        join(network, chair)
        join(network, gun, Circle.LISTENING)
        give_office(network, chair)
        stranger = make_partner(make_organisation("Fjällnäs Fastigheter AB"), "Frida Fjäll")
    return {
        "alice": alice,
        "chair": chair,
        "gun": gun,
        "network": network,
        "stranger": stranger,
    }


def browser(app, user):
    return sign_in(app.test_client(), user)


def test_staff_found_a_network_and_see_it(app, cast):
    alice = browser(app, cast["alice"])
    answer = alice.post("/staff/networks/new", data=FACTS | {"is_public": "y"})
    assert answer.status_code == 303
    again = alice.post("/staff/networks/new", data=FACTS | {"is_public": "y"})
    assert again.location == answer.location  # A double click founds one.
    page = words(alice.get(answer.location))
    assert "Cirkulär mark och massor" in page
    assert "Vi flyttar färre massor." in page
    assert "Cirkulär mark" in words(alice.get("/staff/networks/"))


@pytest.mark.parametrize("side", ["staff", "partner"])
def test_whoever_leads_a_network_sees_to_it_on_their_own_side(app, cast, side):
    who = cast["alice"] if side == "staff" else cast["chair"].user
    opened = browser(app, who)
    base = f"/{side}/networks/klimatpositiva-kvarter"
    membership = cast["network"].memberships[1]
    pages = [
        *("", "/edit", "/charter", "/charter/edit", "/members", "/invite", "/admissions"),
        *("/offices/new", "/groups/new", f"/members/{membership.id}"),
        *(f"/members/{membership.id}/circle", f"/members/{membership.id}/end"),
    ]
    answers = {page: opened.get(base + page) for page in pages}
    assert {page: each.status_code for page, each in answers.items()} == dict.fromkeys(pages, 200)
    assert not [page for page, each in answers.items() if "None" in words(each).split()]
    assert opened.post(f"{base}/members/{membership.id}/circle", data={"circle": "core"})
    with db.transaction():
        assert db.session.get_one(Membership, membership.id).ends_on == clock.today()
    answer = opened.post(f"{base}/groups/new", data=FACTS)
    assert answer.status_code == 303
    group = db.session.scalars(select(Network).where(Network.parent_id.is_not(None))).one()
    assert not group.is_public


def test_a_member_reads_and_changes_nothing_of_others(app, cast):
    gun = browser(app, cast["gun"].user)
    base = "/partner/networks/klimatpositiva-kvarter"
    page = words(gun.get(base))
    assert "Petra Pålsson" in page
    assert "petra@" not in gun.get(base).text
    assert gun.get(f"{base}/edit").status_code == 403
    assert gun.post(f"{base}/offices/new").status_code == 403
    stranger = browser(app, cast["stranger"].user)
    assert stranger.get(base).status_code == 404
    assert stranger.get(f"{base}/edit").status_code == 404


def test_who_is_not_named_is_seen_by_leaders_and_staff_alone(app, cast):
    gun = browser(app, cast["gun"].user)
    gun.post("/partner/networks/klimatpositiva-kvarter/place", data={"step": "save"})
    assert not db.session.scalars(
        select(Seat.is_listed).where(Seat.person_id == cast["gun"].id)
    ).one()
    with db.transaction():
        other = make_partner(make_organisation("Vassbäck VA-bolag"), "Vera Vass")
        join(cast["network"], other)
    address = "networks/klimatpositiva-kvarter/members"
    assert "Gun Gran" not in browser(app, other.user).get(f"/partner/{address}").text
    assert "Gun Gran" in browser(app, cast["chair"].user).get(f"/partner/{address}").text
    assert "Gun Gran" in browser(app, cast["alice"]).get(f"/staff/{address}").text


def rows_of(answer):
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(answer.data)).get_sheet_by_index(0)
    return sheet.to_python()


def test_the_spreadsheet_holds_what_its_reader_may_see(app, cast):
    with db.transaction():
        analyst = make_user("Arvid Åström", Role.ANALYST)
    address = "networks/klimatpositiva-kvarter/members.xlsx"
    staff = rows_of(browser(app, cast["alice"]).get(f"/staff/{address}"))
    assert staff[0][-1] == "E-post"
    assert "gun@arena.example" in staff[1]
    for path, user in (("partner", cast["gun"].user), ("staff", analyst)):
        seen = rows_of(browser(app, user).get(f"/{path}/{address}"))
        assert [row[4] for row in seen[1:]] == ["Gun Gran", "Petra Pålsson"]
        assert "E-post" not in seen[0]


def test_the_second_who_writes_the_charter_sees_what_the_first_did(app, cast):
    alice, chair = browser(app, cast["alice"]), browser(app, cast["chair"].user)
    version = str(cast["network"].version)
    first = {"text_sv": "Uppdraget är att halvera effekttoppen.", "version": version}
    path = "networks/klimatpositiva-kvarter/charter/edit"
    assert alice.post(f"/staff/{path}", data=first).status_code == 303
    second = {"text_sv": "Uppdraget är ett annat.", "version": version}
    answer = chair.post(f"/partner/{path}", data=second)
    assert answer.status_code == 409
    page = words(answer)
    assert "halvera effekttoppen" in page
    assert "Uppdraget är ett annat." in answer.text
    again = second | {"version": str(int(version) + 1)}
    assert chair.post(f"/partner/{path}", data=again).status_code == 303
    db.session.rollback()
    assert len(db.session.scalars(select(CharterVersion)).all()) == 2
    shown = words(chair.get("/partner/networks/klimatpositiva-kvarter/charter/1"))
    assert "halvera effekttoppen" in shown
    assert "Alice Alm" in shown


def test_staff_get_a_person_in_the_directory_when_they_are_chosen(app, cast):
    alice = browser(app, cast["alice"])
    answer = alice.post(
        "/staff/networks/klimatpositiva-kvarter/offices/new",
        data={"office": "convener", "holder": f"user:{cast['alice'].id}"},
    )
    assert answer.status_code == 303
    office = db.session.scalars(select(Office).where(Office.office == OfficeName.CONVENER)).one()
    assert office.person.user_id == cast["alice"].id
    assert "Sammankallande" in words(alice.get(answer.location))


def test_a_partner_leaves_for_themselves_and_for_their_organisation(app, cast):
    gun, chair = browser(app, cast["gun"].user), browser(app, cast["chair"].user)
    base = "/partner/networks/klimatpositiva-kvarter"
    assert gun.post(f"{base}/place/end").status_code == 303
    assert gun.get(base).status_code == 404
    mine = next(
        each for each in cast["network"].memberships if each.seats[0].person_id == cast["chair"].id
    )
    answer = chair.post(f"{base}/leave/{mine.id}", data={"because": "Vi läggs ned."})
    assert answer.status_code == 303
    assert chair.get(base).status_code == 404
    today = words(browser(app, cast["alice"]).get("/staff/"))
    assert "Nätverk utan ordförande" in today


def test_planners_let_an_organisation_of_the_directory_in(app, cast):
    with db.transaction():
        facts = OrganisationFacts("Lövsund kommun", OrganisationType.MUNICIPALITY)
        person = make_person(create_organisation(facts, by=COMMAND), "Lo Löv")
    alice = browser(app, cast["alice"])
    base = "/staff/networks/klimatpositiva-kvarter/members"
    organisation = person.roles[0].organisation
    assert "Lövsund" in words(alice.get(f"{base}/find?q=lövsund"))
    data = {"circle": "core", "starts_on": "2026-11-01", "people": str(person.id)}
    address = f"{base}/new/{organisation.id}"
    assert alice.post(address, data=data).status_code == 303
    assert alice.post(address, data=data).status_code == 400
    assert "Lo Löv" in words(alice.get(base))
    assert "Lo Löv" not in words(alice.get(f"{base}?on=2026-10-01"))
    assert "Klimatpositiva kvarter" in words(alice.get(f"/staff/directory/{organisation.id}"))


def test_staff_find_networks_and_agreements_and_partners_do_not_search(app, cast):
    with db.transaction():
        make_network("slutet", name_sv="Slutet forum", is_public=False)
    page = words(browser(app, cast["alice"]).get("/staff/search/?q=slutet"))
    assert "Slutet forum" in page
    assert browser(app, cast["gun"].user).get("/staff/search/?q=slutet").status_code == 403
