"""Agendas: what comes by itself, what is left out, and two who work on one at once."""

from datetime import timedelta

import pytest

from arena import clock, db
from arena.meetings.models import MeetingState
from arena.meetings.queries.agenda import list_items, read_agenda
from arena.meetings.services import agenda as services
from arena.meetings.services.actions import close_action
from arena.meetings.services.agenda import ItemFacts, StandingFacts
from arena.meetings.services.errors import ChangedMeanwhile
from arena.meetings.services.record_errors import HasWords
from tests.cast import sign_in
from tests.meetings.cast import AT, make_circle, make_meeting
from tests.meetings.record_cast import DURING, begun, by, item_of, promised, said
from tests.pages import values, words

WEEK = timedelta(days=7)


@pytest.fixture
def circle(app):
    with db.transaction():
        return make_circle()


def titles(meeting):
    return [entry.title for entry in read_agenda(meeting).entries]


def standing(circle, title, **facts):
    values = {"kind": "information", "minutes": 5, "is_last": False, **facts}
    facts = StandingFacts(title_sv=title, title_en=title, **values)
    return services.keep_standing(circle.network, facts, by=by(circle))


def test_what_comes_by_itself_stands_on_the_next_agenda_until_it_is_left_out(circle):
    with db.transaction():
        first, second, third = (make_meeting(circle, AT + WEEK * week) for week in range(3))
        standing(circle, "Föregående protokoll")
        standing(circle, "Nästa möte", is_last=True)
        begun(circle, first)
        said(circle, first, is_carried_on=True)
        action = promised(circle, circle.members[0])
    with clock.travel(AT + timedelta(days=1)):
        expected = [
            "Föregående protokoll",
            "Åtgärder från tidigare möten",
            "Effekt",
            "Nästa möte",
        ]
        with db.transaction():
            assert titles(second) == expected
            assert titles(third) == [
                "Föregående protokoll",
                "Åtgärder från tidigare möten",
                "Nästa möte",
            ]
            assert list_items(second) == []  # Looking at it has written nothing.
            item_of(circle, second, "Sol")
            assert titles(second) == [*expected[:3], "Sol", "Nästa möte"]
            services.leave_out(second, _key(second, "Effekt"), by=by(circle))
            services.leave_out(second, _key(second, "Åtgärder från tidigare möten"), by=by(circle))
        with db.transaction():
            assert titles(second) == ["Föregående protokoll", "Sol", "Nästa möte"]
            services.put_back(second, _left_out(second, "Effekt"), by=by(circle))
            assert "Effekt" in titles(second)
            close_action(action, "", by=by(circle))
        with db.transaction():
            assert "Åtgärder från tidigare möten" not in titles(third)


def test_what_a_called_off_meeting_had_on_its_agenda_goes_to_the_next(circle):
    with db.transaction():
        first, second = make_meeting(circle), make_meeting(circle, AT + WEEK)
        item_of(circle, first, "Sol")
        assert titles(second) == []
        first.state = MeetingState.CANCELLED
    with db.transaction():
        assert titles(second) == ["Sol"]


def test_two_who_change_one_item_lose_nothing_and_two_items_do_not_meet(circle):
    with db.transaction():
        meeting = make_meeting(circle)
        item = item_of(circle, meeting)
        item_of(circle, meeting, "Sol")
        key, version = f"item-{item.id}", item.version
        change = {"version": version, "user_id": circle.alice.id, "by": by(circle)}
        facts = ItemFacts(title="Effekt och värme", minutes=20)
        services.change_item(meeting, key, facts, **change)
        services.change_item(meeting, key, facts, **change)  # A double click.
        services.change_item(
            meeting, _key(meeting, "Sol"), ItemFacts(title="Sol och vind"), **change
        )
    with pytest.raises(ChangedMeanwhile), db.transaction():
        services.change_item(meeting, key, ItemFacts(title="Annat"), **change)
    with db.transaction():
        assert titles(meeting) == ["Effekt och värme", "Sol och vind"]
        services.move_item(meeting, key, 1, by=by(circle))
        assert titles(meeting) == ["Sol och vind", "Effekt och värme"]


def test_an_item_that_something_is_written_about_stays(circle):
    with db.transaction():
        meeting, _record = begun(circle)
        said(circle, meeting)
    with pytest.raises(HasWords), db.transaction():
        services.leave_out(meeting, _key(meeting, "Effekt"), by=by(circle))


def test_the_page_takes_no_item_away_that_something_is_written_about(app, circle, client):
    with db.transaction():
        meeting, _record = begun(circle)
        said(circle, meeting)
        item_of(circle, meeting, "Sol")
        written, plain = _key(meeting, "Effekt"), _key(meeting, "Sol")
    sign_in(client, circle.alice)
    home = f"/staff/meetings/{meeting.id}"
    page = client.get(home).text
    assert f"{home}/agenda/{plain}/leave-out" in page
    assert f"{home}/agenda/{written}/leave-out" not in page
    answer = client.post(f"{home}/agenda/{written}/leave-out", follow_redirects=True)
    assert answer.status_code == 200
    assert "Något är uppskrivet om punkten" in words(answer)
    assert "Punkten är borta" not in words(answer)


def test_the_agenda_is_made_by_keyboard_alone_and_says_when_it_does_not_fit(app, circle, client):
    with db.transaction():
        meeting = make_meeting(circle)
    sign_in(client, circle.chair.user)
    home = f"/partner/meetings/{meeting.id}"
    for title, minutes in (("Effekt", "90"), ("Sol", "45")):
        form = values(client.get(f"{home}/agenda/new"))
        answer = client.post(
            f"{home}/agenda/new", data={**form, "title": title, "minutes": minutes}
        )
        assert answer.status_code == 303
    page = words(client.get(home))
    assert "15 min för mycket" in page
    assert "13.00" in page
    assert "14.30" in page
    db.session.rollback()
    key = _key(meeting, "Sol")
    client.post(f"{home}/agenda/{key}/move", data={"to": "up"})
    db.session.rollback()
    assert titles(meeting) == ["Sol", "Effekt"]
    # Bob is second: he sees what was done, and what he typed is still there.
    form = values(client.get(f"{home}/agenda/{key}"))
    client.post(f"{home}/agenda/{key}", data={**form, "background": "Läs bilagan."})
    answer = client.post(f"{home}/agenda/{key}", data={**form, "presenter": "Bo Berg"})
    assert answer.status_code == 409
    assert "Läs bilagan." in words(answer)
    assert "Cecilia Chair har ändrat den." in words(answer)
    assert values(answer)["presenter"] == "Bo Berg"
    assert client.post(f"{home}/agenda/{key}", data=values(answer)).status_code == 303


def test_a_member_reads_the_agenda_and_changes_nothing(app, circle, client):
    with db.transaction():
        meeting = make_meeting(circle)
        item = item_of(circle, meeting)
    sign_in(client, circle.members[0].user)
    home = f"/partner/meetings/{meeting.id}"
    assert "Effekt" in words(client.get(home))
    assert "Effekt" in client.get(f"{home}/agenda").text
    assert client.get(f"{home}/agenda/new").status_code == 403
    assert client.post(f"{home}/agenda/item-{item.id}/move", data={"to": "up"}).status_code == 403
    assert client.get(f"{home}/attendance").status_code == 403
    assert client.get("/partner/meetings/standing/klimatpositiva-kvarter").status_code == 403


def test_standing_items_are_kept_once_and_taken_away(app, circle, client):
    sign_in(client, circle.chair.user)
    home = "/partner/meetings/standing/klimatpositiva-kvarter"
    form = {**values(client.get(f"{home}/new")), "title_sv": "Läget", "title_en": "News"}
    for _click in range(2):
        client.post(f"{home}/new", data=form)
    assert words(client.get(home)).count("Läget") == 1
    with db.transaction():
        meeting = make_meeting(circle)
        assert titles(meeting) == ["Läget"]
        english = make_meeting(circle, AT + WEEK, language="en")
        assert titles(english) == ["News"]
        key = read_agenda(meeting).entries[0].key
    number = key.partition("-")[2]
    client.post(f"{home}/{number}/remove")
    db.session.rollback()
    assert titles(meeting) == []


def _key(meeting, title):
    return next(entry.key for entry in read_agenda(meeting).entries if entry.title == title)


def _left_out(meeting, title):
    return next(entry.key for entry in read_agenda(meeting).left_out if entry.title == title)


def test_during_the_meeting_its_agenda_stays_as_it_was_taken_down(circle):
    with db.transaction():
        meeting, _record = begun(circle)
        standing(circle, "Nytt")
    with clock.travel(DURING), db.transaction():
        assert titles(meeting) == ["Effekt"]
