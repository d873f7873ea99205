"""What a form was shown for: a version of a booking, and how its series stood, and when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from arena import clock
from arena.meeting_place.models import BookingSeries, RoomBooking
from arena.meeting_place.queries.changes import Change, list_changes, list_series_changes
from arena.meeting_place.queries.ruling import state_of
from arena.meeting_place.rules.states import Scope
from arena.web.forms import Form
from arena.web.numbers import read_whole


def write_seen(series: BookingSeries) -> str:
    """Return how a series stands, and that it is read now, for a hidden control."""
    return f"{state_of(series)}.{int(clock.now().timestamp())}"


def read_seen(text: str | None) -> tuple[str, datetime]:
    """Return how a series stood, and when it was read, of what `write_seen` wrote.

    Anything else is of no series, and of no time that anything was done before.
    """
    state, _dot, at = (text or "").partition(".")
    seconds = int(at) if at.isascii() and at.isdigit() and len(at) < 12 else 0
    return state, datetime.fromtimestamp(seconds, UTC)


def show_again(form: Form, booking: RoomBooking, scope: Scope) -> Sequence[Change]:
    """Let a form be of a booking, or of its series, as it is now.

    Return what was done since the form was shown: to the booking, or to all of its series where
    the act was about more of it.
    """
    version = read_whole(form["version"].data) or 0
    _set(form["version"], str(booking.version))
    if scope is Scope.ONE or booking.series is None:
        return list_changes(booking, version)
    _state, read_at = read_seen(form["seen"].data)
    _set(form["seen"], write_seen(booking.series))
    return list_series_changes(booking.series, read_at)


def _set(field: Any, value: str) -> None:
    field.data, field.raw_data = value, None
