"""A wrong or silent address, while nobody has confirmed it."""

from contextvars import copy_context
from datetime import timedelta
from threading import Thread
from time import sleep

import pytest
from sqlalchemy import select

from arena import clock, db
from arena.audit.models import BOOKER
from arena.audit.queries import list_entries
from arena.messages.kinds import NoLongerTrue
from arena.messages.models import Message
from arena.visits.links import confirm_key, manage_token
from arena.visits.mail.booker import gather_for_booker
from arena.visits.models import Visit
from arena.visits.services import (
    cancel_visit,
    confirm_address,
    join_walk,
    mend_address,
    request_visit,
    schedule_walk,
    send_again,
)
from arena.visits.services.errors import DeadLink, NotNow, SameAddress, TooManyMails
from tests.cast import make_host, make_offer
from tests.conftest import NOW
from tests.pages import errors, links, values, words
from tests.visits.bookings import STAFF, asked, at, booking, do, mails, message, received, seats

OLD, NEW = "bodil@norrskar.example", "bodil@norrskar-energi.example"


@pytest.fixture
def counting(app):
    settings = app.extensions["arena.settings"]
    app.extensions["arena.settings"] = settings.model_copy(update={"rate_limits": "on"})
    yield app
    app.extensions["arena.settings"] = settings


@pytest.fixture
def offer(app):
    with db.transaction():
        make_host("Hedda Holm")
        make_host("Henrik Hed")
        return make_offer()


@pytest.fixture
def walk(app):
    with db.transaction():
        host = make_host("Vera Vakt")
        walks = make_offer("walks", is_open_walk=True, fee_sek=0)
        return schedule_walk(
            walks, starts_at=at(hour=13), language="sv", seats=20, host_ids=[host.id], by=STAFF
        )


def own(visit, *parts):
    return "/".join([f"/sv/manage/{manage_token(visit)}", *parts])


def entered(offer):
    """Return a visit that staff entered, whose address nobody was asked to confirm."""
    request = booking(starts_at=at(hour=13))
    return do(request_visit, offer, request, by=STAFF, is_vouched=True)


def again(visit):
    db.session.rollback()
    return db.session.get_one(Visit, visit.id, populate_existing=True)


def sender(client, *visits):
    """Return a browser that has sent these requests itself."""
    with client.session_transaction() as session:
        session["visits.sent"] = [visit.id for visit in visits]
    return client


def mend(client, visit, address):
    sender(client, visit)
    path = own(visit, "address")
    form = values(client.get(path))
    form["contact_email"] = address
    return client.post(path, data=form)


def test_the_page_after_sending_leads_to_mending_the_address(client, offer):
    visit = asked(offer)
    sender(client, visit)
    assert own(visit, "address") in links(client.get(own(visit)))
    assert values(client.get(own(visit, "address")))["contact_email"] == OLD


def test_a_mended_address_gets_the_mail_and_the_old_links_are_dead(client, offer, app):
    visit = asked(offer)
    old_page, old_confirm = own(visit), own(visit, "confirm", confirm_key(visit))
    answer = mend(client, visit, NEW)
    visit = again(visit)
    assert (answer.status_code, answer.location) == (303, own(visit))
    assert (visit.contact_email, visit.state) == (NEW, "unverified")
    assert mails(to=NEW) == ["verify"]
    for path in (old_page, old_confirm):
        assert app.test_client().get(path).status_code == 404
    assert client.get(own(visit, "confirm", confirm_key(visit))).status_code == 200
    assert NEW in client.get(answer.location).text


@pytest.mark.parametrize("language", ["sv", "en"])
def test_who_was_mailed_by_mistake_cannot_have_the_booking_sent_elsewhere(client, offer, language):
    visit = asked(offer)
    address = own(visit, "address").replace("/sv/", f"/{language}/")
    assert address not in links(client.get(own(visit).replace("/sv/", f"/{language}/")))
    shown = client.get(address)
    said = "där förfrågan skickades" if language == "sv" else "that the request was sent from"
    assert (shown.status_code, said in words(shown)) == (200, True)
    assert 'name="contact_email"' not in shown.text
    data = {"version": str(visit.version), "contact_email": NEW}
    assert client.post(address, data=data).status_code == 403
    assert (again(visit).contact_email, mails()) == (OLD, ["verify"])


def test_seats_are_mended_only_where_they_were_asked_for(client, walk):
    visit = do(join_walk, walk, seats(), by=BOOKER)
    data = {"version": str(visit.version), "contact_email": NEW}
    assert client.post(own(visit, "address"), data=data).status_code == 403
    assert again(visit).contact_email == "vera@example.org"
    assert mend(client, visit, NEW).status_code == 303
    assert again(visit).contact_email == NEW


def test_a_browser_that_sent_a_confirmed_request_is_no_sender_any_more(client, offer):
    visit = received(offer)
    sender(client, visit)
    client.get(own(visit))
    with client.session_transaction() as session:
        assert session["visits.sent"] == []


def test_a_second_press_or_going_back_leads_to_the_page_that_stands(client, offer):
    visit = asked(offer)
    old_page, old_form = own(visit), own(visit, "address")
    data = {"version": str(visit.version), "contact_email": NEW}
    sender(client, visit)
    client.post(old_form, data=data)
    stands = own(again(visit))
    answers = [client.post(old_form, data=data), client.get(old_form), client.get(old_page)]
    assert [(answer.status_code, answer.location) for answer in answers] == [(303, stands)] * 3
    assert "Adressen är ändrad. Det här är sidan som gäller nu." in words(client.get(stands))
    assert client.get(f"{old_page[:-2]}xy").status_code == 404


def test_calendars_of_staff_name_the_mended_address_alone(app, offer):
    visit = asked(offer, contact_phone=None)
    assert OLD in visit.event.staff_note
    do(mend_address, visit, NEW, by=BOOKER)
    assert NEW in visit.event.staff_note
    assert OLD not in visit.event.staff_note


@pytest.mark.parametrize("is_walk", [False, True])
def test_a_key_that_dies_while_it_is_used_confirms_nothing(app, offer, walk, is_walk):
    """The address is mended just when somebody presses the button in the old mail."""
    visit = do(join_walk, walk, seats(), by=BOOKER) if is_walk else asked(offer)
    number, key, refused = visit.id, confirm_key(visit), []

    def press():
        with app.app_context():
            try:
                with db.transaction():
                    confirm_address(db.session.get_one(Visit, number), key, by=BOOKER)
            except DeadLink as error:
                refused.append(error)
            finally:
                db.session.close()

    old_mail = Thread(target=copy_context().run, args=(press,))
    with db.transaction():
        mend_address(visit, NEW, by=BOOKER)
        db.session.flush()
        old_mail.start()
        sleep(0.5)  # Long enough to look at the key before the lock, if anybody did.
    old_mail.join()
    assert len(refused) == 1
    assert again(visit).state == "unverified"


def test_a_mail_that_still_waits_for_the_old_address_is_never_sent(app, offer):
    visit = asked(offer)
    first = message("verify", OLD)
    do(mend_address, visit, NEW, by=BOOKER)
    with pytest.raises(NoLongerTrue):
        gather_for_booker(first)
    assert gather_for_booker(message("verify", NEW))["confirm_url"].endswith(confirm_key(visit))


def test_mending_is_in_the_trail_without_the_address(app, offer):
    visit = asked(offer)
    do(mend_address, visit, NEW, by=BOOKER)
    line = list_entries(visit)[0]
    assert (line.action, line.actor) == ("visits.mend_address", "booker")
    assert "norrskar" not in str(line.detail)


def test_the_time_is_held_no_longer_for_a_mended_address(app, offer):
    visit = asked(offer)
    held_until = visit.hold_until
    with clock.travel(NOW + timedelta(hours=5)):
        do(mend_address, visit, NEW, by=BOOKER)
    assert visit.hold_until == held_until


@pytest.mark.parametrize("address", ["", "bodil", "bodil@", f"{OLD}", f" {OLD.title()} "])
def test_an_address_that_is_none_or_the_same_is_refused_in_words(client, offer, address):
    visit = asked(offer)
    answer = mend(client, visit, address)
    assert (answer.status_code, len(errors(answer))) == (400, 1)
    assert again(visit).contact_email == OLD
    assert mails(visit) == ["verify"]


def test_a_confirmed_address_is_not_mended(client, offer):
    visit = received(offer)
    assert own(visit, "address") not in links(client.get(own(visit)))
    assert "Adressen är bekräftad" in words(client.get(own(visit, "address")))
    assert "Adressen är bekräftad" not in words(client.get(own(entered(offer), "address")))
    data = {"version": str(visit.version), "contact_email": NEW}
    assert client.post(own(visit, "address"), data=data).status_code == 409
    with pytest.raises(NotNow):
        do(mend_address, visit, NEW, by=BOOKER)
    with pytest.raises(SameAddress):
        do(mend_address, asked(offer, starts_at=at(hour=14)), OLD, by=BOOKER)


@pytest.mark.parametrize(
    ("language", "said"),
    [("sv", "förfrågan är återtagen."), ("en", "the request has been withdrawn.")],
)
def test_of_a_request_that_has_ended_nobody_is_told_that_it_was_confirmed(
    client, offer, language, said
):
    visit = asked(offer)
    do(cancel_visit, visit, by=BOOKER)
    told = words(client.get(own(visit, "address").replace("/sv/", f"/{language}/")))
    assert said in told
    assert "bekräftad" not in told
    assert "confirmed" not in told


def test_mending_counts_for_the_new_address_and_still_for_the_old(counting, offer):
    for number in range(3):
        asked(offer, starts_at=at(hour=9 + 2 * number), contact_email=f"g{number}@example.org")
    for visit in db.session.scalars(select(Visit)).all():
        do(mend_address, visit, NEW, by=BOOKER)
    with pytest.raises(TooManyMails):
        asked(offer, starts_at=at(hour=10), contact_email=NEW)
    visit = asked(offer, starts_at=at(hour=15))
    answer = mend(counting.test_client(), visit, NEW)
    assert "Flera förfrågningar med den här adressen" in errors(answer)[0]
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "3600")
    assert values(answer)["contact_email"] == NEW
    do(mend_address, visit, "g0@example.org", by=BOOKER)
    assert mails(to="g0@example.org") == ["verify", "verify"]


def test_whoever_mends_an_address_does_not_learn_that_it_has_joined(app, walk):
    with db.transaction():
        join_walk(walk, seats(), by=BOOKER)
        visit = join_walk(walk, seats(contact_email="vra@example.org"), by=BOOKER)
    do(mend_address, visit, "vera@example.org", by=BOOKER)
    assert again(visit).contact_email == "vera@example.org"
    assert mails(to="vera@example.org") == ["verify", "verify"]


def test_the_mail_is_sent_again_with_one_press(client, offer):
    visit = asked(offer)
    form = values(client.get(own(visit)))
    answers = [client.post(own(visit, "again"), data=form) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert mails(visit) == ["verify", "verify"], "a double click sends it once more, not twice"
    assert "Mejlet skickas en gång till" in words(client.get(own(visit)))
    assert client.get(own(visit, "confirm", confirm_key(visit))).status_code == 200


def test_who_is_held_up_by_their_network_reads_on_the_own_page_until_when(limited_client, offer):
    visit, client = asked(offer), limited_client
    form = values(client.get(own(visit)))
    for _ in range(10):
        assert client.post(own(visit, "again"), data=form).status_code == 303
    for part in ("again", "address"):
        answer = client.post(own(visit, part), data=form)
        assert answer.status_code == 429
        assert "från ert nätverk" in words(answer)
        assert "Till startsidan" not in words(answer)
        assert int(answer.headers["Retry-After"]) > 0
    assert client.post("/sv/manage/nobodys/again", data=form).status_code == 429


def test_the_mail_is_sent_three_times_an_hour_at_most(counting, offer):
    visit, client = asked(offer), counting.test_client()
    for _ in range(2):
        do(send_again, visit, by=BOOKER)
    answer = client.post(own(visit, "again"), data=values(client.get(own(visit))))
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "3600")
    assert "kan skickas igen efter kl. 10.01" in words(answer).replace("\xa0", " ")
    assert own(visit, "cancel") in links(answer), "it is said on the own page"
    assert mails(visit) == ["verify"] * 3
    assert db.session.scalars(select(Message.recipient_email)).all() == [OLD] * 3


def test_nothing_is_sent_again_once_the_address_is_confirmed(client, offer):
    visit = received(offer)
    answer = client.post(own(visit, "again"), data={"version": str(visit.version)})
    assert answer.status_code == 409
    assert mails(visit) == ["verify", "received"]
