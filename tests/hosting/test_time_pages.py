"""A host's time on their own pages, and on those of who plans for them."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from arena import clock, db
from arena.accounts.models import Role
from arena.hosting.models import Absence, HostCalendar
from arena.hosting.network import ClosedNetwork
from arena.hosting.reading import NETWORK
from arena.hosting.services import Days, Hours, go_away
from arena.resources.models import OpeningHours
from arena.resources.services import add_closure
from tests.cast import make_host, make_offer, make_user, sign_in
from tests.conftest import NOW
from tests.hosting.servers import answer, calendar, entry, serving
from tests.pages import errors, values, words
from tests.visits.bookings import DAY, STAFF, at, confirmed, do

TODAY = NOW.date()
MORNING = {"starts_on": "2026-12-17", "begins_at": "08:00", "ends_at": "12:00"}


@pytest.fixture
def host(app):
    with db.transaction():
        return make_host("Hedda Holm")


@pytest.fixture
def alice(app):
    with db.transaction():
        return make_user("Alice Alm")


@pytest.fixture
def hedda(client, host):
    return sign_in(client, host.host.user)


def count(model):
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(model))


def test_a_host_tells_of_a_part_of_a_day(hedda, host):
    assert hedda.get("/host/away/new").status_code == 200
    assert hedda.post("/host/away/new", data=MORNING).status_code == 302
    said = words(hedda.get("/host/time"))
    assert "17 december 2026, kl. 8.00–12.00" in said


def test_what_it_meets_is_read_before_it_is_saved(hedda, host):
    with db.transaction():
        offer = make_offer()
    confirmed(offer)
    first = hedda.post("/host/away/new", data=MORNING)
    said = words(first)
    assert "1 besök infaller då" in said
    assert "kl. 10.00–11.30" in said
    assert count(Absence) == 0
    seen = first.text.split('name="seen"')[1].split('value="')[1].split('"')[0]
    assert hedda.post("/host/away/new", data={**MORNING, "seen": seen}).status_code == 302
    assert "1 besök behöver en annan värd" in words(hedda.get("/host/time"))


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"starts_on": ""}, "Ange den första dagen."),
        ({"starts_on": "2026-12-17", "last_day": "2026-12-16"}, "Sista dagen"),
        ({"starts_on": "2026-12-17", "begins_at": "08:00"}, "Ange till när"),
        ({"starts_on": "2026-12-17", "ends_at": "08:00"}, "Ange från när"),
        ({**MORNING, "ends_at": "08:00"}, "Slutet måste vara senare"),
        ({**MORNING, "last_day": "2026-12-18"}, "Klockslag gäller bara"),
        ({"starts_on": "2026-12-17", "last_day": "2029-12-17"}, ""),
        ({"starts_on": "2026-11-01"}, ""),
    ],
)
def test_what_makes_no_period_is_refused_in_words(hedda, typed, wrong):
    answer = hedda.post("/host/away/new", data=typed)
    assert answer.status_code == 400
    assert any(wrong in error for error in errors(answer))
    assert count(Absence) == 0


def test_an_absence_is_changed_and_removed(hedda, host):
    absence = do(go_away, host, Hours(at(hour=8), at(hour=12)), by=STAFF)
    address = f"/host/away/{absence.id}"
    assert 'value="08:00"' in hedda.get(address).text
    assert hedda.post(address, data={"starts_on": "2026-12-17"}).status_code == 302
    db.session.rollback()
    changed = db.session.scalars(select(Absence)).one()
    assert changed.closure is not None
    assert hedda.get(f"/host/away/{changed.id}/remove").status_code == 200
    assert count(Absence) == 1
    hedda.post(f"/host/away/{changed.id}/remove")
    assert count(Absence) == 0


def test_an_absence_that_has_begun_is_made_longer_on_its_page(client, host):
    absence = do(go_away, host, Days(TODAY, TODAY + timedelta(days=2)), by=STAFF)
    address = f"/host/away/{absence.id}"
    with clock.travel(NOW + timedelta(days=1)):
        hedda = sign_in(client, host.host.user)
        typed = values(hedda.get(address))
        typed["last_day"] = "2026-12-20"
        assert hedda.post(address, data=typed).status_code == 302
        assert "24 november 2026 till sön 20 december 2026" in words(hedda.get("/host/time"))


def test_an_absence_is_no_closure_to_those_who_keep_the_opening_hours(client, host, alice):
    absence = do(go_away, host, Days(TODAY, TODAY + timedelta(days=1)), by=STAFF)
    sign_in(client, alice)
    listed = client.get("/staff/opening-hours/").text
    assert "Hedda Holm" not in listed
    shown = client.get(f"/staff/resources/{host.id}").text
    for page in (listed, shown):
        assert f"closures/{absence.closure_id}" not in page
    for page in ("remove", "bookings"):
        address = f"/staff/opening-hours/closures/{absence.closure_id}/{page}"
        assert client.get(address).status_code == 404
        assert client.post(address).status_code == 404
    with clock.travel(NOW + timedelta(days=1)):
        later = sign_in(client, alice).get("/staff/opening-hours/")
    assert later.status_code == 200
    assert "Hedda Holm" not in later.text
    assert count(Absence) == 1


def test_what_the_office_has_closed_stays_a_closure(client, host, alice):
    do(
        add_closure,
        host,
        starts_on=DAY,
        ends_on=DAY + timedelta(days=1),
        reason_sv="Kurs",
        reason_en="Course",
        by=STAFF,
    )
    sign_in(client, alice)
    for page in ("opening-hours/", f"resources/{host.id}"):
        assert "Kurs" in client.get(f"/staff/{page}").text
    assert "inlagt av kontoret" in words(client.get(f"/staff/hosts/{host.id}/time"))


def test_nobody_touches_the_absence_of_another_host(client, host):
    absence = do(go_away, host, Days(DAY, DAY + timedelta(days=1)), by=STAFF)
    with db.transaction():
        other = make_host("Henrik Hed")
    sign_in(client, other.host.user)
    for address in (f"/host/away/{absence.id}", f"/host/away/{absence.id}/remove"):
        assert client.get(address).status_code == 404
        assert client.post(address, data=MORNING).status_code == 404
    assert client.get(f"/staff/hosts/{host.id}/time").status_code == 403
    assert count(Absence) == 1


def test_who_does_not_host_has_no_time_of_their_own(client, alice):
    assert sign_in(client, alice).get("/host/time").status_code == 404
    with db.transaction():
        analyst = make_user("Bengt Bo", Role.ANALYST)
    assert sign_in(client, analyst).get("/host/time").status_code == 403


def test_who_plans_keeps_it_for_a_host(client, host, alice):
    sign_in(client, alice)
    base = f"/staff/hosts/{host.id}"
    assert f"{base}/time" in client.get(f"/staff/resources/{host.id}").text
    assert client.post(f"{base}/away/new", data=MORNING).status_code == 302
    assert "Hedda Holm" in words(client.get(f"{base}/time"))


def test_a_host_sets_working_hours_with_a_period(hedda, host):
    typed = {"valid_from": "2026-12-01", "last_day": "2026-12-31", "day_0": "9–12, 13–16"}
    assert hedda.post("/host/hours", data=typed).status_code == 302
    lines = db.session.scalars(select(OpeningHours).order_by(OpeningHours.opens_at)).all()
    assert [line.resource_id for line in lines] == [host.id, host.id]
    named = "?from=2026-12-01&until=2027-01-01"
    assert "9.00–12.00" in hedda.get(f"/host/hours{named}").text
    assert hedda.get(f"/host/hours/remove{named}").status_code == 200
    hedda.post(f"/host/hours/remove{named}")
    assert count(OpeningHours) == 0


def test_a_host_without_hours_is_led_to_absences_and_not_to_closures(hedda):
    refused = hedda.post("/host/hours", data={"valid_from": "2026-12-01"})
    assert refused.status_code == 400
    assert errors(refused) == ["Ange tider för minst en dag. Lediga dagar läggs in som frånvaro."]


@pytest.fixture
def network(app):
    body = calendar(entry("a", "20261217T080000Z", "20261217T100000Z"))
    with serving(answer(body)) as network:
        app.extensions[NETWORK] = network
        yield network
    app.extensions[NETWORK] = ClosedNetwork()


def test_a_host_connects_their_calendar_and_the_address_is_shown_no_more(hedda, network):
    secret = "webcal://calendar.example/secret-12345.ics"
    assert hedda.post("/host/calendar", data={"address": secret}).status_code == 302
    for address in ("/host/time", "/host/calendar"):
        page = hedda.get(address).text
        assert "https://calendar.example/…" in page
        assert "secret-12345" not in page
    assert hedda.get("/host/calendar/remove").status_code == 200
    hedda.post("/host/calendar/remove")
    assert count(HostCalendar) == 0


def test_an_address_that_cannot_be_read_is_refused_with_what_to_do(hedda, network):
    network.answers = {"inside.example": [["10.0.0.1"]]}
    wrong = hedda.post("/host/calendar", data={"address": "https://inside.example/a.ics"})
    assert wrong.status_code == 400
    assert "eget nätverk" in words(wrong)
    plain = hedda.post("/host/calendar", data={"address": "http://calendar.example/a.ics"})
    assert "https:// eller webcal://" in words(plain)
    assert count(HostCalendar) == 0


def test_the_pages_speak_english_too(client, host):
    with db.transaction():
        host.host.user.language = "en"
    sign_in(client, host.host.user)
    for address in ("/host/time", "/host/away/new", "/host/hours", "/host/calendar"):
        page = client.get(address)
        assert page.status_code == 200
        assert "Min tid" not in page.text
