"""The booker's own links: their secrets are made anew for each mail, and only hashes are kept."""

from __future__ import annotations

import hmac

from arena import config, tokens
from arena.visits.models import HostAsked, Visit


def manage_token(visit: Visit) -> str:
    """Return the secret of the booker's own page; raising `token_version` revokes it."""
    return tokens.derived("manage", visit.id, visit.token_version)


def was_manage_token(visit: Visit, token: str) -> bool:
    """Tell whether `token` was the secret of the booker's own page before the one that is now."""
    given = token.encode("utf-8", "surrogatepass")
    earlier = [tokens.derived("manage", visit.id, n) for n in range(1, visit.token_version)]
    return any(hmac.compare_digest(each.encode(), given) for each in earlier)


def confirm_key(visit: Visit) -> str:
    """Return the secret that only the mail to the booker's address holds.

    The page after the request, and the API's answer, give the link of the booker's page to
    whoever asked. That they also read the address's mail is shown by this second secret alone.
    """
    return tokens.derived("confirm", visit.id, visit.token_version)


def is_confirm_key(visit: Visit, key: str) -> bool:
    """Tell whether `key` is the one in the mail, in constant time."""
    return hmac.compare_digest(confirm_key(visit).encode(), key.encode("utf-8", "surrogatepass"))


def manage_url(visit: Visit, language: str | None = None) -> str:
    """Return the absolute address of the booker's own page, in the booker's language."""
    base = config.current().base_url
    return f"{base}/{language or visit.contact_language}/manage/{manage_token(visit)}"


def confirm_url(visit: Visit, language: str | None = None) -> str:
    """Return the absolute address of the page whose button confirms the booker's address."""
    return f"{manage_url(visit, language)}/confirm/{confirm_key(visit)}"


def ask_token(asked: HostAsked) -> str:
    """Return the secret of the page on which one host answers whether they lead a visit."""
    return tokens.derived("host-ask", asked.ask_id, asked.id)


def ask_url(asked: HostAsked, language: str) -> str:
    """Return the absolute address of that page."""
    return f"{config.current().base_url}/{language}/host-ask/{ask_token(asked)}"
