"""The way to a calendar on the internet, and to nothing else.

Whoever may type an address could have us look into our own network. So every address that a name
resolves to must be public, and the connection goes to the very address that was looked at: the name
is not asked for again, when it might say something else. The same for each redirect.
"""

from __future__ import annotations

import http.client
import queue
import socket
import ssl
import threading
import time
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from urllib.parse import urljoin

from arena.hosting.parsing import MOST_BYTES
from arena.hosting.rules.networks import is_public
from arena.hosting.rules.troubles import Trouble
from arena.hosting.rules.writing import Address, read_address

SECONDS = 10.0  # For one calendar in all: a server that drips never trips a socket's own timeout.
MOST_REDIRECTS = 3
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_ANSWERS = {401: Trouble.REFUSED, 403: Trouble.REFUSED, 404: Trouble.GONE, 410: Trouble.GONE}
_AT_A_TIME = 65_536
_CONDITIONS = frozenset({"If-None-Match", "If-Modified-Since"})


class Unread(Exception):
    """The calendar could not be fetched; `trouble` is why."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(str(trouble))
        self.trouble = trouble


@dataclass(frozen=True)
class Fetched:
    """What a server gave; without `content` what we have is still what holds."""

    content: bytes | None
    etag: str = ""
    last_modified: str = ""


class Network:
    """Names, connections and trust as the system has them."""

    def resolve(self, host: str, port: int) -> list[str]:
        """Return every address of a name; raise `OSError` where it has none."""
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        return [str(each[4][0]) for each in found]

    def connect(self, ip: str, address: Address, seconds: float) -> socket.socket:
        """Connect to an address, and see that it is the server of that name."""
        plain = socket.create_connection((ip, address.port), seconds)
        try:
            context = ssl.create_default_context()
            return context.wrap_socket(plain, server_hostname=address.host)
        except BaseException:
            plain.close()
            raise


class ClosedNetwork(Network):
    """The way is closed: the demo arena fetches nothing from anybody."""

    def resolve(self, host: str, port: int) -> list[str]:
        """Refuse."""
        raise Unread(Trouble.CLOSED)


def fetch(
    text: str,
    network: Network,
    *,
    etag: str = "",
    last_modified: str = "",
    seconds: float = SECONDS,
) -> Fetched:
    """Return what is at an address, or raise `Unread`.

    With `etag` or `last_modified` of the last time, what has not changed is not sent again.
    """
    deadline = time.monotonic() + seconds
    conditions = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    headers = {
        "Accept": "text/calendar, */*;q=0.1",
        "Accept-Encoding": "identity",
        "User-Agent": "Arena",
        **{name: value for name, value in conditions.items() if value},
    }
    for _ in range(MOST_REDIRECTS + 1):
        address = read_address(text)
        if address is None:
            raise Unread(Trouble.ADDRESS)
        answer = _ask(address, network, headers, deadline)
        if isinstance(answer, Fetched):
            return answer
        text = _next(address, answer)
    raise Unread(Trouble.REDIRECTS)


def _next(address: Address, location: str) -> str:
    try:
        return urljoin(address.text, location)
    except ValueError:  # A broken IPv6 address.
        raise Unread(Trouble.ADDRESS) from None


def public_address(address: Address, network: Network, deadline: float) -> str:
    """Return an address of a server, all of whose addresses are public, or raise `Unread`."""
    answers: queue.Queue[list[str] | Exception] = queue.Queue(1)

    def resolve() -> None:
        try:
            answers.put(network.resolve(address.host, address.port))
        except (OSError, UnicodeError, Unread) as error:
            answers.put(error)

    # The system has no time limit for names that one could set, so it is not waited for longer.
    threading.Thread(target=resolve, daemon=True).start()
    try:
        found = answers.get(timeout=max(deadline - time.monotonic(), 0.01))
    except queue.Empty:
        raise Unread(Trouble.TOO_SLOW) from None
    if isinstance(found, Unread):
        raise found
    if isinstance(found, Exception) or not found:
        raise Unread(Trouble.UNKNOWN)
    if not all(is_public(ip) for ip in found):
        raise Unread(Trouble.PRIVATE)
    return found[0]


class _Pinned(http.client.HTTPConnection):
    """A connection that is open already, to the address that was looked at."""

    def __init__(self, address: Address, opened: socket.socket) -> None:
        super().__init__(address.host, address.port)
        self.default_port = 443
        self.sock = opened

    def connect(self) -> None:
        """Never open another."""
        raise OSError("The server has closed the connection.")


def _ask(
    address: Address, network: Network, headers: Mapping[str, str], deadline: float
) -> Fetched | str:
    """Return what the server gave, or where it says that it is instead."""
    ip = public_address(address, network, deadline)
    left = deadline - time.monotonic()
    if left <= 0:
        raise Unread(Trouble.TOO_SLOW)
    try:
        opened = network.connect(ip, address, left)
    except ssl.SSLError as error:
        raise Unread(Trouble.UNTRUSTED) from error
    except TimeoutError as error:
        raise Unread(Trouble.TOO_SLOW) from error
    except (OSError, ValueError) as error:  # A name that no certificate can have is a ValueError.
        raise Unread(Trouble.UNREACHABLE) from error
    watch = threading.Timer(max(deadline - time.monotonic(), 0.01), _cut, (opened,))
    watch.daemon = True
    watch.start()
    connection = _Pinned(address, opened)
    try:
        connection.request("GET", address.target, headers=dict(headers))
        with closing(connection.getresponse()) as answer:
            if answer.status == 304 and not headers.keys() & _CONDITIONS:
                raise Unread(Trouble.ANSWER)  # Unchanged since when? We have nothing.
            return _read(answer, deadline)
    except (OSError, http.client.HTTPException, ValueError) as error:
        is_late = time.monotonic() >= deadline
        raise Unread(Trouble.TOO_SLOW if is_late else Trouble.UNREACHABLE) from error
    finally:
        watch.cancel()
        connection.close()
        opened.close()


def _read(answer: http.client.HTTPResponse, deadline: float) -> Fetched | str:
    if answer.status in _REDIRECTS and answer.headers.get("Location"):
        return str(answer.headers["Location"])
    if answer.status == 304:
        return Fetched(None)
    if answer.status != 200:
        raise Unread(_ANSWERS.get(answer.status, Trouble.ANSWER))
    if answer.headers.get("Content-Encoding", "identity").lower() not in ("", "identity"):
        raise Unread(Trouble.ANSWER)  # What was packed may unpack to anything.
    content = bytearray()
    while some := answer.read1(_AT_A_TIME):
        content += some
        if len(content) > MOST_BYTES:
            raise Unread(Trouble.TOO_LARGE)
        if time.monotonic() >= deadline:
            raise Unread(Trouble.TOO_SLOW)
    if time.monotonic() >= deadline:
        raise Unread(Trouble.TOO_SLOW)  # It was cut off: what came is not all.
    return Fetched(
        bytes(content),
        etag=_kept(answer.headers.get("ETag"), 200),
        last_modified=_kept(answer.headers.get("Last-Modified"), 60),
    )


def _kept(value: str | None, longest: int) -> str:
    """Return a header that we give back next time, or nothing when it is not a plain one."""
    if value is None or len(value) > longest or not (value.isascii() and value.isprintable()):
        return ""
    return value


def _cut(opened: socket.socket) -> None:
    with suppress(OSError):
        opened.shutdown(socket.SHUT_RDWR)
