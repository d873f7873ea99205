"""A host's day: all that they lead today and tomorrow, and for how long a device keeps it."""

from datetime import timedelta

import pytest

from arena import clock, db
from arena.accounts.models import Role
from arena.audit.models import BOOKER
from arena.visits.links import confirm_key
from arena.visits.services import confirm_address, confirm_visit, join_walk, schedule_walk
from tests.cast import make_host, make_offer, make_user, sign_in
from tests.pages import links, words
from tests.visits.bookings import DAY, STAFF, at, do, received, seats, user_of

SIX = at(DAY, 6)


@pytest.fixture
def hosts(app):
    with db.transaction():
        hosts = [make_host("Hedda Holm"), make_host("Henrik Hed")]
        for number, host in enumerate(hosts):
            user_of(host).language = "en"
            user_of(host).phone = f"+4670174060{number}"
        make_user().phone = "+46701740609"
        return hosts


def led_by(hosts, **facts):
    with db.transaction():
        offer = make_offer(facts.pop("slug"))
    visit = received(offer, **facts)
    do(confirm_visit, visit, host_ids=[host.id for host in hosts], by=STAFF)
    return visit


def day_of(client, host):
    sign_in(client, user_of(host))
    return client.get("/host/day")


def test_it_says_what_a_host_needs_and_nothing_of_what_others_lead(client, hosts):
    led_by(hosts, slug="both", access_needs="En rullstol", contact_name="Bodil Berg")
    led_by(hosts[1:], slug="other", starts_at=at(DAY, 14), organisation_name="Hemliga AB")
    with clock.travel(SIX):
        mine, other = words(day_of(client, hosts[0])), words(day_of(client, hosts[1]))
    for said in (
        "Updated Thu 17 December 2026, 06:00",
        "Thursday 17 December 2026",
        "10:00–11:30 Norrskär Energi AB",
        "18 people · Swedish",
        "Meeting point: Bobergstorget, by the red clock",
        "En rullstol",
        "Programme 10:00 Walk",
        "Bodil Berg of the group +46 70 174 06 05",
        "Henrik Hed leads with you +46 70 174 06 01",
        "Alice Alm coordinator +46 70 174 06 09",
        "Friday 18 December 2026 You lead nothing this day.",
    ):
        assert said in mine
    assert "Hemliga" not in mine
    assert "14:00–15:30 Hemliga AB" in other


def test_it_lists_who_has_joined_a_walk(client, hosts):
    with db.transaction():
        offer = make_offer("walk", is_open_walk=True, group_min=1)
    walk = do(
        schedule_walk,
        offer,
        starts_at=at(DAY, 14),
        language="sv",
        seats=5,
        host_ids=[hosts[0].id],
        by=STAFF,
    )
    joined = do(
        join_walk, walk, seats(2, contact_phone="+46701740608", access_needs="Hörslinga"), by=BOOKER
    )
    do(confirm_address, joined, confirm_key(joined), by=BOOKER)
    with clock.travel(SIX - timedelta(days=1)):  # The eve knows it too.
        said = words(day_of(client, hosts[0]))
    assert "Vera Vik 2 people, Hörslinga +46 70 174 06 08" in said


def test_it_is_kept_until_the_second_day_is_over(client, hosts):
    with clock.travel(at(DAY, 22)):
        answer = day_of(client, hosts[0])
    assert answer.headers["X-Keep-Seconds"] == str(26 * 3600)
    assert answer.headers["Cache-Control"] == "no-store"


def test_it_is_kept_an_hour_less_when_the_night_is_shorter(client, hosts):
    with clock.travel(at(DAY.replace(year=2027, month=3, day=27), 12)):
        assert day_of(client, hosts[0]).headers["X-Keep-Seconds"] == str((12 + 23) * 3600)


def test_hosts_find_it_and_partners_and_analysts_do_not(client, hosts):
    sign_in(client, user_of(hosts[0]))
    assert "/host/day" in links(client.get("/host/"))
    for role in (Role.ANALYST, Role.PARTNER):
        with db.transaction():
            person = make_user(f"{role} Berg", role)
        sign_in(client, person)
        assert client.get("/host/day").status_code == 403


def test_a_stranger_gets_the_script_that_keeps_it_and_nothing_else(client, app):
    assert client.get("/host/day").status_code == 302
    script = client.get("/host/worker.js")
    script.close()
    assert script.status_code == 200
    assert script.mimetype == "text/javascript"
    assert script.headers["Cache-Control"] == "no-cache"


def test_signing_out_has_the_browser_forget_what_it_keeps(client, hosts):
    sign_in(client, user_of(hosts[0]))
    assert "Clear-Site-Data" not in client.get("/host/").headers
    assert client.post("/sign-out").headers["Clear-Site-Data"] == '"storage"'
    assert "Clear-Site-Data" not in client.get("/en/sign-in").headers
