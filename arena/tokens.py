"""Secrets in links: made at random or derived, given out once, kept as a hash only."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets

from arena import config


def new() -> str:
    """Return a new random secret of 192 bits that is safe in an address."""
    return secrets.token_urlsafe(24)


def derived(purpose: str, *parts: int) -> str:
    """Return the secret that belongs to `parts` (a record's number, a version) for `purpose`.

    It can be made again for each mail and is nowhere stored; raising the version revokes it.
    """
    text = ":".join([purpose, *map(str, parts)])
    key = config.current().secret_key.encode()
    return base64.urlsafe_b64encode(hmac.digest(key, text.encode(), "sha256")[:24]).decode()


def digest(token: str) -> str:
    """Return the hash by which a secret is found again; a random secret needs no salt."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def keyed_digest(token: str) -> str:
    """Return the hash of a secret under the arena's own key.

    For secrets that live for years: whoever can write to the database still cannot plant one.
    """
    key = config.current().secret_key.encode()
    return hmac.digest(key, token.encode("utf-8", "surrogatepass"), "sha256").hex()
