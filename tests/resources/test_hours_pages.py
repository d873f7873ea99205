"""Opening hours in the browser: hours, closures with what they meet, and special days."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from arena import clock, db
from arena.accounts.models import Role, User
from arena.audit.models import WORKER
from arena.resources.models import Closure, OpeningHours
from arena.resources.queries import working_days
from arena.resources.services import Use, add_closure
from arena.scheduling.services import cancel, schedule
from tests.cast import event_facts, make_resource, make_user, sign_in
from tests.conftest import NOW

HOURS = "/staff/opening-hours"
TODAY = date(2026, 11, 24)
WEEK = {f"day_{day}": "9–12, 13–16" for day in range(5)}
CLOSING = {
    "resource_id": "0",
    "starts_on": "2026-11-25",
    "last_day": "2026-11-26",
    "reason_sv": "Planeringsdagar",
    "reason_en": "Planning days",
}


@pytest.fixture
def alice(client):
    with db.transaction():
        user = make_user("Alice Alm", language="en")
    return sign_in(client, user)


@pytest.fixture
def site(app):
    with db.transaction():
        return make_resource("GV", "site")


def book(site, starts_at=NOW + timedelta(days=1)):
    use = Use(resource_id=site.id, starts_at=starts_at, ends_at=starts_at + timedelta(hours=1))
    return schedule(event_facts(starts_at), uses=[use], by=WORKER)


def look_again():
    """Forget what this test has read: the browser's requests have sessions of their own."""
    db.session.rollback()
    db.session.expire_all()


def closures():
    look_again()
    return db.session.scalars(select(Closure)).all()


def lines():
    look_again()
    return db.session.scalars(select(OpeningHours).order_by(OpeningHours.id)).all()


def mark_of(page):
    return page.text.split('name="seen"')[1].split('value="')[1].split('"')[0]


def test_all_staff_read_and_only_planners_change(client, app):
    with db.transaction():
        host = make_user("Hedda Holm", Role.HOST)
    sign_in(client, host)
    assert client.get(f"{HOURS}/").status_code == 200
    for path in ("edit", "remove", "closures/new", "closures/1/remove", "special-days"):
        assert client.get(f"{HOURS}/{path}").status_code == 403
        assert client.post(f"{HOURS}/{path}").status_code == 403


def test_hours_are_entered_as_text_and_changed_as_they_stand(alice):
    answer = alice.post(f"{HOURS}/edit", data=WEEK | {"valid_from": "2026-01-01"})
    assert answer.status_code == 302
    assert len(lines()) == 10
    page = alice.get(f"{HOURS}/edit?from=2026-01-01").text
    assert 'value="09:00–12:00, 13:00–16:00"' in page
    moved = {"valid_from": "2026-02-01", "last_day": "2026-12-31", "day_0": "8-17"}
    alice.post(f"{HOURS}/edit?from=2026-01-01", data=moved)
    (line,) = lines()
    assert (line.valid_from, line.valid_until) == (date(2026, 2, 1), date(2027, 1, 1))
    alice.post(f"{HOURS}/remove?from=2026-02-01&until=2027-01-01")
    assert lines() == []


def test_a_resource_gets_hours_of_its_own(alice, site):
    assert "Place GV" in alice.get(f"{HOURS}/edit?resource={site.id}").text
    answer = alice.post(f"{HOURS}/edit?resource={site.id}", data=WEEK | {"valid_from": f"{TODAY}"})
    assert answer.location == f"/staff/resources/{site.id}"
    assert {line.resource_id for line in lines()} == {site.id}
    assert "09:00–12:00" in alice.get(answer.location).text


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"day_0": "nine to five"}, "Enter hours such as 9–16"),
        ({"day_0": "25–26"}, "Enter hours such as 9–16"),
        ({"day_0": "16–9"}, "later than opening time"),
        ({"day_0": "9–12, 11–16"}, "must not overlap"),
        ({"day_0": "9" * 10_000}, "Enter hours such as 9–16"),
        ({f"day_{day}": "" for day in range(5)}, "at least"),
        ({"last_day": "2025-12-31"}, "must not be before"),
        ({"valid_from": ""}, "Enter the first day"),
        ({"valid_from": "tomorrow"}, "year-month-day"),
    ],
)
def test_faulty_hours_come_back_and_save_nothing(alice, wrong, words):
    answer = alice.post(f"{HOURS}/edit", data=WEEK | {"valid_from": "2026-01-01"} | wrong)
    assert answer.status_code == 400
    assert words in answer.text
    assert lines() == []


def test_two_schedules_for_one_period_are_refused(alice):
    data = WEEK | {"valid_from": "2026-01-01"}
    alice.post(f"{HOURS}/edit", data=data)
    answer = alice.post(f"{HOURS}/edit", data=data)
    assert answer.status_code == 400
    assert "Change those instead" in answer.text


def test_addresses_of_no_hours_are_not_found(alice):
    for query in ("?from=2026-01-01", "?from=x", "?resource=99", "?resource=x", "?resource=²"):
        assert alice.get(f"{HOURS}/edit{query}").status_code == 404
    assert alice.get(f"{HOURS}/remove").status_code == 404


def test_a_closure_that_meets_nothing_is_made_at_once(alice):
    assert alice.post(f"{HOURS}/closures/new", data=CLOSING).status_code == 302
    (closure,) = closures()
    assert (closure.starts_on, closure.ends_on) == (date(2026, 11, 25), date(2026, 11, 27))
    assert working_days().closed_reason(date(2026, 11, 26), "sv") == "Stängt: Planeringsdagar"
    assert "Planning days" in alice.get(f"{HOURS}/").text


def test_what_a_closure_meets_is_shown_before_it_is_made(alice, site):
    with db.transaction():
        book(site)
    page = alice.post(f"{HOURS}/closures/new", data=CLOSING)
    assert page.status_code == 200
    assert "1 booking falls on these days" in page.text
    assert "Study visit" in page.text
    assert closures() == []
    again = alice.post(
        f"{HOURS}/closures/new", data=CLOSING | {"seen": mark_of(page), "step": "save"}
    )
    assert again.status_code == 302
    assert len(closures()) == 1


def test_a_booking_made_meanwhile_is_shown_before_the_closure_is_made(alice, site):
    with db.transaction():
        book(site)
    mark = mark_of(alice.post(f"{HOURS}/closures/new", data=CLOSING))
    with db.transaction():
        book(site, NOW + timedelta(days=1, hours=3))
    page = alice.post(f"{HOURS}/closures/new", data=CLOSING | {"seen": mark, "step": "save"})
    assert "2 bookings fall on these days" in page.text
    assert closures() == []


def test_a_closure_of_a_resource_meets_only_what_holds_it(alice, site):
    with db.transaction():
        other = make_resource("PK")
        book(site)
        cancel(book(other), by=WORKER)
    for resource, status in ((other, 302), (site, 200)):
        data = CLOSING | {"resource_id": f"{resource.id}"}
        assert alice.post(f"{HOURS}/closures/new", data=data).status_code == status
    assert [closure.resource_id for closure in closures()] == [other.id]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"starts_on": "2026-11-23"}, "begins today, Tue 24 November 2026, at the earliest"),
        ({"starts_on": "2026-11-20", "last_day": "2026-11-22"}, "That day is over"),
        ({"last_day": "2026-11-24"}, "must not be before"),
        ({"last_day": "2028-01-01"}, "400 days at most"),
        ({"resource_id": "77"}, "Choose one of the alternatives shown"),
        ({"reason_sv": ""}, "Enter what visitors should read"),
        ({"reason_en": "x" * 200}, "120"),
    ],
)
def test_a_faulty_closure_comes_back_and_closes_nothing(alice, wrong, words):
    answer = alice.post(f"{HOURS}/closures/new", data=CLOSING | wrong)
    assert answer.status_code == 400
    assert words in answer.text
    assert closures() == []


def test_opening_again_asks_once(alice):
    with db.transaction():
        closure = add_closure(
            None,
            starts_on=TODAY,
            ends_on=TODAY + timedelta(days=2),
            reason_sv="Stängt",
            reason_en="Flooded",
            by=WORKER,
        )
    address = f"{HOURS}/closures/{closure.id}/remove"
    assert "Open again: Flooded?" in alice.get(address).text
    assert len(closures()) == 1
    alice.post(address)
    assert closures() == []
    assert alice.get(address).status_code == 404


def test_a_closure_that_is_over_is_listed_and_stays(alice):
    with db.transaction():
        closure = add_closure(
            None,
            starts_on=TODAY,
            ends_on=TODAY + timedelta(days=1),
            reason_sv="Stängt",
            reason_en="Flooded",
            by=WORKER,
        )
    with clock.travel(NOW + timedelta(days=3)):
        sign_in(alice, db.session.scalar(select(User)))
        page = alice.post(f"{HOURS}/closures/{closure.id}/remove", follow_redirects=True).text
    assert "This closure is over" in page
    assert "Closures that are over" in page
    assert len(closures()) == 1


def test_special_days_are_listed_for_a_year_with_what_follows(alice, site):
    page = alice.get(f"{HOURS}/").text
    assert "Midsummer Eve" in page
    assert "Fri 7 May 2027" in page  # After Ascension Day.
    rules = {"public_holiday": "closed", "eve": "open", "squeeze_day": "closed"}
    assert alice.post(f"{HOURS}/special-days", data=rules).status_code == 302
    assert working_days().is_open(date(2026, 12, 24))
    assert not working_days().is_open(date(2027, 5, 7))
    answer = alice.post(f"{HOURS}/special-days", data=rules | {"eve": "perhaps"})
    assert answer.status_code == 400
