"""A host's own pages: what comes next, one tour, and the report in half a minute."""

from datetime import timedelta

import pytest

from arena import clock, db
from arena.accounts.models import Role
from arena.visits.services import change_headcount, confirm_visit, join_walk, note, schedule_walk
from tests.cast import make_host, make_offer, make_user, sign_in
from tests.conftest import NOW
from tests.pages import errors, links, values, words
from tests.visits.bookings import DAY, STAFF, at, confirmed, do, received, seats


@pytest.fixture
def alice(app):
    with db.transaction():
        user = make_user("Alice Alm")
        user.phone = "+46701740610"
        return user


@pytest.fixture
def hosts(app, alice):
    with db.transaction():
        return [make_host("Hedda Holm"), make_host("Henrik Hed")]


@pytest.fixture
def offer(hosts):
    with db.transaction():
        return make_offer(advice_sv="Ta på er skor.", advice_en="Wear shoes.")


@pytest.fixture
def hedda(hosts):
    return hosts[0].host.user


@pytest.fixture
def visit(offer, hosts):
    asked = received(
        offer,
        questions="Hur följer ni upp kraven?",
        access_needs="En väg utan trappor för 1",
    )
    do(confirm_visit, asked, host_ids=[hosts[0].id], by=STAFF)
    return asked


@pytest.fixture
def walk(offer, hosts):
    with db.transaction():
        tour = make_offer("vandring", is_open_walk=True, group_min=1, fee_sek=0)
        return schedule_walk(
            tour, starts_at=at(hour=17), language="sv", seats=20, host_ids=[hosts[0].id], by=STAFF
        )


def path(visit, *parts):
    return "/".join(["/host/visits", visit.reference, *parts])


def fresh(record):
    """See what holds now, past what this test has read before."""
    db.session.rollback()
    db.session.expire_all()
    return record


def sent(visit, **typed):
    return {"version": visit.version, **typed}


def test_a_host_lands_on_the_tours_and_a_coordinator_on_today(client, hedda, alice):
    assert sign_in(client, hedda).get("/staff/home").location == "/host/"
    assert sign_in(client, alice).get("/staff/home").location == "/staff/"


def test_today_comes_first_with_all_that_matters_on_the_way(client, visit, hedda, offer):
    with clock.travel(at(hour=7)):
        answer = sign_in(client, hedda).get("/host/")
    said = words(answer)
    for word in (
        "10.00–11.30",
        "Norrskär Energi AB",
        "18 personer",
        "svenska",
        "Bobergstorget, vid den röda klockan",
        "En väg utan trappor för 1",
        "Bodil Berg",
    ):
        assert word in said
    assert "tel:+46701740605" in links(answer)
    assert any(href.startswith("https://www.openstreetmap.org/") for href in links(answer))
    assert said.index("Norrskär") < said.index("Senare")


def test_later_tours_stand_in_order(client, visit, hosts, offer, hedda):
    later = received(offer, starts_at=at(DAY + timedelta(days=1)), organisation_name="Senare AB")
    do(confirm_visit, later, host_ids=[hosts[0].id], by=STAFF)
    said = words(sign_in(client, hedda).get("/host/"))
    assert said.index("Norrskär") < said.index("Senare AB")
    assert "torsdag 17 december 2026," in said


def test_a_host_without_tours_is_told_so(client, hosts, hedda):
    assert "Inget är planerat för dig." in words(sign_in(client, hedda).get("/host/"))


def test_a_visit_tells_what_they_ask_and_whom_to_call(client, visit, hedda):
    do(note, visit, "De kommer med buss.", by=STAFF)
    answer = sign_in(client, hedda).get(path(visit))
    said = words(answer)
    for word in (
        "Hur följer ni upp kraven?",
        "Vi vill se hur ni bygger.",
        "Ta på er skor.",
        "De kommer med buss.",
        "10.00 Vandring",
        "samordnare",
    ):
        assert word in said
    assert "tel:+46701740610" in links(answer)


@pytest.mark.parametrize("name", ["Henrik Hed", "Alice Alm"])
def test_somebody_elses_tour_does_not_exist(client, visit, walk, hosts, alice, name):
    other = alice if name == "Alice Alm" else hosts[1].host.user
    sign_in(client, other)
    for address in (path(visit), f"/host/walks/{walk.event_id}"):
        assert client.get(address).status_code == 404
        assert client.get(f"{address}/report").status_code == 404
        data = sent(visit, actual_headcount=1)
        assert client.post(f"{address}/report", data=data).status_code == 404
    assert "Norrskär" not in words(client.get("/host/"))
    assert fresh(visit).actual_headcount is None


@pytest.mark.parametrize("role", [Role.ANALYST, Role.PARTNER])
def test_other_roles_have_no_tours(client, visit, role):
    with db.transaction():
        user = make_user("Ulla Ulv", role)
    assert sign_in(client, user).get("/host/").status_code == 403
    assert client.get(path(visit)).status_code == 403


def test_a_host_reaches_none_of_the_pages_that_plan(client, visit, hedda):
    sign_in(client, hedda)
    assert client.get("/staff/").location == "/host/"
    for address in ("/staff/visits", f"/staff/visits/{visit.reference}"):
        assert client.get(address).status_code == 403
    data = sent(visit, words="x", step="do")
    assert client.post(f"/staff/visits/{visit.reference}/call-off", data=data).status_code == 403
    assert fresh(visit).state == "confirmed"


def test_a_report_takes_one_number_that_is_there_already(client, visit, hedda):
    with clock.travel(at(hour=12)):
        sign_in(client, hedda)
        assert path(visit, "report") in links(client.get("/host/"))
        page = client.get(path(visit, "report"))
        kept = values(page)
        assert kept["actual_headcount"] == "18"
        answer = client.post(path(visit, "report"), data=kept)
        assert (answer.status_code, answer.location) == (302, "/host/")
        assert "Tack, rapporten är sparad." in words(client.get("/host/"))
        assert path(visit, "report") not in links(client.get("/host/"))
    assert (fresh(visit).state, visit.actual_headcount) == ("completed", 18)


def test_a_report_keeps_promises_and_incidents(client, visit, hedda):
    with clock.travel(at(hour=12)):
        sign_in(client, hedda)
        typed = sent(
            visit, actual_headcount=16, promised_answers="Länk till kraven", incident="Halka"
        )
        client.post(path(visit, "report"), data=typed)
        fresh(visit)
        assert (visit.promised_answers, visit.incident) == ("Länk till kraven", "Halka")
        # It may be corrected until it is followed up.
        kept = values(client.get(path(visit, "report")))
        assert (kept["actual_headcount"], kept["incident"]) == ("16", "Halka")
        client.post(path(visit, "report"), data={**kept, "actual_headcount": "17"})
    assert fresh(visit).actual_headcount == 17


def test_that_nobody_came_is_asked_once(client, visit, hedda):
    with clock.travel(at(hour=12)):
        sign_in(client, hedda)
        asked = client.post(path(visit, "report"), data=sent(visit, actual_headcount=0))
        assert "Kom ingen från Norrskär Energi AB" in words(asked)
        assert fresh(visit).state == "confirmed"
        back = client.post(path(visit, "report"), data={**values(asked), "step": "fill_in"})
        assert values(back)["actual_headcount"] == "0"
        client.post(path(visit, "report"), data={**values(asked), "step": "do"})
    assert fresh(visit).state == "no_show"


@pytest.mark.parametrize("number", ["", "x", "-1", "1.5", "99999999999"])
def test_a_number_that_is_none_is_explained(client, visit, hedda, number):
    with clock.travel(at(hour=12)):
        sign_in(client, hedda)
        answer = client.post(path(visit, "report"), data=sent(visit, actual_headcount=number))
    assert answer.status_code == 400
    assert errors(answer)
    assert fresh(visit).state == "confirmed"


def test_what_has_not_begun_is_not_reported(client, visit, hedda):
    sign_in(client, hedda)
    answer = client.post(path(visit, "report"), data=sent(visit, actual_headcount=18))
    assert answer.status_code == 409
    assert "har inte börjat" in words(answer)
    assert fresh(visit).state == "confirmed"


def test_a_report_sent_twice_is_heard_once(client, visit, hedda):
    with clock.travel(at(hour=12)):
        sign_in(client, hedda)
        typed = sent(visit, actual_headcount=16)
        for _ in range(2):
            answer = client.post(path(visit, "report"), data=typed)
            assert (answer.status_code, answer.location) == (302, "/host/")
    assert fresh(visit).version == typed["version"] + 1


def test_a_report_on_a_visit_that_changed_keeps_what_was_typed(client, visit, hedda):
    typed = sent(visit, actual_headcount=16, promised_answers="Länk")
    do(change_headcount, visit, 20, by=STAFF)
    with clock.travel(at(hour=12)):
        sign_in(client, hedda)
        answer = client.post(path(visit, "report"), data=typed)
        assert answer.status_code == 409
        kept = values(answer)
        assert (kept["actual_headcount"], kept["promised_answers"]) == ("16", "Länk")
        client.post(path(visit, "report"), data=kept)
    assert fresh(visit).actual_headcount == 16


def test_a_walk_is_led_and_reported_like_a_visit(client, walk, hedda):
    do(join_walk, walk, seats(3), by=STAFF)
    with clock.travel(at(hour=19)):
        sign_in(client, hedda)
        page = client.get(f"/host/walks/{walk.event_id}")
        assert "Vera Vik" in words(page)
        address = f"/host/walks/{walk.event_id}/report"
        assert address in links(client.get("/host/"))
        assert values(client.get(address))["actual_headcount"] == "3"
        assert client.post(address, data={"actual_headcount": "x"}).status_code == 400
        assert client.post(address, data={"actual_headcount": "7"}).status_code == 302
    assert fresh(walk).actual_headcount == 7


def test_what_was_led_is_found_again(client, visit, hedda):
    with clock.travel(at(DAY + timedelta(days=1))):
        answer = sign_in(client, hedda).get("/host/past")
    assert path(visit) in links(answer)


def test_a_host_reads_in_their_own_language(client, visit, hedda):
    with db.transaction():
        hedda.language = "en"
    said = words(sign_in(client, hedda).get(path(visit)))
    assert "Thursday 17 December 2026" in said
    assert "They ask" in said


def test_the_page_is_small_and_has_no_pictures(client, offer, hosts, hedda):
    for number in range(3):
        day = DAY + timedelta(days=number // 2)
        visit = confirmed(
            offer,
            starts_at=at(day, 9 + 3 * (number % 2)),
            contact_email=f"b{number}@example.org",
            organisation_name=f"Grupp {number}",
        )
        assert visit.state == "confirmed"
    answer = sign_in(client, hedda).get("/host/")
    assert len(answer.data) < 30_000
    assert "<img" not in answer.text
    assert clock.now() == NOW


def test_a_day_on_which_all_is_led_has_nothing_more(client, visit, hedda):
    with clock.travel(at(hour=8)):
        assert "Inget mer i dag." not in words(sign_in(client, hedda).get("/host/"))
    with clock.travel(at(hour=16)):
        assert "Inget mer i dag." in words(sign_in(client, hedda).get("/host/"))
    with clock.travel(at(hour=16) + timedelta(days=1)):
        assert "Inget i dag." in words(sign_in(client, hedda).get("/host/"))
