"""What staff do with a request, and what everybody is told of it."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from arena import clock, db
from arena.accounts.models import User
from arena.directory.models import Organisation, OrganisationType
from arena.resources.models import Closure
from arena.resources.services import ResourceTaken
from arena.visits.models import DeclineReason
from arena.visits.queries.holdings import chosen_place
from arena.visits.services import (
    ask_for_more,
    confirm_visit,
    create_organisation,
    decline_visit,
    link_organisation,
    note,
    propose_time,
    reassign_hosts,
    start_review,
)
from arena.visits.services.errors import (
    ChangedMeanwhile,
    ClosedThen,
    HostDoesNotFit,
    NotOffered,
    NoWords,
    PlaceDoesNotFit,
    TimeTaken,
    TooFewHosts,
    TooLate,
)
from tests.cast import make_host, make_offer, make_resource, make_user
from tests.conftest import NOW
from tests.visits.bookings import (
    DAY,
    STAFF,
    asked,
    at,
    confirmed,
    do,
    held,
    host_ids,
    mails,
    message,
    received,
    reminders,
    user_of,
)


@pytest.fixture
def hosts(app):
    with db.transaction():
        return [make_host("Hedda Holm"), make_host("Henrik Hed"), make_host("Hilma Hult")]


@pytest.fixture
def offer(hosts):
    with db.transaction():
        return make_offer()


def ids(*hosts):
    return [host.id for host in hosts]


def test_who_takes_a_request_on_is_named_and_the_promise_stays(offer):
    visit = received(offer)
    promised = visit.answer_by
    with db.transaction():
        alice = make_user()
    do(start_review, visit, handler_id=alice.id, by=STAFF)
    assert (visit.state, visit.handled_by_id, visit.answer_by) == ("in_review", alice.id, promised)


def test_a_question_stops_the_clock_and_keeps_the_time(offer):
    visit = received(offer)
    do(ask_for_more, visit, " Vilka är ni? ", by=STAFF)
    assert (visit.state, visit.answer_by, held(visit)) == ("incomplete", None, 2)
    assert visit.questions_asked[0].question == "Vilka är ni?"
    assert mails(visit)[-1] == "asked"


def test_an_empty_question_is_refused(offer):
    visit = received(offer)
    with pytest.raises(NoWords) as caught, db.transaction():
        ask_for_more(visit, "  ", by=STAFF)
    assert caught.value.field == "question"
    assert visit.state == "received"


def test_confirming_assigns_host_and_place_in_one_step(offer, hosts):
    visit = received(offer)
    other = hosts[2]
    do(confirm_visit, visit, host_ids=ids(other), words="Vi ses!", by=STAFF)
    assert visit.state == "confirmed"
    assert visit.event.status == "confirmed"
    assert host_ids(visit) == ids(other)
    assert {(a.role, a.email) for a in visit.event.attendees} == {
        ("guest", "bodil@norrskar.example"),
        ("host", "hilma@arena.example"),
    }


def test_a_confirmation_goes_to_the_booker_and_to_each_host_with_the_entry(offer, hosts):
    visit = received(offer)
    do(confirm_visit, visit, host_ids=ids(*hosts[:2]), by=STAFF)
    assert mails(visit)[-3:] == ["confirmed", "assigned", "assigned"]
    for template, to in (("confirmed", None), ("assigned", "hedda@arena.example")):
        assert message(template, to).calendar_method == "REQUEST"


def test_confirming_plans_the_reminders(offer):
    visit = confirmed(offer)
    assert reminders(visit) == [
        ("guest 7d", at(date(2026, 12, 10), 9)),
        ("guest 1d", at(date(2026, 12, 16), 9)),
        ("host 1d", at(date(2026, 12, 16), 15)),
        ("host morning", at(date(2026, 12, 17), 7)),
    ]


def test_another_place_stands_in_for_the_offers_own(offer, hosts):
    visit = received(offer)
    own = offer.stops[0].resource_id
    with db.transaction():
        room = make_resource("SAL", "room", capacity=30, address="Fjärilsgatan 1")
    do(confirm_visit, visit, host_ids=ids(hosts[0]), place_id=room.id, by=STAFF)
    assert chosen_place(visit) is room
    assert visit.event.place_sv == "Plats SAL, Fjärilsgatan 1"
    assert visit.event.place_en == "Place SAL, Fjärilsgatan 1"
    do(reassign_hosts, visit, host_ids=ids(hosts[1]), by=STAFF)
    assert chosen_place(visit) is room
    do(reassign_hosts, visit, host_ids=ids(hosts[1]), place_id=own, by=STAFF)
    assert chosen_place(visit) is None
    assert visit.event.place_sv == offer.meeting_point_sv


def test_too_few_hosts_for_the_group_are_refused(hosts):
    with db.transaction():
        school = make_offer("school", group_max=50)
    visit = received(school, group_size=26)
    assert len(host_ids(visit)) == 2
    with pytest.raises(TooFewHosts) as caught, db.transaction():
        confirm_visit(visit, host_ids=ids(hosts[0]), by=STAFF)
    assert caught.value.needed == 2


def test_the_same_host_twice_is_one_host(hosts):
    with db.transaction():
        school = make_offer("school", group_max=50)
    visit = received(school, group_size=26)
    with pytest.raises(TooFewHosts), db.transaction():
        confirm_visit(visit, host_ids=ids(hosts[0], hosts[0]), by=STAFF)


def test_a_host_without_the_language_is_refused(offer):
    visit = received(offer, language="en")
    with db.transaction():
        swedish = make_host("Hugo Hall", languages=("sv",))
    with pytest.raises(HostDoesNotFit) as caught, db.transaction():
        confirm_visit(visit, host_ids=ids(swedish), by=STAFF)
    assert caught.value.name == "Hugo Hall"


def test_what_is_no_host_cannot_host(offer):
    visit = received(offer)
    with db.transaction():
        room = make_resource("SAL")
    for resource_id in (room.id, 4711):
        with pytest.raises(HostDoesNotFit), db.transaction():
            confirm_visit(visit, host_ids=[resource_id], by=STAFF)


def test_a_host_who_has_left_is_refused(offer, hosts):
    visit = received(offer)
    with db.transaction():
        user_of(hosts[0]).closed_at = NOW
    with pytest.raises(HostDoesNotFit), db.transaction():
        confirm_visit(visit, host_ids=ids(hosts[0]), by=STAFF)


def test_a_host_who_leads_another_group_then_is_refused(offer, hosts):
    other = confirmed(offer)
    visit = received(offer, contact_email="other@example.org")
    with pytest.raises(ResourceTaken), db.transaction():
        confirm_visit(visit, host_ids=host_ids(other), by=STAFF)
    assert visit.state == "received"
    assert held(visit) == 2


@pytest.mark.parametrize("facts", [{"capacity": 10}, {"closed_at": NOW}, {"kind": "equipment"}])
def test_a_place_that_does_not_fit_is_refused(offer, facts):
    visit = received(offer)
    with db.transaction():
        room = make_resource("SAL", **facts)
    with pytest.raises(PlaceDoesNotFit), db.transaction():
        confirm_visit(visit, host_ids=host_ids(visit), place_id=room.id, by=STAFF)


def test_a_site_that_has_closed_since_the_request_is_noticed(offer):
    visit = received(offer)
    site_id = offer.stops[0].resource_id
    with db.transaction():
        db.session.add(
            Closure(
                resource_id=site_id,
                starts_on=DAY,
                ends_on=DAY + timedelta(1),
                reason_sv="Ombyggnad",
                reason_en="Works",
            )
        )
    with pytest.raises(ClosedThen) as caught, db.transaction():
        confirm_visit(visit, host_ids=host_ids(visit), by=STAFF)
    assert caught.value.resource.id == site_id
    assert "S-introduction" in str(caught.value.message)


def test_a_visit_confirmed_with_a_stale_form_is_refused(offer):
    visit = received(offer)
    seen = visit.version
    do(note, visit, "Ring dem.", by=STAFF, version=seen)
    with pytest.raises(ChangedMeanwhile), db.transaction():
        confirm_visit(visit, host_ids=host_ids(visit), by=STAFF, version=seen)
    assert visit.state == "received"


def test_only_those_whom_it_concerns_hear_of_other_hosts(offer, hosts):
    visit = confirmed(offer)
    first = db.session.get(User, visit.event.attendees[-1].user_id).email
    held_host = next(host for host in hosts if user_of(host).email == first)
    other = next(host for host in hosts if host is not held_host)
    before = len(mails(visit))
    do(reassign_hosts, visit, host_ids=ids(other), by=STAFF)
    assert mails(visit)[before:] == ["changed", "assigned", "unassigned"]
    assert message("unassigned").recipient_email == first
    assert message("unassigned").calendar_method == "CANCEL"  # For that host alone.
    do(reassign_hosts, visit, host_ids=ids(other, held_host), by=STAFF)
    assert mails(visit)[before + 3 :] == ["changed", "assigned"]


def test_a_new_hosts_reminders_replace_the_old_ones(offer, hosts):
    visit = confirmed(offer)
    other = next(host for host in hosts if host.id not in host_ids(visit))
    do(reassign_hosts, visit, host_ids=ids(other), by=STAFF)
    assert len(reminders(visit)) == 4
    assert message("reminder_host").recipient_email == user_of(other).email


def test_a_proposed_time_is_held_and_the_asked_one_given_back(offer):
    visit = received(offer)
    evening = at(DAY, 18)
    do(propose_time, visit, starts_at=evening, words="Bättre ljus då.", by=STAFF)
    assert (visit.state, visit.event.starts_at, held(visit)) == ("offered", evening, 2)
    assert visit.hold_until == at(date(2026, 11, 27), 23, 59)
    assert visit.answer_by is None
    assert mails(visit)[-1] == "proposed"
    assert message("proposed").calendar_method is None
    for email in ("a@example.org", "b@example.org"):
        assert held(asked(offer, contact_email=email)) == 2  # The site takes two groups again.


def test_a_hold_never_outlasts_its_own_time(offer):
    visit = received(offer)
    do(propose_time, visit, starts_at=NOW + timedelta(hours=30), by=STAFF)
    assert visit.hold_until == NOW + timedelta(hours=30)


def test_a_time_that_has_passed_cannot_be_proposed(offer):
    visit = received(offer)
    with pytest.raises(NotOffered), db.transaction():
        propose_time(visit, starts_at=NOW - timedelta(hours=1), by=STAFF)


def test_a_taken_time_cannot_be_proposed(offer):
    for email in ("a@example.org", "b@example.org"):
        asked(offer, contact_email=email, starts_at=at(DAY, 13))
    visit = received(offer)
    with pytest.raises(TimeTaken), db.transaction():
        propose_time(visit, starts_at=at(DAY, 13), by=STAFF)
    assert (visit.state, visit.event.starts_at) == ("received", at())


def test_a_time_may_be_proposed_with_named_hosts(offer, hosts):
    visit = received(offer)
    do(propose_time, visit, starts_at=at(DAY, 13), host_ids=ids(hosts[2]), by=STAFF)
    assert host_ids(visit) == ids(hosts[2])
    assert visit.event.attendees == []


def test_another_proposal_replaces_the_first(offer):
    visit = received(offer)
    do(propose_time, visit, starts_at=at(DAY, 13), by=STAFF)
    do(propose_time, visit, starts_at=at(DAY, 14), by=STAFF)
    assert (visit.state, visit.event.starts_at) == ("offered", at(DAY, 14))
    assert mails(visit)[-2:] == ["proposed", "proposed"]


def test_declining_says_why_and_gives_everything_back(offer):
    visit = received(offer)
    do(
        decline_visit,
        visit,
        reason=DeclineReason.OTHER_HOST,
        words="De kan mer om detta.",
        referred_to="Vattenmuseet",
        by=STAFF,
    )
    assert (visit.state, held(visit), visit.event.status) == ("declined", 0, "cancelled")
    assert (visit.decline_reason, visit.referred_to) == ("other_host", "Vattenmuseet")
    assert mails(visit)[-1] == "declined"


def test_an_organisation_of_the_directory_is_linked_and_taken_away_again(offer):
    visit = received(offer)
    do(create_organisation, visit, OrganisationType.UTILITY, by=STAFF)
    assert visit.organisation.name == "Norrskär Energi AB"
    assert visit.organisation.email_domain == "norrskar.example"
    do(link_organisation, visit, None, by=STAFF)
    assert visit.organisation is None
    known = db.session.scalars(select(Organisation)).one()
    do(link_organisation, visit, known, by=STAFF)
    assert visit.organisation == known


def test_a_visit_that_should_have_begun_is_not_confirmed(offer):
    visit = received(offer)
    with clock.travel(at() + timedelta(minutes=1)), pytest.raises(TooLate), db.transaction():
        confirm_visit(visit, host_ids=host_ids(visit), by=STAFF)
