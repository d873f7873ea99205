"""What a booker meets who slips: every error at once, numbers as people write them, a way back."""

from datetime import date

import pytest

from arena import db
from arena.resources.models import Resource
from arena.resources.words import whereabouts
from arena.visits.links import manage_token
from arena.visits.models import Visit
from arena.visits.services import schedule_walk
from arena.visits.services.errors import NotOffered
from arena.visits.services.requests import check_time
from tests.cast import make_host, make_offer
from tests.pages import errors, values, words
from tests.visits.bookings import STAFF, asked, at
from tests.visits.test_booking_page import FIRST, PATH, SECOND, send

SATURDAYS = [0, 1, 2, 3, 4, 5]


@pytest.fixture
def offer(app):
    with db.transaction():
        make_host("Hedda Holm")
        make_host("Henrik Hed")
        return make_offer()


# --- every error in one round ---------------------------------------------------------------------


def test_the_group_the_fee_and_the_name_are_refused_in_one_round(client, offer):
    answer = send(client, group_size="26", exemption_ground=None, contact_name="")
    assert answer.status_code == 400
    said = " ".join(errors(answer))
    assert len(errors(answer)) == 3
    assert [word for word in ("högst 25", "avgiftsfritt", "ditt namn") if word not in said] == []


def test_a_time_that_cannot_be_had_is_told_together_with_what_was_left_out(client, offer):
    for name in ("eva", "ida"):
        asked(offer, contact_email=f"{name}@example.org")
    answer = send(client, choice=[FIRST, SECOND], contact_name="")
    assert answer.status_code == 409
    assert len(errors(answer)) == 2


def test_who_pays_need_not_say_so(client, offer):
    assert values(client.get(f"{PATH}?choice={FIRST}"))["exemption_ground"] == "none"


# --- numbers as people write them -----------------------------------------------------------------


@pytest.mark.parametrize("typed", ["18 st", " 18 personer", "18 pers.", "18st", "18 People", "18"])
def test_a_number_of_people_may_carry_its_word(client, offer, typed):
    assert send(client, group_size=typed).status_code == 303
    assert db.session.query(Visit).one().group_size == 18


@pytest.mark.parametrize("typed", ["ca 20", "20-25", "20–25", "20 eller 25", "cirka 20 st", "20+"])
def test_a_number_that_is_not_one_is_asked_to_be_one(client, offer, typed):
    for answer in (
        send(client, group_size=typed),
        client.get("/sv/visits/introduction", query_string={"group_size": typed}),
        client.get("/sv/visits/", query_string={"group_size": typed}),
    ):
        assert answer.status_code == 400
        assert errors(answer) == [
            "Skriv ett enda tal, till exempel 20. En god gissning räcker: antalet går att ändra."
        ]
        assert f'value="{typed}"' in answer.text


def test_free_times_are_shown_for_a_number_with_its_word(client, offer):
    answer = client.get("/sv/visits/introduction", query_string={"group_size": "18 personer"})
    assert answer.status_code == 200
    assert "group_size=18&" in answer.text.replace("&amp;", "&")


def test_the_number_is_changed_with_its_word(client, offer):
    visit = asked(offer)
    path = f"/sv/manage/{manage_token(visit)}/participants"
    answer = client.post(path, data={"version": "1", "group_size": "20 deltagare"})
    assert answer.status_code == 303


# --- the way back ---------------------------------------------------------------------------------


def test_forms_that_anybody_may_open_can_be_gone_back_to(client, offer):
    with db.transaction():
        walks = make_offer("walks", is_open_walk=True, fee_sek=0)
        host = make_host("Vera Vakt")
        walk = schedule_walk(
            walks, starts_at=at(hour=13), language="sv", seats=9, host_ids=[host.id], by=STAFF
        )
    join = f"/sv/visits/walks/walks/{walk.event_id}"
    for answer in (
        client.get(f"{PATH}?choice={FIRST}"),
        send(client, contact_name=""),
        client.get(join),
        client.post(join, data={"contact_name": ""}),
    ):
        assert answer.headers["Cache-Control"] == "private, no-cache"


def test_what_a_private_link_shows_is_stored_nowhere(client, offer):
    sent = send(client)
    assert sent.headers["Cache-Control"] == "no-store", "it names the private link"
    page = sent.location
    for path in ("", "/participants", "/details", "/move", "/cancel", "/address"):
        assert client.get(f"{page}{path}").headers["Cache-Control"] == "no-store"
    refused = client.post(f"{page}/participants", data={"group_size": ""})
    assert (refused.status_code, refused.headers["Cache-Control"]) == (400, "no-store")


# --- places ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "address", "line"),
    [
        ("Gasverket, Bobergstorget", "Bobergstorget, Stockholm", None),
        ("Gasverket, Bobergstorget", "Bobergstorget", "Gasverket, Bobergstorget"),
        ("Gasverket", "", "Gasverket"),
        ("Gasverket", "Torget 1, Stockholm", "Gasverket, Torget 1, Stockholm"),
    ],
)
def test_an_address_that_the_name_has_is_not_said_twice(name, address, line):
    place = Resource(name_sv=name, name_en=name, address=address)
    assert whereabouts(place, "sv") == (line or "Gasverket, Bobergstorget, Stockholm")


def test_the_programme_of_the_own_page_names_each_square_once(client, offer):
    visit = asked(offer)
    with db.transaction():
        place = next(stop.resource for stop in visit.offer.stops if stop.resource)
        place.name_sv, place.address = "Gasverket, Bobergstorget", "Bobergstorget"
    said = words(client.get(f"/sv/manage/{manage_token(visit)}"))
    assert "Gasverket, Bobergstorget" in said
    assert "Bobergstorget, Bobergstorget" not in said


# --- holidays on Saturdays ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 12, 26), "Annandag jul"),
        (date(2027, 5, 1), "Första maj"),
        (date(2027, 6, 26), "Midsommardagen"),
        (date(2027, 11, 6), "Alla helgons dag"),
    ],
)
def test_a_holiday_on_a_saturday_is_closed_for_offers_that_run_on_saturdays(app, day, name):
    with db.transaction():
        make_host("Hedda Holm")
        offer = make_offer(weekdays=SATURDAYS)
    check_time(offer, at(date(2026, 12, 19)))  # A common Saturday.
    with pytest.raises(NotOffered) as refused:
        check_time(offer, at(day))
    assert name in refused.value.closed_for
