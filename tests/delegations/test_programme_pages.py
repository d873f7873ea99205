"""The pages on which a programme is built: forms alone, as without a script."""

from datetime import time, timedelta

import pytest

from arena import clock, db
from arena.accounts.models import Role
from arena.delegations.models import Delegation, ItemParty, ProgrammeItem
from arena.delegations.queries.programmes import list_items
from arena.delegations.services.building import change_item, remove_item
from arena.visits.models import OfferStop
from tests.cast import make_host, make_offer, make_resource, make_user, sign_in
from tests.delegations.cast import DAY, item_facts, make_delegation, make_item, somebody
from tests.pages import values


@pytest.fixture
def delegation(app) -> Delegation:
    with db.transaction():
        return make_delegation(ends_on=DAY + timedelta(days=1))


@pytest.fixture
def desk(client, delegation):
    with db.transaction():
        alice = make_user(language="en")
    return sign_in(client, alice)


def path(delegation, rest=""):
    return f"/staff/delegations/{delegation.reference}/programme{rest}"


def items_of(delegation):
    """Return the items as they are now, whoever changed them."""
    db.session.rollback()
    db.session.expire_all()
    return list_items(delegation)


def titles(delegation):
    return [item.title_en for item in items_of(delegation)]


def typed(answer, **changes):
    """Return what the page's form holds, with some of it changed, as a browser would send it."""
    return {**values(answer), **changes}


def test_an_item_is_chosen_added_changed_and_taken_out(desk, delegation):
    with db.transaction():
        room = make_resource("PK", capacity=18)
    choices = desk.get(path(delegation, "/choose")).text
    assert "Coffee" in choices
    assert "Place PK" in choices
    assert "Coffee" not in desk.get(path(delegation, "/choose?q=place+pk")).text
    add = path(delegation, "/add?what=free:lunch")
    answer = desk.post(add, data=typed(desk.get(add), place=room.id), follow_redirects=True)
    assert "“Lunch” is in the programme." in answer.text
    assert "09:00–10:00" in answer.text
    (item,) = items_of(delegation)
    change = path(delegation, f"/{item.id}")
    answer = desk.post(
        change,
        data=typed(desk.get(change), title_en="Long lunch", fixed_start="12.30", minutes=90),
        follow_redirects=True,
    )
    assert "12:30–14:00" in answer.text
    remove = path(delegation, f"/{item.id}/remove")
    assert "Take “Long lunch” out of the programme?" in desk.get(remove).text
    desk.post(remove, data={"version": 3})
    assert titles(delegation) == []


def test_who_saves_second_sees_what_the_first_did_and_keeps_what_they_typed(desk, delegation):
    with db.transaction():
        by = somebody()
        lunch = make_item(delegation, by, title_en="Lunch")
        walk = make_item(delegation, by, title_en="Walk")
    address = path(delegation, f"/{lunch.id}")
    mine = typed(desk.get(address), title_en="Lunch by the water")
    with db.transaction():
        change_item(walk, item_facts(title_en="Long walk", minutes=75), by=by)
    answer = desk.post(address, data=mine)
    assert answer.status_code == 409
    assert "Changed the programme: <strong>Long walk</strong>" in answer.text
    assert "Petra Planerare" in answer.text
    assert 'value="Lunch by the water"' in answer.text
    assert "you typed: Lunch by the water" in " ".join(answer.text.split())
    desk.post(address, data=typed(answer))
    assert titles(delegation) == ["Lunch by the water", "Long walk"]
    mine = typed(desk.get(address), minutes="40")
    with db.transaction():
        lunch = db.session.get_one(ProgrammeItem, lunch.id)
        change_item(lunch, item_facts(title_en="Lunch", fixed_start=time(12)), by=by)
    said = " ".join(desk.post(address, data=mine).text.split())
    assert "Now: Lunch – you typed: Lunch by the water" in said
    assert "Now: 12:00 – you typed: Nothing" in said
    assert "Now: 30 – you typed: 40" in said
    mine = typed(desk.get(address), title_en="Late lunch")
    with db.transaction():
        remove_item(db.session.get_one(ProgrammeItem, lunch.id), by=by)
    answer = desk.post(address, data=mine)
    assert answer.status_code == 409
    assert "taken out meanwhile" in answer.text
    desk.post(path(delegation, "/add"), data=typed(answer))
    assert sorted(titles(delegation)) == ["Late lunch", "Long walk"]


def test_items_go_earlier_elsewhere_and_to_another_group(desk, delegation):
    with db.transaction():
        by = somebody()
        items = [make_item(delegation, by, title_en=name) for name in ("One", "Two", "Three")]
    desk.post(path(delegation, "/groups"), data={"name": "A", "size": 4, "version": 4})
    answer = desk.post(path(delegation, "/groups"), data={"name": "a", "size": "", "version": 5})
    assert "There is a group called “a” already" in answer.text
    answer = desk.post(
        path(delegation, f"/{items[2].id}/step"),
        data={"by": "-1", "version": 5},
        follow_redirects=True,
    )
    assert "Moved. 1 other item has a new time." in answer.text
    assert titles(delegation) == ["One", "Three", "Two"]
    stale = desk.post(path(delegation, f"/{items[0].id}/step"), data={"by": "1", "version": 5})
    assert stale.status_code == 409
    assert "Changed the order of the programme" in stale.text
    db.session.refresh(delegation)
    group = delegation.groups[0]
    move = {"item": items[0].id, "spot": f"{DAY + timedelta(days=1)} 0", "group": group.id}
    answer = desk.post(
        path(delegation, "/move"), data={**move, "version": 6}, follow_redirects=True
    )
    assert answer.text.index("4 people") < answer.text.rindex(">One<")
    desk.post(path(delegation, f"/groups/{group.id}/remove"), data={"version": 7})
    assert [item.group_id for item in items_of(delegation)] == [None] * 3


def test_a_day_is_copied_and_an_offer_taken_apart(desk, delegation):
    with db.transaction():
        offer = make_offer()
        second = make_resource("HV", "site")
        offer.stops[0].minutes = 30
        stop = OfferStop(position=2, minutes=60, title_sv="Vatten", title_en="Water")
        stop.resource_id = second.id
        offer.stops.append(stop)
    key = f"offer:{offer.slug}"
    assert "It has 2 parts" in desk.get(path(delegation, f"/add?what={key}")).text
    desk.post(path(delegation, "/parts"), data={"what": key, "version": 1})
    assert titles(delegation) == ["Introduction and walk: Walk", "Introduction and walk: Water"]
    desk.post(
        path(delegation, f"/copy?day={DAY}"),
        data={"target": f"{DAY + timedelta(days=1)}", "version": 2},
    )
    assert len(titles(delegation)) == 4
    starts = [item.event.starts_at.astimezone(clock.zone()).time() for item in items_of(delegation)]
    assert starts == [time(9), time(9, 30), time(9), time(9, 30)]


def test_only_who_plans_may_build_and_a_programme_that_is_over_stays(client, delegation):
    with db.transaction():
        item = make_item(delegation, title_en="Lunch")
        host = make_host("Gerd Gast", languages=("de",))
        item.parties.append(ItemParty(role="host", resource_id=host.id, name="Gerd Gast"))
        analyst = make_user("Arvid Ås", Role.ANALYST, "en")
        alice = make_user(language="en")
    sign_in(client, analyst)
    page = client.get(path(delegation))
    assert "Lunch" in page.text
    assert "The host does not host in the language of the visit." in page.text
    assert "Add an item" not in page.text
    assert "Gerd" not in page.text
    for rest in ("/choose", "/preview"):
        assert client.get(path(delegation, rest)).status_code == 403
    sign_in(client, alice)
    assert "Lunch" in client.get(path(delegation, "/preview?language=en")).text
    with db.transaction():
        db.session.get_one(Delegation, delegation.id).state = "done"
    page = client.get(path(delegation))
    assert "its programme stays as it was" in page.text
    assert "Add an item" not in page.text
    (item,) = items_of(delegation)
    stale = client.post(path(delegation, f"/{item.id}/step"), data={"by": "1", "version": 2})
    assert stale.status_code == 409
