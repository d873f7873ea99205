"""Signs of life: what tells staff and operators that mail would go out."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete

from arena import clock, db
from arena.messages.models import Heartbeat

FORGOTTEN_AFTER = timedelta(days=1)


def beat(worker: str) -> None:
    """Write down that `worker` is alive, and forget those that have been silent for a day."""
    now = clock.now()
    db.session.merge(Heartbeat(worker=worker, at=now))
    db.session.execute(delete(Heartbeat).where(Heartbeat.at < now - FORGOTTEN_AFTER))


def stop_beating(worker: str) -> None:
    """Forget `worker`, which has stopped as it should."""
    db.session.execute(delete(Heartbeat).where(Heartbeat.worker == worker))
