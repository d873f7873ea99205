"""Staff write to all networks, those who lead one to theirs, and nobody else to any."""

from __future__ import annotations

import pytest

from arena import db
from arena.accounts.models import Role
from arena.messages.models import Message
from arena.networks.models import OfficeName
from arena.newsletters import jobs
from arena.newsletters.models import Mailing
from tests.cast import make_user, sign_in
from tests.networks.cast import (
    give_office,
    join,
    make_network,
    make_organisation,
    make_partner,
    make_person,
)
from tests.pages import errors, links, values, words


@pytest.fixture
def closed(app):
    """A closed network that Pia chairs, and another that she knows nothing of."""
    with db.transaction():
        energy = make_organisation()
        pia = make_partner(energy)
        mine = make_network("mark", name_sv="Mark och massor", is_public=False)
        join(mine, pia)
        join(mine, make_person(energy, "Åke Öst"))
        give_office(mine, pia, OfficeName.CHAIR)
        other = make_network("hemligt", name_sv="Hemligt nätverk", is_public=False)
        join(other, make_person(energy, "Ove Okänd"))
    return mine, other, pia


@pytest.fixture
def alice(app):
    with db.transaction():
        return make_user()


def written(network, **changes):
    return {
        "kind": "notice",
        "audience": f"network:{network.id}",
        "subject_sv": "Nästa möte",
        "body_sv": "Vi ses.",
    } | changes


def the_only_one():
    db.session.rollback()  # Look anew.
    return db.session.query(Mailing).one().id


def test_the_coordinator_writes_tries_and_sends(client, closed, alice):
    mine, _other, _pia = closed
    sign_in(client, alice)
    answer = client.post("/staff/mailings/new", data=written(mine), follow_redirects=True)
    assert "2 personer får det som läget är nu." in words(answer)
    number = the_only_one()
    client.post(f"/staff/mailings/{number}/test")
    page = client.get(f"/staff/mailings/{number}")
    sent = values(page) | {"version": "1"}
    answer = client.post(f"/staff/mailings/{number}/send", data=sent, follow_redirects=True)
    db.session.rollback()
    jobs.send_due()
    db.session.rollback()
    found = {mail.recipient_email: mail.template for mail in db.session.query(Message)}
    assert found == {
        "alice@arena.example": "newsletters/test",
        "pia@arena.example": "newsletters/mailing",
        "åke@partner.example": "newsletters/mailing",
    }
    assert "Stoppa resten" in words(client.get(f"/staff/mailings/{number}"))
    assert "Pia Partner" in words(client.get(f"/staff/mailings/{number}/receivers"))


def test_a_chair_writes_to_their_own_network_and_learns_of_no_other(client, closed):
    mine, other, pia = closed
    sign_in(client, pia.user)
    page = client.get("/partner/mailings/new")
    assert "Mark och massor" in words(page)
    assert "Hemligt" not in page.get_data(as_text=True)
    assert client.post("/partner/mailings/new", data=written(mine)).status_code == 302
    refused = client.post("/partner/mailings/new", data=written(other))
    assert refused.status_code == 400
    assert errors(refused)


def test_others_mailings_are_as_if_they_were_not_there(client, closed, alice):
    _mine, other, pia = closed
    sign_in(client, alice)
    client.post("/staff/mailings/new", data=written(other))
    number = the_only_one()
    sign_in(client, pia.user)
    for end in ("", "/change", "/receivers", "/discard", "/stop"):
        assert client.get(f"/partner/mailings/{number}{end}").status_code == 404
    assert "Nästa möte" not in words(client.get("/partner/mailings/"))


def test_a_partner_who_leads_nothing_writes_to_nobody(client, app):
    with db.transaction():
        person = make_partner(make_organisation())
    sign_in(client, person.user)
    assert "Inget att skriva" in words(client.get("/partner/mailings/"))
    assert client.get("/partner/mailings/new").status_code == 403


@pytest.mark.parametrize("role", [Role.HOST, Role.ANALYST, Role.PARTNER])
def test_staff_pages_are_for_those_who_plan(client, app, role):
    with db.transaction():
        user = make_user("Hedda Holm", role)
    sign_in(client, user)
    assert client.get("/staff/mailings/").status_code == 403


def test_a_time_that_has_passed_is_refused_beside_its_field(client, closed, alice):
    mine, _other, _pia = closed
    sign_in(client, alice)
    client.post("/staff/mailings/new", data=written(mine))
    number = the_only_one()
    sent = {"version": "1", "day": "2026-11-23", "at": "09:00"}
    answer = client.post(f"/staff/mailings/{number}/send", data=sent)
    assert answer.status_code == 400
    assert errors(answer) == ["Den tiden har passerat. Välj en senare, eller lämna båda tomma."]
    sent["day"] = "2026-11-25"
    client.post(f"/staff/mailings/{number}/send", data=sent)
    assert "Planerat" in words(client.get(f"/staff/mailings/{number}"))
    client.post(f"/staff/mailings/{number}/stop")
    assert "Utkast" in words(client.get(f"/staff/mailings/{number}"))


def test_a_draft_can_be_changed_and_thrown_away(client, closed, alice):
    mine, _other, _pia = closed
    sign_in(client, alice)
    client.post("/staff/mailings/new", data=written(mine))
    number = the_only_one()
    page = client.get(f"/staff/mailings/{number}/change")
    changed = values(page)
    changed["body_sv"] = "Något nytt."
    client.post(f"/staff/mailings/{number}/change", data=changed)
    stale = client.post(f"/staff/mailings/{number}/change", data=changed)
    assert stale.status_code == 409
    assert "Något nytt." in stale.get_data(as_text=True)
    assert "Kasta utskicket?" in words(client.get(f"/staff/mailings/{number}/discard"))
    client.post(f"/staff/mailings/{number}/discard")
    assert client.get(f"/staff/mailings/{number}").status_code == 404


def test_a_networks_page_leads_those_who_lead_it_to_writing(client, closed):
    mine, _other, pia = closed
    sign_in(client, pia.user)
    page = client.get(f"/partner/networks/{mine.slug}")
    assert f"/partner/mailings/new?to=network:{mine.id}" in links(page)
    with db.transaction():
        member = make_partner(make_organisation("Annan AB"), "Anna Annan")
        join(mine, member)
    sign_in(client, member.user)
    page = client.get(f"/partner/networks/{mine.slug}")
    assert page.status_code == 200
    assert "/partner/mailings/new" not in page.get_data(as_text=True)
