"""The way to the mailbox: one IMAP connection with time limits (RFC 3501, 4315 and 6851)."""

from __future__ import annotations

import imaplib
import io
import re
import ssl
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from arena.mailbox.account import Account
from arena.messages.patience import FAREWELL_SECONDS, Deadline, PatientReader

CONNECT_SECONDS = 20.0
MAIL_SECONDS = 60.0  # For one command, and for one mail, in all.
MOST_OCTETS = 10 * 1024 * 1024  # Of a larger mail only the head is read.
MOST_OF_HEAD = 64 * 1024
_MOST_AT_ONCE = 2 * MOST_OCTETS  # Some servers guess at sizes; nobody sends us more than this.
_MOST_LINE = 1_000_000
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_SIZE = re.compile(rb"RFC822\.SIZE (\d+)")
_PREFIX = re.compile(rb'^\(\("((?:[^"\\]|\\.)*)"')


class Unread(Exception):
    """The mailbox cannot be read; the message is the server's own words or the system's."""


class BoxAway(Unread):
    """It cannot be reached, or the connection broke or took too long."""


class LoginRefused(Unread):
    """It does not let us in."""


class FolderMissing(Unread):
    """It has no folder of that name."""


@dataclass(frozen=True)
class Fetched:
    """A mail as it lies in the mailbox, or only its head where it is too big."""

    uid: int
    octets: bytes
    is_whole: bool


class Connection:
    """An open mailbox, signed in and with its folder selected; `close` is safe at any time."""

    def __init__(self, account: Account, stopping: threading.Event) -> None:
        """Open it; raise `BoxAway`, `LoginRefused` or `FolderMissing`."""
        self.uid_validity = 0  # With another one the numbers of mails mean nothing.
        self.uid_next = 0  # The number that the next mail will have.
        self._can: set[str] = set()
        self._account = account
        kind = _LimitedSSL if account.is_encrypted else _LimitedPlain
        with self._speaking(CONNECT_SECONDS):
            self._imap: _Limited = kind(
                stopping, host=account.host, port=account.port, timeout=CONNECT_SECONDS
            )
        try:
            self._sign_in()
            self._select()
        except Unread:
            self.close()
            raise

    @property
    def can_move(self) -> bool:
        """Whether it moves mails to another folder without touching others."""
        return self._mover() is not None

    def list_since(self, day: date) -> list[int]:
        """Return the mails that have come in from a day on, in their order."""
        written = f"{day.day}-{_MONTHS[day.month - 1]}-{day.year}"
        return self._search("SINCE", written)

    def list_after(self, uid: int) -> list[int]:
        """Return the mails that came in after one, in their order."""
        # "n:*" always has the last mail in it, even one before n (RFC 3501, 6.4.8).
        return [found for found in self._search("UID", f"{uid + 1}:*") if found > uid]

    def fetch(self, uid: int) -> Fetched | None:
        """Return a mail without marking it as read; None when it has gone."""
        with self._speaking(MAIL_SECONDS):
            size = _SIZE.search(b" ".join(_flat(self._asked("FETCH", str(uid), "(RFC822.SIZE)"))))
            if size is None:
                return None
            is_whole = int(size[1]) <= MOST_OCTETS
            part = "(BODY.PEEK[])" if is_whole else f"(BODY.PEEK[HEADER]<0.{MOST_OF_HEAD}>)"
            answer = self._asked("FETCH", str(uid), part)
        octets = next((each[1] for each in answer if isinstance(each, tuple)), None)
        # A server may write a short mail in quotes: a person sees to it, rather than nobody.
        return Fetched(uid, octets if octets is not None else b" ".join(_flat(answer)), is_whole)

    def file_away(self, uids: Sequence[int]) -> bool:
        """Mark mails as read and move them to the folder for what is handled.

        Return whether they were moved: some servers cannot without touching other mails.
        """
        listed = ",".join(map(str, uids))
        with self._speaking(MAIL_SECONDS):
            self._imap.uid("STORE", listed, "+FLAGS.SILENT", r"(\Seen)")
            move = self._mover()
            if move is None:
                return False
            folder = _quoted(self._prefix() + self._account.filed_in)
            if move(listed, folder):
                return True
            self._imap.create(folder)  # Where it was there already, this is refused, and no harm.
            self._imap.subscribe(folder)
            return move(listed, folder)

    def close(self) -> None:
        """Say goodbye, in a moment at most."""
        imap = self.__dict__.get("_imap")
        if imap is None:
            return
        imap.deadline.limit(FAREWELL_SECONDS)
        with suppress(OSError, imaplib.IMAP4.error):  # Who does not say goodbye has gone.
            imap.logout()
        imap.shutdown()

    def _sign_in(self) -> None:
        account = self._account
        with self._speaking(CONNECT_SECONDS):
            if account.starts_tls:
                self._imap.starttls(ssl.create_default_context())
            try:
                if f"{account.user}{account.password}".isascii():
                    self._imap.login(account.user, account.password)
                else:  # imaplib's LOGIN knows ASCII only (RFC 4616 has UTF-8).
                    secret = f"\0{account.user}\0{account.password}".encode()
                    self._imap.authenticate("PLAIN", lambda _: secret)
            except imaplib.IMAP4.abort:
                raise
            except imaplib.IMAP4.error as error:
                raise LoginRefused(_words(error)) from error
            told = b" ".join(_flat(self._imap.capability()[1]))  # More than before the login.
            self._can = set(told.decode("ascii", "replace").upper().split())

    def _select(self) -> None:
        with self._speaking(CONNECT_SECONDS):
            kind, words = self._imap.select(_quoted(self._account.folder))
            if kind != "OK":
                raise FolderMissing(_words(words[0]))
            self.uid_validity, self.uid_next = self._number("UIDVALIDITY"), self._number("UIDNEXT")

    def _number(self, name: str) -> int:
        found = self._imap.response(name)[1][-1]
        if found is None:
            raise BoxAway(f"The mail server tells no {name}")
        return int(found)

    def _search(self, *criteria: str) -> list[int]:
        with self._speaking(MAIL_SECONDS):
            answer = self._asked("SEARCH", *criteria)
        return sorted({int(number) for line in _flat(answer) for number in line.split()})

    def _asked(self, command: str, *about: str) -> list[Any]:
        kind, answer = self._imap.uid(command, *about)
        if kind != "OK":
            raise BoxAway(_words(answer[0]))
        return answer

    def _mover(self) -> Callable[[str, str], bool] | None:
        """Return what moves mails, by what the server can; None where other mails would suffer."""
        if "MOVE" in self._can:
            return lambda uids, folder: self._imap.uid("MOVE", uids, folder)[0] == "OK"
        if "UIDPLUS" in self._can:
            return self._copy_and_expunge
        return None

    def _copy_and_expunge(self, uids: str, folder: str) -> bool:
        if self._imap.uid("COPY", uids, folder)[0] != "OK":
            return False
        self._imap.uid("STORE", uids, "+FLAGS.SILENT", r"(\Deleted)")
        return bool(self._imap.uid("EXPUNGE", uids)[0] == "OK")

    def _prefix(self) -> str:
        """Return what the names of one's own folders begin with (RFC 2342)."""
        if "NAMESPACE" not in self._can:
            return ""
        found = _PREFIX.match(b" ".join(_flat(self._imap.namespace()[1])))
        return found[1].decode("ascii", "replace") if found else ""

    @contextmanager
    def _speaking(self, seconds: float) -> Iterator[None]:
        """Give a conversation its time, and turn what goes wrong in it into `BoxAway`."""
        if (imap := self.__dict__.get("_imap")) is not None:
            imap.deadline.limit(seconds)
        try:
            yield
        except (OSError, imaplib.IMAP4.error, ValueError) as error:
            raise BoxAway(_words(error)) from error


class _Limited(imaplib.IMAP4):
    """An IMAP client that keeps to one deadline through all reads and writes."""

    def __init__(self, stopping: threading.Event, **options: Any) -> None:
        self.deadline = Deadline(stopping, CONNECT_SECONDS)
        self._reader: io.BufferedReader | None = None
        self._read_from: object = None
        super().__init__(**options)

    def read(self, size: int) -> bytes:
        """Read what the server announced, unless it is more than anybody asked for."""
        if size > _MOST_AT_ONCE:
            raise self.abort("The mail server sends more than was asked for")
        return self._patiently().read(size)

    def readline(self) -> bytes:
        """Read one line within the deadline."""
        line = self._patiently().readline(_MOST_LINE + 1)
        if len(line) > _MOST_LINE:
            raise self.abort("The mail server sends a line without end")
        return line

    def send(self, data: Any) -> None:
        """Write within the deadline."""
        self.sock.settimeout(self.deadline.remaining())
        super().send(data)

    def shutdown(self) -> None:
        """Let go of the connection, whatever is left of it."""
        with suppress(OSError):  # It has gone already.
            super().shutdown()

    def _patiently(self) -> io.BufferedReader:
        """Return the reader of the present socket: what came before STARTTLS is not believed."""
        if self._reader is None or self._read_from is not self.sock:
            self._reader, self._read_from = io.BufferedReader(PatientReader(self)), self.sock
        return self._reader


class _LimitedPlain(_Limited):
    """Without encryption, or with STARTTLS."""


class _LimitedSSL(_Limited, imaplib.IMAP4_SSL):
    """Encrypted from the first byte, with a certificate that holds."""

    def __init__(self, stopping: threading.Event, **options: Any) -> None:
        super().__init__(stopping, ssl_context=ssl.create_default_context(), **options)


def _flat(answer: Sequence[Any]) -> list[bytes]:
    """Return the lines of an answer; imaplib has a pair for each that came with a literal."""
    lines = [part for each in answer for part in (each if isinstance(each, tuple) else (each,))]
    return [line for line in lines if isinstance(line, bytes)]


def _quoted(folder: str) -> str:
    return '"' + folder.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _words(said: object) -> str:
    if isinstance(said, imaplib.IMAP4.error) and said.args:
        said = said.args[0]
    if isinstance(said, bytes):
        said = said.decode("utf-8", "replace")
    text = getattr(said, "strerror", None) or str(said) or type(said).__name__
    return " ".join(str(text).split())
