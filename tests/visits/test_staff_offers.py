"""Offers and open walks in the hands of staff: writing, publishing, scheduling, calling off."""

import pytest
from sqlalchemy import select

from arena import clock, db
from arena.audit.models import AuditEntry
from arena.visits.models import Offer, OpenWalk
from arena.visits.rules import offers as rules
from arena.visits.services import join_walk, schedule_walk
from arena.visits.services.errors import ChangedMeanwhile
from arena.visits.services.offers import (
    FaultyOffer,
    NameTaken,
    OfferFacts,
    Stop,
    create_offer,
    publish_offer,
    unpublish_offer,
    update_offer,
)
from tests.cast import make_host, make_offer, make_user, sign_in
from tests.conftest import NOW
from tests.pages import errors, links, values, words
from tests.visits.bookings import STAFF, at, confirmed, do, mails, seats


@pytest.fixture
def alice(app):
    with db.transaction():
        return make_user("Alice Alm")


@pytest.fixture
def offer(app, alice):
    with db.transaction():
        make_host("Hedda Holm")
        return make_offer()


@pytest.fixture
def staff(client, alice):
    return sign_in(client, alice)


@pytest.fixture
def tour(offer):
    with db.transaction():
        return make_offer("vandring", is_open_walk=True, group_min=1, fee_sek=0, exemptions=[])


@pytest.fixture
def walk(tour):
    with db.transaction():
        return schedule_walk(tour, starts_at=at(hour=17), language="sv", seats=20, by=STAFF)


def fresh(record):
    """See what holds now, past what this test has read before."""
    db.session.rollback()
    db.session.expire_all()
    return record


def facts(offer, **changes):
    """The facts of an offer as it stands, some of them changed."""
    names = [name for name in OfferFacts.__dataclass_fields__ if name != "stops"]
    stops = [Stop(minutes=s.minutes, title_sv=s.title_sv, title_en=s.title_en) for s in offer.stops]
    return OfferFacts(**{name: getattr(offer, name) for name in names} | {"stops": stops} | changes)


# --- rules ---------------------------------------------------------------------------------------


def found(findings):
    return {(each.field, str(each.fault)) for each in findings}


def texts(**changes):
    names = (*rules.TEXTS, *rules.TEXTS_OR_NONE, "fee_reason")
    values = {f"{name}_{language}": "x" for name in names for language in ("sv", "en")}
    return values | changes


@pytest.mark.parametrize(
    ("changes", "options", "expected"),
    [
        ({}, {}, set()),
        ({"title_en": " "}, {}, {("title_en", "no_english")}),
        ({"summary_sv": ""}, {}, {("summary_sv", "no_swedish")}),
        ({"advice_sv": "", "advice_en": ""}, {}, set()),
        ({"advice_en": ""}, {}, {("advice_en", "no_english")}),
        ({"fee_reason_sv": "", "fee_reason_en": ""}, {}, set()),
        (
            {"fee_reason_sv": "", "fee_reason_en": ""},
            {"is_free": True},
            {("fee_reason_sv", "no_swedish"), ("fee_reason_en", "no_english")},
        ),
        ({"meeting_point_sv": "", "meeting_point_en": ""}, {"is_digital": True}, set()),
    ],
)
def test_every_text_stands_in_both_languages(changes, options, expected):
    assert found(rules.text_faults(texts(**changes), **{"is_free": False, **options})) == expected


@pytest.mark.parametrize(
    ("minutes", "stops", "fault"),
    [
        (90, [90], None),
        (90, [20, 35, 35], None),
        (90, [20, 35], "stops_do_not_add_up"),
        (90, [60, 60], "stops_do_not_add_up"),
        (90, [], "no_stop"),
    ],
)
def test_the_parts_add_up_to_the_length(minutes, stops, fault):
    assert found(rules.programme_faults(minutes, stops)) == ({("stops", fault)} if fault else set())


@pytest.mark.parametrize(
    ("ladder", "fault"),
    [
        ([], None),
        ([(9, 50), (2, 100)], None),
        ([(10, 0), (3, 50)], "rung_free"),
        ([(0, 100), (3, 50)], None),
        ([(3, 50), (3, 100)], "rung_twice"),
        ([(10, 100), (3, 50)], "rungs_grow_cheaper"),
    ],
)
def test_cancelling_later_never_costs_less(ladder, fault):
    rungs = [{"working_days": days, "percent": percent} for days, percent in ladder]
    expected = {("cancellation_ladder", fault)} if fault else set()
    assert found(rules.ladder_faults(rungs)) == expected


@pytest.mark.parametrize("slug", ["", "Energi", "a b", "-a", "a--b", "å", "new", "a/b", "a-"])
def test_an_address_is_small_letters_digits_and_single_hyphens(slug):
    assert rules.slug_faults(slug)
    assert not rules.slug_faults("energi-2")


# --- services ------------------------------------------------------------------------------------


def test_a_new_offer_is_a_draft_that_nobody_sees(app, client, offer):
    made = do(create_offer, facts(offer), code="B10", slug="nytt", by=STAFF)
    assert not made.is_published
    assert client.get("/sv/visits/nytt").status_code == 404
    do(publish_offer, made, by=STAFF)
    assert client.get("/sv/visits/nytt").status_code == 200


def test_two_offers_have_neither_code_nor_address_in_common(app, offer):
    for code, slug, field in ((offer.code, "nytt", "code"), ("B10", offer.slug, "slug")):
        with pytest.raises(NameTaken) as caught:
            do(create_offer, facts(offer), code=code, slug=slug, by=STAFF)
        assert caught.value.field == field


def test_all_faults_are_told_at_once_and_nothing_is_kept(app, offer):
    with pytest.raises(FaultyOffer) as caught:
        do(update_offer, offer, facts(offer, title_en="", minutes=80, weekdays=[]), by=STAFF)
    assert [field for field, _ in caught.value.findings] == ["title_en", "stops", "weekdays"]
    assert fresh(offer).title_en == "Introduction and walk"


def test_a_change_is_in_the_trail_and_no_change_is_not(app, offer):
    do(update_offer, offer, facts(offer, fee_sek=2600), by=STAFF)
    do(update_offer, offer, facts(offer), by=STAFF)
    lines = db.session.scalars(
        select(AuditEntry).where(AuditEntry.action == "visits.update_offer")
    ).all()
    assert [line.detail for line in lines] == [{"changed": ["fee_sek", "stops"]}]


def test_an_offer_that_somebody_changed_meanwhile_is_not_overwritten(app, offer):
    seen_at = offer.updated_at
    with clock.travel(NOW.replace(hour=9)):
        do(update_offer, offer, facts(offer, fee_sek=2600), by=STAFF)
        with pytest.raises(ChangedMeanwhile):
            do(update_offer, offer, facts(offer, fee_sek=1), by=STAFF, seen_at=seen_at)
    assert fresh(offer).fee_sek == 2600


def test_booked_visits_keep_their_price(app, offer):
    visit = confirmed(offer)
    do(update_offer, offer, facts(offer, fee_sek=9999), by=STAFF)
    assert fresh(visit).fee_sek == 2400


# --- pages ---------------------------------------------------------------------------------------


def typed(staff, address, **changes):
    """What the form would send as it stands, with some changes."""
    kept = values(staff.get(address)).to_dict(flat=False)
    return kept | changes


EDIT = "/staff/offers/introduction/edit"


def test_an_offer_is_shown_in_both_languages_with_its_rules(staff, offer):
    said = words(staff.get("/staff/offers/introduction")).replace("\xa0", " ")
    for word in (
        "Introduktion och vandring",
        "Introduction and walk",
        "2 400 kr exkl. moms",
        "15 arbetsdagar",
        "Publicerat",
    ):
        assert word in said
    assert "/sv/visits/introduction" in links(staff.get("/staff/offers/introduction"))


def test_a_form_saved_as_it_stands_changes_nothing(staff, offer):
    before = offer.updated_at
    answer = staff.post(EDIT, data=typed(staff, EDIT))
    assert (answer.status_code, answer.location) == (302, "/staff/offers/introduction")
    assert fresh(offer).updated_at == before
    assert len(offer.stops) == 1
    assert offer.cancellation_ladder == [
        {"working_days": 9, "percent": 50},
        {"working_days": 2, "percent": 100},
    ]


def test_texts_rules_and_programme_are_changed(staff, offer):
    changes = {
        "title_sv": "Ny titel",
        "stops-0-minutes": "30",
        "stops-1-minutes": "60",
        "stops-1-title_sv": "Samtal",
        "stops-1-title_en": "Talk",
        "languages": ["sv", "de"],
        "weekdays": ["1", "5"],
        "fee_sek": "2 600",
        "exemptions": ["media"],
        "cancellation_ladder-2-working_days": "0",
        "cancellation_ladder-2-percent": "100",
    }
    assert staff.post(EDIT, data=typed(staff, EDIT, **changes)).status_code == 302
    fresh(offer)
    assert offer.title_sv == "Ny titel"
    assert [(stop.minutes, stop.title_sv) for stop in offer.stops] == [
        (30, "Vandring"),
        (60, "Samtal"),
    ]
    assert (offer.languages, offer.weekdays, offer.fee_sek) == (["sv", "de"], [1, 5], 2600)
    assert (offer.exemptions, len(offer.cancellation_ladder)) == (["media"], 3)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"title_en": ""}, "Skriv det här på engelska också."),
        ({"stops-0-minutes": "80"}, "Programpunkterna måste tillsammans bli besökets längd."),
        ({"stops-1-minutes": "10"}, "Fyll i det här också, eller töm hela raden."),
        ({"weekdays": []}, "Välj minst en veckodag."),
        ({"languages": []}, "Välj minst ett språk."),
        ({"group_max": "3"}, "Den största gruppen kan inte vara mindre än den minsta."),
        ({"last_start": "08:00"}, "Sista start kan inte vara tidigare än första."),
        ({"cancellation_ladder-1-working_days": "9"}, "Två steg har samma antal dagar."),
        ({"topic": "", "new_topic": ""}, "Välj ett ämne, eller skriv ett nytt."),
        ({"fee_sek": "-1"}, ""),
        ({"minutes": "x"}, ""),
        ({"stops-0-resource_id": "99999"}, ""),
        ({"title_sv": "x" * 10_000}, ""),
    ],
)
def test_what_does_not_hold_together_is_explained(staff, offer, changes, error):
    answer = staff.post(EDIT, data=typed(staff, EDIT, **changes))
    assert answer.status_code == 400
    assert any(line.startswith(error) for line in errors(answer)), errors(answer)
    assert fresh(offer).title_en == "Introduction and walk"


def test_one_more_row_is_given_and_what_was_typed_stays(staff, offer):
    changes = {"stops-1-minutes": "5", "stops-1-title_sv": "Fika", "stops-1-title_en": "Coffee"}
    answer = staff.post(EDIT, data=typed(staff, EDIT, **changes, step="more"))
    assert answer.status_code == 200
    kept = values(answer)
    assert kept["stops-1-title_sv"] == "Fika"
    assert "stops-2-minutes" in kept


def test_a_stale_form_of_an_offer_keeps_what_was_typed(staff, offer):
    mine = typed(staff, EDIT, title_sv="Min titel")
    with clock.travel(NOW.replace(hour=9)):
        do(update_offer, offer, facts(offer, fee_sek=2600), by=STAFF)
        answer = staff.post(EDIT, data=mine)
    assert answer.status_code == 409
    assert "Ändrat under tiden" in words(answer)
    assert values(answer)["title_sv"] == "Min titel"
    assert fresh(offer).title_sv == "Introduktion och vandring"


def test_an_offer_is_written_published_and_taken_off_again(staff, client, offer):
    data = typed(staff, EDIT, code="B10", slug="energi-2", title_sv="Energi två")
    answer = staff.post("/staff/offers/new", data=data)
    assert answer.location == "/staff/offers/energi-2"
    made = db.session.scalars(select(Offer).where(Offer.slug == "energi-2")).one()
    for act, shown in (("publish", True), ("publish", True), ("unpublish", False)):
        assert staff.post(f"/staff/offers/energi-2/{act}").status_code == 302
        assert fresh(made).is_published is shown


def test_a_draft_is_read_as_visitors_will_in_either_language(staff, offer, app):
    do(unpublish_offer, offer, by=STAFF)
    address = "/staff/offers/introduction/preview"
    assert address in links(staff.get("/staff/offers/introduction"))
    swedish = words(staff.get(address))
    assert "Bara vi ser den här sidan" in swedish
    assert "Vi går från Gasverket till Husarviken." in swedish
    english = staff.get(f"{address}?language=en")
    assert "We walk from Gasverket to Husarviken." in words(english)
    assert '<html lang="en">' in english.text
    assert app.test_client().get("/sv/visits/introduction").status_code == 404


def test_a_code_in_use_is_explained_beside_it(staff, offer):
    data = typed(staff, EDIT, code=offer.code, slug="nytt")
    answer = staff.post("/staff/offers/new", data=data)
    assert answer.status_code == 400
    assert errors(answer) == ["Ett annat erbjudande har redan den. Välj något annat."]


def test_a_place_that_is_too_small_for_the_largest_group_is_noticed(staff, offer):
    with db.transaction():
        offer.stops[0].resource.capacity = 10
    assert "rymmer 20 personer" in words(staff.get("/staff/offers/introduction"))


# --- walks ---------------------------------------------------------------------------------------


def test_a_walk_is_scheduled_and_stands_on_the_public_page(staff, client, tour):
    address = "/staff/offers/vandring/walks/new"
    data = {"day": "2026-12-12", "time": "11", "language": "sv", "seats": "15"}
    answer = staff.post(address, data=data)
    assert answer.status_code == 302
    walk = db.session.scalars(select(OpenWalk)).one()
    assert (walk.seats, answer.location) == (15, f"/staff/offers/vandring/walks/{walk.event_id}")
    assert "Hedda Holm" in words(staff.get(answer.location))
    assert "/staff/offers/vandring/walks" in "".join(links(staff.get("/staff/offers/vandring")))


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"day": ""}, 400),
        ({"day": "2026-11-01"}, 400),
        ({"day": "2026-11-24", "time": "07:00"}, 400),
        ({"day": "2027-03-28", "time": "02:30"}, 400),
        ({"seats": "0"}, 400),
        ({"language": "fr"}, 400),
        ({"day": "2028-11-01"}, 400),
    ],
)
def test_a_walk_that_cannot_be_is_explained(staff, tour, changes, status):
    data = {"day": "2026-12-12", "time": "11", "language": "sv", "seats": "15", **changes}
    answer = staff.post("/staff/offers/vandring/walks/new", data=data)
    assert answer.status_code == status
    assert errors(answer)


def test_a_walk_without_a_free_host_is_explained(staff, tour, walk):
    data = {"day": "2026-12-17", "time": "17", "language": "sv", "seats": "15"}
    answer = staff.post("/staff/offers/vandring/walks/new", data=data)
    assert answer.status_code == 409
    assert errors(answer)


def test_only_open_walks_are_scheduled(staff, offer):
    assert staff.get("/staff/offers/introduction/walks/new").status_code == 404


def test_calling_a_walk_off_is_read_before_it_is_done(staff, walk):
    visit = do(join_walk, walk, seats(3), by=STAFF)
    address = f"/staff/offers/vandring/walks/{walk.event_id}/call-off"
    assert staff.post(address, data={"words": ""}).status_code == 400
    told = len(mails(visit))
    shown = staff.post(address, data={"words": "Storm väntas."})
    assert "Storm väntas." in words(shown)
    assert "vera@example.org" in words(shown)
    assert not fresh(walk.event).is_cancelled
    back = staff.post(address, data={**values(shown), "step": "fill_in"})
    assert values(back)["words"] == "Storm väntas."
    for _ in range(2):
        assert staff.post(address, data={"words": "Storm väntas.", "step": "do"}).status_code == 302
    assert fresh(walk.event).is_cancelled
    assert len(mails(visit)) == told + 2  # The booker and the host.


def test_a_walk_is_reported_once_it_has_begun(client, alice, walk):
    address = f"/staff/offers/vandring/walks/{walk.event_id}/report"
    early = sign_in(client, alice).post(address, data={"actual_headcount": "9"})
    assert early.status_code == 409
    with clock.travel(at(hour=19)):
        sign_in(client, alice)
        assert "Att rapportera" in words(client.get(address.removesuffix("/report")))
        assert client.post(address, data={"actual_headcount": "9"}).status_code == 302
    assert fresh(walk).actual_headcount == 9
