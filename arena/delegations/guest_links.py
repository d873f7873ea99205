"""The guests' own links: their secrets are made anew when they are needed, and kept as hashes."""

from __future__ import annotations

import hmac

from arena import config, tokens
from arena.delegations.models import DelegationLink

_LONGEST_NUMBER = 9


def guest_token(link: DelegationLink) -> str:
    """Return the secret of somebody's own page; raising `token_version` revokes it."""
    return tokens.derived("delegation-page", link.id, link.token_version)


def guest_url(link: DelegationLink, language: str | None = None) -> str:
    """Return the absolute address of somebody's own page, in their language."""
    base = config.current().base_url
    return f"{base}/{language or link.language}/delegation/{guest_token(link)}"


def calendar_key(link: DelegationLink) -> str:
    """Return the secret of the calendar that belongs to a link: it opens nothing else."""
    return f"{link.id}-{_calendar_secret(link, link.token_version)}"


def calendar_number(key: str) -> int | None:
    """Return the number of the link that a calendar's secret says it belongs to."""
    number = key.partition("-")[0]
    is_number = number.isascii() and number.isdigit() and len(number) <= _LONGEST_NUMBER
    return int(number) if is_number else None


def is_calendar_key(link: DelegationLink, key: str) -> bool:
    """Tell whether `key` is the secret of a link's calendar, in constant time."""
    return _is_key(link, key, link.token_version)


def was_calendar_key(link: DelegationLink, key: str) -> bool:
    """Tell whether `key` was the secret of a link's calendar before the link was replaced."""
    return any(_is_key(link, key, version) for version in range(1, link.token_version))


def list_code(link: DelegationLink, number: int) -> str:
    """Return the code that opens the list of participants in the browser that asked for it.

    It is mailed to the link's owner: who was only handed the link does not read the names. The
    browser keeps `number`, which the code is made of, and no one else has it.
    """
    secret = tokens.derived("delegation-list", link.id, link.token_version, number)
    letters = [each for each in secret.upper() if each in _CODE_LETTERS]
    code = "".join(letters[:8]).ljust(8, "X")
    return f"{code[:4]}-{code[4:]}"


_CODE_LETTERS = "23456789BCDFGHJKLMNPQRSTVWXZ"  # As in references: none looks like another.


def is_list_code(link: DelegationLink, number: int, typed: str) -> bool:
    """Tell whether what somebody typed is the code, however they wrote it; in constant time."""
    plain = "".join(each for each in typed.upper() if each.isalnum())
    wanted = list_code(link, number).replace("-", "")
    return hmac.compare_digest(wanted.encode(), plain.encode("utf-8", "surrogatepass"))


def _calendar_secret(link: DelegationLink, version: int) -> str:
    return tokens.derived("delegation-calendar", link.id, version)


def _is_key(link: DelegationLink, key: str, version: int) -> bool:
    given = key.encode("utf-8", "surrogatepass")
    wanted = f"{link.id}-{_calendar_secret(link, version)}".encode()
    return hmac.compare_digest(wanted, given)
