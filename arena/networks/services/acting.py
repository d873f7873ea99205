"""What acts on a network have in common: its lock, its version, and how a period ends."""

from __future__ import annotations

from datetime import date
from typing import Any

from blinker import Signal
from sqlalchemy import select

from arena import clock, db
from arena.networks.models import Agreement, Network, Seat
from arena.networks.services.errors import ChangedMeanwhile, NetworkEnded

# Sent with a network's number in the transaction of the act: floors above go by who is in it, and
# by what everybody may know of it.
changed = Signal("Somebody left a network, or it is closed, or has ended.")


def lock(network: Network, version: int | None = None) -> None:
    """Let acts on a network come one after the other, and read it anew.

    With a `version`, the one that a form was shown with: raise `ChangedMeanwhile` for another.
    """
    lock_row(network)
    if version is not None and network.version != version:
        raise ChangedMeanwhile


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
