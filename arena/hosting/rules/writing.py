"""The address of a calendar as people paste it."""

from __future__ import annotations

from dataclasses import dataclass
from string import punctuation
from urllib.parse import quote, urlsplit

LONGEST = 1000


@dataclass(frozen=True)
class Address:
    """Where a calendar is read: always by https."""

    text: str
    host: str
    port: int
    target: str  # Path and query, as they are asked for.


def read_address(text: str) -> Address | None:
    """Return the address that a text is, or None for what we would not go to.

    Only https, which webcal stands for; no names and passwords, which would end up in logs of
    others. The server's name is written as DNS does, and other letters as browsers send them.
    """
    text = text.strip()
    if text.lower().startswith("webcal://"):
        text = f"https://{text[9:]}"
    if len(text) > LONGEST or not text.isprintable() or " " in text or "\\" in text:
        return None
    try:
        parts = urlsplit(text)
        port = parts.port or 443
        host = (parts.hostname or "").encode("idna").decode()
    except ValueError:  # A bad port, a broken IPv6 address, a name that DNS cannot have.
        return None
    if parts.scheme != "https" or not host or "@" in parts.netloc:
        return None
    target = quote(
        (parts.path or "/") + (f"?{parts.query}" if parts.query else ""), safe=punctuation
    )
    if len(target) > LONGEST:
        return None
    shown = f"[{host}]" if ":" in host else host
    where = shown if port == 443 else f"{shown}:{port}"
    return Address(f"https://{where}{target}", host, port, target)


def masked(text: str) -> str:
    """Return what may be shown of a saved address: the server, and not what opens its door."""
    address = read_address(text)
    return f"https://{address.host}/…" if address else "…"
