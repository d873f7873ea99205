"""A real IMAP server: Dovecot on a free port, with a throw-away configuration and mail store.

It needs no privileges: mail is read as the test's own user, or as `nobody` where that is root, as
whom Dovecot reads nobody's mail.
"""

from __future__ import annotations

import grp
import imaplib
import os
import pwd
import re
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

from tests.conftest import NOW

PASSWORD = "hemligt%lösen"
ASCII = 'a "quoted" one'  # Of those who have an address for a name.
MOST_USERS = 400
CERTIFICATE = Path(__file__).parents[1] / "messages" / "certificate.pem"
# What Dovecot called otherwise before 2.4, and since.
BEFORE_2_4 = """
mail_location = maildir:{folder}/mail/%u
disable_plaintext_auth = no
ssl_cert = <{folder}/certificate.pem
ssl_key = <{folder}/certificate.pem
passdb {{
  driver = passwd-file
  args = {folder}/users
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/mail/%u
}}
"""
SINCE_2_4 = """
dovecot_config_version = 2.4.0
dovecot_storage_version = 2.4.0
mail_driver = maildir
mail_path = {folder}/mail/%{{user}}
auth_allow_cleartext = yes
ssl_server_cert_file = {folder}/certificate.pem
ssl_server_key_file = {folder}/certificate.pem
namespace inbox {{
  inbox = yes
}}
passdb passwd-file {{
  passwd_file_path = {folder}/users
}}
userdb static {{
  fields {{
    uid = {uid}
    gid = {gid}
    home = {folder}/mail/%{{user}}
  }}
}}
"""
CONFIGURATION = """
base_dir = {folder}/run
state_dir = {folder}/state
protocols = imap
listen = 127.0.0.1
log_path = {folder}/log
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = 0
mail_uid = {uid}
mail_gid = {gid}
auth_mechanisms = plain
auth_failure_delay = 0
maildir_very_dirty_syncs = yes
ssl = yes
# Nobody waits because somebody else gave a wrong password.
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  unix_listener stats-reader {{
    mode = 0600
  }}
}}
service imap-login {{
  chroot =
  process_min_avail = 1
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
  }}
}}
"""


@dataclass
class ImapServer:
    """A running server. Each user has a mailbox of their own, made when they first sign in."""

    port: int
    tls_port: int
    process: subprocess.Popen[bytes]
    log: Path
    users: int = 0

    def new_user(self, *, has_ascii: bool = False) -> Mailbox:
        """Return an empty mailbox."""
        self.users += 1
        if has_ascii:
            return Mailbox(self, f"b{self.users}@a.example", ASCII)
        return Mailbox(self, f"arena{self.users}", PASSWORD)


@dataclass
class Mailbox:
    """One user's mail, as another program of theirs would see it."""

    server: ImapServer
    user: str
    password: str

    @property
    def url(self) -> str:
        """The setting that reads it."""
        secret = f"{quote(self.user)}:{quote(self.password)}"
        return f"imap://{secret}@localhost:{self.server.port}/INBOX"

    @property
    def tls_url(self) -> str:
        """The same with encryption."""
        return self.url.replace("imap:", "imaps:").replace(
            f":{self.server.port}/", f":{self.server.tls_port}/"
        )

    def put(self, *mails: bytes, folder: str = "INBOX", at: datetime = NOW) -> None:
        """Let mails come in."""
        came = imaplib.Time2Internaldate(at)
        with self.open() as imap:
            for mail in mails:
                assert imap.append(f'"{folder}"', "", came, mail)[0] == "OK"

    def list(self, folder: str = "INBOX") -> list[str]:
        """Return the flags of what lies in a folder; nothing where there is none."""
        with self.open() as imap:
            if imap.select(f'"{folder}"', readonly=True)[0] != "OK":
                return []
            answer = [each or b"" for each in imap.uid("FETCH", "1:*", "(FLAGS)")[1]]
        flags = [re.search(rb"FLAGS \((.*?)\)", each) for each in answer]
        return [each[1].decode().replace(r"\Recent", "").strip() for each in flags if each]

    @contextmanager
    def open(self) -> Iterator[imaplib.IMAP4]:
        imap = imaplib.IMAP4("127.0.0.1", self.server.port, timeout=10)
        imap.authenticate("PLAIN", lambda _: f"\0{self.user}\0{self.password}".encode())
        try:
            yield imap
        finally:
            imap.logout()


@contextmanager
def running() -> Iterator[ImapServer]:
    """Run a server in a folder of its own, which goes with it."""
    memory = Path("/dev/shm")  # noqa: S108 - a random name below it
    place = TemporaryDirectory(prefix="imap-", dir=memory if memory.is_dir() else None)
    with place as name, _running(Path(name)) as server:
        yield server


@contextmanager
def _running(folder: Path) -> Iterator[ImapServer]:
    ports = [_free_port(), _free_port()]
    is_root = os.geteuid() == 0
    account = pwd.getpwnam("nobody") if is_root else pwd.getpwuid(os.geteuid())
    shutil.copy(CERTIFICATE, folder / "certificate.pem")
    (folder / "mail").mkdir()
    (folder / "users").write_text(
        "".join(
            f"{user}:{{PLAIN}}{password}\n"
            for number in range(1, MOST_USERS)
            for user, password in ((f"arena{number}", PASSWORD), (f"b{number}@a.example", ASCII))
        )
    )
    settings = folder / "dovecot.conf"
    settings.write_text(
        (_dialect() + CONFIGURATION).format(
            folder=folder,
            user=account.pw_name,
            group=grp.getgrgid(account.pw_gid).gr_name,
            uid=account.pw_uid,
            gid=account.pw_gid,
            port=ports[0],
            tls_port=ports[1],
        )
    )
    if is_root:
        for path in (folder, *folder.iterdir()):
            os.chown(path, account.pw_uid, account.pw_gid)
    process = subprocess.Popen([_program(), "-F", "-c", str(settings)])
    try:
        _wait_for(ports[0], process, folder / "log")
        yield ImapServer(ports[0], ports[1], process, folder / "log")
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(10)


def _dialect() -> str:
    """Return how this machine's Dovecot calls what has been renamed."""
    told = subprocess.run([_program(), "--version"], capture_output=True, text=True, check=True)
    version = tuple(int(number) for number in re.findall(r"\d+", told.stdout)[:2])
    return SINCE_2_4 if version >= (2, 4) else BEFORE_2_4


def _program() -> str:
    found = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    assert found, "Dovecot is missing: `make test` installs it (on Debian: dovecot-imapd)"
    return found


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(200):
        if process.poll() is not None:
            break
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError(f"Dovecot did not start: {log.read_text() if log.exists() else ''}")
