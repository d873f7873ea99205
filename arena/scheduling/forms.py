"""What is ticked on the page of a closure: each thing that is to be moved, as it was shown."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from flask import request

from arena.resources.forms import ClosureForm
from arena.scheduling.closing import Closing, Hit, Move
from arena.scheduling.planning import Change, ChangedSince
from arena.web.fields import HiddenField
from arena.web.forms import Form
from arena.web.numbers import read_whole

_PARTS = 6
_NONE = "-"


class MovingForm(Form):
    """What is moved away from days that are closed already; `seen` marks what was shown."""

    seen = HiddenField()


def closing_of(form: ClosureForm, resource_id: int | None) -> Closing | None:
    """Return the closure that a valid form describes; None for one without a first day."""
    if form.starts_on.data is None:
        return None
    return Closing(
        resource_id=resource_id,
        starts_on=form.starts_on.data,
        ends_on=form.ends_on,
        reason_sv=form.reason_sv.data,
        reason_en=form.reason_en.data,
    )


def written_move(hit: Hit) -> str:
    """`{{ hit|written_move }}`: what is done when the hit is ticked, as a value of a form."""
    change = hit.change
    if change is None:
        return ""
    return " ".join(
        (
            str(hit.event.id),
            str(hit.version),
            change.starts_at.isoformat(timespec="minutes"),
            change.ends_at.isoformat(timespec="minutes"),
            _NONE if change.drops is None else str(change.drops),
            _NONE if change.takes is None else str(change.takes),
        )
    )


def read_moves() -> list[Move]:
    """Return what was ticked; raise `ChangedSince` for what no page has shown."""
    return [_read_move(text) for text in request.form.getlist("move")]


def ticked(hits: Sequence[Hit], asked: str, ticked_before: Collection[int] | None) -> set[int]:
    """Return the events that are ticked: all or none where that is `asked`, else as before.

    The first time it is what nobody has to agree on first.
    """
    movable = {hit.event.id for hit in hits if hit.change is not None}
    if asked == "tick_all":
        return movable
    if asked == "tick_none":
        return set()
    if ticked_before is not None:
        return movable & set(ticked_before)
    return {hit.event.id for hit in hits if hit.is_sure and hit.event.id in movable}


def _read_move(text: str) -> Move:
    parts = text.split(" ")
    if len(parts) != _PARTS:
        raise ChangedSince
    event_id, version = read_whole(parts[0]), read_whole(parts[1])
    drops, takes = (read_whole(each) for each in parts[4:])
    starts_at, ends_at = (_read_moment(each) for each in parts[2:4])
    if event_id is None or version is None or starts_at is None or ends_at is None:
        raise ChangedSince
    change = Change(starts_at=starts_at, ends_at=ends_at, drops=drops, takes=takes)
    return Move(event_id, version, change)


def _read_moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None
