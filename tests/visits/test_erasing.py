"""What is kept of a visit's people ends with its period, and nothing else does."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from arena import clock, db, retention
from arena.accounts.models import Role
from arena.audit.models import BOOKER, WORKER, AuditEntry
from arena.audit.queries import find_break
from arena.errors import Conflict
from arena.events.models import Attendee, EventFragment
from arena.messages.models import Message
from arena.messages.services import forget_mails
from arena.retention import count_due, erase_expired
from arena.visits.links import confirm_key, manage_token
from arena.visits.models import DeclineReason
from arena.visits.queries.history import list_earlier_visits
from arena.visits.rules.keeping import Case, are_needs_due, is_contact_due
from arena.visits.services import (
    answer_question,
    ask_for_more,
    confirm_address,
    confirm_visit,
    decline_visit,
    follow_up,
    join_walk,
    mend_address,
    note,
    report_visit,
    report_walk,
    schedule_walk,
)
from arena.visits.services.erasing import erase_contacts
from tests.cast import make_host, make_offer, make_user, sign_in
from tests.conftest import NOW
from tests.pages import words
from tests.visits.bookings import DAY, STAFF, at, confirmed, do, host_ids, received, seats, user_of

AFTER = at(DAY, 12)
YEARS = timedelta(days=2 * 366)
MARKS = ("Bodil Berg", "bodil@norrskar.example", "701740605", "rullstol", "ring Bodil", "Hej Bodil")


@pytest.fixture
def hosts(app):
    with db.transaction():
        return [make_host("Hedda Holm")]


@pytest.fixture
def offer(hosts):
    with db.transaction():
        return make_offer()


@pytest.fixture
def walk(hosts):
    with db.transaction():
        offer = make_offer(
            "walk", is_open_walk=True, group_min=1, fee_sek=0, exemptions=[],
            cancellation_ladder=[], change_working_days=0,
        )  # fmt: skip
    return do(schedule_walk, offer, starts_at=at(DAY, 14), language="sv", seats=5, by=STAFF)


@pytest.fixture
def visit(offer):
    """A visit that took place, was reported and thanked for, all on one day."""
    visit = confirmed(offer, access_needs="1 rullstol")
    do(note, visit, "ring Bodil om bussen", by=STAFF)
    with clock.travel(AFTER):
        do(report_visit, visit, actual_headcount=17, by=STAFF)
        do(follow_up, visit, words="Hej Bodil, tack för besöket.", by=STAFF)
    return visit


def erase(moment):
    with clock.travel(moment):
        return erase_expired()


def everything():
    """Return all that the database holds, as one text."""
    tables = db.Base.metadata.sorted_tables
    return repr([row for table in tables for row in db.session.execute(select(table)).all()])


def lines(action):
    wanted = select(AuditEntry).where(AuditEntry.action == action).order_by(AuditEntry.id)
    return [(line.actor, line.subject_id, line.detail) for line in db.session.scalars(wanted)]


def test_nothing_is_left_of_the_contact_person_when_its_time_is_over(visit):
    assert all(mark in everything() for mark in MARKS)
    erased = erase(AFTER + YEARS)
    assert erased["visits.contacts"] == 1
    left = everything()
    assert [mark for mark in MARKS if mark in left] == []


def test_nothing_is_erased_a_day_too_soon(visit):
    ends = date(DAY.year + 2, DAY.month, DAY.day)
    assert erase(at(ends, 23, 59))["visits.contacts"] == 0
    assert visit.contact_name == "Bodil Berg"
    assert erase(at(ends + timedelta(days=1), 0, 1))["visits.contacts"] == 1


def test_the_figures_and_the_case_stay(visit):
    erase(AFTER + YEARS)
    assert visit.organisation_name == "Norrskär Energi AB"
    assert (visit.group_size, visit.actual_headcount, visit.fee_sek > 0) == (18, 17, True)
    assert visit.purpose == "Vi vill se hur ni bygger."
    assert visit.state == "followed_up"
    assert [host.name for host in visit.event.hosts] == ["Hedda Holm"]


def test_what_the_group_needs_goes_a_week_after_the_visit(visit):
    assert erase(AFTER + timedelta(days=7))["visits.needs"] == 0
    assert erase(AFTER + timedelta(days=8))["visits.needs"] == 1
    assert (visit.access_needs, visit.contact_name) == ("", "Bodil Berg")
    assert "rullstol" not in visit.event.staff_note
    assert "Bodil Berg" in visit.event.staff_note


def test_calendars_keep_the_event_without_the_person(visit):
    sequence = visit.event.sequence
    erase(AFTER + YEARS)
    bodies = db.session.scalars(
        select(EventFragment.body).where(EventFragment.event_id == visit.event_id)
    ).all()
    assert len(bodies) == 4
    assert all(visit.event.uid.encode() in body for body in bodies)
    assert not [body for body in bodies if b"Bodil" in body]
    assert visit.event.sequence == sequence


def test_a_public_calendar_still_tells_of_a_walk_whose_guests_are_erased(walk, client):
    joined = do(join_walk, walk, seats(2), by=BOOKER)
    do(confirm_address, joined, confirm_key(joined), by=BOOKER)
    later = at(DAY + timedelta(days=31), 3)
    assert erase(at(DAY + timedelta(days=30), 23))["visits.contacts"] == 0
    assert erase(later)["visits.contacts"] == 1
    assert "Vera" not in everything()
    assert "vera@" not in everything()
    assert (joined.group_size, walk.seats_taken) == (2, 2)
    with clock.travel(later):
        feed = client.get("/feeds/public.ics").text
    assert walk.event.uid in feed.replace("\r\n ", "")


def test_of_a_request_that_led_nowhere_the_words_go_too(offer):
    visit = received(offer, questions="Hur värms husen?")
    do(decline_visit, visit, reason=DeclineReason.OTHER_HOST, words="De kan mer.",
       referred_to="Vattenmuseet", by=STAFF)  # fmt: skip
    erase(NOW + YEARS)
    assert (visit.purpose, visit.questions, visit.closing_words, visit.referred_to) == ("",) * 4
    assert (visit.state, visit.decline_reason, visit.group_size) == ("declined", "other_host", 18)


def test_what_was_reported_and_asked_goes_with_the_person(offer):
    visit = received(offer, questions="Hur värms husen?")
    do(ask_for_more, visit, "Är Bodil Berg med?", by=STAFF)
    do(answer_question, visit, "Ja, Bodil kommer.", by=BOOKER)
    do(confirm_visit, visit, host_ids=host_ids(visit), by=STAFF)
    report = {"promised_answers": "Ring Bodil.", "incident": "Bodil Berg halkade."}
    with clock.travel(AFTER):
        do(report_visit, visit, actual_headcount=17, **report, by=STAFF)
    assert erase(AFTER + YEARS)["visits.contacts"] == 1
    assert "Bodil" not in everything()
    assert (visit.purpose, visit.questions) == ("Vi vill se hur ni bygger.", "Hur värms husen?")
    assert (visit.organisation_name, visit.actual_headcount) == ("Norrskär Energi AB", 17)


def test_what_was_reported_of_a_walk_goes_two_years_after_it(walk):
    report = {"promised_answers": "Skriv till Vera.", "incident": "Vera Vik halkade."}
    with clock.travel(at(DAY, 17)):
        do(report_walk, walk, actual_headcount=4, **report, by=STAFF)
    ends = date(DAY.year + 2, DAY.month, DAY.day)
    assert erase(at(ends, 23, 59))["visits.walk_reports"] == 0
    assert erase(at(ends + timedelta(days=1), 0, 1))["visits.walk_reports"] == 1
    assert (walk.incident, walk.promised_answers, walk.actual_headcount) == ("", "", 4)
    assert lines("visits.erase_walk_reports") == [(WORKER.label, None, {"walks": 1})]
    assert "Vera" not in everything()


def test_an_address_that_was_mended_away_is_erased_as_well(walk):
    joined = do(join_walk, walk, seats(2, contact_email="vra@example.org"), by=BOOKER)
    do(mend_address, joined, "vera@example.org", by=BOOKER)
    assert "vra@example.org" in everything()
    erase(at(DAY + timedelta(days=31), 3))
    assert [each for each in ("vra@", "vera@") if each in everything()] == []


def test_mails_to_others_on_the_same_walk_are_kept(walk):
    joined = do(join_walk, walk, seats(2), by=BOOKER)
    do(join_walk, walk, seats(1, contact_email="olle@example.org"), by=BOOKER)
    do(forget_mails, joined.event, joined.contact_email, visit_id=joined.id)
    left = db.session.scalars(select(Message.recipient_email)).all()
    assert ("vera@example.org" in left, "olle@example.org" in left) == (False, True)


def test_a_host_keeps_no_mail_that_names_an_erased_guest(visit, hosts):
    mails = select(Message.recipient_email).where(Message.template == "visits/assigned")
    assert db.session.scalars(mails).all() == ["hedda@arena.example"]
    with clock.travel(AFTER + YEARS):
        do(erase_contacts, [visit.id], WORKER)
    assert db.session.scalars(mails).all() == []


def test_what_may_still_take_place_keeps_its_people_however_old_the_request(offer):
    visit = received(offer)
    with db.transaction():
        visit.updated_at = NOW - YEARS
    assert erase(NOW)["visits.contacts"] == 0


def test_a_reference_for_the_invoice_stays_seven_years(visit):
    with db.transaction():
        visit.invoice_reference = "KST 4711"
    ends = date(DAY.year + 7, 12, 31)  # Counted from the end of the calendar year.
    assert erase(at(ends, 23, 59))["visits.invoice_references"] == 0
    assert erase(at(ends + timedelta(days=1), 0, 1))["visits.invoice_references"] == 1
    assert visit.invoice_reference == ""


def test_staff_open_an_erased_visit_as_before(visit, client):
    erase(AFTER + YEARS)
    with db.transaction():
        alice = make_user("Alice Alm")
    sign_in(client, alice)
    with clock.travel(AFTER + YEARS):
        said = words(sign_in(client, alice).get(f"/staff/visits/{visit.reference}"))
        assert "Raderad, som vi har lovat" in said
        assert "Norrskär Energi AB" in said
        assert client.get("/staff/visits?stage=ended").status_code == 200
        assert client.get(f"/staff/messages/?about=event:{visit.event_id}").status_code == 200


def test_hosts_and_staff_open_a_walk_whose_guests_are_erased(walk, hosts, client):
    joined = do(join_walk, walk, seats(2), by=BOOKER)
    later = at(DAY + timedelta(days=31), 3)
    erase(later)
    with db.transaction():
        alice = make_user("Alice Alm")
    with clock.travel(later):
        page = sign_in(client, alice).get(f"/staff/offers/walk/walks/{walk.event_id}")
        assert joined.reference in words(page)
        sign_in(client, user_of(hosts[0]))
        assert client.get(f"/host/walks/{walk.event_id}").status_code == 200


def test_a_host_opens_an_erased_visit(visit, hosts, client):
    erase(AFTER + YEARS)
    with clock.travel(AFTER + YEARS):
        sign_in(client, user_of(hosts[0]))
        assert client.get(f"/host/visits/{visit.reference}").status_code == 200


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_bookers_link_says_that_the_visit_is_gone(visit, client, language):
    token = manage_token(visit)
    erase(AFTER + YEARS)
    for path in ("", "/cancel", "/calendar"):
        answer = client.get(f"/{language}/manage/{token}{path}")
        assert answer.status_code == 410
        assert ("raderat" if language == "sv" else "is erased") in words(answer)


def test_nobody_is_mailed_whose_address_is_erased(offer):
    visit = confirmed(offer)
    with clock.travel(AFTER):
        do(report_visit, visit, actual_headcount=17, by=STAFF)
    erase(AFTER + YEARS)
    with clock.travel(AFTER + YEARS):
        do(follow_up, visit, words="Tack.", by=STAFF)
    assert "" not in db.session.scalars(select(Message.recipient_email)).all()


def test_erased_visits_are_not_taken_for_those_of_one_person(visit, offer):
    other = received(offer, starts_at=at(DAY, 13), contact_email="b@x.example",
                     organisation_name="Annat AB")  # fmt: skip
    with db.transaction():
        other.updated_at = NOW
    erase(AFTER + YEARS)
    assert (visit.is_erased, other.is_erased) == (True, True)
    assert list_earlier_visits(visit) == []


def test_the_trail_has_counts_alone_and_holds(visit):
    erase(AFTER + YEARS)
    assert lines("visits.erase_contacts") == [(WORKER.label, None, {"visits": 1})]
    assert find_break() is None
    assert "Bodil" not in repr(db.session.execute(select(AuditEntry.detail)).all())


def test_erasing_twice_or_only_counting_changes_nothing(visit):
    with clock.travel(AFTER + YEARS):
        assert count_due()["visits.contacts"] == 1
        assert visit.contact_name == "Bodil Berg"
        erase_expired()
        before = db.session.scalar(select(func.count(AuditEntry.id)))
        assert set(erase_expired().values()) == {0}
        assert db.session.scalar(select(func.count(AuditEntry.id))) == before


def test_two_workers_erase_once(visit, app):
    with clock.travel(AFTER + YEARS):
        erasers = [(each, each.list_due()) for each in retention.list_erasers()]
        erase_expired()
        before = db.session.scalar(select(func.count(AuditEntry.id)))
        for eraser, due in erasers:  # What the other had found due before.
            do(eraser.erase, due, WORKER)
        assert db.session.scalar(select(func.count(AuditEntry.id))) == before


def test_who_could_only_be_called_is_erased_too(visit):
    with db.transaction():
        visit.contact_email = None
    assert erase(AFTER + YEARS)["visits.contacts"] == 1
    assert (visit.contact_name, visit.contact_phone, visit.is_erased) == ("", None, True)


def test_what_cannot_be_erased_keeps_nothing_else(visit, app, monkeypatch):
    def refuse(numbers, by):
        raise Conflict("Not now.")

    broken = retention.Eraser("a.broken", lambda: [1], refuse)
    monkeypatch.setitem(app.extensions["arena.retention"], "a.broken", broken)
    erased = erase(AFTER + YEARS)
    assert (erased["a.broken"], erased["visits.contacts"]) == (0, 1)


def test_one_that_cannot_be_erased_keeps_none_of_its_batch(app, monkeypatch):
    erased = []

    def refuse_two(numbers, by):
        if 2 in numbers:
            raise Conflict("Not now.")
        erased.extend(numbers)
        return len(numbers) - (1 in numbers)  # Another worker was quicker with the first.

    broken = retention.Eraser("a.broken", lambda: list(range(1, 151)), refuse_two)
    monkeypatch.setitem(app.extensions["arena.retention"], "a.broken", broken)
    assert erase(NOW)["a.broken"] == 148
    assert sorted(erased) == [1, *range(3, 151)]


def test_guests_leave_the_list_of_who_takes_part(visit):
    erase(AFTER + YEARS)
    roles = select(Attendee.role).where(Attendee.event_id == visit.event_id)
    assert db.session.scalars(roles).all() == [Role.HOST]


def case(**facts):
    values = {"state": "confirmed", "is_walk": False, "ends_at": NOW, "changed_at": NOW}
    return Case(**(values | facts))


DAY_LONG = timedelta(days=1)


@pytest.mark.parametrize(
    ("facts", "is_due"),
    [
        ({}, False),
        ({"ends_at": NOW - DAY_LONG, "changed_at": NOW - DAY_LONG}, True),
        ({"ends_at": NOW - DAY_LONG}, False),
        ({"changed_at": NOW - DAY_LONG}, False),
        ({"changed_at": NOW - DAY_LONG, "state": "declined"}, True),
        ({"ends_at": NOW - DAY_LONG, "state": "declined"}, False),
        ({"ends_at": NOW - DAY_LONG, "is_walk": True}, False),
        ({"ends_at": NOW - 9 * DAY_LONG, "is_walk": True}, True),
    ],
)
def test_a_contacts_period_runs_from_the_last_contact(facts, is_due):
    found = is_contact_due(case(**facts), contact_before=NOW, seats_before=NOW - 8 * DAY_LONG)
    assert found == is_due


@pytest.mark.parametrize(
    ("facts", "is_due"),
    [
        ({}, False),
        ({"ends_at": NOW - DAY_LONG}, True),
        ({"changed_at": NOW - DAY_LONG}, False),
        ({"changed_at": NOW - DAY_LONG, "state": "cancelled"}, True),
    ],
)
def test_needs_are_of_use_until_the_visit_is_over(facts, is_due):
    assert are_needs_due(case(**facts), needs_before=NOW) == is_due
