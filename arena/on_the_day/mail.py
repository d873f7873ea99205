"""The mail to the house: something in a room does not work."""

from __future__ import annotations

from typing import Any

from arena import db
from arena.messages.kinds import N_, NoLongerTrue
from arena.messages.models import Message
from arena.on_the_day.models import Fault
from arena.resources.words import resource_name
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
