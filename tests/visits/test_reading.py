"""Finding visits, the day of the coordinator and of the host, and what came before."""

from datetime import date, timedelta

import pytest

from arena import clock, db
from arena.audit.models import BOOKER
from arena.errors import NotFound
from arena.resources.models import Closure
from arena.visits.links import confirm_url, manage_token, manage_url
from arena.visits.models import DeclineReason
from arena.visits.queries import (
    count_coming_by_offer,
    find_by_token,
    get_offer,
    get_today,
    get_visit,
    list_earlier_visits,
    list_fitting,
    list_late,
    list_next_tours,
    list_offers,
    list_requests,
    list_tours_on,
    list_unreported,
    list_weeks,
    timeline,
)
from arena.visits.queries.register import Criteria, count_by_stage, list_visits
from arena.visits.rules.ladder import Stage
from arena.visits.services import (
    cancel_visit,
    confirm_visit,
    decline_visit,
    note,
    report_visit,
    report_walk,
    schedule_walk,
)
from tests.cast import make_host, make_offer
from tests.conftest import NOW
from tests.visits.bookings import (
    DAY,
    STAFF,
    asked,
    at,
    confirmed,
    do,
    received,
    user_of,
)

AFTER = at(DAY, 12)


@pytest.fixture
def hosts(app):
    with db.transaction():
        return [make_host("Hedda Holm"), make_host("Henrik Hed")]


@pytest.fixture
def offer(hosts):
    with db.transaction():
        return make_offer()


@pytest.fixture
def walk(hosts):
    with db.transaction():
        offer = make_offer("walk", is_open_walk=True, group_min=1)
    return do(schedule_walk, offer, starts_at=at(DAY, 14), language="sv", seats=5, by=STAFF)


def test_offers_come_in_their_order_and_only_when_published(offer):
    with db.transaction():
        make_offer("first", position=-1)
        make_offer("hidden", is_published=False)
    assert [each.slug for each in list_offers()] == ["first", "introduction"]
    assert len(list_offers(with_unpublished=True)) == 3
    with pytest.raises(NotFound):
        get_offer("hidden")
    assert get_offer("hidden", with_unpublished=True).slug == "hidden"


def test_open_walks_do_not_fit_a_group(offer, walk):
    assert list_fitting(20) == [offer]


def test_a_link_finds_its_visit_and_no_other_text_does(offer):
    visit = asked(offer)
    assert find_by_token(manage_token(visit)) is visit
    assert find_by_token(visit.token_hash) is None
    assert find_by_token("") is None
    assert find_by_token("\ud800") is None
    assert manage_url(visit) == f"http://127.0.0.1:8000/sv/manage/{manage_token(visit)}"
    assert confirm_url(visit).startswith(f"{manage_url(visit)}/confirm/")


def test_a_raised_token_version_revokes_the_old_link(offer):
    visit = asked(offer)
    old = manage_token(visit)
    with db.transaction():
        visit.token_version += 1
    assert manage_token(visit) != old


@pytest.mark.parametrize("text", ["", "XXXX", "2C9V-2DTC", "' OR 1=1", "\x00"])
def test_a_reference_that_is_none_is_not_found(offer, text):
    asked(offer)
    with pytest.raises(NotFound):
        get_visit(text)


def test_what_waits_is_in_the_order_of_the_promised_answers(offer):
    first = received(offer)
    with clock.travel(NOW + timedelta(days=1)):
        second = received(offer, starts_at=at(DAY, 13))
    found = list_requests(Stage.WAITING, limit=50)
    assert (list(found.visits), found.total) == ([first, second], 2)
    page = list_requests(Stage.WAITING, limit=1, offset=1)
    assert (list(page.visits), page.total) == ([second], 2)


def found_by(words):
    return list_visits(Criteria(words=words), sort="time", limit=10)


def test_visits_are_found_by_reference_organisation_contact_and_address(offer):
    visit = received(offer, organisation_name="Östersjöns vänner & O'Brien 100 %")
    received(offer, starts_at=at(DAY, 13), contact_email="other@example.org")
    for text in (visit.reference, "östersjöns", "ÖSTERSJÖNS", "o'brien vänner", "100 %"):
        assert found_by(text) == ([visit], 1), text
    assert found_by("bodil@norr")[1] == 1
    assert found_by("%")[1] == 1
    assert found_by("bodil")[1] == 2
    assert found_by("ingen")[1] == 0


def test_each_stage_is_counted(offer):
    asked(offer)
    received(offer, starts_at=at(DAY, 13))
    do(decline_visit, received(offer, starts_at=at(DAY, 15)), reason=DeclineReason.FULL, by=STAFF)
    assert count_by_stage(Criteria(stage=Stage.ENDED)) == {
        Stage.WAITING: 1,
        Stage.WITH_BOOKER: 1,
        Stage.CONFIRMED: 0,
        Stage.DONE: 0,
        Stage.ENDED: 1,
    }


def test_earlier_visits_of_the_same_organisation_are_found_on_three_grounds(offer):
    visit = received(offer, organisation_number="4020010007")
    by_domain = received(offer, starts_at=at(DAY, 12), contact_email="anna@norrskar.example")
    by_number = received(
        offer,
        starts_at=at(DAY, 14),
        contact_email="erik@gmail.com",
        organisation_number="4020010007",
    )
    received(offer, starts_at=at(date(2026, 12, 21)), contact_email="eva@gmail.com")
    assert list(list_earlier_visits(visit)) == [by_number, by_domain]
    assert list(list_earlier_visits(by_number)) == [visit]


def test_a_host_sees_the_next_tours_and_nothing_of_others(offer, hosts):
    first, second = (user_of(host).id for host in hosts)
    visit = received(offer)
    do(confirm_visit, visit, host_ids=[hosts[0].id], by=STAFF)
    with db.transaction():
        walks = make_offer("walk", is_open_walk=True, group_min=1)
    walk = do(
        schedule_walk,
        walks,
        starts_at=at(DAY, 14),
        language="sv",
        seats=5,
        host_ids=[hosts[0].id],
        by=STAFF,
    )
    assert [(tour.visit, tour.walk) for tour in list_next_tours(first)] == [
        (visit, None),
        (None, walk),
    ]
    assert list_next_tours(second) == []


def test_what_is_under_way_is_still_next_and_what_is_over_is_unreported(offer, hosts):
    visit = received(offer)
    do(confirm_visit, visit, host_ids=[hosts[0].id], by=STAFF)
    user = user_of(hosts[0]).id
    with clock.travel(at(DAY, 11)):
        assert len(list_next_tours(user)) == 1
    with clock.travel(AFTER):
        assert list_next_tours(user) == []
        assert list(list_unreported(AFTER, user)) == [visit]
        assert list(list_unreported(AFTER, user_of(hosts[1]).id)) == []


def test_late_is_what_was_promised_and_what_nobody_reported(offer, walk):
    visit, waiting = confirmed(offer), received(offer, starts_at=at(date(2026, 12, 21)))
    assert not list_late(NOW)
    late = list_late(at(date(2026, 12, 18)))
    assert (list(late.answers), list(late.reports), list(late.walks)) == (
        [waiting],
        [visit],
        [walk],
    )
    with clock.travel(at(DAY, 16)):
        do(report_walk, walk, actual_headcount=0, by=STAFF)
        do(report_visit, visit, actual_headcount=4, by=STAFF)
    late = list_late(at(date(2026, 12, 18)))
    assert (list(late.reports), list(late.walks)) == ([], [])


def test_today_shows_the_days_tours_in_order(offer, walk):
    visit = confirmed(offer)
    assert [tour.visit or tour.walk for tour in list_tours_on(DAY)] == [visit, walk]
    assert list_tours_on(DAY + timedelta(days=1)) == []


def test_the_weeks_to_come_weigh_load_against_capacity_and_name_closed_days(offer, walk):
    with db.transaction():
        db.session.add(
            Closure(
                starts_on=date(2026, 12, 14),
                ends_on=date(2026, 12, 15),
                reason_sv="Planering",
                reason_en="Planning",
            )
        )
    confirmed(offer)
    asked(offer, starts_at=at(date(2026, 12, 18)))
    weeks = list_weeks(date(2026, 12, 17), 3, "sv")
    assert [week.monday for week in weeks] == [
        date(2026, 12, 14),
        date(2026, 12, 21),
        date(2026, 12, 28),
    ]
    first = weeks[0]
    assert (first.confirmed, first.pending, first.people) == (2, 1, 36)
    assert first.capacity == 4 * 2 * 2  # Four open days, two hosts, two tours each.
    assert [(closed.day, closed.reason) for closed in first.closed_days] == [
        (date(2026, 12, 14), "Stängt: Planering")
    ]
    assert [closed.day for closed in weeks[1].closed_days] == [
        date(2026, 12, 24),
        date(2026, 12, 25),
    ]


def test_today_gathers_all_of_it(offer):
    visit = received(offer)
    asked(offer, starts_at=at(DAY, 13))
    today = get_today("sv")
    assert (list(today.waiting), today.waiting_total, today.with_booker_total) == ([visit], 1, 1)
    assert len(today.weeks) == 8
    assert not today.late


def test_all_that_happened_to_a_visit_is_one_line_of_time(offer):
    visit = asked(offer)
    with clock.travel(NOW + timedelta(minutes=5)):
        do(note, visit, "Ring dem.", by=STAFF)
        do(cancel_visit, visit, by=BOOKER)
    found = timeline(visit)
    told = [entry.act or entry.message.template for entry in found]
    assert set(told[:3]) == {"visits/withdrawn", "withdraw", "note"}
    assert set(told[3:]) == {"visits/verify", "request_visit"}


def test_what_is_to_come_is_counted_by_offer(offer):
    confirmed(offer)
    asked(offer, starts_at=at(DAY, 13))
    do(cancel_visit, received(offer, starts_at=at(DAY, 15)), by=BOOKER)
    assert count_coming_by_offer() == {offer.id: 2}
