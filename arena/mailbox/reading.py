"""The worker's round over the mailbox: each mail read once, handled once, and filed away."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable
from datetime import timedelta

import structlog
from flask import current_app
from sqlalchemy.exc import DBAPIError, OperationalError

from arena import clock, config, db, jobs
from arena.mailbox.account import Account
from arena.mailbox.connection import (
    BoxAway,
    Connection,
    FolderMissing,
    LoginRefused,
    Unread,
)
from arena.mailbox.receiving import (
    Place,
    is_copy_to_file,
    keep_as_fault,
    list_to_file,
    mark_filed,
    receive,
)
from arena.mailbox.sorting import Sorted, sort
from arena.messages.models import Mailbox
from arena.messages.reasons import Reason, told
from arena.messages.services.mailbox import (
    claim_mailbox,
    give_mailbox_back,
    hold_mailbox,
    is_mailbox_due,
    note_mailbox_trouble,
    note_reading,
)

EVERY_SECONDS = 60
MOST_A_ROUND = 200
BATCH = 20
TRIES = 3
FIRST_DAYS = timedelta(days=14)  # How far back a mailbox is read that was never read before.
_REASONS: dict[type[Unread], Reason] = {
    BoxAway: Reason.BOX_AWAY,
    LoginRefused: Reason.BOX_LOGIN,
    FolderMissing: Reason.BOX_FOLDER,
}
log = structlog.get_logger("arena.mailbox")


class Taken(Exception):
    """Another worker has taken the mailbox over: our time was up."""


def read_mailbox() -> int:
    """Read what has come in, and return how many mails were handled; without a mailbox none is.

    One worker reads at a time, under a lease. A mail is fetched outside of any transaction, and
    handled in one that also notes how far the mailbox has been read, so that a worker may die at
    any point. Filing away comes last: what was handled and not filed is filed next time.
    """
    account = Account.of(config.current())
    if account is None or not is_mailbox_due():
        return 0
    reading = Reading(account, jobs.stopping(current_app._get_current_object()))  # type: ignore[attr-defined]
    return reading.run()


class Reading:
    """One round, under a name of its own."""

    def __init__(self, account: Account, stopping: threading.Event) -> None:
        self.account = account
        self.stopping = stopping
        self.claim = str(uuid.uuid4())
        self.handled = 0
        self.copies: list[int] = []

    def run(self) -> int:
        """Take the mailbox in hand, read it, and let go of it, whatever happens."""
        with db.transaction():
            if claim_mailbox(self.claim) is None:
                return 0
        try:
            self._read()
            with db.transaction():
                note_reading(self.claim)
        except Taken:
            log.warning("mailbox_is_anothers")
        except Unread as error:
            self._note(_REASONS[type(error)], str(error))
        except Exception as error:
            self._note(Reason.BOX_FAULT, type(error).__name__)
            raise
        finally:
            with db.transaction():
                give_mailbox_back(self.claim)
        if self.handled:
            log.info("mail_read", count=self.handled)
        return self.handled

    def _read(self) -> None:
        connection = Connection(self.account, self.stopping)
        try:
            last = self._begin(connection)
            self._file_away(connection)
            new = connection.list_after(last)[:MOST_A_ROUND]
            for start in range(0, len(new), BATCH):
                for uid in new[start : start + BATCH]:
                    if self.stopping.is_set():
                        return
                    self._take(connection, uid)
                self._file_away(connection)
        finally:
            connection.close()

    def _begin(self, connection: Connection) -> int:
        """Return the number of the last mail that was taken.

        In a mailbox that was never read, or whose numbers mean nothing any more, it is the last one
        of two weeks ago: what was handled already is known again by itself.
        """
        with db.transaction():
            box = self._hold()
            if box.uid_validity == connection.uid_validity:
                return box.last_uid
        recent = connection.list_since(clock.today() - FIRST_DAYS)
        last = (min(recent) if recent else connection.uid_next) - 1
        with db.transaction():
            box = self._hold()
            box.uid_validity, box.last_uid = connection.uid_validity, last
        return last

    def _take(self, connection: Connection, uid: int) -> None:
        fetched = connection.fetch(uid)
        mail = sort(fetched.octets, is_whole=fetched.is_whole) if fetched else None
        place = Place(connection.uid_validity, uid)
        try:
            self._insisting(lambda: self._keep(receive, mail, place))
        except (Taken, OperationalError):
            raise
        except Exception:
            log.exception("mail_not_handled", uid=uid)
            self._insisting(lambda: self._keep(keep_as_fault, mail, place))

    def _keep(
        self,
        handle: Callable[[Sorted, Place], int | None],
        mail: Sorted | None,
        place: Place,
    ) -> None:
        """Handle one mail and move on, in one transaction; one that has gone is passed over."""
        with db.transaction():
            box = self._hold()
            is_new = mail is not None and handle(mail, place) is not None
            is_copy = mail is not None and not is_new and is_copy_to_file(mail.key)
            box.last_uid = max(box.last_uid, place.uid)
        self.handled += is_new
        if is_copy:  # It came twice, or lies there under another number than before.
            self.copies.append(place.uid)

    def _hold(self) -> Mailbox:
        box = hold_mailbox(self.claim)
        if box is None:
            raise Taken
        return box

    def _file_away(self, connection: Connection) -> None:
        """Move what is handled out of the way; what cannot be moved stays, marked as read."""
        waiting = list_to_file(connection.uid_validity, MOST_A_ROUND)
        uids = [mail.uid for mail in waiting] + self.copies
        numbers = [mail.id for mail in waiting]
        db.session.close()
        if not uids:
            return
        if not connection.file_away(uids):
            log.info("mail_not_moved", count=len(uids))
        self.copies = []
        with db.transaction():
            self._hold()
            mark_filed(numbers)

    def _insisting(self, act: Callable[[], None]) -> None:
        for tries_left in reversed(range(TRIES)):
            try:
                act()
                return
            except DBAPIError as error:
                if not tries_left or not db.is_retryable(error):
                    raise

    def _note(self, reason: Reason, words: str) -> None:
        if self.stopping.is_set():
            return  # It was we who broke off.
        log.warning("mailbox_trouble", kind=str(reason))
        with db.transaction():
            note_mailbox_trouble(self.claim, told(reason, words))
