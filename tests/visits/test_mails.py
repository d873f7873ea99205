"""What each mail says, word for word, in both languages.

The words stand in golden/<mail>.<language>.txt and .html. After a wanted change write them with
`ARENA_WRITE_GOLDEN=1 .venv/bin/pytest tests/visits/test_mails.py -k sqlite` and read what differs.
"""

from __future__ import annotations

import os
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
import vobject
from icalendar import Calendar
from sqlalchemy import select

from arena import clock, db
from arena.audit.models import BOOKER
from arena.messages.kinds import NoLongerTrue, list_kinds
from arena.messages.models import Message
from arena.messages.redaction import without_secrets
from arena.messages.rendering import render
from arena.visits.jobs import expire_holds, tell_of_late
from arena.visits.links import ask_token, confirm_key, manage_token
from arena.visits.models import DeclineReason
from arena.visits.services import (
    ask_for_more,
    call_off,
    cancel_visit,
    change_headcount,
    confirm_address,
    confirm_visit,
    decline_visit,
    follow_up,
    join_walk,
    move_visit,
    move_walk,
    propose_time,
    reassign_hosts,
    reassign_walk_hosts,
    report_visit,
    schedule_walk,
)
from arena.visits.services.asking import ask_hosts, say_no, say_yes, take_ask_back
from arena.visits.services.swapping import offer_swap, take_swap
from tests.cast import make_host, make_offer, make_user
from tests.conftest import NOW
from tests.visits.bookings import (
    DAY,
    STAFF,
    asked,
    at,
    confirmed,
    do,
    host_ids,
    message,
    received,
    seats,
    user_of,
)

GOLDEN = Path(__file__).with_name("golden")
LANGUAGES = ("sv", "en")
AFTER = at(DAY, 12)


@pytest.fixture
def hosts(app):
    with db.transaction():
        hosts = [make_host("Hedda Holm"), make_host("Henrik Hed")]
        user_of(hosts[0]).phone = "+46701740606"
        return hosts


@pytest.fixture
def offer(hosts):
    with db.transaction():
        return make_offer(
            directions_sv="Ta buss 6 till Ropsten och gå fem minuter.",
            directions_en="Take bus 6 to Ropsten and walk for five minutes.",
            advice_sv="Vi går ute i alla väder: klä er varmt.",
            advice_en="We walk outdoors in any weather: dress warmly.",
        )


@pytest.fixture
def walk(hosts):
    with db.transaction():
        offer = make_offer(
            "walk",
            is_open_walk=True,
            group_min=1,
            fee_sek=0,
            exemptions=[],
            cancellation_ladder=[],
            change_working_days=0,
            title_sv="Öppen vandring",
            title_en="Open walk",
        )
    return do(schedule_walk, offer, starts_at=at(DAY, 14), language="sv", seats=5, by=STAFF)


def group(language):
    """Return a group whose booker reads `language`, and its visit's own words."""
    return {
        "contact_language": language,
        "questions": "Hur värms husen?",
        "access_needs": "1 rullstol",
    }


def speak_hosts(hosts, language):
    with db.transaction():
        for host in hosts:
            user_of(host).language = language


def own_words(text):
    """Return a mail's text without the foot that all mails share."""
    return text.partition("-" * 40)[0].rstrip() + "\n"


def own_tags(html):
    """Return a mail's HTML without the frame and the looks that all mails share."""
    _, heading, rest = html.partition("<h1")
    body = heading + rest.partition('<div class="mail-foot')[0]
    bare = re.sub(r"<!--.*?-->", "", body, flags=re.DOTALL)
    bare = re.sub(r"\s+(?:style|class)=\"[^\"]*\"", "", bare)
    lines = (line.strip() for line in bare.splitlines())
    return "\n".join(line for line in lines if line) + "\n"


def say(message, language):
    """Compare a mail with its golden words; reminders have some for each label."""
    assert message.language == language
    rendered = render(message)
    label = f".{message.params['label']}" if "label" in message.params else ""
    name = f"{message.template.removeprefix('visits/')}{label}.{language}"
    said = {
        ".txt": without_secrets(f"{rendered.subject}\n\n{own_words(rendered.text)}"),
        ".html": without_secrets(own_tags(rendered.html)),
    }
    for ending, words in said.items():
        path = GOLDEN / f"{name}{ending}"
        if os.environ.get("ARENA_WRITE_GOLDEN"):
            GOLDEN.mkdir(exist_ok=True)
            path.write_text(words)
        assert words == path.read_text(), f"{path.name} says something else"
    return rendered


both = pytest.mark.parametrize("language", LANGUAGES)


@both
def test_verify(offer, language):
    asked(offer, **group(language))
    say(message("verify"), language)


@both
def test_received(offer, language):
    received(offer, **group(language))
    say(message("received"), language)


@both
def test_asked(offer, language):
    visit = received(offer, **group(language))
    do(ask_for_more, visit, "Hur många av er är minderåriga?\nOch vem betalar?", by=STAFF)
    say(message("asked"), language)


@both
def test_proposed(offer, language):
    visit = received(offer, **group(language))
    do(propose_time, visit, starts_at=at(DAY, 13), words="Bättre ljus då.", by=STAFF)
    say(message("proposed"), language)


@both
def test_confirmed(offer, hosts, language):
    visit = received(offer, **group(language))
    do(confirm_visit, visit, host_ids=[hosts[0].id], words="Varmt välkomna!", by=STAFF)
    rendered = say(message("confirmed"), language)
    assert b"METHOD:REQUEST" in (rendered.calendar or b"")


@both
def test_changed(offer, hosts, language):
    visit = confirmed(offer, **group(language))
    do(change_headcount, visit, 20, by=BOOKER)
    say(message("changed"), language)


@both
def test_moved(offer, language):
    visit = confirmed(offer, **group(language))
    do(move_visit, visit, starts_at=at(DAY, 13), by=BOOKER)
    say(message("moved"), language)


def test_a_moved_visit_that_must_be_confirmed_anew_says_by_when(offer, hosts):
    visit = confirmed(offer)
    other = received(offer, starts_at=at(DAY, 13), contact_email="other@example.org")
    do(confirm_visit, other, host_ids=host_ids(visit), by=STAFF)
    do(move_visit, visit, starts_at=at(DAY, 13), by=BOOKER)
    rendered = render(message("moved"))
    assert "En samordnare ger besked senast fre 27 november 2026." in rendered.text
    assert b"STATUS:TENTATIVE" in (rendered.calendar or b"")


@both
def test_declined(offer, language):
    visit = received(offer, **group(language))
    do(
        decline_visit,
        visit,
        reason=DeclineReason.OTHER_HOST,
        words="De kan mer om dagvatten.",
        referred_to="Vattenmuseet, vatten@example.org",
        by=STAFF,
    )
    say(message("declined"), language)


@both
def test_withdrawn(offer, language):
    do(cancel_visit, received(offer, **group(language)), by=BOOKER)
    say(message("withdrawn"), language)


@both
def test_cancelled(offer, language):
    visit = confirmed(offer, **group(language))
    with clock.travel(at(date(2026, 12, 10), 12)):
        do(cancel_visit, visit, by=BOOKER)
        rendered = say(message("cancelled"), language)
    assert b"METHOD:CANCEL" in (rendered.calendar or b"")


@both
def test_called_off(offer, language):
    visit = confirmed(offer, **group(language))
    do(call_off, visit, words="Det blir storm, och vi får inte gå ut.", by=STAFF)
    say(message("called_off"), language)


@both
def test_lapsed(offer, language):
    asked(offer, **group(language))
    with clock.travel(NOW + timedelta(days=2)):
        expire_holds()
        say(message("lapsed"), language)


def test_a_lapsed_proposal_says_that_nobody_answered(offer):
    visit = received(offer)
    do(propose_time, visit, starts_at=at(DAY, 13), by=STAFF)
    with clock.travel(NOW + timedelta(days=9)):
        expire_holds()
    assert "Vi föreslog en tid" in render(message("lapsed")).text


@both
@pytest.mark.parametrize("label", ["7d", "1d"])
def test_reminder_guest(offer, language, label):
    confirmed(offer, **group(language))
    reminder = reminder_of("reminder_guest", label)
    with clock.travel(reminder.due_at):
        rendered = say(reminder, language)
    assert rendered.calendar is None


@both
def test_followed_up(offer, language):
    visit = confirmed(offer, **group(language))
    with clock.travel(AFTER):
        do(report_visit, visit, actual_headcount=18, by=STAFF)
        do(follow_up, visit, words="Värmen kostar 92 öre per kilowattimme.", by=STAFF)
        say(message("followed_up"), language)


@both
def test_walk_joined(walk, language):
    visit = do(join_walk, walk, seats(2, contact_language=language), by=BOOKER)
    assert "platser" in render(message("verify")).text or language == "en"
    do(confirm_address, visit, confirm_key(visit), by=BOOKER)
    say(message("walk_joined"), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_walk_moved(walk, language):
    visit = do(join_walk, walk, seats(2, contact_language=language), by=BOOKER)
    do(confirm_address, visit, confirm_key(visit), by=BOOKER)
    later = at(DAY + timedelta(days=1), 14)
    do(move_walk, walk, starts_at=later, words="Torget är avstängt.", by=STAFF)
    say(message("walk_moved"), language)


def left(walk):
    """Return the invitation to a walk, and what its receiver is mailed after leaving it."""
    visit = do(join_walk, walk, seats(2), by=BOOKER)
    do(confirm_address, visit, confirm_key(visit), by=BOOKER)
    invited = render(message("walk_joined")).calendar
    do(cancel_visit, visit, by=BOOKER)
    return invited, message("cancelled")


def test_the_calendar_of_who_leaves_a_walk_takes_out_that_person_alone(walk):
    invited, mail = left(walk)
    rendered = render(mail)
    assert "Den bifogade kalenderfilen tar bort vandringen ur kalendern." in rendered.text
    assert taken_out(rendered.calendar, of=invited) == [mail.recipient_email]


def test_who_has_joined_again_is_not_taken_out_of_the_calendar(walk):
    _, mail = left(walk)
    taken_out_by = sequence_of(render(mail).calendar)
    again = do(join_walk, walk, seats(3), by=BOOKER)
    do(confirm_address, again, confirm_key(again), by=BOOKER)
    rendered = render(mail)
    assert rendered.calendar is None
    assert "kalenderfilen" not in rendered.text
    assert sequence_of(render(message("walk_joined")).calendar) >= taken_out_by


def test_the_calendar_of_a_host_taken_off_takes_out_that_person_alone(offer, hosts):
    visit = confirmed(offer)
    (was,) = [host for host in hosts if host.id in host_ids(visit)]
    (other,) = [host for host in hosts if host is not was]
    invited = render(message("assigned")).calendar
    do(reassign_hosts, visit, host_ids=[other.id], by=STAFF)
    mail = message("unassigned")
    rendered = render(mail)
    assert "Någon annan är värd för besöket nu. Den bifogade" in rendered.text
    assert taken_out(rendered.calendar, of=invited) == [user_of(was).email]


def test_the_calendar_of_a_host_taken_off_a_walk_takes_out_that_person_alone(walk, hosts):
    (was,) = walk.event.hosts
    other = next(host for host in hosts if user_of(host).email != was.email)
    email, invited = was.email, render(message("assigned")).calendar
    assert "Du har fått en ny vandring" in render(message("assigned")).text
    do(reassign_walk_hosts, walk, host_ids=[other.id], by=STAFF)
    assert taken_out(render(message("unassigned")).calendar, of=invited) == [email]


def taken_out(ics, *, of):
    """Return whom a calendar takes out of an event that goes on, as two parsers read it."""
    uid, sequence = uid_of(of), sequence_of(of)
    (event,) = Calendar.from_ical(ics).walk("VEVENT")
    assert Calendar.from_ical(ics)["METHOD"] == "CANCEL"
    assert "STATUS" not in event
    assert (str(event["UID"]), int(event["SEQUENCE"]) > sequence) == (uid, True)
    other = vobject.readOne(ics.decode())
    assert other.method.value == "CANCEL"
    assert "status" not in other.vevent.contents
    assert (other.vevent.uid.value, int(other.vevent.sequence.value) > sequence) == (uid, True)
    found = [line.value.removeprefix("mailto:") for line in other.vevent.attendee_list]
    assert [str(event["ATTENDEE"]).removeprefix("mailto:")] == found
    return found


def uid_of(ics):
    return str(Calendar.from_ical(ics).walk("VEVENT")[0]["UID"])


def sequence_of(ics):
    return int(Calendar.from_ical(ics).walk("VEVENT")[0]["SEQUENCE"])


def test_each_guest_of_a_walk_is_reminded_of_their_own_seats(walk):
    for email, count in (("vera@example.org", 2), ("viktor@example.org", 3)):
        visit = do(join_walk, walk, seats(count, contact_email=email), by=BOOKER)
        do(confirm_address, visit, confirm_key(visit), by=BOOKER)
    said = render(message("reminder_guest", "viktor@example.org")).text
    assert "Antal personer: 3" in said
    assert visit.reference in said


@both
def test_assigned(offer, hosts, language):
    speak_hosts(hosts, language)
    confirmed(offer, **group(language))
    say(message("assigned"), language)


def test_a_walk_tells_its_host_how_many_have_joined(walk):
    visit = do(join_walk, walk, seats(2), by=BOOKER)
    do(confirm_address, visit, confirm_key(visit), by=BOOKER)
    assert "Antal personer: 2" in render(message("reminder_host")).text


def asked_hosts(offer, hosts, language):
    """Return a question to the host who does not lead a visit, from somebody of a language."""
    speak_hosts(hosts, language)
    visit = received(offer, **group(language))
    do(confirm_visit, visit, host_ids=[hosts[0].id], by=STAFF)
    with db.transaction():
        alice = make_user("Alice Alm", language=language)
    return do(
        ask_hosts,
        visit.event,
        host_ids=[hosts[1].id],
        answer_by=NOW + timedelta(days=2),
        words="Gruppen kommer med tåg.",
        asked_by_id=alice.id,
        by=STAFF,
    )


@both
def test_host_asked(offer, hosts, language):
    made = asked_hosts(offer, hosts, language)
    asked = message("host_asked")
    rendered = render(asked)
    assert ask_token(made.asked[0]) in rendered.text
    assert rendered.calendar is None
    say(asked, language)


@both
def test_host_released(offer, hosts, language):
    do(take_ask_back, asked_hosts(offer, hosts, language), by=STAFF)
    say(message("host_released"), language)


@both
def test_host_found(offer, hosts, language):
    do(say_yes, asked_hosts(offer, hosts, language).asked[0], by=STAFF)
    say(message("host_found"), language)


@both
def test_host_silence(offer, hosts, language):
    do(say_no, asked_hosts(offer, hosts, language).asked[0], by=STAFF)
    say(message("host_silence"), language)


def offered_swap(offer, hosts, language):
    speak_hosts(hosts, language)
    visit = received(offer, **group(language))
    do(confirm_visit, visit, host_ids=[hosts[0].id], by=STAFF)
    with db.transaction():
        make_user("Alice Alm", language=language)
    return do(offer_swap, visit.event, hosts[0], by=STAFF)


@both
def test_swap_offered(offer, hosts, language):
    offered_swap(offer, hosts, language)
    say(message("swap_offered"), language)


@both
def test_swapped(offer, hosts, language):
    do(take_swap, offered_swap(offer, hosts, language), hosts[1], by=STAFF)
    say(message("swapped"), language)


@both
def test_unassigned(offer, hosts, language):
    speak_hosts(hosts, language)
    visit = confirmed(offer, **group(language))
    do(cancel_visit, visit, by=BOOKER)
    rendered = say(message("unassigned"), language)
    assert b"METHOD:CANCEL" in (rendered.calendar or b"")


@both
def test_host_changed(offer, hosts, language):
    speak_hosts(hosts, language)
    visit = confirmed(offer, **group(language))
    do(change_headcount, visit, 20, by=BOOKER)
    say(message("host_changed"), language)


@both
@pytest.mark.parametrize("label", ["1d", "morning"])
def test_reminder_host(offer, hosts, language, label):
    speak_hosts(hosts, language)
    confirmed(offer, **group(language))
    reminder = reminder_of("reminder_host", label)
    with clock.travel(reminder.due_at):
        say(reminder, language)


@both
def test_late(offer, language):
    with db.transaction():
        make_user("Alice Alm", language=language)
    confirmed(offer)
    received(offer, starts_at=at(date(2026, 12, 21)))
    with clock.travel(at(date(2026, 12, 18), 9)):
        tell_of_late()
        say(message("late"), language)


def test_every_mail_of_visits_has_its_golden_words():
    missing = [
        f"{name}.{language}{ending}"
        for name in sorted(
            path.name.split(".")[0] for path in Path("templates/emails/visits").glob("[!_]*.html")
        )
        for language in LANGUAGES
        for ending in (".txt", ".html")
        if not list(GOLDEN.glob(f"{name}*.{language}{ending}"))
    ]
    assert not missing


def test_every_mail_of_visits_is_tested_here(app):
    kinds = {
        k.template.removeprefix("visits/") for k in list_kinds() if k.template.startswith("visits/")
    }
    tested = {name.removeprefix("test_") for name in globals()}
    assert kinds <= tested


def test_no_calendar_entry_holds_the_bookers_link(offer, hosts):
    visit = confirmed(offer, **group("sv"))
    for template in ("confirmed", "assigned"):
        calendar = (render(message(template)).calendar or b"").replace(b"\r\n ", b"")
        assert manage_token(visit).encode() not in calendar
        assert b"/manage/" not in calendar
    assert manage_token(visit) in render(message("confirmed")).text


def test_the_guests_entry_has_no_word_of_the_staff_note(offer):
    confirmed(offer, **group("sv"))
    calendar = (render(message("confirmed")).calendar or b"").replace(b"\r\n ", b"").decode()
    assert "Studiebesök: Introduktion och vandring" in calendar
    assert "Norrskär" not in calendar


def test_what_has_gone_on_is_not_said_any_more(offer):
    visit = received(offer)
    verify, got = message("verify"), message("received")
    do(confirm_visit, visit, host_ids=host_ids(visit), by=STAFF)
    for old in (verify, got):
        with pytest.raises(NoLongerTrue):
            render(old)


def test_a_host_who_was_replaced_before_the_mail_went_is_not_told_to_come(offer, hosts):
    visit = confirmed(offer)
    assigned = message("assigned")
    other = next(host for host in hosts if host.id not in host_ids(visit))
    do(reassign_hosts, visit, host_ids=[other.id], by=STAFF)
    with pytest.raises(NoLongerTrue):
        render(assigned)


def test_nothing_late_any_more_sends_nothing(offer):
    with db.transaction():
        make_user("Alice Alm")
    visit = received(offer)
    with clock.travel(at(date(2026, 11, 30), 9)):
        tell_of_late()
        do(confirm_visit, visit, host_ids=host_ids(visit), by=STAFF)
        with pytest.raises(NoLongerTrue):
            render(message("late"))


def reminder_of(template, label):
    found = db.session.scalars(
        select(Message).where(Message.template == f"visits/{template}")
    ).all()
    return next(each for each in found if each.params["label"] == label)
