"""The networks of the demo: as many members as stated, a chair each, and what waits today."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select

from arena import clock, db
from arena.accounts.models import User
from arena.audit.models import Actor
from arena.demo import house, world
from arena.demo.networks import plan_networks
from arena.networks.models import Admission, Agreement, Network
from arena.networks.queries.agreements import Wanted, list_agreements
from arena.networks.queries.parting import list_without_chair
from arena.networks.queries.reading import list_rows
from arena.networks.queries.standing import networks_of, offices_in
from tests.conftest import NOW

MEMBERS = {
    "Beställarnätverk innovativ upphandling": (14, 1),
    "Blågrönt forum": (24, 2),
    "Cirkulär mark och massor": (18, 2),
    "Nätverk Klimatpositiva kvarter": (31, 2),
    "Värdnätverket": (22, 1),
}


def test_the_networks_live_with_members_chairs_and_agreements(app, monkeypatch):
    refused = []
    monkeypatch.setattr(world, "_attempt", lambda deed: _do(deed, refused))
    first = datetime(2024, 8, 1, 8, tzinfo=NOW.tzinfo)
    with clock.travel(first), db.transaction():
        house.build(first_day=first.date(), last_day=(NOW + timedelta(days=200)).date())
        users = db.session.scalars(select(User).order_by(User.id)).all()
        staff = [Actor.user(user.id) for user in house.planners(users)]
    lived = world.World(until=NOW, seed=1)
    plan_networks(lived, staff)
    lived.run()
    assert not refused
    today = clock.today()
    rows = list_rows(today)
    assert {r.network.name_sv: (r.members, len(r.groups)) for r in rows} == MEMBERS
    assert [r.network.name_sv for r in rows if not r.network.is_public] == ["Värdnätverket"]
    assert list_without_chair(today) == []
    partner = db.session.scalars(select(User).where(User.email == "partner@arena.example")).one()
    klimat = db.session.scalars(select(Network).where(Network.name_sv.contains("Klimat"))).one()
    assert offices_in(klimat, partner, today) == {"chair"}
    assert klimat.id in networks_of(partner, today)
    waiting = db.session.scalars(select(Admission.entry).where(Admission.state == "waiting")).all()
    assert sorted(waiting) == ["application", "application", "invitation"]
    kinds = [each.type for each in db.session.scalars(select(Agreement))]
    assert (kinds.count("mou"), kinds.count("collaboration")) == (2, 6)
    [(ending, _)] = list_agreements(Wanted(standing="ending"), today)
    assert (ending.ends_on - today).days == 45
    assert len(list_agreements(Wanted(standing="expired"), today)) == 1


def _do(deed, refused):
    try:
        with db.session.begin_nested():
            deed()
    except Exception as error:  # noqa: BLE001 - whatever it is, the test tells it
        refused.append(f"{deed}: {error!r}")
