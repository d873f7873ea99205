"""Each page asks the database a few questions, and no more of them for ten times as many visits."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import event as engine_events
from sqlalchemy import select

from arena import db
from arena.accounts.models import User
from arena.events.services import create_event
from arena.visits.links import manage_token
from tests.cast import event_facts, make_host, make_offer, make_user, sign_in
from tests.conftest import NOW
from tests.visits.bookings import DAY, at, confirmed, received

FEW, MANY = 2, 20  # Visits that wait, and as many that are confirmed.
HOURS = (9, 13)
WEEKDAYS = [DAY + timedelta(days=25 + 7 * week + day) for week in range(4) for day in range(5)]
# The most questions that each page may ask: what it asks today, and two to spare.
STRANGERS = {
    "/sv/": 5,
    "/sv/visits/": 16,
    "/sv/visits/introduction": 12,
    "/sv/visits/introduction/book?choice=20261221T0800Z": 12,
    "/sv/calendar/": 3,
    "/feeds/public.ics": 2,
    "/api/v1/offers": 4,
    "/api/v1/offers/introduction/slots?from=2026-12-16&to=2027-01-15&group_size=18&language=sv": 12,
    "/api/v1/events": 3,
    "the booker's own page": 11,
}
PLANNERS = {
    "/staff/": 45,
    "/staff/visits": 19,
    "/staff/visits?stage=confirmed": 19,
    "a visit that waits": 47,
    "a confirmed visit": 33,
    "/staff/calendar": 23,
    "/staff/messages/": 15,
    "/staff/directory/": 20,
}
HOSTS = {"/host/": 15, "/host/past": 6}


@pytest.fixture
def house(app):
    """An offer with a host, one planner, and a few visits, each week day from DAY on."""
    with db.transaction():
        make_host()
        hedda = db.session.scalars(select(User)).one()
        return {"offer": make_offer(), "hedda": hedda, "alice": make_user(), "visits": 0}


@pytest.fixture
def count(app, client):
    """A function that opens a page and tells how many questions it asked."""
    asked: list[str] = []

    def hear(connection, cursor, statement, *rest):
        asked.append(statement)

    engine_events.listen(db.engine(), "before_cursor_execute", hear)

    def opened(browser, path):
        asked.clear()
        answer = browser.get(path)
        assert answer.status_code == 200, (path, answer.status_code)
        return list(asked)

    yield opened
    engine_events.remove(db.engine(), "before_cursor_execute", hear)


def fill(house, count: int) -> None:
    """Let `count` visits wait and as many be confirmed, and as many public events take place."""
    while house["visits"] < 2 * count:
        number = house["visits"]
        day, hour = WEEKDAYS[number // len(HOURS)], HOURS[number % len(HOURS)]
        facts = {
            "starts_at": at(day, hour),
            "contact_email": f"nr{number}@example.org",
            "organisation_name": f"Förening {number}",
        }
        if number % 2:
            house["settled"] = confirmed(house["offer"], **facts)
        else:
            house["waiting"] = received(house["offer"], **facts)
        with db.transaction():
            create_event(event_facts(NOW + timedelta(days=number + 1), audience="public"))
        house["visits"] += 1


def survey(house, count, client) -> dict[str, list[str]]:
    """Return what each page asks."""
    addresses = {
        "the booker's own page": f"/sv/manage/{manage_token(house['settled'])}",
        "a visit that waits": f"/staff/visits/{house['waiting'].reference}",
        "a confirmed visit": f"/staff/visits/{house['settled'].reference}",
    }
    found = {}
    for pages, user in ((STRANGERS, None), (PLANNERS, "alice"), (HOSTS, "hedda")):
        browser = client.application.test_client()
        if user:
            sign_in(browser, house[user])
        for page in pages:
            count(browser, addresses.get(page, page))  # What is read once in a process.
            found[page] = count(browser, addresses.get(page, page))
    return found


def test_no_page_asks_more_for_ten_times_as_many_visits(house, count, client):
    fill(house, FEW)
    few = survey(house, count, client)
    fill(house, MANY)
    many = survey(house, count, client)
    grown = {
        page: (len(few[page]), len(many[page]), _more(few[page], many[page]))
        for page in few
        if len(many[page]) > len(few[page])
    }
    assert not grown, f"Read these together, not one by one: {grown}"
    limits = STRANGERS | PLANNERS | HOSTS
    over = {
        page: (len(many[page]), most) for page, most in limits.items() if len(many[page]) > most
    }
    assert not over, f"These pages ask too much (asked, allowed): {over}"


def _more(few: list[str], many: list[str]) -> list[str]:
    """Return the questions that are asked more often than before."""
    return sorted({question for question in many if many.count(question) > few.count(question)})
