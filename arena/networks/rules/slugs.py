"""The names of networks in addresses."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

_LONGEST = 60
# Words of the pages' own addresses beside the networks.
RESERVED = frozenset({"new", "apply", "application", "invitation", "agreements", "networks"})


def slug_for(name: str, taken: Collection[str]) -> str:
    """Return a name for an address that is not taken: “klimatpositiva-kvarter-2”."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain)[:_LONGEST].strip("-")
    stem = words or "network"
    used = RESERVED | set(taken)
    slug, number = stem, 1
    while slug in used:
        number += 1
        slug = f"{stem}-{number}"
    return slug
