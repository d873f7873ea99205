"""One round of a worker over the mail that is due: what its couriers share."""

from __future__ import annotations

import threading
import uuid
from datetime import timedelta

import structlog
from flask import Flask

from arena import clock, db, jobs
from arena.audit.models import WORKER
from arena.messages.reasons import Reason, told
from arena.messages.services.server import note_trouble, stop_sending
from arena.messages.smtp import SenderRefused, Server, Undelivered

FAULTS_IN_A_ROW = 3
PROBE_EVERY = timedelta(minutes=1)
log = structlog.get_logger("arena.messages")


class Round:
    """The name under which mails are claimed, how many went out, and whether to go on."""

    def __init__(self, app: Flask, server: Server) -> None:
        self.app = app
        self.server = server
        self.claim = str(uuid.uuid4())
        self.stopping = jobs.stopping(app)
        self.sent = 0
        self._over = threading.Event()
        self._faults = 0
        self._counting = threading.Lock()

    @property
    def is_over(self) -> bool:
        """Whether no further mail may be taken up: the server is in trouble, or we are to end."""
        return self._over.is_set() or self.stopping.is_set()

    def end(self) -> None:
        """Take up no further mail."""
        self._over.set()

    def note(self, error: Undelivered) -> None:
        """Write down what ails the server, for staff, and end the round."""
        self.end()
        if self.stopping.is_set():
            return  # It was we who broke off.
        log.warning("mail_server_trouble", kind=type(error).__name__)
        with db.transaction():
            if isinstance(error, SenderRefused):
                stop_sending(told(Reason.SENDER, str(error)), by=WORKER)
            else:
                reason = Reason.FAILING if self._faults else Reason.AWAY
                note_trouble(told(reason, str(error)), retry_at=clock.now() + PROBE_EVERY)

    def count_answer(self, *, is_sent: bool = False) -> None:
        """Note that the server gave a definite answer, and whether it took the mail."""
        with self._counting:
            self._faults = 0
            self.sent += is_sent

    def count_fault(self, error: Undelivered) -> None:
        """Note that the connection broke over a mail: after a few in a row it is the server."""
        with self._counting:
            self._faults += 1
            is_the_server = self._faults == FAULTS_IN_A_ROW
        if is_the_server:
            self.note(error)
