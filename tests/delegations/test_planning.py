"""Items on the planning board, and what a closed day makes of them."""

from datetime import datetime, time, timedelta

import pytest

from arena import clock, db
from arena.audit.models import WORKER
from arena.delegations.models import Delegation, ItemParty
from arena.delegations.queries.programmes import list_items
from arena.delegations.services.errors.building import OtherDay
from arena.delegations.services.settling import settle
from arena.events.pages import staff_urls, ways_out
from arena.feeds.queries import list_fragments
from arena.feeds.selection import Reach, Selection
from arena.resources.services import ResourceTaken, Use
from arena.scheduling.closing import Closing, Move, close, list_met, look_ahead, mark_of
from arena.scheduling.planning import Change, ChangedSince, carry_out, describe
from arena.scheduling.services import schedule
from tests.cast import event_facts, make_host, make_resource, make_user, sign_in
from tests.delegations.cast import DAY, make_delegation, make_item


def at(hour, minute=0, day=DAY):
    return datetime.combine(day, time(hour, minute), clock.zone())


def to(starts_at, event, **resources):
    return Change(
        starts_at=starts_at, ends_at=starts_at + (event.ends_at - event.starts_at), **resources
    )


@pytest.fixture
def programme(app):
    with db.transaction():
        room = make_resource("PK", capacity=18)
        delegation = make_delegation(ends_on=DAY + timedelta(days=1))
        make_item(delegation, WORKER, title_en="Arrival")
        make_item(delegation, WORKER, place_id=room.id)
        make_item(delegation, WORKER, place_id=room.id)
    return delegation.id, room.id


def items_of(number):
    db.session.rollback()
    db.session.expire_all()
    return list_items(db.session.get_one(Delegation, number))


def act(event, change, version):
    with db.transaction():
        carry_out(db.session.merge(event), change, version=version, by=WORKER)


def test_an_item_is_moved_on_the_board_with_what_follows_and_back(app, programme):
    number, room_id = programme
    _, second, third = items_of(number)
    planned = describe([(second.event_id, second.event.kind)])[second.event_id]
    assert (planned.party, planned.people, planned.version) == ("City of Aldermoor", 12, 4)
    act(second.event, to(at(11), second.event), 4)
    _, second, third = items_of(number)
    assert (second.fixed_start, third.event.starts_at) == (time(11), at(11, 30))
    with pytest.raises(ChangedSince):
        act(second.event, to(at(12), second.event), 4)
    with pytest.raises(OtherDay):
        act(second.event, to(at(12, day=DAY + timedelta(days=1)), second.event), 5)
    with db.transaction():
        use = Use(resource_id=room_id, starts_at=at(14), ends_at=at(15))
        schedule(event_facts(starts_at=at(14)), uses=[use], by=WORKER)
    with pytest.raises(ResourceTaken):
        act(second.event, to(at(14), second.event), 5)
    act(second.event, to(at(9, 30), second.event), 5)
    _, second, _ = items_of(number)
    assert (second.event.starts_at, second.fixed_start) == (at(9, 30), None)
    with app.test_request_context():
        urls, ways = staff_urls([second.event]), ways_out([second.event])
    assert urls[second.event_id].endswith(f"/programme#item-{second.id}")
    assert ways[second.event_id].href == urls[second.event_id]


def test_where_a_room_is_closed_its_items_go_to_another_together(programme):
    number, room_id = programme
    with db.transaction():
        make_resource("SMALL", capacity=6)
        make_resource("HALL", capacity=80)
        other = make_resource("N2", capacity=20)
    closing = Closing(
        resource_id=room_id,
        starts_on=DAY,
        ends_on=DAY + timedelta(days=1),
        reason_sv="Målning",
        reason_en="Painting",
    )
    (hit,) = look_ahead(closing)
    assert (hit.change.takes, hit.is_sure) == (other.id, True)
    move = Move(hit.event.id, hit.version, hit.change)
    mark = mark_of(list_met(closing))
    db.session.rollback()
    with db.transaction():
        close(closing, [move], seen=mark, by=WORKER)
    items = items_of(number)
    assert [[want.resource_id for want in item.wants] for item in items] == [
        [],
        [other.id],
        [other.id],
    ]
    whole = Closing(
        resource_id=None,
        starts_on=DAY,
        ends_on=DAY + timedelta(days=1),
        reason_sv="Stängt",
        reason_en="Closed",
    )
    assert [bool(hit.advice) and hit.change is None for hit in look_ahead(whole)] == [True] * 3


def test_calendar_board_and_feeds_show_items(client, programme):
    number, _room_id = programme
    with db.transaction():
        host = make_host("Hedda Holm")
        alice = make_user(language="en")
        delegation = db.session.get_one(Delegation, number)
        item = delegation.items[1]
        item.parties.append(
            ItemParty(
                role="host",
                resource_id=host.id,
                name="Hedda Holm",
                email=host.host.user.email,
                state="yes",
            )
        )
        settle(delegation)
        user_id, uid = host.host.user_id, item.event.uid
    sign_in(client, alice)
    for page in ("calendar?week=2026-W50", f"board?view=week&on={DAY}", f"board/table?on={DAY}"):
        shown = client.get(f"/staff/{page}").text
        assert "Overview" in shown, page
    assert "Item of a delegation" in client.get(f"/staff/board?on={DAY}").text
    everything = list_fragments(Selection(Reach.ALL, "en"), DAY)
    own = list_fragments(Selection(Reach.MINE, "en", user_id=user_id), DAY)
    assert (len(everything), len(own)) == (3, 1)
    assert uid.encode() in own[0]
