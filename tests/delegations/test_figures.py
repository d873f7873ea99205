"""What is counted of delegations, and that it stays when their people are erased."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from arena import clock, db, retention
from arena.audit.models import Actor
from arena.delegations.models import DelegationState, Vetting
from arena.delegations.queries.figures import list_facts
from arena.delegations.rules.counting import Fact, Sum, count
from arena.delegations.services.afterwards import ContactFacts, PromiseFacts, keep_contact, promise
from tests.cast import make_resource, make_user, sign_in
from tests.conftest import NOW
from tests.delegations.cast import DAY, make_delegation, make_item
from tests.pages import words

FACTS = st.builds(
    Fact,
    type=st.sampled_from(["political", "media", "digital"]),
    country=st.sampled_from(["SE", "GB", "JP"]),
    organisation_type=st.just("foreign_city"),
    topics=st.lists(st.sampled_from(["energy", "nature"])).map(tuple),
    places=st.lists(st.integers(1, 3)).map(tuple),
    people=st.integers(1, 60),
    is_counted=st.booleans(),
)


@given(st.lists(FACTS))
def test_every_delegation_counts_once_in_each_table(facts):
    figures = count(facts)
    assert figures.total == len(facts)
    assert figures.here.people + figures.digital.people == sum(fact.people for fact in facts)
    for table in (figures.by_type, figures.by_country):
        assert sum(sums.delegations for _key, sums in table) == len(facts)
    assert all(sums.delegations <= len(facts) for _key, sums in figures.by_place)
    assert figures.international == sum(fact.country != "SE" for fact in facts)


def test_the_head_count_is_told_before_the_number_expected(app, client):
    with clock.travel(NOW):
        with db.transaction():
            alice = make_user()
            done = {"state": DelegationState.DONE, "headcount": 11, "country": "GB"}
            delegation = make_delegation(state=DelegationState.PLANNING)
            place = make_resource(code="HV", kind="site")
            for _ in range(2):
                make_item(delegation, Actor.user(alice.id), place_id=place.id)
            for name, value in done.items():
                setattr(delegation, name, value)
            make_delegation(name="Not yet")
        figures = count(list_facts(DAY.year))
        assert figures.here == Sum(1, 11)
        assert figures.by_place == [(place.id, Sum(1, 11))]
        sign_in(client, alice)
        page = words(client.get("/staff/delegations/figures"))
        assert "Storbritannien 1 11" in page
        answer = client.get("/staff/delegations/figures.csv")
        assert "Per land;Storbritannien;1;11" in answer.text


def test_people_go_on_their_date_and_figures_stay(app):
    with clock.travel(NOW), db.transaction():
        alice = make_user()
        delegation = make_delegation()
        make_item(delegation, Actor.user(alice.id))
        delegation.state, delegation.headcount = DelegationState.FOLLOWED_UP, 11
        asked = PromiseFacts(question="Moira undrar vad det kostar", due_on=DAY)
        promise(delegation, asked, by=Actor.user(alice.id))
        keep_contact(delegation, ContactFacts(name="Moira Alder"), by=Actor.user(alice.id))
        db.session.add(
            Vetting(
                delegation_id=delegation.id,
                criteria={"benefit": "met"},
                decision="accepted",
                reason="Moira ringde",
                decided_at=NOW,
            )
        )
    before = list_facts(DAY.year)
    two_years = timedelta(days=2 * 365 + 2)  # One of them is a leap year.
    with clock.travel(NOW + two_years - timedelta(days=2)):
        assert retention.erase_expired()["delegations.guests"] == 0
    with clock.travel(NOW + two_years):
        assert retention.erase_expired()["delegations.guests"] == 1
        assert retention.erase_expired()["delegations.guests"] == 0
    db.session.rollback()
    db.session.expire_all()
    assert delegation.contact_name == delegation.contact_email == ""
    assert [vetting.reason for vetting in delegation.vettings] == [""]
    assert list_facts(DAY.year) == before
