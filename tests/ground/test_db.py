"""The session commits in one place only, and time is aware everywhere."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError, StatementError

from arena import db
from arena.accounts.models import User
from arena.errors import Conflict
from tests.cast import make_user
from tests.conftest import NOW


def names():
    return db.session.scalars(select(User.name).order_by(User.id)).all()


def test_what_a_transaction_did_is_kept(app):
    with db.transaction():
        make_user()
    db.session.close()
    assert names() == ["Alice Alm"]


def test_an_error_rolls_everything_back(app):
    with pytest.raises(Conflict), db.transaction():  # noqa: PT012 - the error comes after the write
        make_user()
        raise Conflict
    assert names() == []


def test_transactions_do_not_nest(app):
    with db.transaction(), pytest.raises(RuntimeError, match="one"), db.transaction():
        pass


def test_a_transaction_sees_what_others_did_since_the_page_was_read(app):
    with db.transaction():
        user = make_user()
    assert user.name == "Alice Alm"
    with db.engine().begin() as other:
        other.execute(User.__table__.update().values(name="Alice Ask"))
    with db.transaction():
        assert user.name == "Alice Ask"


def test_a_naive_moment_is_refused(app):
    with pytest.raises(StatementError, match="naive"), db.transaction():
        make_user().created_at = datetime(2026, 11, 24, 8, 0)  # noqa: DTZ001 - the point


def test_moments_come_back_in_utc(app):
    east = timezone(timedelta(hours=9))
    with db.transaction():
        make_user().created_at = NOW.astimezone(east)
    db.session.expire_all()
    stored = db.session.scalars(select(User.created_at)).one()
    assert (stored, stored.tzinfo) == (NOW, UTC)


def test_a_database_error_shows_nobodys_data(app):
    with db.transaction():
        make_user("Åsa Hemlig")
    with pytest.raises(IntegrityError) as caught, db.transaction():
        make_user("Åsa Hemlig")
    assert "Hemlig" not in str(caught.value)


def test_a_read_is_done_once_in_a_reading_transaction_and_each_time_in_a_writing_one(app):
    times: list[int] = []

    @db.once_while_reading
    def count():
        times.append(1)
        db.session.execute(select(1))
        return len(times)

    assert (count(), count()) == (1, 1)
    db.session.rollback()
    assert (count(), count()) == (2, 2)
    with db.transaction():
        assert (count(), count()) == (3, 4)
    assert (count(), count()) == (5, 5)
