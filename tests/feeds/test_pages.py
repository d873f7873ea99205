"""The pages about calendars: the public one, a person's subscriptions, everybody's."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from urllib.parse import unquote

import pytest
from sqlalchemy import select

from arena import clock, db
from arena.accounts.models import Role
from arena.audit.models import AuditEntry
from arena.events.services import change_event
from arena.feeds import serving
from arena.feeds.links import private_links, public_links
from arena.feeds.models import FeedSubscription
from tests.cast import make_user, sign_in
from tests.conftest import NOW
from tests.events.judges import JUDGES
from tests.feeds.conftest import make_event, take_part, uids, unfolded
from tests.pages import errors, links, parsed, values, words

CALENDAR = "/sv/calendar/"
DAY = timedelta(days=1)


@pytest.fixture
def people(app):
    with db.transaction():
        return {
            "alice": make_user("Alice Alm"),
            "bob": make_user("Bob Berg"),
            "hedda": make_user("Hedda Holm", Role.HOST),
            "petra": make_user("Petra Palm", Role.PARTNER),
            "dana": make_user("Dana Dahl", Role.ADMIN, language="en"),
        }


def filled(client, **changes):
    """What the form for a new subscription would send."""
    return values(client.get("/me/feeds/new")).to_dict() | {"name": "Min telefon"} | changes


def kept():
    db.session.rollback()
    return db.session.scalars(select(FeedSubscription).order_by(FeedSubscription.id)).all()


# The public calendar.


def test_the_calendar_lists_what_is_public_week_by_week(app, client):
    make_event(NOW + 2 * DAY, title_sv="Vandring i regn", place_sv="Bobergstorget")
    make_event(NOW + 5 * DAY, title_sv="Öppet hus")
    make_event(NOW + 8 * DAY, title_sv="Nästa månad")
    make_event(NOW + DAY, title_sv="Ledningsgruppen", audience="staff")
    said = words(client.get(CALENDAR))
    for part in ("V. 48 23 november – 29 november", "Vandring i regn", "Bobergstorget"):
        assert part in said
    assert "tors 26 november 2026, kl. 9.00–10.00 (v. 48)" in said.replace("\u00a0", " ")
    assert said.index("Vandring i regn") < said.index("Öppet hus")
    assert "Ledningsgruppen" not in said
    assert "Nästa månad" not in said
    assert "Nästa månad" in words(client.get(f"{CALENDAR}?month=2026-12"))


def test_what_is_left_of_the_month_comes_first_and_the_whole_one_on_demand(app, client):
    make_event(NOW - 4 * DAY, title_sv="I fredags")
    assert "I fredags" not in words(client.get(CALENDAR))
    assert "I fredags" in words(client.get(f"{CALENDAR}?month=2026-11"))


def test_a_cancelled_event_is_said_to_be_so_and_not_offered(app, client):
    event = make_event(title_sv="Vandring")
    with db.transaction():
        change_event(event, status="cancelled")
    page = client.get(CALENDAR)
    assert "Inställt, blir inte av" in words(page)
    assert not [href for href in links(page) if "download" in href]


def test_an_empty_month_leads_to_the_next_event(app, client):
    make_event(NOW + 40 * DAY)
    page = client.get(CALENDAR)
    assert "Inget mer den här månaden" in words(page)
    assert f"{CALENDAR}?month=2027-01" in links(page)


def test_a_calendar_without_any_event_says_what_will_be_there(app, client):
    assert "Inget är planerat just nu" in words(client.get(CALENDAR))


@pytest.mark.parametrize("month", ["2026-09", "2028-02"])
def test_the_calendar_ends_where_feeds_end(app, client, month):
    steps = [
        href
        for href in links(client.get(f"{CALENDAR}?month={month}"))
        if href.startswith(f"{CALENDAR}?")
    ]
    assert len(steps) == 1


@pytest.mark.parametrize("month", ["1999-01", "2026-13", "x", "2026-11-01", "' OR 1=1"])
def test_a_month_that_is_none_is_this_one(app, client, month):
    page = client.get(CALENDAR, query_string={"month": month})
    assert page.status_code == 200
    assert "November 2026" in words(page)


def test_the_calendar_tells_how_to_subscribe_and_that_it_may_take_a_day(app, client):
    page = client.get("/en/calendar/")
    told = public_links("en")
    assert told.webcal in links(page)
    assert told.google in links(page)
    said = words(page)
    for program in ("iPhone, iPad and Mac", "Google Calendar", "Outlook", "Thunderbird"):
        assert program in said
    assert "every 4 to 24 hours" in said
    fields = [field.get("value") for field in parsed(page).iter("input")]
    assert "http://127.0.0.1:8000/feeds/public.ics?lang=en" in fields


def test_titles_of_any_kind_are_shown_as_text(app, client):
    make_event(title_sv="<script>alert(1)</script>", description_sv="<b>x</b>\n\n{{ 7 * 7 }}")
    page = client.get(CALENDAR)
    assert "<script>alert(1)</script>" in words(page)
    assert "{{ 7 * 7 }}" in words(page)


def test_links_to_programs_name_the_feed_in_the_way_that_each_wants(app):
    told = public_links("sv", with_cancelled=False)
    assert told.address == "http://127.0.0.1:8000/feeds/public.ics?lang=sv&cancelled=no"
    assert told.webcal == "webcal://127.0.0.1:8000/feeds/public.ics?lang=sv&cancelled=no"
    begins, _, address = told.google.partition("?cid=")
    assert begins == "https://calendar.google.com/calendar/r"
    assert unquote(address) == told.webcal
    assert "&" not in address
    assert private_links("x").address == "http://127.0.0.1:8000/feeds/x.ics"


def test_one_event_is_downloaded_by_a_detour(app, client):
    event = make_event(datetime(2026, 12, 4, 23, 30, tzinfo=UTC), title_en="Walk")
    lead = client.get(f"/en/calendar/{event.uid}/download")
    assert lead.status_code == 303
    answer = client.get(lead.location)
    assert uids(answer) == [event.uid]
    assert answer.headers["Content-Disposition"] == 'attachment; filename="arena-2026-12-05.ics"'
    assert answer.headers["Cache-Control"] == "public, max-age=300"
    assert "SUMMARY:Walk" in unfolded(answer)
    assert "METHOD" not in unfolded(answer)
    assert "X-WR-CALNAME" not in unfolded(answer)
    for name, judge in JUDGES.items():
        assert len(judge(answer.data)) == 1, name


def test_what_is_not_public_or_long_past_is_not_downloaded(app, client):
    hidden = make_event(audience="staff")
    past = make_event(NOW - 90 * DAY)
    for uid in (hidden.uid, past.uid, "nothing"):
        assert client.get(f"/sv/calendar/{uid}/download").status_code == 404
        assert client.get(f"/feeds/event/{uid}.ics").status_code == 404


# Subscriptions.


def test_a_subscription_is_made_and_its_address_shown_once(people, client):
    sign_in(client, people["alice"])
    make_event(audience="staff")
    page = client.post("/me/feeds/new", data=filled(client))
    assert page.status_code == 201
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert page.headers["Cache-Control"] == "no-store"
    (address,) = [
        field.get("value")
        for field in parsed(page).iter("input")
        if field.get("id") == "feed-address"
    ]
    assert address.startswith("http://127.0.0.1:8000/feeds/")
    assert address.endswith(".ics")
    assert address.replace("http:", "webcal:") in links(page)
    token = address.rpartition("/")[2].removesuffix(".ics")
    title = "".join(parsed(page).find(".//title").itertext())
    assert "Min telefon" in title
    assert token not in title
    (picture,) = list(parsed(page).find(".//main").iter("img"))
    assert picture.get("src").startswith("data:image/svg+xml")
    assert picture.get("alt")
    assert "sparar de en kopia" in words(page)
    assert len(uids(client.get(address.removeprefix("http://127.0.0.1:8000")))) == 1
    assert token not in client.get("/me/feeds").text


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"name": " "}, "Skriv ett namn, till exempel ”Min telefon”"),
        ({"scope": "everything"}, "Välj ett av alternativen som visas."),
        ({"language": "de"}, "Välj ett av alternativen som visas."),
        ({"name": "x" * 81}, None),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_nothing_is_made(people, client, changes, message):
    sign_in(client, people["alice"])
    page = client.post("/me/feeds/new", data=filled(client, **changes))
    assert page.status_code == 400
    if message:
        assert errors(page) == [message]
    assert kept() == []


def test_a_page_that_is_loaded_again_makes_no_second_subscription(people, client):
    sign_in(client, people["alice"])
    typed = filled(client)
    assert client.post("/me/feeds/new", data=typed).status_code == 201
    again = client.post("/me/feeds/new", data=typed)
    assert again.status_code == 400
    assert "visas inte igen" in errors(again)[0]
    assert len(kept()) == 1


def test_hosts_begin_with_their_own_tours_and_others_with_everything(people, client):
    chosen = {}
    for name in ("alice", "hedda", "petra"):
        sign_in(client, people[name])
        chosen[name] = values(client.get("/me/feeds/new"))["scope"]
    assert chosen == {"alice": "all", "hedda": "mine", "petra": "all"}


def test_a_partner_is_promised_what_a_partner_gets(people, client):
    sign_in(client, people["petra"])
    said = words(client.get("/me/feeds/new"))
    assert "Det som är öppet för alla, och det jag deltar i" in said
    assert "Allt som händer på arenan" not in said
    made = words(client.post("/me/feeds/new", data=filled(client)))
    assert "med allt som den visar för dig" in made
    assert "handlägger eller leder" not in made


def test_the_list_says_when_and_by_what_each_was_last_used(people, client, fetch, subscribe):
    path = subscribe(people["alice"])
    subscribe(people["alice"], "mine", language="en", with_cancelled=False)
    sign_in(client, people["alice"])
    fetch(path, user_agent="iOS/18.1 dataaccessd/1.0")
    serving.state().fetches.write()
    said = words(client.get("/me/feeds")).replace("\u00a0", " ")
    assert "tis 24 november 2026, kl. 9.00, iPhone, iPad" in said
    assert "Det du deltar i, engelska, utan det som är inställt" in said
    assert "Aldrig" in said


def test_revoking_asks_once_and_then_does_it(people, client, subscribe):
    path = subscribe(people["alice"])
    sign_in(client, people["alice"])
    ask = client.get("/me/feeds/1/revoke")
    assert "Återkalla ”Min telefon 1”?" in words(ask)
    assert kept()[0].revoked_at is None
    done = client.post("/me/feeds/1/revoke", follow_redirects=True)
    assert "Prenumerationen ”Min telefon 1” är återkallad." in words(done)
    assert "Återkallad tis 24 november 2026" in words(done)
    assert "är avslutad" in unfolded(client.get(path))
    with clock.travel(NOW + 91 * DAY):
        sign_in(client, people["alice"])
        assert "Min telefon" not in words(client.get("/me/feeds"))


def test_a_strangers_subscription_is_not_there(people, client, subscribe):
    subscribe(people["alice"])
    for name in ("bob", "petra", "dana"):
        sign_in(client, people[name])
        assert client.get("/me/feeds/1/revoke").status_code == 404
        assert client.post("/me/feeds/1/revoke").status_code == 404
        assert "Min telefon" not in words(client.get("/me/feeds"))
    assert kept()[0].revoked_at is None


def test_administrators_see_and_revoke_everybodys(people, client, subscribe):
    subscribe(people["hedda"], "mine")
    sign_in(client, people["dana"])
    page = client.get("/staff/feeds/")
    assert "1 address that a program can read." in words(page)
    assert "Hedda Holm" in words(page)
    assert "/staff/feeds/" in links(client.get("/me/feeds"))
    done = client.post("/staff/feeds/1/revoke", follow_redirects=True)
    assert "The subscription of Hedda Holm is revoked." in words(done)
    actors = db.session.scalars(select(AuditEntry.actor).order_by(AuditEntry.id.desc())).all()
    assert actors[0] == f"user:{people['dana'].id}"


@pytest.mark.parametrize("name", ["alice", "hedda", "petra"])
def test_nobody_else_sees_everybodys(people, client, subscribe, name):
    subscribe(people["bob"])
    sign_in(client, people[name])
    assert client.get("/staff/feeds/").status_code == 403
    assert client.post("/staff/feeds/1/revoke").status_code == 403
    assert "/staff/feeds/" not in links(client.get("/me/feeds"))


def test_one_too_many_is_said_on_top(people, client, subscribe):
    for _ in range(20):
        subscribe(people["alice"])
    sign_in(client, people["alice"])
    page = client.post("/me/feeds/new", data=filled(client))
    assert page.status_code == 400
    assert errors(page) == [
        "Du har 20 prenumerationer. Återkalla först en som du inte längre använder."
    ]


def test_looking_at_the_pages_changes_nothing(people, client, subscribe):
    subscribe(people["alice"])
    take_part(make_event(), people["alice"])
    sign_in(client, people["alice"])
    before = len(db.session.scalars(select(AuditEntry)).all())
    for path in ("/me/feeds", "/me/feeds/new", "/me/feeds/1/revoke", CALENDAR):
        assert client.get(path).status_code == 200
        assert client.head(path).status_code == 200
    assert len(db.session.scalars(select(AuditEntry)).all()) == before
