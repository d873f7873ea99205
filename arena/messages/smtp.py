"""The way to the mail server: one connection with time limits, and what its answers mean."""

from __future__ import annotations

import base64
import io
import smtplib
import ssl
import threading
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from arena.config import Settings
from arena.messages.patience import FAREWELL_SECONDS, Deadline, PatientReader

CONNECT_SECONDS = 20.0
MAIL_SECONDS = 60.0  # For one mail in all: a server that drips never trips a socket's own timeout.

TOO_BIG = 552
CLOSING = 421
SIGNED_IN = 235


class Undelivered(Exception):
    """A mail was not taken; the message is the server's own words or the system's."""


class MailRefused(Undelivered):
    """This mail will never be taken: 5xx on the receiver or the text."""


class MailDeferred(Undelivered):
    """The server asks to try this mail later: 4xx."""


class SenderRefused(Undelivered):
    """No mail of ours will be taken until somebody has looked: 5xx on the sender or the login."""


class Disconnected(Undelivered):
    """The connection broke or took too long: the mail may or may not have been taken."""


class ServerAway(Undelivered):
    """The server cannot be reached, or does not want to talk now."""


@dataclass(frozen=True)
class Server:
    """Where mail is handed over, from ARENA_SMTP_URL."""

    host: str
    port: int
    user: str
    password: str
    is_encrypted: bool
    starts_tls: bool
    our_name: str

    @classmethod
    def of(cls, settings: Settings) -> Server | None:
        """Return the server that the settings name, if any."""
        if settings.smtp_url is None:
            return None
        url = urlsplit(settings.smtp_url)
        is_encrypted = url.scheme == "smtps"
        return cls(
            host=url.hostname or "",
            port=url.port or (465 if is_encrypted else 25),
            user=unquote(url.username or ""),
            password=unquote(url.password or ""),
            is_encrypted=is_encrypted,
            starts_tls=parse_qs(url.query).get("starttls", ["0"])[0] in ("1", "true", "yes"),
            our_name=urlsplit(settings.base_url).hostname or "localhost",
        )


class Connection:
    """An open, greeted and signed-in connection; `close` is safe at any time."""

    def __init__(self, server: Server, stopping: threading.Event) -> None:
        """Connect; raise `ServerAway`, or `SenderRefused` when the login is refused."""
        self.mails = 0
        self._smtp: _Limited
        kind = _LimitedSSL if server.is_encrypted else _LimitedPlain
        self._smtp = kind(stopping, local_hostname=server.our_name, timeout=CONNECT_SECONDS)
        self._smtp.deadline.limit(CONNECT_SECONDS)
        try:
            self._open(server)
        except smtplib.SMTPAuthenticationError as error:
            self.close()
            kind_of = SenderRefused if error.smtp_code >= 500 else ServerAway
            raise kind_of(_words(error.smtp_code, error.smtp_error)) from error
        except smtplib.SMTPResponseException as error:
            self.close()
            raise ServerAway(_words(error.smtp_code, error.smtp_error)) from error
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            raise ServerAway(_system_words(error)) from error

    def send(self, sender: str, receiver: str, mail: bytes) -> None:
        """Hand over one mail; any error but `Undelivered` is a fault of ours."""
        self._smtp.deadline.limit(MAIL_SECONDS)
        self._smtp.is_handed_over = False
        self.mails += 1
        try:
            self._smtp.sendmail(sender, [receiver], mail)
        except smtplib.SMTPSenderRefused as error:
            raise _verdict(error.smtp_code, error.smtp_error, on_sender=True) from error
        except smtplib.SMTPRecipientsRefused as error:
            raise _verdict(*error.recipients[receiver]) from error
        except smtplib.SMTPResponseException as error:
            raise _verdict(error.smtp_code, error.smtp_error) from error
        except (OSError, smtplib.SMTPException) as error:
            raise Disconnected(str(error)) from error

    @property
    def was_stale(self) -> bool:
        """Whether the last mail surely did not leave: the connection broke before its text."""
        return self.mails > 1 and not self._smtp.is_handed_over

    @property
    def is_open(self) -> bool:
        """Whether another mail may be handed over; servers close after some of their answers."""
        return self._smtp.sock is not None

    def close(self) -> None:
        """Say goodbye, in a moment at most."""
        self._smtp.deadline.limit(FAREWELL_SECONDS)
        try:
            if self.is_open:
                self._smtp.quit()
        except (OSError, smtplib.SMTPException):
            pass  # Who does not say goodbye has gone.
        self._smtp.close()

    def _open(self, server: Server) -> None:
        self._smtp.open(server.host, server.port)
        self._smtp.ehlo_or_helo_if_needed()
        if server.starts_tls:
            self._smtp.starttls(context=ssl.create_default_context())
            self._smtp.ehlo_or_helo_if_needed()
        if server.user:
            self._smtp.sign_in(server.user, server.password)


class _Limited(smtplib.SMTP):
    """An SMTP client that keeps to one deadline through all reads and writes."""

    def __init__(self, stopping: threading.Event, **options: Any) -> None:
        self.deadline = Deadline(stopping, CONNECT_SECONDS)
        self.is_handed_over = False
        super().__init__(**options)

    def open(self, host: str, port: int) -> None:
        """Connect and read the greeting; a server that does not greet with 220 is away."""
        self._host = host  # The name that its certificate must bear.
        code, words = self.connect(host, port)
        if code != 220:
            self.close()
            raise smtplib.SMTPConnectError(code, words)

    def sign_in(self, user: str, password: str) -> None:
        """Sign in; smtplib itself knows passwords in ASCII only (RFC 4616 has UTF-8)."""
        if f"{user}{password}".isascii():
            self.login(user, password)
            return
        secret = base64.b64encode(f"\0{user}\0{password}".encode()).decode()
        code, words = self.docmd("AUTH", f"PLAIN {secret}")
        if code != SIGNED_IN:
            raise smtplib.SMTPAuthenticationError(code, words)

    def getreply(self) -> tuple[int, bytes]:
        """Read the server's answer within the deadline."""
        if self.file is None and self.sock is not None:
            self.file = io.BufferedReader(PatientReader(self))
        return super().getreply()

    def send(self, s: Any) -> None:
        """Write within the deadline."""
        if self.sock is not None:
            self.sock.settimeout(self.deadline.remaining())
        super().send(s)

    def data(self, msg: Any) -> tuple[int, bytes]:
        """Hand over the text: from here on nobody knows what a lost answer means."""
        self.is_handed_over = True
        return super().data(msg)


class _LimitedPlain(_Limited):
    """Without encryption, or with STARTTLS."""


class _LimitedSSL(_Limited, smtplib.SMTP_SSL):
    """Encrypted from the first byte, with a certificate that holds."""

    def __init__(self, stopping: threading.Event, **options: Any) -> None:
        super().__init__(stopping, context=ssl.create_default_context(), **options)


def _verdict(code: int, words: bytes | str, *, on_sender: bool = False) -> Undelivered:
    said = _words(code, words)
    if code == CLOSING:
        return Disconnected(said)
    if 400 <= code < 500:
        return MailDeferred(said)
    if on_sender and code != TOO_BIG:
        return SenderRefused(said)
    return MailRefused(said) if code >= 500 else Disconnected(said)


def _system_words(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error) or type(error).__name__


def _words(code: int, words: bytes | str) -> str:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else str(words)
    return " ".join(f"{code} {text}".split())
