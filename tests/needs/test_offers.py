"""What an offer is: who sees it, how long it holds, and which needs find it."""

from contextlib import ExitStack
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from arena import clock, db
from arena.audit.models import COMMAND
from arena.directory.models import OrganisationType, PersonRole
from arena.messages.models import Message
from arena.needs.models import MatchFound, OfferTerm, PartnerOffer
from arena.needs.offer_jobs import look_after_offers, match, tell_of_matches
from arena.needs.queries.offers import contact_of
from arena.needs.rules.offering import OfferAudience, OfferState, expiry, is_time_to_ask
from arena.needs.services import writing
from arena.needs.services.errors import ChangedMeanwhile, Missing
from arena.needs.services.offering import (
    change_offer,
    create_offer,
    still_token,
    withdraw_offer,
)
from tests.cast import sign_in
from tests.conftest import NOW
from tests.needs.cast import facts, make_organisation, make_partner, person_of
from tests.needs.market import make_market, make_offer_of, offer_facts
from tests.pages import words


@pytest.fixture
def at():
    with ExitStack() as travels:
        yield lambda moment: travels.enter_context(clock.travel(moment))


@pytest.fixture
def market(app):
    with db.transaction():
        return make_market()


def mails(template):
    return db.session.scalars(select(Message).where(Message.template == template)).all()


def test_an_offer_holds_for_a_year_or_until_its_last_day():
    today = date(2026, 11, 25)
    assert expiry(today, None) == date(2027, 11, 25)
    assert expiry(today, date(2026, 12, 31)) == date(2027, 1, 1)
    assert is_time_to_ask(today + timedelta(days=21), None, today)
    assert not is_time_to_ask(today + timedelta(days=22), None, today)
    assert not is_time_to_ask(today + timedelta(days=2), today + timedelta(days=1), today)


def test_an_offer_needs_a_title_and_words_in_each_language_it_stands_in(app, market):
    for given, field in (
        ({"title_en": ""}, "title_en"),
        ({"words_sv": "Bara ord."}, "title_sv"),
        ({"audience": "networks"}, "network_ids"),
        ({"valid_until": date(2020, 1, 1)}, "valid_until"),
    ):
        with pytest.raises(Missing) as refused, db.transaction():
            create_offer(
                offer_facts(**given), organisation_id=market.company.id, author_id=None, by=COMMAND
            )
        assert refused.value.field == field


@pytest.mark.parametrize("audience", list(OfferAudience))
def test_each_sees_the_offers_that_they_are_the_audience_of(app, client, audience):
    with db.transaction():
        given = {"audience": audience}
        market = make_market(**({} if audience == OfferAudience.NETWORKS else given))
        if audience == OfferAudience.NETWORKS:  # Of a network that nobody here is in.
            market.offer.audience = audience
        offer_id = market.offer.id
    strangers = client.get(f"/en/offers/{offer_id}")
    assert strangers.status_code == (200 if audience == OfferAudience.PUBLIC else 404)
    listed = words(client.get("/en/offers/"))
    assert ("Silent night deliveries" in listed) == (audience == OfferAudience.PUBLIC)
    sign_in(client, market.charlie)
    seen = audience in (OfferAudience.PUBLIC, OfferAudience.PARTNERS)
    assert client.get(f"/partner/offers/{offer_id}").status_code == (200 if seen else 404)
    assert ("Silent night" in words(client.get("/partner/offers/"))) == seen
    assert client.get(f"/partner/offers/{offer_id}/edit").status_code == 404
    sign_in(client, market.contact)
    assert client.get(f"/partner/offers/{offer_id}/edit").status_code == 200
    sign_in(client, market.alice)
    assert client.get(f"/staff/partner-offers/{offer_id}").status_code == 200


def test_a_partner_writes_an_offer_in_the_browser_and_sees_which_needs_it_fits(app, client, market):
    sign_in(client, market.contact)
    match()
    form = {
        "kind": "solution",
        "title_sv": "Tyst nattdistribution",
        "words_sv": "Eldrivna lastbilar som levererar på natten, högst 42 dB vid fasad.",
        "topics": ["mobility"],
        "links": "https://example.org/matning Mätningar vid fasad",
        "contact_id": str(person_of(market.contact).id),
        "audience": "partners",
    }
    answer = client.post("/partner/offers/new", data=form)
    assert answer.status_code == 303, words(answer)
    page = words(client.get(answer.location))
    assert "Quiet deliveries at night" in page
    assert "Both speak of" in page
    assert "Mätningar vid fasad" in page
    wrong = client.post("/partner/offers/new", data=form | {"links": "javascript:alert(1)"})
    assert wrong.status_code == 400


def test_two_who_change_an_offer_at_once_do_not_overwrite_each_other(app, market):
    version = market.offer.version
    with db.transaction():
        change_offer(market.offer, offer_facts(), by=COMMAND, version=version)
    with pytest.raises(ChangedMeanwhile), db.transaction():
        change_offer(market.offer, offer_facts(), by=COMMAND, version=version)


def test_a_withdrawn_offer_is_found_by_nobody(app, market):
    match()
    assert db.session.scalars(select(MatchFound)).all()
    with db.transaction():
        withdraw_offer(market.offer, by=COMMAND)
        withdraw_offer(market.offer, by=COMMAND)
    assert not db.session.scalars(select(OfferTerm)).all()
    match()
    assert not db.session.scalars(select(MatchFound)).all()


def test_after_a_year_the_contact_is_asked_and_one_press_says_that_it_still_holds(
    app, at, client, market
):
    offer_id = market.offer.id
    at(NOW + timedelta(days=350))
    look_after_offers()
    look_after_offers()
    (mail,) = mails("needs/offer_still")
    assert mail.recipient_email == market.contact.email
    offer = db.session.get_one(PartnerOffer, offer_id)
    from_mail = still_address(offer)
    assert "still holds" in words(client.get(from_mail))
    with db.transaction():
        assert db.session.get_one(PartnerOffer, offer_id).token_hash is not None
    assert "Then we ask again" in words(client.post(from_mail))
    with db.transaction():
        offer = db.session.get_one(PartnerOffer, offer_id, populate_existing=True)
        assert offer.expires_on == clock.today() + timedelta(days=365)
    assert client.post(from_mail).status_code == 404


def still_address(offer):
    return f"/en/offers/still/{still_token(offer)}"


def test_without_an_answer_it_rests_and_comes_back_by_one_press(app, at, client, market):
    offer_id = market.offer.id
    at(NOW + timedelta(days=366))
    look_after_offers()
    with db.transaction():
        offer = db.session.get_one(PartnerOffer, offer_id, populate_existing=True)
        assert offer.state == OfferState.EXPIRED
    sign_in(client, market.contact)
    client.post(f"/partner/offers/{offer_id}/confirm")
    with db.transaction():
        offer = db.session.get_one(PartnerOffer, offer_id, populate_existing=True)
        assert offer.state == OfferState.OPEN


def test_the_owner_sees_offers_with_reasons_and_what_is_not_relevant_stays_away(
    app, client, market
):
    path = f"/partner/offers/for/{market.need.reference}"
    match()
    sign_in(client, market.owner)
    page = words(client.get(path))
    assert "Silent night deliveries" in page
    assert "Båda talar om" in page or "Both speak of" in page
    data = {"need": market.need.reference, "side": "need"}
    client.post(f"/partner/offers/{market.offer.id}/dismiss", data=data)
    client.post(f"/partner/offers/{market.offer.id}/dismiss", data=data)
    assert "introductions/new" not in client.get(path).text
    sign_in(client, market.contact)  # The other side sees the need as before.
    assert "Quiet deliveries" in words(client.get(f"/partner/offers/{market.offer.id}"))
    assert client.get(path).status_code == 404
    sign_in(client, market.charlie)
    assert client.get(path).status_code == 404
    assert client.post(f"/partner/offers/{market.offer.id}/dismiss", data=data).status_code == 404


def test_new_matches_are_mailed_at_most_weekly_and_never_twice(app, at, client, market):
    match()
    tell_of_matches()
    tell_of_matches()
    sent = mails("needs/matches")
    assert {mail.recipient_email for mail in sent} == {market.owner.email, market.contact.email}
    assert len(sent) == 2
    with db.transaction():
        third = make_organisation("Lugna Laster AB", OrganisationType.SMALL_COMPANY)
        make_offer_of(third, make_partner("Lena Last", third))
    match()
    at(NOW + timedelta(days=2))
    tell_of_matches()
    assert len([m for m in mails("needs/matches") if m.recipient_email == market.owner.email]) == 1
    at(NOW + timedelta(days=8))
    tell_of_matches()
    assert len([m for m in mails("needs/matches") if m.recipient_email == market.owner.email]) == 2


def test_who_wants_no_mails_about_matches_gets_none(app, client, market):
    sign_in(client, market.owner)
    assert client.get("/partner/offers/mails").status_code == 200
    assert client.post("/partner/offers/mails", data={"csrf_token": "-"}).status_code == 303
    match()
    tell_of_matches()
    assert [mail.recipient_email for mail in mails("needs/matches")] == [market.contact.email]
    client.post("/partner/offers/mails", data={"is_wanted": "y"})
    tell_of_matches()
    assert len(mails("needs/matches")) == 2


def test_a_need_that_changes_is_read_anew(app, market):
    match()
    with db.transaction():
        (found,) = db.session.scalars(select(MatchFound)).all()
        assert (found.need_id, found.offer_id) == (market.need.id, market.offer.id)
        writing.change_need(
            market.need,
            facts_of_something_else(),
            by=COMMAND,
            version=market.need.version,
        )
    match()
    assert not db.session.scalars(select(MatchFound)).all()


def facts_of_something_else():
    return facts(
        title_sv="Återbrukat tegel",
        title_en="Reclaimed bricks",
        problem_sv="Fasader rivs.",
        problem_en="Façades are demolished.",
        effect_sv="Hälften återbruk.",
        effect_en="Half is reused.",
        limits_sv="",
        limits_en="",
        topics=("reuse",),
    )


def test_a_contact_who_has_left_is_nobody_to_ask(app, market):
    assert contact_of(market.offer) is not None
    with db.transaction():
        role = db.session.scalars(
            select(PersonRole).where(PersonRole.organisation_id == market.company.id)
        ).one()
        role.ends_on = clock.today()
    assert contact_of(market.offer) is None


def test_an_offer_that_the_worker_only_looks_at_stays_the_same(app, market):
    """With a last day of its own it is looked at for weeks, and asked about never."""
    with db.transaction():
        until = clock.today() + timedelta(days=3)
        offer = make_offer_of(market.company, market.contact, valid_until=until)
        number, version = offer.id, offer.version
    look_after_offers()
    look_after_offers()
    with db.transaction():
        offer = db.session.get_one(PartnerOffer, number)
        assert (offer.version, offer.asked_at) == (version, None)
        withdraw_offer(offer, by=COMMAND, version=version)
        withdraw_offer(offer, by=COMMAND, version=version)
        assert offer.state == OfferState.WITHDRAWN
