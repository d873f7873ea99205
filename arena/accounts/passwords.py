"""Passwords: hashed with Argon2id, compared in the same time whether anybody is there or not."""

from __future__ import annotations

import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

# OWASP's Password Storage Cheat Sheet: 19 MiB, two passes, one lane. The hash names its own
# figures, so raising them here renews each hash at its owner's next sign-in.
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


def hash_password(password: str) -> str:
    """Return what to keep of a password."""
    return _hasher.hash(_composed(password))


def is_right(password_hash: str | None, password: str) -> bool:
    """Tell whether the password is the one that was hashed.

    Where there is no hash (no such person, or one without a password) another is compared with, so
    that the answer takes as long.
    """
    try:
        _hasher.verify(password_hash or _nobodys(), _composed(password))
    except (VerifyMismatchError, InvalidHashError):
        return False
    return password_hash is not None


def is_outdated(password_hash: str) -> bool:
    """Tell whether the hash was made with other figures than today's."""
    return _hasher.check_needs_rehash(password_hash)


@cache
def _nobodys() -> str:
    return _hasher.hash("a password that nobody has")


def _composed(password: str) -> str:
    """Let the same letters be the same bytes on every keyboard."""
    return unicodedata.normalize("NFC", password).encode("utf-8", "replace").decode()
