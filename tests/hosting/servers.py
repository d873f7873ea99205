"""A server of calendars on this machine, and a network that takes it for one on the internet."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from arena.hosting.network import Network
from arena.hosting.rules.writing import Address

PUBLIC = "193.10.0.1"
# Of keys that are used nowhere else: by an authority of the tests, for the name that they ask for
# and for another one; and one that vouches for itself.
CERTIFICATES = Path(__file__).with_name("certificates")
Handler = Callable[[socket.socket, str], None]


class Pretended(Network):
    """Names resolve to what the test says; every connection goes to the test's server, in plain."""

    def __init__(self, port: int = 0, answers: dict[str, list[list[str]]] | None = None) -> None:
        self.port = port
        self.answers = answers or {}
        self.asked: list[str] = []
        self.connected: list[str] = []

    def resolve(self, host: str, port: int) -> list[str]:
        """Answer the next thing that the test has prepared for a name."""
        self.asked.append(host)
        prepared = self.answers.get(host)
        if prepared is None:
            return [PUBLIC]
        return prepared.pop(0) if len(prepared) > 1 else prepared[0]

    def connect(self, ip: str, address: Address, seconds: float) -> socket.socket:
        """Connect to the test's server."""
        self.connected.append(ip)
        return socket.create_connection(("127.0.0.1", self.port), seconds)


class Encrypted(Network):
    """Every name is this machine; what is said is encrypted, and trusted or not as ever."""

    def __init__(self, port: int) -> None:
        self.port = port

    def resolve(self, host: str, port: int) -> list[str]:
        """Take every name for one on the internet."""
        return [PUBLIC]

    def connect(self, ip: str, address: Address, seconds: float) -> socket.socket:
        """Connect to the test's server as to one on the internet."""
        return super().connect("127.0.0.1", replace(address, port=self.port), seconds)


@contextmanager
def serving_encrypted(handle: Handler, certificate: str) -> Iterator[Encrypted]:
    """Serve by TLS, with one of the certificates."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATES / f"{certificate}.pem")

    with serving(handle, context) as network:
        yield Encrypted(network.port)


@contextmanager
def serving(handle: Handler, context: ssl.SSLContext | None = None) -> Iterator[Pretended]:
    """Serve what `handle` writes for each request (its head is given), and how to get there."""
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(0.1)
    is_over = threading.Event()

    def serve() -> None:
        while not is_over.is_set():
            try:
                connection, _ = listener.accept()
            except TimeoutError:
                continue
            with connection:
                connection.settimeout(5)
                with suppress(OSError):  # The client has gone, as it should from a bad server.
                    _converse(connection, handle, context)

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield Pretended(listener.getsockname()[1])
    finally:
        is_over.set()
        thread.join()
        listener.close()


def _converse(connection: socket.socket, handle: Handler, context: ssl.SSLContext | None) -> None:
    if context is not None:
        connection = context.wrap_socket(connection, server_side=True)
    with connection:
        head = connection.recv(8192).decode("latin-1")
        if head:
            handle(connection, head)


def answer(body: bytes = b"", status: str = "200 OK", **headers: str) -> Handler:
    """Return a handler that gives the same to everybody."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    whole = "\r\n".join(lines).encode() + b"\r\n\r\n" + body
    return lambda connection, head: connection.sendall(whole)


def calendar(*entries: str) -> bytes:
    """Return a calendar of these entries, each a VEVENT's own lines."""
    events = [f"BEGIN:VEVENT\n{entry.strip()}\nEND:VEVENT" for entry in entries]
    text = "\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//", *events])
    return (text + "\nEND:VCALENDAR\n").replace("\n", "\r\n").encode()


def entry(uid: str, start: str, end: str, *more: str) -> str:
    """Return the lines of an entry in UTC."""
    lines = [f"UID:{uid}", "DTSTAMP:20261101T000000Z", f"DTSTART:{start}", f"DTEND:{end}", *more]
    return "\n".join(lines)
