"""What the worker does: sends the mailings that are due."""

from __future__ import annotations

from flask import current_app

from arena import db, jobs
from arena.audit.models import WORKER
from arena.newsletters.models import Mailing
from arena.newsletters.queries.mailings import list_due
from arena.newsletters.services.sending import carry_on


def send_due() -> None:
    """Put what is due into the outbox, lot by lot, until all is there or the process is to end."""
    stopping = jobs.stopping(current_app._get_current_object())  # type: ignore[attr-defined]
    for mailing_id in list_due():
        is_going_on = True
        while is_going_on and not stopping.is_set():
            with db.transaction():
                mailing = db.session.get(Mailing, mailing_id)
                is_going_on = mailing is not None and carry_on(mailing, by=WORKER)
