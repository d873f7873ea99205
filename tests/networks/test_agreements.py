"""The register of agreements: what is missing, reminders, early ends, renewals, who sees what."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from arena import clock, db
from arena.audit.models import COMMAND
from arena.messages.models import Message
from arena.networks import jobs
from arena.networks.models import Agreement
from arena.networks.queries.agreements import Wanted, list_agreements
from arena.networks.rules.agreements import (
    Standing,
    Term,
    reminders_due,
    standing_of,
    unsettled,
)
from arena.networks.services.agreeing import (
    AgreementFacts,
    PartyFacts,
    enter_agreement,
    renew_agreement,
)
from arena.networks.services.errors import Renewed
from tests.cast import make_user, sign_in
from tests.conftest import NOW
from tests.networks.cast import make_network, make_organisation, make_partner
from tests.pages import words

TODAY = date(2026, 11, 24)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("days", "due"), [(61, []), (60, [60]), (15, [60]), (14, [14]), (1, [14]), (0, []), (-5, [])]
)
def test_an_end_is_reminded_of_sixty_and_fourteen_days_before(days, due):
    ends_on = TODAY + days * DAY
    expected = [f"end:{ends_on}:{each}" for each in due]
    assert reminders_due(Term(date(2025, 1, 1), ends_on), None, TODAY) == expected
    assert reminders_due(Term(date(2025, 1, 1), ends_on, is_renewed=True), None, TODAY) == []


def test_where_an_agreement_stands():
    begun = date(2025, 1, 1)
    soon, past = TODAY + 45 * DAY, TODAY
    assert standing_of(Term(begun, None), TODAY) == Standing.HOLDS
    assert standing_of(Term(begun, soon), TODAY) == Standing.ENDING
    assert standing_of(Term(begun, soon, is_renewed=True), TODAY) == Standing.HOLDS
    assert standing_of(Term(begun, past), TODAY) == Standing.EXPIRED
    assert standing_of(Term(begun, past, is_renewed=True), TODAY) == Standing.RENEWED
    assert standing_of(Term(begun, past, is_ended_early=True), TODAY) == Standing.ENDED_EARLY
    assert standing_of(Term(TODAY + DAY, None), TODAY) == Standing.COMING


def test_development_before_a_tender_settles_four_things():
    assert unsettled("mou", []) == []
    assert unsettled("pre_procurement", ["ipr", "state_aid"]) == ["liability", "disqualification"]


@pytest.fixture
def cast(app):
    """A coordinator, a partner, and agreements in every state."""
    with db.transaction():
        alice = make_user()
        petra = make_partner(make_organisation(), "Petra Pålsson")
        other = make_partner(make_organisation("Fjällnäs Fastigheter AB"), "Frida Fjäll")
        network = make_network(is_public=False)
        made = {}
        for name, starts_on, ends_on in (
            ("ending", date(2025, 1, 1), TODAY + 45 * DAY),
            ("expired", date(2025, 1, 1), TODAY - DAY),
            ("holds", date(2025, 1, 1), None),
            ("coming", TODAY + DAY, None),
        ):
            facts = AgreementFacts(
                type="collaboration",
                title=f"Avtal {name}",
                starts_on=starts_on,
                ends_on=ends_on,
                owner=alice,
                network=network,
            )
            party = PartyFacts(petra.roles[0].organisation, "Petra Pålsson, vd")
            made[name] = enter_agreement(facts, [party], by=COMMAND)
    return {"alice": alice, "petra": petra.user, "other": other.user, "made": made}


def test_the_database_says_what_the_rule_says(app, cast):
    for standing in Standing:
        listed = [each for each, _ in list_agreements(Wanted(standing=standing), TODAY)]
        expected = [
            each
            for each in cast["made"].values()
            if standing_of(Term(each.starts_on, each.ends_on), TODAY) == standing
        ]
        assert set(listed) == set(expected), standing


def test_the_owner_is_reminded_once_and_staff_see_it_today(app, cast):
    for _ in range(2):
        jobs.remind_of_agreements()
    sent = db.session.scalars(
        select(Message.recipient_email).where(Message.template == "networks/agreement_reminder")
    ).all()
    assert sent == ["alice@arena.example"]
    db.session.rollback()
    page = words(sign_in(app.test_client(), cast["alice"]).get("/staff/"))
    assert "Avtal ending" in page
    assert "Avtal expired" in page
    assert "Avtal holds" not in page
    with clock.travel(NOW + timedelta(days=32)):
        jobs.remind_of_agreements()
    assert len(db.session.scalars(select(Message)).all()) == 2


def test_a_partner_sees_what_binds_their_organisation_and_no_closed_network(app, cast):
    petra = sign_in(app.test_client(), cast["petra"])
    number = cast["made"]["ending"].id
    assert "Avtal ending" in words(petra.get("/partner/agreements/"))
    page = words(petra.get(f"/partner/agreements/{number}"))
    assert "Petra Pålsson, vd" in page
    assert "Klimatpositiva" not in page
    other = sign_in(app.test_client(), cast["other"])
    assert other.get(f"/partner/agreements/{number}").status_code == 404
    assert "Avtal ending" not in words(other.get("/partner/agreements/"))


def test_an_agreement_is_entered_ended_early_and_renewed_once(app, cast):
    alice = sign_in(app.test_client(), cast["alice"])
    organisation_id = cast["made"]["holds"].parties[0].organisation_id
    data = {
        "type": "pre_procurement",
        "title": "Tysta nattleveranser",
        "owner": str(cast["alice"].id),
        "starts_on": "2026-11-01",
        "last_day": "2026-12-31",
        "settles": ["ipr", "liability"],
    }
    db.session.rollback()
    answer = alice.post("/staff/agreements/new", data=data)
    assert answer.status_code == 303
    page = answer.location
    assert alice.post("/staff/agreements/new", data=data).location == page  # A double click.
    assert "Jäv i en senare upphandling" in words(alice.get(page))
    party = {"signatory": "Lo Löv, vd", "signed_on": "2026-11-02"}
    assert alice.post(f"{page}/parties/{organisation_id}", data=party).status_code == 303
    assert "Lo Löv, vd" in words(alice.get(page))
    assert alice.post(f"{page}/renew", data={"starts_on": "2027-01-01"}).status_code == 303
    assert alice.post(f"{page}/renew", data={"starts_on": "2027-01-01"}).status_code == 303
    assert alice.post(f"{page}/renew", data={"starts_on": "2027-02-01"}).status_code == 400
    ended = {"on": "2026-11-24", "because": "Parten lades ned."}
    assert alice.post(f"{page}/end", data=ended).status_code == 303
    assert alice.post(f"{page}/end", data=ended).status_code == 303
    assert "Parten lades ned." in words(alice.get(page))
    stale = data | {"title": "En annan", "version": "1"}
    answer = alice.post(f"{page}/edit", data=stale)
    assert answer.status_code == 409
    assert "Tysta nattleveranser" in words(answer)
    assert "En annan" in answer.text
    found = words(alice.get("/staff/agreements/?q=tysta&standing=ended_early"))
    assert "Tysta nattleveranser" in found
    assert alice.get("/staff/agreements/agreements.xlsx").status_code == 200


def test_the_database_lets_an_agreement_be_renewed_once(app, cast):
    agreement = cast["made"]["expired"]
    with db.transaction():
        renew_agreement(agreement, starts_on=TODAY, ends_on=None, by=COMMAND)
    with pytest.raises(Renewed), db.transaction():
        renew_agreement(agreement, starts_on=TODAY + DAY, ends_on=None, by=COMMAND)
    assert len(db.session.scalars(select(Agreement)).all()) == 5
