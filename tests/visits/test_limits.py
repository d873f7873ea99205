"""How often an address is written to and a visit is changed, from wherever it is asked."""

from datetime import timedelta

import pytest

from arena import clock, db
from arena.audit.models import BOOKER
from arena.visits.links import confirm_key, manage_token
from arena.visits.services import (
    cancel_visit,
    change_headcount,
    confirm_address,
    join_walk,
    request_visit,
    schedule_walk,
)
from arena.visits.services.errors import TooManyMails
from arena.visits.services.limiting import MOST_ACTS
from tests.cast import make_host, make_offer
from tests.conftest import NOW
from tests.pages import errors, values
from tests.visits.bookings import STAFF, asked, at, booking, confirmed, do, mails, received, seats

MINUTE = timedelta(minutes=1)
ADDRESS = "bodil@norrskar.example"


@pytest.fixture
def counting(app):
    """The application with limits on, as everybody has it who does not measure."""
    settings = app.extensions["arena.settings"]
    app.extensions["arena.settings"] = settings.model_copy(update={"rate_limits": "on"})
    yield app
    app.extensions["arena.settings"] = settings


@pytest.fixture
def offer(app):
    with db.transaction():
        for name in ("Hedda Holm", "Henrik Hed", "Hilma Hav"):
            make_host(name)
        return make_offer()


@pytest.fixture
def walk(app):
    with db.transaction():
        host = make_host("Vera Vakt")
        offer = make_offer("walks", is_open_walk=True, fee_sek=0)
        return schedule_walk(
            offer, starts_at=at(hour=13), language="sv", seats=20, host_ids=[host.id], by=STAFF
        )


def ask(offer, number, **facts):
    return asked(offer, starts_at=at(hour=9 + number), **facts)


def test_a_fourth_unconfirmed_request_in_an_hour_is_refused_and_says_when(counting, offer):
    for number in range(3):
        with clock.travel(NOW + number * 10 * MINUTE):
            ask(offer, number)
    with clock.travel(NOW + 30 * MINUTE), pytest.raises(TooManyMails) as refused:
        ask(offer, 3)
    assert refused.value.retry_at == NOW + 60 * MINUTE
    assert "10.01" in str(refused.value.message)
    assert mails(to=ADDRESS) == ["verify"] * 3


def test_an_hour_after_the_first_mail_there_may_be_another(counting, offer):
    for number in range(3):
        with clock.travel(NOW + number * 10 * MINUTE):
            ask(offer, number)
    with clock.travel(NOW + 60 * MINUTE):
        assert ask(offer, 3).state == "unverified"


def test_who_confirms_may_go_on_asking(counting, offer):
    for number in range(4):
        visit = ask(offer, number)
        do(confirm_address, visit, confirm_key(visit), by=BOOKER)
    assert mails(to=ADDRESS).count("verify") == 4


def test_taking_requests_back_does_not_make_room_for_more_mails(counting, offer):
    for number in range(3):
        do(cancel_visit, ask(offer, number), by=BOOKER)
    with pytest.raises(TooManyMails):
        ask(offer, 3)


def test_capitals_and_blanks_make_no_other_address(counting, offer):
    for number in range(3):
        ask(offer, number, contact_email=f"{' ' * number}Bodil@Norrskar.example")
    with pytest.raises(TooManyMails):
        ask(offer, 3)
    assert ask(offer, 3, contact_email="eva@example.org").state == "unverified"


def test_seats_on_walks_and_visits_count_together(counting, offer, walk):
    for number in range(3):
        ask(offer, number)
    with pytest.raises(TooManyMails), db.transaction():
        join_walk(walk, seats(contact_email=ADDRESS), by=BOOKER)
    db.session.refresh(walk)
    assert walk.seats_taken == 0


def test_the_very_same_request_is_answered_again_also_at_the_limit(counting, offer):
    first = [ask(offer, number) for number in range(3)][-1]
    assert ask(offer, 2).id == first.id


def test_what_staff_enter_is_not_limited(counting, offer):
    for number in range(3):
        ask(offer, number)
    with db.transaction():
        visit = request_visit(offer, booking(starts_at=at(hour=12)), by=STAFF, is_vouched=True)
    assert visit.state == "received"


@pytest.mark.parametrize("is_confirmed", [False, True])
def test_who_changed_a_visit_often_may_still_leave_it(counting, offer, is_confirmed):
    visit = confirmed(offer) if is_confirmed else received(offer)
    client = counting.test_client()
    own = f"/sv/manage/{manage_token(visit)}"
    for number in range(MOST_ACTS):
        do(change_headcount, visit, 17 - number % 2, by=BOOKER)
    version = {"version": str(visit.version)}
    refused = client.post(f"{own}/participants", data={**version, "group_size": "12"})
    assert refused.status_code == 429
    assert client.post(f"{own}/cancel", data=version).status_code == 303
    db.session.refresh(visit)
    assert visit.state == ("cancelled" if is_confirmed else "withdrawn")


def test_nothing_is_counted_where_limits_are_off(app, offer):
    for number in range(5):
        assert ask(offer, number).state == "unverified"


FORM = {
    "choice": ["20261217T1100Z"],
    "group_size": "18",
    "language": "sv",
    "organisation_name": "Norrskär Energi AB",
    "organisation_type": "utility",
    "country": "SE",
    "contact_name": "Bodil Berg",
    "contact_email": ADDRESS,
    "contact_phone": "070-174 06 05",
    "purpose": "Vi vill se hur ni bygger.",
    "exemption_ground": "none",
}


def test_the_booking_form_says_so_beside_the_address_and_keeps_what_was_typed(counting, offer):
    for number in range(3):
        ask(offer, number)
    answer = counting.test_client().post("/sv/visits/introduction/book", data=FORM)
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "3600")
    assert "efter kl. 10.01" in errors(answer)[0].replace("\xa0", " ")
    kept = values(answer)
    assert [kept[name] for name in ("contact_email", "purpose", "choice")] == [
        ADDRESS,
        FORM["purpose"],
        FORM["choice"][0],
    ]


def test_the_form_for_seats_says_so_too(counting, offer, walk):
    for number in range(3):
        ask(offer, number)
    path = f"/sv/visits/walks/walks/{walk.event_id}"
    typed = {"contact_name": "Vera Vik", "contact_email": ADDRESS, "group_size": "2"}
    answer = counting.test_client().post(path, data=typed)
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "3600")
    assert len(errors(answer)) == 1
    assert values(answer)["contact_name"] == "Vera Vik"


def test_the_api_answers_429_with_retry_after(counting, offer):
    for number in range(3):
        ask(offer, number)
    body = {
        "starts_at": at(hour=12).isoformat(),
        "group_size": 18,
        "language": "sv",
        "organisation": "Norrskär Energi AB",
        "contact_name": "Bodil Berg",
        "contact_email": ADDRESS,
    }
    answer = counting.test_client().post("/api/v1/offers/introduction/visits", json=body)
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "3600")
    assert answer.content_type == "application/problem+json"
    assert "confirm" in answer.json["detail"].lower()


def test_pages_and_api_share_one_count_of_a_network(limited_client, offer):
    body = {
        "starts_at": at(hour=12).isoformat(),
        "group_size": 18,
        "language": "sv",
        "organisation": "Norrskär Energi AB",
        "contact_name": "Bodil Berg",
        "contact_email": ADDRESS,
    }
    for _ in range(10):  # The very same request: one visit, one mail.
        answer = limited_client.post("/api/v1/offers/introduction/visits", json=body)
        assert answer.status_code == 201
    assert limited_client.post("/sv/visits/introduction/book", data=FORM).status_code == 429
    answer = limited_client.post("/api/v1/offers/introduction/visits", json=body)
    assert answer.status_code == 429


# --- the booker's own page -----------------------------------------------------------------------


def change(client, visit, size):
    path = f"/sv/manage/{manage_token(visit)}/participants"
    form = values(client.get(path))
    form["group_size"] = str(size)
    return client.post(path, data=form)


def test_a_visit_is_changed_ten_times_an_hour_and_then_says_when(counting, offer):
    with clock.travel(NOW - timedelta(hours=2)):
        visit = confirmed(offer)
    client = counting.test_client()
    statuses = [change(client, visit, 18 + number % 3).status_code for number in range(10)]
    assert statuses == [303] * 10
    before = len(mails(visit))
    answer = change(client, visit, 17)
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "3600")
    assert "efter kl. 10.01" in errors(answer)[0].replace("\xa0", " ")
    assert values(answer)["group_size"] == "17"
    assert len(mails(visit)) == before
    with clock.travel(NOW + 60 * MINUTE):
        assert change(client, visit, 17).status_code == 303


def test_what_is_refused_uses_nothing_up(counting, offer):
    with clock.travel(NOW - timedelta(hours=2)):
        visit = confirmed(offer)
    client = counting.test_client()
    assert [change(client, visit, 999).status_code for _ in range(12)] == [400] * 12
    assert change(client, visit, 20).status_code == 303


def test_the_acts_of_staff_and_of_others_do_not_count(counting, offer):
    with clock.travel(NOW - timedelta(hours=2)):
        mine, other = confirmed(offer), received(offer, starts_at=at(hour=14))
    client = counting.test_client()
    for number in range(10):
        change(client, other, 18 + number % 3)
    assert change(client, mine, 20).status_code == 303
