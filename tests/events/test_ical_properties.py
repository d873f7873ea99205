"""What holds for every entry: any text, any time, several zones, four programs."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from arena.events.ical import text
from arena.events.ical.entry import EntryFacts
from arena.events.ical.itip import Mailbox, cancel, request
from arena.events.ical.vevent import vevent
from tests.events.entries import entry, feed_of
from tests.events.judges import JUDGES, expected, faults_of_feed, faults_of_mail
from tests.events.test_ical_itip import ARENA, SENT, mail

ZONES = (
    "Europe/Stockholm",
    "Europe/Dublin",
    "America/New_York",
    "America/Santiago",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "Pacific/Auckland",
)
BEGINNING = datetime(2020, 1, 1, tzinfo=UTC)
# The same examples in every run, so that a build fails by its own fault only. To look for new ones:
# pytest --hypothesis-seed=N with derandomize off. A slow answer of Node is no fault.
settings.register_profile(
    "calendars", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
CALENDARS = settings.get_profile("calendars")

# Letters of every script, and more often what calendars and parsers trip over.
tricky = st.sampled_from(list('\r\n\t\x00\x0b\x7f\x85\u2028\ufeff\ud800\\Nn;,:"^ \u00a0åß世👩‍👧ع'))
texts = st.lists(st.one_of(tricky, st.characters()), max_size=120).map("".join)
zones = st.sampled_from(ZONES).map(ZoneInfo)
moments = st.integers(0, 16 * 365 * 86_400).map(lambda s: BEGINNING + timedelta(seconds=s))
durations = st.timedeltas(timedelta(seconds=1), timedelta(days=14))


@st.composite
def entries(draw: st.DrawFn) -> EntryFacts:
    """Draw an entry that people could have typed and moved."""
    starts_at = draw(moments)
    changes: dict[str, Any] = {
        name: draw(texts) for name in ("summary", "location", "description", "url")
    }
    return entry(
        **changes,
        uid=str(draw(st.uuids())),
        sequence=draw(st.integers(0, 2**31 - 1)),
        status=draw(st.sampled_from(["TENTATIVE", "CONFIRMED", "CANCELLED"])),
        starts_at=starts_at,
        ends_at=starts_at + draw(durations),
        modified_at=draw(moments),
        categories=tuple(draw(st.lists(texts, max_size=2))),
        language=draw(st.sampled_from(["sv", "en"])),
    )


def as_written(facts: EntryFacts) -> EntryFacts:
    """Return the facts with their texts as a calendar carries them."""
    title = str(text.line(facts.summary)) or {"sv": "Utan rubrik", "en": "Untitled"}[facts.language]
    if facts.is_cancelled:
        title = {"sv": "INSTÄLLT: ", "en": "CANCELLED: "}[facts.language] + title
    return replace(
        facts,
        summary=title,
        location=str(text.line(facts.location)),
        description=str(text.paragraphs(facts.description)),
    )


@settings(CALENDARS, max_examples=200)
@given(st.lists(entries(), max_size=4, unique_by=lambda e: e.uid), zones)
def test_every_program_sees_what_is_known(listed: list[EntryFacts], zone: ZoneInfo) -> None:
    calendar = feed_of(*listed, zone=zone)
    assert faults_of_feed(calendar) == []
    wanted = [expected(e, zone, summary=e.summary) for e in map(as_written, listed)]
    for name, judge in JUDGES.items():
        seen = judge(calendar)
        if name == "recurring-ical-events":  # It gives entries by time, not as they stand.
            seen = sorted(seen, key=lambda event: [e.uid for e in listed].index(event.uid))
        assert seen == wanted, name


@settings(CALENDARS, max_examples=100)
@given(entries(), zones)
def test_the_same_facts_always_give_the_same_bytes(facts: EntryFacts, zone: ZoneInfo) -> None:
    assert vevent(facts, zone) == vevent(replace(facts), ZoneInfo(zone.key))


@settings(CALENDARS, max_examples=100)
@given(entries(), zones, texts, texts)
def test_every_mail_carries_one_faultless_calendar(
    facts: EntryFacts, zone: ZoneInfo, name: str, address: str
) -> None:
    write, method = (cancel, "CANCEL") if facts.is_cancelled else (request, "REQUEST")
    ics = write(
        facts,
        zone=zone,
        organizer=ARENA,
        attendee=Mailbox(name, f"{address}@example.org"),
        stamped_at=SENT,
    )
    assert faults_of_mail(ics) == []
    wanted = replace(
        expected(as_written(facts), zone, summary=as_written(facts).summary), stamp=SENT
    )
    for judge_name, judge in JUDGES.items():
        assert judge(ics) == [wanted], judge_name
    alternative, _ = mail(ics, method).iter_parts()
    assert list(alternative.iter_parts())[-1].get_payload(decode=True) == ics
