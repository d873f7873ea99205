"""What would be told is what is told, and reading it changes nothing."""

import pytest
from sqlalchemy import func, select

from arena import db
from arena.audit.models import BOOKER, AuditEntry
from arena.messages.models import Message
from arena.messages.redaction import without_secrets
from arena.messages.rendering import render
from arena.visits.links import manage_token
from arena.visits.models import DeclineReason
from arena.visits.rules.ladder import Act
from arena.visits.services import confirm_visit, decline_visit, propose_time
from arena.visits.services.errors import NoWords, TooFewHosts
from arena.visits.services.previewing import preview, preview_all
from tests.cast import make_host, make_offer
from tests.visits.bookings import (
    DAY,
    STAFF,
    at,
    confirmed,
    do,
    held,
    host_ids,
    message,
    received,
)


@pytest.fixture
def offer(app):
    with db.transaction():
        make_host("Hedda Holm")
        return make_offer()


def count(table):
    return db.session.scalar(select(func.count()).select_from(table))


@pytest.mark.parametrize(
    ("act", "service", "values"),
    [
        (
            Act.DECLINE,
            decline_visit,
            {"reason": DeclineReason.FULL, "words": "Tyvärr.", "referred_to": "Museet"},
        ),
        (Act.PROPOSE, propose_time, {"starts_at": at(DAY, 13), "words": "Kl. 13?"}),
    ],
)
def test_what_is_read_before_is_what_is_sent(offer, act, service, values):
    visit = received(offer)
    told = preview(visit, act, **values)
    do(service, visit, **values, by=STAFF)
    sent = render(message(told_template(act)))
    assert (told.subject, told.text) == (sent.subject, without_secrets(sent.text))
    assert (told.recipient_email, told.language) == ("bodil@norrskar.example", "sv")


def told_template(act):
    return {Act.DECLINE: "declined", Act.PROPOSE: "proposed", Act.CONFIRM: "confirmed"}[act]


def test_confirming_tells_the_booker_the_very_host(offer):
    visit = received(offer)
    values = {"host_ids": host_ids(visit), "words": "Varmt välkomna!"}
    told = preview(visit, Act.CONFIRM, **values)
    assert "Hedda Holm" in told.text
    assert "Varmt välkomna!" in told.text
    assert told.has_calendar
    do(confirm_visit, visit, **values, by=STAFF)
    assert without_secrets(render(message("confirmed")).text) == told.text


def test_reading_changes_nothing(offer):
    visit = received(offer)
    before = (visit.version, visit.updated_at, count(Message), count(AuditEntry))
    preview(visit, Act.PROPOSE, starts_at=at(DAY, 13))
    db.session.expire_all()
    assert (visit.state, visit.event.starts_at, held(visit)) == ("received", at(), 2)
    assert (visit.version, visit.updated_at, count(Message), count(AuditEntry)) == before


def test_what_would_be_refused_is_refused_when_read(offer):
    visit = received(offer)
    with pytest.raises(TooFewHosts):
        preview(visit, Act.CONFIRM, host_ids=[])
    with pytest.raises(NoWords):
        preview(visit, Act.ASK_FOR_MORE, question="")


def test_what_tells_the_booker_nothing_says_so(offer):
    assert preview(received(offer), Act.START_REVIEW, handler_id=None) is None


def test_hosts_are_told_apart_from_the_booker(offer):
    visit = confirmed(offer)
    to_booker, to_hosts = preview_all(visit, Act.CALL_OFF, words="Det stormar.")
    assert ["Det stormar." in each.text for each in to_booker] == [True]
    assert [each.recipient_email for each in to_hosts] == ["hedda@arena.example"]


def test_the_booker_reads_what_cancelling_would_say(offer):
    told = preview(confirmed(offer), Act.CANCEL, words="")
    assert "kostar er ingenting" in told.text
    assert BOOKER.label not in told.text


def test_staff_do_not_read_the_bookers_link(offer):
    visit = confirmed(offer)
    assert manage_token(visit) not in preview(visit, Act.CANCEL).text
