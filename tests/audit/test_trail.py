"""The trail is appended in the act's own transaction, and every tampering is found."""

import random

import pytest
from sqlalchemy import delete, select, update

from arena import db
from arena.audit.models import WORKER, Actor, AuditEntry, AuditHead
from arena.audit.queries import find_break, list_entries
from arena.audit.services import record
from arena.errors import Conflict
from tests.cast import make_user


def write_lines(count=20):
    with db.transaction():
        user = make_user()
        for number in range(count):
            record("test.act", subject=user, by=WORKER, detail={"number": number})
    return user


def test_a_chain_that_nobody_touched_holds(app):
    write_lines()
    assert find_break() is None


def test_lines_of_a_record_come_newest_first(app):
    user = write_lines(3)
    assert [entry.detail["number"] for entry in list_entries(user)] == [2, 1, 0]


def test_an_act_that_failed_leaves_no_line(app):
    with pytest.raises(Conflict), db.transaction():  # noqa: PT012 - the error comes after the line
        record("test.act", subject=None, by=Actor.user(1))
        raise Conflict
    assert db.session.scalars(select(AuditEntry)).all() == []


@pytest.mark.parametrize("seed", range(40))
def test_a_tampering_is_found_at_its_line(app, seed):
    write_lines()
    chance = random.Random(seed)
    number = chance.randint(1, 20)
    change = chance.choice(
        [
            update(AuditEntry).values(action="test.other"),
            update(AuditEntry).values(actor="user:99"),
            update(AuditEntry).values(detail={"number": 1000}),
            update(AuditEntry).values(subject_id=4711),
            update(AuditEntry).values(hash="f" * 64),
            delete(AuditEntry),
        ]
    )
    with db.transaction():
        db.session.execute(change.where(AuditEntry.id == number))
    assert find_break() == number


def test_cutting_off_the_end_is_found(app):
    write_lines()
    with db.transaction():
        db.session.execute(delete(AuditEntry).where(AuditEntry.id > 15))
    assert find_break() == 16


def test_a_rewritten_chain_does_not_fit_its_head(app):
    write_lines(1)
    with db.transaction():
        db.session.execute(update(AuditHead).values(hash="0" * 64))
    assert find_break() == 2
