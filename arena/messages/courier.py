"""A courier: writes a mail, hands it over on a connection of its own, marks the outcome."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from queue import Empty, SimpleQueue
from typing import TypeVar

import structlog
from sqlalchemy.exc import DBAPIError

from arena import clock, db
from arena.messages.composing import compose
from arena.messages.headers import Unsendable, sender
from arena.messages.kinds import NoLongerTrue
from arena.messages.models import Message, MessageStatus
from arena.messages.reasons import Reason, told
from arena.messages.rendering import Rendered, render
from arena.messages.round import Round
from arena.messages.services.outcomes import (
    Claimed,
    mark_deferred,
    mark_dropped,
    mark_failed,
    mark_refused,
    mark_sent,
)
from arena.messages.smtp import (
    MAIL_SECONDS,
    Connection,
    Disconnected,
    MailDeferred,
    MailRefused,
    SenderRefused,
    ServerAway,
)

MAILS_A_CONNECTION = 100  # Many servers close, or slow down, after about so many.
TRIES = 3
LEAST_LEASE = timedelta(seconds=MAIL_SECONDS + 15)
log = structlog.get_logger("arena.messages")
_Told = TypeVar("_Told")


@dataclass(frozen=True)
class Written:
    """A mail that is ready to be handed over."""

    rendered: Rendered
    sender: str
    receiver: str
    mail: bytes


class Courier:
    """Carries one mail at a time, on one connection that is opened when needed and used again."""

    def __init__(self, this: Round, connection: Connection | None = None) -> None:
        self.round = this
        self.connection = connection

    def carry(self, waiting: SimpleQueue[list[Claimed]]) -> None:
        """Take group after group until none waits or the round is over."""
        with self.round.app.app_context():
            try:
                while True:
                    for claimed in waiting.get_nowait():
                        if self.round.is_over:
                            return
                        self._deliver(claimed)
            except Empty:
                return
            except BaseException:
                self.round.end()
                raise

    def close(self) -> None:
        """Let go of the connection."""
        if self.connection is not None:
            self.connection.close()
        self.connection = None

    def _deliver(self, claimed: Claimed) -> None:
        written = self._write(claimed)
        if written is None:
            return
        try:
            self._hand_over(written)
        except (ServerAway, SenderRefused) as error:
            self.close()
            self.round.note(error)
        except Disconnected as error:
            self.close()
            self._mark(mark_deferred, claimed, told(Reason.DISCONNECTED, str(error)))
            self.round.count_fault(error)
        except MailRefused as error:
            self.round.count_answer()
            self._mark(mark_refused, claimed, str(error))
        except MailDeferred as error:
            self.round.count_answer()
            self._mark(mark_deferred, claimed, told(Reason.DEFERRED, str(error)))
        else:
            self._mark(mark_sent, claimed, written.rendered)
            self.round.count_answer(is_sent=True)

    def _write(self, claimed: Claimed) -> Written | None:
        """Return the mail as it must be now; None when it is not to be sent, which is then marked.

        A mail that cannot be written is a fault of ours, and must not stop the others: it is tried
        again like one that the server deferred, since the fault may be mended meanwhile.
        """
        try:
            message = db.session.get(Message, claimed.id, populate_existing=True)
            if message is None or not self._is_held(message):
                return None
            rendered = render(message)
            mail = compose(message, rendered).as_bytes()
            return Written(rendered, sender().addr_spec, message.recipient_email, mail)
        except NoLongerTrue as error:
            self._mark(mark_dropped, claimed, told(Reason.UNTRUE, str(error)))
        except Unsendable as error:
            self._mark(mark_failed, claimed, told(Reason.ADDRESS, str(error)))
        except DBAPIError:
            raise
        except Exception as error:
            log.exception("mail_unwritable", message=claimed.id)
            self._mark(mark_deferred, claimed, told(Reason.UNWRITABLE, type(error).__name__))
        finally:
            db.session.close()  # No transaction is open while the server takes its time.
        return None

    def _is_held(self, message: Message) -> bool:
        """Tell whether the mail is still ours, for longer than handing it over may take."""
        return (
            message.status == MessageStatus.SENDING
            and message.claim == self.round.claim
            and message.claimed_until is not None
            and message.claimed_until - clock.now() > LEAST_LEASE
        )

    def _hand_over(self, written: Written) -> None:
        connection = self._connected()
        try:
            connection.send(written.sender, written.receiver, written.mail)
        except Disconnected:
            if not connection.was_stale:
                raise
            self.close()  # The server had closed an idle connection: this mail never left.
            self._connected().send(written.sender, written.receiver, written.mail)

    def _connected(self) -> Connection:
        connection = self.connection
        if connection and connection.is_open and connection.mails < MAILS_A_CONNECTION:
            return connection
        self.close()
        self.connection = Connection(self.round.server, self.round.stopping)
        return self.connection

    def _mark(self, mark: Callable[[int, str, _Told], bool], claimed: Claimed, what: _Told) -> None:
        """Write the outcome down, insisting: what is not marked is sent again."""
        for tries_left in reversed(range(TRIES)):
            try:
                with db.transaction():
                    if not mark(claimed.id, self.round.claim, what):
                        log.warning("mail_is_anothers", message=claimed.id)
                return
            except DBAPIError as error:
                if not tries_left or not db.is_retryable(error):
                    raise
