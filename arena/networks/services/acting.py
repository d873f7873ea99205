"""What acts on a network have in common: its lock, its version, and how a period ends."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from blinker import Signal
from sqlalchemy import func, select

from arena import clock, db
from arena.networks.models import Agreement, Network, Seat
from arena.networks.services.errors import ChangedMeanwhile, NetworkEnded

PRESSED_TWICE = timedelta(minutes=15)  # The very same within this time is the same.
_FOUNDING = 4701  # Any number that no other lock has.

# Sent with a network's number in the transaction of the act: floors above go by who is in it, and
# by what everybody may know of it.
changed = Signal("Somebody left a network, or it is closed, or has ended.")


def lock(network: Network) -> None:
    """Let acts on a network come one after the other, and read it anew."""
    lock_row(network)


def require_version(row: Network | Agreement, version: int) -> None:
    """Raise `ChangedMeanwhile` unless a form was shown with what holds now."""
    if row.version != version:
        raise ChangedMeanwhile


def lock_founding() -> None:
    """Let what makes something new come one after the other, until the transaction ends."""
    db.session.flush()
    if db.dialect() == "postgresql":
        db.session.execute(select(func.pg_advisory_xact_lock(_FOUNDING)))


def lock_row(row: Network | Agreement) -> None:
    """Let acts on a row come one after the other, and read it anew.

    The row alone: what it was read together with may be nothing, and nothing cannot be locked.
    """
    db.session.flush()
    kind = type(row)
    db.session.scalar(select(kind.id).where(kind.id == row.id).with_for_update())
    db.session.refresh(row)


def lock_alive(network: Network) -> None:
    """Lock a network, and the one that it is a group of; raise `NetworkEnded`."""
    if network.parent is not None:
        lock(network.parent)
    lock(network)
    today = clock.today()
    if network.has_ended(today) or (network.parent is not None and network.parent.has_ended(today)):
        raise NetworkEnded


def raise_version(network: Network) -> None:
    """Note that a network is another than forms were shown with."""
    network.version += 1
    network.updated_at = clock.now()


def end(row: Any, day: date) -> bool:
    """Let a period end on a day (the first on which it does not hold); tell whether it did before.

    One that would end before it had begun was none: it is taken away.
    """
    if row.ends_on is not None and row.ends_on <= day:
        return False
    changed.send(_network_id(row))
    if row.starts_on >= day:
        db.session.delete(row)
    else:
        row.ends_on = day
    return True


def _network_id(row: Any) -> int:
    """Return the number of the network that a membership, a seat or an office is of."""
    number: int = row.membership.network_id if isinstance(row, Seat) else row.network_id
    return number
