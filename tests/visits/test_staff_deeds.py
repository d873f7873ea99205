"""What staff do on the pages: fill in, read what will be told, do it; stale, double, back."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from arena import clock, db
from arena.audit.models import AuditEntry
from arena.messages.models import Message
from arena.resources.models import Resource
from arena.visits.forms.starts import written_start
from arena.visits.models import Visit, VisitState
from arena.visits.services import (
    change_headcount,
    confirm_visit,
    decline_visit,
    move_visit,
    report_visit,
)
from tests.cast import make_host, make_offer, make_resource, make_user, sign_in
from tests.pages import errors, links, parsed, values, words
from tests.visits.bookings import (
    DAY,
    STAFF,
    at,
    confirmed,
    do,
    host_ids,
    mails,
    message,
    received,
)


@pytest.fixture
def alice(app):
    with db.transaction():
        return make_user("Alice Alm")


@pytest.fixture
def hosts(app):
    with db.transaction():
        return [make_host("Hedda Holm"), make_host("Henrik Hed"), make_host("Hilma Hult")]


@pytest.fixture
def offer(app, alice, hosts):
    with db.transaction():
        return make_offer()


@pytest.fixture
def staff(client, alice):
    return sign_in(client, alice)


def path(visit, *parts):
    return "/".join(["/staff/visits", visit.reference, *parts])


def fresh(record):
    """See what holds now, past what this test has read before."""
    db.session.rollback()
    db.session.expire_all()
    return record


def letter(answer):
    """What the booker will be told, as the page shows it."""
    found = parsed(answer).find(".//div[@class='letter__text']")
    return "" if found is None else " ".join("".join(found.itertext()).split())


def acts_on(visit):
    db.session.rollback()
    query = select(AuditEntry.action).where(
        AuditEntry.subject_type == "visits", AuditEntry.subject_id == visit.id
    )
    return [action.removeprefix("visits.") for action in db.session.scalars(query)]


def sent(visit, **typed):
    return {"version": visit.version, **typed}


LATER = written_start(at(hour=13))
WORDS = {"words": "Ta med skor."}
# What each act needs, and where it leads.
ACTS = {
    "confirm": (lambda visit: {"host_ids": host_ids(visit), **WORDS}, "confirmed"),
    "propose": (lambda visit: {"start": LATER, **WORDS}, "offered"),
    "ask": (lambda visit: {"question": "Ta med skor?"}, "incomplete"),
    "decline": (lambda visit: {"reason": "full", **WORDS}, "declined"),
    "cancel": (lambda visit: WORDS, "withdrawn"),
}


@pytest.mark.parametrize("act", ACTS)
def test_an_act_is_read_before_it_is_done(staff, offer, act):
    visit = received(offer)
    typed, state = ACTS[act][0](visit), ACTS[act][1]
    before = len(mails(visit))

    shown = staff.post(path(visit, act), data=sent(visit, **typed))
    assert shown.status_code == 200
    assert "Bodil" in letter(shown)
    if act != "cancel":
        assert "Ta med skor" in letter(shown)
    assert fresh(visit).state == "received"
    assert len(mails(visit)) == before

    kept = values(shown)
    assert kept.get("version") == str(visit.version)
    done = staff.post(path(visit, act), data={**kept.to_dict(flat=False), "step": "do"})
    assert (done.status_code, done.location) == (302, path(visit))
    assert fresh(visit).state == state
    assert len(mails(visit)) > before


@pytest.mark.parametrize("act", ACTS)
def test_going_back_from_the_preview_keeps_what_was_typed(staff, offer, act):
    visit = received(offer)
    typed = ACTS[act][0](visit)
    shown = staff.post(path(visit, act), data=sent(visit, **typed))
    back = staff.post(
        path(visit, act), data={**values(shown).to_dict(flat=False), "step": "fill_in"}
    )
    assert back.status_code == 200
    kept = values(back).to_dict(flat=False)
    for name, value in typed.items():
        wanted = [str(each) for each in (value if isinstance(value, list) else [value])]
        assert kept.get(name) == wanted, name


@pytest.mark.parametrize("act", ACTS)
def test_a_double_click_does_it_once_and_says_that_it_is_done(staff, offer, act):
    visit = received(offer)
    typed = sent(visit, step="do", **ACTS[act][0](visit))
    first = staff.post(path(visit, act), data=typed)
    told = len(mails(visit))
    second = staff.post(path(visit, act), data=typed)
    assert (first.status_code, second.status_code) == (302, 302)
    assert len(mails(visit)) == told
    assert fresh(visit).state == ACTS[act][1]
    assert "Klart:" in words(staff.get(path(visit)))


@pytest.mark.parametrize("act", ACTS)
def test_other_words_in_a_second_tab_are_not_taken_for_heard(staff, offer, act):
    visit = received(offer)
    typed = sent(visit, step="do", **ACTS[act][0](visit))
    other = {
        **typed,
        **{name: "Ta med stövlar." for name in ("words", "question") if name in typed},
    }
    staff.post(path(visit, act), data=typed)
    told = len(mails(visit))
    answer = staff.post(path(visit, act), data=other)
    assert answer.status_code == 409
    assert len(mails(visit)) == told
    assert "Ändrat under tiden" in words(answer)
    assert "Ta med stövlar." in values(answer).values()


@pytest.mark.parametrize("act", ACTS)
def test_a_stale_form_says_what_changed_and_loses_nothing(staff, offer, act):
    visit = received(offer)
    typed = sent(visit, step="do", **ACTS[act][0](visit))
    do(change_headcount, visit, 20, by=STAFF)
    answer = staff.post(path(visit, act), data=typed)
    assert answer.status_code == 409
    said = words(answer)
    assert "Ändrat under tiden" in said
    assert "Ändrade antalet personer" in said
    assert "Alice Alm" in said
    assert fresh(visit).state == "received"
    kept = values(answer)
    assert kept["version"] == str(visit.version)
    for name in ("words", "question", "start", "reason"):
        if name in typed:
            assert kept[name] == typed[name]
    # Having seen it, one may go on.
    again = staff.post(path(visit, act), data={**kept.to_dict(flat=False), "step": "do"})
    assert again.status_code == 302
    assert fresh(visit).state == ACTS[act][1]


def test_what_can_no_longer_be_done_still_gives_the_words_back(staff, offer):
    visit = received(offer)
    typed = sent(visit, step="do", question="Hur kommer ni hit?")
    do(decline_visit, visit, reason="full", by=STAFF)
    answer = staff.post(path(visit, "ask"), data=typed)
    assert answer.status_code == 409
    said = words(answer)
    assert "Det här går inte längre." in said
    assert "Avböjde förfrågan" in said
    assert "Hur kommer ni hit?" in said
    assert "Förhandsgranska" not in said.split("Frågade")[0]


def test_two_people_in_two_tabs_do_not_both_win(client, staff, offer, app):
    visit = received(offer)
    typed = sent(visit, step="do", host_ids=host_ids(visit))
    with db.transaction():
        bob = make_user("Bob Berg")
    other = sign_in(app.test_client(), bob)
    assert other.post(path(visit, "confirm"), data=typed).status_code == 302
    answer = staff.post(path(visit, "confirm"), data=typed)
    assert answer.status_code == 409
    assert "Bob Berg" in words(answer)
    assert acts_on(visit).count("confirm") == 1


def test_a_form_without_its_version_does_nothing(staff, offer):
    visit = received(offer)
    for version in ("", "x", "-1", "99999999999"):
        data = {"host_ids": host_ids(visit), "step": "do", "version": version}
        assert staff.post(path(visit, "confirm"), data=data).status_code == 409
    assert fresh(visit).state == "received"


def test_an_act_that_is_not_possible_leads_back_to_the_visit(staff, offer):
    visit = received(offer)
    answer = staff.get(path(visit, "follow-up"))
    assert (answer.status_code, answer.location) == (302, path(visit))
    assert "Det går inte nu" in words(staff.get(path(visit))) or "Mottagen" in words(
        staff.get(path(visit))
    )


# --- confirming ----------------------------------------------------------------------------------


def test_the_best_host_is_chosen_beforehand(staff, offer):
    visit = received(offer)
    chosen = values(staff.get(path(visit, "confirm"))).getlist("host_ids")
    assert chosen == [str(host_ids(visit)[0])]


def test_a_large_group_has_two_hosts_chosen_beforehand(staff, offer):
    with db.transaction():
        school = make_offer("studenter", group_max=50)
    visit = received(school, group_size=40)
    answer = staff.get(path(visit, "confirm"))
    assert "Värdar: 2 behövs" in words(answer)
    assert len(values(answer).getlist("host_ids")) == 2


def test_too_few_hosts_are_explained_beside_the_hosts(staff, offer):
    with db.transaction():
        school = make_offer("studenter", group_max=50)
    visit = received(school, group_size=40)
    answer = staff.post(
        path(visit, "confirm"), data=sent(visit, step="do", host_ids=host_ids(visit)[:1])
    )
    assert answer.status_code == 400
    assert errors(answer) == ["Välj minst 2 värdar för en så stor grupp."]


def test_no_host_at_all_is_explained(staff, offer):
    visit = received(offer)
    answer = staff.post(path(visit, "confirm"), data=sent(visit, step="do"))
    assert (answer.status_code, errors(answer)) == (400, ["Välj en värd"])


def test_a_host_who_was_taken_meanwhile_is_explained_and_nothing_is_lost(staff, offer, hosts):
    visit = received(offer)
    free = next(host for host in hosts if host.id not in host_ids(visit))
    other = received(offer, contact_email="b@example.org", organisation_name="Annan AB")
    do(confirm_visit, other, host_ids=[free.id], by=STAFF)
    answer = staff.post(
        path(visit, "confirm"),
        data=sent(visit, step="do", host_ids=[free.id], words="Välkomna hit!"),
    )
    assert answer.status_code == 409
    assert "Välkomna hit!" in words(answer)
    assert "är upptagen" in words(answer)
    assert fresh(visit).state == "received"


def test_another_place_is_chosen_in_the_same_step(staff, offer):
    with db.transaction():
        room = make_resource("SAL", capacity=40)
    visit = received(offer)
    typed = sent(visit, host_ids=host_ids(visit), place_id=room.id)
    shown = staff.post(path(visit, "confirm"), data=typed)
    assert "Plats SAL" in letter(shown)
    staff.post(path(visit, "confirm"), data={**typed, "step": "do"})
    assert "Plats SAL" in fresh(visit).event.place_sv


def test_the_preview_shows_what_hosts_will_be_told_and_no_secret_links(staff, offer):
    visit = received(offer)
    shown = staff.post(path(visit, "confirm"), data=sent(visit, host_ids=host_ids(visit)))
    assert "Det här får värdarna veta" in words(shown)
    assert "Hedda Holm" in words(shown)
    assert "kalenderposten" in words(shown)
    assert "/manage/…" in letter(shown)


def test_hosts_of_a_confirmed_visit_are_changed(staff, offer, hosts):
    visit = confirmed(offer)
    other = next(host for host in hosts if host.id not in host_ids(visit))
    chosen = values(staff.get(path(visit, "hosts"))).getlist("host_ids")
    assert chosen == [str(each) for each in host_ids(visit)]
    staff.post(path(visit, "hosts"), data=sent(visit, step="do", host_ids=[other.id]))
    assert host_ids(fresh(visit)) == [other.id]


# --- other acts ----------------------------------------------------------------------------------


def test_the_times_that_would_suit_the_booker_are_proposed_first(staff, offer):
    visit = received(offer, alternatives=(at(hour=13),))
    answer = staff.get(path(visit))
    address = next(href for href in links(answer) if "/propose?start=" in href)
    page = staff.get(address)
    assert values(page)["start"] == written_start(at(hour=13))
    assert "Passar också bokaren" in words(page)


def test_other_weeks_are_shown_without_losing_anything(staff, offer):
    visit = received(offer)
    typed = sent(visit, start=written_start(at(hour=13)), words="Ta med skor.", week="2027-W02")
    answer = staff.post(path(visit, "propose"), data=typed)
    assert answer.status_code == 200
    said = words(answer)
    assert "v. 2" in said
    assert "Valt tors 17 december 2026, kl. 13.00" in said
    kept = values(answer)
    assert (kept["start"], kept["words"]) == (typed["start"], typed["words"])


def test_any_hour_may_be_proposed(staff, offer):
    visit = received(offer)
    typed = sent(visit, other_day="2026-12-12", other_time="18.30", step="do")
    assert staff.post(path(visit, "propose"), data=typed).status_code == 302
    assert fresh(visit).event.starts_at == at(DAY - timedelta(days=5), 18, 30)


def test_who_is_free_at_a_proposed_time_is_shown_before_one_chooses(staff, offer, hosts):
    visit, other = (
        received(offer),
        received(offer, starts_at=at(hour=13), contact_email="b@b.example"),
    )
    busy = db.session.get_one(Resource, host_ids(other)[0])
    first = staff.get(path(visit, "propose"))
    assert "Välj först en tid" in words(first)
    assert "är upptagen" not in words(first)
    typed = sent(visit, start=written_start(at(hour=13)), step="fill_in")
    page = staff.post(path(visit, "propose"), data=typed)
    assert page.status_code == 200
    said = words(page)
    assert "Så här är läget tors 17 december 2026, kl. 13.00" in said
    assert "är upptagen" in said.partition(busy.host.user.name)[2][:20]


def test_a_time_is_proposed_with_the_host_that_is_chosen(staff, offer, hosts):
    visit = received(offer)
    chosen = next(host for host in hosts if [host.id] != host_ids(visit))
    typed = sent(visit, start=written_start(at(hour=13)), host_ids=[chosen.id])
    told = staff.post(path(visit, "propose"), data=typed)
    kept = values(told)
    assert kept.getlist("host_ids") == [str(chosen.id)]
    kept["step"] = "do"
    assert staff.post(path(visit, "propose"), data=kept).status_code == 302
    assert host_ids(fresh(visit)) == [chosen.id]
    assert visit.state == "offered"


def test_a_host_who_is_busy_cannot_be_proposed(staff, offer, hosts):
    visit, other = (
        received(offer),
        received(offer, starts_at=at(hour=13), contact_email="b@b.example"),
    )
    typed = sent(
        visit, start=written_start(at(hour=13)), host_ids=host_ids(other), step="do", words="Hej."
    )
    answer = staff.post(path(visit, "propose"), data=typed)
    assert answer.status_code == 409
    assert values(answer)["words"] == "Hej."
    assert fresh(visit).event.starts_at == at()


def test_a_closure_leads_to_another_time_for_each_visit_it_meets(staff, offer):
    asked_for, settled = (
        received(offer),
        confirmed(offer, starts_at=at(hour=13), contact_email="b@b.example"),
    )
    closing = {
        "resource_id": "0",
        "starts_on": str(DAY),
        "last_day": str(DAY),
        "reason_sv": "Vattenläcka",
        "reason_en": "Water leak",
    }
    page = staff.post("/staff/opening-hours/closures/new", data=closing)
    assert page.status_code == 200
    assert path(asked_for, "propose") in links(page)
    assert path(settled, "move") in links(page)


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ({}, "Välj en tid."),
        ({"other_day": "2026-12-12"}, "Ange klockslaget."),
        ({"other_time": "18"}, "Ange dagen."),
        ({"other_day": "2026-11-01", "other_time": "18"}, "Skriv tis 24 november 2026"),
        ({"other_day": "2027-03-28", "other_time": "02:30"}, "Klockan hoppar över den tiden."),
        ({"other_day": "x", "other_time": "y"}, ""),
        ({"start": "nonsense"}, ""),
    ],
)
def test_a_time_that_is_none_is_explained(staff, offer, typed, error):
    visit = received(offer)
    answer = staff.post(path(visit, "propose"), data=sent(visit, step="do", **typed))
    assert answer.status_code == 400
    assert errors(answer)
    assert not error or any(error in line for line in errors(answer)) or "Ange" in errors(answer)[0]


def test_the_question_begins_with_what_is_missing_in_the_bookers_language(staff, offer):
    visit = received(offer, contact_phone=None, contact_language="en")
    question = values(staff.get(path(visit, "ask")))["question"]
    assert question.startswith("We would like to know:")
    assert "a telephone number for the day itself" in question


def test_declining_needs_a_reason_and_refers_to_somebody_else(staff, offer):
    visit = received(offer)
    refused = staff.post(path(visit, "decline"), data=sent(visit, step="do"))
    assert (refused.status_code, errors(refused)) == (400, ["Välj ett skäl"])
    typed = sent(visit, reason="other_host", referred_to="Hammarby Sjöstad", step="read")
    assert "Hammarby Sjöstad" in letter(staff.post(path(visit, "decline"), data=typed))


def test_calling_off_says_why_and_costs_nothing(staff, offer):
    visit = confirmed(offer)
    refused = staff.post(path(visit, "call-off"), data=sent(visit, step="do"))
    assert refused.status_code == 400
    typed = sent(visit, words="Storm på torsdag.")
    assert "Storm på torsdag." in letter(staff.post(path(visit, "call-off"), data=typed))
    staff.post(path(visit, "call-off"), data={**typed, "step": "do"})
    assert fresh(visit).state == VisitState.CALLED_OFF
    assert message("called_off").recipient_email == visit.contact_email


def test_the_head_count_is_changed_for_a_guest_who_calls(staff, offer):
    visit = confirmed(offer)
    too_many = staff.post(path(visit, "headcount"), data=sent(visit, group_size=26, step="do"))
    assert too_many.status_code == 400
    assert "25" in errors(too_many)[0]
    staff.post(path(visit, "headcount"), data=sent(visit, group_size=21, step="do"))
    assert fresh(visit).group_size == 21


def test_a_visit_is_moved_for_a_guest_who_calls(staff, offer):
    visit = confirmed(offer)
    shown = staff.post(path(visit, "move"), data=sent(visit, start=LATER))
    assert "kl. 13.00" in letter(shown).replace("\xa0", " ")
    done = staff.post(path(visit, "move"), data=sent(visit, start=LATER, step="do"))
    assert done.status_code == 302, words(done)
    assert (fresh(visit).event.starts_at, visit.state) == (at(hour=13), "confirmed")
    same = staff.post(path(visit, "move"), data=sent(visit, start=LATER, step="do"))
    assert same.status_code in (400, 409)


def test_moving_a_visit_says_who_leads_it_instead_and_promises_no_late_answer(staff, offer, hosts):
    visit = confirmed(offer)
    soon = at(date(2026, 11, 27), 13)
    other = received(offer, contact_email="other@example.org")
    do(move_visit, other, starts_at=soon, is_vouched=True, by=STAFF)
    do(confirm_visit, other, host_ids=host_ids(visit), by=STAFF)
    shown = staff.post(path(visit, "move"), data=sent(visit, start=written_start(soon)))
    assert "har något annat då." in words(shown)
    assert "hålls tiden för" in words(shown)
    assert "26 november" in letter(shown).replace("\xa0", " ")


def test_staff_change_what_the_booker_no_longer_may(client, alice, offer):
    visit = confirmed(offer)
    with clock.travel(at(hour=8)):
        sign_in(client, alice)
        client.post(path(visit, "headcount"), data=sent(visit, group_size=21, step="do"))
        assert fresh(visit).group_size == 21
        data = sent(visit, start=written_start(at(hour=15)), step="do")
        assert client.post(path(visit, "move"), data=data).status_code == 302
    assert fresh(visit).event.starts_at == at(hour=15)


def test_taking_a_request_on_is_one_press_that_tells_nobody(staff, offer, alice):
    visit = received(offer)
    told = len(mails(visit))
    answer = staff.post(path(visit, "start-review"), data=sent(visit))
    assert answer.status_code == 302
    assert (fresh(visit).state, visit.handled_by_id) == ("in_review", alice.id)
    assert len(mails(visit)) == told
    assert "handläggs av Alice Alm" in words(staff.get(path(visit)))


def test_a_stale_press_changes_nothing(staff, offer):
    visit = received(offer)
    stale = sent(visit)
    do(change_headcount, visit, 20, by=STAFF)
    staff.post(path(visit, "start-review"), data=stale)
    assert fresh(visit).state == "received"
    assert "ändrades medan du läste" in words(staff.get(path(visit)))


def test_a_note_is_kept_and_a_stale_one_is_not_lost(staff, offer):
    visit = received(offer)
    stale = sent(visit, staff_note="Ringde: de kommer med buss.")
    do(change_headcount, visit, 20, by=STAFF)
    answer = staff.post(path(visit, "note"), data=stale)
    assert answer.status_code == 409
    assert "Ringde: de kommer med buss." in words(answer)
    staff.post(path(visit, "note"), data=sent(fresh(visit), staff_note="Ringde."))
    assert fresh(visit).staff_note == "Ringde."


# --- afterwards ----------------------------------------------------------------------------------


@pytest.fixture
def past(client, alice, offer):
    """A visit that is over, in the evening of its day, and Alice at her desk."""
    visit = confirmed(offer)
    with clock.travel(at(hour=15)):
        sign_in(client, alice)
        yield visit


def test_a_report_begins_with_the_expected_number(client, past):
    assert values(client.get(path(past, "report")))["actual_headcount"] == "18"
    typed = sent(past, actual_headcount=16, promised_answers="Länk till kraven.")
    assert client.post(path(past, "report"), data=typed).status_code == 302
    assert (fresh(past).state, past.actual_headcount) == ("completed", 16)


def test_that_nobody_came_is_asked_once(client, past):
    typed = sent(past, actual_headcount=0, incident="Ingen på plats.")
    asked = client.post(path(past, "report"), data=typed)
    assert asked.status_code == 200
    assert "Kom ingen från Norrskär Energi AB" in words(asked)
    assert "2 400 kr" in words(asked).replace("\xa0", " ")
    assert fresh(past).state == "confirmed"
    kept = values(asked).to_dict(flat=False)
    client.post(path(past, "report"), data={**kept, "step": "do"})
    assert (fresh(past).state, past.incident) == ("no_show", "Ingen på plats.")


def test_that_very_many_came_is_asked_once(client, past):
    asked = client.post(path(past, "report"), data=sent(past, actual_headcount=1000))
    assert asked.status_code == 200
    assert "Menar du 1 000 personer?" in words(asked).replace("\xa0", " ")
    assert fresh(past).state == "confirmed"
    client.post(path(past, "report"), data={**values(asked).to_dict(flat=False), "step": "do"})
    assert (fresh(past).state, past.actual_headcount) == ("completed", 1000)


def test_following_up_shows_what_was_promised_then_thanks(client, past):
    do(report_visit, past, actual_headcount=16, promised_answers="Länk till kraven.", by=STAFF)
    assert "Länk till kraven." in words(client.get(path(past, "follow-up")))
    typed = sent(past, words="Här är länken: arena.example/krav")
    assert "Här är länken" in letter(client.post(path(past, "follow-up"), data=typed))
    client.post(path(past, "follow-up"), data={**typed, "step": "do"})
    assert fresh(past).state == "followed_up"
    client.post(path(past, "archive"), data=sent(past))
    assert fresh(past).state == "archived"


# --- a new visit ---------------------------------------------------------------------------------


def entry(**typed):
    return {
        "group_size": "18",
        "language": "sv",
        "start": written_start(at(hour=13)),
        "organisation_name": "Åbrinks kommun",
        "country": "SE",
        "contact_name": "Ö",
        "contact_email": "o@abrink.example",
        "contact_language": "sv",
        **typed,
    }


def test_a_visit_is_entered_for_somebody_who_called(staff, offer):
    address = "/staff/visits/new/introduction"
    assert address in links(staff.get("/staff/visits/new"))
    shown = staff.post(address, data=entry())
    assert shown.status_code == 200
    assert letter(shown)
    assert db.session.scalar(select(func.count()).select_from(Visit)) == 0
    done = staff.post(address, data={**values(shown).to_dict(flat=False), "step": "do"})
    db.session.rollback()
    visit = db.session.scalars(select(Visit)).one()
    assert done.location == path(visit)
    assert (visit.state, visit.organisation_name) == ("received", "Åbrinks kommun")
    assert db.session.scalar(select(func.count()).select_from(Message)) == 1
    again = staff.post(address, data=entry(step="do"))
    assert again.location == path(visit)


def test_staff_enter_any_hour_within_the_lead_time(staff, offer):
    typed = entry(start="", other_day="2026-11-28", other_time="18", step="do")
    assert staff.post("/staff/visits/new/introduction", data=typed).status_code == 302
    db.session.rollback()
    assert db.session.scalars(select(Visit)).one().event.starts_at == at(
        DAY - timedelta(days=19), 18
    )


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        ({"group_size": "4"}, 400),
        ({"group_size": "x"}, 400),
        ({"language": "de"}, 400),
        ({"contact_email": "nonsense"}, 400),
        ({"organisation_name": "x" * 10_000}, 400),
        ({"organisation_number": "123"}, 400),
        ({"start": ""}, 400),
        ({"exemption_ground": "protocol"}, 400),
    ],
)
def test_what_cannot_be_entered_is_explained(staff, offer, typed, status):
    answer = staff.post("/staff/visits/new/introduction", data=entry(step="do", **typed))
    assert answer.status_code == status
    assert errors(answer)
    db.session.rollback()
    assert db.session.scalar(select(func.count()).select_from(Visit)) == 0


def test_a_group_that_does_not_fit_is_led_to_an_offer_that_does(staff, offer):
    with db.transaction():
        make_offer("studenter", group_max=50, title_sv="Studenter")
    answer = staff.post("/staff/visits/new/introduction", data=entry(group_size="40", step="do"))
    assert "/staff/visits/new/studenter" in links(answer)
    assert values(answer)["organisation_name"] == "Åbrinks kommun"


def test_a_time_that_is_taken_is_explained(staff, offer):
    for number in range(2):
        received(offer, starts_at=at(hour=13), contact_email=f"b{number}@example.org")
    answer = staff.post("/staff/visits/new/introduction", data=entry(step="do"))
    assert answer.status_code in (400, 409)
    assert values(answer)["organisation_name"] == "Åbrinks kommun"
