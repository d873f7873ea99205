"""What waits for the demo's staff: every way in which a group can ask."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from arena import clock, db
from arena.audit.models import Actor
from arena.demo.today import AT_THE_DOOR, CALLED, WAITING, plan_today
from arena.demo.world import World
from arena.visits.models import Visit
from tests.cast import make_host, make_offer, make_user
from tests.conftest import NOW


def test_somebody_has_only_called(app):
    codes = sorted({*AT_THE_DOOR, CALLED[0], *(code for code, *_ in WAITING)})
    with clock.travel(NOW - timedelta(days=80)), db.transaction():
        staff = [Actor.user(make_user("Alice Alm").id)]
        for name in ("Hedda Holm", "Henrik Hed", "Hilma Hult"):
            make_host(name)
        offers = {code: make_offer(f"offer-{code.lower()}", code=code) for code in codes}
    world = World(until=NOW, seed=1)
    plan_today(world, offers, staff)
    world.run()
    visits = db.session.scalars(select(Visit)).all()
    called = [visit for visit in visits if visit.contact_email is None]
    assert [(visit.state, bool(visit.contact_phone)) for visit in called] == [("received", True)]
    assert len(visits) > len(WAITING)
