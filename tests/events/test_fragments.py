"""An event's calendar fragments follow it, and tell the public nothing that is not theirs."""

from sqlalchemy import select

from arena import db
from arena.events.models import CalendarVersion, EventFragment
from arena.events.services import Guest, change_event, create_event, set_attendees
from tests.cast import event_facts

NOTE = "Grupp 12, Norrskär Energi"


def fragments():
    rows = db.session.scalars(select(EventFragment)).all()
    return {(row.language, row.detail): row.body.decode() for row in rows}


def version():
    return db.session.scalars(select(CalendarVersion.version)).one()


def test_a_staff_event_has_no_public_fragment(app):
    with db.transaction():
        create_event(event_facts(audience="staff", staff_note=NOTE))
    assert set(fragments()) == {("sv", "staff"), ("en", "staff")}


def test_a_public_fragment_says_nothing_that_only_staff_may_read(app):
    with db.transaction():
        create_event(event_facts(audience="public", staff_note=NOTE))
    assert NOTE not in fragments()["sv", "public"]
    assert "Norrskär" in fragments()["sv", "staff"].replace("\r\n ", "")


def test_an_event_that_is_no_longer_public_loses_its_public_fragments(app):
    with db.transaction():
        event = create_event(event_facts(audience="public"))
    with db.transaction():
        change_event(event, audience="staff")
    assert set(fragments()) == {("sv", "staff"), ("en", "staff")}


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
