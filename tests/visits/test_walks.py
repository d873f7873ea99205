"""Open walks: seats taken one by one, never one too many."""

import threading
import time
from datetime import date, timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from arena import clock, db
from arena.audit.models import BOOKER
from arena.messages.kinds import NoLongerTrue
from arena.messages.rendering import render
from arena.visits.jobs import expire_holds
from arena.visits.links import confirm_key, manage_token
from arena.visits.models import Visit
from arena.visits.queries import get_walk, list_joined, list_walks
from arena.visits.services import (
    call_off_walk,
    cancel_visit,
    change_headcount,
    confirm_address,
    join_walk,
    move_visit,
    report_walk,
    schedule_walk,
)
from arena.visits.services.errors import (
    AlreadyJoined,
    NotAWalk,
    NotNow,
    NotOffered,
    NoWords,
    TimeTaken,
    TooEarly,
    WalkFull,
    WrongLanguage,
)
from tests.cast import make_host, make_offer
from tests.conftest import NOW
from tests.pages import words
from tests.visits.bookings import STAFF, at, do, mails, message, reminders, seats

SUNDAY = date(2026, 12, 6)
AT_TWO = at(SUNDAY, 14)


@pytest.fixture
def offer(app):
    with db.transaction():
        make_host("Hedda Holm")
        return make_offer(
            "walk",
            is_open_walk=True,
            group_min=1,
            fee_sek=0,
            exemptions=[],
            cancellation_ladder=[],
            change_working_days=0,
        )


@pytest.fixture
def walk(offer):
    return do(schedule_walk, offer, starts_at=AT_TWO, language="sv", seats=5, by=STAFF)


def joined(walk, count=2, **facts):
    visit = do(join_walk, walk, seats(count, **facts), by=BOOKER)
    do(confirm_address, visit, confirm_key(visit), by=BOOKER)
    return visit


def own(visit, *parts):
    return "/".join([f"/sv/manage/{manage_token(visit)}", *parts])


def test_a_walk_stands_in_the_public_calendar_with_its_host(walk):
    assert (walk.event.audience, walk.event.status, walk.event.kind) == (
        "public",
        "confirmed",
        "open_walk",
    )
    assert walk.event.title_sv == "Introduktion och vandring"
    assert list_walks() == [walk]
    assert mails() == ["assigned"]
    assert message("assigned").params == {"walk_id": walk.event_id}


def test_a_walk_needs_a_free_host_and_an_offer_of_walks(offer, walk):
    with pytest.raises(TimeTaken), db.transaction():
        schedule_walk(offer, starts_at=AT_TWO, language="sv", seats=5, by=STAFF)
    with pytest.raises(WrongLanguage), db.transaction():
        schedule_walk(offer, starts_at=at(SUNDAY, 10), language="de", seats=5, by=STAFF)
    with pytest.raises(NotOffered), db.transaction():
        schedule_walk(offer, starts_at=NOW, language="sv", seats=5, by=STAFF)
    with db.transaction():
        group_offer = make_offer()
    with pytest.raises(NotAWalk), db.transaction():
        schedule_walk(group_offer, starts_at=at(SUNDAY, 10), language="sv", seats=5, by=STAFF)


def test_seats_are_held_while_the_address_is_asked(walk):
    visit = do(join_walk, walk, seats(2), by=BOOKER)
    assert (visit.state, walk.seats_left) == ("unverified", 3)
    assert mails()[-1] == "verify"


def test_confirmed_seats_need_no_answer_of_staff(walk):
    visit = joined(walk)
    assert visit.state == "confirmed"
    assert mails()[-1] == "walk_joined"
    assert message("walk_joined").calendar_method == "REQUEST"
    assert reminders(visit) == [
        ("guest 1d", at(date(2026, 12, 5), 9)),
        ("host 1d", at(date(2026, 12, 5), 15)),
        ("host morning", at(SUNDAY, 7)),
    ]


def test_a_seat_too_many_is_refused_with_what_is_left(walk):
    joined(walk, 3)
    with pytest.raises(WalkFull) as caught, db.transaction():
        join_walk(walk, seats(3, contact_email="other@example.org"), by=BOOKER)
    assert caught.value.seats_left == 2
    assert walk.seats_taken == 3
    assert list_joined(walk)[0].group_size == 3


def test_the_table_itself_refuses_a_seat_too_many(walk):
    with pytest.raises(IntegrityError), db.transaction():
        db.session.execute(text("UPDATE open_walks SET seats_taken = seats + 1"))


def test_the_same_request_sent_twice_takes_its_seats_once(walk):
    first = do(join_walk, walk, seats(2), by=BOOKER)
    assert do(join_walk, walk, seats(2), by=BOOKER) is first
    assert walk.seats_taken == 2


def test_an_address_has_its_seats_once_and_who_types_it_again_learns_nothing(walk, client):
    first = joined(walk)
    typed = {"contact_name": "Vera Vik", "contact_email": "vera@example.org", "group_size": "1"}
    with clock.travel(NOW + timedelta(hours=1)):
        answer = client.post(f"/sv/visits/walk/walks/{walk.event_id}", data=typed)
        db.session.rollback()
        again = db.session.scalars(select(Visit).where(Visit.id != first.id)).one()
        assert answer.location.endswith(own(again))
        mail = render(message("verify", "vera@example.org"))
        assert mail.subject.startswith("Du är redan med")
        assert own(first) in mail.text
        assert "/confirm/" not in mail.text
        key = confirm_key(again)
        page = words(client.get(own(again, f"confirm/{key}")))
        assert "Du har 2 platser" in page
        assert client.post(own(again, f"confirm/{key}")).status_code == 200
        with pytest.raises(AlreadyJoined), db.transaction():
            confirm_address(again, key, by=BOOKER)
    assert walk.seats_taken == 3
    with clock.travel(NOW + timedelta(days=2)):
        expire_holds()
        assert walk.seats_taken == 2
        assert again.state == "lapsed"
        with pytest.raises(NoLongerTrue):
            render(message("lapsed", "vera@example.org"))
    assert [guest.email for guest in walk.event.guests] == ["vera@example.org"]
    assert message("lapsed").calendar_method is None


def test_who_leaves_gives_seats_back_and_the_walk_takes_place(walk):
    visit, other = joined(walk), joined(walk, 1, contact_email="other@example.org")
    do(cancel_visit, visit, by=BOOKER)
    assert (visit.state, visit.cancellation_percent) == ("cancelled", 0)
    assert (walk.seats_taken, walk.event.is_cancelled) == (1, False)
    guests = [a.email for a in walk.event.attendees if a.role == "guest"]
    assert guests == [other.contact_email]
    assert message("cancelled").calendar_method == "CANCEL"


def test_who_leaves_can_join_again(walk):
    visit = joined(walk)
    do(cancel_visit, visit, by=BOOKER)
    assert joined(walk, 1).state == "confirmed"


def test_unconfirmed_seats_lapse_and_are_free_again(walk):
    visit = do(join_walk, walk, seats(5), by=BOOKER)
    with clock.travel(NOW + timedelta(days=2)):
        expire_holds()
    assert (visit.state, walk.seats_left, walk.event.is_cancelled) == ("lapsed", 5, False)


def test_more_seats_are_taken_only_while_there_are_any(walk):
    visit = joined(walk, 2)
    do(change_headcount, visit, 5, by=BOOKER)
    assert (visit.group_size, walk.seats_taken) == (5, 5)
    do(change_headcount, visit, 1, by=BOOKER)
    joined(walk, 4, contact_email="other@example.org")
    with pytest.raises(WalkFull), db.transaction():
        change_headcount(visit, 2, by=BOOKER)
    assert walk.seats_taken == 5


def test_nobody_moves_a_walk_for_the_others(walk):
    visit = joined(walk)
    with pytest.raises(NotNow), db.transaction():
        move_visit(visit, starts_at=at(SUNDAY, 10), by=BOOKER)


def test_calling_a_walk_off_reaches_everybody_who_joined(walk):
    visit = joined(walk)
    unconfirmed = do(join_walk, walk, seats(1, contact_email="other@example.org"), by=BOOKER)
    do(call_off_walk, walk, words="Halka.", by=STAFF)
    assert (visit.state, unconfirmed.state) == ("called_off", "called_off")
    assert walk.event.is_cancelled
    assert mails()[-3:] == ["called_off", "called_off", "unassigned"]
    assert message("called_off", "vera@example.org").calendar_method == "CANCEL"
    assert message("called_off", "other@example.org").calendar_method is None
    assert list_walks() == []


def test_who_joins_in_the_moment_a_walk_is_called_off_hears_of_it(app, walk):
    event_id, has_joined = walk.event_id, threading.Event()

    def join_slowly():
        with app.app_context(), db.transaction():
            join_walk(get_walk(event_id), seats(2), by=BOOKER)
            has_joined.set()
            time.sleep(0.3)

    joining = threading.Thread(target=join_slowly)
    joining.start()
    assert has_joined.wait(10)
    do(call_off_walk, walk, words="Halka.", by=STAFF)
    joining.join()
    assert db.session.scalars(select(Visit.state)).all() == ["called_off"]


def test_a_walk_is_not_called_off_without_a_word(walk):
    with pytest.raises(NoWords), db.transaction():
        call_off_walk(walk, words="", by=STAFF)


def test_a_walk_that_has_begun_or_is_called_off_is_not_joined(walk):
    with clock.travel(AT_TWO), pytest.raises(NotOffered), db.transaction():
        join_walk(walk, seats(1), by=BOOKER)
    do(call_off_walk, walk, words="Halka.", by=STAFF)
    with pytest.raises(NotOffered), db.transaction():
        join_walk(walk, seats(1), by=BOOKER)


def test_a_walks_report_closes_the_visits_of_all_who_joined(walk):
    visit = joined(walk)
    with pytest.raises(TooEarly), db.transaction():
        report_walk(walk, actual_headcount=2, by=STAFF)
    with clock.travel(at(SUNDAY, 16)):
        do(report_walk, walk, actual_headcount=2, incident="Halt.", by=STAFF)
    assert (visit.state, get_walk(walk.event_id).actual_headcount) == ("completed", 2)
