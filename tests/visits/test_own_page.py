"""The booker's own page: what it tells, what may be changed there until when, and who gets in."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from arena import clock, db
from arena.accounts.models import User
from arena.audit.models import WORKER
from arena.visits.links import confirm_key, manage_token
from arena.visits.models import DeclineReason, Visit
from arena.visits.queries import get_deadlines
from arena.visits.services import (
    ask_for_more,
    call_off,
    cancel_visit,
    confirm_visit,
    decline_visit,
    lapse_visit,
    note,
    propose_time,
    report_visit,
)
from tests.cast import make_host, make_offer
from tests.conftest import NOW
from tests.pages import errors, links, parsed, values, words
from tests.visits.bookings import DAY, STAFF, asked, at, confirmed, do, host_ids, mails, received

MINUTE = timedelta(minutes=1)


@pytest.fixture
def offer(app):
    with db.transaction():
        make_host("Hedda Holm")
        make_host("Henrik Hed")
        return make_offer()


def read(answer):
    return words(answer).replace("\xa0", " ")


def own(visit, *parts, language="sv"):
    return "/".join([f"/{language}/manage/{manage_token(visit)}", *parts])


def again(visit):
    """The visit as it stands in the database now."""
    db.session.rollback()
    return db.session.get_one(Visit, visit.id, populate_existing=True)


def submit(client, path, **changes):
    """Open a page, fill its form in and send it."""
    form = values(client.get(path))
    for name, value in changes.items():
        form[name] = value
    return client.post(path, data=form)


# --- who gets in ------------------------------------------------------------------------------


@pytest.mark.parametrize("state", [asked, received, confirmed])
def test_the_page_is_for_the_link_alone_and_leaks_nothing(client, offer, state):
    answer = client.get(own(state(offer)))
    assert answer.status_code == 200
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("token", ["guess", "x" * 5000, "%00", "%F0%9F%98%80"])
@pytest.mark.parametrize("path", ["", "/participants", "/move", "/cancel", "/calendar"])
def test_an_unknown_link_gets_a_page_that_helps(client, offer, token, path):
    confirmed(offer)
    answer = client.get(f"/sv/manage/{token}{path}")
    assert answer.status_code == 404
    assert "Kopiera hela länken" in words(answer)


def test_the_link_of_one_visit_does_not_open_another(client, offer):
    mine, other = confirmed(offer), confirmed(offer, contact_email="eva@example.org")
    said = words(client.get(own(mine)))
    assert mine.reference in said
    assert other.reference not in said
    stolen = client.get(f"/sv/manage/{manage_token(mine)}/{other.reference}.ics")
    assert stolen.status_code == 404


def test_a_revoked_link_no_longer_works(client, offer):
    visit = confirmed(offer)
    old = own(visit)
    with db.transaction():
        visit.token_version += 1
        visit.token_hash = "revoked"
    assert client.get(old).status_code == 404


def test_guessing_is_slowed_down_and_honest_reading_is_not(limited_client, offer):
    path = own(confirmed(offer))
    for _ in range(40):
        assert limited_client.get(path).status_code == 200
    statuses = [limited_client.get(f"/sv/manage/guess{n}").status_code for n in range(31)]
    assert statuses == [404] * 30 + [429]


# --- confirming the address ---------------------------------------------------------------------


def confirm_path(visit):
    return own(visit, "confirm", confirm_key(visit))


def test_opening_the_link_of_the_mail_confirms_nothing(client, offer):
    visit = asked(offer)
    answer = client.get(confirm_path(visit))
    assert answer.status_code == 200
    assert again(visit).state == "unverified"
    client.head(confirm_path(visit))
    assert again(visit).state == "unverified"


def test_the_button_confirms_the_address_once(client, offer):
    visit = asked(offer)
    answer = submit(client, confirm_path(visit))
    assert (answer.status_code, answer.location) == (303, own(visit))
    assert again(visit).state == "received"
    assert "Adressen är bekräftad" in words(client.get(answer.location))
    assert client.get(confirm_path(visit)).location == own(visit)
    assert client.post(confirm_path(visit)).location == own(visit)
    assert mails(visit) == ["verify", "received"]


def test_a_confirmation_link_that_was_guessed_is_not_found(client, offer):
    visit = asked(offer)
    assert client.get(own(visit, "confirm", "guess")).status_code == 404
    assert client.post(own(visit, "confirm", "guess")).status_code == 404
    assert again(visit).state == "unverified"


def test_a_confirmation_that_comes_too_late_shows_the_way_on(client, offer):
    visit = asked(offer)
    with clock.travel(NOW + timedelta(days=2)):
        do(lapse_visit, visit, by=WORKER)
        answer = client.get(confirm_path(visit))
        late = client.post(confirm_path(visit))
    assert "Tiden är återlämnad" in words(answer)
    assert "/sv/visits/introduction#times" in links(answer)
    assert late.status_code == 409
    assert again(visit).state == "lapsed"


# --- what it tells --------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["sv", "en"])
def test_an_unconfirmed_address_is_asked_for_by_when(client, offer, language):
    said = read(client.get(own(asked(offer), language=language)))
    by = {"sv": "senast ons 25 november 2026, kl. 9.00", "en": "by Wed 25 November 2026, 09:00"}
    assert by[language] in said
    assert "bodil@norrskar.example" in said


def test_what_waits_for_staff_says_by_when_they_answer(client, offer):
    visit = received(offer)
    said = read(client.get(own(visit)))
    assert "Ni får vårt svar senast fre 27 november 2026, kl. 17.00" in said


def test_a_confirmed_visit_tells_place_programme_host_and_deadlines(client, offer):
    visit = confirmed(offer)
    answer = client.get(own(visit))
    said = read(answer)
    told = [
        visit.reference,
        "tors 17 december 2026, kl. 10.00–11.30 (v. 51)",
        "Bobergstorget, vid den röda klockan",
        "Hedda",
        "18 personer",
        "Vi vill se hur ni bygger.",
        "Till och med tis 15 december 2026",  # The head-count.
        "Till och med tors 3 december 2026: det är gratis att avboka",
        "I dag kostar det inget",
    ]
    missing = [fact for fact in told if fact not in said]
    assert not missing
    assert "Holm" not in said, "a host's first name is enough"
    assert {own(visit, "participants"), own(visit, "move"), own(visit, "cancel")} <= set(
        links(answer)
    )


def test_a_request_tells_that_moving_ends_earlier_once_it_is_confirmed(client, offer):
    with db.transaction():
        offer.change_working_days = 1  # The fee's first step begins ten working days before.
    visit = received(offer)
    told = "När besöket är bekräftat: till och med"
    assert told in read(client.get(own(visit)))
    assert told in read(client.get(own(visit, "move")))
    sure = confirmed(offer, starts_at=at(DAY, 13), contact_email="b@example.org")
    assert told not in read(client.get(own(sure)))


def test_after_a_deadline_the_page_says_whom_to_call(client, offer):
    visit = confirmed(offer)
    with clock.travel(at(date(2026, 12, 16), 8)):
        answer = client.get(own(visit))
    assert "Sista dagen var tis 15 december 2026. Ring 070-174 06 05" in read(answer)
    assert own(visit, "participants") not in links(answer)
    assert "I dag kostar det 2 400 kr" in read(answer)


def test_every_end_is_told_in_words(client, offer):
    ends = {
        "declined": lambda v: decline_visit(
            v,
            reason=DeclineReason.FULL,
            words="Pröva i mars.",
            referred_to="Hammarby Sjöstad",
            by=STAFF,
        ),
        "withdrawn": lambda v: cancel_visit(v, by=STAFF),
    }
    told = {
        "declined": ["Pröva i mars.", "Hammarby Sjöstad", "Begär en annan tid"],
        "withdrawn": ["Begär en annan tid"],
    }
    for number, (state, end) in enumerate(ends.items()):
        visit = received(offer, contact_email=f"g{number}@example.org")
        do(end, visit)
        answer = client.get(own(visit))
        assert again(visit).state == state
        assert [words for words in told[state] if words not in read(answer)] == []
        assert own(visit, "cancel") not in links(answer)


def test_a_visit_that_we_called_off_says_why_and_costs_nothing(client, offer):
    visit = confirmed(offer)
    do(call_off, visit, words="Stormvarning.", by=STAFF)
    said = read(client.get(own(visit)))
    assert "Stormvarning." in said
    assert "2 400 kr exkl. moms. Vi skickar en faktura" not in said


def test_a_visit_that_has_been_is_thanked_for(client, offer):
    visit = confirmed(offer)
    with clock.travel(at(DAY, 13)):
        do(report_visit, visit, actual_headcount=17, by=STAFF)
        answer = client.get(own(visit))
    assert answer.status_code == 200
    assert own(visit, "participants") not in links(answer)


# --- the calendar's file --------------------------------------------------------------------------


def test_the_calendars_file_comes_by_a_redirect_and_holds_no_private_link(client, offer):
    visit = confirmed(offer)
    first = client.get(own(visit, "calendar"))
    assert first.status_code == 303
    answer = client.get(first.location)
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Content-Disposition"] == (
        f'attachment; filename="arena-{visit.reference}.ics"'
    )
    text = answer.data.decode().replace("\r\n ", "")
    assert f"UID:{visit.event.uid}" in text
    assert "DTSTART;TZID=Europe/Stockholm:20261217T100000" in text
    assert "METHOD" not in text
    assert manage_token(visit) not in text
    assert "bodil" not in text.lower()


def test_there_is_no_calendar_file_before_the_visit_is_confirmed(client, offer):
    visit = received(offer)
    answer = client.get(own(visit, "calendar"), follow_redirects=True)
    assert answer.status_code == 404


# --- what may be changed ------------------------------------------------------------------------


def test_the_number_of_participants_is_changed(client, offer):
    visit = confirmed(offer)
    answer = submit(client, own(visit, "participants"), group_size="21")
    assert (answer.status_code, answer.location) == (303, own(visit))
    assert again(visit).group_size == 21


@pytest.mark.parametrize(
    ("value", "status", "error"),
    [
        ("", 400, "Skriv hur många"),
        ("7", 400, "minst 8"),
        ("99", 400, "högst 25"),
        ("x", 400, "heltal"),
        ("9" * 10_000, 400, "heltal"),
    ],
)
def test_a_number_that_does_not_fit_is_refused_beside_its_field(
    client, offer, value, status, error
):
    visit = confirmed(offer)
    answer = submit(client, own(visit, "participants"), group_size=value)
    assert answer.status_code == status
    assert error in errors(answer)[0]
    assert again(visit).group_size == 18


def test_a_change_after_its_deadline_is_refused_with_whom_to_call(client, offer):
    visit = confirmed(offer)
    path = own(visit, "participants")
    form = values(client.get(path))
    form["group_size"] = "20"
    with clock.travel(get_deadlines(visit).change_headcount + MINUTE):
        answer = client.post(path, data=form)
    assert answer.status_code == 409
    assert "070-174 06 05" in read(answer)
    assert again(visit).group_size == 18


@pytest.mark.parametrize("page", ["participants", "details", "cancel"])
def test_a_stale_form_changes_nothing_and_shows_how_it_stands(client, offer, page):
    visit = confirmed(offer)
    form = values(client.get(own(visit, page)))
    submit(client, own(visit, "participants"), group_size="12")
    form["group_size"] = "25"
    answer = client.post(own(visit, page), data=form)
    assert answer.status_code == 409
    assert "Så här är läget nu" in words(answer)
    assert "12" in words(answer)
    assert (again(visit).group_size, again(visit).state) == (12, "confirmed")
    fresh = values(answer)
    fresh["group_size"] = "13"
    assert client.post(own(visit, page), data=fresh).status_code == 303


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 200, None, "٣"])
def test_a_form_without_a_sound_version_counts_as_stale(client, offer, version):
    visit = confirmed(offer)
    data = {"group_size": "20"} | ({} if version is None else {"version": version})
    answer = client.post(own(visit, "participants"), data=data)
    assert answer.status_code == 409
    assert again(visit).group_size == 18


def test_questions_needs_and_phone_are_added(client, offer):
    visit = confirmed(offer)
    answer = submit(
        client,
        own(visit, "details"),
        questions="Vad kostade det?\r\nVad höll?",
        access_needs="<b>Hörslinga</b> för 2",
        contact_phone="070-174 06 06",
    )
    assert answer.status_code == 303
    page = client.get(answer.location)
    assert "<b>Hörslinga</b> för 2" in words(page)
    assert b"<b>H" not in page.data
    assert b"kostade det?<br>Vad" in page.data
    assert again(visit).contact_phone == "+46701740606"


def test_the_visit_is_moved_to_a_free_time_in_two_steps(client, offer):
    visit = confirmed(offer)
    page = client.get(own(visit, "move") + "?week=2026-W52")
    choose = next(href for href in links(page) if "choice=20261221T0800Z" in href)
    chosen = client.get(choose)
    go_on = next(href for href in links(chosen) if "to=20261221T0800Z" in href)
    question = client.get(go_on)
    assert "mån 21 december 2026, kl. 9.00–10.30 (v. 52)" in read(question)
    assert again(visit).event.starts_at == at()
    answer = client.post(own(visit, "move"), data=values(question))
    assert (answer.status_code, answer.location) == (303, own(visit))
    assert again(visit).event.starts_at == at(date(2026, 12, 21), 9)


def test_a_move_to_a_time_just_taken_shows_the_free_ones_again(client, offer):
    visit = confirmed(offer)
    question = client.get(own(visit, "move") + "?to=20261221T0900Z")
    for name in ("eva", "ida"):
        asked(offer, starts_at=at(date(2026, 12, 21)), contact_email=f"{name}@example.org")
    answer = client.post(own(visit, "move"), data=values(question))
    assert answer.status_code == 409
    assert any("data-slot" in a.attrib for a in parsed(answer).iter("a"))
    assert again(visit).event.starts_at == at()


@pytest.mark.parametrize(
    "starts_at",
    ["", "soon", "20261217T0900Z", "20261224T0900Z", "20261020T0800Z", "20261125T0900Z", "\x00"],
)
def test_a_move_to_no_real_time_is_refused(client, offer, starts_at):
    visit = confirmed(offer)
    data = {"starts_at": starts_at, "version": str(visit.version)}
    answer = client.post(own(visit, "move"), data=data)
    assert answer.status_code == 400
    assert len(errors(answer)) == 1
    assert again(visit).event.starts_at == at()


@pytest.mark.parametrize("query", ["to=x", "choice=%00", "week=9999-W53", "to=99991231T2359Z"])
def test_a_strange_address_never_breaks_the_page_for_moving(client, offer, query):
    answer = client.get(f"{own(confirmed(offer), 'move')}?{query}")
    assert answer.status_code == 200
    parsed(answer)


def test_cancelling_names_its_cost_and_asks_once(client, offer):
    visit = confirmed(offer)
    with clock.travel(at(date(2026, 12, 8), 9)):
        question = client.get(own(visit, "cancel"))
        assert "Det kostar 1 200 kr exkl. moms, 50 % av avgiften" in read(question)
        assert again(visit).state == "confirmed"
        answer = client.post(own(visit, "cancel"), data=values(question))
        assert answer.status_code == 303
        said = read(client.get(answer.location))
    assert again(visit).state == "cancelled"
    assert "Ni ska betala 1 200 kr exkl. moms" in said


def test_a_request_is_taken_back_for_nothing(client, offer):
    visit = received(offer)
    question = client.get(own(visit, "cancel"))
    assert "Det kostar inget" in read(question)
    assert "Ta tillbaka förfrågan om" in read(question)
    assert "Avboka" not in read(question)
    done = client.post(own(visit, "cancel"), data=values(question))
    assert again(visit).state == "withdrawn"
    assert "Förfrågan är återtagen." in read(client.get(done.location))
    assert client.get(own(visit, "cancel")).status_code == 200
    twice = client.post(own(visit, "cancel"), data={"version": str(again(visit).version)})
    assert twice.status_code == 409


def test_the_question_of_staff_is_answered(client, offer):
    visit = received(offer)
    do(ask_for_more, visit, "Hur många går långsamt?", by=STAFF)
    page = client.get(own(visit))
    assert "Hur många går långsamt?" in words(page)
    assert own(visit, "answer") in links(page)
    empty = submit(client, own(visit, "answer"), answer="  \n ")
    assert (empty.status_code, errors(empty)) == (400, ["Skriv ert svar"])
    long = submit(client, own(visit, "answer"), answer="x" * 10_000)
    assert long.status_code == 400
    assert submit(client, own(visit, "answer"), answer="Två.").status_code == 303
    assert (again(visit).state, again(visit).questions_asked[-1].answer) == ("in_review", "Två.")


def test_the_page_for_answers_opens_also_when_nothing_was_asked(client, offer):
    visit = received(offer)
    assert client.get(own(visit, "answer")).status_code == 200
    late = {"answer": "Två.", "version": str(visit.version)}
    assert client.post(own(visit, "answer"), data=late).status_code == 409


def proposed(offer):
    visit = received(offer)
    do(propose_time, visit, starts_at=at(date(2026, 12, 21)), words="Hedda kan då.", by=STAFF)
    return visit


def test_a_proposed_time_is_accepted_with_one_press(client, offer):
    visit = proposed(offer)
    page = client.get(own(visit))
    assert "mån 21 december 2026, kl. 10.00–11.30 (v. 52)" in read(page)
    assert "Hedda kan då." in read(page)
    assert "Vi håller den åt er till fre 27 november 2026, kl. 23.59" in read(page)
    answer = client.post(own(visit, "accept"), data=values(page))
    assert answer.status_code == 303
    assert again(visit).state == "confirmed"


def test_a_proposed_time_is_accepted_only_while_it_is_held(client, offer):
    visit = proposed(offer)
    form = values(client.get(own(visit)))
    with clock.travel(visit.hold_until + MINUTE):
        answer = client.post(own(visit, "accept"), data=form)
    assert answer.status_code == 409
    assert again(visit).state == "offered"


def test_a_proposed_time_is_refused_with_words(client, offer):
    visit = proposed(offer)
    answer = submit(client, own(visit, "refuse"), words="Helst en tisdag.")
    assert answer.status_code == 303
    assert again(visit).state == "in_review"


def test_what_the_state_does_not_allow_is_refused_and_changes_nothing(client, offer):
    visit = received(offer)
    for page in ("answer", "accept", "refuse"):
        data = {"version": str(again(visit).version), "answer": "x"}
        assert client.post(own(visit, page), data=data).status_code == 409
    assert again(visit).state == "received"


def test_looking_writes_nothing(client, offer):
    visit = confirmed(offer)
    before = again(visit).version
    for page in ("", "participants", "details", "move", "cancel", "calendar"):
        client.get(own(visit, page) if page else own(visit))
    assert again(visit).version == before


def test_a_form_of_a_private_page_is_sent_over_https_without_a_referrer(app, offer):
    visit = confirmed(offer)
    app.config["WTF_CSRF_ENABLED"] = True
    client = app.test_client()
    base = "https://arena.example.org"
    try:
        form = values(client.get(own(visit, "participants"), base_url=base))
        form["group_size"] = "20"
        answer = client.post(own(visit, "participants"), data=form, base_url=base)
    finally:
        app.config["WTF_CSRF_ENABLED"] = False
    assert answer.status_code == 303
    assert again(visit).group_size == 20


def test_a_note_of_staff_is_never_shown_to_the_booker(client, offer):
    visit = confirmed(offer)
    do(note, visit, "Besvärlig förra gången.", by=STAFF)
    assert "Besvärlig" not in client.get(own(visit)).text
    assert db.session.scalar(select(Visit.staff_note)) == "Besvärlig förra gången."


# --- what it costs, whom to call, and why not -----------------------------------------------------


def test_accepting_a_proposed_time_names_what_cancelling_then_costs(client, offer):
    visit = received(offer)
    do(propose_time, visit, starts_at=at(date(2026, 12, 2), 13), by=STAFF)
    said = read(client.get(own(visit)))
    before, _, after = said.partition("Acceptera tiden")
    assert "Besöket kostar 2 400 kr exkl. moms." in before
    assert "Till och med sön 29 november 2026: avbokning kostar 1 200 kr" in before
    assert "Från mån 30 november 2026: avbokning kostar 2 400 kr (hela avgiften)." in before
    assert "avbokning kostar" not in after
    assert "gratis att avboka" not in said  # That has passed.


def test_a_free_visit_is_accepted_without_talk_of_money(client, offer):
    visit = received(offer, exemption_ground="education")
    do(propose_time, visit, starts_at=at(DAY, 13), by=STAFF)
    said = read(client.get(own(visit)))
    assert "avbokning kostar" not in said
    assert "Besöket kostar" not in said


@pytest.mark.parametrize("page", ["cancel", "participants", "details", "answer", "refuse", "move"])
def test_a_page_of_a_cancelled_visit_says_why_and_what_instead(client, offer, page):
    visit = confirmed(offer)
    do(cancel_visit, visit, words="", by=STAFF)
    answer = client.get(own(visit, page))
    assert "Det går inte att göra nu: besöket är avbokat." in read(answer)
    assert "/sv/visits/introduction" in links(answer)
    assert "csrf_token" not in answer.text


def test_a_cancelled_visit_names_no_fee_beside_what_is_to_be_paid(client, offer):
    visit = confirmed(offer)
    do(cancel_visit, visit, words="", by=STAFF)
    said = read(client.get(own(visit)))
    assert "Avbokningen kostade er ingenting." in said
    assert "2 400" not in said


def test_why_not_is_a_sentence(client, offer):
    visit = confirmed(offer)
    assert "besöket är bekräftat." in read(client.get(own(visit, "answer")))
    assert "the visit is confirmed." in read(client.get(own(visit, "answer", language="en")))


def test_the_host_can_be_called_once_the_visit_is_confirmed(client, offer):
    visit = received(offer)
    with db.transaction():
        for person in db.session.scalars(select(User).where(User.role == "host")):
            person.phone = "+46701740611"
    assert "070-174 06 11" not in read(client.get(own(visit)))
    do(confirm_visit, visit, host_ids=host_ids(visit), by=STAFF)
    shown = client.get(own(visit))
    assert "070-174 06 11" in read(shown)
    assert "tel:+46701740611" in links(shown)
