"""The five open calls: what they answer, and what they answer to bad input."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select

from arena import db
from arena.events.models import Event
from arena.events.services import create_event
from arena.messages.models import Message
from arena.visits.models import Visit
from tests.cast import event_facts, make_host, make_offer
from tests.conftest import NOW

SLOTS = "/api/v1/offers/introduction/slots"
VISITS = "/api/v1/offers/introduction/visits"


@pytest.fixture
def house(app):
    with db.transaction():
        make_offer()
        make_host("Hedda Holm")
        make_host("Hugo Hed")


@pytest.fixture
def free(house, client):
    answer = client.get(
        SLOTS,
        query_string={"from": "2026-12-16", "to": "2026-12-18", "group_size": 12, "language": "sv"},
    )
    return [slot["starts_at"] for slot in answer.json["slots"]]


def request_body(free_time, **changes):
    return {
        "starts_at": free_time,
        "group_size": 12,
        "language": "sv",
        "organisation": "Norrskär Energi AB",
        "contact_name": "Åsa O'Brien",
        "contact_email": "asa@norrskar.example",
    } | changes


def count(model):
    return db.session.scalar(select(func.count()).select_from(model))


def test_offers_tell_what_can_be_asked_for(house, client):
    assert client.get("/api/v1/offers").json == {
        "offers": [
            {
                "slug": "introduction",
                "title": {"sv": "Introduktion och vandring", "en": "Introduction and walk"},
                "minutes": 90,
                "group_min": 8,
                "group_max": 25,
                "languages": ["sv", "en"],
            }
        ]
    }


def test_slots_have_offsets_and_the_length_of_the_visit(house, client):
    query = {"from": "2026-12-16", "to": "2026-12-16", "group_size": 12, "language": "sv"}
    slots = client.get(SLOTS, query_string=query).json["slots"]
    first = slots[0]
    assert first["starts_at"] == "2026-12-16T09:00:00+01:00"
    length = datetime.fromisoformat(first["ends_at"]) - datetime.fromisoformat(first["starts_at"])
    assert length == timedelta(minutes=90)


def test_a_group_that_does_not_fit_is_told_the_limit_and_the_offer_that_does(house, client):
    with db.transaction():
        make_offer("students", group_max=50)
    query = {"from": "2026-12-16", "to": "2026-12-16", "group_size": 26, "language": "sv"}
    answer = client.get(SLOTS, query_string=query)
    assert answer.status_code == 422
    assert answer.json["errors"][0]["field"] == "group_size"
    assert "25" in answer.json["errors"][0]["message"]
    assert "students" in answer.json["errors"][0]["message"]


def test_a_language_that_the_visit_is_not_held_in_is_refused(house, client):
    query = {"from": "2026-12-16", "to": "2026-12-16", "group_size": 12, "language": "de"}
    answer = client.get(SLOTS, query_string=query)
    assert (answer.status_code, answer.json["errors"][0]["field"]) == (422, "language")


def test_a_visit_is_held_at_once_and_its_receipt_leads_to_the_bookers_page(free, client):
    answer = client.post(VISITS, json=request_body(free[0], alternatives=[free[2]]))
    assert answer.status_code == 201
    assert set(answer.json) == {"reference", "status", "manage_url"}
    assert answer.json["status"] == "unverified"
    assert count(Visit) == 1
    assert (
        client.get(answer.json["manage_url"].removeprefix("http://127.0.0.1:8000")).status_code
        == 200
    )


def test_a_taken_time_answers_409_with_the_nearest_free_ones(free, client):
    for _ in range(2):
        answer = client.post(VISITS, json=request_body(free[0], contact_email=f"{_}@a.example"))
        assert answer.status_code == 201, answer.json
    answer = client.post(VISITS, json=request_body(free[0], contact_email="c@a.example"))
    assert answer.status_code == 409
    assert answer.content_type == "application/problem+json"
    assert answer.json["nearest"]
    assert set(answer.json["nearest"]) <= set(free)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"group_size": 3}, "group_size"),
        ({"group_size": 26}, "group_size"),
        ({"group_size": "many"}, "group_size"),
        ({"group_size": -1}, "group_size"),
        ({"language": "tlh"}, "language"),
        ({"contact_email": "nobody"}, "contact_email"),
        ({"contact_email": "a@b.example\nBcc: c@d.example"}, "contact_email"),
        ({"contact_name": ""}, "contact_name"),
        ({"organisation": "\u0000\u0007"}, "organisation"),
        ({"organisation": "x" * 10_000}, "organisation"),
        ({"organisation_number": "402001-0008"}, "organisation_number"),
        ({"contact_phone": "12"}, "contact_phone"),
        ({"country": "XX"}, "country"),
        ({"starts_at": "2026-12-16T09:00:00"}, "starts_at"),
        ({"starts_at": "yesterday"}, "starts_at"),
        ({"starts_at": "2020-01-01T09:00:00+01:00"}, "starts_at"),
        ({"starts_at": "2026-11-26T09:00:00+01:00"}, "starts_at"),
        ({"starts_at": "2026-12-24T09:00:00+01:00"}, "starts_at"),
        ({"unknown_field": 1}, "unknown_field"),
    ],
)
def test_a_bad_field_is_named_and_nothing_is_kept(free, client, changes, field):
    answer = client.post(VISITS, json=request_body(free[0], **changes))
    assert answer.status_code == 422, answer.json
    assert answer.content_type == "application/problem+json"
    assert [error["field"] for error in answer.json["errors"]] == [field]
    assert answer.json["errors"][0]["message"]
    assert (count(Visit), count(Event), count(Message)) == (0, 0, 0)


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        (b"[]", "application/json", 400),
        (b'"text"', "application/json", 400),
        (b"{", "application/json", 400),
        (b"", "application/json", 400),
        (b"a=1", "application/x-www-form-urlencoded", 415),
        (b"<visit/>", "text/xml", 415),
    ],
)
def test_a_body_of_the_wrong_shape_gets_a_problem_document(
    house, client, body, content_type, status
):
    answer = client.post(VISITS, data=body, content_type=content_type)
    assert (answer.status_code, answer.content_type) == (status, "application/problem+json")
    assert answer.json["detail"]


def test_the_same_key_books_once_and_answers_the_same(free, client):
    key = {"Idempotency-Key": "0b4c1f"}
    first = client.post(VISITS, json=request_body(free[0]), headers=key)
    again = client.post(VISITS, json=request_body(free[0]), headers=key)
    assert (again.status_code, again.json) == (first.status_code, first.json)
    assert count(Visit) == 1


def test_the_same_key_with_another_request_is_refused(free, client):
    key = {"Idempotency-Key": "0b4c1f"}
    client.post(VISITS, json=request_body(free[0]), headers=key)
    answer = client.post(VISITS, json=request_body(free[1]), headers=key)
    assert answer.status_code == 422 or answer.status_code == 400
    assert count(Visit) == 1


def test_a_refused_request_may_be_corrected_under_the_same_key(free, client):
    key = {"Idempotency-Key": "0b4c1f"}
    assert (
        client.post(VISITS, json=request_body(free[0], group_size=3), headers=key).status_code
        == 422
    )
    assert client.post(VISITS, json=request_body(free[0]), headers=key).status_code == 201


def test_no_link_secret_is_kept_with_the_key(free, client):
    answer = client.post(VISITS, json=request_body(free[0]), headers={"Idempotency-Key": "k"})
    secret = answer.json["manage_url"].rsplit("/", 1)[1]
    rows = db.session.connection().exec_driver_sql("SELECT * FROM idempotent_answers").all()
    assert secret not in str(rows)


def test_events_are_the_public_ones_only(app, client):
    with db.transaction():
        create_event(event_facts(NOW + timedelta(days=1), audience="public", path="visits/b9"))
        create_event(event_facts(NOW + timedelta(days=1), audience="staff"))
    events = client.get("/api/v1/events").json["events"]
    assert len(events) == 1
    assert set(events[0]) == {"uid", "title", "starts_at", "ends_at", "place", "url"}


@pytest.mark.parametrize(
    "query",
    [
        {"from": "2026-13-01", "to": "2026-12-01"},
        {"from": "2026-12-02", "to": "2026-12-01"},
        {"from": "2026-01-01", "to": "2027-01-01"},
        {"from": "0001-01-01", "to": "9999-12-31"},
    ],
)
@pytest.mark.parametrize("path", ["/api/v1/events", SLOTS])
def test_a_bad_period_is_refused(house, client, path, query):
    extra = {"group_size": 12, "language": "sv"} if path == SLOTS else {}
    answer = client.get(path, query_string=query | extra)
    assert answer.status_code == 422
    assert answer.json["errors"][0]["field"] in ("from", "to")


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/api/v1/nothing", 404),
        (
            "GET",
            "/api/v1/offers/nothing/slots?from=2026-12-01&to=2026-12-02&group_size=9&language=sv",
            404,
        ),
        ("DELETE", "/api/v1/offers", 405),
    ],
)
def test_every_error_is_a_problem_document(house, client, method, path, status):
    answer = client.open(path, method=method)
    assert (answer.status_code, answer.content_type) == (status, "application/problem+json")


def test_pilots_answer(app, client):
    assert client.get("/api/v1/pilots").json == {"pilots": []}


def test_the_description_names_the_six_calls(app, client):
    document = client.get("/api/v1/openapi.json").json
    assert set(document["paths"]) == {
        "/api/v1/offers",
        "/api/v1/offers/{slug}/slots",
        "/api/v1/offers/{slug}/visits",
        "/api/v1/events",
        "/api/v1/needs",
        "/api/v1/pilots",
    }
    refused = document["paths"]["/api/v1/offers/{slug}/visits"]["post"]["responses"]["422"]
    assert list(refused["content"]) == ["application/problem+json"]


def test_the_description_reads_well_as_a_page(app, client):
    assert "/api/v1/offers/{slug}/slots" in client.get("/api/v1/docs").text
