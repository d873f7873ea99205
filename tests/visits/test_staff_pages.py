"""What staff see: Today, the register, a visit in hand, the calendar; and who sees what."""

import csv
import io
from datetime import timedelta

import pytest

from arena import clock, db
from arena.accounts.models import Role
from arena.directory.models import Organisation, OrganisationType
from arena.messages.models import MailServer
from arena.resources.models import Closure
from arena.visits.services import (
    ask_for_more,
    confirm_visit,
    join_walk,
    propose_time,
    request_visit,
    schedule_walk,
)
from arena.web.access import rule_of
from tests.cast import make_host, make_offer, make_resource, make_user, sign_in
from tests.conftest import NOW
from tests.pages import links, parsed, words
from tests.visits.bookings import (
    DAY,
    STAFF,
    asked,
    at,
    booking,
    confirmed,
    do,
    host_ids,
    received,
    seats,
)

PLANNERS = {Role.ADMIN, Role.COORDINATOR}
READERS = PLANNERS | {Role.ANALYST}
HOSTING = PLANNERS | {Role.HOST}
READING = {
    "visit_by_number",
    "offer_by_number",
    "walk_by_number",
    "today",
    "index",
    "export",
    "show",
    "calendar",
    "figures",
    "figures_export",
    "offers",
    "offer",
    "preview",
    "walk",
}


@pytest.fixture
def alice(app):
    with db.transaction():
        return make_user("Alice Alm")


@pytest.fixture
def hosts(app):
    with db.transaction():
        return [make_host("Hedda Holm"), make_host("Henrik Hed")]


@pytest.fixture
def offer(app, alice, hosts):
    with db.transaction():
        return make_offer()


@pytest.fixture
def staff(client, alice):
    return sign_in(client, alice)


@pytest.fixture
def walk(offer):
    with db.transaction():
        tour = make_offer("vandring", is_open_walk=True, group_min=1, fee_sek=0)
        return schedule_walk(tour, starts_at=at(hour=17), language="sv", seats=20, by=STAFF)


def path(visit, *parts):
    return "/".join(["/staff/visits", visit.reference, *parts])


def fresh(record):
    """See what holds now, past what this test has read before."""
    db.session.rollback()
    db.session.expire_all()
    return record


# --- who reaches what ----------------------------------------------------------------------------


def ours(app):
    return [
        rule
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith(("visits_staff.", "visits_host."))
    ]


def expected_roles(endpoint):
    blueprint, _, view = endpoint.partition(".")
    if blueprint == "visits_host":
        return HOSTING
    return READERS if view in READING else PLANNERS


@pytest.mark.parametrize("role", [*Role])
def test_each_role_reaches_its_pages_and_no_others(app, client, offer, walk, role):
    visit = received(offer)
    with db.transaction():
        user = make_user("Ulla Ulv", role)
    sign_in(client, user)
    wrong = []
    for rule in ours(app):
        address = (
            rule.rule.replace("<reference>", visit.reference)
            .replace("<int:event_id>", str(walk.event_id))
            .replace("<int:asked_id>", "1")
            .replace("<int:swap_id>", "1")
            .replace("<int:visit_id>", str(visit.id))
            .replace("<int:offer_id>", str(offer.id))
            .replace("<slug>", walk.offer.slug if "walks" in rule.rule else offer.slug)
        )
        for method in rule.methods & {"GET", "POST"}:
            status = client.open(address, method=method).status_code
            if role not in expected_roles(rule.endpoint):
                is_door = rule.endpoint == "visits_staff.today" and method == "GET"
                allowed = {302} if is_door else {403}
            elif rule.endpoint.startswith("visits_host.") and "<" in rule.rule:
                allowed = {404}  # Somebody else's tour: there is none.
            elif rule.endpoint.startswith("visits_staff.stop_asking"):
                allowed = {404}  # Which question is taken back must be said.
            else:
                allowed = {200, 302} if method == "GET" else {200, 302, 400, 409}
            if status not in allowed:
                wrong.append((rule.endpoint, method, status))
    assert not wrong, wrong


@pytest.mark.parametrize(
    ("role", "home"), [(Role.HOST, "/host/"), (Role.PARTNER, "/partner/"), (Role.ANALYST, None)]
)
def test_the_staffs_door_leads_each_role_to_its_own_work(client, offer, role, home):
    with db.transaction():
        user = make_user("Ulla Ulv", role)
    answer = sign_in(client, user).get("/staff/")
    assert (answer.status_code, answer.location) == ((302, home) if home else (200, None))


def test_every_page_that_writes_asks_for_those_who_plan(app):
    for rule in ours(app):
        if "POST" in rule.methods and rule.endpoint.startswith("visits_staff."):
            assert rule_of(rule.endpoint).__name__ == "may_handle", rule.endpoint


def test_an_analyst_sees_no_buttons_and_nobody_to_call(app, client, offer):
    visit = received(offer)
    with db.transaction():
        analyst = make_user("Arvid Ask", Role.ANALYST)
    sign_in(client, analyst)
    answer = client.get(path(visit))
    assert answer.status_code == 200
    page = parsed(answer)
    acts = [f.get("action") for f in page.find(".//main").iter("form")]
    assert acts == []
    assert "Bodil Berg" not in words(answer)
    assert "bodil@norrskar.example" not in answer.text
    assert not [href for href in links(answer) if href.endswith("/confirm")]


@pytest.mark.parametrize("address", ["/staff/visits/K7QM-4XTB", "/staff/visits/nonsense"])
def test_a_visit_that_does_not_exist_is_not_found(staff, address):
    assert staff.get(address).status_code == 404


def test_numbers_of_the_trail_lead_to_their_pages(staff, offer, walk):
    visit = received(offer)
    for address, page in (
        (f"/staff/visits/number/{visit.id}", path(visit)),
        (f"/staff/offers/number/{offer.id}", "/staff/offers/introduction"),
        (
            f"/staff/walks/number/{walk.event_id}",
            f"/staff/offers/vandring/walks/{walk.event_id}",
        ),
    ):
        assert staff.get(address).location == page
        assert staff.get(f"{address}999").status_code == 404


def test_a_reference_typed_in_small_letters_leads_to_the_visit(staff, offer):
    visit = received(offer)
    answer = staff.get(path(visit).lower())
    assert (answer.status_code, answer.location) == (302, path(visit))


# --- Today ---------------------------------------------------------------------------------------


def test_today_says_what_waits_the_most_urgent_first(staff, offer):
    with clock.travel(NOW - timedelta(days=10)):
        late = received(offer, organisation_name="Sena AB", contact_email="a@sena.example")
    received(offer, starts_at=at(hour=13))
    said = words(staff.get("/staff/"))
    assert said.index("Sena AB") < said.index("Norrskär Energi AB")
    assert "Svara Sena AB" in said
    assert "svar lovades" in said
    assert "svar lovat fre 27 nov." in said
    assert late.reference not in said


def test_an_answer_that_is_due_today_says_the_hour(client, alice, offer):
    received(offer)
    with clock.travel(NOW + timedelta(days=3)):
        assert "svar lovat i dag kl. 17.00" in words(sign_in(client, alice).get("/staff/"))


def test_today_is_calm_when_nothing_waits(staff, offer):
    said = words(staff.get("/staff/"))
    assert "Inget väntar på svar" in said
    assert "Inga besök och inga vandringar i dag." in said


def test_today_says_what_takes_place_with_whom_and_whom_to_call(client, alice, offer):
    visit = confirmed(offer)
    with clock.travel(at(hour=7)):
        answer = sign_in(client, alice).get("/staff/")
    said = words(answer)
    assert "10.00–11.30" in said
    assert "18 personer" in said
    assert "Hedda Holm" in said
    assert "Bobergstorget, vid den röda klockan" in said
    assert f"tel:{visit.contact_phone}" in links(answer)


def test_today_says_what_nobody_has_reported(client, alice, offer):
    visit = confirmed(offer)
    with clock.travel(at(hour=15)):
        answer = sign_in(client, alice).get("/staff/")
    assert "Att rapportera" in words(answer)
    assert path(visit, "report") in links(answer)


def test_today_tells_of_trouble_with_the_mail(staff, offer):
    with db.transaction():
        db.session.add(MailServer(id=1, trouble="Timed out", trouble_since=clock.now()))
    assert "Mejlen är försenade" in words(staff.get("/staff/"))
    with db.transaction():
        db.session.get_one(MailServer, 1).is_stopped = True
    assert "Mejlen har stannat" in words(staff.get("/staff/"))


def test_today_shows_eight_weeks_with_load_and_named_closed_days(staff, offer):
    confirmed(offer)
    said = words(staff.get("/staff/"))
    for week in ("v. 48", "v. 53", "v. 1 2027", "v. 2 2027"):
        assert week in said
    assert "tors: Stängt: Julafton" in said
    assert "1 av 20" in said  # Two hosts, two tours a day, five days.


# --- the register --------------------------------------------------------------------------------


@pytest.fixture
def register(offer):
    with db.transaction():
        energy = make_offer("energy", title_sv="Fördjupning energi")
    return [
        received(offer),
        confirmed(
            energy,
            organisation_name="Ålviks kommun",
            contact_name="Örjan Öst",
            contact_email="orjan@alvik.example",
            starts_at=at(hour=13),
        ),
        asked(offer, organisation_name="O'Brien Ltd", contact_email="o@brien.example"),
    ]


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", {"Norrskär Energi AB"}),
        ("?stage=confirmed", {"Ålviks kommun"}),
        ("?stage=with_booker", {"O'Brien Ltd"}),
        ("?stage=all", {"Norrskär Energi AB", "Ålviks kommun", "O'Brien Ltd"}),
        ("?stage=all&q=ålvik", {"Ålviks kommun"}),
        ("?stage=all&q=örjan", {"Ålviks kommun"}),
        ("?stage=all&q=O'Brien", {"O'Brien Ltd"}),
        ("?stage=all&month=2026-12", {"Norrskär Energi AB", "Ålviks kommun", "O'Brien Ltd"}),
        ("?stage=all&q=%25", set()),
        ("?stage=nonsense&offer=x&month=2026-99&host=-1&page=9999&sort=nothing", None),
    ],
)
def test_the_register_is_found_by_stage_words_and_month(staff, register, query, shown):
    answer = staff.get(f"/staff/visits{query}")
    assert answer.status_code == 200
    names = {"Norrskär Energi AB", "Ålviks kommun", "O'Brien Ltd"}
    said = words(answer)
    if shown is not None:
        assert {name for name in names if name in said} == shown


def test_the_register_is_found_by_reference_offer_and_host(staff, register):
    visit = register[1]
    typed = visit.reference.lower().replace("-", " ")
    assert "Ålviks kommun" in words(
        staff.get("/staff/visits", query_string={"stage": "all", "q": typed})
    )
    by_offer = words(staff.get(f"/staff/visits?stage=all&offer={visit.offer_id}"))
    assert "Ålviks kommun" in by_offer
    assert "Norrskär Energi AB" not in by_offer
    host = visit.event.attendees[-1].user_id or visit.event.attendees[0].user_id
    assert "Ålviks kommun" in words(staff.get(f"/staff/visits?stage=all&host={host}"))


def test_the_tabs_count_what_matches(staff, register):
    said = words(staff.get("/staff/visits?q=Norrskär"))
    assert "Att besvara 1" in said
    assert "Bekräftad 0" in said
    assert "Alla 1" in said


def test_the_register_is_sorted_by_its_headings(staff, register):
    up = words(staff.get("/staff/visits?stage=all&sort=organisation"))
    down = words(staff.get("/staff/visits?stage=all&sort=-organisation"))
    assert up.index("Norrskär") < up.index("O'Brien")
    assert down.index("O'Brien") < down.index("Norrskär")


def test_the_file_names_nobody_and_runs_no_formula(staff, offer):
    received(offer, organisation_name='=HYPERLINK("http://evil.example")')
    answer = staff.get("/staff/visits.csv")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert 'filename="visits-2026-11-24.csv"' in answer.headers["Content-Disposition"]
    text = answer.data.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert rows[0]["Organisation"] == '\'=HYPERLINK("http://evil.example")'
    assert rows[0]["Grupp"] == "18"
    assert rows[0]["Datum"] == "2026-12-17"
    assert "Bodil" not in text
    assert "@" not in text


# --- a visit in hand -----------------------------------------------------------------------------


def test_a_visit_shows_what_is_missing_and_what_fits(staff, offer):
    visit = received(offer, contact_phone=None, alternatives=(at(hour=13), at(hour=14)))
    said = words(staff.get(path(visit)))
    assert "Det här saknas" in said
    assert "Hedda Holm" in said
    assert "Passar" in said
    assert "tors 17 december 2026, kl. 13.00 Fortfarande ledig" in said
    assert "i programmet" in said


def test_a_time_that_somebody_else_has_is_shown_as_taken(staff, offer):
    visit = received(offer, alternatives=(at(hour=13),))
    for number in range(2):
        received(
            offer,
            starts_at=at(hour=13),
            contact_email=f"b{number}@example.org",
            organisation_name=f"Grupp {number}",
        )
    said = words(staff.get(path(visit)))
    assert "kl. 13.00 Upptagen" in said


def test_why_a_host_does_not_fit_is_said(staff, offer, hosts):
    with db.transaction():
        make_host("Nora Noor", languages=("fr",))
        db.session.add(
            Closure(
                resource_id=hosts[1].id,
                starts_on=DAY,
                ends_on=DAY + timedelta(days=1),
                reason_sv="Ledig",
                reason_en="Away",
            )
        )
    visit = received(offer)
    said = words(staff.get(path(visit)))
    assert "talar inte språket" in said
    assert "är frånvarande" in said


def test_conflicts_come_before_everything_else(staff, offer):
    visit = received(offer, has_interpreter=True)
    with db.transaction():
        db.session.add(
            Closure(
                starts_on=DAY,
                ends_on=DAY + timedelta(days=1),
                reason_sv="Stormigt",
                reason_en="Storm",
            )
        )
    said = words(staff.get(path(visit)))
    assert "Titta på de här" in said
    assert "Arenan tar inte emot besök den dagen. Stängt: Stormigt." in said
    assert "Gruppen har tolk" in said
    assert said.index("Stormigt") < said.index("Syfte")


def test_two_groups_at_one_meeting_point_in_the_same_minute_are_noticed(staff, offer):
    visit = received(offer)
    other = received(offer, contact_email="b@annan.example", organisation_name="Annan AB")
    answer = staff.get(path(visit))
    assert "En annan grupp samlas på samma plats samtidigt." in words(answer)
    assert path(other) in links(answer)


def test_an_organisation_is_proposed_and_never_linked_by_itself(staff, offer):
    with db.transaction():
        known = Organisation(
            name="Norrskär Energi AB",
            name_key="norrskar energi",
            type=OrganisationType.UTILITY,
            email_domain="norrskar.example",
            created_at=NOW,
            updated_at=NOW,
        )
        db.session.add(known)
    visit = received(offer)
    assert "Det kan vara någon av dessa. Du avgör." in words(staff.get(path(visit)))
    assert visit.organisation_id is None
    sent = {"organisation_id": known.id, "version": visit.version}
    staff.post(path(visit, "link"), data=sent)
    assert fresh(visit).organisation_id == known.id
    assert f"/staff/directory/{known.id}" in links(staff.get(path(visit)))
    for garbage in ("x", "999999", "-1", "1" * 30, "٣"):
        refused = staff.post(
            path(visit, "link"), data={"organisation_id": garbage, "version": fresh(visit).version}
        )
        assert refused.status_code == 400
        assert "Registret har ingen sådan organisation." in words(refused)
        assert fresh(visit).organisation_id == known.id
    page = words(staff.get(f"/staff/directory/{known.id}"))
    assert "tors 17 december 2026, Introduktion och vandring" in page
    staff.post(path(visit, "link"), data={"version": visit.version})
    assert fresh(visit).organisation_id is None


def test_an_organisation_is_added_to_the_directory_as_the_booker_wrote_it(staff, offer):
    visit = received(offer)
    refused = staff.post(path(visit, "organisation"), data={"version": visit.version})
    assert refused.status_code == 400
    staff.post(path(visit, "organisation"), data={"version": visit.version, "type": "utility"})
    assert fresh(visit).organisation.name == "Norrskär Energi AB"


def test_earlier_visits_of_the_same_organisation_are_shown(staff, offer):
    earlier = confirmed(offer, starts_at=at(DAY + timedelta(days=4)))
    visit = received(offer)
    assert path(earlier) in links(staff.get(path(visit)))


def test_the_history_tells_acts_and_mails(staff, offer):
    visit = received(offer)
    do(ask_for_more, visit, "Hur kommer ni hit?", by=STAFF)
    said = words(staff.get(path(visit)))
    assert "Bad bokaren komplettera" in said
    assert "Alice Alm" in said
    assert "Sparat här, eftersom ingen mejlserver är inställd" in said
    assert "Hur kommer ni hit?" in said


def test_a_proposed_time_says_how_long_it_is_held(staff, offer):
    visit = received(offer)
    do(propose_time, visit, starts_at=at(hour=13), by=STAFF)
    assert "hålls till fre 27 nov." in words(staff.get(path(visit)))


def test_hostile_text_stays_text(staff, offer):
    evil = "<script>alert(1)</script>"
    visit = received(offer, organisation_name=evil, purpose=evil, questions=evil, access_needs=evil)
    for address in (path(visit), "/staff/", "/staff/visits", "/staff/calendar?week=2026-W51"):
        answer = staff.get(address)
        assert evil not in answer.text
        assert evil in words(answer)


# --- the calendar --------------------------------------------------------------------------------


def test_the_calendar_shows_a_week_with_host_place_and_status(staff, offer):
    visit = confirmed(offer)
    answer = staff.get("/staff/calendar?week=2026-W51")
    said = words(answer)
    assert path(visit) in links(answer)
    for word in (
        "v. 51",
        "10.00–11.30",
        "Norrskär Energi AB",
        "Hedda Holm",
        "Bobergstorget",
        "Bekräftad",
    ):
        assert word in said


def test_the_calendar_names_closed_days_and_knows_week_53(staff, offer):
    said = words(staff.get("/staff/calendar?week=2026-W53"))
    assert "v. 53" in said
    assert "Stängt: Nyårsafton" in said
    assert "Stängt: Nyårsdagen" in said


def test_the_calendar_shows_a_month_in_whole_iso_weeks(staff, offer, walk):
    confirmed(offer)
    said = words(staff.get("/staff/calendar?view=month&month=2026-12"))
    for word in ("v. 49", "v. 53", "Norrskär Energi AB", "Öppen vandring"):
        assert word in said


def test_the_calendar_is_filtered_by_host_place_and_offer(staff, offer, hosts):
    visit = confirmed(offer)
    leading = host_ids(visit)[0]
    other = next(host for host in hosts if host.id != leading)
    address = "/staff/calendar?week=2026-W51"
    with db.transaction():
        room = make_resource("TOM")
    assert "Norrskär" in words(staff.get(f"{address}&offer={offer.id}"))
    assert "Norrskär" in words(staff.get(f"{address}&place={offer.stops[0].resource_id}"))
    assert "Norrskär" not in words(staff.get(f"{address}&place={room.id}"))
    assert "Norrskär" not in words(staff.get(f"{address}&host={other.host.user_id}"))


@pytest.mark.parametrize(
    "query", ["week=2026-W99", "month=2026-13", "view=month&month=x", "host=x"]
)
def test_a_calendar_address_that_makes_no_sense_shows_the_present(staff, offer, query):
    assert staff.get(f"/staff/calendar?{query}").status_code == 200


def test_what_was_declined_is_not_in_the_calendar(staff, offer):
    visit = received(offer)
    staff.post(path(visit, "decline"), data=declined(visit))
    assert "Norrskär" not in words(staff.get("/staff/calendar?week=2026-W51"))


def declined(visit):
    return {"reason": "full", "version": visit.version, "step": "do"}


# --- a walk --------------------------------------------------------------------------------------


def test_a_walk_shows_who_has_joined(staff, walk):
    with db.transaction():
        join_walk(walk, seats(3), by=STAFF)
    said = words(staff.get(f"/staff/offers/vandring/walks/{walk.event_id}"))
    assert "Vera Vik" in said
    assert "3 av 20 platser" in said


def test_a_walk_is_found_below_its_own_offer_only(staff, walk, offer):
    assert staff.get(f"/staff/offers/{offer.slug}/walks/{walk.event_id}").status_code == 404


# --- in English ----------------------------------------------------------------------------------


def test_the_pages_speak_the_language_of_the_person(client, offer):
    visit = received(offer)
    with db.transaction():
        user = make_user("Ellen East", language="en")
    sign_in(client, user)
    assert "answer promised Fri 27 Nov" in words(client.get("/staff/"))
    assert "Hosts: 1 is needed" in words(client.get(path(visit)))
    assert "Introduction and walk" in words(client.get("/staff/offers"))


def test_get_changes_nothing(staff, offer):
    with db.transaction():
        visit = request_visit(offer, booking(), by=STAFF, is_vouched=True)
    before = visit.version
    for address in ("", "confirm", "propose", "decline", "ask", "cancel", "headcount"):
        staff.get(path(visit, address) if address else path(visit))
    assert fresh(visit).version == before
    do(confirm_visit, visit, host_ids=host_ids(visit), by=STAFF)


def test_what_a_host_can_do_is_said_in_words(staff, offer, hosts):
    page = words(staff.get(f"/staff/resources/{hosts[0].id}"))
    assert "Engelska och svenska" in page or "Svenska och engelska" in page
    assert "Introduktion och vandring" in page
    listed = words(staff.get("/staff/resources/?kind=host"))
    assert "introduction" not in listed
