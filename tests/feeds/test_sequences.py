"""Whatever happens to events, in whatever order: validators tell the truth, and time only rises."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from arena import clock, db
from arena.accounts.models import Role
from arena.accounts.services import change_role
from arena.audit.models import Actor
from arena.events.models import Audience, Event, EventStatus
from arena.events.services import Guest, change_event, create_event, set_attendees
from arena.feeds import serving
from tests.cast import event_facts, make_user
from tests.conftest import NOW
from tests.feeds.conftest import PUBLIC

CHANGES = ("add", "add_for_staff", "rename", "move", "cancel", "publish", "withdraw", "join")
steps = st.lists(
    st.tuples(
        st.sampled_from([*CHANGES, "role", "wait", "role", "wait"]),
        st.integers(0, 20),
        st.sampled_from([0, 0.4, 1, 59.9, 3600, 86_400, 8 * 86_400]),
        st.booleans(),
    ),
    min_size=1,
    max_size=10,
)


class Programs:
    """Two programs that read one feed: one goes by tags, one by dates alone, as some do."""

    def __init__(self, path):
        self.path = path
        self.whole = self.by_tag = self.by_date = None

    def read(self, fetch):
        """Read the feed in all ways, and check that they agree."""
        before, now = self.whole, fetch(self.path)
        self.whole = now
        assert now.status_code == 200
        if before is not None:
            same = before.data == now.data
            assert (before.headers["ETag"] == now.headers["ETag"]) == same
        self._check_dates(before, now)
        self._check_tags(fetch, now)
        self._go_by_date(fetch, now)

    def _check_dates(self, before, now):
        self.latest = getattr(self, "latest", NOW - timedelta(days=9))
        if now.last_modified is not None:
            assert now.last_modified >= self.latest, "Last-Modified fell"
            assert now.last_modified <= clock.now(), "Last-Modified lies ahead"
            self.latest = now.last_modified

    def _check_tags(self, fetch, now):
        tag = self.by_tag.headers["ETag"] if self.by_tag is not None else '"none"'
        answer = fetch(self.path, if_none_match=tag)
        has_it = self.by_tag is not None and self.by_tag.data == now.data
        assert answer.status_code == (304 if has_it else 200)
        if answer.status_code == 200:
            self.by_tag = answer

    def _go_by_date(self, fetch, now):
        held = self.by_date
        asked = {}
        if held is not None and "Last-Modified" in held.headers:
            asked = {"if_modified_since": held.headers["Last-Modified"]}
        answer = fetch(self.path, **asked)
        if answer.status_code == 304:
            assert held.data == now.data, "a program that goes by dates kept an old calendar"
        else:
            self.by_date = answer


@pytest.fixture
def cast(app):
    with db.transaction():
        return {"reader": make_user("Alice Alm"), "admin": make_user("Dana D", Role.ADMIN)}


def act(kind, number, reader, admin):
    events = db.session.scalars(select(Event).order_by(Event.id)).all()
    event = events[number % len(events)] if events else None
    changes = {
        "rename": {"title_sv": f"Vandring {number}"},
        "publish": {"audience": Audience.PUBLIC},
        "withdraw": {"audience": Audience.STAFF},
        "cancel": {"status": EventStatus.CANCELLED},
    }
    if kind == "wait":
        return
    if kind in ("add", "add_for_staff") or event is None:
        audience = Audience.PUBLIC if kind == "add" else Audience.STAFF
        create_event(event_facts(clock.now() + timedelta(days=number - 5), audience=audience))
    elif kind == "join":
        guest = Guest(role="host", name="A", email=reader.email, language="sv", user_id=reader.id)
        set_attendees(event, "host", [guest] if number % 2 else [])
    elif kind == "role":
        role = Role.PARTNER if number % 2 else Role.COORDINATOR
        change_role(reader, role, by=Actor.user(admin.id))
    elif kind == "move":
        later = timedelta(hours=number)
        change_event(event, starts_at=event.starts_at + later, ends_at=event.ends_at + later)
    else:
        change_event(event, **changes[kind])


def test_validators_tell_the_truth_whatever_happens(cast, app, fetch, subscribe):
    paths = [PUBLIC, subscribe(cast["reader"], "all"), subscribe(cast["reader"], "mine")]
    programs = [Programs(path) for path in paths]
    time = [NOW]

    @settings(
        max_examples=40,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(steps)
    def holds(taken):
        for kind, number, seconds, forgets in taken:
            time[0] += timedelta(seconds=seconds)
            with clock.travel(time[0]):
                with db.transaction():
                    act(kind, number, cast["reader"], cast["admin"])
                if forgets:  # As another process, or one that has just been started.
                    serving.init_app(app)
                    serving.state().fetches.start = lambda seconds, act: None
                for program in programs:
                    program.read(fetch)

    holds()
