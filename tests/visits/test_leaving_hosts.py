"""A host leaves: what they were to lead is shown before, and needs another host after."""

import pytest

from arena import clock, db
from arena.accounts.models import Role
from arena.accounts.services import close_account
from arena.audit.models import COMMAND
from arena.resources.models import Resource
from arena.visits.links import confirm_key
from arena.visits.queries.hosting import list_deserted, list_tours_held_by
from arena.visits.services import (
    cancel_visit,
    confirm_address,
    join_walk,
    reassign_hosts,
    reassign_walk_hosts,
    schedule_walk,
)
from arena.visits.services.errors import TooLate
from tests.cast import make_host, make_offer, make_user, sign_in
from tests.pages import errors, links, values, words
from tests.visits.bookings import (
    STAFF,
    at,
    confirmed,
    do,
    host_ids,
    mails,
    received,
    reminders,
    seats,
    user_of,
)


@pytest.fixture
def hosts(app):
    with db.transaction():
        return [make_host("Hedda Holm"), make_host("Henrik Hed")]


@pytest.fixture
def offer(hosts):
    with db.transaction():
        return make_offer()


@pytest.fixture
def walk(offer, hosts):
    with db.transaction():
        tour = make_offer("vandring", is_open_walk=True, group_min=1, fee_sek=0)
        return schedule_walk(
            tour, starts_at=at(hour=17), language="sv", seats=20, host_ids=[hosts[0].id], by=STAFF
        )


@pytest.fixture
def dana(client):
    with db.transaction():
        user = make_user("Dana Dal", Role.ADMIN, "en")
    return sign_in(client, user)


def settled(offer, host):
    """Return a visit that this very host leads."""
    visit = confirmed(offer)
    if host_ids(visit) != [host.id]:
        do(reassign_hosts, visit, host_ids=[host.id], by=STAFF)
    return visit


def test_before_an_account_is_closed_one_sees_what_needs_another_host(offer, walk, hosts, dana):
    visit = settled(offer, hosts[0])
    answer = dana.get(f"/staff/users/{user_of(hosts[0]).id}/close")
    said = words(answer)
    assert "2 visits to come need another host" in said
    assert "Norrskär Energi AB Confirmed" in said
    assert f"/staff/visits/{visit.reference}" in links(answer)
    assert f"/staff/offers/vandring/walks/{walk.event_id}" in links(answer)


def test_who_leads_nothing_is_closed_without_a_word_of_visits(offer, hosts, dana):
    settled(offer, hosts[0])
    answer = dana.get(f"/staff/users/{user_of(hosts[1]).id}/close")
    assert "another host" not in words(answer)


def test_a_request_whose_time_a_host_holds_is_theirs_to_hand_over_too(offer):
    visit = received(offer)
    host = db.session.get_one(Resource, host_ids(visit)[0])
    assert [tour.visit.id for tour in list_tours_held_by(user_of(host).id)] == [visit.id]


def test_after_an_account_is_closed_its_visits_stand_under_today(offer, walk, hosts, dana):
    visit = settled(offer, hosts[0])
    assert "Needs another host" not in words(dana.get("/staff/"))
    with db.transaction():
        close_account(user_of(hosts[0]), by=COMMAND)
    assert [each.tour.event.id for each in list_deserted()] == [visit.event_id, walk.event_id]
    answer = dana.get("/staff/")
    assert "Needs another host" in words(answer)
    assert "Hedda Holm has left" in words(answer)
    assert f"/staff/visits/{visit.reference}/hosts" in links(answer)
    assert f"/staff/offers/vandring/walks/{walk.event_id}/hosts" in links(answer)
    page = words(dana.get(f"/staff/users/{user_of(hosts[0]).id}"))
    assert "2 visits to come need another host" in page


def test_what_is_only_asked_for_stands_under_today_as_well(offer, dana):
    visit = received(offer)
    host = db.session.get_one(Resource, host_ids(visit)[0])
    with db.transaction():
        close_account(user_of(host), by=COMMAND)
    held = list_tours_held_by(user_of(host).id)
    assert [each.tour.event.id for each in list_deserted()] == [tour.event.id for tour in held]
    answer = dana.get("/staff/")
    assert "Confirm with another host" in words(answer)
    assert f"/staff/visits/{visit.reference}/confirm" in links(answer)


def test_with_another_host_a_visit_no_longer_stands_there(offer, hosts):
    visit = settled(offer, hosts[0])
    with db.transaction():
        close_account(user_of(hosts[0]), by=COMMAND)
    do(reassign_hosts, visit, host_ids=[hosts[1].id], by=STAFF)
    assert list_deserted() == []


def test_a_walk_is_given_another_host_on_its_page(walk, hosts, dana):
    path = f"/staff/offers/vandring/walks/{walk.event_id}/hosts"
    form = values(dana.get(path))
    assert form.getlist("host_ids") == [str(hosts[0].id)]
    form.setlist("host_ids", [str(hosts[1].id)])
    assert dana.post(path, data=form).status_code == 302
    db.session.rollback()
    assert [host.name for host in walk.event.hosts] == ["Henrik Hed"]
    assert mails(to="henrik@arena.example") == ["assigned"]
    assert mails(to="hedda@arena.example") == ["assigned", "unassigned"]
    assert {told for told, _due in reminders(walk)} == {"host 1d", "host morning"}


def test_a_form_that_changes_nothing_says_so_and_tells_nobody(walk, dana):
    path = f"/staff/offers/vandring/walks/{walk.event_id}/hosts"
    answer = dana.post(path, data=values(dana.get(path)))
    said = words(dana.get(answer.location))
    assert "The walk has these hosts already. Nothing has changed, and nobody is told." in said
    assert mails(to="hedda@arena.example") == ["assigned"]


def test_a_form_from_before_other_hosts_were_chosen_is_shown_again(walk, hosts, dana):
    path = f"/staff/offers/vandring/walks/{walk.event_id}/hosts"
    with db.transaction():
        third = make_host("Hilma Hult")
    form = values(dana.get(path))
    do(reassign_walk_hosts, walk, host_ids=[hosts[1].id], by=STAFF)
    form.setlist("host_ids", [str(third.id)])
    answer = dana.post(path, data=form)
    assert answer.status_code == 409
    assert "changed while you were reading" in errors(answer)[0]
    db.session.rollback()
    assert [host.name for host in walk.event.hosts] == ["Henrik Hed"]
    assert dana.post(path, data=values(answer)).status_code == 302
    db.session.rollback()
    assert [host.name for host in walk.event.hosts] == ["Hilma Hult"]


def test_who_joins_a_walk_meanwhile_does_not_hold_its_hosts_up(walk, hosts, dana):
    path = f"/staff/offers/vandring/walks/{walk.event_id}/hosts"
    joined = do(join_walk, walk, seats(), by=STAFF)
    do(confirm_address, joined, confirm_key(joined), by=STAFF)
    form = values(dana.get(path))
    do(cancel_visit, joined, by=STAFF)
    form.setlist("host_ids", [str(hosts[1].id)])
    assert dana.post(path, data=form).status_code == 302


def test_a_walk_needs_a_host_who_speaks_its_language_and_is_free(walk, offer, hosts, dana):
    path = f"/staff/offers/vandring/walks/{walk.event_id}/hosts"
    assert dana.post(path, data={}).status_code == 400
    with db.transaction():
        stranger = make_host("Fredrik Falk", languages=("fr",))
    form = {"host_ids": [stranger.id], "seen": str(hosts[0].id)}
    assert dana.post(path, data=form).status_code == 400
    other = do(
        schedule_walk,
        walk.offer,
        starts_at=at(hour=17),
        language="sv",
        seats=20,
        host_ids=[hosts[1].id],
        by=STAFF,
    )
    assert other.event_id != walk.event_id
    form = {"host_ids": [hosts[1].id], "seen": str(hosts[0].id)}
    assert dana.post(path, data=form).status_code == 409
    db.session.rollback()
    assert [host.name for host in walk.event.hosts] == ["Hedda Holm"]


def test_a_host_who_comes_back_to_a_walk_is_told_again(walk, hosts):
    do(reassign_walk_hosts, walk, host_ids=[hosts[1].id], by=STAFF)
    do(reassign_walk_hosts, walk, host_ids=[hosts[0].id], by=STAFF)
    assert mails(to="hedda@arena.example") == ["assigned", "unassigned", "assigned"]


def test_a_walk_that_is_over_keeps_its_host(walk, hosts):
    with clock.travel(at(hour=20)), pytest.raises(TooLate):
        do(reassign_walk_hosts, walk, host_ids=[hosts[1].id], by=STAFF)
