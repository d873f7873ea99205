"""A mail server of a raw socket, that can be slow, drip, refuse, and hang up where it hurts."""

import socket
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from pathlib import Path

CERTIFICATE = Path(__file__).with_name("certificate.pem")  # Of localhost, for a hundred years.
HANG_UP = b""
GREETING = b"220 test.example ESMTP\r\n"
OK = b"250 OK\r\n"


class Drip(bytes):
    """An answer of which one byte comes every 20 ms."""


@dataclass(frozen=True)
class Received:
    """One mail that the server has taken."""

    sender: str
    receiver: str
    content: bytes

    @property
    def mail(self):
        return message_from_bytes(self.content, policy=policy.SMTP)

    @property
    def message_id(self):
        return self.mail["Message-ID"]


@dataclass
class Server:
    """`answer(stage, said)` may return another answer than OK, or HANG_UP.

    Stages: connect, EHLO, MAIL, RCPT, DATA, text (the mail has come), kept (the mail is in
    `received`), RSET, QUIT.
    """

    answer: Callable[[str, str], bytes | None] = lambda stage, said: None
    seconds_a_mail: float = 0.0
    encryption: str = ""  # "smtps", or "starttls" for one that is asked for.
    received: list[Received] = field(default_factory=list)
    connections: int = 0
    most_at_once: int = 0

    @property
    def offers(self):
        return b"250-test.example\r\n250 STARTTLS\r\n" if self.encryption == "starttls" else OK

    @property
    def ids(self):
        return [received.message_id for received in self.received]

    @property
    def receivers(self):
        return [received.receiver for received in self.received]

    @property
    def url(self):
        if self.encryption == "smtps":
            return f"smtps://localhost:{self.port}"
        return f"smtp://localhost:{self.port}?starttls=1" if self.encryption else self.plain_url

    @property
    def plain_url(self):
        return f"smtp://127.0.0.1:{self.port}"

    def start(self, port=0):
        self._socket = socket.create_server(("127.0.0.1", port), backlog=50)
        self.port = self._socket.getsockname()[1]
        self._open = set()
        self._lock = threading.Lock()
        threading.Thread(target=self._accept, daemon=True).start()

    def stop(self):
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        for connection in list(self._open):
            connection.close()

    def _accept(self):
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection):
        with self._lock:
            self.connections += 1
            self._open.add(connection)
            self.most_at_once = max(self.most_at_once, len(self._open))
        try:
            if self.encryption == "smtps":
                with encrypted(connection) as secure:
                    self._talk(secure, secure.makefile("rb"))
            else:
                self._talk(connection, connection.makefile("rb"))
        except OSError:
            pass
        finally:
            self._open.discard(connection)
            connection.close()

    def _talk(self, connection, lines, *, greets=True):
        if greets:
            self._say(connection, "connect", "", GREETING)
        sender = receiver = ""
        for line in lines:
            said = line.decode("utf-8", "replace").strip()
            verb = said.split(" ")[0].split(":")[0].upper()
            if verb == "STARTTLS":
                self._write(connection, b"220 Go on\r\n")
                with encrypted(connection) as secure:
                    return self._talk(secure, secure.makefile("rb"), greets=False)
            if verb == "DATA":
                if not self._is_fine(connection, "DATA", said):
                    continue
                self._write(connection, b"354 Go on\r\n")
                content = self._read_text(lines)
                time.sleep(self.seconds_a_mail)
                if content is None or not self._is_fine(connection, "text", receiver):
                    continue
                with self._lock:
                    self.received.append(Received(sender, receiver, content))
                self._say(connection, "kept", receiver, OK)
                continue
            if verb == "MAIL":
                sender = said[said.index("<") + 1 : said.index(">")]
            if verb == "RCPT":
                receiver = said[said.index("<") + 1 : said.index(">")]
            usual = {"QUIT": b"221 Bye\r\n", "EHLO": self.offers}.get(verb, OK)
            self._say(connection, verb, said, usual)
            if verb == "QUIT":
                return None
        return None

    def _is_fine(self, connection, stage, said):
        answer = self.answer(stage, said)
        if answer is not None:
            self._write(connection, answer)
        return answer is None

    def _say(self, connection, stage, said, usual):
        answer = self.answer(stage, said)
        self._write(connection, usual if answer is None else answer)

    def _write(self, connection, answer):
        if answer == HANG_UP:
            connection.shutdown(socket.SHUT_RDWR)
            raise OSError("hung up")
        if isinstance(answer, Drip):
            for byte in answer:
                connection.sendall(bytes([byte]))
                time.sleep(0.02)
        else:
            connection.sendall(answer)

    def _read_text(self, lines):
        content = []
        for line in lines:
            if line == b".\r\n":
                return b"".join(content)
            content.append(line[1:] if line.startswith(b".") else line)
        return None


def encrypted(connection):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    return context.wrap_socket(connection, server_side=True)


@contextmanager
def running(**options):
    """Run a server for the block."""
    server = Server(**options)
    server.start()
    try:
        yield server
    finally:
        server.stop()


@contextmanager
def running_apart(seconds_a_mail):
    """Run a server in a process of its own for the block; gives its address."""
    command = [sys.executable, "-m", "tests.messages.smtp_server", str(seconds_a_mail)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process.stdout.readline().strip()
        finally:
            process.terminate()


if __name__ == "__main__":
    alone = Server(seconds_a_mail=float(sys.argv[1]))
    alone.start()
    print(alone.url, flush=True)  # noqa: T201 - to whom started it
    threading.Event().wait()
