"""Where mail is read: from ARENA_IMAP_URL."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

from arena.config import Settings


@dataclass(frozen=True)
class Account:
    """A mailbox: the folder that is read, and the one that handled mail is moved to."""

    host: str
    port: int
    user: str
    password: str
    folder: str
    filed_in: str
    is_encrypted: bool
    starts_tls: bool

    @classmethod
    def of(cls, settings: Settings) -> Account | None:
        """Return the mailbox that the settings name, if any."""
        if settings.imap_url is None:
            return None
        url = urlsplit(settings.imap_url)
        asked = parse_qs(url.query)
        is_encrypted = url.scheme == "imaps"
        return cls(
            host=url.hostname or "",
            port=url.port or (993 if is_encrypted else 143),
            user=unquote(url.username or ""),
            password=unquote(url.password or ""),
            folder=unquote(url.path.strip("/")) or "INBOX",
            filed_in=asked.get("filed", ["Arena"])[0],
            is_encrypted=is_encrypted,
            starts_tls=asked.get("starttls", ["0"])[0] in ("1", "true", "yes"),
        )
