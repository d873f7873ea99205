"""Private feeds: each holds what its person may see at that moment, and nothing once it ended."""

from __future__ import annotations

import io
import re
from datetime import timedelta

import pytest
import structlog
from sqlalchemy import select

from arena import clock, db, tokens
from arena.accounts.models import Role
from arena.accounts.services import change_role, close_account, reopen_account
from arena.audit.models import Actor, AuditEntry
from arena.feeds.models import FeedSubscription
from arena.feeds.services import MOST_LIVE, TooManySubscriptions, revoke_subscription
from tests.cast import make_user
from tests.conftest import NOW
from tests.events.judges import JUDGES, faults_of_feed
from tests.feeds.conftest import make_event, take_part, uids, unfolded

NOTE = "V-2612-0042 Norrskar +46701740605"
DAY = timedelta(days=1)


@pytest.fixture
def people(app):
    with db.transaction():
        return {
            role: make_user(f"{role.title()} X", role=role)
            for role in ("admin", "coordinator", "host", "analyst", "partner")
        }


@pytest.fixture
def events(people):
    """One public event, one of staff, and one of staff that everybody here takes part in."""
    made = {
        "public": make_event(NOW + DAY, staff_note=NOTE),
        "staff": make_event(NOW + 2 * DAY, audience="staff", staff_note=NOTE),
    }
    for number, (role, user) in enumerate(people.items()):
        made[role] = make_event(NOW + (3 + number) * DAY, audience="staff", staff_note=NOTE)
        take_part(made[role], user)
    return made


def subscription():
    return db.session.scalars(select(FeedSubscription).order_by(FeedSubscription.id.desc())).first()


def noted(answer):
    """The UIDs of entries that carry the staff note."""
    entries = unfolded(answer).split("BEGIN:VEVENT")[1:]
    found = [entry.partition("UID:")[2].partition("\r\n")[0] for entry in entries if NOTE in entry]
    return set(found)


@pytest.mark.parametrize("role", ["admin", "coordinator", "host", "analyst"])
def test_staff_may_have_everything(people, events, fetch, subscribe, role):
    answer = fetch(subscribe(people[role], "all"))
    assert set(uids(answer)) == {event.uid for event in events.values()}


@pytest.mark.parametrize("role", ["admin", "coordinator", "host", "analyst", "partner"])
def test_what_is_ones_own_is_what_one_takes_part_in(people, events, fetch, subscribe, role):
    assert uids(fetch(subscribe(people[role], "mine"))) == [events[role].uid]


def test_a_partner_has_what_is_public_and_what_they_take_part_in(people, events, fetch, subscribe):
    answer = fetch(subscribe(people["partner"], "all"))
    assert uids(answer) == [events["public"].uid, events["partner"].uid]


@pytest.mark.parametrize(
    ("role", "scope", "shown"),
    [
        ("admin", "all", "all"),
        ("coordinator", "all", "all"),
        ("coordinator", "mine", "own"),
        ("host", "all", "own"),
        ("host", "mine", "own"),
        ("analyst", "all", "none"),
        ("analyst", "mine", "none"),
        ("partner", "all", "none"),
        ("partner", "mine", "none"),
    ],
)
def test_whom_to_call_stands_where_the_pages_say_it_too(
    people, events, fetch, subscribe, role, scope, shown
):
    wanted = {
        "all": {event.uid for event in events.values()},
        "own": {events[role].uid},
        "none": set(),
    }[shown]
    assert noted(fetch(subscribe(people[role], scope))) == wanted


def test_a_private_feed_is_read_by_every_program(people, events, fetch, subscribe):
    body = fetch(subscribe(people["host"], "all")).data
    assert faults_of_feed(body) == []
    for name, judge in JUDGES.items():
        assert len(judge(body)) == len(events), name
    assert b"ATTENDEE" not in body
    assert b"/manage/" not in body


def test_rights_are_those_of_today(people, events, fetch, subscribe):
    path, user = subscribe(people["coordinator"], "all"), people["coordinator"]
    before = fetch(path)
    assert len(uids(before)) == len(events)
    with clock.travel(NOW + DAY), db.transaction():
        change_role(user, Role.PARTNER, by=Actor.user(people["admin"].id))
    with clock.travel(NOW + DAY + timedelta(seconds=1)):
        after = fetch(path, if_modified_since=before.headers.get("Last-Modified", ""))
        assert uids(after) == [events["public"].uid, events["coordinator"].uid]
        assert noted(after) == set()
        assert after.last_modified == NOW + DAY + timedelta(seconds=1)


def test_whoever_no_longer_takes_part_loses_the_entry(people, events, fetch, subscribe):
    path = subscribe(people["host"], "mine")
    assert uids(fetch(path)) == [events["host"].uid]
    take_part(events["host"], people["admin"])
    assert uids(fetch(path)) == []


def test_a_subscription_may_leave_cancelled_out_and_speak_english(people, fetch, subscribe):
    make_event(status="cancelled")
    path = subscribe(people["admin"], language="en", with_cancelled=False)
    answer = fetch(path)
    assert uids(answer) == []
    assert "X-WR-CALNAME:The arena: everything" in unfolded(answer)
    assert "X-WR-CALNAME:Arenan: allt" in unfolded(fetch(f"{path}?lang=sv"))
    assert uids(fetch(f"{path}?cancelled=yes")) == []


def test_a_partner_s_calendar_is_not_called_the_public_one(people, events, fetch, subscribe):
    said = unfolded(fetch(subscribe(people["partner"], "all", language="sv")))
    assert "X-WR-CALNAME:Arenan: mitt och det öppna" in said
    assert "\r\nDESCRIPTION:Det du deltar i" in said


def test_two_people_never_get_each_others_feed(people, events, fetch, subscribe):
    paths = {role: subscribe(user, "mine") for role, user in people.items()}
    for _ in range(2):
        for role, path in paths.items():
            assert uids(fetch(path)) == [events[role].uid]


def test_a_revoked_feed_is_emptied_for_90_days_and_then_gone(people, events, fetch, subscribe):
    path = subscribe(people["admin"])
    before = fetch(path)
    with db.transaction():
        revoke_subscription(subscription(), by=Actor.user(people["admin"].id))
    answer = fetch(path, if_none_match=before.headers["ETag"])
    assert len(uids(answer)) == 1
    text = unfolded(answer)
    assert "SUMMARY:Den här kalendern är avslutad" in text
    assert "REFRESH-INTERVAL;VALUE=DURATION:P1W" in text
    assert "DTSTART;VALUE=DATE:20261124" in text
    assert faults_of_feed(answer.data) == []
    for name, judge in JUDGES.items():
        assert len(judge(answer.data)) == 1, name
    assert answer.headers["Cache-Control"] == "private, no-cache"
    with clock.travel(NOW + 90 * DAY - timedelta(seconds=1)):
        last = fetch(path)
        assert last.data == answer.data
        assert fetch(path, if_none_match=last.headers["ETag"]).status_code == 304
    with clock.travel(NOW + 90 * DAY):
        gone = fetch(path)
    assert (gone.status_code, gone.mimetype, gone.data) == (410, "text/plain", b"Gone\n")


def test_a_closed_account_empties_its_feeds_and_an_opened_one_fills_them(
    people, events, fetch, subscribe
):
    path, by = subscribe(people["host"], "mine"), Actor.user(people["admin"].id)
    assert uids(fetch(path)) == [events["host"].uid]
    with clock.travel(NOW + DAY), db.transaction():
        close_account(people["host"], by=by)
    with clock.travel(NOW + 2 * DAY):
        ended = fetch(path)
        assert "är avslutad" in unfolded(ended)
        with db.transaction():
            reopen_account(people["host"], by=by)
    with clock.travel(NOW + 2 * DAY + timedelta(seconds=1)):
        again = fetch(path, if_modified_since=ended.headers["Last-Modified"])
        assert uids(again) == [events["host"].uid]
        assert again.last_modified > ended.last_modified


def test_tokens_are_kept_as_keyed_hashes_only(people, subscribe):
    token = subscribe(people["admin"]).removeprefix("/feeds/").removesuffix(".ics")
    kept = subscription()
    assert kept.token_hash == tokens.keyed_digest(token) != tokens.digest(token)
    assert len(token) >= 32  # 192 bits in base64.
    assert token not in str(vars(kept))


def test_a_token_opens_one_feed_and_nothing_else(people, fetch, subscribe, client):
    path = subscribe(people["admin"])
    token = path.removeprefix("/feeds/").removesuffix(".ics")
    assert fetch(f"/feeds/{token}x.ics").status_code == 404
    assert fetch(f"/feeds/{token.upper()}.ics").status_code == 404
    for other in (f"/feeds/{token}", f"/sv/manage/{token}", f"/sv/sign-in/link/{token}"):
        assert client.get(other).status_code in (404, 410)
    assert client.get(f"/me/feeds?token={token}").status_code == 302


def test_making_and_revoking_are_in_the_trail_without_the_token(people, subscribe):
    token = subscribe(people["admin"]).removeprefix("/feeds/").removesuffix(".ics")
    with db.transaction():
        revoke_subscription(subscription(), by=Actor.user(people["admin"].id))
        revoke_subscription(subscription(), by=Actor.user(people["admin"].id))
    lines = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
    assert [line.action for line in lines] == [
        "feeds.create_subscription",
        "feeds.revoke_subscription",
    ]
    assert all(token not in str(line.detail) for line in lines)


def test_nobody_has_more_subscriptions_than_they_can_look_after(people, subscribe):
    for _ in range(MOST_LIVE):
        subscribe(people["admin"])
    with pytest.raises(TooManySubscriptions):
        subscribe(people["admin"])
    with db.transaction():
        revoke_subscription(subscription(), by=Actor.user(people["admin"].id))
    assert subscribe(people["admin"])


@pytest.fixture
def log():
    """What is written into the log, as a person reads it."""
    usual, written = structlog.get_config(), io.StringIO()
    structlog.configure(**usual | {"logger_factory": structlog.PrintLoggerFactory(written)})
    yield written
    structlog.configure(**usual)


def test_logs_name_the_feed_by_number_and_never_by_its_token(people, fetch, subscribe, log):
    path = subscribe(people["admin"])
    fetch(path)
    fetch("/feeds/guessed-by-somebody.ics")
    written = log.getvalue()
    assert re.search(f"feed={subscription().id} .*status=200|status=200 .*feed=", written), written
    assert path.removeprefix("/feeds/") not in written
    assert "guessed" not in written
