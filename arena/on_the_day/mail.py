"""The mails of the day: something in a room does not work; plan B in the morning."""

from __future__ import annotations

from datetime import date
from typing import Any

from arena import clock, db
from arena.accounts.models import User
from arena.messages.kinds import N_, Attachment, NoLongerTrue
from arena.messages.models import Message
from arena.on_the_day.models import ComesAs, Fault
from arena.on_the_day.plan_b import make_plan
from arena.on_the_day.policy import may_have_plan
from arena.on_the_day.queries.plan import read_plan
from arena.resources.words import resource_name
from arena.web import filters
from arena.web.addresses import absolute_url


def gather_fault(message: Message) -> dict[str, Any]:
    """Return what was reported; what has been mended meanwhile is not told."""
    fault = db.session.get(Fault, message.params["fault_id"])
    if fault is None or fault.done_at is not None:
        raise NoLongerTrue(N_("The fault is mended."))
    return {
        "room": resource_name(fault.room),
        "words": fault.words,
        "reported_at": fault.reported_at,
        "faults_url": absolute_url("on_the_day_staff.faults"),
    }


def about_fault(message: Message) -> str:
    """Return the name of the room whose fault a mail tells of."""
    fault = db.session.get(Fault, message.params["fault_id"])
    return resource_name(fault.room) if fault else ""


def about_plan(message: Message) -> str:
    """Return the day of a plan."""
    return filters.day(date.fromisoformat(message.params["day"]))


def gather_plan(message: Message) -> dict[str, Any]:
    """Return how much the plan holds: its words are in the file alone, so that no copy stays here.

    Who has left, or plans no more, gets none; nor does anybody get yesterday's.
    """
    user = db.session.get(User, message.params["user_id"])
    if user is None or not user.is_open or not may_have_plan(user):
        raise NoLongerTrue(N_("The person plans no more."))
    day = date.fromisoformat(message.params["day"])
    if day != clock.today():
        raise NoLongerTrue(N_("The day is over."))
    return {
        "days": [(each.day, len(each.items)) for each in read_plan(day)],
        "plan_url": absolute_url("on_the_day_staff.plan_b"),
    }


def attach_plan(message: Message) -> Attachment | None:
    """Return the plan where it was wanted as a file."""
    return make_plan() if message.params["as"] == ComesAs.FILE else None
