"""What mails about records and actions say, their papers, and how much the pages ask."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import event as engine_events
from sqlalchemy import select

from arena import clock, db
from arena.meetings.models import Invitee, RecordKind
from arena.meetings.papers import draw_agenda, draw_record, print_paper
from arena.meetings.queries.agenda import read_agenda
from arena.meetings.queries.records import get_record, protocol_of
from arena.meetings.reminding import tell_of_actions
from arena.meetings.services import approving, records
from arena.meetings.services.records import DecisionFacts
from arena.messages.kinds import NoLongerTrue
from arena.messages.models import Message
from arena.messages.rendering import render
from arena.web.languages import speak
from tests.cast import sign_in
from tests.meetings.cast import make_circle, make_meeting
from tests.meetings.record_cast import DURING, begun, by, item_of, promised, said, sent

MOST_QUESTIONS = 60


@pytest.fixture
def circle(app):
    with db.transaction():
        return make_circle()


def mail(template, email=None):
    query = select(Message).where(Message.template == template)
    if email is not None:
        query = query.where(Message.recipient_email == email)
    return db.session.scalars(query.order_by(Message.id.desc())).first()


def test_minutes_go_out_as_a_tagged_paper_in_the_language_of_the_meeting(circle):
    with db.transaction():
        meeting, _record = sent(circle)
    asked = render(mail("meetings/approval_asked", circle.chair.email))
    assert asked.subject == "Protokoll att justera: Nätverksmöte"
    assert f"/meetings/{meeting.id}#record" in asked.text
    told = render(mail("meetings/record_sent"))
    assert told.subject == "Protokoll: Nätverksmöte"
    assert "Det är inte justerat än." in told.text
    paper = told.attachment
    assert paper.name == "Protokoll Klimatpositiva kvarter 2026-12-08.pdf"
    assert paper.pdf.startswith(b"%PDF-1.7")
    assert b"/MarkInfo<</Marked true" in paper.pdf
    assert b"<pdfuaid:part>1</pdfuaid:part>" in paper.pdf
    assert re.search(rb"/Lang\(sv-SE\)", paper.pdf)


def test_a_mail_that_no_longer_holds_is_not_sent(circle):
    with db.transaction():
        meeting, _record = sent(circle, kind=RecordKind.NOTES)
        first = mail("meetings/record_sent", circle.members[0].email)
        circle.members[0].roles[0].ends_on = clock.today()
    with pytest.raises(NoLongerTrue):
        render(first)  # Who has left the network is told nothing of it.
    with db.transaction():
        other = mail("meetings/record_sent", circle.members[1].email)
        records.send_record(meeting, sending=1, by=by(circle))
    with pytest.raises(NoLongerTrue):
        render(other)  # The newer one is on its way.


def test_the_paper_of_an_agenda_and_of_minutes_says_all_of_it_in_both_languages(circle):
    with db.transaction():
        meeting, record = begun(circle)
        said(circle, meeting, decisions=[DecisionFacts("Vi bygger.", "2026/5")])
        approving.name_approvers(meeting, circle.chair, circle.members[:1], by=by(circle))
    for language, chair, status in (
        ("sv", "Cecilia Chair (Ordförande) · inte än", "Inte justerat än"),
        ("en", "Cecilia Chair (Chair) · not yet", "Not approved yet"),
    ):
        with speak(language):
            drawn = draw_record(protocol_of(meeting, get_record(meeting)), record)
            agenda = draw_agenda(meeting, read_agenda(meeting))
        assert drawn["approvals"][0] == chair
        assert status in [fact["value"] for fact in drawn["facts"]]
        (item,) = drawn["items"]
        assert item["decisions"] == ["Vi bygger. (2026/5)"]
        assert agenda["items"][0]["title"] == "Effekt"
    assert print_paper(agenda).startswith(b"%PDF")


def test_an_owner_is_told_what_was_promised_and_where_to_say_that_it_is_done(circle):
    with db.transaction():
        promised(circle, circle.members[0], days=3)
    with clock.travel(clock.now() + timedelta(days=4)):
        tell_of_actions()
        assert len(db.session.scalars(select(Message)).all()) == 1  # The last alone is made up for.
    with db.transaction():
        promised(circle, circle.members[0], "Mät om", days=10)
    with clock.travel(clock.now() + timedelta(days=7)):
        tell_of_actions()
        told = render(mail("meetings/action_due"))
    assert "Mät om" in told.subject
    assert "ska snart vara klart" in told.text
    assert "/sv/meetings/actions/" in told.text


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_mail_can_be_written_in_both_languages(circle, language):
    circle.chair.user.language = language
    with db.transaction():
        circle.chair.user.language = language
        meeting, record = sent(circle)
        approving.name_approvers(meeting, circle.chair, circle.members[:1], by=by(circle))
        mark, first = protocol_of(meeting, record).mark, record.approvals[0].id
        approve = {"mark": mark, "user": circle.alice, "by": by(circle)}
        approving.approve(meeting, first, **approve)
        approving.take_back(meeting, "Fel namn.", by=by(circle))
        render(mail("meetings/record_taken_back"))
        records.send_record(meeting, sending=1, by=by(circle))
        for approval in list(record.approvals):
            approving.approve(meeting, approval.id, **approve)
        approving.correct(meeting, "Det var tisdag.", circle.alice, by=by(circle))
        promised(circle, None)
    tell_of_actions()
    for template in ("record_approved", "record_corrected", "action_nobodys"):
        said_there = render(mail(f"meetings/{template}", circle.chair.email))
        assert said_there.subject
        assert said_there.text
        assert said_there.html


def test_a_meeting_with_thirty_items_and_sixty_invitees_asks_no_more_than_a_small_one(
    app, circle, client
):
    with db.transaction():
        meeting = make_meeting(circle)
        for number in range(30):
            item_of(circle, meeting, f"Punkt {number}", minutes=4)
        for number in range(60):
            db.session.add(
                Invitee(
                    meeting_id=meeting.id,
                    name=f"Person {number}",
                    email=f"p{number}@example.org",
                    language="sv",
                    asked_sequence=0,
                )
            )
        begun(circle, meeting)
    home = f"/partner/meetings/{meeting.id}"
    asked: list[str] = []

    def count(*arguments):
        asked.append(arguments[2])

    engine_events.listen(db.engine(), "before_cursor_execute", count)
    try:
        with clock.travel(DURING):
            sign_in(client, circle.chair.user)
            for page in (home, f"{home}/attendance", f"{home}/record"):
                asked.clear()
                assert client.get(page).status_code == 200
                assert len(asked) <= MOST_QUESTIONS, (page, len(asked))
    finally:
        engine_events.remove(db.engine(), "before_cursor_execute", count)
