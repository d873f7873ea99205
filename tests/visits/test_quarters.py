"""How much hosts lead and sites are visited in a quarter, and the warning before one visit more."""

from datetime import date

import pytest

from arena import clock, db
from arena.resources.queries import count_uses_in_quarter
from arena.visits.queries.assessing import Concern, find_conflicts, list_ranks
from arena.visits.queries.quarters import list_full_sites
from arena.visits.queries.site_loads import list_site_loads
from arena.visits.services import reassign_hosts, report_visit, schedule_walk
from tests.cast import make_host, make_offer, make_resource, make_user, sign_in
from tests.pages import words
from tests.visits.bookings import DAY, STAFF, at, confirmed, do, host_ids, received

DAYS = [date(2026, 12, day) for day in (17, 18, 21, 22, 23)]


@pytest.fixture
def hosts(app):
    with db.transaction():
        return [make_host("Hedda Holm"), make_host("Henrik Hed")]


@pytest.fixture
def offer(hosts):
    with db.transaction():
        offer = make_offer()
        offer.stops[0].resource.quarter_limit = 5
        return offer


def warned(visit):
    found = find_conflicts(visit, list_ranks(visit), (), "sv")
    return [each.count for each in found if each.concern is Concern.SITE_FULL_QUARTER]


def test_the_sixth_visit_of_a_quarter_is_warned_about_and_not_the_fifth(client, offer):
    visits = [received(offer, starts_at=at(day), contact_email=f"{day}@a.se") for day in DAYS]
    assert warned(visits[-1]) == []
    sixth = received(offer, starts_at=at(DAYS[0], 14), contact_email="six@a.se")
    assert warned(sixth) == [6]
    with db.transaction():
        alice = make_user("Alice Alm")
    page = sign_in(client, alice).get(f"/staff/visits/{sixth.reference}/confirm")
    assert page.status_code == 200
    assert "besök nummer 6" in words(page)


def test_a_site_without_a_limit_and_another_quarter_warn_of_nothing(offer):
    for day in DAYS:
        received(offer, starts_at=at(day), contact_email=f"{day}@a.se")
    later = received(offer, starts_at=at(date(2027, 1, 12)), contact_email="later@a.se")
    assert warned(later) == []
    with db.transaction():
        offer.stops[0].resource.quarter_limit = None
    sixth = received(offer, starts_at=at(DAYS[0], 14), contact_email="six@a.se")
    assert warned(sixth) == []


def test_a_quarter_is_counted_beside_each_host_and_resource(client, offer, hosts):
    visit = confirmed(offer)
    (leading,) = [
        rank for rank in list_ranks(received(offer, starts_at=at(DAYS[1]))) if rank.quarter
    ]
    assert leading.quarter >= 1
    site = offer.stops[0].resource
    assert count_uses_in_quarter([site.id], DAY) == {site.id: 2}
    assert count_uses_in_quarter([site.id], DAY, ignore_event=visit.event_id) == {site.id: 1}
    with db.transaction():
        alice = make_user("Alice Alm")
    assert "2 av 5" in words(sign_in(client, alice).get("/staff/resources/?kind=site"))


def test_the_figures_tell_how_much_each_site_was_visited(client, offer):
    visit = confirmed(offer)
    with clock.travel(at(DAY, 13)):
        do(report_visit, visit, actual_headcount=18, by=STAFF)
        (load,) = list_site_loads(date(2026, 10, 1), date(2027, 1, 1))
        assert (load.groups, load.limit) == (1, 5)
        with db.transaction():
            alice = make_user("Alice Alm")
        sign_in(client, alice)
        assert "Hur mycket platserna besöks" in words(client.get("/staff/figures?period=2026-Q4"))
        assert "Besöksplatser" in client.get("/staff/figures.csv?period=2026-Q4").text


def test_walks_count_with_visits_and_the_sixth_is_warned_about_before_it_is_scheduled(
    client, offer, hosts
):
    with db.transaction():
        alice = make_user("Alice Alm")
        walks = make_offer("walk", is_open_walk=True, group_min=1, fee_sek=0)
        walks.stops[0].resource = offer.stops[0].resource
    for day in DAYS[:3]:
        received(offer, starts_at=at(day), contact_email=f"{day}@a.se")
    for day in DAYS[3:]:
        do(schedule_walk, walks, starts_at=at(day), language="sv", seats=20, by=STAFF)
    assert [each.number for each in list_full_sites(walks, at(DAYS[0], 14))] == [6]
    browser = sign_in(client, alice)
    typed = {"day": str(DAYS[0]), "time": "14:00", "language": "sv", "seats": "20"}
    page = browser.post("/staff/offers/walk/walks/new", data=typed)
    assert page.status_code == 200
    assert "besök nummer 6" in words(page)
    done = browser.post("/staff/offers/walk/walks/new", data=typed | {"step": "nevertheless"})
    assert done.status_code == 302
    assert "6 av 5 Fullt" in words(browser.get("/staff/resources/?kind=site"))


def test_moving_a_walk_into_a_full_quarter_is_warned_about_and_within_it_is_not(offer, hosts):
    with db.transaction():
        walks = make_offer("walk", is_open_walk=True, group_min=1, fee_sek=0)
        walks.stops[0].resource = offer.stops[0].resource
    for day in DAYS[:4]:
        received(offer, starts_at=at(day), contact_email=f"{day}@a.se")
    inside = do(schedule_walk, walks, starts_at=at(DAYS[4]), language="sv", seats=9, by=STAFF)
    later = at(date(2027, 1, 12))
    outside = do(schedule_walk, walks, starts_at=later, language="sv", seats=9, by=STAFF)
    assert list_full_sites(walks, at(DAYS[4], 14), inside.event) == []
    (full,) = list_full_sites(walks, at(DAYS[4], 14), outside.event)
    assert (full.number, full.limit) == (6, 5)


def test_a_visit_that_goes_elsewhere_counts_there_and_not_where_its_offer_says(offer, hosts):
    with db.transaction():
        other = make_resource("TORG", "site", quarter_limit=1)
    for day in DAYS[:2]:
        visit = confirmed(offer, starts_at=at(day), contact_email=f"{day}@a.se")
        leading = host_ids(visit)
        do(reassign_hosts, visit, host_ids=leading, place_id=other.id, by=STAFF)
    assert [each.site for each in list_full_sites(offer, at(DAYS[1]), visit.event)] == [other]
    own = offer.stops[0].resource
    assert count_uses_in_quarter([own.id, other.id], DAY) == {other.id: 2}
