"""Plan B: what it holds, who gets it, when, and in which shape.

The words of its mail and its file stand in golden/. After a wanted change write them with
`ARENA_WRITE_GOLDEN=1 .venv/bin/pytest tests/on_the_day/test_plan_b.py -k sqlite` and read what
differs.
"""

import email
import os
import re
from datetime import UTC, date, datetime, time, timedelta
from email import policy
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event as engine_events
from sqlalchemy import select

from arena import clock, db
from arena.accounts.models import Role
from arena.accounts.services import close_account
from arena.audit.models import BOOKER, COMMAND
from arena.audit.queries import list_entries
from arena.jobs import list_jobs
from arena.meeting_place.services.changing import cancel_booking
from arena.messages.composing import compose
from arena.messages.drafts import draft_of
from arena.messages.kinds import NoLongerTrue
from arena.messages.models import Message, MessageStatus
from arena.messages.rendering import render
from arena.on_the_day.jobs import mail_plans
from arena.on_the_day.models import PLAN_MAIL, ComesAs, PlanWish
from arena.on_the_day.plan_b import make_plan
from arena.on_the_day.queries.plan import has_plan, read_plan
from arena.on_the_day.rules import PLAN_FROM, PLAN_UNTIL, day_to_plan
from arena.on_the_day.services import send_plans, set_plan_wish
from arena.resources.rules.hours import day_span
from arena.resources.services import RoomTerms, set_room_terms
from arena.visits.links import confirm_key
from arena.visits.services import confirm_address, join_walk, schedule_walk
from arena.web import languages
from tests.cast import make_host, make_offer, make_user, sign_in
from tests.conftest import NOW
from tests.meeting_place.rooms import booked, build_house, make_partner
from tests.on_the_day.at_once import both_at_once
from tests.pages import errors, links, values, words
from tests.visits.bookings import DAY, STAFF, at, confirmed, do, seats, user_of
from tests.visits.test_mails import own_tags, own_words

GOLDEN = Path(__file__).with_name("golden")
STOCKHOLM = ZoneInfo("Europe/Stockholm")
MINUTE = timedelta(minutes=1)
SIX = at(DAY, 6)
both = pytest.mark.parametrize("language", languages.LANGUAGES)
moments = st.integers(0, 2 * 366 * 24 * 60).map(lambda minutes: NOW + minutes * MINUTE)


@pytest.fixture
def alice(app):
    with db.transaction():
        alice = make_user()
        alice.phone = "+46701740601"
        return alice


@pytest.fixture
def visit(alice):
    """A visit on DAY at ten, led by Hedda."""
    with db.transaction():
        user_of(make_host()).phone = "+46701740606"
        offer = make_offer()
    return confirmed(offer, access_needs="En rullstol <i>och</i> en ledarhund")


@pytest.fixture
def house(alice):
    with db.transaction():
        return build_house()


def plans():
    db.session.rollback()
    query = select(Message).where(Message.template == PLAN_MAIL).order_by(Message.id)
    return db.session.scalars(query).all()


def wish(user, comes_as):
    with db.transaction():
        set_plan_wish(user, comes_as, by=COMMAND)


def golden(name, text):
    path = GOLDEN / name
    if os.environ.get("ARENA_WRITE_GOLDEN"):
        GOLDEN.mkdir(exist_ok=True)
        path.write_text(text)
    assert text == path.read_text(), f"{name} says something else"


def bare(html):
    """Return a page's words, one thing a line."""
    body = re.sub(r"<[^>]+>", "", html.partition("<body>")[2])
    return "\n".join(line.strip() for line in body.splitlines() if line.strip()) + "\n"


@given(moments, st.sampled_from(["Europe/Stockholm", "America/Santiago", "Australia/Lord_Howe"]))
def test_each_day_has_one_morning_by_the_clock_on_the_wall(now, name):
    local = now.astimezone(ZoneInfo(name))
    is_morning = PLAN_FROM <= local.time() < PLAN_UNTIL
    assert day_to_plan(now, ZoneInfo(name)) == (local.date() if is_morning else None)


@pytest.mark.parametrize(
    ("day", "six"),
    [
        (date(2027, 3, 27), time(5)),
        (date(2027, 3, 28), time(4)),  # The night of 23 hours.
        (date(2026, 10, 24), time(4)),
        (date(2026, 10, 25), time(5)),  # The night of 25 hours.
    ],
)
def test_the_morning_begins_at_six_also_after_the_clock_has_changed(day, six):
    moment = datetime.combine(day, six, UTC)
    assert day_to_plan(moment - MINUTE, STOCKHOLM) is None
    assert day_to_plan(moment, STOCKHOLM) == day
    assert day_to_plan(moment + timedelta(hours=6), STOCKHOLM) is None


def test_the_worker_mails_the_plan_once_a_morning(app, visit):
    assert "on_the_day.mail_plans" in [job.name for job in list_jobs(app)]
    with clock.travel(SIX - MINUTE):
        mail_plans()
    assert plans() == []
    for minutes in (0, 1, 90):  # As after a restart.
        with clock.travel(SIX + minutes * MINUTE):
            mail_plans()
    (message,) = plans()
    assert message.recipient_email == "alice@arena.example"
    assert message.useless_after == day_span(DAY, STOCKHOLM)[1]
    with clock.travel(at(DAY, 12)):
        with db.transaction():
            make_user("Bob Berg")
        mail_plans()  # Who comes at noon waits for the next morning.
    assert len(plans()) == 1


def test_two_workers_at_once_mail_it_once(app, visit):
    with clock.travel(SIX):
        both_at_once(app, lambda: send_plans(DAY))
    assert len(plans()) == 1


def test_the_eve_has_a_plan_too_and_an_empty_day_none(visit):
    assert [has_plan(DAY + timedelta(days=days)) for days in (-2, -1, 0, 1)] == [
        False,
        True,
        True,
        False,
    ]
    for day, count in ((DAY - timedelta(days=2), 0), (DAY - timedelta(days=1), 1)):
        with clock.travel(at(day, 6)):
            mail_plans()
        assert len(plans()) == count


def test_coordinators_get_it_unless_they_say_no_and_administrators_if_they_say_so(visit, alice):
    with db.transaction():
        bob, dana = make_user("Bob Berg"), make_user("Dana Dahl", Role.ADMIN)
        make_user("Arvid Ahl", Role.ANALYST)
        gone = make_user("Gerd Gran")
        close_account(gone, by=COMMAND)
    wish(bob, ComesAs.NONE)
    with clock.travel(SIX):
        mail_plans()
        assert [each.recipient_email for each in plans()] == [alice.email]
        wish(bob, ComesAs.LINK)
        wish(dana, ComesAs.FILE)
        mail_plans()
    assert [(each.recipient_email, each.params["as"]) for each in plans()] == [
        (alice.email, "file"),
        (bob.email, "link"),
        (dana.email, "file"),
    ]


@both
def test_the_mail_brings_the_file_and_keeps_none_of_its_words(visit, alice, language):
    with db.transaction():
        alice.language = language
    with clock.travel(SIX):
        mail_plans()
        (message,) = plans()
        rendered = render(message)
        mail = email.message_from_bytes(
            compose(message, rendered).as_bytes(), policy=policy.default
        )
        (file,) = mail.iter_attachments()
        assert file.get_content_type() == "text/html"
        assert file.get_filename() == f"plan-b-{DAY}.html"
        said = file.get_content()
        assert visit.contact_name in said
        for text in (rendered.text, rendered.html, str(message.params), draft_of(message).html):
            assert visit.contact_name not in text
            assert visit.organisation_name not in text
    golden(f"mail.{language}.txt", f"{rendered.subject}\n\n{own_words(rendered.text)}")
    golden(f"mail.{language}.html", own_tags(rendered.html))


def test_a_mail_with_a_link_has_no_file(visit, alice):
    wish(alice, ComesAs.LINK)
    with clock.travel(SIX):
        mail_plans()
        rendered = render(plans()[0])
    assert rendered.attachment is None
    assert "/staff/plan-b" in rendered.text
    assert "Bakom länken" in rendered.text


def test_nobody_gets_a_plan_that_is_over_or_no_more_theirs(visit, alice):
    with clock.travel(SIX):
        mail_plans()
    (message,) = plans()
    with clock.travel(day_span(DAY, STOCKHOLM)[1]), pytest.raises(NoLongerTrue):
        render(message)
    with clock.travel(SIX):
        with db.transaction():
            alice.role = Role.ANALYST
        with pytest.raises(NoLongerTrue):
            render(message)
    assert message.status == MessageStatus.WAITING


@both
def test_the_file_says_who_comes_where_and_whom_to_call(visit, house, alice, language):
    with db.transaction():
        petra = make_partner(language="en")
        petra.user.phone = "+46701740609"
        lent = RoomTerms(is_for_partners=True, needs_approval=False, layouts={"theatre": 40})
        set_room_terms(house.hall, lent, by=COMMAND)
        walking = make_offer(
            "walk", is_open_walk=True, group_min=1, title_sv="Öppen vandring", title_en="Open walk"
        )
        make_host("Henrik Hed")
    walk = do(schedule_walk, walking, starts_at=at(DAY, 14), language="sv", seats=5, by=STAFF)
    joined = do(join_walk, walk, seats(2, contact_phone="+46701740608"), by=BOOKER)
    do(confirm_address, joined, confirm_key(joined), by=BOOKER)
    booked(house.hall, petra, 9, day=DAY, title="Styrelsemöte", layout="theatre", wishes="Tystnad.")
    cancelled = booked(house.office, alice, 9, day=DAY, title="Inställt möte")
    do(cancel_booking, cancelled, by=COMMAND)
    booked(house.office, alice, 8, day=DAY + timedelta(days=1), title="Morgonmöte")
    with clock.travel(SIX), languages.speak(language):
        plan = make_plan()
    assert "<script" not in plan.html
    assert "https://" not in plan.html, "it needs nothing but itself"
    assert "<i>och" not in plan.html
    assert "Inställt möte" not in plan.html
    assert 'href="tel:+46701740606"' in plan.html
    golden(f"file.{language}.txt", bare(plan.html))


def test_an_empty_plan_says_so(alice):
    with languages.speak("en"):
        assert make_plan().html.count("Nothing is planned.") == 2


def test_what_goes_over_midnight_stands_on_both_days(house, alice):
    booking = booked(house.office, alice, 10)
    with db.transaction():
        booking.event.starts_at = at(DAY, 23)
        booking.event.ends_at = at(DAY + timedelta(days=1), 1)
    assert [len(day.items) for day in read_plan(DAY)] == [1, 1]
    assert [len(day.items) for day in read_plan(DAY + timedelta(days=1))] == [1, 0]
    assert [len(day.items) for day in read_plan(DAY - timedelta(days=1))] == [0, 1]


def test_a_hall_is_named_without_its_halves(house, alice):
    booked(house.hall, alice, 10, day=DAY)
    (item,) = read_plan(DAY)[0].items
    assert [place.code for place in item.places] == ["HALL"]


def test_many_items_ask_no_more_than_few(house, alice):
    asked = []

    def hear(connection, cursor, statement, *rest):
        asked.append(statement)

    def count():
        db.session.rollback()
        db.session.expire_all()
        asked.clear()
        with clock.travel(SIX):
            make_plan()
        return len(asked)

    booked(house.office, alice, 8, day=DAY)
    engine_events.listen(db.engine(), "before_cursor_execute", hear)
    try:
        few = count()
        for hour in range(9, 17):
            booked(house.office, alice, hour, day=DAY)
            booked(house.east, alice, hour, day=DAY)
        assert count() == few
    finally:
        engine_events.remove(db.engine(), "before_cursor_execute", hear)


def test_the_page_gives_the_file_and_remembers_how_it_is_wanted(client, alice):
    sign_in(client, alice)
    assert "/staff/plan-b" in links(client.get("/staff/"))
    page = client.get("/staff/plan-b")
    typed = values(page)
    assert typed["comes_as"] == "file"
    file = client.get("/staff/plan-b/file")
    assert file.headers["Content-Disposition"] == "attachment; filename=plan-b-2026-11-24.html"
    assert file.headers["Cache-Control"] == "no-store"
    assert "Tisdag 24 november 2026" in file.get_data(as_text=True)
    typed["comes_as"] = "carrier pigeon"
    refused = client.post("/staff/plan-b", data=typed)
    assert (refused.status_code, errors(refused)) == (400, ["Välj ett av alternativen som visas."])
    typed["comes_as"] = "link"
    for _ in range(2):
        saved = client.post("/staff/plan-b", data=typed, follow_redirects=True)
        assert values(saved)["comes_as"] == "link"
    db.session.rollback()
    (kept,) = db.session.scalars(select(PlanWish)).all()
    assert (kept.user_id, kept.comes_as) == (alice.id, "link")
    assert {line.action for line in list_entries(alice)} >= {"on_the_day.set_plan_wish"}


@pytest.mark.parametrize("role", [Role.HOST, Role.ANALYST, Role.PARTNER])
def test_only_those_who_plan_have_plan_b(client, visit, role):
    with db.transaction():
        person = make_user("Bob Berg", role)
    sign_in(client, person)
    for path in ("/staff/plan-b", "/staff/plan-b/file"):
        assert client.get(path).status_code == 403
    assert client.post("/staff/plan-b", data={"comes_as": "link"}).status_code == 403
    assert "/staff/plan-b" not in links(client.get("/staff/"))


def test_a_stranger_is_asked_to_sign_in(client, app):
    for path in ("/staff/plan-b", "/staff/plan-b/file"):
        answer = client.get(path)
        assert answer.status_code == 302
        assert "sign-in" in answer.headers["Location"]


def test_staff_see_in_the_outbox_which_day_a_plan_is_of(client, visit, alice):
    with clock.travel(SIX):
        mail_plans()
    sign_in(client, alice)
    said = words(client.get("/staff/messages/"))
    assert "Dagens plan B" in said
    assert "tors 17 december 2026" in said
