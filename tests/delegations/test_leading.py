"""The day lead's day: being late moves what must, whoever comes is told, others see nothing."""

from dataclasses import replace
from datetime import date, time, timedelta
from functools import partial
from itertools import product
from random import Random
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from arena import clock, db
from arena.delegations.models import PartyRole
from arena.delegations.queries.leading import list_callees, read_day
from arena.delegations.queries.releases import find_last_release
from arena.delegations.queries.roles import days_without_lead
from arena.delegations.rules.retiming import AnotherDay, begin_at, end_at
from arena.delegations.rules.timing import Piece, place
from arena.delegations.services.asking import ask, mark_of, say_yes
from arena.delegations.services.errors.retiming import NotToday
from arena.delegations.services.errors.roles import LedAlready, NoLead
from arena.delegations.services.parties import PartyFacts, add_hosts, add_person
from arena.delegations.services.releasing import release
from arena.delegations.services.retiming import Shift, retime
from arena.delegations.services.roles import RoleFacts, add_role
from arena.messages.models import Message
from arena.messages.rendering import render
from tests.cast import make_host, make_user, sign_in
from tests.conftest import NOW
from tests.delegations.cast import DAY, NINE, make_delegation, make_item
from tests.pages import words
from tests.visits.bookings import STAFF, at, do

ZONE = ZoneInfo("Europe/Stockholm")
LAY = partial(place, zone=ZONE, factor=1.6, travel=lambda start, end, mode: 10)
TODAY = date(2026, 12, 10)


def a_day(random):
    """Return a day of pieces: some with fixed starts, some for a group, some interpreted."""
    pieces = []
    for key in range(random.randint(2, 9)):
        fixed = time(9 + key, random.choice((0, 30))) if random.random() < 0.3 else None
        pieces.append(
            Piece(
                key=key,
                day=TODAY,
                group=random.choice((None, None, 1, 2)),
                minutes=random.choice((10, 25, 45)),
                is_interpreted=random.random() < 0.3,
                fixed_start=fixed,
                place=random.choice((None, 1, 2)),
            )
        )
    return pieces


def fixed(pieces, starts):
    """Return the pieces with the fixed starts that were found."""
    return [replace(each, fixed_start=starts.get(each.key, each.fixed_start)) for each in pieces]


def test_a_delay_moves_nothing_earlier_and_leaves_nobody_too_little_time():
    for seed, minutes in product(range(150), (5, 30)):
        pieces = a_day(Random(seed))
        before = LAY(pieces)
        start = before[0].starts_at + timedelta(minutes=minutes)
        after = LAY(fixed(pieces, begin_at(pieces, 0, start, lay=LAY, zone=ZONE)))
        assert after[0].starts_at == start
        for was, now in zip(before[1:], after[1:], strict=True):
            assert now.starts_at >= was.starts_at
            assert now.slack >= min(0, was.slack)


def test_a_delay_past_midnight_is_refused_and_not_put_at_dawn():
    late = Piece(key=1, day=TODAY, minutes=15, fixed_start=time(23, 30))
    start = LAY([late])[0].starts_at + timedelta(minutes=40)
    with pytest.raises(AnotherDay):
        begin_at([late], 1, start, lay=LAY, zone=ZONE)
    following = [late, Piece(key=2, day=TODAY, minutes=10)]
    with pytest.raises(AnotherDay):
        end_at(following, 1, start, lay=LAY, zone=ZONE)


def test_what_ends_early_moves_nothing():
    for seed in range(150):
        pieces = [replace(piece, fixed_start=None) for piece in a_day(Random(seed))]
        before = LAY(pieces)
        early = before[0].ends_at - timedelta(minutes=5)
        after = LAY(fixed(pieces, end_at(pieces, 0, early, lay=LAY, zone=ZONE)))
        assert [each.starts_at for each in after] == [each.starts_at for each in before]


def test_time_to_spare_takes_up_the_delay():
    pieces = [
        Piece(key=0, day=TODAY, minutes=30, fixed_start=NINE),
        Piece(key=1, day=TODAY, minutes=30),
        Piece(key=2, day=TODAY, minutes=30, fixed_start=time(11)),
    ]
    lay = partial(place, zone=ZONE, factor=1, travel=lambda *way: 0)
    assert end_at(pieces, 0, at(TODAY, 9, 40), lay=lay, zone=ZONE) == {1: time(9, 40)}


@pytest.fixture
def delegation(app):
    with db.transaction():
        make_user("Alice Alm")
        return make_delegation(ends_on=DAY + timedelta(days=1))


@pytest.fixture
def lead(delegation):
    """Hedda, a host, who leads the first day."""
    with db.transaction():
        user = make_host("Hedda Holm").host.user
        user.phone = "+46701740606"
        add_role(delegation, RoleFacts(role="day_lead", user_id=user.id, day=DAY), by=STAFF)
    return user


@pytest.fixture
def items(delegation):
    """A talk at nine, a walk that Henrik leads after it, and lunch at half past eleven."""
    with db.transaction():
        talk = make_item(delegation, by=STAFF, fixed_start=NINE)
        walk = make_item(delegation, by=STAFF, title_sv="Vandring", title_en="Walk", minutes=60)
        lunch = make_item(delegation, by=STAFF, title_sv="Lunch", fixed_start=time(11, 30))
        add_hosts(walk, [make_host("Henrik Hed").id], role="host", by=STAFF)
        siv = PartyFacts(role=PartyRole.RECEIVER, name="Siv Sol", phone="+46701740607")
        add_person(walk, siv, by=STAFF)
    henrik = walk.parties[0]
    do(ask, delegation, [henrik], answer_by=NOW + timedelta(days=1), by=STAFF)
    do(say_yes, henrik, about=mark_of(henrik), by=STAFF)
    do(say_yes, walk.parties[1], by=STAFF)
    return talk, walk, lunch


def test_each_day_has_one_lead_of_our_own_and_a_day_without_is_a_warning(delegation, lead):
    assert days_without_lead(delegation) == [DAY + timedelta(days=1)]
    with pytest.raises(LedAlready):
        do(add_role, delegation, RoleFacts(role="day_lead", user_id=lead.id, day=DAY), by=STAFF)
    with pytest.raises(NoLead):
        do(add_role, delegation, RoleFacts(role="day_lead", name="Siv Sol"), by=STAFF)
    do(add_role, delegation, RoleFacts(role="driver", name="Börje Buss"), by=STAFF)
    with db.transaction():
        lead.closed_at = NOW
    assert days_without_lead(delegation) == [DAY, DAY + timedelta(days=1)]


def test_the_lead_has_the_day_in_their_own_calendar(delegation, items, lead):
    found = [each for each in items[0].event.attendees if each.role == "day_lead"]
    assert [each.user_id for each in found] == [lead.id]


def test_who_comes_is_told_at_once_of_what_moves_and_who_has_no_mail_is_to_be_called(items):
    talk, walk, lunch = items
    with clock.travel(at(DAY, 9, 40)):
        done = do(retime, talk, Shift.ENDED, by=STAFF)
        assert [item.id for item in done.settled.moved] == [walk.id]
        assert [party.name for party in done.told] == ["Henrik Hed"]
        assert [party.name for party in done.to_call] == ["Siv Sol"]
        message = db.session.scalars(
            select(Message).where(Message.template == "delegations/party_moved")
        ).one()
        mail = render(message)
    assert "9.30–10.30" in mail.text
    assert "9.40–10.40" in mail.text
    assert b"METHOD:REQUEST" in (mail.calendar or b"")
    assert lunch.event.starts_at == at(DAY, 11, 30)


def test_only_today_is_retimed(items):
    with pytest.raises(NotToday):
        do(retime, items[0], Shift.LATER, minutes=10, by=STAFF)


def test_the_page_says_what_is_now_and_next_and_whom_to_call(delegation, items, lead):
    with clock.travel(at(DAY, 9, 10)):
        led = read_day(delegation, DAY)
        assert [item.id for item in led.now] == [items[0].id]
        assert [item.id for item in led.next] == [items[1].id]
        numbers = {each.name: each.phone for each in list_callees(delegation, led)}
    assert numbers["Hedda Holm"] == "+46701740606"
    assert numbers["Siv Sol"] == "+46701740607"
    assert "Moira Alder" in numbers


def test_what_follows_is_shown_before_it_is_done_and_strangers_see_nothing(
    client, delegation, items, lead
):
    path = f"/host/delegation-day/{delegation.reference}"
    with db.transaction():
        other = make_host("Hilma Hult").host.user
    do(release, delegation, is_known=True, by=STAFF)
    assert sign_in(client, other).get(path).status_code == 404
    with clock.travel(at(DAY, 9, 10)):
        sign_in(client, lead)
        assert "Pågår" in words(client.get(path))
        later = {"item": items[1].id, "shift": "later-10"}
        shown = words(client.post(f"{path}/shift", data=later))
        assert "9.30" in shown
        assert "9.40" in shown
        assert "Henrik Hed" in shown
        assert items[1].event.starts_at == at(DAY, 9, 30)
        sure = {**later, "is_seen": "yes", "version": delegation.version}
        for _press in range(2):
            assert client.post(f"{path}/shift", data=sure).status_code == 303
        db.session.rollback()
        db.session.expire_all()
        assert items[1].event.starts_at == at(DAY, 9, 40)
        stale = words(client.get(path))
        assert "Gästerna ser fortfarande de gamla tiderna" in stale
        assert "Moira Alder" in stale
        told = client.post(
            f"{path}/release", data={"version": delegation.version}, follow_redirects=True
        )
        assert "Gästerna ser de nya tiderna. 1 person meddelas med e-post." in words(told)
        assert "de gamla tiderna" not in words(told)
        db.session.rollback()
        assert find_last_release(delegation).is_urgent
        assert client.post(f"{path}/count", data={"headcount": "11"}).status_code == 303
    db.session.rollback()
    db.session.expire_all()
    assert delegation.headcount == 11
