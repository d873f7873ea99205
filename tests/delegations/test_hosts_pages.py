"""Hosts find their parts of programmes on their own pages; who leaves or is away is seen to."""

from datetime import timedelta

import pytest

from arena import clock, db
from arena.accounts.models import Role
from arena.accounts.services import close_account
from arena.delegations.queries.deserted import Missing, list_deserted, who_is_missing
from arena.delegations.services.asking import ask, mark_of, say_yes
from arena.delegations.services.parties import add_hosts
from arena.delegations.services.roles import RoleFacts, add_role
from arena.hosting.services import Hours, go_away
from tests.cast import make_host, make_user, sign_in
from tests.conftest import NOW
from tests.delegations.cast import DAY, NINE, make_delegation, make_item
from tests.pages import words
from tests.visits.bookings import STAFF, at, do


@pytest.fixture
def hosts(app):
    with db.transaction():
        make_user("Alice Alm").phone = "+46701740605"
        return [make_host("Hedda Holm"), make_host("Henrik Hed")]


@pytest.fixture
def item(hosts):
    """A talk that Hedda receives, on a day that Alice leads; Henrik is asked about another."""
    with db.transaction():
        alice = make_user("Bob Berg")
        alice.phone = "+46701740609"
        delegation = make_delegation(purpose="Se hur kraven följs upp.")
        item = make_item(delegation, by=STAFF, fixed_start=NINE, place_sv="Husarviken")
        other = make_item(delegation, by=STAFF, title_sv="Samtal")
        add_role(delegation, RoleFacts(role="day_lead", user_id=alice.id), by=STAFF)
        add_hosts(item, [hosts[0].id], role="host", by=STAFF)
        add_hosts(other, [hosts[1].id], role="speaker", by=STAFF)
    parties = [item.parties[0], other.parties[0]]
    do(ask, delegation, parties, answer_by=NOW + timedelta(days=1), by=STAFF)
    do(say_yes, parties[0], about=mark_of(parties[0]), by=STAFF)
    return item


def user(host):
    return host.host.user


def test_a_host_reads_their_own_parts_and_nobody_elses(client, hosts, item):
    sign_in(client, user(hosts[0]))
    mine = words(client.get("/host/"))
    assert "City of Aldermoor" in mine
    assert "Översikt, som värd" in mine
    assert "Samtal" not in mine
    shown = words(client.get(f"/host/programme/{item.id}"))
    for said in ("Husarviken", "Se hur kraven följs upp.", "Bob Berg", "070-174 06 09"):
        assert said in shown
    sign_in(client, user(hosts[1]))
    assert "Kan du?" in words(client.get("/host/"))
    assert client.get(f"/host/programme/{item.id}").status_code == 404


def test_the_day_that_a_device_keeps_has_the_part_and_whom_to_call(client, hosts, item):
    with clock.travel(at(DAY, 6)):
        sign_in(client, user(hosts[0]))
        kept = words(client.get("/host/day"))
    for said in ("9.00–9.30", "City of Aldermoor", "Översikt", "Husarviken", "070-174 06 09"):
        assert said in kept
    assert "Samtal" not in kept


def test_who_leads_a_day_finds_it_on_their_own_page(client, hosts, item):
    sign_in(client, next(role.user for role in item.delegation.roles))
    assert "Du är dagansvarig" in words(client.get("/host/"))


def test_who_is_away_then_is_marked_until_somebody_else_is_found(hosts, item):
    assert who_is_missing(item.delegation.items) == {}
    do(go_away, hosts[0], Hours(at(DAY, 8), at(DAY, 12)), by=STAFF)
    party = item.parties[0]
    assert who_is_missing(item.delegation.items) == {party.id: Missing.AWAY}
    assert list_deserted() == [party]


def test_closing_an_account_names_what_is_left_and_waits_for_no_answer(client, hosts, item):
    with db.transaction():
        dana = make_user("Dana Dahl", Role.ADMIN)
    sign_in(client, dana)
    asked = user(hosts[1])
    page = words(client.get(f"/staff/users/{asked.id}/close"))
    assert "1 programpunkt för en besöksdelegation behöver någon annan" in page
    do(close_account, asked, by=STAFF)
    do(close_account, user(hosts[0]), by=STAFF)
    items = item.delegation.items
    states = {party.name: party.state for each in items for party in each.parties}
    assert states == {"Hedda Holm": "yes", "Henrik Hed": "no"}
    assert who_is_missing(items) == {item.parties[0].id: Missing.GONE}


def test_the_register_and_the_overview_say_who_is_missing(client, hosts, item):
    do(go_away, hosts[0], Hours(at(DAY, 8), at(DAY, 12)), by=STAFF)
    with db.transaction():
        dana = make_user("Dana Dahl", Role.ADMIN)
    sign_in(client, dana)
    assert "Hedda Holm kan inte komma." in words(client.get("/staff/delegations/"))
    overview = words(client.get(f"/staff/delegations/{item.delegation.reference}"))
    assert "Har fått förhinder: Hedda Holm" in overview
