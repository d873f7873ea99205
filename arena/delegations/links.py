"""The sender's own link: its secret is made anew for each mail, and nothing of it is kept."""

from __future__ import annotations

import hashlib
import hmac

from arena import config, tokens
from arena.delegations.models import Delegation


def enquiry_key(delegation: Delegation) -> str:
    """Return the secret of the sender's own page; another address of the contact revokes it."""
    address = hashlib.sha256(delegation.contact_email.encode()).digest()
    return tokens.derived("delegation", delegation.id, int.from_bytes(address[:8]))


def is_enquiry_key(delegation: Delegation, key: str) -> bool:
    """Tell whether `key` is the one of the sender's own page, in constant time."""
    given = key.encode("utf-8", "surrogatepass")
    return hmac.compare_digest(enquiry_key(delegation).encode(), given)


def enquiry_url(delegation: Delegation, language: str | None = None) -> str:
    """Return the absolute address of the sender's own page, in the sender's language."""
    base = f"{config.current().base_url}/{language or delegation.contact_language}"
    return f"{base}/delegations/enquiry/{delegation.reference}/{enquiry_key(delegation)}"
