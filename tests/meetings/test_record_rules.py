"""The clock of an agenda, what comes up again, where minutes may go, and when one is reminded."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from arena.meetings.rules.carrying import Sitting, leaving_to, moved
from arena.meetings.rules.protocols import Approved, Decided, Promised, Protocol, Said, Who
from arena.meetings.rules.record_ladder import RecordAct, allowed, is_finished
from arena.meetings.rules.reminding import latest_reminder, reminder_on
from arena.meetings.rules.timing import run

NOON = datetime(2026, 12, 8, 12, 0, tzinfo=UTC)
DAY = date(2026, 12, 8)
MINUTES = st.lists(st.none() | st.integers(1, 90), max_size=30)


@given(MINUTES, st.integers(15, 480))
def test_items_follow_each_other_and_what_is_over_is_what_does_not_fit(minutes, length):
    ends_at = NOON + timedelta(minutes=length)
    running = run(NOON, ends_at, minutes)
    total = sum(each or 0 for each in minutes)
    assert len(running.begins) == len(minutes)
    assert list(running.begins) == sorted(running.begins)
    assert running.ends_at == NOON + timedelta(minutes=total)
    assert running.over_minutes == max(0, total - length)
    assert running.spare_minutes == length - total
    assert running.rough_from == (minutes.index(None) if None in minutes else None)


@st.composite
def series(draw):
    """Meetings in order of time, some over, some held or called off."""
    count = draw(st.integers(1, 8))
    return [
        Sitting(
            number,
            NOON + timedelta(days=7 * number),
            NOON + timedelta(days=7 * number, hours=2),
            is_settled=draw(st.booleans()),
        )
        for number in range(count)
    ]


@given(series(), st.integers(-1, 9))
def test_of_meetings_to_come_the_next_alone_takes_what_the_past_ones_leave(sittings, week):
    now = NOON + timedelta(days=7 * week, hours=12)
    ahead = [each for each in sittings if not each.is_settled and each.ends_at > now]
    past = {each.number for each in sittings if each.ends_at <= now}
    for each in sittings:
        sources = leaving_to(each.number, sittings, now)
        assert all(number < each.number for number in sources)
        if each.is_settled:
            assert sources == set()
        elif ahead and each is ahead[0]:
            assert past <= sources
        elif each in ahead:
            assert not past & sources


@given(st.lists(st.integers(), unique=True, min_size=1), st.data())
def test_moving_keeps_everything_and_goes_back(order, data):
    key = data.draw(st.sampled_from(order))
    down = moved(order, key, 1)
    assert sorted(down) == sorted(order)
    if order[-1] != key:
        assert moved(down, key, -1) == order
    assert moved(order, key, 100)[-1] == key
    assert moved(order, key, -100)[0] == key


@given(
    st.sampled_from(["notes", "minutes"]),
    st.sampled_from(["draft", "sent", "approved"]),
    st.lists(st.booleans(), max_size=4),
)
def test_nothing_is_written_under_an_approval(kind, state, approvals):
    acts = allowed(kind, state, approvals)
    if kind == "notes":
        assert not acts & {RecordAct.APPROVE, RecordAct.TAKE_BACK, RecordAct.CORRECT}
        return
    if state == "approved":
        assert acts == {RecordAct.CORRECT}
    elif any(approvals):
        assert RecordAct.WRITE not in acts
        assert RecordAct.NAME not in acts
        assert RecordAct.TAKE_BACK in acts
    else:
        assert RecordAct.WRITE in acts
        assert (RecordAct.APPROVE in acts) == (state == "sent" and bool(approvals))


def test_minutes_that_nobody_approves_are_never_finished():
    assert not is_finished([])
    assert not is_finished([True, False])
    assert is_finished([True, True])


@given(st.integers(-20, 100), st.integers(0, 120))
def test_each_reminder_is_made_up_for_and_none_is_of_a_time_before(late, known_for):
    today = DAY + timedelta(days=late)
    told_from = today - timedelta(days=known_for)
    newest = latest_reminder(today, DAY, told_from)
    days = [told_from + timedelta(days=each) for each in range(known_for + 1)]
    all_of_them = [said for day in days if (said := reminder_on(day, DAY))]
    assert newest == (all_of_them[-1] if all_of_them else None)


def test_reminders_come_three_days_before_on_the_day_and_weekly_after():
    said = {
        late: reminder
        for late in range(-10, 22)
        if (reminder := reminder_on(DAY + timedelta(days=late), DAY))
    }
    assert said == {-3: "before", 0: "due", 7: "late1", 14: "late2", 21: "late3"}


NAMES = st.text(max_size=12)


@given(
    st.lists(st.builds(Who, NAMES, NAMES), max_size=3),
    st.lists(st.builds(Decided, NAMES, NAMES), max_size=2),
    st.lists(st.builds(Promised, NAMES, NAMES, st.dates()), max_size=2),
    NAMES,
)
def test_what_is_frozen_comes_back_as_it_was(people, decisions, actions, notes):
    item = Said("Effekt", "decision", "", notes, False, tuple(decisions), tuple(actions))
    protocol = Protocol(
        kind="minutes",
        language="sv",
        network="Klimat",
        title="Möte",
        starts_at=NOON,
        ends_at=NOON + timedelta(hours=2),
        place="",
        present=tuple(people),
        remote=(),
        absent=(),
        opening="",
        items=(item,),
        closing="",
        secretary="",
        registry_number="",
    )
    assert Protocol.from_record(protocol.record()) == protocol
    assert Protocol.from_record(protocol.record()).mark == protocol.mark
    approved = Approved("Cecilia", "chair", NOON, "")
    assert Approved.from_record(approved.record()) == approved
