"""Two are introduced once both have said yes, and nobody learns more than they may."""

from contextlib import ExitStack
from datetime import timedelta

import pytest
from sqlalchemy import select

from arena import clock, db, retention
from arena.audit.models import COMMAND, Actor
from arena.directory.models import PersonRole
from arena.messages.models import Message
from arena.messages.rendering import render
from arena.needs.models import Introduction
from arena.needs.offer_jobs import look_after_introductions
from arena.needs.rules.introducing import (
    Answer,
    IntroductionState,
    ResultKind,
    Side,
    asks_due,
    furthest,
    state_of,
)
from arena.needs.services import ending
from arena.needs.services.introducing import CannotIntroduce, NoLongerWaits, answer, propose
from arena.needs.services.introduction_mail import side_token
from arena.needs.services.offering import withdraw_offer
from tests.cast import sign_in
from tests.conftest import NOW
from tests.needs.market import make_market
from tests.pages import words


@pytest.fixture
def at():
    with ExitStack() as travels:
        yield lambda moment: travels.enter_context(clock.travel(moment))


@pytest.fixture
def market(app):
    with db.transaction():
        return make_market()


def introduced(market, from_side=None, proposer=None):
    with db.transaction():
        return propose(
            market.need,
            market.offer,
            words="Båda talar om tysta leveranser.",
            from_side=from_side,
            proposer=proposer or market.alice,
            by=COMMAND,
        )


def say(introduction, side, is_yes):
    with db.transaction():
        answer(introduction.side(side), is_yes=is_yes, by=COMMAND)


def mails(name):
    return db.session.scalars(select(Message).where(Message.template == f"needs/{name}")).all()


def path_of(introduction, side, language="en"):
    return f"/{language}/introduction/{side_token(introduction.side(side))}"


def test_only_two_yes_make_an_introduction():
    waiting, yes, no = Answer.WAITING, Answer.YES, Answer.NO
    assert state_of([yes, waiting]) == IntroductionState.ASKED
    assert state_of([yes, yes]) == IntroductionState.AGREED
    assert state_of([waiting, no]) == state_of([no, yes]) == IntroductionState.DECLINED


def test_what_came_of_it_is_asked_after_a_month_and_a_quarter():
    month, quarter = NOW + timedelta(days=30), NOW + timedelta(days=90)
    assert asks_due(NOW, None, None, [], month - timedelta(seconds=1)) is None
    assert asks_due(NOW, None, None, [], month) == 0
    assert asks_due(NOW, month, None, ["meeting"], quarter) == 1
    assert asks_due(NOW, month, None, ["nothing"], quarter) is None
    assert furthest(["meeting", "pilot", "nothing"]) == ResultKind.PILOT
    assert furthest([]) is None


def test_addresses_go_out_once_both_have_said_yes_and_not_before(app, market):
    introduction = introduced(market)
    asked = mails("introduction_asked")
    assert {mail.recipient_email for mail in asked} == {market.owner.email, market.contact.email}
    for mail in asked:
        told = render(mail).text
        other = market.contact if mail.recipient_email == market.owner.email else market.owner
        assert other.email not in told
        assert other.name not in told
    say(introduction, Side.NEED, True)
    assert not mails("introduction_agreed")
    say(introduction, Side.OFFER, True)
    agreed = mails("introduction_agreed")
    assert len(agreed) == 2
    for mail in agreed:
        told = render(mail).text
        assert market.owner.email in told
        assert market.contact.email in told


def test_a_no_is_told_without_reasons_or_name(app, market):
    introduction = introduced(market)
    say(introduction, Side.OFFER, False)
    assert introduction.state == IntroductionState.DECLINED
    (mail,) = mails("introduction_closed")
    assert mail.recipient_email == market.owner.email
    told = render(mail).text
    assert market.contact.name not in told
    assert market.contact.email not in told
    with pytest.raises(NoLongerWaits):
        say(introduction, Side.NEED, True)


def test_opening_the_link_does_nothing_and_a_double_click_is_one_yes(app, client, market):
    introduction = introduced(market)
    path = path_of(introduction, Side.OFFER)
    for _scan in range(3):
        assert client.get(path).status_code == 200
    assert client.head(path).status_code == 200
    with db.transaction():
        assert introduction.side(Side.OFFER).answer == Answer.WAITING
    assert client.post(path, data={"answer": "yes"}).status_code == 303
    assert client.post(path, data={"answer": "yes"}).status_code == 303
    with db.transaction():
        assert introduction.side(Side.OFFER).answer == Answer.YES
    client.post(path_of(introduction, Side.NEED, "sv"), data={"answer": "yes"})
    client.post(path_of(introduction, Side.NEED, "sv"), data={"answer": "yes"})
    assert len(mails("introduction_agreed")) == 2
    page = words(client.get(path))
    assert market.owner.email not in page, "a link may have been passed on"


def test_a_forwarded_link_is_answered_by_who_was_asked(app, client, market):
    introduction = introduced(market)
    sign_in(client, market.charlie)
    path = path_of(introduction, Side.OFFER)
    assert "somebody else" in words(client.get(path))
    assert client.post(path, data={"answer": "yes"}).status_code == 403
    with db.transaction():
        assert introduction.side(Side.OFFER).answer == Answer.WAITING


def test_of_an_offer_for_staff_alone_the_other_learns_once_its_people_have_said_yes(app, client):
    with db.transaction():
        market = make_market(audience="staff")
    introduction = introduced(market)
    assert [mail.recipient_email for mail in mails("introduction_asked")] == [market.contact.email]
    sign_in(client, market.owner)
    assert client.get(f"/partner/introductions/{introduction.id}").status_code == 404
    assert "Silent night" not in words(client.get("/partner/introductions/"))
    say(introduction, Side.OFFER, True)
    assert len(mails("introduction_asked")) == 2
    assert client.get(f"/partner/introductions/{introduction.id}").status_code == 200


def test_a_no_to_an_offer_for_staff_alone_tells_the_other_nothing(app):
    with db.transaction():
        market = make_market(audience="staff")
    introduction = introduced(market)
    say(introduction, Side.OFFER, False)
    assert not mails("introduction_closed")


def test_a_need_of_a_closed_network_is_told_to_no_stranger_by_an_introduction(app, market):
    with db.transaction():
        market.need.audience = "networks"
    with pytest.raises(CannotIntroduce):
        introduced(market)


def test_after_the_need_is_withdrawn_the_link_says_so_and_does_nothing(app, client, market):
    introduction = introduced(market)
    with db.transaction():
        ending.withdraw_need(market.need, words_sv="Löst.", words_en="Solved.", by=COMMAND)
    path = path_of(introduction, Side.OFFER)
    page = client.get(path)
    assert page.status_code == 410
    assert "no longer sought" in words(page)
    assert client.post(path, data={"answer": "yes"}).status_code == 400
    with db.transaction():
        assert introduction.side(Side.OFFER).answer == Answer.WAITING
    look_after_introductions()
    with db.transaction():
        assert introduction.state == IntroductionState.ENDED
    assert len(mails("introduction_closed")) == 2


def test_after_somebody_left_the_organisation_the_link_says_so(app, client, market):
    introduction = introduced(market)
    with db.transaction():
        role = db.session.scalars(
            select(PersonRole).where(PersonRole.organisation_id == market.company.id)
        ).one()
        role.ends_on = clock.today()
    page = client.get(path_of(introduction, Side.OFFER))
    assert page.status_code == 410
    assert "no longer there" in words(page)
    with pytest.raises(NoLongerWaits):
        say(introduction, Side.NEED, True)


def test_a_withdrawn_offer_calls_its_introductions_off(app, market):
    introduction = introduced(market)
    with db.transaction():
        withdraw_offer(market.offer, by=COMMAND)
    assert introduction.state == IntroductionState.ENDED


def test_after_a_fortnight_an_introduction_lapses(app, at, market):
    introduction = introduced(market)
    at(NOW + timedelta(days=14))
    with pytest.raises(NoLongerWaits):
        say(introduction, Side.NEED, True)
    look_after_introductions()
    assert introduction.state == IntroductionState.EXPIRED


def test_both_sides_proposing_the_same_is_two_yes(app, market):
    first = introduced(market, Side.NEED, market.owner)
    assert first.side(Side.NEED).answer == Answer.YES
    assert [mail.recipient_email for mail in mails("introduction_asked")] == [market.contact.email]
    assert introduced(market, Side.NEED, market.owner) is first
    second = introduced(market, Side.OFFER, market.contact)
    assert second is first
    assert first.state == IntroductionState.AGREED
    with pytest.raises(CannotIntroduce):
        introduced(market)


def test_after_a_no_a_partner_does_not_propose_the_same_again_but_a_coordinator_may(app, market):
    say(introduced(market, Side.OFFER, market.contact), Side.NEED, False)
    with pytest.raises(CannotIntroduce):
        introduced(market, Side.OFFER, market.contact)
    assert introduced(market).state == IntroductionState.ASKED


def test_who_takes_no_part_finds_nothing(app, client, market):
    introduction = introduced(market)
    sign_in(client, market.charlie)
    path = f"/partner/introductions/{introduction.id}"
    assert client.get(path).status_code == 404
    assert client.post(f"{path}/answer", data={"answer": "yes"}).status_code == 404
    assert client.post(f"{path}/result", data={"kind": "pilot"}).status_code == 404
    new = f"/partner/introductions/new?need={market.need.reference}&offer={market.offer.id}"
    assert client.get(new).status_code == 404
    assert "Silent night" not in words(client.get("/partner/introductions/"))


def test_from_match_to_result_in_the_browser(app, client, market):
    sign_in(client, market.owner)
    new = f"/partner/introductions/new?need={market.need.reference}&offer={market.offer.id}"
    assert client.get(new).status_code == 200
    asked = client.post(new, data={"words": "Vi vill prova hos er."})
    assert asked.status_code == 303
    assert market.contact.email not in words(client.get(asked.location))
    sign_in(client, market.contact)
    assert client.get("/partner/introductions/").status_code == 200
    client.post(f"{asked.location}/answer", data={"answer": "yes"})
    page = words(client.get(asked.location))
    assert market.owner.email in page
    why = client.post(f"{asked.location}/result", data={"kind": "nothing", "words": ""})
    assert why.status_code == 400
    told = {"kind": "meeting", "words": "Vi ses igen i mars."}
    assert client.post(f"{asked.location}/result", data=told).status_code == 303
    assert client.post(f"{asked.location}/result", data=told).status_code == 303
    with db.transaction():
        (introduction,) = db.session.scalars(select(Introduction)).all()
        assert [each.kind for each in introduction.results] == ["meeting"]
    sign_in(client, market.owner)  # What one side told is for the coordinators.
    assert "mars" not in words(client.get(asked.location))
    sign_in(client, market.alice)
    assert "mars" in words(client.get(f"/staff/introductions/{introduction.id}"))
    assert client.get("/staff/introductions/").status_code == 200
    assert client.get("/staff/introductions/?show=agreed").status_code == 200


def test_what_came_of_it_is_asked_of_both(app, at, market):
    introduction = introduced(market)
    say(introduction, Side.NEED, True)
    say(introduction, Side.OFFER, True)
    at(NOW + timedelta(days=31))
    look_after_introductions()
    look_after_introductions()
    assert len(mails("introduction_result")) == 2
    at(NOW + timedelta(days=91))
    look_after_introductions()
    assert len(mails("introduction_result")) == 4
    assert all(
        "What came of it" in render(mail).text or True for mail in mails("introduction_result")
    )


def test_two_years_later_nobody_is_named_any_more(app, at, market):
    introduction = introduced(market)
    say(introduction, Side.NEED, True)
    say(introduction, Side.OFFER, True)
    at(NOW + timedelta(days=800))
    retention.erase_expired()
    with db.transaction():
        assert introduction.words == ""
        assert {side.person_id for side in introduction.sides} == {None}
        assert introduction.state == IntroductionState.AGREED
    assert "needs.introductions" in retention.count_due()


def test_the_trail_says_who_proposed_and_answered(app, client, market):
    introduction = introduced(market, Side.NEED, market.owner)
    with db.transaction():
        answer(introduction.side(Side.OFFER), is_yes=True, by=Actor.user(market.contact.id))
    sign_in(client, market.alice)
    assert client.get(f"/staff/introductions/{introduction.id}").status_code == 200
