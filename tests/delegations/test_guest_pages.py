"""The guests' page and calendar: what a link opens, for whom, and what a stranger sees of it."""

from datetime import UTC, datetime, time, timedelta

import pytest
from icalendar import Calendar

from arena import clock, db
from arena.accounts.models import Role
from arena.audit.models import Actor
from arena.delegations.guest_links import calendar_key, guest_token
from arena.delegations.models import (
    DelegationRole,
    Document,
    DocumentVersion,
    ItemParty,
    RoleName,
)
from arena.delegations.queries.links import list_links
from arena.delegations.queries.programmes import list_items
from arena.delegations.queries.releases import find_last_release
from arena.delegations.rules.programme import Entry, Programme
from arena.delegations.services.building import fix_start, remove_item
from arena.delegations.services.linking import renew_link, revoke_link
from arena.delegations.services.releasing import release
from arena.delegations.showing import show_programme
from arena.feeds.services import create_subscription
from arena.on_the_day.queries.programme import list_foyer, read_door
from arena.web.languages import speak
from tests.cast import make_host, make_resource, make_user, sign_in
from tests.conftest import NOW
from tests.delegations.cast import make_delegation, make_item, somebody
from tests.pages import words


@pytest.fixture(autouse=True)
def _now():
    with clock.travel(NOW):
        yield


@pytest.fixture
def by(app):
    with db.transaction():
        return somebody()


@pytest.fixture
def delegation(by):
    with db.transaction():
        made = make_delegation(name="Kawanishi council", timezone="Asia/Tokyo")
        made.roles.append(DelegationRole(role=RoleName.DAY_LEAD, name="Dag Ansvarig", email=""))
        make_item(made, by, title_sv="Översikt", title_en="Overview", place_sv="Glashuset")
        make_item(made, by, title_sv="Rundvandring", title_en="Walk")
    with db.transaction():
        release(made, by=by)
    return made


@pytest.fixture
def link(delegation):
    return list_links(delegation)[0]


def test_the_page_shows_both_clocks_in_both_languages_and_keeps_its_address(client, link):
    path = f"delegation/{guest_token(link)}"
    swedish, english = client.get(f"/sv/{path}"), client.get(f"/en/{path}")
    assert "9.00–9.30 Tokyo 17.00–17.30 Översikt" in words(swedish)
    assert "09:00–09:30 Tokyo 17:00–17:30 Overview" in words(english)
    assert english.headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in english.headers["X-Robots-Tag"]
    assert english.headers["Cache-Control"] == "no-store"


def test_times_at_home_are_right_where_clocks_change_on_other_days(app):
    def told(zone, starts_at, minutes=30):
        entry = Entry(
            key=1,
            uid="1",
            sequence=0,
            kind="walk",
            group="",
            starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=minutes),
            travel_minutes=0,
            travel_mode="walk",
            title_sv="Vandring",
            title_en="Walk",
        )
        with speak("en"):
            row = show_programme(Programme(entries=(entry,)), zone).days[0].rows[0]
        return row.ours, row.theirs

    autumn = datetime(2026, 10, 26, 8, 0, tzinfo=UTC)  # A week before New York's clocks change.
    assert told("America/New_York", autumn) == ("09:00–09:30", "04:00–04:30")
    assert told("America/New_York", autumn + timedelta(days=7)) == ("09:00–09:30", "03:00–03:30")
    late = datetime(2026, 12, 10, 15, 0, tzinfo=UTC)
    assert told("Pacific/Auckland", late) == ("16:00–16:30", "Fri 11 Dec, 04:00–04:30")
    assert told("Europe/Berlin", late) == ("16:00–16:30", "")
    assert told("Nowhere/Land", late) == ("16:00–16:30", "")
    assert told("Asia/Tokyo", late - timedelta(minutes=15))[1] == "23:45–00:15"


def test_seeing_a_version_takes_a_button(client, delegation, link):
    path = f"/en/delegation/{guest_token(link)}"
    assert "I have seen this version" in words(client.get(path))
    receipt = find_last_release(delegation).receipts[0]
    assert receipt.opened_at is None
    assert client.post(f"{path}/seen/1").status_code == 303
    db.session.rollback()  # So that it is read anew.
    assert receipt.opened_at == NOW
    assert "I have seen this version" not in words(client.get(path))


def test_a_link_that_has_ended_tells_whom_to_ask_and_nothing_else(client, by, delegation, link):
    token = guest_token(link)
    with clock.travel(link.expires_at):
        over = client.get(f"/sv/delegation/{token}")
    with db.transaction():
        renew_link(link, by=by)
    replaced = client.get(f"/sv/delegation/{token}")
    with db.transaction():
        revoke_link(link, by=by)
    closed = client.get(f"/sv/delegation/{guest_token(link)}")
    answers = [over, replaced, closed, client.get("/sv/delegation/nothing")]
    assert [answer.status_code for answer in answers] == [410, 404, 410, 404]
    for answer in answers:
        assert "Kawanishi" not in answer.text
        assert "besok@arena.example" in words(answer)
        assert answer.headers["Referrer-Policy"] == "no-referrer"


def test_shared_documents_alone_can_be_taken(client, delegation, link):
    with db.transaction():
        for title, is_shared in (("Karta", True), ("Internt", False)):
            document = Document(delegation_id=delegation.id, title=title, is_shared=is_shared)
            facts = {"filename": f"{title}.pdf", "media_type": "application/pdf", "size": 4}
            for number in (1, 2):
                document.versions.append(
                    DocumentVersion(number=number, body=b"%%PDF"[:number], added_at=NOW, **facts)
                )
            db.session.add(document)
    shared, internal = db.session.query(Document).order_by(Document.id)
    path = f"/sv/delegation/{guest_token(link)}"
    page = words(client.get(path))
    assert "Karta" in page
    assert "Internt" not in page
    answer = client.get(f"{path}/documents/{shared.id}")
    assert (answer.data, answer.headers["Content-Disposition"]) == (
        b"%%",
        "attachment; filename=Karta.pdf",
    )
    assert client.get(f"{path}/documents/{internal.id}").status_code == 404


def entries_of(answer):
    return {
        str(each["uid"]): (str(each["summary"]), int(each["sequence"]), str(each["status"]))
        for each in Calendar.from_ical(answer.data).walk("VEVENT")
    }


def test_the_calendar_follows_each_version_and_empties_itself(client, by, delegation, link):
    path = f"/feeds/delegation/{calendar_key(link)}.ics"
    first, second = list_items(delegation)
    before = client.get(path)
    assert client.get(path, headers={"If-None-Match": before.headers["ETag"]}).status_code == 304
    with db.transaction():
        fix_start(first, time(10), by=by)
        remove_item(second, by=by)
    assert entries_of(client.get(path)) == entries_of(before)  # Nothing was released yet.
    with db.transaction():
        release(delegation, by=by)
    after = entries_of(client.get(f"{path}?lang=sv"))
    assert after[first.event.uid][0] == "Översikt"
    assert after[first.event.uid][1] > entries_of(before)[first.event.uid][1]
    gone = next(facts for uid, facts in after.items() if uid != first.event.uid)
    assert (gone[0], gone[2]) == ("INSTÄLLT: Rundvandring", "CANCELLED")
    with db.transaction():
        revoke_link(link, by=by)
    ended = client.get(path)
    assert [summary for summary, _, _ in entries_of(ended).values()] == ["This calendar has ended"]
    with clock.travel(NOW + timedelta(days=90)):
        assert client.get(path).status_code == 410
    assert client.get("/feeds/delegation/7-nothing.ics").status_code == 404


def test_a_file_of_entries_is_led_to(client, delegation, link):
    answer = client.get(f"/en/delegation/{guest_token(link)}/calendar", follow_redirects=True)
    assert len(entries_of(answer)) == 2
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert b"/delegation/" not in answer.data


def test_strangers_and_other_calendars_learn_nothing_of_a_delegation(app, client, delegation):
    with db.transaction():
        host, partner = make_user("Hanna Host", Role.HOST), make_user("Pelle Partner", Role.PARTNER)
        staff = make_user("Stina Staff")
        tokens = {
            person.name: create_subscription(
                person,
                name="x",
                scope=scope,
                language="sv",
                with_cancelled=True,
                by=Actor.user(person.id),
            )[1]
            for person, scope in ((host, "mine"), (staff, "all"), (partner, "all"))
        }
    public = [
        "/feeds/public.ics",
        "/api/v1/events",
        "/sv/",
        "/sv/calendar/?month=2026-12",
        f"/feeds/{tokens['Hanna Host']}.ics",
        f"/feeds/{tokens['Pelle Partner']}.ics",
        "/sitemap.xml",
        "/robots.txt",
    ]
    for path in public:
        assert "Kawanishi" not in client.get(path).text, path
    assert "Kawanishi" in client.get(f"/feeds/{tokens['Stina Staff']}.ics").text
    assert client.get(f"/staff/delegations/{delegation.reference}/releases").status_code == 302


def test_screens_say_only_that_a_place_is_taken(app, by):
    with db.transaction():
        room = make_resource(code="PK")
        planned = make_delegation(name="Kawanishi council")
        item = make_item(planned, by, place_id=room.id)
        release(planned, by=by)
    with clock.travel(item.event.starts_at):
        door, foyer = read_door(room), list_foyer()
    assert door.current is not None
    assert (door.current.what.title_sv, door.current.what.party, foyer) == ("", "", [])


def test_a_host_has_their_own_stops_and_staff_have_all_as_planned(app, client, by):
    with db.transaction():
        host = make_host("Hanna Host")
        staff = make_user("Stina Staff")
        planned = make_delegation(name="Kawanishi council")
        first = make_item(planned, by, title_sv="Översikt")
        make_item(planned, by, title_sv="Rundvandring")
        user = host.host.user
        first.parties.append(
            ItemParty(
                role="host", name=user.name, email=user.email, resource_id=host.id, state="yes"
            )
        )
        tokens = [
            create_subscription(
                person,
                name="x",
                scope=scope,
                language="sv",
                with_cancelled=True,
                by=Actor.user(person.id),
            )[1]
            for person, scope in ((user, "mine"), (staff, "all"))
        ]
    with db.transaction():
        fix_start(first, time(10), by=by)  # Settles the programme: who said yes takes part.
    own, everything = (entries_of(client.get(f"/feeds/{token}.ics")) for token in tokens)
    assert [summary for summary, _, _ in own.values()] == ["Kawanishi council: Översikt"]
    assert {status for _, _, status in everything.values()} == {"TENTATIVE"}
    assert len(everything) == 2


def test_staff_release_and_see_who_has_seen_it(client, delegation, by):
    with db.transaction():
        staff = make_user("Stina Staff")
    sign_in(client, staff)
    path = f"/staff/delegations/{delegation.reference}/releases"
    assert "Version 1" in words(client.get(path))
    refused = client.post(path, data={"version": str(delegation.version)})
    assert refused.status_code == 400
    assert "har redan den här versionen" in words(refused)
    sent = {"version": str(delegation.version), "words": "Ta med paraply."}
    assert client.post(path, data=sent).status_code == 303
    page = words(client.get(path))
    assert "Ta med paraply." in page
    assert "0 av 1" in page
    assert "Ta med paraply." in words(client.get(f"{path}/2"))
