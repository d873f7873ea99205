"""Finding, booking, changing, cancelling and answering for rooms, in the browser."""

import re
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from arena import clock, db
from arena.accounts.models import Role
from arena.audit.models import COMMAND, Actor
from arena.meeting_place.models import RoomBooking, RoomQuota, ServiceDesk
from arena.meeting_place.services.booking import book_room
from arena.meeting_place.services.changing import cancel_booking
from arena.meeting_place.services.facts import Booker
from arena.meeting_place.services.keeping import set_quota
from arena.resources.services import RoomTerms, add_closure, set_room_terms
from tests.cast import make_user, sign_in
from tests.meeting_place.rooms import DAY, booked, build_house, facts, mail, make_partner
from tests.pages import errors, links, parsed, values, words
from tests.visits.bookings import at

BY = Actor.user(1)
ASKED = {"day": f"{DAY}", "begins_at": "10:00", "minutes": "60", "people": "12"}


@pytest.fixture
def house(app):
    with db.transaction():
        return build_house()


@pytest.fixture
def alice(house):
    with db.transaction():
        return make_user("Alice Alm", language="en")


@pytest.fixture
def swede(house):
    with db.transaction():
        return make_user("Siri Sand")


@pytest.fixture
def petra(house):
    with db.transaction():
        return make_partner(language="en")


@pytest.fixture
def bob(house):
    with db.transaction():
        return make_user("Bob Berg", Role.HOST, "en")


def count():
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(RoomBooking))


def kept():
    db.session.rollback()
    db.session.expire_all()
    return db.session.scalars(select(RoomBooking).order_by(RoomBooking.id.desc())).first()


def filled(client, room, **changes):
    typed = values(client.get(f"/staff/rooms/book?room_id={room.id}"))
    given = {
        "day": f"{DAY}",
        "begins_at": "10:00",
        "minutes": "60",
        "head_count": "12",
        "title": "Board meeting",
        **changes,
    }
    for name, value in given.items():
        typed.setlist(name, [value])
    return typed


def test_a_search_shows_what_fits_with_what_is_kept_free(client, house, alice):
    page = sign_in(client, alice).get("/staff/rooms/", query_string=ASKED)
    said = words(page)
    assert "4 rooms fit" in said
    assert said.index("East") < said.index("The office") < said.index("The hall")
    assert "Kept free 09:45–11:15, with setting up and clearing up." in said
    assert any("/staff/rooms/book?room_id=" in link for link in links(page))


def test_near_misses_say_what_differs(client, house, alice, bob):
    for room in house.rooms[1:]:
        booked(room, bob)
    page = sign_in(client, alice).get("/staff/rooms/", query_string=ASKED)
    said = words(page)
    assert "No room fits" in said
    assert "All rooms that would fit are taken then." in said
    assert "60 min earlier" in said
    assert "60 min later" in said


def test_too_many_people_learn_of_the_largest_room(client, alice):
    page = sign_in(client, alice).get("/staff/rooms/", query_string={**ASKED, "people": "41"})
    assert "The largest is The hall, for 40 people." in words(page)


def test_the_nearest_room_says_what_it_lacks_where_none_has_it_all(client, house, swede):
    asked = {**ASKED, "features": ["hearing_loop", "daylight"]}
    said = words(sign_in(client, swede).get("/staff/rooms/", query_string=asked))
    assert "De här passar nästan Kontoret" in said
    assert "utan: dagsljus" in said


def test_a_layout_that_seats_too_few_everywhere_is_not_called_taken(client, swede):
    asked = {**ASKED, "people": "26", "layout": "boardroom"}
    said = words(sign_in(client, swede).get("/staff/rooms/", query_string=asked))
    assert "i den möbleringen (Runt ett bord). Välj en annan möblering." in said
    assert "upptagna" not in said


def test_who_finds_no_seat_in_a_layout_learns_it_in_the_own_language(client, house, swede):
    sign_in(client, swede)
    typed = filled(client, house.hall, head_count="26", layout="boardroom")
    (said,) = errors(client.post("/staff/rooms/book", data=typed))
    assert "rymmer högst 16 personer i den möbleringen (Runt ett bord)." in said
    assert "seats" not in said
    typed = filled(client, house.office, head_count="41", layout="theatre")
    (said,) = errors(client.post("/staff/rooms/book", data=typed))
    assert said == "Kontoret rymmer högst 25 personer. Inget annat rum rymmer så många."


def test_a_closed_day_says_why(client, petra, alice):
    with db.transaction():
        add_closure(
            None,
            starts_on=DAY,
            ends_on=DAY + timedelta(days=1),
            reason_sv="Inventering",
            reason_en="Stocktaking",
            by=COMMAND,
        )
    for user, side in ((petra.user, "partner"), (alice, "staff")):
        page = sign_in(client, user).get(f"/{side}/rooms/", query_string=ASKED)
        said = words(page)
        assert "The arena cannot be used that day. Closed: Stocktaking." in said
        assert "Fri 4 December 2026, 10:00–11:00 (week 49) another day" in said


def test_partners_learn_the_hours(client, petra):
    late = {**ASKED, "begins_at": "23:30"}
    page = sign_in(client, petra.user).get("/partner/rooms/", query_string=late)
    said = words(page)
    assert "The arena is open 08:00–18:00 that day." in said
    assert "Thu 3 December 2026, 17:00–18:00 (week 49) 6 h 30 min earlier" in said
    sunday = {**ASKED, "day": f"{date(2026, 12, 6)}"}
    page = client.get("/partner/rooms/", query_string=sunday)
    assert "The arena is not open that day." in words(page)


def test_what_is_off_stands_apart_from_what_has_been(client, house, petra):
    with db.transaction():
        set_room_terms(house.office, RoomTerms(is_for_partners=True, needs_approval=False), by=BY)
    booked(house.office, petra, title="Board meeting")
    off = booked(house.office, petra, 13, day=DAY + timedelta(days=7), title="Workshop")
    with db.transaction():
        cancel_booking(off, by=BY)
    with clock.travel(at(DAY, 20)):
        sign_in(client, petra.user)
        was = words(client.get("/partner/rooms/bookings?show=earlier"))
        is_off = words(client.get("/partner/rooms/bookings?show=off"))
    assert ("Board meeting" in was, "Has been" in was, "Workshop" in was) == (True, True, False)
    assert ("Workshop" in is_off, "Cancelled" in is_off) == (True, True)


def test_partners_find_only_rooms_that_are_lent_to_them(client, house, petra):
    said = words(sign_in(client, petra.user).get("/partner/rooms/", query_string=ASKED))
    assert "1 room fits" in said
    assert "The office" in said
    assert "The hall" not in said
    assert "Ask for the room" in said
    said = words(client.get(f"/partner/rooms/book?room_id={house.office.id}"))
    assert "The office (needs our answer)" in said
    assert "Ask for the room" in said


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"people": ""}, "Enter how many you are."),
        ({"day": "2026-11-01"}, "Enter Tue 24 November 2026 or a later date."),
        ({"day": "9999-12-31"}, "or an earlier date"),
        ({"begins_at": "25:00"}, "Enter a time as hours and minutes"),
        ({"minutes": "0"}, "It must end after it begins: enter how many minutes it takes"),
        ({"day": "2027-03-28", "begins_at": "02:30"}, "The clocks go forward that night"),
    ],
)
def test_a_search_that_means_nothing_says_so_by_its_field(client, alice, change, error):
    page = sign_in(client, alice).get("/staff/rooms/", query_string={**ASKED, **change})
    assert page.status_code == 400
    assert error in errors(page)[0]


def test_staff_book_and_land_on_the_booking(client, house, alice):
    sign_in(client, alice)
    typed = filled(client, house.office, **{f"equipment_{house.headsets.id}": "3"})
    answer = client.post("/staff/rooms/book", data=typed, follow_redirects=True)
    said = words(answer)
    assert "The room is booked." in said
    assert "Headsets × 3" in said
    assert mail("confirmed").language == "en"
    client.post("/staff/rooms/book", data=typed)
    assert count() == 1


def test_a_taken_room_gives_back_what_was_typed_and_what_could_be_had(client, house, alice, bob):
    booked(house.office, bob)
    sign_in(client, alice)
    typed = filled(client, house.office, wishes="Blommor, tack.")
    answer = client.post("/staff/rooms/book", data=typed)
    assert answer.status_code == 409
    assert errors(answer) == ["The office is taken then. Choose another time or another room."]
    assert values(answer)["wishes"] == "Blommor, tack."
    assert "East" in words(answer)
    take = re.search(rf'value="({house.east.id}\.[^"]+)"', answer.text)[1]
    again = values(answer)
    again.setlist("take", [take])
    assert client.post("/staff/rooms/book", data=again).status_code == 302
    booking = kept()
    assert (booking.room.code, booking.wishes, booking.head_count) == ("EAST", "Blommor, tack.", 12)


def test_a_group_too_large_learns_which_room_fits(client, house, alice):
    sign_in(client, alice)
    answer = client.post("/staff/rooms/book", data=filled(client, house.office, head_count="26"))
    assert answer.status_code == 400
    assert errors(answer) == ["The office seats 25 people at most. These seat so many: The hall."]
    assert count() == 0


def test_a_partner_asks_and_sees_what_is_left(client, house, petra):
    with db.transaction():
        set_quota(None, 120, by=BY)
    sign_in(client, petra.user)
    typed = values(client.get(f"/partner/rooms/book?room_id={house.office.id}"))
    given = {"day": f"{DAY}", "begins_at": "10:00", "minutes": "90", "head_count": "8"}
    for name, value in {**given, "title": "Workshop"}.items():
        typed.setlist(name, [value])
    said = words(client.post("/partner/rooms/book", data=typed, follow_redirects=True))
    assert "Waits for an answer" in said
    typed.setlist("begins_at", ["14:00"])
    answer = client.post("/partner/rooms/book", data=typed)
    assert answer.status_code == 409
    assert "30\xa0min is left, and this takes 90\xa0min" in answer.text
    assert count() == 1


def test_partners_see_what_their_organisation_has_booked_and_nothing_else(client, house, petra):
    with db.transaction():
        colleague = make_partner("Pelle Pil", petra.organisation, "en")
        alice = make_user("Alice Alm")
    own, other = booked(house.office, colleague), booked(house.east, alice)
    sign_in(client, petra.user)
    assert client.get(f"/partner/rooms/bookings/{own.id}").status_code == 200
    assert client.get(f"/partner/rooms/bookings/{own.id}/change").status_code == 200
    for path in ("", "/change", "/cancel"):
        assert client.get(f"/partner/rooms/bookings/{other.id}{path}").status_code == 404
    assert client.get(f"/staff/rooms/bookings/{own.id}").status_code == 403
    assert "Ledningsgrupp" in words(client.get("/partner/rooms/bookings?show=all"))
    assert "No bookings here" in words(client.get("/partner/rooms/bookings?show=mine"))


def test_a_partner_of_another_organisation_finds_nothing(client, house, petra):
    own = booked(house.office, petra)
    with db.transaction():
        other = make_user("Charlie Cid", Role.PARTNER, "en")
    sign_in(client, other)
    assert client.get(f"/partner/rooms/bookings/{own.id}").status_code == 404
    assert "No bookings here" in words(client.get("/partner/rooms/bookings?show=all"))
    assert "not linked to an organisation" in words(client.get("/partner/rooms/book"))


def test_staff_see_each_other_s_bookings_but_change_only_their_own(client, house, alice, bob):
    booking = booked(house.office, alice)
    address = f"/staff/rooms/bookings/{booking.id}"
    sign_in(client, bob)
    page = client.get(address)
    assert page.status_code == 200
    assert "/change" not in page.text
    assert client.get(f"{address}/change").status_code == 403
    assert client.post(f"{address}/cancel").status_code == 403


def test_changing_moves_the_booking_and_says_who_is_told(client, house, alice, bob):
    booking = booked(house.office, bob)
    address = f"/staff/rooms/bookings/{booking.id}"
    sign_in(client, alice)
    page = client.get(f"{address}/change")
    assert "Bob Berg gets a mail with the new entry for the calendar." in words(page)
    typed = values(page)
    typed.setlist("begins_at", ["13:00"])
    typed.setlist("room_id", [str(house.east.id)])
    assert client.post(f"{address}/change", data=typed).status_code == 302
    assert (kept().room.code, kept().event.starts_at) == ("EAST", at(DAY, 13))


def test_a_stale_form_tells_what_changed_and_keeps_what_was_typed(client, house, alice, bob):
    booking = booked(house.office, bob)
    address = f"/staff/rooms/bookings/{booking.id}/change"
    sign_in(client, alice)
    mine, other = values(client.get(address)), values(client.get(address))
    other.setlist("begins_at", ["13:00"])
    client.post(address, data=other)
    mine.setlist("title", ["Annat namn"])
    answer = client.post(address, data=mine)
    assert answer.status_code == 409
    assert "Changed meanwhile" in words(answer)
    assert "Changed a room booking – Alice Alm" in words(answer)
    assert values(answer)["title"] == "Annat namn"
    assert client.post(address, data=values(answer)).status_code == 302
    assert (kept().title, kept().event.starts_at) == ("Annat namn", at(DAY, 10))


def test_cancelling_asks_once_and_says_who_is_told(client, house, alice):
    booking = booked(house.office, alice)
    address = f"/staff/rooms/bookings/{booking.id}/cancel"
    page = sign_in(client, alice).get(address)
    assert "You get a mail that takes it out of your calendar." in words(page)
    typed = values(page)
    said = words(client.post(address, data=typed, follow_redirects=True))
    assert "The booking is cancelled, and the room is given back." in said
    assert client.post(address, data=typed).status_code == 302
    assert kept().version == 2


def test_a_coordinator_answers_and_the_rail_counts(client, house, petra, alice, bob):
    first, second = booked(house.office, petra), booked(house.office, petra, 14)
    rail = parsed(sign_in(client, alice).get("/staff/rooms/")).find(".//nav")
    assert "Rooms 2 waiting" in " ".join(" ".join(rail.itertext()).split())
    page = client.get("/staff/rooms/bookings")
    assert f"/staff/rooms/bookings/{first.id}" in links(page)
    address = f"/staff/rooms/bookings/{first.id}/answer"
    typed = values(client.get(address))
    answer = client.post(address, data=typed)
    assert errors(answer) == ["Choose yes or no."]
    typed.setlist("answer", ["no"])
    answer = client.post(address, data=typed)
    assert errors(answer) == ["Write why, so that they know what to do instead."]
    typed.setlist("words", ["The floor is sanded."])
    assert client.post(address, data=typed).status_code == 302
    address = f"/staff/rooms/bookings/{second.id}/answer"
    typed = values(client.get(address))
    typed.setlist("answer", ["yes"])
    assert client.post(address, data=typed).status_code == 302
    db.session.rollback()
    db.session.expire_all()
    assert [db.session.get(RoomBooking, each.id).state for each in (first, second)] == [
        "declined",
        "confirmed",
    ]
    assert sign_in(client, bob).get(address).status_code == 403


def test_only_administrators_name_desks_and_quotas(client, house, alice, bob):
    assert sign_in(client, alice).get("/staff/rooms/settings").status_code == 403
    with db.transaction():
        dana = make_user("Dana Dal", Role.ADMIN, "en")
        make_partner()
    sign_in(client, dana)
    typed = values(client.get("/staff/rooms/settings"))
    typed.setlist("catering_person", [str(bob.id)])
    typed.setlist("catering_days", ["4"])
    assert client.post("/staff/rooms/settings", data=typed).status_code == 302
    db.session.rollback()
    desk = db.session.get(ServiceDesk, "catering")
    assert (desk.responsible_id, desk.lead_working_days) == (bob.id, 4)
    typed = values(client.get("/staff/rooms/settings/quotas/new"))
    typed.setlist("hours", ["-1"])
    assert client.post("/staff/rooms/settings/quotas/new", data=typed).status_code == 400
    typed.setlist("hours", ["10"])
    assert client.post("/staff/rooms/settings/quotas/new", data=typed).status_code == 302
    assert "All partners" in words(client.get("/staff/rooms/settings"))
    db.session.rollback()
    quota = db.session.scalars(select(RoomQuota)).one()
    assert quota.minutes_a_month == 600
    client.post(f"/staff/rooms/settings/quotas/{quota.id}/remove")
    assert "There is no limit now." in words(client.get("/staff/rooms/settings"))


def test_every_page_speaks_swedish(client, house, petra, alice):
    with db.transaction():
        alice.language = "sv"
        booking = book_room(facts(house.east), Booker(alice), by=BY)
    sign_in(client, alice)
    for path, said in (
        ("", "Hitta ett rum"),
        ("book", "Boka ett rum"),
        ("bookings?show=mine", "Bokningar"),
        (f"bookings/{booking.id}", "Bokat av"),
        (f"bookings/{booking.id}/change", "Ändra bokningen"),
        (f"bookings/{booking.id}/cancel", "Avboka?"),
        ("orders", "Önskade tjänster"),
    ):
        assert said in words(client.get(f"/staff/rooms/{path}")), path
