"""Which delegations ask to come to the demo arena."""

from __future__ import annotations

from sqlalchemy import select

from arena import db
from arena.audit.models import Actor
from arena.delegations.models import Delegation, DelegationState
from arena.demo.enquiries import plan_enquiries
from arena.demo.world import World
from tests.cast import make_user
from tests.conftest import NOW


def test_there_is_an_enquiry_in_each_early_state_and_one_of_each_early_end(app):
    with db.transaction():
        staff = [Actor.user(make_user(name).id) for name in ("Alice Alm", "Bob Berg")]
    world = World(until=NOW, seed=1)
    plan_enquiries(world, staff)
    world.run()
    db.session.rollback()
    found = db.session.scalars(select(Delegation)).all()
    states = DelegationState
    assert {each.state for each in found} == {
        states.ENQUIRY,
        states.VETTING,
        states.INCOMPLETE,
        states.DECLINED,
        states.WITHDRAWN,
    }
    assert all(each.ends_on.weekday() < 5 for each in found)
