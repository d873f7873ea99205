"""Asking for a visit on the page: what is kept, what comes back, and what bad input gets."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from arena import clock, db
from arena.messages.models import Message
from arena.resources.models import Closure, Reservation
from arena.visits.links import manage_token
from arena.visits.models import Visit
from tests.cast import make_host, make_offer
from tests.conftest import NOW
from tests.pages import errors, links, parsed, values, words
from tests.visits.bookings import DAY, asked, at

PATH = "/sv/visits/introduction/book"
FIRST, SECOND = "20261217T0900Z", "20261218T0900Z"  # 10.00 in Stockholm.
GOOD = {
    "choice": [FIRST, SECOND],
    "group_size": "18",
    "language": "sv",
    "organisation_name": "Norrskär Energi AB",
    "organisation_type": "utility",
    "country": "SE",
    "organisation_number": "402001-0007",
    "contact_name": "Bodil Berg",
    "contact_email": "bodil@norrskar.example",
    "contact_phone": "070-174 06 05",
    "purpose": "Vi vill se hur ni bygger.",
    "questions": "Vad kostade det?\r\nOch vad höll?",
    "access_needs": "Väg utan trappor för 1",
    "exemption_ground": "none",
}


@pytest.fixture
def offer(app):
    with db.transaction():
        make_host("Hedda Holm")
        make_host("Henrik Hed")
        return make_offer()


def read(answer):
    return words(answer).replace("\xa0", " ")


def send(client, path=PATH, **changes):
    data = {name: value for name, value in (GOOD | changes).items() if value is not None}
    return client.post(path, data=data)


def count(model=Visit):
    db.session.rollback()  # What the page wrote is seen from here on.
    return db.session.scalar(select(func.count()).select_from(model))


def is_untouched():
    return (count(), count(Message), count(Reservation)) == (0, 0, 0)


def test_the_form_comes_with_what_was_chosen(client, offer):
    answer = client.get(f"{PATH}?choice={FIRST}&choice={SECOND}&group_size=18&language=en")
    form = values(answer)
    assert answer.status_code == 200
    assert form.getlist("choice") == [FIRST, SECOND]
    assert (form["group_size"], form["language"], form["country"]) == ("18", "en", "SE")
    assert "tors 17 december 2026, kl. 10.00–11.30 (v. 51)" in read(answer)


@pytest.mark.parametrize(("language", "country"), [("sv", "SE"), ("en", "")])
def test_only_who_reads_swedish_is_taken_to_be_from_sweden(client, offer, language, country):
    path = f"/{language}/visits/introduction/book?choice={FIRST}"
    form = values(client.get(path))
    assert form["country"] == country


def test_conditions_are_named_with_their_dates(client, offer):
    said = read(client.get(f"{PATH}?choice={FIRST}"))
    assert "Avgiften är 2 400 kr exkl. moms" in said
    assert "ändra antalet deltagare till och med tis 15 december 2026" in said
    assert "Till och med tors 3 december 2026: det är gratis att avboka" in said
    assert "Från fre 4 december 2026: avbokning kostar 1 200 kr (halva avgiften)" in said


def test_a_request_is_kept_and_leads_to_the_bookers_own_page(client, offer):
    answer = send(client)
    visit = db.session.scalars(select(Visit)).one()
    assert (answer.status_code, answer.location) == (303, f"/sv/manage/{manage_token(visit)}")
    assert (visit.event.starts_at, visit.group_size, visit.language) == (at(), 18, "sv")
    assert [other.starts_at for other in visit.alternatives] == [at(date(2026, 12, 18))]
    assert visit.organisation_number == "4020010007"
    assert visit.contact_phone == "+46701740605"
    assert visit.contact_language == "sv"
    assert visit.questions == "Vad kostade det?\nOch vad höll?"
    assert (visit.fee_sek, visit.exemption_ground) == (2400, None)
    assert "Er förfrågan är skickad." in read(client.get(answer.location))


def test_the_language_of_the_page_is_the_language_of_the_mails(client, offer):
    send(client, "/en/visits/introduction/book")
    assert db.session.scalars(select(Visit.contact_language)).one() == "en"


def test_the_browser_that_sent_a_request_may_mend_its_address_and_no_other(client, offer, app):
    own = send(client).location
    assert f"{own}/address" in links(client.get(own))
    other = app.test_client()
    assert f"{own}/address" not in links(other.get(own))
    with clock.travel(NOW + timedelta(minutes=5)):  # Whoever was mailed could send every word.
        assert send(other).location == own
    assert f"{own}/address" not in links(other.get(own))


def test_the_same_request_sent_again_is_the_same_booking(client, offer):
    first, second = send(client), send(client)
    assert first.location == second.location
    assert count() == 1


def test_a_ground_for_a_free_visit_makes_it_free(client, offer):
    send(client, exemption_ground="education")
    visit = db.session.scalars(select(Visit)).one()
    assert (visit.fee_sek, visit.exemption_ground) == (0, "education")


def test_an_offer_without_a_fee_asks_for_no_ground(client, app):
    with db.transaction():
        make_host()
        make_offer(fee_sek=0, cancellation_ladder=[], exemptions=[])
    assert "exemption_ground" not in values(client.get(f"{PATH}?choice={FIRST}"))
    assert send(client, exemption_ground=None).status_code == 303


def test_an_invoice_reference_is_asked_of_the_city_alone_and_only_when_a_fee_is_due(client, offer):
    assert "invoice_reference" not in values(client.get(f"{PATH}?choice={FIRST}"))
    asked_for = send(client, organisation_type="city_company")
    assert asked_for.status_code == 400
    assert errors(asked_for) == ["Skriv den referens som ska stå på fakturan"]
    assert "invoice_reference" in values(asked_for)
    assert count() == 0
    exempt = send(client, organisation_type="city_company", exemption_ground="city")
    assert exempt.status_code == 303
    paid = send(
        client,
        organisation_type="city_company",
        invoice_reference="KST-4711",
        contact_email="annan@norrskar.example",
    )
    assert paid.status_code == 303
    assert count() == 2
    assert "KST-4711" in db.session.scalars(select(Visit.invoice_reference)).all()


def test_a_foreign_group_types_its_own_number_and_phone(client, offer):
    answer = send(
        client,
        country="DE",
        organisation_number="DE 811 907 980",
        contact_phone="030 23125123",
        organisation_name="Stadt Lindenau am See",
    )
    visit = db.session.scalars(select(Visit)).one()
    assert answer.status_code == 303
    assert (visit.country, visit.contact_phone) == ("DE", "+493023125123")


@pytest.mark.parametrize(
    ("field", "value", "error"),
    [
        ("group_size", "", "Skriv hur många som kommer"),
        ("group_size", "7", "minst 8"),
        ("group_size", "26", "högst 25"),
        ("group_size", "många", "heltal"),
        ("group_size", "1000000000000000000000", "heltal"),
        ("language", "", "Välj ett språk"),
        ("language", "fr", "Välj ett av alternativen"),
        ("organisation_name", "", "Skriv namnet på er organisation"),
        ("organisation_name", "x" * 10_000, "Korta"),
        ("organisation_type", "", "Välj vilken typ"),
        ("organisation_type", "pirates", "Välj ett av alternativen"),
        ("country", "XX", "Välj ett av alternativen"),
        ("organisation_number", "402001-0008", "organisationsnumret"),
        ("organisation_number", "811218-9876", "organisationsnumret"),
        ("contact_name", "", "Skriv ditt namn"),
        ("contact_name", "x" * 10_000, "Korta"),
        ("contact_email", "", "Skriv din e-postadress"),
        ("contact_email", "bodil@", "e-postadress"),
        ("contact_email", "bodil@norrskar.example\nBcc: a@b.example", "e-postadress"),
        ("contact_email", "x" * 10_000 + "@example.org", "Korta"),
        ("contact_phone", "", "Skriv ett telefonnummer"),
        ("contact_phone", "112", "telefonnummer"),
        ("purpose", "", "varför ni vill komma"),
        ("purpose", "x" * 10_000, "Korta"),
        ("questions", "x" * 10_000, "Korta"),
        ("access_needs", "x" * 10_000, "Korta"),
        ("exemption_ground", None, "avgiftsfritt"),
        ("exemption_ground", "media", "Välj ett av alternativen"),
        ("choice", [], "Välj minst en tid"),
        ("choice", ["soon"], "Välj bland de lediga tiderna"),
        ("choice", ["20261399T9999Z"], "Välj bland de lediga tiderna"),
        ("website", "http://spam.example", "tomt"),
    ],
)
def test_bad_input_is_refused_beside_its_field_and_nothing_is_kept(
    client, offer, field, value, error
):
    answer = send(client, **{field: value})
    said = errors(answer)
    assert answer.status_code == 400
    assert len(said) == 1
    assert error in said[0].replace("\xa0", " ")
    assert values(answer)["purpose"] == (value if field == "purpose" else GOOD["purpose"])
    assert is_untouched()


@pytest.mark.parametrize(
    ("starts_at", "status", "error"),
    [
        ("20261020T0800Z", 400, "har passerat"),
        ("20261126T0900Z", 400, "Tidigaste dagen är tis 15 december 2026"),
        ("20261224T0900Z", 400, "Stängt: Julafton. Den dagen har vi stängt"),
        ("20261219T0900Z", 400, "veckodag"),
        ("20261217T0917Z", 400, "inte den tiden"),
        ("20290117T0900Z", 400, "Så långt fram"),
    ],
)
def test_a_time_that_cannot_be_asked_for_says_why_and_offers_the_nearest(
    client, offer, starts_at, status, error
):
    for answer in (send(client, choice=[starts_at]), client.get(f"{PATH}?choice={starts_at}")):
        assert answer.status_code == status
        assert len(errors(answer)) == 1
        assert error in errors(answer)[0].replace("\xa0", " ")
    page = parsed(answer)
    offered = [i for i in page.iter("input") if i.get("name") == "instead"]
    assert len(offered) == 5
    assert is_untouched()


def test_a_time_just_taken_comes_back_with_everything_typed_and_the_nearest_times(client, offer):
    for name in ("eva", "ida"):
        asked(offer, contact_email=f"{name}@example.org")
    before = count()
    answer = send(client)
    page = parsed(answer)
    offered = [i.get("value") for i in page.iter("input") if i.get("name") == "instead"]
    assert answer.status_code == 409
    assert "just blivit" in errors(answer)[0]
    kept = values(answer)
    assert kept.getlist("choice") == [SECOND], "the taken time is no longer chosen"
    for name in set(GOOD) - {"choice", "questions", "contact_phone", "organisation_number"}:
        assert kept[name] == GOOD[name], name
    assert kept["questions"].split() == GOOD["questions"].split()
    assert FIRST not in offered
    assert SECOND not in offered
    assert "20261217T1100Z" in offered
    assert count() == before
    kept["instead"] = "20261217T1100Z"
    again = client.post(PATH, data=kept)
    assert count() == before + 1
    visit = db.session.scalars(select(Visit).order_by(Visit.id.desc())).first()
    assert again.status_code == 303
    assert visit.event.starts_at == at(DAY, 12)
    assert [other.starts_at for other in visit.alternatives] == [at(date(2026, 12, 18))]


def test_the_form_says_at_once_when_a_chosen_time_has_gone(client, offer):
    for name in ("eva", "ida"):
        asked(offer, contact_email=f"{name}@example.org")
    answer = client.get(f"{PATH}?choice={FIRST}")
    assert answer.status_code == 409
    assert len(errors(answer)) == 1


def test_a_group_that_does_not_fit_learns_which_offer_fits(client, offer):
    with db.transaction():
        make_offer("students", title_sv="För studenter", group_max=50)
    answer = send(client, group_size="46")
    assert answer.status_code == 400
    assert "/sv/visits/students?group_size=46" in links(answer)


def test_text_that_looks_like_markup_is_kept_as_text(client, offer):
    hostile = '<script>alert(1)</script> & "O\'Brien" \u202egnirts'
    answer = send(client, purpose=hostile, contact_name="Åsa\u0000 \u001bO'Brien")
    visit = db.session.scalars(select(Visit)).one()
    page = client.get(answer.location)
    assert visit.contact_name == "Åsa O'Brien"
    assert "\u202e" not in visit.purpose
    assert b"<script>alert" not in page.data
    assert "<script>alert(1)</script>" in words(page)


def test_without_a_chosen_time_the_form_leads_back_to_the_times(client, offer):
    for query in ("", "?choice=", "?choice=//evil.example", "?next=https://evil.example"):
        answer = client.get(PATH + query)
        assert (answer.status_code, answer.location) == (302, "/sv/visits/introduction#times")


@pytest.mark.parametrize("query", ["group_size=0", "group_size=٣", "language=xx", "language="])
def test_a_strange_address_of_the_form_falls_back_on_what_is_usual(client, offer, query):
    answer = client.get(f"{PATH}?choice={FIRST}&{query}")
    form = values(answer)
    assert form["language"] == "sv"
    assert answer.status_code in (200, 400)


def test_only_three_times_count_and_each_once(client, offer):
    many = [FIRST, FIRST, SECOND, "20261217T0800Z", "20261217T1000Z", "20261217T1100Z"]
    send(client, choice=many)
    visit = db.session.scalars(select(Visit)).one()
    assert len(visit.alternatives) == 2


def test_the_arenas_own_closed_days_are_named(client, offer):
    with db.transaction():
        db.session.add(
            Closure(
                starts_on=DAY,
                ends_on=date(2026, 12, 18),
                reason_sv="Personaldag",
                reason_en="Staff day",
            )
        )
    assert send(client).status_code in (400, 409)
    assert is_untouched()


def test_an_offer_of_walks_is_joined_and_not_asked_for(client, app):
    with db.transaction():
        make_offer("walks-for-all", is_open_walk=True)
    answer = client.get(f"/sv/visits/walks-for-all/book?choice={FIRST}")
    assert (answer.status_code, answer.location) == (302, "/sv/visits/walks-for-all#walks")


def test_a_form_without_a_token_is_refused_and_gives_back_what_was_typed(app, offer):
    app.config["WTF_CSRF_ENABLED"] = True
    try:
        answer = send(app.test_client())
    finally:
        app.config["WTF_CSRF_ENABLED"] = False
    assert answer.status_code == 400
    assert "Norrskär Energi AB" in answer.text
    assert is_untouched()


def test_ten_bookings_an_hour_are_enough_and_slips_do_not_count(limited_client, offer):
    for _ in range(25):
        assert send(limited_client, contact_email="").status_code == 400
    statuses = [
        send(limited_client, contact_email=f"g{n}@example.org", choice=[FIRST]).status_code
        for n in range(2)
    ]
    assert statuses == [303, 303]
    for _ in range(8):
        send(limited_client, contact_email="g0@example.org", choice=[FIRST])
    assert send(limited_client, contact_email="g0@example.org").status_code == 429
    assert limited_client.get(f"{PATH}?choice={SECOND}").status_code == 200


def test_a_second_choice_that_has_gone_is_dropped_by_name_and_the_first_stays(client, offer):
    answer = send(client, choice=[FIRST, "20261224T0900Z"])
    assert answer.status_code == 400
    assert "tors 24 december 2026, kl. 10.00: Stängt: Julafton." in errors(answer)[0].replace(
        "\xa0", " "
    )
    kept = values(answer)
    assert kept.getlist("choice") == [FIRST]
    assert "instead" not in answer.text
    assert client.post(PATH, data=kept).status_code == 303
