"""Periods are counted by the calendar, and what is past them is erased everywhere."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select

from arena import clock, db, jobs, retention
from arena.accounts.models import SignInLink, UserSession
from arena.accounts.services import issue_link, open_session
from arena.audit.models import COMMAND, Actor
from arena.directory.models import OrganisationType, Person, PersonRole
from arena.directory.services import (
    OrganisationFacts,
    PersonFacts,
    add_person,
    create_organisation,
    end_role,
)
from arena.feeds.models import FeedSubscription
from arena.feeds.services import create_subscription, revoke_subscription
from arena.messages.models import Message, MessageStatus
from arena.messages.services import Recipient, queue
from arena.retention import Period, Unit, erase_expired
from tests.cast import make_user
from tests.conftest import NOW

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("period", "day", "before"),
    [
        (Period(2, Unit.YEARS), date(2028, 11, 24), date(2026, 11, 24)),
        (Period(1, Unit.YEARS), date(2028, 2, 29), date(2027, 2, 28)),
        (Period(4, Unit.YEARS), date(2028, 2, 29), date(2024, 2, 29)),
        (Period(30, Unit.DAYS), date(2026, 3, 1), date(2026, 1, 30)),
        (Period(7, Unit.YEARS, from_years_end=True), date(2033, 12, 31), date(2026, 1, 1)),
        (Period(7, Unit.YEARS, from_years_end=True), date(2034, 1, 1), date(2027, 1, 1)),
    ],
)
def test_a_period_is_counted_by_the_calendar(period, day, before):
    assert period.before(day) == before


def test_a_period_ends_at_the_arenas_midnight(app):
    with clock.travel(datetime(2026, 12, 1, 23, 30, tzinfo=UTC)):  # The 2nd in Stockholm.
        assert retention.cutoff(Period(1, Unit.DAYS)) == datetime(2026, 11, 30, 23, tzinfo=UTC)


def test_the_worker_erases(app):
    assert "retention.erase_expired" in {job.name for job in jobs.list_jobs(app)}


def after(**span):
    """Erase so much later than NOW."""
    with clock.travel(NOW + timedelta(**span)):
        return erase_expired()


def count(table):
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(table))


def test_sessions_and_links_go_ninety_days_after_they_ended(app):
    with db.transaction():
        alice = make_user()
        open_session(alice, device="Firefox", opened_with="link")
        issue_link(alice, "sign_in", by=COMMAND)
    after(days=91)
    assert (count(UserSession), count(SignInLink)) == (1, 0)
    after(days=98)
    assert count(UserSession) == 0


def test_a_reminder_planned_long_ahead_is_kept_a_year_from_when_it_was_due(app):
    with db.transaction():
        to = Recipient("guest@example.org", "Guest", "sv")
        later = NOW + timedelta(days=300)
        number = queue("visits/verify", to, subject="visit:1", occasion="1", due_at=later)
        db.session.get_one(Message, number).status = MessageStatus.SENT
    assert after(days=400)["messages.mails"] == 0
    assert after(days=667)["messages.mails"] == 1


def test_people_go_two_years_after_their_last_role_and_who_has_one_stays(app):
    facts = OrganisationFacts("Norrskär", OrganisationType.UTILITY, "SE", "", "")
    with db.transaction():
        energy = create_organisation(facts, by=COMMAND)
        for name in ("Åsa", "Bo"):
            person = PersonFacts(name)
            add_person(person, energy, title="", starts_on=TODAY, by=COMMAND)
        asa = db.session.scalars(select(PersonRole).order_by(PersonRole.id)).first()
        end_role(asa, last_day=TODAY + timedelta(days=9), by=COMMAND)
    assert after(days=2 * 366)["directory.people"] == 0
    assert after(days=2 * 366 + 10)["directory.people"] == 1
    assert db.session.scalars(select(Person.name)).all() == ["Bo"]


def test_subscriptions_go_a_year_after_they_were_revoked(app):
    with db.transaction():
        alice = make_user()
        by = Actor.user(alice.id)
        made, _ = create_subscription(
            alice, name="Telefon", scope="all", language="sv", with_cancelled=True, by=by
        )
    after(days=800)
    assert count(FeedSubscription) == 1
    with db.transaction():
        revoke_subscription(made, by=by)
    after(days=367)
    assert count(FeedSubscription) == 0
