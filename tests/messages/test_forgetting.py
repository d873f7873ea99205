"""Mails are forgotten a year after they were of use, whether they could be sent or not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from arena import clock, db
from arena.audit.models import WORKER
from arena.messages.models import Message, MessageStatus
from arena.messages.services import Recipient, queue
from arena.messages.services.forgetting import erase_mails
from arena.retention import erase_expired
from tests.conftest import NOW
from tests.visits.bookings import do

DAY = timedelta(days=1)


def mail(status, **dates):
    """Put a mail into the outbox that stands so, and return its number."""
    with db.transaction():
        to = Recipient("guest@example.org", "Guest", "sv")
        queue("visits/verify", to, subject=f"visit:{status}", occasion="1", **dates)
        made = db.session.scalars(select(Message).where(Message.subject == f"visit:{status}")).one()
        made.status = status
        return made.id


def erased_after(days):
    with clock.travel(NOW + days * DAY):
        return erase_expired()["messages.mails"]


@pytest.mark.parametrize("status", ["sent", "failed", "dropped"])
def test_a_mail_that_is_over_goes_a_year_after_it_was_due(app, status):
    mail(status)
    assert erased_after(365) == 0
    assert erased_after(366) == 1
    assert db.session.scalars(select(Message)).all() == []


@pytest.mark.parametrize("status", ["waiting", "sending"])
def test_a_mail_that_could_never_be_sent_goes_a_year_after_it_was_of_use(app, status):
    mail(status)  # Of use for three days.
    assert erased_after(368) == 0
    assert erased_after(369) == 1
    assert db.session.scalars(select(Message)).all() == []


def test_a_mail_that_may_still_be_sent_is_kept_however_old(app):
    mail("waiting", useless_after=NOW + 800 * DAY)
    assert erased_after(799) == 0


def test_a_mail_that_is_just_being_sent_or_was_put_back_is_kept(app):
    sending, again = mail("sending"), mail("failed")
    with db.transaction():
        db.session.get_one(Message, sending).claimed_until = NOW + 400 * DAY
        put_back = db.session.get_one(Message, again)
        put_back.status, put_back.useless_after = MessageStatus.WAITING, NOW + 403 * DAY
    with clock.travel(NOW + 399 * DAY):
        assert do(erase_mails, [sending, again], WORKER) == 0
