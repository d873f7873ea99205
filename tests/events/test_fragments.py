"""An event's calendar fragments follow it, and tell the public nothing that is not theirs."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from arena import clock, db
from arena.events.models import CalendarVersion, EventFragment
from arena.events.services import (
    Guest,
    change_event,
    create_event,
    render_all,
    set_attendees,
)
from tests.cast import event_facts
from tests.conftest import NOW

DETAILS = ("public", "staff")
NOTE = "Grupp 12, Norrskär Energi"


def fragments():
    rows = db.session.scalars(select(EventFragment)).all()
    return {(row.language, row.detail): row.body.decode() for row in rows}


def version():
    return db.session.scalars(select(CalendarVersion.version)).one()


def test_an_event_is_rendered_in_both_languages_with_and_without_the_note(app):
    with db.transaction():
        create_event(event_facts(audience="staff", staff_note=NOTE))
    rendered = fragments()
    assert set(rendered) == {(lang, detail) for lang in ("sv", "en") for detail in DETAILS}
    assert NOTE not in rendered["sv", "public"]


def test_a_public_fragment_says_nothing_that_only_staff_may_read(app):
    with db.transaction():
        create_event(event_facts(audience="public", staff_note=NOTE))
    assert NOTE not in fragments()["sv", "public"]
    assert "Norrskär" in fragments()["sv", "staff"].replace("\r\n ", "")


def test_a_change_is_rendered_and_calendars_learn_of_it(app):
    with db.transaction():
        event = create_event(event_facts())
    before = version()
    with db.transaction():
        change_event(event, title_en="Guided walk")
    assert "SUMMARY:Guided walk" in fragments()["en", "staff"]
    assert version() == before + 1


def test_no_change_is_no_revision(app):
    with db.transaction():
        event = create_event(event_facts())
    before = version()
    with db.transaction():
        assert not change_event(event, title_en=event.title_en)
    assert (version(), event.sequence) == (before, 0)


def test_only_time_place_and_status_raise_the_sequence(app):
    with db.transaction():
        event = create_event(event_facts())
    with db.transaction():
        change_event(event, title_sv="Vandring")
        assert event.sequence == 0
        change_event(event, place_sv="Bobergstorget")
        assert event.sequence == 1


def test_who_stays_keeps_their_place_among_those_who_take_part(app):
    hedda = Guest(role="host", name="Hedda", email="hedda@arena.example", language="sv")
    bob = Guest(role="host", name="Bob", email="bob@arena.example", language="en")
    with db.transaction():
        event = create_event(event_facts())
        set_attendees(event, "host", [hedda])
    kept = event.attendees[0].id
    with db.transaction():
        set_attendees(event, "host", [bob, hedda])
    assert {a.email: a.id == kept for a in event.attendees} == {hedda.email: True, bob.email: False}


def test_who_takes_part_is_no_change_of_the_entry_but_calendars_learn_of_it(app):
    hedda = Guest(role="host", name="Hedda", email="hedda@arena.example", language="sv")
    with db.transaction():
        event = create_event(event_facts())
    before, modified_at = version(), event.modified_at
    with clock.travel(NOW + timedelta(hours=1)), db.transaction():
        set_attendees(event, "host", [hedda])
    assert (version(), event.modified_at) == (before + 1, modified_at)


def test_who_leaves_is_told_with_a_sequence_above_that_of_the_invitation(app):
    hedda = Guest(role="host", name="Hedda", email="hedda@arena.example", language="sv")
    with db.transaction():
        event = create_event(event_facts())
        set_attendees(event, "host", [hedda])
    assert event.sequence == 0
    with clock.travel(NOW + timedelta(hours=1)), db.transaction():
        set_attendees(event, "host", [])
        assert (event.sequence, event.modified_at) == (1, clock.now())
    assert "SEQUENCE:1\r\n" in fragments()["sv", "public"]


def test_an_event_that_changes_often_is_rendered_once_as_it_is_in_the_end(app, monkeypatch):
    drawn = []
    monkeypatch.setattr("arena.events.fragments.vevent", lambda *_: drawn.append(1) or b"drawn")
    with db.transaction():
        event = create_event(event_facts())
        change_event(event, title_en="Guided walk")
        change_event(event, title_en="Long walk")
    assert len(drawn) == 2  # Once in each language: without a note staff read the same.


def test_what_a_savepoint_took_back_is_not_rendered(app):
    with db.transaction():
        kept = create_event(event_facts())
        savepoint = db.session.begin_nested()
        change_event(kept, title_sv="Flyttad")
        create_event(event_facts())
        savepoint.rollback()
    rows = db.session.scalars(select(EventFragment)).all()
    assert {row.event_id for row in rows} == {kept.id}
    assert "SUMMARY:Studiebesök" in fragments()["sv", "public"]


def test_the_moment_of_the_last_change_never_falls(app):
    with db.transaction():
        event = create_event(event_facts())
    with clock.travel(NOW - timedelta(hours=1)), db.transaction():
        change_event(event, title_en="Guided walk")
    assert db.session.scalars(select(CalendarVersion.changed_at)).one() == NOW


@pytest.fixture
def another_address(app, monkeypatch):
    def move(**changes):
        settings = app.extensions["arena.settings"].model_copy(update=changes)
        monkeypatch.setitem(app.extensions, "arena.settings", settings)

    return move


def test_a_new_public_address_or_zone_renders_what_can_still_be_shown(another_address):
    with db.transaction():
        create_event(event_facts(path="visits/b1"))
        create_event(event_facts(NOW - timedelta(days=63), path="visits/b1"))
    with db.transaction():
        assert render_all() == 0
    another_address(base_url="https://arena.example")
    before = version()
    with db.transaction():
        assert render_all() == 1
    with db.transaction():
        assert render_all() == 0
    assert version() == before + 1
    addresses = [
        b"https://arena.example/" in f.body for f in db.session.scalars(select(EventFragment))
    ]
    assert sorted(addresses) == [False] * 4 + [True] * 4
    another_address(timezone="Europe/Helsinki")
    with db.transaction():
        assert render_all() == 1
