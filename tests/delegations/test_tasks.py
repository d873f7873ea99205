"""What has to be done for a delegation: checklists, tasks, and reminders of them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from arena import clock, db
from arena.audit.models import Actor
from arena.delegations.jobs import remind
from arena.delegations.models import DelegationType
from arena.delegations.queries.tasks import count_overdue, list_open_tasks, list_tasks
from arena.delegations.rules.checklists import Entry, built_in, due_on
from arena.delegations.services import checklists
from arena.delegations.services.afterwards import PromiseFacts, promise
from arena.delegations.services.facts import change_facts
from arena.delegations.services.tasks import (
    TaskFacts,
    add_checklist,
    add_task,
    finish_task,
)
from arena.messages.models import Message
from tests.cast import make_user, sign_in
from tests.conftest import NOW
from tests.delegations.cast import DAY, make_delegation
from tests.delegations.enquiries import facts


def by(user):
    return Actor.user(user.id)


@pytest.mark.parametrize("delegation_type", DelegationType)
def test_every_type_has_a_checklist_in_both_languages_without_doubles(delegation_type):
    entries = built_in(delegation_type)
    assert all(entry.title_sv and entry.title_en for entry in entries)
    assert len({entry.title_en for entry in entries}) == len(entries) >= 7
    assert [entry.offset_days for entry in entries] == sorted(each.offset_days for each in entries)


def test_before_the_visit_counts_from_its_first_day_and_after_it_from_its_last():
    days = {"first_day": date(2026, 3, 2), "last_day": date(2026, 3, 4)}
    assert due_on(-30, **days) == date(2026, 1, 31)
    assert due_on(0, **days) == due_on(1, **days) - timedelta(days=1) == date(2026, 3, 4)


def test_a_checklist_is_added_once_and_moves_with_the_days(app):
    with clock.travel(NOW), db.transaction():
        delegation, alice = make_delegation(), make_user()
        added = add_checklist(delegation, by=by(alice))
        assert added == len(built_in("political"))
        assert add_checklist(delegation, by=by(alice)) == 0
        first, last = list_tasks(delegation)[0], list_tasks(delegation)[-1]
        finish_task(first, is_done=True, user_id=alice.id, by=by(alice))
        was = first.due_on
        later = DAY + timedelta(days=7)
        change_facts(delegation, facts(starts_on=later, ends_on=later), by=by(alice))
    assert (first.due_on, last.due_on) == (was, DAY + timedelta(days=97))


def test_an_arena_makes_a_checklist_its_own(app):
    with clock.travel(NOW), db.transaction():
        alice = make_user()
        checklists.remove_entry("media", "Send facts with their dates", by=by(alice))
        checklists.add_entry("media", Entry(-1, "Ladda kameran", "Charge the camera"), by=by(alice))
        delegation = make_delegation(type="media")
        add_checklist(delegation, by=by(alice))
    titles = {task.title_en for task in list_tasks(delegation)}
    assert "Charge the camera" in titles
    assert titles == {each.title_en for each in built_in("media")} - {
        "Send facts with their dates"
    } | {"Charge the camera"}


def test_what_was_not_done_before_a_visit_is_left_alone_once_it_is_over(app):
    with clock.travel(NOW), db.transaction():
        delegation, alice = make_delegation(), make_user()
        for number in (-1, 1):
            due_on = DAY + timedelta(days=number)
            said = TaskFacts(title_sv="Boka", title_en="Book", due_on=due_on)
            add_task(delegation, said, by=by(alice))
        still = {}
        for state in ("planning", "done", "followed_up", "called_off"):
            delegation.state = state
            db.session.flush()
            still[state] = [(task.due_on - DAY).days for task in list_open_tasks()]
    assert still == {"planning": [-1, 1], "done": [1], "followed_up": [], "called_off": []}


def test_who_has_something_to_do_is_reminded_once_a_working_day(app):
    with clock.travel(NOW), db.transaction():
        alice, bob = make_user(), make_user("Bob Berg")
        delegation = make_delegation(coordinator_id=alice.id)
        facts = {"title_sv": "Boka buss", "title_en": "Book the bus", "due_on": clock.today()}
        mine = add_task(delegation, TaskFacts(**facts), by=by(alice))
        asked = PromiseFacts(question="Vad kostar det?", due_on=clock.today(), owner_id=bob.id)
        promise(delegation, asked, by=by(alice))
        assert count_overdue(alice, clock.today() + timedelta(days=1)) == 1
        assert list_open_tasks(bob) == []
    with clock.travel(NOW):
        remind()
        remind()
    told = [message.recipient_email for message in db.session.query(Message)]
    assert sorted(told) == [alice.email, bob.email]
    with clock.travel(datetime(2026, 11, 28, 9, tzinfo=UTC)):  # A Saturday.
        remind()
    assert db.session.query(Message).count() == 2
    with clock.travel(NOW + timedelta(days=1)):
        with db.transaction():
            finish_task(mine, is_done=True, user_id=alice.id, by=by(alice))
        remind()
    assert db.session.query(Message).count() == 3


def test_tasks_are_added_ticked_off_and_removed_on_the_pages(app, client):
    with clock.travel(NOW):
        with db.transaction():
            delegation, alice = make_delegation(), make_user()
        sign_in(client, alice)
        home = f"/staff/delegations/{delegation.reference}/tasks"
        assert "Checklistan har mer" in client.get(home).text
        client.post(f"{home}/checklist")
        assert "Skicka inbjudningsbrev" in client.get(home).text
        refused = client.post(f"{home}/new", data={"title_sv": "Boka åäö-buss"})
        assert refused.status_code == 400
        assert "Ange när det ska vara klart" in refused.text
        assert "Boka åäö-buss" in refused.text
        db.session.rollback()  # What the pages wrote is read anew.
        task = list_tasks(delegation)[0]
        client.post(f"{home}/{task.id}/done", data={"done": "1"})
        db.session.rollback()
        db.session.refresh(task)
        assert task.done_at is not None
        client.post(f"{home}/{task.id}/remove")
        assert client.post(f"{home}/{task.id}/remove").status_code == 302
