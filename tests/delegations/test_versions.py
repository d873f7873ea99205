"""What versions hold and how they differ; and what the guests' calendar makes of them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from arena.delegations.rules.calendars import listed
from arena.delegations.rules.programme import Entry, Host, Programme, ordered
from arena.delegations.rules.snapshots import (
    Changes,
    DayLead,
    FactChange,
    Snapshot,
    changes_between,
    concerns,
    is_urgent,
)

START = datetime(2026, 12, 10, 8, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
MOMENTS = st.datetimes(
    min_value=datetime(2026, 1, 1),  # noqa: DTZ001 - Hypothesis adds the zone itself
    max_value=datetime(2030, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)
WORDS = st.text(max_size=20)
HOSTS = st.builds(Host, name=WORDS, title_sv=WORDS, title_en=WORDS, organisation=WORDS)


@st.composite
def entries(draw, key):
    starts_at = draw(MOMENTS)
    return Entry(
        key=key,
        uid=f"uid-{key}",
        sequence=draw(st.integers(0, 5)),
        kind=draw(st.sampled_from(["walk", "online", "meal"])),
        group=draw(st.sampled_from(["", "A", "B"])),
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=draw(st.integers(1, 500))),
        travel_minutes=draw(st.integers(0, 60)),
        travel_mode="walk",
        title_sv=draw(WORDS),
        title_en=draw(WORDS),
        note_sv=draw(WORDS),
        place_en=draw(WORDS),
        hosts=tuple(draw(st.lists(HOSTS, max_size=2))),
    )


@st.composite
def programmes(draw):
    keys = draw(st.sets(st.integers(1, 6), max_size=5))
    return ordered([draw(entries(key)) for key in sorted(keys)])


def snapshot(programme, **facts):
    values = {
        "name": "Aldermoor",
        "reference": "D-1",
        "starts_on": date(2026, 12, 10),
        "ends_on": date(2026, 12, 11),
        "timezone": "Asia/Tokyo",
        "day_leads": (DayLead(name="Dag", phone="+46701740605", day=date(2026, 12, 10)),),
        **facts,
    }
    return Snapshot(programme=programme, **values)


def entry(**facts):
    values = {
        "key": 1,
        "uid": "uid-1",
        "sequence": 1,
        "kind": "walk",
        "group": "",
        "starts_at": START,
        "ends_at": START + HOUR,
        "travel_minutes": 0,
        "travel_mode": "walk",
        "title_sv": "Vandring",
        "title_en": "Walk",
        **facts,
    }
    return Entry(**values)


def only(*facts):
    return Programme(entries=facts)


@settings(max_examples=40)
@given(programmes(), programmes())
def test_a_version_and_its_changes_are_the_same_after_they_were_kept(before, after):
    kept = snapshot(before)
    assert Snapshot.from_record(kept.to_record()) == kept
    assert Programme.from_record(kept.to_record()) == before
    changes = changes_between(kept, snapshot(after, meeting_link="https://meet.example"))
    assert Changes.from_records(changes.to_records()) == changes
    assert changes.facts == (FactChange.MEETING_LINK,)
    assert not changes_between(kept, kept)


def test_a_word_mended_in_one_language_concerns_its_readers_alone():
    before = snapshot(only(entry()))
    mended = changes_between(before, snapshot(only(entry(title_sv="Rundvandring"))))
    assert (concerns(mended, "sv"), concerns(mended, "en")) == (True, False)
    moved = changes_between(before, snapshot(only(entry(starts_at=START - HOUR))))
    assert concerns(moved, "en")
    assert concerns(changes_between(before, snapshot(only(entry()), day_leads=())), "en")


def test_a_change_is_urgent_from_36_hours_before_until_the_end():
    later = entry(starts_at=START + 5 * HOUR, ends_at=START + 6 * HOUR)
    before, after = only(entry()), only(later)
    moments = [START - 36 * HOUR, START + 5 * HOUR, START - 37 * HOUR, START + 6 * HOUR]
    assert [is_urgent(now, before, after) for now in moments] == [True, True, False, False]
    assert is_urgent(START - 36 * HOUR, after, before)
    assert not is_urgent(START, only(), only())


def test_an_entry_moves_under_its_uid_and_stays_as_cancelled_when_it_is_gone():
    first, moved = entry(), entry(starts_at=START + HOUR, ends_at=START + 2 * HOUR, sequence=2)
    one, two, three = START - 9 * HOUR, START - 8 * HOUR, START - 7 * HOUR
    history = [(one, only(first)), (two, only(moved)), (three, only())]
    assert [
        (each.sequence, each.changed_at, each.is_cancelled)
        for n in (1, 2, 3)
        for each in listed(history[:n])
    ] == [(1, one, False), (2, two, False), (3, three, True)]
    again = listed([*history, (START, only(moved))])[0]
    assert (again.sequence, again.is_cancelled, again.created_at) == (4, False, one)


@settings(max_examples=40)
@given(st.lists(programmes(), min_size=1, max_size=4))
def test_the_calendar_never_counts_back(versions):
    history = [(START + n * HOUR, programme) for n, programme in enumerate(versions)]
    before = {}
    for n in range(1, len(history) + 1):
        now = {each.entry.uid: each for each in listed(history[:n])}
        assert before.keys() <= now.keys()
        assert all(now[uid].sequence >= before[uid].sequence for uid in before)
        shown = {uid for uid, each in now.items() if not each.is_cancelled}
        assert shown == {each.uid for each in versions[n - 1].entries}
        before = now
    ended = listed(history, ended_at=START + 99 * HOUR)
    assert all(each.is_cancelled for each in ended)


def test_what_did_not_change_keeps_its_moment():
    same = entry()
    history = [(START, only(same)), (START + HOUR, only(same, replace(same, key=2, uid="uid-2")))]
    assert [each.changed_at for each in listed(history)] == [START, START + HOUR]
