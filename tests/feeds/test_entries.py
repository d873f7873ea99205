"""What the public feed holds: the window, its order, what is cancelled, moved and withdrawn."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from arena import clock, db
from arena.events.ical.facts import entry_facts
from arena.events.services import change_event
from arena.feeds.queries import entries
from tests.cast import make_user
from tests.conftest import NOW
from tests.events.judges import JUDGES, expected, faults_of_feed
from tests.feeds.conftest import make_event, take_part, uids, unfolded

STOCKHOLM = ZoneInfo("Europe/Stockholm")
MIDNIGHT = datetime(2026, 11, 24, tzinfo=STOCKHOLM)  # Of the day on which the tests' time stands.
HOUR = timedelta(hours=1)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_program_reads_the_feed_as_the_database_has_it(app, fetch, language):
    wanted = [
        make_event(
            place_sv="Bobergstorget, vid den röda klockan", description_sv="Ta på skor.\n;,"
        ),
        make_event(NOW + timedelta(days=3), title_sv="Öppet hus – " + "å" * 90, title_en="Open"),
        make_event(datetime(2027, 3, 28, 0, 30, tzinfo=UTC)),  # Over the change to summer time.
        make_event(datetime(2027, 10, 31, 0, 30, tzinfo=UTC)),  # In the hour that comes twice.
    ]
    cancelled = make_event(NOW + timedelta(days=4))
    with db.transaction():
        change_event(cancelled, status="cancelled")
    body = fetch(f"/feeds/public.ics?lang={language}").data
    assert faults_of_feed(body) == []
    prefix = {"sv": "INSTÄLLT: ", "en": "CANCELLED: "}[language]
    seen = []
    for event in sorted([*wanted, cancelled], key=lambda event: event.starts_at):
        facts = entry_facts(
            event, language=language, detail="public", base_url="http://127.0.0.1:8000"
        )
        summary = prefix + facts.summary if event.is_cancelled else facts.summary
        seen.append(expected(facts, STOCKHOLM, summary=summary))
    for name, judge in JUDGES.items():
        assert judge(body) == seen, name


def test_an_empty_feed_is_a_calendar(app, fetch):
    answer = fetch()
    assert uids(answer) == []
    assert faults_of_feed(answer.data) == []
    for judge in JUDGES.values():
        assert judge(answer.data) == []


def test_entries_stand_by_start_then_uid(app, fetch):
    late = make_event(NOW + timedelta(days=9))
    together = [make_event(NOW + timedelta(days=5)) for _ in range(5)]
    early = make_event(NOW + timedelta(days=1))
    assert uids(fetch()) == [early.uid, *sorted(event.uid for event in together), late.uid]


def test_the_window_is_60_days_back_and_15_months_ahead(app, fetch):
    first, last = MIDNIGHT - timedelta(days=60), datetime(2028, 2, 24, tzinfo=STOCKHOLM)
    make_event(first - HOUR, first)
    inside = [
        make_event(first - HOUR, first + timedelta(minutes=1)),
        make_event(last - timedelta(minutes=1), last + HOUR),
    ]
    make_event(last, last + HOUR)
    assert uids(fetch()) == [event.uid for event in inside]


def test_the_window_moves_at_the_arenas_midnight(app, fetch):
    first = MIDNIGHT - timedelta(days=60)
    event = make_event(first, first + timedelta(hours=24))
    with clock.travel(MIDNIGHT + timedelta(days=1) - timedelta(seconds=1)):
        before = fetch()
        assert uids(before) == [event.uid]
    with clock.travel(MIDNIGHT + timedelta(days=1)):
        after = fetch()
    assert uids(after) == []
    assert after.last_modified == MIDNIGHT + timedelta(days=1)
    assert after.last_modified > before.last_modified


def test_a_cancelled_event_stays_for_14_days_after_its_date_as_cancelled(app, fetch):
    event = make_event(NOW + HOUR)
    with db.transaction():
        change_event(event, status="cancelled")
    answer = fetch()
    assert uids(answer) == [event.uid]
    text = unfolded(answer)
    assert "\r\nSTATUS:CANCELLED\r\n" in text
    assert "\r\nSEQUENCE:1\r\n" in text
    assert "\r\nTRANSP:TRANSPARENT\r\n" in text
    assert "\r\nSUMMARY:INSTÄLLT: Studiebesök\r\n" in text
    with clock.travel(MIDNIGHT + timedelta(days=15) - timedelta(seconds=1)):
        assert uids(fetch()) == [event.uid]
    with clock.travel(MIDNIGHT + timedelta(days=15)):
        assert uids(fetch()) == []


def test_a_reader_may_leave_cancelled_out(app, fetch):
    stays, goes = make_event(), make_event()
    with db.transaction():
        change_event(goes, status="cancelled")
    assert uids(fetch("/feeds/public.ics?cancelled=no")) == [stays.uid]


def test_a_moved_event_keeps_its_uid_and_raises_its_sequence(app, fetch):
    event = make_event()
    before = fetch()
    with db.transaction():
        change_event(event, starts_at=event.starts_at + 3 * HOUR, ends_at=event.ends_at + 3 * HOUR)
    after = fetch()
    assert uids(after) == uids(before) == [event.uid]
    assert "\r\nSEQUENCE:1\r\n" in unfolded(after)


def test_what_is_withdrawn_vanishes_at_once(app, fetch):
    event = make_event()
    assert uids(fetch()) == [event.uid]
    with db.transaction():
        change_event(event, audience="staff")
    assert uids(fetch()) == []


def test_of_too_many_events_the_nearest_are_shown(app, fetch, monkeypatch):
    monkeypatch.setattr(entries, "MOST_ENTRIES", 3)
    times = [NOW + timedelta(days=days) for days in (-9, -5, 1, 2)]
    _, recent, *coming = [make_event(at) for at in times]
    assert uids(fetch()) == [event.uid for event in (recent, *coming)]


def test_public_entries_have_nobodys_name_number_or_address(app, fetch):
    with db.transaction():
        host = make_user("Hedda Holm", role="host")
    event = make_event(staff_note="V-2612-0042 · Norrskär Energi · Åsa O'Brien · +46701740605")
    take_part(event, host)
    make_event(audience="staff", title_sv="Ledningsgruppen")
    text = unfolded(fetch())
    assert not re.search("Hedda|hedda|Norrskär|Brien|4670|V-2612|Ledningsgruppen", text)
    assert not re.search("^(ATTENDEE|ORGANIZER|METHOD|BEGIN:VALARM)", text, re.MULTILINE)


def test_an_event_without_english_is_told_in_swedish(app, fetch):
    make_event(title_sv="Vandring", title_en="")
    assert "SUMMARY:Vandring" in unfolded(fetch("/feeds/public.ics?lang=en"))


@pytest.mark.parametrize("query", ["", "?lang=de", "?lang=", "?lang=sv&lang=en", "?x=%ff"])
def test_a_language_that_is_none_is_swedish(app, fetch, query):
    assert "X-WR-CALNAME:På gång på arenan" in unfolded(fetch(f"/feeds/public.ics{query}"))
