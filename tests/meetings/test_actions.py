"""Actions: kept once, reminded of, closed from a mail or a page, and seen when nobody has them."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from arena import clock, db
from arena.accounts.models import Role
from arena.audit.models import AuditEntry
from arena.meetings.action_links import action_token
from arena.meetings.models import Action, ActionState
from arena.meetings.queries.actions import (
    Wanted,
    Which,
    list_actions,
    list_nobodys,
    own_actions,
)
from arena.meetings.reminding import tell_of_actions
from arena.meetings.services import actions as services
from arena.meetings.services.actions import ActionFacts
from arena.meetings.services.errors import ChangedMeanwhile
from arena.meetings.services.record_errors import NotOfNetwork
from arena.messages.models import Message
from tests.cast import make_user, sign_in
from tests.meetings.cast import make_circle
from tests.meetings.record_cast import by, promised
from tests.networks.cast import make_organisation, make_person
from tests.pages import errors, values, words


@pytest.fixture
def circle(app):
    with db.transaction():
        return make_circle()


def leave(person):
    """Let somebody's role end today, and with it their seat."""
    person.roles[0].ends_on = clock.today()
    db.session.flush()


def told(template):
    found = select(Message).where(Message.template == template).order_by(Message.id)
    return [(each.recipient_email, each.occasion) for each in db.session.scalars(found)]


def test_an_owner_is_reminded_three_days_before_on_the_day_and_weekly_after(circle):
    with db.transaction():
        action = promised(circle, circle.members[0], days=10)
        email = circle.members[0].email
    due = action.due_on
    for days in range(9, 26):
        with clock.travel(clock.now() + timedelta(days=days)):
            tell_of_actions()
            tell_of_actions()  # Another worker, or the same a minute later.
            db.session.rollback()
    assert told("meetings/action_due") == [
        (email, f"{reminder}@{due}") for reminder in ("before", "due", "late1", "late2")
    ]
    with db.transaction():
        services.close_action(action, "Klart", by=by(circle))
    with clock.travel(clock.now() + timedelta(days=31)):
        tell_of_actions()
    assert len(told("meetings/action_due")) == 4


def test_what_nobody_sees_to_is_seen_by_the_chair_at_once(app, circle, client):
    with db.transaction():
        action = promised(circle, circle.members[0], days=2)
        kept = promised(circle, circle.members[1], "Ordna rum")
    assert list_nobodys() == set()
    with db.transaction():
        leave(circle.members[0])
    assert list_nobodys() == {action.id}
    assert own_actions(circle.members[0].user) == []
    assert [each.id for each in own_actions(circle.members[1].user)] == [kept.id]
    sign_in(client, circle.chair.user)
    page = words(client.get("/partner/meetings/actions/?show=nobodys"))
    assert "Räkna på effekten" in page
    assert "Ordna rum" not in page
    tell_of_actions()
    tell_of_actions()
    assert told("meetings/action_due") == []
    assert told("meetings/action_nobodys") == [(circle.chair.email, f"gone{circle.members[0].id}")]


def test_another_owner_or_day_leaves_a_trace_and_two_do_not_lose_each_others_change(circle):
    with db.transaction():
        action = promised(circle, circle.members[0])
        version, due = action.version, action.due_on
        stranger = make_person(make_organisation("Annat AB"), "Sten Stranger")
        change = {"version": version, "user": circle.alice, "by": by(circle)}
        facts = ActionFacts(action.text, circle.members[1].id, due + timedelta(days=7))
        for _click in range(2):
            services.change_action(action, facts, "Sjuk", **change)
    other = ActionFacts("Något annat", circle.members[1].id, due)
    with pytest.raises(ChangedMeanwhile), db.transaction():
        services.change_action(action, other, "", **change)
    with pytest.raises(NotOfNetwork), db.transaction():
        services.change_action(
            action, ActionFacts("Nej", stranger.id, due), "", **{**change, "version": 2}
        )
    with db.transaction():
        (trace,) = action.changes
        assert (trace.was_owner, trace.owner) == tuple(circle.members[:2])
        assert (trace.was_due_on, trace.words) == (due, "Sjuk")


def test_an_owner_without_an_account_closes_it_from_the_mail(app, circle, client):
    with db.transaction():
        action = promised(circle, circle.members[0])
        number, token = action.id, action_token(action)
    address = f"/sv/meetings/actions/{number}/{token}"
    page = client.get(address)
    assert "Räkna på effekten" in words(page)
    db.session.rollback()
    assert db.session.get_one(Action, number).state == ActionState.OPEN  # Opening does nothing.
    assert client.get(address[:-1] + "x").status_code == 404
    answer = client.post(address, data={**values(page), "words": "Vi behöver 4 MW."})
    assert answer.status_code == 303
    assert "Vi behöver 4 MW." in words(client.get(address))
    client.post(address, data={"words": "En gång till"})
    db.session.expire_all()
    action = db.session.get_one(Action, number)
    assert (action.state, action.closing_words) == (ActionState.DONE, "Vi behöver 4 MW.")
    actors = select(AuditEntry.actor).where(AuditEntry.action == "meetings.close_action")
    assert db.session.scalars(actors).all() == ["invited"]


def test_a_link_ends_with_its_owner(app, circle, client):
    with db.transaction():
        action = promised(circle, circle.members[0])
        address = f"/sv/meetings/actions/{action.id}/{action_token(action)}"
        facts = ActionFacts(action.text, circle.members[1].id, action.due_on)
        change = {"version": 1, "user": circle.alice, "by": by(circle)}
        services.change_action(action, facts, "", **change)
        newer = f"/sv/meetings/actions/{action.id}/{action_token(action)}"
    assert client.get(address).status_code == 404
    assert client.get(newer).status_code == 200
    with db.transaction():
        leave(circle.members[1])
    assert client.get(newer).status_code == 404


def test_actions_are_kept_changed_and_closed_on_their_pages(app, circle, client):
    sign_in(client, circle.chair.user)
    new = "/partner/meetings/actions/new/klimatpositiva-kvarter"
    form = {**values(client.get(new)), "text": "Fråga nätägaren", "due_on": "2026-12-20"}
    for _click in range(2):
        answer = client.post(new, data={**form, "owner_id": str(circle.members[0].id)})
    assert errors(answer) == []
    home = answer.location
    change = f"{home}/change"
    form = {**values(client.get(change)), "due_on": "2027-01-10", "words": "Mer tid"}
    client.post(change, data=form)
    late = client.post(change, data={**form, "text": "Fråga igen"})
    assert late.status_code == 409
    assert values(late)["text"] == "Fråga igen"
    page = words(client.get(home))
    assert "Mer tid" in page
    assert "Från sön 20 dec." in page
    sign_in(client, circle.members[1].user)
    assert client.post(f"{home}/close").status_code == 403
    sign_in(client, circle.members[0].user)
    assert client.post(f"{home}/close", data={"drop": "1"}).status_code == 403
    client.post(f"{home}/close", data={"words": "De svarade ja"})
    assert "De svarade ja" in words(client.get(home))
    assert "Fråga nätägaren" in words(client.get("/partner/meetings/actions/?show=closed"))
    file = client.get("/partner/meetings/actions.xlsx?show=all")
    rows = CalamineWorkbook.from_filelike(BytesIO(file.data)).get_sheet_by_index(0).to_python()
    assert rows[1][:3] == ["Fråga nätägaren", circle.members[0].name, date(2027, 1, 10)]


def test_who_sits_elsewhere_finds_nothing_of_a_closed_networks_actions(app, client):
    with db.transaction():
        closed = make_circle(is_public=False)
        action = promised(closed, closed.members[0])
        charlie = make_user("Charlie Chark", Role.PARTNER)
        make_person(make_organisation("Utanför AB"), "Charlie Chark", charlie)
    sign_in(client, charlie)
    for address in (f"{action.id}", f"{action.id}/change", "new/klimatpositiva-kvarter"):
        assert client.get(f"/partner/meetings/actions/{address}").status_code == 404
    assert client.post(f"/partner/meetings/actions/{action.id}/close").status_code == 404
    asked = "/partner/meetings/actions/?show=all&network=klimatpositiva-kvarter"
    assert "Räkna" not in words(client.get(asked))
    assert "klimatpositiva" not in client.get(asked).text.partition("<main")[2].partition("?")[0]


def test_lists_are_narrowed(circle):
    with db.transaction():
        late = promised(circle, circle.members[0], days=5)
        promised(circle, circle.members[1], "Ordna rum 100 %", days=40)
    with clock.travel(clock.now() + timedelta(days=20)):
        assert [each.id for each in list_actions(Wanted(Which.LATE))] == [late.id]
        assert len(list_actions(Wanted(words="rum 100 %"))) == 1
        assert list_actions(Wanted(network_ids=[])) == []
        assert len(list_actions(Wanted(owner_ids=[circle.members[0].id]))) == 1
