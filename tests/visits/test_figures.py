"""Figures: what counts as a visit, a group and a visitor, and what a period is compared with."""

import csv
import io
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from arena import clock, db
from arena.accounts.models import Role, User
from arena.accounts.services import close_account
from arena.audit.models import BOOKER, COMMAND
from arena.events.models import Attendee
from arena.visits.links import confirm_key
from arena.visits.models import DeclineReason
from arena.visits.queries.figures import get_requests, list_facts
from arena.visits.queries.host_loads import list_host_loads
from arena.visits.rules.counting import Count, count, middle
from arena.visits.rules.periods import Length, Period, read_period, up_to
from arena.visits.services import (
    call_off,
    cancel_visit,
    confirm_address,
    decline_visit,
    join_walk,
    report_visit,
    schedule_walk,
)
from tests.cast import make_host, make_offer, make_user, sign_in
from tests.conftest import NOW
from tests.pages import parsed, words
from tests.visits.bookings import DAY, STAFF, at, confirmed, do, received, seats

DECEMBER = (date(2026, 12, 1), date(2027, 1, 1))
AFTER = at(date(2027, 1, 4), 9)


@pytest.fixture
def offer(app):
    with db.transaction():
        make_host("Hedda Holm")
        make_host("Henrik Hed")
        return make_offer()


@pytest.fixture
def analyst(client, offer):
    with db.transaction():
        user = make_user("Arvid Ås", Role.ANALYST, "en")

    def ask(path, moment=AFTER):
        with clock.travel(moment):
            return sign_in(client, user).get(path)

    return ask


def held(offer, came=None, day=DAY, **facts):
    """Return a visit that is over, reported when `came` is given."""
    visit = confirmed(offer, starts_at=at(day), **facts)
    if came is not None:
        with clock.travel(at(day, 18)):
            do(report_visit, visit, actual_headcount=came, by=STAFF)
    return visit


def exported(analyst, period, moment=AFTER):
    """Return the lines of the file: (table, of, figure) -> (now, before)."""
    text = analyst(f"/staff/figures.csv?period={period}", moment).get_data(as_text=True)
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    return {tuple(row[:3]): tuple(row[3:]) for row in rows[1:]}


# --- counting ------------------------------------------------------------------------------------


def test_visitors_are_those_who_came_and_else_those_who_were_booked(offer):
    held(offer, came=11)
    held(offer, day=DAY + timedelta(days=1), contact_email="b@norrskar.example")
    with clock.travel(AFTER):
        facts = list_facts(*DECEMBER)
    assert count(facts) == Count(groups=2, group_people=11 + 18)
    assert [fact.is_reported for fact in sorted(facts, key=lambda fact: fact.day)] == [True, False]


def test_what_did_not_take_place_is_no_visit(offer):
    cancelled = confirmed(offer)
    do(cancel_visit, cancelled, by=BOOKER)
    called_off = confirmed(offer, contact_email="b@norrskar.example")
    do(call_off, called_off, words="Halka.", by=STAFF)
    held(offer, came=0, contact_email="c@norrskar.example")
    with clock.travel(AFTER):
        facts = list_facts(*DECEMBER)
    assert count(facts) == Count()
    assert sorted(fact.outcome for fact in facts) == ["called_off", "cancelled", "no_show"]


def test_a_visit_counts_when_it_is_over_and_not_before(offer):
    held(offer)
    with clock.travel(at(DAY, 11)):
        assert list_facts(*DECEMBER) == []
    with clock.travel(at(DAY, 11, 30)):
        assert count(list_facts(*DECEMBER)).groups == 1


def test_open_walks_are_visits_and_no_groups(offer):
    with db.transaction():
        tour = make_offer("vandring", is_open_walk=True, group_min=1, fee_sek=0)
        walk = schedule_walk(tour, starts_at=at(hour=15), language="sv", seats=20, by=STAFF)
        schedule_walk(tour, starts_at=at(hour=10), language="sv", seats=20, by=STAFF)
    visit = do(join_walk, walk, seats(3), by=BOOKER)
    do(confirm_address, visit, confirm_key(visit), by=BOOKER)
    with clock.travel(AFTER):
        counted = count(list_facts(*DECEMBER))
    assert (counted.visits, counted.groups, counted.visitors) == (1, 0, 3)


def test_a_day_is_the_arenas_own(offer):
    """The last half hour of December in Stockholm is January nowhere else that matters."""
    visit = confirmed(offer)
    with db.transaction():
        visit.event.starts_at = at(date(2027, 1, 1), 0)
        visit.event.ends_at = at(date(2027, 1, 1), 1)
    with clock.travel(AFTER):
        assert list_facts(*DECEMBER) == []
        assert [fact.day for fact in list_facts(date(2027, 1, 1), date(2027, 2, 1))] == [
            date(2027, 1, 1)
        ]


def test_answers_are_counted_from_the_request_to_the_first_answer(offer):
    first = received(offer)
    other = received(offer, contact_email="b@norrskar.example", starts_at=at(hour=13))
    received(offer, contact_email="c@norrskar.example", starts_at=at(hour=15))
    with clock.travel(NOW + timedelta(days=1)):
        do(decline_visit, first, reason=DeclineReason.FULL, by=STAFF)
    with clock.travel(NOW + timedelta(days=4)):
        do(decline_visit, other, reason=DeclineReason.FULL, by=STAFF)
    requests = get_requests(date(2026, 11, 1), date(2026, 12, 1))
    assert (requests.total, requests.answered, requests.answer_days) == (3, 2, 2.5)
    assert requests.by_reason == {"full": 2}
    assert get_requests(*DECEMBER).total == 0


def test_a_hosts_load_is_what_they_led_of_what_they_could_have_led(offer):
    held(offer, came=18)
    with clock.travel(AFTER):
        loads = {load.name: load for load in list_host_loads(DAY, DAY + timedelta(days=1))}
    assert sorted((load.tours, load.minutes) for load in loads.values()) == [(0, 0), (1, 90)]
    assert {load.capacity for load in loads.values()} == {2}
    assert sorted(load.percent for load in loads.values()) == [0, 50]


# --- periods -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026", date(2026, 1, 1), date(2027, 1, 1)),
        ("2026-Q4", date(2026, 10, 1), date(2027, 1, 1)),
        ("2026-02", date(2026, 2, 1), date(2026, 3, 1)),
    ],
)
def test_a_period_is_read_as_it_is_written(text, first, last):
    period = read_period(text)
    assert (period.starts_on, period.ends_on, period.written) == (first, last, text)


@pytest.mark.parametrize("text", ["", "2026-13", "2026-00", "2026-Q5", "1999", "9999", "x", "٢٠٢٦"])
def test_what_is_no_period_is_not_read(text):
    assert read_period(text) is None


def test_periods_go_over_the_turn_of_the_year():
    january = Period.of(date(2026, 1, 31), Length.MONTH)
    assert january.moved(-1).written == "2025-12"
    assert [each.written for each in up_to(Period.of(date(2026, 3, 1), Length.QUARTER), 3)] == [
        "2025-Q3",
        "2025-Q4",
        "2026-Q1",
    ]


def test_the_middle_of_nothing_is_nothing():
    assert middle([None]) is None
    assert middle([1.0, None, 4.0, 2.04]) == 2.0


# --- the page ------------------------------------------------------------------------------------


def test_the_page_and_the_file_give_the_same_numbers(offer, analyst):
    held(offer, came=11, country="NO", organisation_type="university")
    answer = analyst("/staff/figures?period=2026-12")
    said = words(answer)
    assert "Figures for December 2026" in said
    assert "Compared with November 2026." in said
    for line in ("Norway 1 0 11 0", "University or college 1 0 11 0", "Swedish 1 0 11 0"):
        assert line in said
    lines = exported(analyst, "2026-12")
    assert lines["In all", "", "Visitors"] == ("11", "0")
    assert lines["In all", "", "Groups from abroad"] == ("1", "0")
    assert lines["By country", "Norway", "Groups"] == ("1", "0")
    assert lines["By country", "Norway", "Visitors"] == ("11", "0")
    assert lines["Over time", "December 2026", "Visitors"] == ("11", "")


def test_a_period_under_way_is_compared_with_as_many_days(offer, analyst):
    held(offer, came=9, day=DAY)
    said = words(analyst("/staff/figures?period=2027-01"))
    assert "1 December–4 December 2026" in said
    assert exported(analyst, "2027-01")["In all", "", "Visitors"] == ("0", "0")
    assert exported(analyst, "2027", datetime.fromisoformat("2028-01-01T12:00+00:00"))[
        "In all", "", "Visitors"
    ] == ("0", "9")


def test_a_period_that_has_not_begun_or_is_none_gives_the_present_one(analyst):
    for asked in ("2030-Q1", "nonsense", ""):
        answer = analyst(f"/staff/figures?period={asked}", NOW)
        assert answer.status_code == 200
    assert "Figures for quarter 4 of 2026" in words(analyst("/staff/figures?period=2030-Q1", NOW))
    assert "Figures for 2026" in words(analyst("/staff/figures", NOW))


def test_figures_name_nobody_but_hosts(offer, analyst):
    held(offer, came=11)
    page = analyst("/staff/figures?period=2026-12").get_data(as_text=True)
    assert "Hedda Holm" in page
    for secret in ("Bodil", "Norrskär", "norrskar.example", "+46701740605"):
        assert secret not in page


@pytest.mark.parametrize(("period", "tours"), [("2026-12", ("1", "0")), ("2027-01", ("0", "1"))])
def test_a_host_who_has_left_stands_in_the_figures_of_both_periods(offer, analyst, period, tours):
    held(offer, came=11, day=date(2026, 12, 16))
    host = db.session.scalars(select(Attendee).where(Attendee.role == "host")).one()
    with db.transaction():
        close_account(db.session.get_one(User, host.user_id), by=COMMAND)
    moment = at(date(2027, 1, 29), 9)
    assert exported(analyst, period, moment)["Hosts", host.name, "Tours"] == tours
    assert host.name in words(analyst(f"/staff/figures?period={period}", moment))


def test_every_chart_has_a_table_beside_it(offer, analyst):
    held(offer, came=11)
    tree = parsed(analyst("/staff/figures?period=2026-12"))
    chart = next(
        each for each in tree.iter() if each.tag.endswith("svg") and each.get("role") == "img"
    )
    assert "the table has the numbers" in chart.get("aria-label")
    captions = ["".join(each.itertext()) for each in tree.iter("caption")]
    assert captions[0] == "Visitors over time"
    assert len(captions) == len(set(captions)) >= 6
    assert not [each for each in tree.iter() if each.get("style")]
