"""Who was there, notes and minutes: written by two at once, approved by all, and then frozen."""

import threading

import pytest
from sqlalchemy import select

from arena import clock, db
from arena.accounts.models import Role
from arena.audit.models import AuditEntry
from arena.meetings.models import (
    Action,
    Attendance,
    Invitee,
    Meeting,
    MeetingState,
    Record,
    RecordKind,
    RecordState,
    WalkIn,
)
from arena.meetings.queries.agenda import list_items, read_agenda
from arena.meetings.queries.records import count_there, get_record, list_decisions, protocol_of
from arena.meetings.services import approving, records
from arena.meetings.services.actions import ActionFacts
from arena.meetings.services.agenda import ItemFacts, change_item
from arena.meetings.services.attendance import Guest, note_attendance
from arena.meetings.services.errors import ChangedMeanwhile
from arena.meetings.services.record_errors import (
    IsClosed,
    NobodyApproves,
    NotAllowed,
    NotYet,
    OtherThanRead,
)
from arena.meetings.services.records import DecisionFacts, ItemWords
from arena.messages.models import Message
from tests.cast import make_user, sign_in
from tests.meetings.cast import make_circle, make_meeting
from tests.meetings.record_cast import AFTER, DURING, begun, by, said, sent
from tests.networks.cast import make_organisation, make_person
from tests.pages import errors, values, words


@pytest.fixture
def circle(app):
    with db.transaction():
        return make_circle()


def invite(meeting, person, answer="accepted", **facts):
    invitee = Invitee(
        meeting_id=meeting.id,
        person_id=person.id,
        organisation_id=person.roles[0].organisation_id,
        name=person.name,
        email=person.email,
        language="sv",
        answer=answer,
        asked_sequence=0,
        **facts,
    )
    db.session.add(invitee)
    db.session.flush()
    return invitee


def test_attendance_makes_the_meeting_held_and_a_crossing_note_is_asked_about(circle):
    with db.transaction():
        meeting = make_meeting(circle)
        here, there = (invite(meeting, person) for person in circle.members)
    guests = [Guest("Gun Gäst", "KTH"), Guest("Gun Gäst", "KTH"), Guest("Lars Länk", "", True)]
    note = {"guests": guests, "by": by(circle)}
    with pytest.raises(NotYet), db.transaction():
        note_attendance(meeting, {here.id: "present"}, {}, **note)
    with clock.travel(DURING), db.transaction():
        first = note_attendance(meeting, {here.id: "present", there.id: "remote"}, {}, **note)
        assert first == []
        assert meeting.state == MeetingState.HELD
        assert note_attendance(meeting, {here.id: "present", there.id: "remote"}, {}, **note) == []
        crossed = note_attendance(meeting, {here.id: "absent"}, {here.id: ""}, **note)
        assert [(each.invitee, each.attendance) for each in crossed] == [(here, "present")]
        assert here.attendance == Attendance.PRESENT
        seen = {here.id: "present"}
        assert note_attendance(meeting, {here.id: "absent"}, seen, **note) == []
    counted = count_there(meeting)
    assert (counted.present, counted.remote, counted.absent) == (1, 2, 1)
    assert len(db.session.scalars(select(WalkIn)).all()) == 2


def test_the_second_who_writes_an_item_loses_nothing(circle):
    with db.transaction():
        meeting, _record = begun(circle)
        item = list_items(meeting)[0]
        number, version = item.id, item.version
        action = ActionFacts("Räkna", circle.members[0].id, clock.today())
        write = {"version": version, "user": circle.alice, "by": by(circle)}
        typed = ItemWords(notes="Vi börjar.", decisions=[DecisionFacts("Ja")], actions=[action])
        for _click in range(2):
            records.write_item(meeting, number, typed, **write)
    with pytest.raises(ChangedMeanwhile), db.transaction():
        records.write_item(meeting, number, ItemWords(notes="Nej."), **write)
    with db.transaction():
        assert [each.text for each in list_items(meeting)[0].decisions] == ["Ja"]
        assert len(db.session.scalars(select(Action)).all()) == 1


def test_notes_are_sent_to_members_once_a_press(circle):
    with db.transaction():
        meeting, record = begun(circle, kind=RecordKind.NOTES)
        said(circle, meeting)
        for _press in range(2):
            records.send_record(meeting, sending=0, by=by(circle))
    assert record.state == RecordState.SENT
    mails = db.session.scalars(select(Message).where(Message.template == "meetings/record_sent"))
    assert sorted(mail.recipient_email for mail in mails) == sorted(
        person.email for person in (circle.chair, *circle.members)
    )


def test_minutes_are_approved_by_all_and_then_nothing_changes(circle):
    with db.transaction():
        meeting, record = sent(circle)
        adjuster = circle.members[0]
        approving.name_approvers(meeting, circle.chair, [adjuster], by=by(circle))
        chair, other = record.approvals
        mark = protocol_of(meeting, record).mark
        approve = {"mark": mark, "user": circle.alice, "by": by(circle)}
    with pytest.raises(OtherThanRead), db.transaction():
        approving.approve(meeting, chair.id, **{**approve, "mark": "x"})
    with db.transaction():
        assert approving.approve(meeting, chair.id, **approve) is False
    with pytest.raises(IsClosed), db.transaction():
        said(circle, meeting, "Något annat.")
    key = read_agenda(meeting).entries[0].key
    change = {"version": 1, "user_id": circle.alice.id, "by": by(circle)}
    with pytest.raises(IsClosed), db.transaction():
        change_item(meeting, key, ItemFacts(title="Annat"), **change)
    with db.transaction():
        assert approving.approve(meeting, other.id, **approve) is True
        assert approving.approve(meeting, other.id, **approve) is True  # A double click.
    for act in (
        lambda: approving.take_back(meeting, "Fel", by=by(circle)),
        lambda: approving.name_approvers(meeting, None, [adjuster], by=by(circle)),
        lambda: approving.comment(meeting, "Hej", circle.alice, by=by(circle)),
        lambda: records.send_record(meeting, sending=1, by=by(circle)),
    ):
        with pytest.raises((NotAllowed, IsClosed)), db.transaction():
            act()
    with db.transaction():
        frozen = protocol_of(meeting, get_record(meeting))
        meeting.event.title_sv = "Ett annat namn"  # Whatever else changes …
        circle.chair.name = "Cecilia Nygift"
    with db.transaction():
        record = get_record(meeting)
        assert protocol_of(meeting, record) == frozen  # … the minutes do not.
        for _click in range(2):
            approving.correct(meeting, "Det var tisdag.", circle.alice, by=by(circle))
        assert len(record.corrections) == 1


def test_taking_minutes_back_tells_who_had_approved_them(circle):
    with db.transaction():
        meeting, record = sent(circle)
        approving.name_approvers(meeting, circle.chair, circle.members, by=by(circle))
        mark = protocol_of(meeting, record).mark
        first = record.approvals[0]
        approving.approve(meeting, first.id, mark=mark, user=circle.alice, by=by(circle))
    with db.transaction():
        approving.take_back(meeting, "Ett beslut saknas.", by=by(circle))
        said(circle, meeting, "Nu med beslutet.")
    told = db.session.scalars(
        select(Message).where(Message.template == "meetings/record_taken_back")
    ).all()
    assert [mail.recipient_email for mail in told] == [circle.chair.email]
    assert record.state == RecordState.DRAFT
    assert [each.approved_at for each in record.approvals] == [None, None, None]
    acts = db.session.scalars(select(AuditEntry.action)).all()
    assert "meetings.take_back" in acts


def test_two_who_approve_at_once_finish_the_minutes_once(app, circle):
    with db.transaction():
        meeting, record = sent(circle)
        approving.name_approvers(meeting, circle.chair, circle.members[:1], by=by(circle))
        mark, number = protocol_of(meeting, record).mark, meeting.id
        approvals = [each.id for each in record.approvals]
    started, results = threading.Barrier(2), []

    def approve(approval_id):
        with app.app_context(), clock.travel(AFTER):
            started.wait()
            with db.transaction():
                own = db.session.get_one(Meeting, number)
                results.append(
                    approving.approve(own, approval_id, mark=mark, user=circle.alice, by=by(circle))
                )

    threads = [threading.Thread(target=approve, args=(each,)) for each in approvals]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    db.session.rollback()
    assert sorted(results) == [False, True]
    assert db.session.scalar(select(Record.state)) == RecordState.APPROVED
    mails = db.session.scalars(
        select(Message).where(Message.template == "meetings/record_approved")
    ).all()
    assert len(mails) == 3


def test_minutes_without_anybody_to_approve_are_not_sent(circle):
    with db.transaction():
        meeting, record = begun(circle)
        record.approvals.clear()
    with pytest.raises(NobodyApproves), db.transaction():
        records.send_record(meeting, sending=0, by=by(circle))


def test_a_meeting_is_minuted_on_its_page(app, circle, client):
    with db.transaction():
        meeting = make_meeting(circle)
        invite(meeting, circle.members[0])
        invite(meeting, circle.members[1], "declined")
    home = f"/partner/meetings/{meeting.id}"
    with clock.travel(DURING):
        sign_in(client, circle.chair.user)
        for title in ("Effekt", "Sol"):
            form = values(client.get(f"{home}/agenda/new"))
            client.post(f"{home}/agenda/new", data={**form, "title": title})
        form = values(client.get(f"{home}/attendance"))
        chosen = [value for name, value in form.items() if name.startswith("there-")]
        assert sorted(chosen) == ["absent", "present"]
        client.post(f"{home}/attendance", data={**form, "guest-0": "Gun Gäst"})
        assert "2 personer var med; 1 var inte med" in words(client.get(home))
        client.post(f"{home}/record/begin", data={"kind": "minutes"})
        db.session.rollback()
        items = list_items(meeting)
        page = f"{home}/record/items/{items[0].id}"
        stale = values(client.get(page))
        typed = {
            **stale,
            "notes": "Nätet räcker.",
            "decision-0": "Vi bygger.",
            "registry-0": "2026/123",
            "action-0": "Räkna om",
            "owner-0": str(circle.members[0].id),
            "due-0": "2026-12-20",
            "next": "1",
        }
        answer = client.post(page, data=typed)
        assert answer.location.endswith(f"/record/items/{items[1].id}")
        second = client.post(page, data={**stale, "notes": "Nätet räcker inte."})
        assert second.status_code == 409
        assert "Nätet räcker." in words(second)
        assert values(second)["notes"] == "Nätet räcker inte."
        assert "Vi bygger." in words(second)
        half = client.post(page, data={**values(client.get(page)), "action-0": "Utan dag"})
        assert "Skriv till när" in errors(half)
        shown = words(client.get(home))
        for said_there in ("Nätet räcker.", "Vi bygger.", "2026/123", "Räkna om"):
            assert said_there in shown


def test_a_draft_is_read_by_its_writers_and_closed_networks_keep_their_words(app, client):
    with db.transaction():
        circle = make_circle(is_public=False)
        meeting, _record = begun(circle)
        said(circle, meeting, decisions=[DecisionFacts("Hemligt beslut")])
        guest = make_user("Gun Gäst", Role.PARTNER)
        other = make_circle_member(guest)
        invite(meeting, other)
    home, paper = f"/partner/meetings/{meeting.id}", f"/partner/meetings/{meeting.id}/record"
    sign_in(client, circle.members[0].user)
    assert "Hemligt beslut" not in words(client.get(home))
    assert client.get(paper).status_code == 404
    with db.transaction():
        records.send_record(meeting, sending=0, by=by(circle))
    assert "Hemligt beslut" in words(client.get(home))
    assert "Hemligt beslut" in client.get(paper).text
    assert "Hemligt beslut" in words(client.get("/partner/meetings/decisions/"))
    sign_in(client, guest)
    assert "Hemligt beslut" not in words(client.get(home))  # Invited, and of no closed network.
    for hidden in (paper, f"{paper}.pdf", f"{paper}/comment"):
        assert client.get(hidden).status_code == 404
    assert "Hemligt" not in words(client.get("/partner/meetings/decisions/"))
    mails = db.session.scalars(select(Message.recipient_email)).all()
    assert guest.email not in mails


def make_circle_member(user):
    return make_person(make_organisation("Utomstående AB"), user.name, user)


def test_the_chair_reads_and_approves_and_a_secretary_notes_what_came_by_mail(app, circle, client):
    with db.transaction():
        meeting, record = sent(circle)
        approving.name_approvers(meeting, circle.chair, circle.members[:1], by=by(circle))
        own, other = (each.id for each in record.approvals)
    home = f"/partner/meetings/{meeting.id}"
    with clock.travel(AFTER):
        sign_in(client, circle.members[1].user)
        assert client.get(f"{home}/record/approve/{own}").status_code == 403
        sign_in(client, circle.chair.user)
        page = client.get(f"{home}/record/approve/{own}")
        assert "Alla var överens." in words(page)
        form = values(page)
        with db.transaction():
            said(circle, meeting, "Alla utom en var överens.")
        late = client.post(f"{home}/record/approve/{own}", data=form)
        assert late.status_code == 400
        assert "Alla utom en" in words(late)
        client.post(f"{home}/record/approve/{own}", data=values(late))
        noted = f"{home}/record/approve/{other}"
        form = values(client.get(noted))
        assert client.post(noted, data=form).status_code == 400
        client.post(noted, data={**form, "how": "Med mejl den 9 december"})
        shown = words(client.get(home))
        assert "Protokollet justerat" in shown
        assert "Med mejl den 9 december" in shown
        form = {"words": "Det var tisdag."}
        client.post(f"{home}/record/correct", data=form)
        assert "Det var tisdag." in words(client.get(home))


def test_decisions_are_found_by_words_and_number(circle):
    with db.transaction():
        meeting, _record = begun(circle)
        decided = [DecisionFacts("Vi mäter 100 %", "2026/77"), DecisionFacts("Vi väntar")]
        said(circle, meeting, decisions=decided)
    texts = lambda **asked: [each.text for each in list_decisions(None, **asked)[0]]  # noqa: E731
    assert texts() == []
    assert texts(drafts_of=None) == ["Vi mäter 100 %", "Vi väntar"]
    assert texts(words="mäter effekt", drafts_of=None) == ["Vi mäter 100 %"]
    assert texts(words="2026/77", drafts_of=[circle.network.id]) == ["Vi mäter 100 %"]
    assert texts(words="0 %", drafts_of=None) == ["Vi mäter 100 %"]
    assert list_decisions([], drafts_of=None)[0] == []


def test_a_meeting_that_never_began_has_no_record(circle):
    with db.transaction():
        meeting = make_meeting(circle)
    with pytest.raises(NotYet), db.transaction():
        records.begin_record(meeting, RecordKind.NOTES, circle.alice, by=by(circle))
