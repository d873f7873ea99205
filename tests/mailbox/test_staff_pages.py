"""Staff see what came in, what needs them and how the mailbox fares, and can see to it."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from arena import clock, db
from arena.accounts.models import Role
from arena.audit.models import COMMAND, WORKER, AuditEntry
from arena.directory.models import OrganisationType
from arena.directory.services import (
    OrganisationFacts,
    PersonFacts,
    add_person,
    create_organisation,
)
from arena.mailbox.reading import read_mailbox
from arena.messages.models import CalendarAnswer, ReceivedMail, UndeliverableAddress
from arena.messages.services import forget_mails
from arena.messages.services.forgetting import erase_addresses, erase_received
from arena.retention import erase_expired
from tests.cast import make_user, sign_in
from tests.conftest import NOW
from tests.mailbox.conftest import INVITED, arrive, found
from tests.mailbox.programs import Given, outlook
from tests.mailbox.reports import postfix
from tests.pages import words

LETTER = (
    b"From: Anna Alm <anna.alm@lovsund.example>\r\nSubject: Vi blir fler\r\n\r\n"
    b"<script>alert(1)</script> Vi blir tre till.\r\n"
)


def person(name, role):
    with db.transaction():
        return make_user(name, role)


@pytest.fixture
def alice(client):
    return sign_in(client, person("Alice Alm", Role.COORDINATOR))


def acts():
    db.session.rollback()
    return list(db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)))


def test_what_needs_a_person_is_listed_counted_and_dealt_with(alice, invite, taken):
    invited = invite()
    arrive(outlook(Given(uid=invited.event.uid)))
    mail = arrive(LETTER)
    page = alice.get("/staff/messages/received")
    assert "Vi blir fler" in words(page)
    assert "Nätverksmöte" not in words(page)
    assert "Inkomna 1" in words(page)
    assert re.search(r'rail__count">\s*1\s*<', page.get_data(as_text=True))
    assert "Accepterat: Nätverksmöte" in words(alice.get("/staff/messages/received?show=all"))
    assert "Vi blir fler" in words(alice.get("/staff/"))
    shown = alice.get(f"/staff/messages/received/{mail.id}")
    assert "Vi blir tre till." in words(shown)
    assert "<script>alert" not in shown.get_data(as_text=True)
    assert "mailto:anna.alm%40lovsund.example" in shown.get_data(as_text=True)
    for _ in range(2):  # Twice is as once.
        answer = alice.post(f"/staff/messages/received/{mail.id}/deal", follow_redirects=True)
        assert "Inget att ta hand om" in words(answer)
    assert acts().count("messages.deal_with") == 1
    assert "Åtgärdat" in words(alice.get("/staff/messages/received?show=all"))
    assert "Alice Alm" in words(alice.get(f"/staff/messages/received/{mail.id}"))
    alice.post(f"/staff/messages/received/{mail.id}/back")
    assert found(mail.id).is_open
    assert found(mail.id).dealt_by is None


def test_a_mail_that_came_back_says_so_wherever_it_is_seen(alice, invite):
    invited = invite()
    mail = arrive(postfix(invited.message.message_id))
    assert "Kom tillbaka" in words(alice.get("/staff/messages/?show=sent"))
    page = words(alice.get(f"/staff/messages/{invited.message.id}"))
    assert "Mejlet kom tillbaka" in page
    assert "User unknown" in page
    letter = alice.get(f"/staff/messages/received/{mail.id}").get_data(as_text=True)
    assert f"/staff/messages/{invited.message.id}" in letter


def test_an_address_that_does_not_work_is_seen_until_it_does(alice, invite):
    with db.transaction():
        organisation = create_organisation(
            OrganisationFacts("Lövsunds kommun", OrganisationType.MUNICIPALITY), by=COMMAND
        )
        facts = PersonFacts("Anna Alm", INVITED, None)
        anna = add_person(facts, organisation, title="", starts_on=date(2026, 1, 1), by=COMMAND)
    assert "har kommit tillbaka" not in words(alice.get(f"/staff/directory/people/{anna.id}"))
    arrive(postfix(invite().message.message_id))
    assert "Mejl till adressen har kommit tillbaka sedan" in words(
        alice.get(f"/staff/directory/people/{anna.id}")
    )
    page = words(alice.get("/staff/messages/addresses"))
    assert INVITED in page
    assert "Anna Alm" in page
    number = db.session.scalars(select(UndeliverableAddress.id)).one()
    alice.post(f"/staff/messages/addresses/{number}/works")
    assert "Alla adresser fungerar" in words(alice.get("/staff/messages/addresses"))
    assert acts()[-1] == "messages.mend_address"
    assert alice.post(f"/staff/messages/addresses/{number}/works").status_code == 404


def test_staff_see_how_the_mailbox_fares(alice, mailbox, name_mailbox):
    name_mailbox(None)
    assert "Ingen läser brevlådan" in words(alice.get("/staff/messages/received"))
    name_mailbox(mailbox.url)
    assert "Brevlådan har inte lästs än" in words(alice.get("/staff/messages/received"))
    read_mailbox()
    assert "Brevlådan lästes senast" in words(alice.get("/staff/messages/received"))
    name_mailbox(mailbox.url.replace("hemligt", "fel"))
    read_mailbox()
    page = words(alice.get("/staff/messages/received"))
    assert "Brevlådan släpper inte in oss" in page
    assert "Nästa försök" in page
    assert "Brevlådan läses inte" not in words(alice.get("/staff/"))
    with clock.travel(NOW + timedelta(hours=1)):
        assert "Brevlådan läses inte" in words(alice.get("/staff/"))
    name_mailbox(mailbox.url)
    assert read_mailbox() == 0
    alice.post("/staff/messages/received/read")
    db.session.rollback()  # The worker's next round begins anew.
    read_mailbox()
    assert "Brevlådan lästes senast" in words(alice.get("/staff/messages/received"))


@pytest.mark.parametrize("role", [Role.ANALYST, Role.HOST, Role.PARTNER])
def test_only_those_who_plan_read_what_people_write(client, app, role):
    mail = arrive(LETTER)
    sign_in(client, person("Charlie Ceder", role))
    for path in ("received", f"received/{mail.id}", "addresses"):
        assert client.get(f"/staff/messages/{path}").status_code == 403
    for path in (f"received/{mail.id}/deal", f"received/{mail.id}/back", "received/read"):
        assert client.post(f"/staff/messages/{path}").status_code == 403
    if role is Role.ANALYST:
        page = words(client.get("/staff/messages/"))
        assert "Inkomna" not in page


def test_what_is_not_there_answers_404(alice):
    for path in ("received/999", "received/x"):
        assert alice.get(f"/staff/messages/{path}").status_code == 404
    assert alice.post("/staff/messages/received/999/deal").status_code == 404


def test_the_kept_words_go_after_a_year(app, invite):
    mail = arrive(LETTER)
    arrive(postfix(invite().message.message_id))
    with clock.travel(NOW + timedelta(days=365)):
        erased = erase_expired()
        assert (erased["messages.received"], erased["messages.addresses"]) == (0, 0)
    with db.transaction():
        assert erase_received([mail.id], WORKER) == erase_addresses([1], WORKER) == 0
    with clock.travel(NOW + timedelta(days=366)):
        erased = erase_expired()
    assert (erased["messages.received"], erased["messages.addresses"]) == (2, 1)


def test_who_is_forgotten_is_forgotten_here_too(app, invite, taken):
    invited = invite()
    bo = invite("bo.bok@lovsund.example", event=invited.event)
    arrive(outlook(Given(uid=invited.event.uid)))
    arrive(LETTER)
    arrive(postfix(invited.message.message_id))
    kept = arrive(postfix(bo.message.message_id).replace(b"<20261124.1@", b"<2@"))
    with db.transaction():
        forget_mails(db.session.merge(invited.event), INVITED, visit=0)
    db.session.rollback()
    assert [mail.id for mail in db.session.scalars(select(ReceivedMail))] == [kept.id]
    assert db.session.scalars(select(CalendarAnswer)).all() == []
    assert [a.address for a in db.session.scalars(select(UndeliverableAddress))] == [
        "bo.bok@lovsund.example"
    ]
