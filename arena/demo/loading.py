"""Loading the demo arena, through the same services that people use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta
from functools import partial

from sqlalchemy import exists, select

from arena import clock, db
from arena.accounts.models import User
from arena.audit.models import Actor
from arena.demo import bookers, calendar, house, rooms, walks
from arena.demo.closures import show_closure
from arena.demo.directory import show_directory
from arena.demo.enquiries import plan_enquiries
from arena.demo.hosts import show_hosts
from arena.demo.mailings import show_mailings
from arena.demo.market import show_market
from arena.demo.meetings import plan_meetings
from arena.demo.minutes import plan_minutes
from arena.demo.needs import show_needs
from arena.demo.networks import plan_networks
from arena.demo.own_pages import show_own_pages
from arena.demo.post import send_what_was_due
from arena.demo.received import show_received
from arena.demo.receiving import plan_delegations
from arena.demo.screens import show_the_day
from arena.demo.stories import Story
from arena.demo.tidying import show_tidying
from arena.demo.today import plan_today
from arena.demo.world import World
from arena.visits.models import Offer

HISTORY = timedelta(days=calendar.MONTHS_BACK * 365 // 12 + 120)
# What groups ask for, by offer: student groups are the largest share (2022).
DEMAND = {"B1": 26, "B2": 9, "B3": 8, "B4": 6, "B5": 8, "B6": 3, "B7": 34, "B8": 6}


def is_empty() -> bool:
    """Tell whether nobody has been added yet: then the demo arena may be loaded."""
    return not db.session.scalar(select(exists().select_from(User)))


def load(scale: int = 1, seed: int = 1) -> None:
    """Load the demo arena into an empty database.

    `scale` multiplies how many visits there are. The same `seed` on the same day gives the same
    arena: all dates are counted from today.
    """
    now, today, zone = clock.now(), clock.today(), clock.zone()
    first = datetime.combine(today - HISTORY, time(7), tzinfo=zone)
    last_day = today + timedelta(days=calendar.DAYS_AHEAD + 120)
    with clock.travel(first), db.transaction():
        house.build(first_day=first.date(), last_day=last_day)
    world = World(until=now, seed=seed)
    offers = {offer.code: offer for offer in db.session.scalars(select(Offer))}
    users = db.session.scalars(select(User).order_by(User.id)).all()
    staff = [Actor.user(user.id) for user in house.planners(users)]
    _plan_the_groups(world, offers, staff, scale)
    plan_today(world, offers, staff)
    plan_enquiries(world, staff)
    plan_delegations(world, staff)
    plan_meetings(world, staff)
    plan_networks(world, staff)
    plan_minutes(world, staff)
    rooms.plan_bookings(world, staff)
    walks.plan_walks(
        world,
        offers["B9"],
        starts_on=first.date() + walks.NOTICE,
        ends_on=last_day,
        zone=zone,
        by=staff[0],
    )
    world.run()
    _show_what_is(house.planners(users)[0], staff[0])
    send_what_was_due(now)
    show_received()


def _show_what_is(planner: User, by: Actor) -> None:
    """Add what is not lived through day by day, but stands there today."""
    show_hosts(by=by)
    show_closure(by=by)
    show_the_day(by=by)
    show_directory(planner, by=by)
    show_tidying(planner.id)
    show_needs()
    show_market(by=by, coordinator=planner)
    show_mailings(planner, by=by)
    show_own_pages(by=by)


def _plan_the_groups(
    world: World, offers: Mapping[str, Offer], staff: Sequence[Actor], scale: int
) -> None:
    """Let groups of all kinds ask, over the whole of the past, for visits up to months ahead."""
    chance = world.chance
    for day in calendar.visit_days(clock.today(), scale, chance):
        offer = offers[chance.choices(list(DEMAND), list(DEMAND.values()))[0]]
        story = Story(world, offer, bookers.wish(offer, chance), staff)
        begins = calendar.asked_on(day, offer.lead_working_days, clock.zone(), chance)
        world.at(begins, partial(story.ask, day))
