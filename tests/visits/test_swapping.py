"""A host offers a visit to the others; who takes it over leads it, and everybody is told."""

import pytest

from arena import db
from arena.accounts.models import Role
from arena.accounts.queries import list_users_by_role
from arena.messages.rendering import render
from arena.visits.models import SwapState
from arena.visits.queries.asking import list_swaps_for
from arena.visits.services import call_off, confirm_visit, reassign_hosts
from arena.visits.services.asking_errors import (
    NobodyElse,
    NotFreeAnyMore,
    NotYours,
    OfferedAlready,
    TakenAlready,
)
from arena.visits.services.swapping import offer_swap, take_swap, take_swap_back
from tests.cast import make_host, make_offer, make_user, sign_in
from tests.conftest import NOW
from tests.pages import values, words
from tests.visits.bookings import STAFF, do, host_ids, mails, message, received


@pytest.fixture
def hosts(app):
    with db.transaction():
        make_user("Alice Alm")
        return [make_host(name) for name in ("Hedda Holm", "Henrik Hed", "Hilma Hult")]


@pytest.fixture
def offer(hosts):
    with db.transaction():
        return make_offer()


@pytest.fixture
def visit(offer, hosts):
    visit = received(offer)
    do(confirm_visit, visit, host_ids=[hosts[0].id], by=STAFF)
    return visit


def fresh(record):
    db.session.rollback()
    db.session.expire_all()
    return record


def test_the_others_who_fit_are_mailed_and_see_it(visit, hosts):
    with db.transaction():
        foreign = make_host("Inga Is", languages=("en",))
    swap = do(offer_swap, visit.event, hosts[0], by=STAFF)
    assert mails(to="henrik@arena.example") == ["swap_offered"]
    assert mails(to="inga@arena.example") == []
    assert [each.swap.id for each in list_swaps_for(hosts[1])] == [swap.id]
    assert list_swaps_for(foreign) == []
    assert list_swaps_for(hosts[0]) == []
    assert host_ids(visit) == [hosts[0].id]


def test_who_takes_it_leads_it_and_both_calendars_follow(visit, hosts):
    swap = do(offer_swap, visit.event, hosts[0], by=STAFF)
    do(take_swap, swap, hosts[1], by=STAFF)
    assert host_ids(visit) == [hosts[1].id]
    assert b"METHOD:REQUEST" in render(message("assigned", "henrik@arena.example")).calendar
    assert b"METHOD:CANCEL" in render(message("unassigned", "hedda@arena.example")).calendar
    assert mails(to="alice@arena.example") == ["swapped"]
    assert fresh(swap).state == SwapState.TAKEN
    with pytest.raises(TakenAlready):
        do(take_swap, swap, hosts[2], by=STAFF)


def test_administrators_learn_of_a_swap_where_nobody_coordinates(visit, hosts):
    swap = do(offer_swap, visit.event, hosts[0], by=STAFF)
    with db.transaction():
        list_users_by_role(Role.COORDINATOR)[0].closed_at = NOW
        make_user("Dana Dahl", Role.ADMIN)
    do(take_swap, swap, hosts[1], by=STAFF)
    assert mails(to="dana@arena.example") == ["swapped"]
    assert mails(to="alice@arena.example") == []


def test_only_ones_own_visit_is_offered_and_only_once(visit, hosts):
    with pytest.raises(NotYours):
        do(offer_swap, visit.event, hosts[1], by=STAFF)
    do(offer_swap, visit.event, hosts[0], by=STAFF)
    with pytest.raises(OfferedAlready):
        do(offer_swap, visit.event, hosts[0], by=STAFF)


def test_when_nobody_else_fits_it_says_so(offer, visit, hosts):
    with db.transaction():
        for host in hosts[1:]:
            host.host.topics = []
    with pytest.raises(NobodyElse):
        do(offer_swap, visit.event, hosts[0], by=STAFF)


def test_who_is_busy_by_now_does_not_take_it(offer, visit, hosts):
    swap = do(offer_swap, visit.event, hosts[0], by=STAFF)
    other = received(offer, contact_email="other@example.org")
    do(confirm_visit, other, host_ids=[hosts[1].id], by=STAFF)
    with pytest.raises(NotFreeAnyMore):
        do(take_swap, swap, hosts[1], by=STAFF)
    assert host_ids(visit) == [hosts[0].id]


def test_it_can_be_kept_after_all(visit, hosts):
    swap = do(offer_swap, visit.event, hosts[0], by=STAFF)
    do(take_swap_back, swap, by=STAFF)
    assert list_swaps_for(hosts[1]) == []
    do(offer_swap, visit.event, hosts[0], by=STAFF)


@pytest.mark.parametrize("is_called_off", [True, False])
def test_what_changes_otherwise_is_not_on_offer_any_more(visit, hosts, is_called_off):
    swap = do(offer_swap, visit.event, hosts[0], by=STAFF)
    if is_called_off:
        do(call_off, visit, words="Storm.", by=STAFF)
    else:
        do(reassign_hosts, visit, host_ids=[hosts[2].id], by=STAFF)
    assert fresh(swap).state == SwapState.DROPPED


def test_the_pages_lead_from_one_host_to_the_other(client, visit, hosts):
    hedda, henrik = (host.host.user for host in hosts[:2])
    sign_in(client, hedda)
    assert "Erbjud besöket" in words(client.get(f"/host/visits/{visit.reference}/give-away"))
    client.post(f"/host/visits/{visit.reference}/give-away", data={"act": "offer"})
    assert "Erbjudet till de andra" in words(client.get(f"/host/visits/{visit.reference}"))
    fresh(visit)
    (swap_id,) = [each.swap.id for each in list_swaps_for(hosts[1])]
    assert client.get(f"/host/swaps/{swap_id}").status_code == 404
    sign_in(client, henrik)
    assert "erbjuds av Hedda Holm" in words(client.get("/host/"))
    assert "Ta över besöket?" in words(client.get(f"/host/swaps/{swap_id}"))
    assert client.get(f"/host/visits/{visit.reference}/give-away").status_code == 404
    client.post(f"/host/swaps/{swap_id}")
    assert host_ids(fresh(visit)) == [hosts[1].id]


def test_a_page_does_what_it_says_however_it_stands_by_now(client, visit, hosts):
    page = f"/host/visits/{visit.reference}/give-away"
    sign_in(client, hosts[0].host.user)
    offer = values(client.get(page))
    assert offer["act"] == "offer"
    for _ in range(2):  # A double click.
        client.post(page, data=offer)
    (offered,) = list_swaps_for(fresh(hosts[1]))
    keep = values(client.get(page))
    assert (keep["act"], keep["swap"]) == ("keep", str(offered.swap.id))
    for _ in range(2):
        said = words(client.post(page, data=keep, follow_redirects=True))
    assert "Det erbjuds inte längre." in said
    assert list_swaps_for(fresh(hosts[1])) == []
    client.post(page, data=offer)
    client.post(page, data=keep)  # From a tab that shows the offer before.
    (anew,) = list_swaps_for(fresh(hosts[1]))
    assert anew.swap.id != offered.swap.id


@pytest.mark.parametrize("typed", [{}, {"act": "keep"}, {"act": "keep", "swap": "999"}])
def test_what_no_page_offers_does_nothing(client, visit, hosts, typed):
    sign_in(client, hosts[0].host.user)
    answer = client.post(f"/host/visits/{visit.reference}/give-away", data=typed)
    assert answer.status_code == 404


def test_nobody_keeps_what_another_host_offers(client, visit, hosts):
    swap = do(offer_swap, visit.event, hosts[0], by=STAFF)
    sign_in(client, hosts[1].host.user)
    page = f"/host/visits/{visit.reference}/give-away"
    assert client.post(page, data={"act": "keep", "swap": str(swap.id)}).status_code == 404
    assert fresh(swap).state == SwapState.OPEN
