"""Delegations that ask to come to the demo arena, each enquiry as far as it has got."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from sqlalchemy import select

from arena import clock, db
from arena.accounts.models import User
from arena.audit.models import BOOKER, Actor
from arena.delegations.models import Delegation
from arena.delegations.queries.vetting import gather_evidence
from arena.delegations.rules.vetting import Mark
from arena.delegations.services.ending import withdraw
from arena.delegations.services.enquiring import Facts, enter_enquiry, send_enquiry
from arena.delegations.services.vetting import ask_for_more, assign, decline
from arena.demo.data.enquiries import ENQUIRIES, Enquiry
from arena.demo.world import World

_THEN = timedelta(days=1)  # When staff, or the sender, have done the next thing.


def plan_enquiries(world: World, staff: Sequence[Actor]) -> None:
    """Plan that each enquiry comes in, and what becomes of it a day later."""
    for number, enquiry in enumerate(ENQUIRIES):
        _plan(world, enquiry, staff[number % len(staff)])


def _plan(world: World, enquiry: Enquiry, by: Actor) -> None:
    today, asked_at = clock.today(), _asked_at(enquiry)
    first = _weekday_after(today + timedelta(days=enquiry.first), enquiry.days)
    facts = Facts(
        name=enquiry.name,
        type=enquiry.type,
        level=enquiry.level,
        size=enquiry.size,
        starts_on=first,
        ends_on=first + timedelta(days=enquiry.days - 1),
        **enquiry.said,
    )

    def ask() -> None:
        if enquiry.mail:
            enter_enquiry(facts, original_text=enquiry.mail, is_told=True, by=by)
        else:
            send_enquiry(facts, by=BOOKER)

    def go_on() -> None:
        found = db.session.scalars(select(Delegation).where(Delegation.name == enquiry.name)).one()
        _take_step(found, enquiry, by)

    world.at(asked_at, ask)
    if enquiry.step != "new":
        world.at(asked_at + _THEN, go_on)


def _asked_at(enquiry: Enquiry) -> datetime:
    """Return when an enquiry came in: in office hours, unless it is some hours old only."""
    if enquiry.asked < 1:
        return clock.now() - timedelta(days=enquiry.asked)
    day = clock.today() - timedelta(days=int(enquiry.asked))
    moment = datetime.combine(day, time(9), tzinfo=clock.zone())
    return moment + timedelta(hours=enquiry.asked % 1 * 7)


def _take_step(delegation: Delegation, enquiry: Enquiry, by: Actor) -> None:
    """Let staff, or the sender, do what comes next."""
    person = db.session.get_one(User, int(by.label.partition(":")[2]))
    criteria = {str(each): str(mark) for each, mark in _marks(delegation).items()}
    if enquiry.step == "withdrawn":
        withdraw(delegation, enquiry.words, by=BOOKER)
        return
    assign(delegation, person, by=by)
    if enquiry.step == "asked":
        ask_for_more(delegation, criteria, words=enquiry.words, decided_by=person, by=by)
    elif enquiry.step == "declined":
        decline(
            delegation,
            criteria,
            words=enquiry.words,
            referred_to=enquiry.referred_to,
            decided_by=person,
            by=by,
        )


def _marks(delegation: Delegation) -> dict[str, Mark]:
    return {str(each): mark for each, mark in gather_evidence(delegation).marks.items()}


def _weekday_after(day: date, days: int) -> date:
    """Return the first day from `day` on from which so many days are all before a weekend."""
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() + days > 5 else 0)
