"""The board and its table: what they show, what a form does, and what the second of two is told."""

from datetime import date, time, timedelta

import pytest
from sqlalchemy import select

from arena import db
from arena.accounts.models import Role, User
from arena.audit.models import COMMAND, Actor
from arena.resources.models import Resource
from arena.resources.services import (
    Hours,
    Period,
    add_closure,
    set_opening_hours,
)
from arena.visits.models import OfferStop
from arena.visits.services import cancel_visit, confirm_visit, note, reassign_hosts
from tests.cast import make_host, make_offer, make_resource, make_user, sign_in
from tests.meeting_place.board_rooms import book_room, make_room
from tests.pages import errors, links, parsed, values, words
from tests.visits.bookings import DAY, STAFF, at, confirmed, do, host_ids, mails, received

BOARD = f"/staff/board?on={DAY}"
SVG = "{http://www.w3.org/2000/svg}"
TABLE = f"/staff/board/table?on={DAY}"


@pytest.fixture
def offer(app):
    with db.transaction():
        make_host("Hedda Holm")
        make_host("Hugo Hed")
        return make_offer()


@pytest.fixture
def alice(offer, client):
    return entered(client)


@pytest.fixture
def bob(app, offer):
    return entered(app.test_client(), "Bob Berg")


def forget():
    """Let what was read be read again, as others have left it."""
    db.session.rollback()
    db.session.expire_all()


def entered(browser, name="Alice Alm", role=Role.COORDINATOR):
    with db.transaction():
        person = make_user(name, role)
    return sign_in(browser, person)


def bars(answer):
    return [link for link in parsed(answer).iter(f"{SVG}a") if link.get("data-b")]


def bar_of(answer, resource_id):
    return next(bar for bar in bars(answer) if bar.get("href").endswith(f"resource={resource_id}"))


def answered(page):
    """Tell whether the board's script finds something to show in its dialogue."""
    return any("data-board-preview" in part.attrib for part in parsed(page).iter("div"))


def entry_url(event, resource_id=None):
    own = f"?resource={resource_id}" if resource_id else ""
    return f"/staff/board/entries/{event.id}{own}"


def test_a_bar_says_all_that_the_eye_sees(alice, offer):
    visit = confirmed(offer)
    host = host_ids(visit)[0]
    bar = bar_of(alice.get(BOARD), host)
    name = db.session.get_one(Resource, host).host.user.name
    assert bar.get("aria-label") == (
        f"Introduktion och vandring, 18 personer, tors 17 dec. kl. 10.00–11.30, {name}, bekräftad"
    )


@pytest.mark.parametrize("view", ["day", "week", "weeks"])
def test_every_length_shows_the_entry_once_for_each_resource(alice, offer, view):
    visit = confirmed(offer)
    found = bars(alice.get(f"{BOARD}&view={view}"))
    held = {offer.stops[0].resource_id, *host_ids(visit)}
    assert sorted(bar.get("href").partition("=")[2] for bar in found) == sorted(map(str, held))


def test_set_up_and_clear_up_are_drawn_beside_the_use(alice):
    with db.transaction():
        room = make_room("R1", setup_minutes=30, clearup_minutes=15)
    book_room(room, at(hour=13))
    bar = bar_of(alice.get(BOARD), room.id)
    outer, inner = list(bar.iter(f"{SVG}rect"))
    assert (outer.get("class"), inner.get("class")) == ("b", "u")
    assert bar.get("data-b").split()[2:6] == [f"{3 * 1440 + 780}", f"{3 * 1440 + 840}", "30", "15"]


def test_a_hall_stands_above_its_halves_and_takes_them(alice):
    with db.transaction():
        east = make_room("AEAST")
        hall = make_room("HALL", part_ids=[east.id])
    book_room(hall, at(hour=13))
    page = alice.get(f"{BOARD}&kind=room")
    rows = [row.get("data-r") for row in parsed(page).iter("tr") if row.get("data-r")]
    assert rows == [str(hall.id), str(east.id)]
    half = bar_of(page, east.id)
    assert "del av hela rummet" in half.get("aria-label")
    assert half.get("data-b").endswith(" -")
    form = values(alice.get(half.get("href")))
    assert form["drops"] == str(hall.id)


def test_what_is_closed_is_shaded_and_said(alice, offer):
    with db.transaction():
        hours = [Hours(day, time(9), time(17)) for day in range(5)]
        set_opening_hours(None, Period(date(2026, 12, 1)), hours, by=COMMAND)
        room = make_room("R1")
        add_closure(
            room,
            starts_on=DAY,
            ends_on=date(2026, 12, 18),
            reason_sv="Golvet slipas",
            reason_en="The floor is sanded",
            by=COMMAND,
        )
    page = parsed(alice.get(BOARD))
    kinds = [rect.get("class") for rect in page.iter(f"{SVG}rect")]
    assert "ground-h" in kinds
    assert "ground-c" in kinds
    grounds = {row.get("data-r"): row.get("data-g") for row in page.iter("tr") if row.get("data-r")}
    assert grounds[str(room.id)] != grounds[str(offer.stops[0].resource_id)]


def test_units_are_lanes_of_their_own(alice, offer):
    confirmed(offer)
    received(offer, contact_email="other@example.org")
    page = alice.get(BOARD)
    row = next(
        row
        for row in parsed(page).iter("tr")
        if row.get("data-r") == str(offer.stops[0].resource_id)
    )
    lanes = [group for group in row.iter(f"{SVG}g") if group.get("transform")]
    assert [len(list(lane.iter(f"{SVG}a"))) for lane in lanes] == [1, 1]


def test_a_later_stop_knows_when_its_visit_begins_and_ends(alice, offer):
    with db.transaction():
        other = make_resource("S2", "site")
        offer.stops[0].minutes = 60
        offer.stops.append(
            OfferStop(position=2, minutes=30, title_sv="Utsikt", title_en="View", resource=other)
        )
    confirmed(offer)
    first, second = (
        bar_of(alice.get(BOARD), place).get("data-b").split()
        for place in (offer.stops[0].resource_id, other.id)
    )
    assert first[6:8] == ["0", "30"]
    assert second[6:8] == ["60", "0"]


def test_filters_leave_out_kinds_other_topics_and_other_places(alice, offer):
    visit = confirmed(offer)
    with db.transaction():
        make_room("R1")

    def shown(query):
        page = parsed(alice.get(f"{BOARD}{query}"))
        return {row.get("data-k") for row in page.iter("tr") if row.get("data-k")}

    assert shown("") == {"room", "site", "host"}
    assert shown("&kind=room") == {"room"}
    assert shown("&topic=introduction") == {"room", "site", "host"}
    assert shown("&topic=nonsense") == {"room", "site", "host"}
    place = offer.stops[0].resource_id
    page = parsed(alice.get(f"{BOARD}&place={place}"))
    rows = {int(row.get("data-r")) for row in page.iter("tr") if row.get("data-r")}
    assert rows == {place, *host_ids(visit)}


def test_nonsense_in_the_address_is_no_wish(alice):
    for query in (
        "view=year",
        "on=2026-13-40",
        "kind=ship",
        "place=x",
        "topic=<b>",
        "on=9999-12-31",
    ):
        assert alice.get(f"/staff/board?{query}").status_code == 200


def test_an_open_board_is_told_of_nothing_while_nothing_changes(alice, offer):
    page = alice.get(BOARD)
    tag = page.headers["ETag"]
    assert alice.get(BOARD, headers={"If-None-Match": tag}).status_code == 304
    received(offer)
    again = alice.get(BOARD, headers={"If-None-Match": tag})
    assert again.status_code == 200
    assert again.headers["ETag"] != tag


def test_another_view_is_not_taken_for_the_one_that_is_open(alice):
    tag = alice.get(BOARD).headers["ETag"]
    other = alice.get(f"{BOARD}&view=day", headers={"If-None-Match": tag})
    assert other.status_code == 200


def test_who_plans_in_two_windows_comes_back_to_the_right_one(alice, offer):
    event = confirmed(offer).event
    day = f"{BOARD}&view=day"
    entry = alice.get(entry_url(event), headers={"Referer": f"http://localhost{day}"})
    alice.get(TABLE)
    form = values(entry).to_dict() | {"begins": "13:00", "step": "do"}
    done = alice.post(entry_url(event), data=form)
    assert done.location == day
    assert "kl. 13.00–14.30" not in words(alice.get(TABLE))
    assert "Ångra" in words(alice.get(done.location))


@pytest.mark.parametrize(
    "place",
    ["https://evil.example/staff/board/../..", "//evil.example", "/staff/visits", "http://[", ""],
)
def test_a_change_leads_to_the_board_and_nowhere_else(alice, offer, place):
    event = received(offer).event
    form = values(alice.get(entry_url(event))).to_dict()
    form |= {"begins": "13:00", "step": "do", "back": place}
    assert alice.post(entry_url(event), data=form).location == "/staff/board"


def test_what_cannot_be_planned_is_refused_where_the_board_shows_it(alice, offer):
    visit = confirmed(offer)
    form = values(alice.get(entry_url(visit.event))).to_dict() | {"begins": "13:00"}
    do(cancel_visit, visit, by=STAFF, version=visit.version)
    gone = alice.post(entry_url(visit.event), data=form | {"step": "read"})
    assert gone.status_code == 409
    assert answered(gone)


def test_a_browser_that_takes_it_gets_the_board_packed(alice):
    page = alice.get(BOARD, headers={"Accept-Encoding": "gzip"})
    assert page.headers["Content-Encoding"] == "gzip"
    assert page.data[:2] == b"\x1f\x8b"


def test_the_table_does_the_same_without_a_script(alice, offer):
    visit = confirmed(offer)
    page = alice.get(TABLE)
    assert "Introduktion och vandring" in words(page)
    own = entry_url(visit.event, host_ids(visit)[0])
    assert any(link.startswith(own) for link in links(page))


def test_a_change_is_read_then_done_then_undone(alice, offer):
    visit = confirmed(offer)
    hosts = host_ids(visit)
    event, version = visit.event, visit.version
    opened = next(
        link
        for link in links(alice.get(TABLE))
        if link.startswith(entry_url(event)) and "?" in link
    )
    form = values(alice.get(opened))
    form["begins"] = "13:00"
    seen = alice.post(entry_url(event), data=form.to_dict() | {"step": "read"})
    assert "Bodil Berg, som bokade, får veta den nya tiden" in words(seen)
    forget()
    assert event.starts_at == at()
    done = alice.post(entry_url(event), data=values(seen).to_dict() | {"step": "do"})
    assert done.location.endswith(TABLE)
    forget()
    assert (event.starts_at, visit.version) == (at(hour=13), version + 1)
    told = alice.get(done.location)
    assert "kl. 13.00–14.30" in words(told)
    undo = values(told)
    assert undo["step"] == "undo"
    assert alice.post(entry_url(event), data=undo).status_code == 302
    forget()
    assert (event.starts_at, visit.state, host_ids(visit)) == (at(), "confirmed", hosts)
    assert mails(visit)[-2:] == ["moved", "host_changed"]
    assert "Ångrat." not in words(alice.get(BOARD))
    assert "Ångrat." in words(alice.get(TABLE))
    assert "Ångrat." not in words(alice.get(TABLE))


def test_what_cannot_be_put_back_exactly_is_not_offered_to_be_undone(alice, offer):
    visit = received(offer)
    form = values(alice.get(entry_url(visit.event)))
    data = form.to_dict() | {"begins": "13:00", "step": "do"}
    done = alice.post(entry_url(visit.event), data=data)
    forget()
    assert visit.state == "offered"
    told = alice.get(done.location)
    assert "kl. 13.00–14.30" in words(told)
    assert "Ångra" not in words(told)


def test_undoing_goes_all_the_way_back_or_says_that_it_cannot(alice, offer):
    visit = confirmed(offer)
    hosts = host_ids(visit)
    url = entry_url(visit.event)
    form = values(alice.get(url))
    done = alice.post(url, data=form.to_dict() | {"begins": "13:00", "step": "do"})
    undo = values(alice.get(done.location))
    other = received(offer, contact_email="other@example.org")
    do(confirm_visit, other, host_ids=hosts, by=STAFF)
    refused = alice.post(url, data=undo)
    assert refused.status_code in (200, 409)
    assert "precis som det var" in words(refused)
    forget()
    assert (visit.event.starts_at, visit.state, host_ids(visit)) == (
        at(hour=13),
        "confirmed",
        hosts,
    )


def test_a_host_is_exchanged_by_the_form(alice, offer):
    visit = confirmed(offer)
    old = host_ids(visit)[0]
    form = values(alice.get(entry_url(visit.event, old)))
    new = next(
        host.id
        for host in db.session.scalars(select(Resource).where(Resource.kind == "host"))
        if host.id != old
    )
    form["takes"] = str(new)
    seen = alice.post(entry_url(visit.event), data=form.to_dict() | {"step": "read"})
    assert seen.status_code == 200
    alice.post(entry_url(visit.event), data=values(seen).to_dict() | {"step": "do"})
    forget()
    assert host_ids(visit) == [new]


def test_doing_the_same_twice_is_doing_it_once(alice, offer):
    visit = received(offer)
    form = values(alice.get(entry_url(visit.event))).to_dict() | {"begins": "13:00", "step": "do"}
    assert alice.post(entry_url(visit.event), data=form).status_code == 302
    forget()
    version = visit.version
    assert alice.post(entry_url(visit.event), data=form).status_code == 302
    forget()
    assert visit.version == version


def test_the_second_of_two_chooses_between_both_versions(alice, bob, offer):
    visit = received(offer)
    url = entry_url(visit.event)
    first, second = values(alice.get(url)), values(bob.get(url))
    alice.post(url, data=first.to_dict() | {"begins": "13:00", "step": "do"})
    for step in ("read", "do"):
        both = bob.post(url, data=second.to_dict() | {"begins": "14:00", "step": step})
        assert both.status_code == 409
        said = words(both)
        assert "kl. 13.00–14.30" in said
        assert "kl. 14.00–15.30" in said
        assert "Alice Alm" in said
    seen = bob.post(url, data=values(both).to_dict() | {"step": "read"})
    assert seen.status_code == 200
    bob.post(url, data=values(seen).to_dict() | {"step": "do"})
    forget()
    assert visit.event.starts_at == at(hour=14)


def test_who_raised_the_version_is_named_whatever_they_did(alice, bob, offer):
    visit = received(offer)
    url = entry_url(visit.event)
    form = values(bob.get(url)).to_dict()
    alice.post(url, data=values(alice.get(url)).to_dict() | {"begins": "13:00", "step": "do"})
    with db.transaction():
        carin = make_user("Carin Cederberg", Role.COORDINATOR)
    do(note, visit, "Ring före.", by=Actor.user(carin.id))
    said = words(bob.post(url, data=form | {"begins": "14:00", "step": "do"}))
    assert "Carin Cederberg" in said
    assert "Alice Alm" not in said


def test_the_legend_explains_every_colour_that_a_bar_can_have(alice):
    page = parsed(alice.get(BOARD))
    legend = next(part for part in page.iter("ul") if part.get("class") == "board-legend")
    said = {
        group.get("class"): " ".join("".join(item.itertext()).split())
        for item in legend
        for group in item.iter(f"{SVG}g")
    }
    assert said == {
        "g": "Punkt i en delegations program",
        "v": "Besök",
        "w": "Öppen vandring",
        "r": "Rumsbokning",
        "n": "Nätverksmöte",
        "o": "Värd borta",
        "g t": "Inte bestämt",
        "g p": "Del av ett helt rum",
        "g z": "För- och efterarbete",
        "g x": "Dra i handtaget för att göra längre eller kortare. "
        "Det som inte har något behåller sin längd.",
    }


def test_mine_instead_exchanges_the_host_that_is_there_now(alice, bob, offer):
    with db.transaction():
        third = make_host("Hilma Hed")
    visit = confirmed(offer)
    old = host_ids(visit)[0]
    form = values(bob.get(entry_url(visit.event, old))).to_dict() | {"takes": str(third.id)}
    new = next(
        host.id
        for host in db.session.scalars(select(Resource).where(Resource.kind == "host"))
        if host.id not in (old, third.id)
    )
    do(reassign_hosts, visit, host_ids=[new], by=STAFF)
    both = bob.post(entry_url(visit.event), data=form | {"step": "do"})
    assert both.status_code == 409
    seen = bob.post(entry_url(visit.event), data=values(both).to_dict() | {"step": "read"})
    assert seen.status_code == 200
    bob.post(entry_url(visit.event), data=values(seen).to_dict() | {"step": "do"})
    forget()
    assert host_ids(visit) == [third.id]


def test_undoing_is_refused_when_somebody_has_changed_it_since(alice, bob, offer):
    visit = confirmed(offer)
    url = entry_url(visit.event)
    form = values(alice.get(url))
    done = alice.post(url, data=form.to_dict() | {"begins": "13:00", "step": "do"})
    undo = values(alice.get(done.location))
    do(note, visit, "Ring före.", by=STAFF)
    refused = alice.post(url, data=undo)
    assert refused.status_code == 409
    assert "kan inte ångras" in words(refused)
    assert answered(refused)
    forget()
    assert visit.event.starts_at == at(hour=13)


def test_an_end_before_its_start_is_refused_beside_the_field(alice):
    with db.transaction():
        room = make_room("R1")
    booking = book_room(room, at(hour=13))
    form = values(alice.get(entry_url(booking.event, room.id)))
    refused = alice.post(
        entry_url(booking.event), data=form.to_dict() | {"ends": "12:00", "step": "read"}
    )
    assert refused.status_code == 400
    assert errors(refused)


def overnight():
    with db.transaction():
        room = make_room("R1")
    return book_room(room, at(hour=22), hours=3)


@pytest.mark.parametrize(
    ("typed", "starts_at", "minutes"),
    [
        ({"begins": "21:00"}, at(hour=21), 240),
        ({"ends": "02:00"}, at(hour=22), 240),
        ({"ends": "23:30"}, at(hour=22), 90),
        ({"begins": "15:00", "ends": "18:00"}, at(hour=15), 180),
    ],
)
def test_what_lasts_over_midnight_is_moved_and_stretched_by_its_form(
    alice, typed, starts_at, minutes
):
    booking = overnight()
    form = values(alice.get(entry_url(booking.event, booking.room_id))).to_dict() | typed
    assert alice.post(entry_url(booking.event), data=form | {"step": "do"}).status_code == 302
    forget()
    assert booking.event.starts_at == starts_at
    assert booking.event.ends_at == starts_at + timedelta(minutes=minutes)


def test_what_lasts_over_midnight_is_known_whole_on_either_day(alice):
    booking = overnight()
    for day, start in ((DAY, 22 * 60), (DAY + timedelta(days=1), -2 * 60)):
        bar = bar_of(alice.get(f"/staff/board?view=day&on={day}"), booking.room_id)
        assert bar.get("data-b").split()[2:4] == [str(start), str(start + 180)]
        assert "tors 17 dec. kl. 22.00–1.00" in bar.get("aria-label")
        assert float(next(bar.iter(f"{SVG}rect")).get("width").rstrip("%")) > 0


def test_a_booking_is_not_stretched_beyond_what_its_own_form_takes(alice):
    with db.transaction():
        room = make_room("R1")
    booking = book_room(room, at(hour=8))
    form = values(alice.get(entry_url(booking.event, room.id))).to_dict()
    seen = alice.post(entry_url(booking.event), data=form | {"ends": "20:15", "step": "read"})
    assert "högst 12 timmar" in words(seen)
    seen = alice.post(entry_url(booking.event), data=form | {"ends": "20:00", "step": "read"})
    assert seen.status_code == 200


def test_what_is_taken_is_said_before_and_refused_when_done(alice):
    with db.transaction():
        room = make_room("R1")
    booking = book_room(room, at(hour=13))
    book_room(room, at(hour=15))
    form = values(alice.get(entry_url(booking.event, room.id))).to_dict() | {"ends": "15:30"}
    seen = alice.post(entry_url(booking.event), data=form | {"step": "read"})
    assert seen.status_code == 409
    assert "upptaget" in words(seen)
    assert "Ledningsgrupp, tors 17 december 2026, kl. 15.00–16.00" in words(seen)
    refused = alice.post(entry_url(booking.event), data=form | {"step": "do"})
    assert refused.status_code == 409
    assert answered(refused)
    assert "Ledningsgrupp, tors 17 december 2026, kl. 15.00–16.00" in words(refused)
    forget()
    assert booking.event.ends_at == at(hour=14)


def test_a_host_looks_and_changes_nothing(offer, client):
    visit = confirmed(offer)
    hedda = db.session.scalars(select(User).where(User.role == Role.HOST)).first()
    sign_in(client, hedda)
    assert bars(client.get(BOARD))
    page = client.get(entry_url(visit.event))
    assert page.status_code == 200
    assert "step" not in page.get_data(as_text=True)
    assert client.post(entry_url(visit.event), data={"step": "do"}).status_code == 403


def test_a_partner_sees_no_board(offer, client):
    entered(client, "Petra Pål", Role.PARTNER)
    assert client.get(BOARD).status_code == 403


def test_an_event_that_is_not_there_is_not_found(alice):
    assert alice.get("/staff/board/entries/999").status_code == 404
