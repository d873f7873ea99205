"""What screens show and to whom, and what becomes of faults that people report."""

import re
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from arena import clock, db
from arena.accounts.models import Role
from arena.audit.models import COMMAND
from arena.audit.queries import list_entries
from arena.meeting_place.jobs import release_rooms
from arena.meeting_place.services.arriving import check_in
from arena.meeting_place.services.changing import cancel_booking
from arena.messages.kinds import NoLongerTrue
from arena.messages.models import Message
from arena.messages.rendering import render
from arena.on_the_day.links import fault_key
from arena.on_the_day.models import Fault, Screen
from arena.on_the_day.rules import Held, door_at
from arena.on_the_day.services import create_screen, report_fault, revoke_screen, settle_fault
from arena.on_the_day.views.public import MOST_IN_THE_FOYER
from arena.resources.models import Resource
from arena.resources.services import Hours, Period, RoomTerms, set_opening_hours, set_room_terms
from arena.visits.services import confirm_visit
from tests.cast import make_host, make_offer, make_user, sign_in
from tests.conftest import NOW
from tests.meeting_place.rooms import DAY, booked, build_house, make_partner
from tests.on_the_day.at_once import both_at_once
from tests.pages import errors, links, values, words
from tests.visits.bookings import STAFF, at, do, received

MINUTE = timedelta(minutes=1)


@pytest.fixture
def house(app):
    with db.transaction():
        return build_house()


@pytest.fixture
def alice(house):
    with db.transaction():
        return make_user(language="en")


def make(room=None):
    with db.transaction():
        screen, token = create_screen("By the stairs", room, by=COMMAND)
    return screen, token


def shown(client, token, language="en"):
    answer = client.get(f"/{language}/screens/{token}")
    assert answer.status_code == 200
    return words(answer)


def fault_page(room, language="en"):
    return f"/{language}/faults/{room.id}/{fault_key(room.id)}"


def test_a_door_says_booked_and_nothing_more_unless_the_booking_allows(client, house, alice):
    with db.transaction():
        petra = make_partner()
        set_room_terms(
            house.office, RoomTerms(is_for_partners=True, needs_approval=False), by=COMMAND
        )
    booked(house.office, alice, 10, title="Salary talks")
    booked(house.office, petra, 13, title="Heat pumps", is_title_shown=True)
    _, token = make(house.office)
    with clock.travel(at(DAY, 10)):
        said = shown(client, token)
    assert "Occupied Upptaget Booked Bokat 10:00–11:00" in said
    assert "13:00–14:00 Heat pumps Norrskär Energi AB" in said
    assert "Salary talks" not in said
    for person in (alice, petra.user):
        assert person.name not in said
        assert person.email not in said


def test_a_door_speaks_both_languages_that_of_its_address_first(client, house, alice):
    booked(house.office, alice)
    _, token = make(house.office)
    with clock.travel(at(DAY, 9)):
        assert shown(client, token, "sv").startswith("Ledigt Available till 10.00 until 10:00")
        assert shown(client, token).startswith("Available Ledigt until 10:00 till 10.00")


def test_a_door_changes_at_the_minute(client, house, alice):
    booked(house.hall, alice)  # Set-up from 9.45, clear-up until 11.15.
    _, token = make(house.hall)
    for hour, minutes, state in (
        (9, 44, "Available Ledigt until 09:45"),
        (9, 45, "Being made ready"),
        (10, 0, "Occupied"),
        (10, 59, "Occupied"),
        (11, 0, "Being made ready"),
        (11, 15, "Available Ledigt for the rest of the day"),
    ):
        with clock.travel(at(DAY, hour, minutes)):
            assert shown(client, token).startswith(state), (hour, minutes)


def test_the_door_of_a_half_is_taken_with_its_hall(client, house, alice):
    booked(house.hall, alice)
    _, token = make(house.east)
    with clock.travel(at(DAY, 10)):
        assert shown(client, token).startswith("Occupied")


def test_the_door_of_a_hall_says_which_half_is_taken(client, house, alice):
    booked(house.east, alice, 10, title="Heat pumps", is_title_shown=True)
    booked(house.west, alice, 12)
    _, token = make(house.hall)
    with clock.travel(at(DAY, 9)):
        said = shown(client, token)
        assert said.startswith("Available Ledigt until 10:00")
        assert "10:00–11:00 Heat pumps East Östra" in said
    with clock.travel(at(DAY, 10, 30)):
        answer = client.get(f"/en/screens/{token}")
        said = words(answer)
        assert said.startswith("Partly booked Delvis bokad 10:00–11:00 Heat pumps East Östra")
        assert "12:00–13:00 Booked Bokat West Västra" in said
        assert "screen--partly" in answer.get_data(as_text=True)
    with clock.travel(at(DAY, 11, 30)):
        assert shown(client, token).startswith("Available Ledigt until 12:00")
    _, half = make(house.west)
    with clock.travel(at(DAY, 10, 30)):
        assert shown(client, half).startswith("Available")


def test_a_hall_whose_halves_are_both_taken_is_occupied(client, house, alice):
    booked(house.east, alice, 10)
    booked(house.west, alice, 10)
    _, token = make(house.hall)
    with clock.travel(at(DAY, 10, 30)):
        said = shown(client, token)
    assert said.startswith("Occupied Upptaget 10:00–11:00 Booked Bokat East Östra")
    assert "10:00–11:00 Booked Bokat West Västra" in said
    assert "Partly" not in said


def test_a_hall_that_is_booked_whole_says_nothing_of_its_halves(client, house, alice):
    booked(house.hall, alice, 10, title="Heat pumps", is_title_shown=True)
    _, token = make(house.hall)
    with clock.travel(at(DAY, 9)):
        assert shown(client, token).count("Heat pumps") == 1


def test_a_door_names_nothing_that_nobody_has_approved(client, house, alice):
    with db.transaction():
        petra = make_partner()
        terms = RoomTerms(is_for_partners=True, needs_approval=True)
        set_room_terms(house.office, terms, by=COMMAND)
    booking = booked(house.office, petra, 10, title="Heat pumps", is_title_shown=True)
    assert booking.state == "requested"
    _, token = make(house.office)
    for hour, said in ((9, "10:00–11:00 Reserved Reserverat"), (10, "Reserved Reserverat")):
        with clock.travel(at(DAY, hour)):
            page = shown(client, token)
        assert said in page
        assert "Occupied" not in page
        assert "Heat pumps" not in page
        assert "Norrskär" not in page


def test_a_cancelled_booking_leaves_the_door_free(client, house, alice):
    booking = booked(house.office, alice)
    _, token = make(house.office)
    with db.transaction():
        cancel_booking(booking, by=COMMAND)
    with clock.travel(at(DAY, 10)):
        assert shown(client, token).startswith("Available Ledigt for the rest of the day")


def test_a_door_warns_that_nobody_has_checked_in(client, house, alice):
    with db.transaction():
        set_room_terms(house.office, RoomTerms(release_minutes=20), by=COMMAND)
    booked(house.office, alice)
    _, token = make(house.office)
    with clock.travel(at(DAY, 10, 5)):
        assert "The room is given back at 10:20." in shown(client, token)


def test_the_foyer_shows_todays_visits_by_the_name_in_the_directory_alone(client, app):
    with db.transaction():
        make_host()
        offer = make_offer()
    visit = received(offer, organisation_name="Eva Ek and friends")
    hosts = [each.id for each in _hosts()]
    do(confirm_visit, visit, host_ids=hosts, by=STAFF)
    _, token = make()
    with clock.travel(visit.event.starts_at - MINUTE):
        said = shown(client, token)
    assert "Introduction and walk" in said
    assert "Introduktion och vandring" in said
    assert "Eva Ek" not in said
    assert visit.contact_name not in said
    with clock.travel(visit.event.ends_at):
        assert "Nothing more is planned today." in shown(client, token)


def _hosts():
    return db.session.scalars(select(Resource).where(Resource.kind == "host")).all()


def test_the_foyer_names_rooms_and_keeps_titles_that_are_not_to_be_shown(client, house, alice):
    booked(house.office, alice, 10, title="Salary talks")
    booked(house.east, alice, 13, title="Open lecture", is_title_shown=True)
    _, token = make()
    with clock.travel(at(DAY, 10, 30)):
        said = shown(client, token)
    assert "10:00 Now Nu Booked Bokat The office Kontoret" in said
    assert "Open lecture East Östra" in said
    assert "Salary talks" not in said


def test_a_screen_asks_again_also_when_something_is_wrong_and_is_not_indexed(client, house):
    screen, token = make(house.office)
    answer = client.get(f"/sv/screens/{token}")
    assert answer.headers["Refresh"] == "60"
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "<script" not in answer.get_data(as_text=True)
    with db.transaction():
        revoke_screen(db.session.get_one(Screen, screen.id), by=COMMAND)
    gone = client.get(f"/sv/screens/{token}")
    assert (gone.status_code, gone.headers["Refresh"]) == (410, "60")
    assert words(gone).startswith("Den här skärmen är avstängd This screen is off")
    unknown = client.get("/sv/screens/guessed")
    assert (unknown.status_code, unknown.headers["Refresh"]) == (404, "60")


def test_an_address_is_shown_once_and_only_its_hash_is_kept(client, house, alice):
    page = "/staff/screens/new"
    typed = values(sign_in(client, alice).get(page))
    typed["name"], typed["room_id"] = "By the stairs", str(house.office.id)
    made = client.post(page, data=typed)
    assert made.status_code == 201
    address = re.search(r"/en/screens/([\w-]{20,})", made.get_data(as_text=True))
    assert address is not None
    assert client.get(address[0]).status_code == 200
    listed = client.get("/staff/screens/")
    assert "By the stairs The office" in words(listed)
    assert address[1] not in listed.get_data(as_text=True)
    db.session.rollback()
    kept = db.session.scalars(select(Screen)).one()
    assert address[1] not in kept.token_hash
    answer = client.post(
        f"/staff/screens/{kept.id}/revoke",
        data=values(client.get(f"/staff/screens/{kept.id}/revoke")),
    )
    assert answer.status_code == 302
    assert client.get(address[0]).status_code == 410
    typed["name"] = ""
    assert errors(client.post(page, data=typed)) == ["Enter a name, such as “By the stairs”"]


def test_the_foyer_counts_what_is_left_and_shows_no_more_than_it_can(client, house, alice):
    for hour in range(8, 18):
        for room in (house.east, house.west, house.office):
            booked(room, alice, hour)
    _, token = make()
    with clock.travel(at(DAY, 8, 30)):
        answer = client.get(f"/en/screens/{token}")
    assert answer.get_data(as_text=True).count('class="screen__time"') == MOST_IN_THE_FOYER
    assert "30 items left today" in answer.get_data(as_text=True)


@pytest.mark.parametrize("day", [date(2028, 3, 26), date(2026, 10, 25)])
def test_a_day_of_23_or_25_hours_ends_at_midnight_on_the_wall(client, house, alice, day):
    """The clock changes in the night to these Sundays; what is shown is what the wall says."""
    with db.transaction():
        hours = [Hours(each, time(0), time(23)) for each in range(7)]
        set_opening_hours(house.office, Period(date(2026, 1, 1)), hours, by=COMMAND)
    with clock.travel(at(day - timedelta(days=20))):
        for when, title in (
            (day - timedelta(days=1), "Eve"),
            (day, "Sunday"),
            (day + timedelta(days=1), "Morrow"),
        ):
            booked(house.office, alice, 10, day=when, title=title, is_title_shown=True)
        _, foyer = make()
        _, door = make(house.office)
    with clock.travel(at(day, 0, 1)):
        said = shown(client, foyer)
        assert "10:00 Sunday" in said
        assert "Eve" not in said
        assert "Morrow" not in said
        assert shown(client, door).startswith("Available Ledigt until 10:00")
    with clock.travel(at(day, 23, 59)):
        assert "Nothing more is planned today." in shown(client, foyer)
        assert shown(client, door).startswith("Available Ledigt for the rest of the day")


@pytest.mark.parametrize("role", [Role.HOST, Role.ANALYST, Role.PARTNER])
def test_only_those_who_plan_keep_screens(client, house, role):
    with db.transaction():
        person = make_user("Bob Berg", role)
    sign_in(client, person)
    assert client.get("/staff/screens/").status_code == 403
    assert client.get("/staff/screens/new").status_code == 403


def count(model):
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(model))


def test_a_fault_is_reported_without_a_name_and_lands_with_staff(client, house, alice):
    page = fault_page(house.office)
    typed = values(client.get(page))
    assert errors(client.post(page, data=typed)) == ["Write what is wrong."]
    typed["words"] = "No sound. <b>Really.</b>"
    for _ in range(2):  # Sent again, as after going back.
        thanks = client.post(page, data=typed, follow_redirects=True)
    assert "Thank you." in words(thanks)
    assert (count(Fault), count(Message)) == (1, 1)
    message = db.session.scalars(select(Message)).one()
    rendered = render(message)
    assert rendered.subject == "Fel i Kontoret"
    assert "No sound." in rendered.text
    assert "<b>Really" not in rendered.html
    sign_in(client, alice)
    for place in ("/staff/", f"/staff/resources/{house.office.id}", "/staff/faults/"):
        assert "To be mended" in words(client.get(place)), place
    fault = db.session.scalars(select(Fault)).one()
    client.post(f"/staff/faults/{fault.id}", data={"state": "done"})
    assert "Mended" in words(client.get(f"/staff/resources/{house.office.id}"))
    assert "To be mended" not in words(client.get("/staff/"))
    db.session.rollback()
    db.session.expire_all()
    acts = [line.action for line in list_entries(fault)]
    assert acts == ["on_the_day.mend_fault", "on_the_day.report_fault"]
    with pytest.raises(NoLongerTrue):
        render(message)


def test_two_who_report_the_same_at_once_make_one_fault_and_one_mail(app, house):
    room_id = house.office.id

    def report():
        report_fault(db.session.get_one(Resource, room_id), "No sound.")

    both_at_once(app, report)
    assert (count(Fault), count(Message)) == (1, 1)


@pytest.mark.parametrize("typed", [{}, {"state": ""}, {"state": "mended"}])
def test_a_fault_is_done_or_open_and_nothing_else(client, house, alice, typed):
    with db.transaction():
        fault = report_fault(house.office, "No sound.")
        settle_fault(fault, is_done=True, by=COMMAND)
    sign_in(client, alice)
    assert client.post(f"/staff/faults/{fault.id}", data=typed).status_code == 400
    db.session.rollback()
    db.session.expire_all()
    assert fault.done_at is not None
    client.post(f"/staff/faults/{fault.id}", data={"state": "open"})
    db.session.rollback()
    db.session.expire_all()
    assert fault.done_at is None


def test_a_fault_may_be_opened_again(house):
    with db.transaction():
        fault = report_fault(house.office, "No sound.")
        settle_fault(fault, is_done=True, by=COMMAND)
        settle_fault(fault, is_done=True, by=COMMAND)
        settle_fault(fault, is_done=False, by=COMMAND)
    assert fault.done_at is None
    assert len(list_entries(fault)) == 3


def test_the_form_for_faults_opens_by_its_own_key_only(client, house):
    key = fault_key(house.east.id)
    assert client.get(f"/en/faults/{house.office.id}/{key}").status_code == 404
    assert (
        client.get(f"/en/faults/{house.headsets.id}/{fault_key(house.headsets.id)}").status_code
        == 404
    )
    assert client.get(f"/en/faults/{house.office.id}/ö").status_code == 404


def test_an_analyst_reads_faults_and_mends_none(client, house):
    with db.transaction():
        arvid = make_user("Arvid Ahl", Role.ANALYST, "en")
        fault = report_fault(house.office, "No sound.")
    sign_in(client, arvid)
    assert "It is mended" not in words(client.get("/staff/faults/"))
    assert client.post(f"/staff/faults/{fault.id}", data={"state": "done"}).status_code == 403


def test_the_door_leads_to_its_own_form(client, house):
    _, token = make(house.office)
    answer = client.get(f"/en/screens/{token}")
    assert 'alt="Code that leads to a form for faults"' in answer.get_data(as_text=True)
    assert links(answer) == []


USES = st.lists(st.tuples(st.integers(0, 600), st.integers(1, 90)), max_size=6)


@given(USES, st.integers(-10, 700))
def test_a_door_is_free_exactly_while_nothing_is_kept(uses, minute):
    now = NOW + minute * MINUTE
    held = [
        Held(
            NOW + start * MINUTE,
            NOW + (start + length) * MINUTE,
            NOW + (start - 5) * MINUTE,
            NOW + (start + length + 5) * MINUTE,
            None,
        )
        for start, length in uses
    ]
    door = door_at(now, held)
    assert door.is_free == (not any(use.kept_from <= now < use.kept_until for use in held))
    if door.free_until is not None:
        assert door.free_until > now
        assert door.free_until in {use.kept_from for use in held}


def test_today_says_who_has_the_rooms_and_who_has_come(client, house, alice):
    with db.transaction():
        set_room_terms(house.office, RoomTerms(release_minutes=20), by=COMMAND)
    come = booked(house.east, alice, 9, title="Came")
    booked(house.office, alice, 9, title="Nobody")
    booked(house.west, alice, 15, title="Later")
    booked(house.west, alice, 10, day=DAY + timedelta(days=1), title="Tomorrow")
    with clock.travel(at(DAY, 9, 30)):
        with db.transaction():
            check_in(come, count=11, by=COMMAND)
        release_rooms()
        sign_in(client, alice)
        said = words(client.get("/staff/")).partition("Rooms today")[2]
    assert "09:00–10:00 Came 12 people · Alice Alm East 11 have come" in said
    assert "Nobody 12 people · Alice Alm The office Given back" in said
    assert "Later 12 people · Alice Alm West Not here yet" in said
    assert "Tomorrow" not in said
