"""A mailing goes to those who are there when it goes out, once, and stops when told to."""

from __future__ import annotations

from datetime import timedelta

import pytest

from arena import clock, db
from arena.audit.models import WORKER
from arena.messages.models import Message, MessageStatus, RefusedThrough
from arena.messages.rendering import render
from arena.messages.services import refuse_mailings
from arena.networks.models import Circle
from arena.newsletters import jobs
from arena.newsletters.models import Mailing, MailingKind, MailingReceiver, MailingState
from arena.newsletters.queries.audience import audience_of
from arena.newsletters.queries.mailings import arrival_of
from arena.newsletters.services import sending
from arena.newsletters.services.errors import (
    AlreadyOut,
    ChangedMeanwhile,
    NobodyThere,
    NotWhole,
)
from arena.newsletters.services.writing import MailingFacts, change_mailing, write_mailing
from tests.cast import make_user
from tests.conftest import NOW
from tests.networks.cast import join, make_network, make_organisation, make_person


def facts(network, **values):
    plain = {
        "kind": MailingKind.NOTICE,
        "network_id": network.id,
        "saved_search_id": None,
        "circles": (),
        "has_groups": False,
        "subject_sv": "Nästa möte",
        "subject_en": "",
        "body_sv": "Vi ses i **Gasverket**.",
        "body_en": "",
    }
    return MailingFacts(**(plain | values))


@pytest.fixture
def network(app):
    with db.transaction():
        network = make_network()
        energy = make_organisation()
        join(network, make_person(energy, "Pia Partner"))
        other = make_person(make_organisation("Vassbäck VA-bolag"), "Åke Öst")
        other.language = "en"
        join(network, other, Circle.LISTENING)
    return network


@pytest.fixture
def mailing(network):
    with db.transaction():
        return write_mailing(facts(network), author=make_user(), by=WORKER)


def plan(mailing, at=NOW):
    with db.transaction():
        sending.plan_sending(mailing, at, version=mailing.version, by=WORKER)


def mails():
    db.session.rollback()
    return db.session.query(Message).order_by(Message.recipient_email).all()


def test_everybody_of_the_network_gets_it_once_also_when_the_worker_comes_twice(mailing):
    plan(mailing)
    for _ in range(2):
        jobs.send_due()
    assert [mail.recipient_email for mail in mails()] == [
        "pia@partner.example",
        "åke@partner.example",
    ]
    assert mailing.state == MailingState.SENT
    assert arrival_of(mailing).waiting == 2


def test_who_reads_english_gets_what_there_is_and_the_mail_says_its_language(mailing):
    plan(mailing)
    jobs.send_due()
    swedish, english = [render(mail) for mail in mails()]
    assert swedish.subject == english.subject == "Nästa möte"
    assert "<strong>Gasverket</strong>" in swedish.html
    assert 'lang="sv"' in english.html
    assert "You get this because you take part in Climate-positive blocks." in english.text
    assert english.wishes_url


def test_it_waits_for_its_time_and_finds_those_who_are_there_then(mailing, network):
    plan(mailing, NOW + timedelta(hours=2))
    jobs.send_due()
    assert not mails()
    with db.transaction():
        join(network, make_person(make_organisation("Ny AB"), "Nils Ny"))
        refuse_mailings(
            "pia@partner.example",
            f"network:{network.id}",
            through=RefusedThrough.LINK,
            by=WORKER,
        )
    with clock.travel(NOW + timedelta(hours=2)):
        jobs.send_due()
    assert [m.recipient_email for m in mails()] == ["nils@partner.example", "åke@partner.example"]
    assert arrival_of(mailing).refused == 1


def test_circles_narrow_it_and_groups_widen_it(mailing, network):
    with db.transaction():
        group = make_network("effekt", name_sv="Effekt", name_en="Power", parent_id=network.id)
        join(group, make_person(make_organisation("Grupp AB"), "Greta Grupp"))
    core = Mailing(network=network, circles=[Circle.CORE], has_groups=False)
    both = Mailing(network=network, circles=[], has_groups=True)
    with db.session.no_autoflush:
        assert [p.name for p in audience_of(core).reached] == ["Pia Partner"]
        assert {p.name for p in audience_of(both).reached} == {
            "Pia Partner",
            "Åke Öst",
            "Greta Grupp",
        }
    db.session.rollback()


def test_thousands_go_lot_by_lot_and_a_stop_between_leaves_the_rest(mailing, monkeypatch):
    monkeypatch.setattr(sending, "A_LOT", 1)
    plan(mailing)
    for _ in range(2):  # Fix the receivers, then the first lot.
        with db.transaction():
            assert sending.carry_on(mailing, by=WORKER)
    with db.transaction():
        assert sending.stop_sending_mailing(mailing, by=WORKER) == 2
    jobs.send_due()
    assert [mail.status for mail in mails()] == [MessageStatus.DROPPED]
    assert mailing.state == MailingState.STOPPED


def test_what_has_left_cannot_be_stopped(mailing):
    plan(mailing)
    jobs.send_due()
    with db.transaction():
        for mail in db.session.query(Message):
            mail.status = MessageStatus.SENT
    with db.transaction():
        assert sending.stop_sending_mailing(mailing, by=WORKER) == 0
    assert mailing.state == MailingState.SENT


def test_what_was_planned_and_is_changed_does_not_go_out_by_itself(mailing, network):
    plan(mailing, NOW + timedelta(hours=1))
    with db.transaction():
        change_mailing(mailing, facts(network, body_sv="Nytt."), version=mailing.version, by=WORKER)
    assert (mailing.state, mailing.send_at) == (MailingState.DRAFT, None)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"network_id": None}, "audience"),
        ({"subject_sv": "", "body_sv": ""}, "subject_sv"),
        ({"subject_sv": ""}, "subject_sv"),
        ({"body_en": "Only words"}, "subject_en"),
        ({"subject_en": "Only this"}, "body_en"),
    ],
)
def test_what_is_not_whole_says_where(network, values, field):
    with db.transaction():
        mailing = write_mailing(facts(network, **values), author=make_user(), by=WORKER)
    with pytest.raises(NotWhole) as refused, db.transaction():
        sending.plan_sending(mailing, NOW, version=1, by=WORKER)
    assert refused.value.field == field


def test_a_mailing_to_nobody_is_not_planned(mailing, network):
    with db.transaction():
        for membership in network.memberships:
            membership.ends_on = clock.today()
    with pytest.raises(NobodyThere):
        plan(mailing)


def test_the_second_of_two_authors_sees_that_there_was_a_first(mailing, network):
    seen = mailing.version
    with db.transaction():
        change_mailing(mailing, facts(network, body_sv="Ett."), version=seen, by=WORKER)
    with pytest.raises(ChangedMeanwhile), db.transaction():
        change_mailing(mailing, facts(network, body_sv="Två."), version=seen, by=WORKER)
    with pytest.raises(ChangedMeanwhile), db.transaction():
        sending.plan_sending(mailing, NOW, version=seen, by=WORKER)
    assert mailing.body_sv == "Ett."


def test_two_presses_send_it_once(mailing, network):
    seen = mailing.version
    plan(mailing)
    with pytest.raises(ChangedMeanwhile), db.transaction():
        sending.plan_sending(mailing, NOW, version=seen, by=WORKER)
    jobs.send_due()
    with pytest.raises(AlreadyOut), db.transaction():
        change_mailing(mailing, facts(network), version=mailing.version, by=WORKER)
    assert db.session.query(MailingReceiver).count() == 2
