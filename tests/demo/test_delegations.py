"""The seven delegations of the demo: each has come as far as its days say."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select

from arena import clock, db
from arena.audit.models import Actor
from arena.delegations.models import AskState, Delegation, Release
from arena.delegations.queries.programmes import list_items
from arena.demo import house, world
from arena.demo.data.programmes import PARTIES
from arena.demo.receiving import plan_delegations
from tests.cast import make_user
from tests.conftest import NOW

# By the name of each: its state on a Tuesday at 12.00, and how many versions its guests have had.
STANDING = {
    "City of Aldermoor": ("released", 2),
    "Granbacken Arkitekter": ("released", 2),
    "Kawanishi-machi Smart District Council": ("released", 1),
    "Klimatklustret Öst med 18 inköpare": ("released", 1),
    "Lövsund kommun och Vassbäck VA": ("followed_up", 1),
    "Tallåsens tekniska högskola": ("under_way", 1),
    "Tidningen Stadsrummet med tre utländska reportrar": ("done", 1),
}


def test_all_seven_are_built_released_changed_and_received(app, monkeypatch):
    refused = []
    monkeypatch.setattr(world, "_attempt", lambda deed: _do(deed, refused))
    noon = NOW + timedelta(hours=3)
    first = datetime(2026, 8, 1, 8, tzinfo=NOW.tzinfo)
    with clock.travel(first), db.transaction():
        house.build(first_day=first.date(), last_day=(noon + timedelta(days=200)).date())
        staff = [Actor.user(make_user("Stina Ström").id)]
    with clock.travel(noon):
        lived = world.World(until=noon, seed=1)
        plan_delegations(lived, staff)
        lived.run()
        assert not refused
        found = db.session.scalars(select(Delegation)).all()
        releases = db.session.scalars(select(Release).order_by(Release.number)).all()
        numbers = {each.delegation_id: each.number for each in releases}
        assert {each.name: (each.state, numbers[each.id]) for each in found} == STANDING
        for party in PARTIES:
            delegation = next(each for each in found if each.name == party.name)
            _follows(delegation, party)


def _do(deed, refused):
    """Do a deed; a delegation's is not to be refused."""
    try:
        with db.session.begin_nested():
            deed()
    except Exception as error:  # noqa: BLE001 - whatever it is, the test tells it
        refused.append(f"{deed}: {error!r}")


def _follows(delegation, party):
    items = list_items(delegation)
    assert len(items) == len(party.lines)
    asked = [each.state for item in items for each in item.parties]
    assert AskState.PLANNED not in asked
    for line, item in zip(party.lines, items, strict=True):
        begins = item.event.starts_at.astimezone(clock.zone())
        if line.at and delegation.name != "Klimatklustret Öst med 18 inköpare":
            assert f"{begins:%H:%M}" == line.at
