"""How much hosts lead and sites are visited in a quarter, and the warning before one visit more."""

from datetime import date

import pytest

from arena import clock, db
from arena.resources.queries import count_uses_in_quarter
from arena.visits.queries.assessing import Concern, find_conflicts, list_ranks
from arena.visits.queries.site_loads import list_site_loads
from arena.visits.services import report_visit
from tests.cast import make_host, make_offer, make_user, sign_in
from tests.pages import words
from tests.visits.bookings import DAY, STAFF, at, confirmed, do, received

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
