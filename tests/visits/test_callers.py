"""Who calls and has no e-mail address: the visit goes its way, and staff read whom to call."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from arena import clock, db
from arena.audit.models import BOOKER
from arena.audit.queries import list_entries
from arena.events.models import Attendee
from arena.messages.models import Message
from arena.visits.forms.starts import written_start
from arena.visits.jobs import expire_holds
from arena.visits.links import manage_token
from arena.visits.mail.booker import gather_for_booker
from arena.visits.models import DeclineReason, Visit
from arena.visits.queries.history import list_earlier_visits
from arena.visits.rules.ladder import Act
from arena.visits.services import (
    accept_proposal,
    add_address,
    call_off,
    cancel_visit,
    confirm_visit,
    follow_up,
    propose_time,
    report_visit,
)
from arena.visits.services.errors import HasAddress
from arena.visits.services.previewing import preview
from tests.cast import make_host, make_offer, make_user, sign_in
from tests.pages import errors, links, values, words
from tests.visits.bookings import DAY, STAFF, at, called, do, host_ids, mails, message, reminders

ENTRY = "/staff/visits/new/introduction"
CALL = "Det finns ingen e-postadress. Ring Bodil Berg: 070-174 06 05."


@pytest.fixture
def offer(app):
    with db.transaction():
        make_host("Hedda Holm")
        make_host("Henrik Hed")
        return make_offer()


@pytest.fixture
def staff(client, offer):
    with db.transaction():
        alice = make_user("Alice Alm")
    return sign_in(client, alice)


def entry(**changes):
    return {
        "group_size": "18",
        "language": "sv",
        "organisation_name": "Åbrinks kommun",
        "country": "SE",
        "contact_name": "Bodil Berg",
        "contact_email": "",
        "contact_phone": "070-174 06 05",
        "contact_language": "sv",
        "start": written_start(at()),
        **changes,
    }


def read(answer):
    return words(answer).replace("\xa0", " ")


def to_booker():
    return [name for name in mails() if name not in ("assigned", "unassigned", "host_changed")]


def test_a_visit_is_entered_with_a_number_and_no_address(staff):
    shown = staff.post(ENTRY, data=entry())
    said = read(shown)
    assert "Ring Bodil Berg: 070-174 06 05" in said
    assert "arena.invalid" not in shown.text
    done = staff.post(ENTRY, data={**values(shown).to_dict(flat=False), "step": "do"})
    db.session.rollback()
    visit = db.session.scalars(select(Visit)).one()
    assert (visit.contact_email, visit.contact_phone) == (None, "+46701740605")
    assert visit.state == "received"
    assert mails() == []
    page = read(staff.get(done.location))
    assert CALL in page
    assert "ingen e-postadress: inget mejlas, ring i stället" in page


def test_one_way_to_reach_the_caller_is_needed(staff):
    answer = staff.post(ENTRY, data=entry(contact_phone="", step="do"))
    assert answer.status_code == 400
    assert errors(answer) == ["Ange ett telefonnummer eller en e-postadress"]
    assert db.session.scalar(select(Visit.id)) is None
    by_mail = entry(contact_phone="", contact_email="bodil@norrskar.example", step="do")
    assert staff.post(ENTRY, data=by_mail).status_code == 302


def test_the_database_keeps_nobody_who_cannot_be_reached(offer):
    visit = called(offer)
    with pytest.raises(IntegrityError), db.transaction():
        visit.contact_phone = None


def test_nothing_is_mailed_all_the_way(offer):
    visit = called(offer)
    do(propose_time, visit, starts_at=at(DAY, 13), by=STAFF)
    do(accept_proposal, visit, by=BOOKER)
    assert (visit.state, to_booker()) == ("confirmed", [])
    assert [told.split()[0] for told, _due in reminders(visit)] == ["host", "host"]
    guests = select(Attendee).where(Attendee.role == "guest")
    assert db.session.scalars(guests).all() == []
    with clock.travel(at(DAY, 16)):
        do(report_visit, visit, actual_headcount=17, by=STAFF)
    assert visit.state == "completed"
    assert all(message.recipient_email for message in db.session.scalars(select(Message)))


@pytest.mark.parametrize("act", [cancel_visit, call_off])
def test_a_visit_of_a_caller_ends_without_a_mail(offer, act):
    visit = called(offer)
    do(confirm_visit, visit, host_ids=host_ids(visit), by=STAFF)
    do(act, visit, words="Halka.", by=STAFF)
    assert to_booker() == []


def test_a_proposed_time_that_lapses_is_given_back_without_a_mail(offer):
    visit = called(offer)
    do(propose_time, visit, starts_at=at(DAY, 13), by=STAFF)
    with clock.travel(visit.hold_until):
        expire_holds()
    db.session.expire_all()
    assert (visit.state, to_booker()) == ("lapsed", [])


@pytest.mark.parametrize("language", ["sv", "en"])
def test_what_is_to_be_said_can_be_said(offer, language):
    first = called(offer, contact_language=language)
    second = called(offer, contact_language=language, group_size=12)
    do(confirm_visit, second, host_ids=host_ids(second), by=STAFF)
    said = [
        preview(first, Act.CONFIRM, host_ids=host_ids(first), words="Välkomna!"),
        preview(first, Act.PROPOSE, starts_at=at(DAY, 13), words=""),
        preview(first, Act.ASK_FOR_MORE, question="Hur kommer ni?"),
        preview(first, Act.DECLINE, reason=DeclineReason.FULL, words="", referred_to=""),
        preview(second, Act.MOVE, starts_at=at(DAY, 13), is_vouched=True),
        preview(second, Act.CHANGE_HEADCOUNT, group_size=14, is_vouched=True),
        preview(second, Act.CALL_OFF, words="Storm."),
        preview(second, Act.CANCEL, words=""),
    ]
    for told in said:
        for unsayable in ("http", "bifoga", "attached", "mejl", "e-mail", "länk", "link", "@"):
            assert unsayable not in told.text.lower(), told.text
        assert ">" not in told.text
        assert told.subject == ""


def test_what_has_passed_is_not_said(offer):
    visit = called(offer, starts_at=at(date(2026, 11, 26), 13))
    text = preview(visit, Act.CONFIRM, host_ids=host_ids(visit)).text.replace("\xa0", " ")
    assert "avbokning kostar 2 400 kr" in text
    assert "gratis" not in text
    assert "halva avgiften" not in text


def test_what_a_mail_would_have_said_is_what_to_say(offer, staff):
    visit = called(offer)
    told = preview(visit, Act.CONFIRM, host_ids=host_ids(visit))
    assert told.phone == "+46701740605"
    assert "Bobergstorget" in told.text
    db.session.expire_all()
    assert (visit.contact_email, mails()) == (None, [])
    path = f"/staff/visits/{visit.reference}/confirm"
    shown = staff.post(path, data=values(staff.get(path)))
    assert "Ring Bodil Berg: 070-174 06 05" in read(shown)
    done = staff.post(path, data={**values(shown).to_dict(flat=False), "step": "do"})
    assert CALL in read(staff.get(done.location))


NEW = "bodil@norrskar.example"


def add(staff, visit, email=NEW):
    """Add the address of a caller, as staff do on the visit's page; return the page after it."""
    path = f"/staff/visits/{visit.reference}/address"
    assert path in links(staff.get(f"/staff/visits/{visit.reference}"))
    return staff.post(path, data={**values(staff.get(path)), "email": email})


def again(visit):
    db.session.rollback()
    return db.session.get_one(Visit, visit.id, populate_existing=True)


def test_an_address_that_comes_later_is_mailed_what_stands_and_all_that_follows(offer, staff):
    visit = called(offer)
    done = add(staff, visit, f" {NEW.title()} ")
    said = read(staff.get(done.location))
    assert "Adressen är tillagd. Mejl går dit från och med nu." in said
    assert f"/staff/visits/{visit.reference}/address" not in links(staff.get(done.location))
    assert CALL not in said
    assert again(visit).contact_email == NEW
    assert mails(to=NEW) == ["received"]
    gather_for_booker(message("received", NEW))
    do(confirm_visit, visit, host_ids=host_ids(visit), by=STAFF)
    assert mails(to=NEW) == ["received", "confirmed"]


def test_a_confirmed_visit_comes_with_its_entry_and_its_reminders(offer, staff):
    visit = called(offer)
    do(confirm_visit, visit, host_ids=host_ids(visit), by=STAFF)
    add(staff, visit)
    again(visit)
    assert mails(to=NEW) == ["confirmed"]
    assert message("confirmed", NEW).calendar_method == "REQUEST"
    assert [told.split()[0] for told, _due in reminders(visit)].count("guest") == 2
    do(cancel_visit, visit, by=BOOKER)
    assert mails(to=NEW) == ["confirmed", "cancelled"]
    assert message("cancelled", NEW).calendar_method == "CANCEL"


def test_a_proposal_is_mailed_and_after_the_visit_only_the_thanks(offer, staff):
    visit = called(offer)
    do(propose_time, visit, starts_at=at(DAY, 13), by=STAFF)
    do(add_address, visit, NEW, by=STAFF)
    assert mails(to=NEW) == ["proposed"]
    other = called(offer, starts_at=at(DAY, 10), contact_phone="+46701740606")
    do(confirm_visit, other, host_ids=host_ids(other), by=STAFF)
    with clock.travel(at(DAY, 16)):
        do(report_visit, other, actual_headcount=17, by=STAFF)
        do(add_address, other, "eva@example.org", by=STAFF)
        assert mails(to="eva@example.org") == []
        do(follow_up, other, words="Tack.", by=STAFF)
    assert mails(to="eva@example.org") == ["followed_up"]


def test_an_address_is_added_once_and_never_exchanged(offer, staff):
    visit = called(offer)
    path = f"/staff/visits/{visit.reference}/address"
    form = {**values(staff.get(path)), "email": NEW}
    assert [staff.post(path, data=form).status_code for _ in range(2)] == [302, 302]
    assert mails(to=NEW) == ["received"]
    assert staff.get(path).status_code == 302
    visit = again(visit)
    form = {"version": str(visit.version), "email": "eva@example.org"}
    assert staff.post(path, data=form).status_code == 409
    assert again(visit).contact_email == NEW
    with pytest.raises(HasAddress):
        do(add_address, visit, "eva@example.org", by=STAFF)


@pytest.mark.parametrize("email", ["", "bodil", "bodil@"])
def test_an_address_that_is_none_is_refused_beside_its_field(offer, staff, email):
    visit = called(offer)
    answer = add(staff, visit, email)
    assert (answer.status_code, len(errors(answer))) == (400, 1)
    assert again(visit).contact_email is None


def test_the_trail_says_that_an_address_was_added_and_not_which(offer):
    visit = called(offer)
    do(add_address, visit, NEW, by=STAFF)
    line = list_entries(visit)[0]
    assert line.action == "visits.add_address"
    assert "norrskar" not in str(line.detail)


def test_two_callers_without_an_address_are_not_taken_for_one(offer):
    first = called(offer)
    other = called(
        offer,
        contact_phone="+46701740606",
        organisation_name="Åbrinks kommun",
        starts_at=at(hour=13),
    )
    again = called(offer, starts_at=at(hour=15))
    assert list_earlier_visits(first) == [again]
    assert list_earlier_visits(other) == []


def test_today_says_whom_to_call_for_an_answer(offer, staff):
    visit = called(offer)
    do(propose_time, visit, starts_at=at(DAY, 13), by=STAFF)
    assert "ring 070-174 06 05" in read(staff.get("/staff/"))


def test_the_own_page_of_a_caller_shows_the_number(offer, client):
    visit = called(offer)
    answer = client.get(f"/sv/manage/{manage_token(visit)}")
    assert answer.status_code == 200
    assert "Bodil Berg, 070-174 06 05" in read(answer)
