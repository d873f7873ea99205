"""Pages of enquiries: the public form, the sender's own page, and what staff see and do."""

import csv
import io

import pytest

from arena import clock, db
from arena.accounts.models import Role
from arena.delegations.links import enquiry_key
from arena.delegations.models import Delegation
from arena.web.access import rule_of
from tests.cast import make_user, sign_in
from tests.delegations.cast import DAY, make_delegation, make_item, somebody
from tests.delegations.enquiries import ALL_MET, FIRST, accepted, asked_for_more, enquired, form
from tests.pages import errors, links, words

ALDERMOOR = "City of Aldermoor"
READING = {"index", "export", "show", "vet", "by_number"}


@pytest.fixture
def alice(app):
    with db.transaction():
        return make_user("Alice Alm")


@pytest.fixture
def staff(client, alice):
    return sign_in(client, alice)


def only(**said):
    """Return the delegation as the database has it now."""
    db.session.rollback()
    db.session.expire_all()
    return db.session.query(Delegation).filter_by(**said).one()


@pytest.mark.parametrize("language", ["sv", "en"])
def test_an_enquiry_is_sent_and_leads_to_its_own_page(client, alice, language):
    page = client.get(f"/{language}/delegations/")
    assert page.status_code == 200
    sent = client.post(f"/{language}/delegations/", data=form(), follow_redirects=True)
    delegation = only()
    assert sent.request.path.endswith(f"/{delegation.reference}/{enquiry_key(delegation)}")
    assert (delegation.contact_language, delegation.source) == (language, "form")
    assert ALDERMOOR in words(sent)
    assert sent.headers["Referrer-Policy"] == "no-referrer"
    assert f"/{language}/delegations/" in links(client.get(f"/{language}/visits/"))
    assert f"/{language}/delegations/" in links(client.get(f"/{language}/"))


WRONG = [
    ({"size": "0"}, "size"),
    ({"size": "about a dozen"}, "size"),
    ({"size": "51"}, "size"),
    ({"starts_on": "2026-11-23", "ends_on": ""}, "starts_on"),
    ({"ends_on": "2027-02-16"}, "ends_on"),
    ({"ends_on": "2027-03-30"}, "ends_on"),
    ({"interpreter_language": ""}, "interpreter_language"),
    ({"contact_email": "moira"}, "contact_email"),
    ({"contact_phone": "12"}, "contact_phone"),
    ({"name": "x" * 161}, "name"),
    ({"type": "royal"}, "type"),
    ({"timezone": "Mars/Base"}, "timezone"),
    ({"website": "https://spam.example"}, "website"),
]
NAMES = [
    "川西町スマート地区協議会",
    "وفد مدينة",
    "Föreningen för energieffektivisering av flerbostadshus i Öst",
]


def test_what_cannot_be_is_said_at_its_field_and_nothing_typed_is_lost(client, alice):
    for said, field in WRONG:
        sent = client.post("/en/delegations/", data=form(purpose="今日は، سلام", **said))
        assert (sent.status_code, len(errors(sent))) == (400, 1), (said, errors(sent))
        page = sent.get_data(as_text=True)
        assert f'id="{field}-error"' in page
        assert "今日は، سلام" in page
    assert db.session.query(Delegation).count() == 0


def test_clocks_are_those_of_the_country_unless_another_zone_is_chosen(client, alice):
    page = client.get("/sv/delegations/")
    assert "Som i landet" in words(page)
    for number, (zone, kept) in enumerate([("", "Europe/London"), ("Asia/Tokyo", "Asia/Tokyo")]):
        client.post("/sv/delegations/", data=form(name=f"Party {number}", timezone=zone))
        assert only(name=f"Party {number}").timezone == kept


def test_names_of_all_scripts_and_lengths_are_kept(client, alice):
    for name in NAMES:
        sent = form(name=name, organisation_name=name, size="12 people")
        own = client.post("/sv/delegations/", data=sent, follow_redirects=True)
        assert name in words(own)
        delegation = only(name=name)
        assert (delegation.organisation_name, delegation.size) == (name, 12)


def test_the_sender_answers_and_withdraws_on_the_own_page(client, alice):
    delegation = asked_for_more(alice, "Who leads you?")
    own = f"/en/delegations/enquiry/{delegation.reference}/{enquiry_key(delegation)}"
    assert "Who leads you?" in words(client.get(own))
    asked = {"version": str(delegation.version)}
    assert client.post(f"{own}/answer", data={**asked, "answer": " "}).status_code == 400
    answered = client.post(f"{own}/answer", data={**asked, "answer": "The mayor."})
    assert answered.status_code == 303
    assert only().vettings[-1].answer == "The mayor."
    assert client.post(f"{own}/answer", data={**asked, "answer": "The mayor."}).status_code == 303
    late = client.post(f"{own}/answer", data={**asked, "answer": "Another."})
    assert "no question to answer" in words(late)
    gone = client.post(
        f"{own}/withdraw", data={"version": str(only().version)}, follow_redirects=True
    )
    assert "You have withdrawn" in words(gone)
    assert only().state == "withdrawn"
    assert client.get(f"{own[:-1]}x").status_code == 404


def test_enquiries_are_limited_by_network_and_who_mends_a_form_is_not_held_up(limited_client):
    statuses = [
        limited_client.post(
            "/en/delegations/", data=form(size=size, contact_email=f"a{size}@aldermoor.example")
        ).status_code
        for size in (0, 0, *range(1, 12))
    ]
    assert statuses == [400] * 2 + [303] * 10 + [429]


def test_another_address_of_the_contact_revokes_the_link(client, alice):
    delegation = enquired()
    own = f"/sv/delegations/enquiry/{delegation.reference}/{enquiry_key(delegation)}"
    with db.transaction():
        delegation.contact_email = "other@aldermoor.example"
    assert client.get(own).status_code == 404


def test_staff_enter_what_came_by_mail_with_the_least_that_is_known(staff):
    page = staff.get("/staff/delegations/new")
    assert page.status_code == 200
    least = {
        "name": "Lövsund",
        "size": "9",
        "starts_on": str(FIRST),
        "type": "technical",
        "level": "experts",
        "language": "sv",
        "interpretation": "none",
        "timezone": "Europe/Stockholm",
        "contact_language": "sv",
        "contact_name": "Lova Lind",
        "contact_phone": "070-174 06 05",
        "original_text": "Hej, vi vill komma.",
    }
    assert (
        staff.post("/staff/delegations/new", data={**least, "contact_phone": ""}).status_code == 400
    )
    entered = staff.post("/staff/delegations/new", data=least, follow_redirects=True)
    assert "Hej, vi vill komma." in words(entered)
    delegation = only()
    assert (delegation.source, delegation.ends_on) == ("mail", FIRST)
    assert delegation.organisation_name == "Lövsund"


def test_staff_weigh_and_decide(staff, alice):
    delegation = enquired()
    address = f"/staff/delegations/{delegation.reference}"
    assert "30" in words(staff.get(f"{address}/vetting"))
    decided = {**ALL_MET, "version": "1", "decision": "asked", "words": ""}
    assert staff.post(f"{address}/vetting", data=decided).status_code == 400
    decided["words"] = "Vem leder er?"
    stale = staff.post(f"{address}/vetting", data={**decided, "version": "7"})
    assert stale.status_code == 409
    assert "Vem leder er?" in words(stale)
    for _time in range(2):  # A double click is heard once.
        done = staff.post(f"{address}/vetting", data=decided, follow_redirects=True)
        assert (done.status_code, "Vem leder er?" in words(done)) == (200, True)
    assert len(only().vettings) == 1
    accept = {**ALL_MET, "version": str(only().version), "decision": "accepted"}
    done = staff.post(f"{address}/vetting", data=accept, follow_redirects=True)
    assert "Delegationen tas emot" in words(done)


def test_two_who_edit_at_once_do_not_write_over_each_other(staff, alice):
    delegation = accepted(alice)
    address = f"/staff/delegations/{delegation.reference}/edit"
    sent = {**form(contact_language="en"), "version": str(delegation.version)}
    assert staff.get(address).status_code == 200
    assert staff.post(address, data={**sent, "size": "14"}).status_code == 302
    second = staff.post(address, data={**sent, "size": "15"})
    assert second.status_code == 409
    assert 'value="15"' in second.get_data(as_text=True)
    assert "Ändrade uppgifterna" in words(second)
    assert only().size == 14


def test_days_under_items_stay(staff, alice):
    with db.transaction():
        delegation = make_delegation()
        make_item(delegation, somebody())
    sent = {**form(contact_language="en"), "version": str(delegation.version)}
    refused = staff.post(f"/staff/delegations/{delegation.reference}/edit", data=sent)
    assert refused.status_code == 400
    assert "Översikt" in errors(refused)[0]


def test_calling_off_asks_once_and_tells_why(staff, alice):
    delegation = accepted(alice)
    address = f"/staff/delegations/{delegation.reference}/call-off"
    version = {"version": str(delegation.version)}
    assert "får besked med mejl: Moira Alder Kontaktperson" in words(staff.get(address))
    assert staff.post(address, data=version).status_code == 400
    done = staff.post(address, data={**version, "words": "Storm."}, follow_redirects=True)
    assert "Storm." in words(done)
    assert staff.post(address, data={**version, "words": "Storm."}).status_code == 302
    assert staff.post(address, data={**version, "words": "Regn."}).status_code == 409
    assert staff.get(address).status_code == 302


def test_acts_on_the_overview(staff, alice):
    delegation = enquired()
    address = f"/staff/delegations/{delegation.reference}"

    def press(act, **data):
        sent = {"version": str(only().version), **data}
        answer = staff.post(f"{address}/{act}", data=sent, follow_redirects=True)
        assert answer.status_code == 200, (act, words(answer))
        return words(answer)

    with db.transaction():
        bob = make_user("Bob Berg")
    assert "Alice Alm" in press("take-on")
    assert "Bob Berg" in press("assign", coordinator_id=str(bob.id))
    assert "Ring på måndag" in press("note", staff_note="Ring på måndag")
    press("organisation", organisation_type="foreign_city")
    organisation = only().organisation
    assert organisation.name == ALDERMOOR
    press("link")
    press("link", organisation_id=str(organisation.id))
    assert delegation.reference in words(staff.get(f"/staff/directory/{organisation.id}"))
    with db.transaction():
        delegation = only()
        delegation.state, delegation.starts_on = "done", clock.today()
    assert "11 personer" in press("headcount", headcount="11")


def test_the_register_finds_by_stage_words_country_type_month_and_coordinator(staff, alice):
    accepted(alice)
    enquired(name="Kawanishi", type="digital", country="JP", organisation_name="Kawanishi")
    for query, names in {
        "": {ALDERMOOR, "Kawanishi"},
        "?stage=new": {"Kawanishi"},
        "?stage=planning": {ALDERMOOR},
        "?q=japan": {"Kawanishi"},
        f"?q={ALDERMOOR.lower()}": {ALDERMOOR},
        f"?q={only(name=ALDERMOOR).reference.lower()}": {ALDERMOOR},
        "?type=digital": {"Kawanishi"},
        "?month=2027-02": {ALDERMOOR, "Kawanishi"},
        f"?coordinator={alice.id}": {ALDERMOOR},
        "?stage=done": set(),
    }.items():
        page = words(staff.get(f"/staff/delegations/{query}"))
        assert {name for name in (ALDERMOOR, "Kawanishi") if name in page} == names, query
    rows = list(
        csv.reader(
            io.StringIO(
                staff.get("/staff/delegations/delegations.csv?q=japan").text.lstrip("\ufeff")
            ),
            delimiter=";",
        )
    )
    assert len(rows) == 2
    assert "moira" not in str(rows).lower()
    assert "Kawanishi" in words(staff.get("/staff/search/?q=japan"))


def test_an_analyst_reads_all_but_whom_to_reach(client, alice):
    delegation = accepted(alice)
    with db.transaction():
        ann = make_user("Ann Analys", Role.ANALYST)
    reader = sign_in(client, ann)
    for path in ("", f"{delegation.reference}", f"{delegation.reference}/vetting"):
        page = reader.get(f"/staff/delegations/{path}")
        assert page.status_code == 200
        assert "Moira" not in page.get_data(as_text=True)
        assert "aldermoor.example" not in page.get_data(as_text=True)
    assert reader.get("/staff/delegations/new").status_code == 403
    assert ALDERMOOR in words(reader.get("/staff/search/?q=Aldermoor"))
    assert ALDERMOOR not in words(reader.get("/staff/search/?q=Moira"))


def test_who_may_read_and_who_may_act(app):
    with db.transaction():
        people = [make_user(f"{role} X", role) for role in Role]
    for endpoint in app.view_functions:
        if not endpoint.startswith("delegations_staff."):
            continue
        rule = rule_of(endpoint)
        let_in = {person.role for person in people if rule(person)}
        if endpoint.partition(".")[2] in READING:
            assert let_in == {Role.ADMIN, Role.COORDINATOR, Role.ANALYST}, endpoint
        else:
            assert {Role.ADMIN, Role.COORDINATOR} <= let_in <= set(Role) - {Role.PARTNER}, endpoint


def test_the_rail_counts_new_enquiries(staff, alice):
    enquired()
    with db.transaction():
        make_delegation(starts_on=DAY, ends_on=DAY)
    rail = staff.get("/staff/delegations/").get_data(as_text=True)
    assert "Delegationer" in rail
