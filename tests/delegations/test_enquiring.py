"""Enquiries: sent by the public form, kept by staff, weighed, answered, withdrawn, called off."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from arena import clock, db
from arena.audit.models import BOOKER, Actor
from arena.delegations.jobs import progress_all
from arena.delegations.models import AskState, Delegation, DelegationState, ItemParty
from arena.delegations.queries.programmes import list_items
from arena.delegations.queries.vetting import gather_evidence
from arena.delegations.rules.ladder import Act
from arena.delegations.rules.vetting import Criterion, Mark
from arena.delegations.services.acting import doing
from arena.delegations.services.counting import count_heads
from arena.delegations.services.ending import call_off, ended, withdraw
from arena.delegations.services.enquiring import send_enquiry
from arena.delegations.services.errors.enquiring import (
    LeftOutside,
    NotBegunYet,
    NothingSaid,
    TooManyEnquiries,
)
from arena.delegations.services.errors.standing import ChangedMeanwhile, NotNow
from arena.delegations.services.facts import change_facts
from arena.delegations.services.linking import make_link
from arena.delegations.services.vetting import answer, assign, decline
from arena.messages.models import Message
from arena.resources.services.reserving import list_held
from tests.cast import make_host, make_resource, make_user
from tests.conftest import NOW
from tests.delegations.cast import DAY, make_delegation, make_item
from tests.delegations.enquiries import (
    ALL_MET,
    FIRST,
    accepted,
    asked_for_more,
    enquired,
    facts,
)


@pytest.fixture
def alice(app):
    with db.transaction():
        return make_user("Alice Alm")


def templates():
    found = db.session.scalars(select(Message).order_by(Message.id))
    return [each.template.partition("/")[2] for each in found]


def test_an_enquiry_is_received_once_however_often_it_is_sent(alice):
    first = enquired()
    assert enquired() is first
    assert enquired(size=13) is not first
    assert first.reference.startswith("D-")
    assert templates() == ["received", "new_enquiry"] * 2


def test_a_decision_keeps_what_was_weighed_and_is_made_once(alice):
    delegation = accepted(alice, words="Welcome!")
    (vetting,) = delegation.vettings
    assert (vetting.decision, vetting.criteria, vetting.reason) == ("accepted", ALL_MET, "Welcome!")
    assert (delegation.state, delegation.coordinator) == (DelegationState.PLANNING, alice)
    with pytest.raises(NotNow), db.transaction():
        decline(delegation, ALL_MET, words="No.", decided_by=alice, by=Actor.user(alice.id))


def test_the_sender_answers_what_was_asked_and_staff_decide_then(alice):
    delegation = asked_for_more(alice)
    with pytest.raises(NothingSaid), db.transaction():
        answer(delegation, "  ", by=BOOKER)
    with db.transaction():
        answer(delegation, "The mayor.", by=BOOKER)
    assert delegation.state == DelegationState.VETTING
    assert delegation.vettings[-1].answer == "The mayor."
    assert templates()[-1] == "answered"
    with pytest.raises(NotNow), db.transaction():
        answer(delegation, "The mayor again.", by=BOOKER)


def test_evidence_counts_who_was_here_who_is_free_and_how_long_it_is(alice):
    with db.transaction():
        make_host()
        make_delegation(
            name="The same", organisation_name="CITY OF ALDERMOOR", starts_on=DAY, ends_on=DAY
        )
        make_delegation(
            name="Another",
            organisation_name="Another",
            contact_email="a@another.example",
            starts_on=FIRST,
            ends_on=FIRST,
        )
    evidence = gather_evidence(enquired())
    assert [each.name for each in evidence.earlier] == ["The same"]
    assert [each.name for each in evidence.others] == ["Another"]
    assert (evidence.hosts, [day.free_hosts for day in evidence.days]) == (1, [1, 1])
    assert evidence.notice_needed == 30
    assert evidence.notice_days > 30
    assert evidence.marks == {
        Criterion.BENEFIT: Mark.MET,
        Criterion.REPEAT: Mark.DOUBTFUL,
        Criterion.NOTICE: Mark.MET,
        Criterion.LEVEL: Mark.MET,
        Criterion.CAPACITY: Mark.DOUBTFUL,
    }


def test_whoever_is_asked_for_is_found_again_by_name(alice):
    with db.transaction():
        make_delegation(name="City of Aldermoor", organisation_name="Aldermoor Council")
    embassy = {
        "name": "Delegation from the Norrland Isles",
        "organisation_name": "Embassy of the Norrland Isles",
        "contact_email": "post@embassy.example",
        "on_behalf_of": "City of Aldermoor, the mayor",
    }
    evidence = gather_evidence(enquired(**embassy))
    assert [each.name for each in evidence.earlier] == ["City of Aldermoor"]
    assert evidence.marks[Criterion.REPEAT] is Mark.DOUBTFUL


def test_calling_off_gives_back_what_the_programme_held_and_frees_who_was_asked(alice):
    by = Actor.user(alice.id)
    heard = []
    with db.transaction():
        delegation = make_delegation(coordinator_id=alice.id)
        item = make_item(delegation, by, place_id=make_resource().id)
        item.parties = [
            ItemParty(role="host", name=state, state=state, email=f"{state}@example.org")
            for state in (AskState.PLANNED, AskState.ASKED, AskState.YES, AskState.NO)
        ]
    assert list_held([item.event])
    with ended.connected_to(lambda sender, by: heard.append(sender)), db.transaction():
        call_off(delegation, "Storm.", by=by)
    assert delegation.state == DelegationState.CALLED_OFF
    assert not list_held([item.event])
    (item,) = list_items(delegation)
    assert item.event.is_cancelled
    assert [each.state for each in item.parties] == ["released", "released", "released", "no"]
    assert heard == [delegation]
    assert templates() == ["party_called_off", "party_called_off", "called_off"]
    with pytest.raises(NotNow), db.transaction():
        withdraw(delegation, by=BOOKER)


def test_another_contact_closes_the_link_of_the_one_before(alice):
    delegation, by = accepted(alice), Actor.user(alice.id)
    with db.transaction():
        was = {"name": "Moira", "email": delegation.contact_email, "language": "en"}
        link = make_link(delegation, **was, is_leader=True)
        change_facts(delegation, facts(contact_email="ny@aldermoor.example"), by=by)
    assert link.revoked_at is not None


def test_facts_change_against_the_version_that_was_read(alice):
    delegation, by = accepted(alice), Actor.user(alice.id)
    with db.transaction():
        change_facts(delegation, facts(size=14), by=by, version=delegation.version)
    assert delegation.size == 14
    with pytest.raises(ChangedMeanwhile), db.transaction():
        change_facts(delegation, facts(size=15), by=by, version=delegation.version - 1)


def test_days_are_not_taken_away_from_under_items(alice):
    by = Actor.user(alice.id)
    with db.transaction():
        delegation = make_delegation()
        make_item(delegation, by)
    with pytest.raises(LeftOutside, match="Översikt"), db.transaction():
        change_facts(delegation, facts(starts_on=FIRST, ends_on=FIRST), by=by)
    with db.transaction():
        change_facts(delegation, facts(name="Other", starts_on=DAY, ends_on=FIRST), by=by)
    (item,) = list_items(delegation)
    assert item.event.title_en == "Other: Overview"


def test_time_moves_a_released_delegation_along(alice):
    by = Actor.user(alice.id)
    with db.transaction():
        delegation = make_delegation()
        make_item(delegation, by)
        with doing(delegation, Act.RELEASE, by=by):
            pass
        with pytest.raises(NotBegunYet):
            count_heads(delegation, 11, by=by)
    begins = datetime(2026, 12, 10, 8, 0, tzinfo=UTC)  # 9.00 in Stockholm.
    states = []
    for moment in (NOW, begins, begins + timedelta(minutes=29), begins + timedelta(minutes=30)):
        with clock.travel(moment):
            progress_all()
            progress_all()
        db.session.expire_all()
        states.append(db.session.get_one(Delegation, delegation.id).state)
    assert states == ["released", "under_way", "under_way", "done"]
    with clock.travel(begins + timedelta(days=1)), db.transaction():
        count_heads(delegation, 0, by=by)
    assert delegation.headcount == 0


def test_whoever_takes_a_new_enquiry_on_begins_to_weigh_it(alice):
    delegation = enquired()
    with db.transaction():
        assign(delegation, alice, by=Actor.user(alice.id), version=1)
    assert delegation.state == DelegationState.VETTING
    with db.transaction():
        bob = make_user("Bob Berg")
        assign(delegation, bob, by=Actor.user(alice.id))
    assert (delegation.state, delegation.coordinator) == (DelegationState.VETTING, bob)


def test_an_address_may_belong_to_somebody_else_and_is_not_written_to_without_end(
    app, alice, monkeypatch
):
    settings = app.extensions["arena.settings"].model_copy(update={"rate_limits": "on"})
    monkeypatch.setitem(app.extensions, "arena.settings", settings)
    for size in (1, 2, 3):
        enquired(size=size)
    with pytest.raises(TooManyEnquiries), db.transaction():
        send_enquiry(facts(size=4), by=BOOKER)
